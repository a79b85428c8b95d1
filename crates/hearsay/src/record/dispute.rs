//! Disputes, refusals to comment, and what the story hangs on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Pinned;

/// One statement denying, doubting or contradicting another, or an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dispute {
    /// What is disputed.
    pub about: About,
    /// The statement that disputes it; null = the outlet's own voice.
    pub by: Option<String>,
    /// How.
    pub kind: DisputeKind,
    /// The words that dispute, and where they stand.
    #[serde(flatten)]
    pub pinned: Pinned,
}

/// What a dispute is about: a statement, an event, or words of the text; with `document` and `id` across documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(missing_docs, reason = "each name is its own meaning")]
pub enum About {
    Statement { statement: String },
    Event { event: String },
    Elsewhere { document: String, id: String },
    Words(Pinned),
}

/// How something is disputed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each name is its own meaning")]
pub enum DisputeKind {
    Denies,
    Doubts,
    Contradicts,
    Unconfirmed,
}

/// A disclosure that somebody did not comment; no statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoComment {
    /// Who: an id in `entities`.
    pub entity: Option<String>,
    /// How.
    pub kind: NoCommentKind,
    /// The words and where they stand.
    #[serde(flatten)]
    pub pinned: Pinned,
}

/// How somebody did not comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each name is its own meaning")]
pub enum NoCommentKind {
    Declined,
    NoReply,
    NotReached,
}

/// What a share of the story's statements hangs on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dependence {
    /// The outlet, document or anonymous source.
    pub on: DependenceOn,
    /// The statements that hang on it.
    pub statements: Vec<String>,
    /// Their share of all statements, 0 to 1.
    pub share: f64,
}

/// An outlet, document or anonymous source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DependenceOn {
    /// What kind.
    pub kind: DependenceKind,
    /// An id in `entities`.
    pub entity: Option<String>,
}

/// Kinds of things that statements hang on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each name is its own meaning")]
pub enum DependenceKind {
    Outlet,
    Document,
    Anonymous,
}
