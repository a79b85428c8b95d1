//! The ZIP archive that a DOCX is, with limits on what it may unpack to.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Token, tokens, value};
use crate::read::ReadError;
use crate::read::encoding::decode;

/// The most that one part of a document may unpack to, in bytes: more than any book of text.
const LARGEST: u64 = 64 << 20;
/// The most that a part of more than [`RATIO_FROM`] bytes may unpack to, for each byte in the file. The XML of long
/// tables shrinks to a hundredth at most; bombs to a thousandth.
const RATIO: u64 = 250;
/// From where the ratio counts, in bytes.
const RATIO_FROM: u64 = 1 << 20;

/// An opened archive.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes of the file.
    size: usize,
}

/// One part of the package.
pub struct Entry {
    /// Its path.
    pub name: String,
    /// Its XML.
    pub text: String,
    /// Where its compressed bytes stand in the file.
    pub at: usize,
    /// How many they are.
    pub length: usize,
}

impl<'b> Package<'b> {
    /// Opens the archive.
    pub fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes));
        archive
            .map(|archive| Self { archive, size: bytes.len() })
            .map_err(|error| ReadError::new(format!("damaged DOCX: {}", plain(&error))))
    }

    /// The part with the words, as the package's relationships name it.
    pub fn main(&mut self) -> Result<Entry, ReadError> {
        let named = self.entry("_rels/.rels")?.and_then(|relations| target(&relations.text));
        let name = named.unwrap_or_else(|| "word/document.xml".to_owned());
        if name.starts_with("xl/") || name.starts_with("ppt/") {
            return Err(ReadError::new("an Excel or PowerPoint file; save its text as DOCX or plain text"));
        }
        self.entry(&name)?.ok_or_else(|| self.no_document())
    }

    fn no_document(&self) -> ReadError {
        if self.archive.index_for_name("content.xml").is_some() {
            ReadError::new("an OpenDocument file; save it as DOCX or text")
        } else {
            ReadError::new("a ZIP archive without a Word document; unpack it first")
        }
    }

    /// A part by its path, where there is one.
    pub fn entry(&mut self, name: &str) -> Result<Option<Entry>, ReadError> {
        let damaged = |reason: String| ReadError::at(name, format!("damaged DOCX: {reason}"));
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(plain(&error))),
        };
        let at = file.data_start().and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
        let packed = file.compressed_size();
        let limit = LARGEST.min(RATIO_FROM.max(packed.saturating_mul(RATIO)));
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| damaged(error.to_string()))?;
        if bytes.len() as u64 > limit {
            return Err(ReadError::at(
                name,
                format!("unpacks to more than {} MiB; refused as a ZIP bomb", limit >> 20),
            ));
        }
        let text = decode(&bytes, Some("text/xml; charset=utf-8"))?.text.into_owned();
        // The directory may claim more bytes than the file has.
        let length = usize::try_from(packed).unwrap_or(0).min(self.size.saturating_sub(at));
        Ok(Some(Entry { name: name.to_owned(), text, at, length }))
    }
}

/// Where the relationships say that the document is.
fn target(relations: &str) -> Option<String> {
    tokens(relations).find_map(|token| match token {
        Token::Open { attributes, .. } => {
            let kind = value(&attributes, "Type")?;
            let target = value(&attributes, "Target")?;
            kind.ends_with("/officeDocument").then(|| target.trim_start_matches('/').to_owned())
        }
        _ => None,
    })
}

/// The archive's complaint, in lowercase.
fn plain(error: &ZipError) -> String {
    error.to_string().to_lowercase()
}
