//! Whether two contents are about the same thing: the share of their telling words that they have in common.

use std::collections::BTreeSet;

use super::View;
use crate::lang::en::WordSets;
use crate::layers::attributions::Attribution;
use crate::text::TokenRange;

/// Letters of a word that tell it from others; endings are left out.
const STEM: usize = 5;

/// The words of the ranges, lower case.
pub(super) fn said(view: &View, ranges: &[TokenRange]) -> Vec<String> {
    ranges.iter().flat_map(|range| range.range()).map(|at| view.scene.lower(at)).collect()
}

/// The telling ones of these words (lower case), cut to their stems.
pub(super) fn stems_of(sets: &WordSets, words: &[String]) -> BTreeSet<String> {
    let telling = |word: &&String| {
        word.starts_with(char::is_alphanumeric)
            && (word.chars().count() > 3 || numeric(word))
            && !sets.has("empty", word)
            && !sets.has("not", word)
    };
    words.iter().filter(telling).map(|word| word.chars().take(STEM).collect()).collect()
}

/// Whether a word is a figure.
pub(super) fn numeric(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}

/// The share of the words of the smaller set that the other has too; 0 where one has fewer than two.
pub(super) fn shared(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let least = one.len().min(other.len());
    if least < 2 { 0.0 } else { one.intersection(other).count() as f64 / least as f64 }
}

/// The words of a source that name it: capitals, lower case; a pronoun names nobody.
pub(super) fn names(view: &View, statement: &Attribution) -> BTreeSet<String> {
    let tokens = statement.source.iter().flat_map(|range| range.range());
    tokens.filter(|&at| view.scene.word(at).starts_with(char::is_uppercase)).map(|at| view.scene.lower(at)).collect()
}
