//! The statement: one attribution of a content to a source, with all that is known of its saying.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Offsets, Pinned};

/// Who said what, to whom, when and through whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// `s1`, `s2`, … in order of the text.
    pub id: String,
    /// What kind of saying or holding it is.
    pub mode: Mode,
    /// The whole sentences that hold source, cue and content.
    pub passage: Pinned,
    /// Who said it; always an object.
    pub source: Source,
    /// The words that tie source and content; null for a free quotation.
    pub cue: Option<Pinned>,
    /// What was said; may be discontinuous.
    pub content: Pinned,
    /// Direct, mixed or indirect.
    pub form: Form,
    /// An unquoted sentence carried on from the source before, with no cue.
    pub implicit: bool,
    /// What was done by saying it.
    pub act: Act,
    /// "did not say", "has never said".
    pub negated: bool,
    /// To whom it was said.
    pub audience: Vec<Audience>,
    /// When it was said: an id in `times`.
    pub time: Option<String>,
    /// The time in the recording at which its content begins (`HH:MM:SS.mmm`), where the transcript tells.
    pub recorded: Option<String>,
    /// The statement whose content reports this one.
    pub within: Option<String>,
    /// On what occasion it was said.
    pub occasion: Option<Occasion>,
    /// What carried it from the occasion to this page, in order.
    pub via: Vec<Via>,
    /// How many hands it passed; 0 = said to this outlet, or in public.
    pub hands: u32,
    /// The language it was said in, where the text says so.
    pub quoted_language: Option<String>,
    /// Calibrated probabilities.
    pub confidence: Confidence,
    /// What decided each field.
    pub because: Vec<Because>,
}

/// What kind of saying or holding a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Said aloud, or simply said.
    Speech,
    /// Written, posted, tweeted, signed.
    Writing,
    /// Wanted, feared, believed, known.
    Attitude,
    /// Found by a study, a poll, an inquiry.
    Finding,
}

/// How much of the content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// All of it.
    Direct,
    /// A part of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// What was done by the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Said, told, added.
    Say,
    /// Asked.
    Ask,
    /// Denied, rejected as untrue.
    Deny,
    /// Ordered, urged, demanded.
    Order,
    /// Promised, vowed.
    Promise,
    /// Accused, blamed.
    Accuse,
    /// Confirmed, admitted.
    Confirm,
    /// Anything else, attitudes and findings among them.
    Other,
}

/// Who said it. `text` is null and `spans` empty where the text leaves it out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The words.
    pub text: Option<String>,
    /// Where they stand.
    pub spans: Vec<Offsets>,
    /// An id in `entities`.
    pub entity: Option<String>,
    /// What kind of source it is.
    pub kind: Option<SourceKind>,
}

/// What kind of source a statement has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A person whom the text names.
    NamedPerson,
    /// A person whom the text does not name.
    UnnamedPerson,
    /// A source that was granted anonymity.
    Anonymous,
    /// An organisation, also through "officials" or "a spokesperson".
    NamedOrganisation,
    /// Several whom the text does not name.
    UnnamedGroup,
    /// A report, a study, a filing, another outlet's story.
    Document,
}

/// To whom a statement was said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Audience {
    /// The words and where they stand.
    #[serde(flatten)]
    pub pinned: Pinned,
    /// An id in `entities`.
    pub entity: Option<String>,
}

/// On what occasion a statement was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Occasion {
    /// What kind of occasion.
    pub kind: OccasionKind,
    /// The words that tell of it.
    #[serde(flatten)]
    pub pinned: Pinned,
}

/// Kinds of occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each name is its own meaning")]
pub enum OccasionKind {
    Call,
    Meeting,
    Interview,
    PressConference,
    Speech,
    Post,
    Letter,
    Testimony,
    Other,
}

/// A station that a statement passed on its way to this page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Via {
    /// What kind of station.
    pub kind: ViaKind,
    /// The words that tell of it.
    #[serde(flatten)]
    pub pinned: Pinned,
    /// An id in `entities`.
    pub entity: Option<String>,
}

/// Kinds of station.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each name is its own meaning")]
pub enum ViaKind {
    Recording,
    Transcript,
    Outlet,
    Document,
    Spokesperson,
    Translation,
    Leak,
    Unknown,
}

/// Calibrated probabilities, rounded to three places; null where the field has nothing to be right about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Confidence {
    /// That there is such a statement.
    pub statement: f64,
    /// That the source span is right.
    pub source: Option<f64>,
    /// That the content span is right.
    pub content: Option<f64>,
    /// That entity and kind of the source are right.
    pub speaker: Option<f64>,
    /// That the audience is right.
    pub audience: Option<f64>,
}

/// What decided a field: the rule or head, its score, what it saw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Because {
    /// The field decided: `source`, `content`, `mode`, `source.entity`, …
    pub field: String,
    /// The rule or head that decided.
    pub decider: String,
    /// Its score, 0 to 1; null for a rule that has none.
    pub score: Option<f64>,
    /// The evidence.
    pub spans: Vec<Offsets>,
}
