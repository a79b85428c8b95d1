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
        let input = &self.plan.inputs[index];
        let document = self.document(index)?;
        let mut record =
            Record::build(&document, &analyze_layers(&document, &self.plan.model, &self.plan.layers), &self.plan.build);
        record.name_speakers(&self.plan.speakers);
        record.keep(&self.plan.filter);
        let rendered = render(&record, self.plan.format, self.plan.layout);
        let rendered = rendered.map_err(|error| Failure::new(input.name(), error))?;
        Ok(Done { rendered, warnings: document.warnings().to_vec() })
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
