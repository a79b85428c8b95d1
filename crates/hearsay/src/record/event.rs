//! Events that the story reports. The format has their place; the layer that finds them comes later.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Pinned;

/// A call, meeting, visit or the like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// `v1`, `v2`, … in order of the text.
    pub id: String,
    /// What kind of event.
    pub kind: EventKind,
    /// The words that tell of it.
    pub trigger: Pinned,
    /// Whether it happened.
    pub status: EventStatus,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// When: an id in `times`.
    pub time: Option<String>,
    /// The statements it rests on; empty = the outlet's own word.
    pub statements: Vec<String>,
}

/// Kinds of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each name is its own meaning")]
pub enum EventKind {
    Call,
    Meeting,
    Visit,
    Publication,
    Proposal,
    Deal,
    Other,
}

/// Whether an event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each name is its own meaning")]
pub enum EventStatus {
    Happened,
    Planned,
    Possible,
    Cancelled,
    DidNotHappen,
}

/// Who took part in an event, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// The part taken.
    pub role: ParticipantRole,
    /// An id in `entities`.
    pub entity: String,
}

/// Parts taken in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each name is its own meaning")]
pub enum ParticipantRole {
    Who,
    With,
    Where,
    About,
}
