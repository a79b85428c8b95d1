//! What `hearsay check --format json` prints: each quotation of an article held against transcripts.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Offsets, Pinned};
use crate::text::{Document, Kind, OffsetUnit};

/// An article held against transcripts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckReport {
    /// Version of this format.
    pub hearsay: u32,
    /// The article.
    pub article: CheckedDocument,
    /// The transcripts, in the order given.
    pub against: Vec<CheckedDocument>,
    /// The quotations, in order of the article.
    pub quotations: Vec<CheckedQuotation>,
    /// How many quotations have each worst verdict; every verdict is present.
    pub counts: BTreeMap<Worst, usize>,
}

impl CheckReport {
    /// Whether every quotation is verbatim or openly edited (exit code 0 rather than 3).
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.quotations.iter().all(|quotation| quotation.worst <= Worst::EditedOpenly)
    }
}

/// A document that took part in a check; offsets elsewhere in the report index its clean text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckedDocument {
    /// `sha256:` of the text.
    pub id: String,
    /// Article, transcript or plan.
    pub kind: Kind,
    /// The headline.
    pub title: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// ISO 8601 date or date-time of publication.
    pub published: Option<String>,
    /// The unit of every offset into this document.
    pub offsets: OffsetUnit,
}

impl CheckedDocument {
    /// The head of `document`, offsets counted in `offsets`.
    #[must_use]
    pub fn new(document: &Document, offsets: OffsetUnit) -> Self {
        let metadata = document.metadata();
        Self {
            id: document.id().to_owned(),
            kind: document.kind(),
            title: metadata.title.clone(),
            outlet: metadata.outlet.clone(),
            url: metadata.url.clone(),
            published: metadata.published.clone(),
            offsets,
        }
    }
}

/// One quotation and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckedQuotation {
    /// The statement it belongs to (`s7`), where the article's statements were found.
    pub statement: Option<String>,
    /// The quoted words, without their marks, and where they stand in the article.
    #[serde(flatten)]
    pub pinned: Pinned,
    /// Verdict on the words.
    pub words: Words,
    /// Whether the right person is named.
    pub speaker: Agreement,
    /// Whether it was said to those whom the article names.
    pub audience: Agreement,
    /// Whether it was said on the occasion that the article names.
    pub occasion: Agreement,
    /// The gravest of the four.
    pub worst: Worst,
    /// Whom the article and the transcript name.
    pub speakers: Speakers,
    /// Where it stands in the transcripts; the best place first. Empty where it was not found.
    #[serde(rename = "where")]
    pub places: Vec<Place>,
    /// The nearest miss where it was not found: shown, never claimed.
    pub near: Option<Place>,
    /// Word by word, against the first of the places or the near miss.
    pub alignment: Vec<Piece>,
    /// The freedoms that the verdict allowed.
    pub freedoms: Vec<Freedom>,
    /// One line of why.
    pub why: String,
    /// Document, speaker, time code and characters, to copy.
    pub citation: Option<String>,
}

/// Verdict on the words of a quotation, from harmless to grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Words {
    /// The same words.
    Verbatim,
    /// Brackets or ellipsis mark every departure, and what they hide does not turn the meaning.
    EditedOpenly,
    /// The words are the same, but a negation, condition, hedge or question around them is lost.
    CutShort,
    /// Pieces from places apart presented as one, without a mark.
    Stitched,
    /// Words differ without a mark.
    Altered,
    /// Not in the transcripts.
    NotFound,
}

/// Whether article and transcript agree on a person or an occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Agreement {
    /// They agree.
    Right,
    /// They do not.
    Wrong,
    /// One of them does not tell.
    Unknown,
}

/// The gravest verdict on a quotation, from harmless to grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each name is its own meaning; see `Words` and `Agreement`")]
pub enum Worst {
    Verbatim,
    EditedOpenly,
    CutShort,
    Stitched,
    Altered,
    WrongOccasion,
    WrongAudience,
    WrongSpeaker,
    NotFound,
}

impl Worst {
    /// All, from harmless to grave.
    pub const ALL: [Self; 9] = [
        Self::Verbatim,
        Self::EditedOpenly,
        Self::CutShort,
        Self::Stitched,
        Self::Altered,
        Self::WrongOccasion,
        Self::WrongAudience,
        Self::WrongSpeaker,
        Self::NotFound,
    ];
}

impl From<Words> for Worst {
    fn from(words: Words) -> Self {
        match words {
            Words::Verbatim => Self::Verbatim,
            Words::EditedOpenly => Self::EditedOpenly,
            Words::CutShort => Self::CutShort,
            Words::Stitched => Self::Stitched,
            Words::Altered => Self::Altered,
            Words::NotFound => Self::NotFound,
        }
    }
}

