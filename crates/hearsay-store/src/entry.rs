//! What goes into a store: a record, made ready by whoever read it, so that the one writer has little left to do.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use hearsay::record::Record;
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::rows::{Rows, rows};
use crate::{Result, places};

/// What kind of place a document was seen at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A file.
    Path,
    /// An address that was fetched.
    Address,
    /// The address that the document itself gives.
    Canonical,
}

/// Where a document was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// What kind of place.
    pub kind: PlaceKind,
    /// The absolute path of the file, or the address.
    pub address: String,
    /// The name inside an archive.
    pub member: Option<String>,
}

impl Sighting {
    /// In a file; its absolute path.
    #[must_use]
    pub fn path(path: impl Into<String>) -> Self {
        Self { kind: PlaceKind::Path, address: path.into(), member: None }
    }

    /// At an address of the web.
    #[must_use]
    pub fn address(address: impl Into<String>) -> Self {
        Self { kind: PlaceKind::Address, address: address.into(), member: None }
    }
}

/// Bytes, and what they were read with: what was read so once is not read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reading(pub(crate) [u8; 32]);

impl Reading {
    /// Of these bytes and all that the record depends on besides them, as text: program, model, layers, date, outlet, …
    #[must_use]
    pub fn of(bytes: &[u8], options: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update((options.len() as u64).to_be_bytes());
        hash.update(options.as_bytes());
        hash.update(bytes);
        Self(hash.finalize().into())
    }
}

/// A record ready to go in.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(crate) head: Head,
    pub(crate) rows: Rows,
    pub(crate) packed: Vec<u8>,
    pub(crate) sighting: Sighting,
    pub(crate) reading: Option<Reading>,
}

/// What the row of a document tells besides its record.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    pub id: String,
    pub kind: String,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub program: String,
    pub model: String,
    pub layers: String,
}

impl Head {
    pub(crate) fn of(record: &Record) -> Self {
        let document = &record.document;
        Self {
            id: document.id.clone(),
            kind: hearsay::record::word(document.kind),
            title: document.title.clone(),
            outlet: document.outlet.clone(),
            published: document.published.clone(),
            url: document.url.clone().filter(|url| places::is_address(url)),
            language: document.language.clone(),
            program: record.made_by.program.clone(),
            model: record.made_by.model.clone().unwrap_or_default(),
            layers: record.made_by.layers.join(" "),
        }
    }
}

impl Entry {
    /// A record, where its document was seen, and what it was read from. Its offsets are counted in code points.
    ///
    /// # Errors
    /// Where the offsets are in another unit.
    pub fn new(record: &Record, sighting: Sighting, reading: Option<Reading>) -> Result<Self> {
        Ok(Self { head: Head::of(record), rows: rows(record)?, packed: pack(record)?, sighting, reading })
    }

    /// The id of its document.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.head.id
    }
}

/// A record as it is stored.
pub(crate) fn pack(record: &Record) -> Result<Vec<u8>> {
    let json = serde_json::to_vec(record).map_err(|error| Error::damaged(error.to_string()))?;
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(json.len() / 4), Compression::new(4));
    let packed = encoder.write_all(&json).and_then(|()| encoder.finish());
    packed.map_err(|error| Error::damaged(error.to_string()))
}

/// A stored record.
pub(crate) fn unpack(packed: &[u8]) -> Result<Record> {
    let json = flate2::read::ZlibDecoder::new(packed);
    serde_json::from_reader(std::io::BufReader::new(json)).map_err(|error| Error::damaged(format!("a record: {error}")))
}
