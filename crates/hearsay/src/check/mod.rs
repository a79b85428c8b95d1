//! Checking: is that what was said? Each quotation of an article is found in transcripts by alignment, not by search for
//! equal strings, and judged word by word.
//!
//! The way of a quotation: its words ([`quote`]) vote for the stretches they may stand in ([`candidates`]), are laid
//! against these ([`align`]), the departures are weighed ([`judge`]), what stands around is looked at ([`context`]), the
//! speakers are compared ([`speaker`]), and all is written down ([`report`]).

mod align;
mod attributed;
mod candidates;
mod context;
mod corpus;
mod flow;
mod heard;
mod html;
mod judge;
mod lexicon;
mod noise;
mod numbers;
mod quote;
mod report;
mod speaker;
mod text;
mod verdict;
mod words;

use std::collections::BTreeMap;

pub mod plans;

use crate::analyze::{Analysis, structure};
use crate::layers::sentences::Sentence;
use crate::read::transcript::SpeakerTable;
use crate::record::{CheckReport, CheckedDocument, FORMAT_VERSION, Worst};
use crate::text::{Document, OffsetUnit, Span};
pub use corpus::Transcripts;
pub use html::{Checked, fragment, html};
use quote::Quote;
pub use text::{marked, summary, text};

/// What the caller wants of a check.
#[derive(Clone, Debug, Default)]
pub struct CheckOptions {
    /// The unit of offsets in the report.
    pub offsets: OffsetUnit,
    /// Names for the transcripts' labels: a layer over the files.
    pub speakers: SpeakerTable,
    /// What the caller calls the transcripts, in their order: citations name them so where they have no title.
    pub names: Vec<String>,
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
    /// What else the article calls the speaker: the fullest name, titles.
    pub known_as: Vec<String>,
    /// Whether the article leaves open who it is: another voice is then not called the wrong one.
    pub unsure: bool,
    /// To whom.
    pub audience: Option<String>,
    /// Whether that may be no person, so that another hearer is not the wrong one.
    pub unsure_audience: bool,
    /// On what occasion.
    pub occasion: Option<String>,
}

/// Checks every quotation of `article` against `transcripts`.
#[must_use]
pub fn check(article: &Document, analysis: &Analysis, transcripts: &Transcripts<'_>) -> CheckReport {
    run(article, &analysis.sentences, &quote::quoted(article, analysis), transcripts)
}

/// Checks `quotations` of `article` against `transcripts`; one verdict each, in the same order.
#[must_use]
pub fn check_quotations(article: &Document, quotations: &[Quoted], transcripts: &Transcripts<'_>) -> CheckReport {
    run(article, &structure(article).1, quotations, transcripts)
}

fn run(article: &Document, sentences: &[Sentence], quoted: &[Quoted], transcripts: &Transcripts<'_>) -> CheckReport {
    let mut search = Search::default();
    let writer = report::Writer::new(article, transcripts);
    let mut compared = speaker::Compared::default();
    let quotes: Vec<Quote> =
        quoted.iter().map(|one| Quote::new(article, sentences, quoted, one, transcripts, &mut compared)).collect();
    let mut find_all = |misheard: &[f64], sound: bool| -> Vec<Option<verdict::Finding>> {
        search.aligner.misheard = sound;
        search.misheard = misheard.to_vec();
        quotes.iter().map(|quote| search.find(quote, transcripts)).collect()
    };
    // What the words alone say decides how they are laid; what the quotations say, what is excused.
    let mut findings = find_all(&vec![f64::NEG_INFINITY; transcripts.misheard.len()], false);
    let found = quotes.iter().zip(&findings).filter_map(|(quote, finding)| Some((quote, finding.as_ref()?)));
    let odds = heard::by_quotations(found, transcripts);
    if odds.iter().any(|&odds| odds >= noise::ENOUGH) {
        findings = find_all(&odds, true);
    }
    let quotations: Vec<_> = quotes
        .iter()
        .zip(quoted)
        .zip(findings)
        .map(|((quote, one), finding)| writer.quotation(quote, one, finding))
        .collect();
    let mut counts: BTreeMap<Worst, usize> = Worst::ALL.iter().map(|&worst| (worst, 0)).collect();
    for quotation in &quotations {
        *counts.entry(quotation.worst).or_default() += 1;
    }
    let unit = transcripts.options.offsets;
    CheckReport {
        hearsay: FORMAT_VERSION,
        article: CheckedDocument::new(article, unit),
        against: transcripts.documents.iter().map(|document| CheckedDocument::new(document, unit)).collect(),
        quotations,
        counts,
    }
}

/// Working memory of the search, kept between quotations.
#[derive(Debug, Default)]
struct Search {
    votes: candidates::Votes,
    aligner: align::Aligner,
    /// The odds that each transcript was misheard.
    misheard: Vec<f64>,
}

impl Search {
    /// The best place of a quotation with its verdict, and the other places as good.
    fn find(&mut self, quote: &Quote, transcripts: &Transcripts<'_>) -> Option<verdict::Finding> {
        let prefer = quote.called.preferred();
        let windows = self.votes.windows(quote, transcripts, &prefer);
        let mut alignments = self.aligner.align(quote, transcripts, &windows);
        alignments.iter_mut().for_each(|alignment| align::settle(alignment, quote, transcripts));
        verdict::best(&alignments, quote, transcripts, &self.misheard)
    }
}

#[cfg(test)]
mod tests;
