//! The document as a record names it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Pinned;
use crate::text::{Kind, OffsetUnit, PartKind};

/// The document a record is about, with its clean text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentEntry {
    /// `sha256:` of the text; a record is known by id, published, outlet and model together.
    pub id: String,
    /// Article, transcript or plan.
    pub kind: Kind,
    /// The headline.
    pub title: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The authors' names.
    pub authors: Vec<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// ISO 8601 date or date-time; the anchor of relative times.
    pub published: Option<String>,
    /// BCP 47 code, where it could be told.
    pub language: Option<String>,
    /// Whether the text says that it is a translation.
    pub translated: bool,
    /// The unit of every offset in this record.
    pub offsets: OffsetUnit,
    /// The clean text that was read.
    pub text: String,
    /// Title, byline, paragraphs and the like, in order.
    pub parts: Vec<PartEntry>,
    /// `sha256:` of the raw bytes.
    pub original: String,
    /// With `--map`: runs of start in the text (in this record's unit), start in the original bytes, length in bytes of the original.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<Vec<[usize; 3]>>,
}

/// One part of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartEntry {
    /// What it is.
    pub kind: PartKind,
    /// Its words and place.
    #[serde(flatten)]
    pub pinned: Pinned,
}
