//! The work on one input of `read`: bytes → document → analysis → record → output.

use hearsay::record::Record;

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
        let input = &self.plan.inputs[index];
        let document = self.plan.reader.document(&input.name(), &input.fetch(self.plan.network)?)?;
        Ok(Read { record: self.plan.reader.record(&document), warnings: document.warnings().to_vec() })
    }

    /// Filters and writes what was read of the input at `index`.
    pub fn done(&self, index: usize, read: Read) -> Result<Done, Failure> {
        let Read { mut record, warnings } = read;
        record.keep(&self.plan.filter);
        let rendered = render(&record, self.plan.format, self.plan.layout);
        let rendered = rendered.map_err(|error| Failure::new(self.plan.inputs[index].name(), error))?;
        Ok(Done { rendered, warnings })
    }
}
