//! From the layers of an analysis to the record. Fields whose layer has not run stay null or empty.

mod dependence;
mod disputes;
mod handling;
mod people;
mod pin;
mod statements;
#[cfg(test)]
mod tests;
mod times;

use super::{DocumentEntry, FORMAT_VERSION, MadeBy, PartEntry, Record};
use crate::analyze::Analysis;
use crate::text::{Document, OffsetUnit};
use pin::Pinner;

/// What the caller wants in the record, and what it knows of its making.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// The unit of every offset.
    pub offsets: OffsetUnit,
    /// Whether to add the way back to the original bytes.
    pub map: bool,
    /// Whether to say what decided each field.
    pub why: bool,
    /// The name of the model that the analysis used.
    pub model: Option<String>,
    /// The layers that ran, in order.
    pub layers: Vec<String>,
}

impl Record {
    /// The record of `document`, as far as `analysis` went.
    #[must_use]
    pub fn build(document: &Document, analysis: &Analysis, options: &BuildOptions) -> Self {
        let pinner = Pinner::new(document, &analysis.tokens, options.offsets);
        let statements = statements::statements(&pinner, analysis, options.why);
        let entities = people::entities(&pinner, analysis);
        Self {
            hearsay: FORMAT_VERSION,
            made_by: made_by(options),
            disputes: disputes::disputes(&pinner, analysis),
            dependence: dependence::dependence(&statements, &entities),
            statements,
            document: entry(document, &pinner, options),
            entities,
            times: times::times(&pinner, &analysis.times),
            events: Vec::new(),
            proposals: Vec::new(),
            no_comment: people::no_comment(&pinner, analysis),
        }
    }
}

fn made_by(options: &BuildOptions) -> MadeBy {
    MadeBy {
        program: concat!("hearsay ", env!("CARGO_PKG_VERSION")).to_owned(),
        model: options.model.clone(),
        layers: options.layers.clone(),
    }
}

fn entry(document: &Document, pinner: &Pinner, options: &BuildOptions) -> DocumentEntry {
    let metadata = document.metadata().clone();
    let part = |part: &crate::text::Part| PartEntry { kind: part.kind, pinned: pinner.pin(&[part.span]) };
    DocumentEntry {
        id: document.id().to_owned(),
        kind: document.kind(),
        title: metadata.title,
        outlet: metadata.outlet,
        authors: metadata.authors,
        url: metadata.url,
        published: metadata.published,
        language: metadata.language,
        translated: metadata.translated,
        offsets: options.offsets,
        text: document.text().to_owned(),
        parts: document.parts().iter().map(part).collect(),
        original: document.original().to_owned(),
        map: options.map.then(|| runs(document, pinner)),
    }
}

/// The runs of the document's map. Text that was put in gets a run of no bytes, so that each run reaches in the text
/// to the start of the next; units of different widths here and there get a run each, so that a run is either a stretch
/// whose bytes of UTF-8 are those of the original one by one, or a whole.
fn runs(document: &Document, pinner: &Pinner) -> Vec<[usize; 3]> {
    let (mut out, mut text, mut original) = (Vec::new(), 0, 0);
    for run in document.map().runs() {
        if text < run.text {
            out.push([pinner.offset(text), original, 0]);
        }
        let pieces = if run.len_text == run.len_original { 1 } else { run.units };
        let (wide_text, wide_original) = (run.len_text / pieces, run.len_original / pieces);
        out.extend((0..pieces).map(|piece| {
            [pinner.offset(run.text + piece * wide_text), run.original + piece * wide_original, wide_original]
        }));
        text = run.text + run.len_text;
        original = run.original + run.len_original;
    }
    if text < document.text().len() {
        out.push([pinner.offset(text), original, 0]);
    }
    out
}
