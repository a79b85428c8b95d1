//! Reading: bytes in, a [`Document`] out. What cannot be read is a clear error that names the place and the reason.

pub mod clean;
pub mod encoding;
mod html;
mod plain;
pub mod plan;
pub mod sniff;
pub mod transcript;

use crate::text::{Document, Kind};
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
        Some(Format::Pdf) => Err(ReadError::new("PDF is not read yet")),
        Some(_) => Err(ReadError::new("DOCX is not read yet")),
        None => read_text(bytes, options),
    }
}

/// Formats that are text once decoded: each is a variant of [`Format`], told in `sniff.rs` and read here.
fn read_text(bytes: &[u8], options: &ReadOptions) -> Result<Document, ReadError> {
    let source = encoding::decode(bytes, options.media_type.as_deref())?;
    if let Some(format) = transcript::sniff(&source.text, options) {
        return transcript::read(format, &source, bytes);
    }
    match sniff::by_text(&source.text, options) {
        Format::Plain | Format::Markdown if sniff::is_plan(&source.text, options) => Ok(plan::read(&source, bytes)),
        Format::Html => Ok(html::read(&source, sniff::kind(options), options.name.as_deref(), bytes)),
        Format::Markdown | Format::Plain | Format::Pdf | Format::Docx => {
            Ok(plain::read(&source, sniff::kind(options), bytes))
        }
    }
}
