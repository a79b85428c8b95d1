//! What speaks for two bearers being one, or against, in words that a person can judge.

use serde::{Deserialize, Serialize};

/// What kind of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EvidenceKind {
    /// The names themselves.
    Names,
    /// Positions and descriptions.
    Roles,
    /// Who and what else the documents name.
    Company,
    /// When.
    Time,
    /// Where it was published.
    Outlet,
    /// The same words in the mouths of both.
    Statements,
    /// Words of the sentences around.
    Words,
    /// How old.
    Age,
    /// He or she.
    Pronouns,
    /// One document names both.
    Document,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What kind.
    pub kind: EvidenceKind,
    /// In words.
    pub words: String,
    /// Log-odds: above 0 it speaks for one bearer, below for two.
    pub weight: f64,
    /// Whether it keeps the two from being merged without a person, whatever else speaks for it.
    pub forbids: bool,
}

impl Evidence {
    pub(super) fn new(kind: EvidenceKind, weight: f64, words: impl Into<String>) -> Self {
        Self { kind, words: words.into(), weight, forbids: false }
    }

    /// The same, as a reason to ask a person.
    pub(super) fn forbidding(self) -> Self {
        Self { forbids: true, ..self }
    }
}
