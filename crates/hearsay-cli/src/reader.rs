//! Reading as the commands do it that make records: bytes → document → analysis → record.

use hearsay::analyze::{Layer, analyze_layers};
use hearsay::model::Model;
use hearsay::read::transcript::SpeakerTable;
use hearsay::read::{ReadOptions, read};
use hearsay::record::{BuildOptions, Record};
use hearsay::text::{Document, Kind, Metadata};

use crate::failure::Failure;
use crate::input::Loaded;

/// All that a record depends on besides the bytes; shared by the threads.
pub struct Reader {
    pub model: Model,
    pub layers: Vec<Layer>,
    pub build: BuildOptions,
    pub published: Option<String>,
    pub outlet: Option<String>,
    pub kind: Option<Kind>,
    pub speakers: SpeakerTable,
}

impl Reader {
    /// The document of an input that is called `name`.
    pub fn document(&self, name: &str, loaded: &Loaded) -> Result<Document, Failure> {
        let options = ReadOptions {
            name: Some(loaded.address.clone().unwrap_or_else(|| name.to_owned())),
            media_type: loaded.media_type.clone(),
            kind: self.kind,
        };
        let document = read(&loaded.bytes, &options).map_err(|error| Failure::new(name, error))?;
        let found = document.metadata().clone();
        let metadata = Metadata {
            published: self.published.clone().or(found.published),
            outlet: self.outlet.clone().or(found.outlet),
            ..found
        };
        Ok(document.with_metadata(metadata))
    }

    /// The record of a document.
    pub fn record(&self, document: &Document) -> Record {
        let analysis = analyze_layers(document, &self.model, &self.layers);
        let mut record = Record::build(document, &analysis, &self.build);
        record.name_speakers(&self.speakers);
        record
    }
}
