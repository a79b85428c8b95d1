//! From the weighed departures of an alignment to the verdict on the words.

use super::align::Alignment;
use super::context::{self, Lost};
use super::corpus::Transcripts;
use super::judge::{self, Kind, Stretch};
use super::lexicon::Class;
use super::noise;
use super::quote::Quote;
use super::words::Flags;
use crate::record::{Agreement, Weight, Words};

/// What was found of a quotation.
#[derive(Debug)]
pub(super) struct Finding {
    /// The verdict.
    pub words: Words,
    /// The best place, cut into stretches.
    pub stretches: Vec<Stretch>,
    /// What is lost around it.
    pub lost: Option<Lost>,
    /// Whether the right person is named.
    pub speaker: Agreement,
    /// The first and last word of other places with the same words.
    pub others: Vec<(usize, usize)>,
}

/// At most so many other places are named.
const OTHERS: usize = 20;
/// The share of a quotation's weight that must be in the transcript.
const FOUND: f64 = 0.5;

/// The finding of the best among equally good alignments: the one whose speaker is right, else the first.
pub(super) fn best(
    alignments: &[Alignment],
    quote: &Quote,
    transcripts: &Transcripts<'_>,
    misheard: &[f64],
) -> Option<Finding> {
    let mut findings: Vec<Finding> =
        alignments.iter().take(OTHERS).map(|a| judge_one(a, quote, transcripts, misheard)).collect();
    findings.sort_by_key(|finding| (speaker_rank(finding.speaker), finding.words, ends(&finding.stretches)));
    let mut findings = findings.into_iter();
    let mut first = findings.next()?;
    first.others = findings.filter_map(|finding| ends(&finding.stretches)).collect();
    Some(first)
}

fn speaker_rank(agreement: Agreement) -> u8 {
    match agreement {
        Agreement::Right => 0,
        Agreement::Unknown => 1,
        Agreement::Wrong => 2,
    }
}

/// The first and last word of the transcripts in `stretches`.
pub(super) fn ends(stretches: &[Stretch]) -> Option<(usize, usize)> {
    let places = || stretches.iter().filter(|s| !s.quote.is_empty()).flat_map(|s| s.places.iter().copied());
    Some((places().next()?, places().last()?))
}

fn judge_one(alignment: &Alignment, quote: &Quote, transcripts: &Transcripts<'_>, misheard: &[f64]) -> Finding {
    let mut stretches = judge::stretches(alignment, quote, transcripts);
    let document = alignment.places().next().map(|first| transcripts.document_of(first));
    let odds = document.and_then(|document| misheard.get(document)).copied().unwrap_or(f64::NEG_INFINITY);
    noise::excuse(odds, &mut stretches, quote, transcripts);
    let lost = context::lost(&stretches, quote, transcripts);
    let words = words(&stretches, lost, quote);
    let speaker = match words {
        Words::NotFound => Agreement::Unknown,
        _ => speaker_of_all(&stretches, quote, transcripts),
    };
    Finding { words, stretches, lost, speaker, others: Vec::new() }
}

/// The first word of each run of words by one voice in a quotation; a lone word among more was hardly taken from another.
pub(super) fn voices(stretches: &[Stretch], transcripts: &Transcripts<'_>) -> Vec<usize> {
    let same = stretches.iter().filter(|s| matches!(s.kind, Kind::Same));
    let places: Vec<usize> = same.flat_map(|s| s.places.iter().copied()).collect();
    let runs = places.chunk_by(|&a, &b| transcripts.voice[a] == transcripts.voice[b]);
    runs.filter(|run| run.len() > 1 || places.len() < 4).filter_map(|run| run.first().copied()).collect()
}

/// The speaker of all pieces: wrong where one of them is another's.
fn speaker_of_all(stretches: &[Stretch], quote: &Quote, transcripts: &Transcripts<'_>) -> Agreement {
    let places = voices(stretches, transcripts);
    let agreements = places.iter().map(|&place| quote.called.agreement(place, transcripts));
    agreements.max_by_key(|agreement| speaker_rank(*agreement)).unwrap_or(Agreement::Unknown)
}

fn words(stretches: &[Stretch], lost: Option<Lost>, quote: &Quote) -> Words {
    let any = |test: fn(&Kind) -> bool| stretches.iter().any(|stretch| test(&stretch.kind));
    if !is_found(stretches, quote) {
        Words::NotFound
    } else if any(|kind| matches!(kind, Kind::Departs(weight) if *weight != Weight::Noise)) {
        Words::Altered
    } else if any(|kind| *kind == Kind::Apart) {
        Words::Stitched
    } else if lost.is_some() {
        Words::CutShort
    } else if any(|kind| *kind == Kind::Marked) || quote.open {
        Words::EditedOpenly
    } else {
        Words::Verbatim
    }
}

/// Whether enough of the quotation is in the transcript, in pieces that are long enough, to claim it.
fn is_found(stretches: &[Stretch], quote: &Quote) -> bool {
    let weight = |q: usize| match quote.classes[q] {
        _ if quote.is_bracketed(q) => 0.0,
        class if class.has(Class::FUNCTION) => 1.0,
        _ => 2.5,
    };
    let total: f64 = (0..quote.words.len()).map(weight).sum();
    let is_same = |s: &&Stretch| matches!(s.kind, Kind::Same | Kind::Free(_) | Kind::Departs(Weight::Noise));
    let same: f64 = stretches.iter().filter(is_same).flat_map(|s| &s.quote).map(|&q| weight(q)).sum();
    let length = quote.words.iter().filter(|word| !word.flags.has(Flags::BRACKET)).count();
    let pieces = 1 + stretches.iter().filter(|s| s.kind == Kind::Apart).count();
    let share = if total > 0.0 { same / total } else { 0.0 };
    if length <= 2 {
        return share > 0.99 && pieces == 1;
    }
    share >= FOUND && length >= 3 * pieces
}
