//! What a query asks for besides words, as words of the index: then one question to the index answers all of a query, in the order of
//! the rows and without reading any that do not match.
//!
//! Tags stand in a column of their own, so that no word of a story is taken for one.

use hearsay::record::{Act, Form, Mode, SourceKind, ViaKind, word};
use hearsay::text::Kind;

/// The tag of every statement: what a query without conditions asks for.
pub(crate) const ALL: &str = "all";
/// A statement of a text that has a newer version wherever it was seen.
pub(crate) const SUPERSEDED: &str = "superseded";
/// A denial of having said it.
pub(crate) const NEGATED: &str = "negated";
/// A statement whose source has no name.
pub(crate) const UNNAMED: &str = "unnamed";
/// More hands than this share one tag.
pub(crate) const MOST_HANDS: u32 = 9;

pub(crate) fn mode(mode: Mode) -> String {
    format!("mode{}", word(mode))
}

pub(crate) fn form(form: Form) -> String {
    format!("form{}", word(form))
}

pub(crate) fn act(act: Act) -> String {
    format!("act{}", word(act))
}

pub(crate) fn source_kind(kind: SourceKind) -> String {
    format!("kind{}", word(kind).replace('-', ""))
}

pub(crate) fn document_kind(kind: Kind) -> String {
    format!("text{}", word(kind))
}

pub(crate) fn via(kind: ViaKind) -> String {
    format!("via{}", word(kind))
}

pub(crate) fn hands(hands: u32) -> String {
    format!("hands{}", hands.min(MOST_HANDS))
}

/// Of the name of who said it.
pub(crate) fn speaker(name: i64) -> String {
    format!("by{name}")
}

/// Of a word of a name of who said it.
pub(crate) fn speaker_word(word: &str) -> String {
    format!("said{word}")
}

/// Of a word of a name of whom it was said to.
pub(crate) fn audience_word(word: &str) -> String {
    format!("heard{word}")
}

/// Of the name of whom it was said to.
pub(crate) fn audience(name: i64) -> String {
    format!("to{name}")
}

pub(crate) fn outlet(outlet: i64) -> String {
    format!("outlet{outlet}")
}

pub(crate) fn document(document: i64) -> String {
    format!("in{document}")
}
