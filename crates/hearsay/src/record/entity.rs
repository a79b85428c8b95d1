//! Entities: who or what the record speaks of, under every name.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Pinned;

/// A person, organisation, place, work or group, under all its spellings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// `e1`, `e2`, … in order of first mention.
    pub id: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// The fullest name that the text gives, without titles.
    pub name: Option<String>,
    /// Positions held, with where they are held, as the text gives them.
    pub titles: Vec<String>,
    /// Other names and descriptions the text uses.
    pub aliases: Vec<String>,
    /// Ids of the members of a group.
    pub members: Vec<String>,
    /// Whether `members` is all of the group.
    pub complete: Option<bool>,
    /// What tells the reader why this source is in the story, beyond the title.
    pub relevance: Vec<Pinned>,
    /// Every mention, in order of the text.
    pub mentions: Vec<Mention>,
}

impl Entity {
    /// An entity of which the id, the type and the name are known.
    #[must_use]
    pub fn named(id: impl Into<String>, kind: EntityType, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            kind,
            name: Some(name.into()),
            titles: Vec::new(),
            aliases: Vec::new(),
            members: Vec::new(),
            complete: None,
            relevance: Vec::new(),
            mentions: Vec::new(),
        }
    }
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each name is its own meaning")]
pub enum EntityType {
    Person,
    Organisation,
    Place,
    Work,
    Group,
}

/// One mention of an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// The words and where they stand.
    #[serde(flatten)]
    pub pinned: Pinned,
    /// How it is mentioned.
    pub form: MentionForm,
}

/// How an entity is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MentionForm {
    /// By name.
    Name,
    /// By a description: "the envoy".
    Nominal,
    /// By a pronoun.
    Pronoun,
}
