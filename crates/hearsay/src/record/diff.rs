//! What `hearsay diff --format json` prints: a plan held against its next version, point by point.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CheckedDocument, Pinned};

/// A plan held against another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DiffReport {
    /// Version of this format.
    pub hearsay: u32,
    /// The first plan.
    pub a: ComparedPlan,
    /// The second plan.
    pub b: ComparedPlan,
    /// What became of the points, in order of the second plan; what was dropped stands where it stood.
    pub points: Vec<PointDiff>,
    /// How many entries show each kind of change; every kind is present.
    pub counts: BTreeMap<PointChange, usize>,
}

/// One of the two plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ComparedPlan {
    /// The document.
    #[serde(flatten)]
    pub document: CheckedDocument,
    /// Its points and sub-points, in order.
    pub points: Vec<PlanPoint>,
    /// Preamble, headings and signatures: told apart and not compared.
    pub other: Vec<PlanMatter>,
}

/// A point of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanPoint {
    /// Its labels from the top (`3.b`); unique in the plan.
    pub id: String,
    /// The label as written (`(b)`).
    pub label: Option<String>,
    /// Its words, without the label.
    #[serde(flatten)]
    pub pinned: Pinned,
}

/// What stands in a plan and is no point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanMatter {
    /// What it is.
    pub role: MatterRole,
    /// Its words.
    #[serde(flatten)]
    pub pinned: Pinned,
}

/// What stands in a plan besides points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each name is its own meaning")]
pub enum MatterRole {
    Preamble,
    Heading,
    Signature,
}

/// What became of one point, or of several that were split or merged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PointDiff {
    /// What holds: one kind as a word, several as a list.
    pub kind: Kinds,
    /// Ids in the first plan; empty where the point was added.
    pub a: Vec<String>,
    /// Ids in the second plan; empty where it was dropped.
    pub b: Vec<String>,
    /// Word by word.
    pub changes: Vec<WordChange>,
    /// Which way the obligations went, where all that can be told go one way.
    pub force: Option<Force>,
    /// The words that changed an obligation.
    pub calls: Vec<ForceCall>,
}

/// A kind of change of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PointChange {
    /// The same words in the same place under the same label.
    Kept,
    /// Other words.
    Reworded,
    /// Another place among the points, or another point above it.
    Moved,
    /// Another label.
    Renumbered,
    /// One point became several.
    Split,
    /// Several points became one.
    Merged,
    /// Only in the second plan.
    Added,
    /// Only in the first plan.
    Dropped,
}

impl PointChange {
    /// All kinds, in the order of the format.
    pub const ALL: [Self; 8] = [
        Self::Kept,
        Self::Reworded,
        Self::Moved,
        Self::Renumbered,
        Self::Split,
        Self::Merged,
        Self::Added,
        Self::Dropped,
    ];

    /// The word of the format.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["kept", "reworded", "moved", "renumbered", "split", "merged", "added", "dropped"][self as usize]
    }
}

/// One kind, or several at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Kinds {
    /// One, written as a word.
    One(PointChange),
    /// Several, written as a list.
    Several(Vec<PointChange>),
}

impl Kinds {
    /// Kinds in the order of the format.
    #[must_use]
    pub fn new(mut kinds: Vec<PointChange>) -> Self {
        kinds.sort_unstable();
        kinds.dedup();
        match kinds.as_slice() {
            [kind] => Self::One(*kind),
            _ => Self::Several(kinds),
        }
    }

    /// The kinds.
    #[must_use]
    pub fn all(&self) -> &[PointChange] {
        match self {
            Self::One(kind) => std::slice::from_ref(kind),
            Self::Several(kinds) => kinds,
        }
    }
}

/// A stretch of the word-level difference, written as an array: `["same", words]`, `["changed", first, second]`,
/// `["left-out", first]`, `["put-in", second]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(into = "Vec<String>", try_from = "Vec<String>")]
#[schemars(with = "Vec<String>")]
#[expect(missing_docs, reason = "told in the type's own words")]
pub enum WordChange {
    Same { words: String },
    Changed { a: String, b: String },
    LeftOut { a: String },
    PutIn { b: String },
}

impl From<WordChange> for Vec<String> {
    fn from(change: WordChange) -> Self {
        match change {
            WordChange::Same { words } => vec!["same".into(), words],
            WordChange::Changed { a, b } => vec!["changed".into(), a, b],
            WordChange::LeftOut { a } => vec!["left-out".into(), a],
            WordChange::PutIn { b } => vec!["put-in".into(), b],
        }
    }
}

impl TryFrom<Vec<String>> for WordChange {
    type Error = String;

    fn try_from(fields: Vec<String>) -> Result<Self, String> {
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        Ok(match fields.as_slice() {
            ["same", words] => Self::Same { words: (*words).into() },
            ["changed", a, b] => Self::Changed { a: (*a).into(), b: (*b).into() },
            ["left-out", a] => Self::LeftOut { a: (*a).into() },
            ["put-in", b] => Self::PutIn { b: (*b).into() },
            _ => return Err(format!("not a stretch of a difference: {fields:?}")),
        })
    }
}

/// Which way an obligation went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Force {
    /// It binds more.
    Stronger,
    /// It binds less.
    Weaker,
}

/// Words that changed an obligation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ForceCall {
    /// What changed.
    pub what: ForceKind,
    /// The words of the first plan.
    pub a: Option<String>,
    /// The words of the second plan.
    pub b: Option<String>,
    /// Which way, where that can be told.
    pub force: Option<Force>,
}

/// What of an obligation changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ForceKind {
    /// "shall" and "may".
    Modal,
    /// "not".
    Negation,
    /// "within 100 days" and "in due course".
    Deadline,
    /// A number.
    Number,
    /// Who is bound, or to whom.
    Party,
    /// "if", "subject to", "where possible".
    Condition,
}

/// The JSON Schema of a comparison.
#[must_use]
pub fn diff_schema() -> schemars::Schema {
    schemars::schema_for!(DiffReport)
}
