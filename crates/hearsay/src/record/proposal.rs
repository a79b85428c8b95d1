//! Proposals that the story follows. The format has their place; the layer that finds them comes later.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Pinned;

/// A plan, draft, deal or bill that the story follows through its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Proposal {
    /// `p1`, `p2`, … in order of the text.
    pub id: String,
    /// Its name in the text.
    pub name: Option<String>,
    /// How many points it is said to have.
    pub points: Option<u32>,
    /// Where it is mentioned.
    pub mentions: Vec<Pinned>,
    /// Ids of the entities that made it.
    pub by: Vec<String>,
    /// Who is for it, by which statement.
    #[serde(rename = "for")]
    pub supporters: Vec<ProposalView>,
    /// Who is against it, by which statement.
    pub against: Vec<ProposalView>,
    /// What it provides.
    pub provisions: Vec<Provision>,
    /// Id of the proposal it revises.
    pub revises: Option<String>,
    /// Id of the proposal it is likened to.
    pub likened_to: Option<String>,
}

/// One entity's stand on a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProposalView {
    /// An id in `entities`.
    pub entity: String,
    /// The statement that shows it.
    pub statement: Option<String>,
}

/// One provision of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Provision {
    /// The words and where they stand.
    #[serde(flatten)]
    pub pinned: Pinned,
    /// Its number, where the text gives one.
    pub number: Option<String>,
}
