//! The work on one input of `read`: bytes → document → analysis → record → output.

use hearsay::analyze::analyze_layers;
use hearsay::read::{ReadOptions, read};
use hearsay::record::Record;
use hearsay::text::{Document, Metadata};

use super::plan::Plan;
use super::render::{Rendered, render};
use crate::failure::Failure;

/// All that the work on an input needs; shared by the threads.
pub struct Work<'p> {
    plan: &'p Plan,
}

/// An input as it was read.
pub struct Read {
    pub record: Record,
    /// What the user should know.
    pub warnings: Vec<String>,
}

/// What came of one input.
pub struct Done {
    /// What to print or write.
    pub rendered: Rendered,
    /// What the user should know.
    pub warnings: Vec<String>,
}

impl<'p> Work<'p> {
    pub fn new(plan: &'p Plan) -> Self {
        Self { plan }
    }

    /// Does the input at `index`.
    pub fn on(&self, index: usize) -> Result<Done, Failure> {
        self.read(index).and_then(|read| self.done(index, read))
    }

    /// Reads the input at `index`.
    pub fn read(&self, index: usize) -> Result<Read, Failure> {
        let document = self.document(index)?;
        let analysis = analyze_layers(&document, &self.plan.model, &self.plan.layers);
        let mut record = Record::build(&document, &analysis, &self.plan.build);
        record.name_speakers(&self.plan.speakers);
        Ok(Read { record, warnings: document.warnings().to_vec() })
    }

    /// Filters and writes what was read of the input at `index`.
    pub fn done(&self, index: usize, read: Read) -> Result<Done, Failure> {
        let Read { mut record, warnings } = read;
        record.keep(&self.plan.filter);
        let rendered = render(&record, self.plan.format, self.plan.layout);
        let rendered = rendered.map_err(|error| Failure::new(self.plan.inputs[index].name(), error))?;
        Ok(Done { rendered, warnings })
    }

    fn document(&self, index: usize) -> Result<Document, Failure> {
        let input = &self.plan.inputs[index];
        let loaded = input.fetch(self.plan.network)?;
        let options = ReadOptions {
            name: loaded.address.or(Some(input.name())),
            media_type: loaded.media_type,
            kind: self.plan.kind,
        };
        let document = read(&loaded.bytes, &options).map_err(|error| Failure::new(input.name(), error))?;
        Ok(self.with_overrides(document))
    }

    fn with_overrides(&self, document: Document) -> Document {
        let found = document.metadata().clone();
        let metadata = Metadata {
            published: self.plan.published.clone().or(found.published),
            outlet: self.plan.outlet.clone().or(found.outlet),
            ..found
        };
        document.with_metadata(metadata)
    }
}
