//! The record: what `hearsay read` prints, as types. The JSON Schema is generated from them (`schema.json` beside
//! `docs/record.md`), so the two cannot drift apart.
//!
//! Offsets here are already in the unit of [`DocumentEntry::offsets`]; a record borrows nothing.

pub mod brat;
mod build;
mod check;
pub mod circumstances;
pub mod csv;
pub mod describe;
mod diff;
mod dispute;
mod document;
mod entity;
mod event;
mod filter;
pub mod html;
pub mod json;
mod offers;
pub mod places;
mod proposal;
#[cfg(test)]
pub(crate) mod sample;
mod speakers;
mod statement;
pub mod text;
mod time;
pub mod webanno;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use build::BuildOptions;
pub use check::{
    Agreement, CheckReport, CheckedDocument, CheckedQuotation, Freedom, Piece, Place, Speakers, Weight, Words, Worst,
    check_schema, word,
};
pub use diff::{
    ComparedPlan, DiffReport, Force, ForceCall, ForceKind, Kinds, MatterRole, PlanMatter, PlanPoint, PointChange,
    PointDiff, WordChange, diff_schema,
};
pub use dispute::{About, Dependence, DependenceKind, DependenceOn, Dispute, DisputeKind, NoComment, NoCommentKind};
pub use document::{DocumentEntry, PartEntry};
pub use entity::{Entity, EntityType, Mention, MentionForm};
pub use event::{Event, EventKind, EventStatus, Participant, ParticipantRole};
pub use filter::Filter;
pub use offers::OFFER;
pub use proposal::{Proposal, ProposalView, Provision};
pub use statement::{
    Act, Audience, Because, Confidence, Form, Mode, Occasion, OccasionKind, Source, SourceKind, Statement, Via, ViaKind,
};
pub use time::{Time, TimeType};

/// The version of the format that this program writes.
pub const FORMAT_VERSION: u32 = 1;

/// A half-open range `[start, end]` of the document's text, in the record's unit.
pub type Offsets = [usize; 2];

/// What is pinned to the text: the words and where they stand.
///
/// `text` equals the pieces at `spans` joined by one space.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pinned {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub spans: Vec<Offsets>,
}

/// The record of one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Version of this format.
    pub hearsay: u32,
    /// What made it.
    pub made_by: MadeBy,
    /// The document it is about.
    pub document: DocumentEntry,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Persons, organisations, places, works, groups.
    pub entities: Vec<Entity>,
    /// Time expressions with their values.
    pub times: Vec<Time>,
    /// Calls, meetings, visits and the like.
    pub events: Vec<Event>,
    /// Plans, drafts, deals, bills.
    pub proposals: Vec<Proposal>,
    /// Who disputes what.
    pub disputes: Vec<Dispute>,
    /// Who declined or could not be reached.
    pub no_comment: Vec<NoComment>,
    /// What the story's statements hang on.
    pub dependence: Vec<Dependence>,
}

/// The program, model and layers that made a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MadeBy {
    /// Program and version: `hearsay 0.1.0`.
    pub program: String,
    /// Name and digest of the weights: `en-1 sha256:…`; null where no model was needed.
    pub model: Option<String>,
    /// The layers that ran, in order.
    pub layers: Vec<String>,
}

/// The JSON Schema of a record.
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Record)
}
