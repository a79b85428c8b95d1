//! Reading: bytes in, a [`Document`] out. What cannot be read is a clear error that names the place and the reason.

pub mod clean;
mod docx;
pub mod encoding;
mod html;
mod language;
mod markdown;
mod numerals;
mod pdf;
mod plain;
pub mod plan;
pub mod sniff;
pub mod transcript;

use crate::text::{Document, Kind};
use clean::Cleaner;
use sniff::Format;

/// What the caller knows about the bytes.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The file's name or address: its ending helps to tell the format.
    pub name: Option<String>,
    /// The media type a server gave (`text/html; charset=…`).
    pub media_type: Option<String>,
    /// What the document is; told from the bytes where absent.
    pub kind: Option<Kind>,
}

/// Why bytes could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{}{reason}", place.as_ref().map_or(String::new(), |place| format!("{place}: ")))]
pub struct ReadError {
    place: Option<String>,
    reason: String,
}

impl ReadError {
    /// An error for the whole input.
    #[must_use]
    pub fn new(reason: impl Into<String>) -> Self {
        Self { place: None, reason: reason.into() }
    }

    /// An error at a place in the input (`41` for line 41, `page 3`).
    #[must_use]
    pub fn at(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { place: Some(place.into()), reason: reason.into() }
    }
}

/// Reads bytes into a document. An empty or blank input is an empty document.
///
/// # Errors
/// Where the bytes are not text of a known format.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Document, ReadError> {
    match sniff::by_bytes(bytes)? {
        Some(Format::Pdf) => pdf::read(bytes, options),
        Some(_) => docx::read(bytes, options),
        None => read_text(bytes, options),
    }
}

/// Formats that are text once decoded: each is a variant of [`Format`], told in `sniff.rs` and read here.
fn read_text(bytes: &[u8], options: &ReadOptions) -> Result<Document, ReadError> {
    let source = encoding::decode(bytes, options.media_type.as_deref())?;
    if let Some(format) = transcript::sniff(&source.text, options) {
        return transcript::read(format, &source, bytes);
    }
    Ok(match sniff::by_text(&source.text, options) {
        Format::Plain | Format::Markdown if sniff::is_plan(&source.text, options) => plan::read(&source, bytes),
        Format::Html => {
            let cleaner = html::read(&source, options.name.as_deref(), bytes);
            // A page is a story unless the caller says otherwise: its lists and interviews are parts of it.
            let kind = Some(options.kind.unwrap_or_default());
            settle(cleaner, &ReadOptions { kind, ..ReadOptions::default() }).finish(&source)
        }
        Format::Markdown => settle(markdown::read(&source, bytes), options).finish(&source),
        Format::Plain | Format::Pdf | Format::Docx => plain::read(&source, sniff::kind(options), bytes),
    })
}

/// Says what a document is, from the caller or from its paragraphs, and finds the turns of a transcript.
fn settle(mut cleaner: Cleaner, options: &ReadOptions) -> Cleaner {
    cleaner.end();
    let kind = options.kind.unwrap_or_else(|| looks(cleaner.written()));
    cleaner.set_kind(kind);
    if kind == Kind::Transcript {
        transcript::mark_turns(&mut cleaner);
    }
    cleaner
}

fn looks(text: &str) -> Kind {
    if transcript::looks_like(text) {
        Kind::Transcript
    } else if plan::looks_like(text) {
        Kind::Plan
    } else {
        Kind::Article
    }
}