/// Whom the article names as the speaker, and whom the transcript does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Speakers {
    /// As the article has it.
    pub article: Option<String>,
    /// As the transcript has it (through the table of speakers, where one was given).
    pub transcript: Option<String>,
}

/// A place in a transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Id of the transcript.
    pub document: String,
    /// The turn in which it begins, counted from 1; null where the transcript has no turns.
    pub turn: Option<usize>,
    /// Time code of its beginning, `HH:MM:SS.mmm`, where the transcript tells.
    pub time: Option<String>,
    /// Who speaks there.
    pub speaker: Option<String>,
    /// The transcript's words.
    pub text: String,
    /// Where they stand, one span a piece.
    pub spans: Vec<Offsets>,
}

/// How much a departure weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Probably the transcript's own error of hearing.
    Noise,
    /// "a" for "the".
    Slight,
    /// Another word.
    Plain,
    /// A negation, number, name or modal.
    Grave,
}

/// A freedom that leaves the words verbatim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Freedom {
    /// Upper and lower case.
    Case,
    /// Commas, full stops, dashes, hyphens.
    Punctuation,
    /// Numbers spelled or in figures.
    Number,
    /// "don't" and "do not".
    Contraction,
    /// British and American spelling.
    Spelling,
    /// "um" and "[laughs]" left out.
    Filler,
    /// A word said twice and written once.
    Repetition,
    /// A false start left out: "that you—that the".
    Repair,
    /// Another's short word in the middle left out.
    Interjection,
    /// A word that the transcript's speech recognition probably misheard.
    Recognition,
}

/// A stretch of the word-level alignment, written as an array: `["same", words]`, `["free", transcript, article,
/// freedom]`, `["changed", transcript, article, weight]`, `["left-out", transcript, weight]`, `["put-in", article,
/// weight]`, `["marked", transcript, article]` for what brackets or an ellipsis show, `["apart", transcript]` where the
/// quotation goes on elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(into = "Vec<String>", try_from = "Vec<String>")]
#[schemars(with = "Vec<String>")]
#[expect(missing_docs, reason = "told in the type's own words")]
pub enum Piece {
    Same { words: String },
    Free { transcript: String, article: String, freedom: Freedom },
    Changed { transcript: String, article: String, weight: Weight },
    LeftOut { transcript: String, weight: Weight },
    PutIn { article: String, weight: Weight },
    Marked { transcript: String, article: String },
    Apart { transcript: String },
}

impl From<Piece> for Vec<String> {
    fn from(piece: Piece) -> Self {
        match piece {
            Piece::Same { words } => vec!["same".into(), words],
            Piece::Free { transcript, article, freedom } => vec!["free".into(), transcript, article, word(freedom)],
            Piece::Changed { transcript, article, weight } => vec!["changed".into(), transcript, article, word(weight)],
            Piece::LeftOut { transcript, weight } => vec!["left-out".into(), transcript, word(weight)],
            Piece::PutIn { article, weight } => vec!["put-in".into(), article, word(weight)],
            Piece::Marked { transcript, article } => vec!["marked".into(), transcript, article],
            Piece::Apart { transcript } => vec!["apart".into(), transcript],
        }
    }
}

impl TryFrom<Vec<String>> for Piece {
    type Error = String;

    fn try_from(fields: Vec<String>) -> Result<Self, String> {
        let mut fields = fields.into_iter();
        let mut next = || fields.next().ok_or_else(|| "a piece of the alignment lacks a field".to_owned());
        Ok(match next()?.as_str() {
            "same" => Self::Same { words: next()? },
            "free" => Self::Free { transcript: next()?, article: next()?, freedom: value(&next()?)? },
            "changed" => Self::Changed { transcript: next()?, article: next()?, weight: value(&next()?)? },
            "left-out" => Self::LeftOut { transcript: next()?, weight: value(&next()?)? },
            "put-in" => Self::PutIn { article: next()?, weight: value(&next()?)? },
            "marked" => Self::Marked { transcript: next()?, article: next()? },
            "apart" => Self::Apart { transcript: next()? },
            other => return Err(format!("unknown piece of an alignment: {other}")),
        })
    }
}

/// The word that a value without fields is written as (`edited-openly`).
#[must_use]
pub fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn value<T: for<'a> Deserialize<'a>>(word: &str) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::from(word)).map_err(|error| error.to_string())
}

/// The JSON Schema of a check report.
#[must_use]
pub fn check_schema() -> schemars::Schema {
    schemars::schema_for!(CheckReport)
}
