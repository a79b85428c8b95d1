//! How likely it is that a transcript was misheard by a recogniser.
//!
//! The odds begin with the transcript's own words: small words that hardly ever follow each other in speech ("the of",
//! "can is") are few in a clean transcript and many in a misheard one, and how many is held against both (negative
//! binomials, since transcripts differ among themselves). To these come the quotations found in it, all that one article has: a
//! recogniser errs by sound, so that a word spelled like another that it cannot stand for speaks for mishearing, while
//! a quotation that agrees word for word speaks against. Odds are added as logarithms (naive Bayes), and no single threshold
//! divides clean from noisy: how much a transcript may excuse goes by how sure it is.

use std::ops::Range;

use super::corpus::Transcripts;
use super::judge::{Kind, Stretch};
use super::lexicon::{self, Class};
use super::noise::{Departure, departure};
use super::quote::Quote;
use super::verdict::Finding;
use super::words::Flags;
use crate::record::Words;

/// Strange pairs in a word of a clean transcript, and how alike clean transcripts are (the shape of a gamma distribution). Both
/// rows were measured on transcripts of the development seeds.
const CLEAN: (f64, f64) = (28e-5, 1.5);
/// The same of one in which every twentieth word is misheard.
const NOISY: (f64, f64) = (300e-5, 6.0);

/// What a departure adds that no editor makes: "lake" for "like".
const MISHEARING: f64 = 4.0;
/// One that leaves words in the transcript which hardly ever follow each other.
const STRANGE: f64 = 2.5;
/// Another form of a word.
const ALIKE: f64 = 2.2;
/// A small word or a name, which editors change as well.
const SMALL: f64 = 1.1;
/// What each word takes away that agrees, where one in twenty would not.
const AGREES: f64 = 0.03;

/// The odds that the words in `range` were misheard, by themselves, as a natural logarithm: even where they tell nothing.
pub(super) fn by_itself(range: Range<usize>, transcripts: &Transcripts<'_>) -> f64 {
    let last = range.end.saturating_sub(1);
    let strange = (range.start..last).filter(|&at| is_strange(at, transcripts)).count();
    let words = range.len() as f64;
    let likelihood = |(rate, shape): (f64, f64)| negative_binomial(strange, rate * words, shape);
    likelihood(NOISY) - likelihood(CLEAN)
}

/// Whether the word at `at` and the next hardly ever follow each other.
pub(super) fn is_strange(at: usize, transcripts: &Transcripts<'_>) -> bool {
    let parted = [Flags::PAUSE, Flags::STOP, Flags::DASH, Flags::FILLER, Flags::REPEAT, Flags::REPAIR];
    let flags = transcripts.flags[at];
    at + 1 < transcripts.ids.len()
        && !parted.iter().any(|&flag| flags.has(flag))
        && transcripts.entry(at).class.has(Class::FUNCTION)
        && lexicon::are_never_together(&transcripts.entry(at).form, &transcripts.entry(at + 1).form)
}

/// The logarithm of the probability of `count` events where `mean` are expected, without the factor that all shapes share.
fn negative_binomial(count: usize, mean: f64, shape: f64) -> f64 {
    let coefficient: f64 = (0..count).map(|k| (shape + k as f64).ln()).sum();
    let mean = mean.max(1e-9);
    coefficient + shape * (shape / (shape + mean)).ln() + count as f64 * (mean / (shape + mean)).ln()
}

/// The odds of each transcript: by itself, and by all that was found in it.
pub(super) fn by_quotations<'a>(
    findings: impl Iterator<Item = (&'a Quote, &'a Finding)>,
    transcripts: &Transcripts<'_>,
) -> Vec<f64> {
    let mut odds = transcripts.misheard.clone();
    for (quote, finding) in findings.filter(|(_, finding)| finding.words != Words::NotFound) {
        let place = finding.stretches.iter().find_map(|stretch| stretch.places.first());
        if let Some(odds) = place.and_then(|&place| odds.get_mut(transcripts.document_of(place))) {
            *odds += finding.stretches.iter().map(|stretch| evidence(stretch, quote, transcripts)).sum::<f64>();
        }
    }
    odds
}

/// What one stretch adds.
pub(super) fn evidence(stretch: &Stretch, quote: &Quote, transcripts: &Transcripts<'_>) -> f64 {
    match stretch.kind {
        Kind::Same | Kind::Free(_) => -AGREES * stretch.quote.len() as f64,
        Kind::Departs(_) => match departure(stretch, quote, transcripts) {
            Departure::Mishearing => MISHEARING,
            Departure::Strange => STRANGE,
            Departure::Alike => ALIKE,
            Departure::Small => SMALL,
            Departure::Other => 0.0,
        },
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strange_pairs_speak_for_mishearing_the_more_the_more_there_are() {
        let odds = |strange: usize, words: f64| {
            negative_binomial(strange, NOISY.0 * words, NOISY.1) - negative_binomial(strange, CLEAN.0 * words, CLEAN.1)
        };
        assert!(odds(0, 600.0) < 0.0 && odds(0, 6000.0) < odds(0, 600.0));
        assert!(odds(1, 600.0) > 0.0 && odds(3, 600.0) > odds(2, 600.0));
        assert!(odds(3, 10_000.0) < -4.0 && odds(30, 10_000.0) > 4.0);
    }
}
