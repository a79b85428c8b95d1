//! How likely is one spelling another spelling of the same word? Which letters stand for which is learned.
//!
//! A weighted transducer over chunks of letters (`sch` for `ш`): joint-sequence models (Bisani and Ney 2008) find the
//! chunks, and a discriminative string edit distance (McCallum, Bellare and Pereira 2005) weighs them. The best way to
//! pair all letters of both words is the score: log-odds that the two are one word.

mod chart;
mod context;
mod trie;
mod weights;

use super::letters::Letters;
pub use chart::Path;
pub use context::{Context, buckets};
use trie::Trie;
pub use weights::shipped;

/// The sign before the first and after the last letter of a word.
pub const EDGE: char = '|';

/// The longest chunk, in letters.
pub const LONGEST_CHUNK: usize = 4;

/// The weight of leaving out a letter that the transducer has never seen.
const UNKNOWN: f32 = -2.5;

/// What no way through may use.
const FORBIDDEN: f32 = f32::NEG_INFINITY;

/// Chunks of letters on both sides, and what it is worth to take one for the other.
#[derive(Clone, Debug)]
pub struct Transducer {
    left: Trie,
    right: Trie,
    /// A row for each chunk on the left; the empty chunk is 0, an unknown letter 1.
    weights: Vec<f32>,
    bias: f32,
    context: Context,
}

impl Transducer {
    /// A transducer that knows these pairs of chunks; each letter may also be left out, at the unknown letter's price.
    #[must_use]
    pub fn new(pairs: &[(String, String, f32)], bias: f32) -> Self {
        let left = Trie::new(pairs.iter().map(|(left, _, _)| left.as_str()));
        let right = Trie::new(pairs.iter().map(|(_, right, _)| right.as_str()));
        let mut weights = vec![FORBIDDEN; left.chunks() * right.chunks()];
        for letter in left.single_letters() {
            weights[letter * right.chunks()] = UNKNOWN;
        }
        for letter in right.single_letters() {
            weights[letter] = UNKNOWN;
        }
        let mut transducer = Self { left, right, weights, bias, context: Context::default() };
        for (left, right, weight) in pairs {
            let pair = transducer.find(left, right);
            *transducer.weight_mut(pair) = *weight;
        }
        transducer
    }

    /// Log-odds that two words are spellings of one; the left word is the foreign one.
    #[must_use]
    pub fn score(&self, left: &Letters, right: &Letters) -> f32 {
        self.path(left, right).0
    }

    /// The score with the pairs of chunks that it adds up.
    #[must_use]
    pub fn path(&self, left: &Letters, right: &Letters) -> (f32, Path) {
        let (score, path) = chart::fill(self, left.as_slice(), right.as_slice());
        (score + self.bias + self.context.score(&path), path)
    }

    /// The numbers of two chunks.
    #[must_use]
    pub fn find(&self, left: &str, right: &str) -> (u16, u16) {
        (self.left.find(left), self.right.find(right))
    }

    /// What a pair of chunks is worth.
    pub fn weight_mut(&mut self, (left, right): (u16, u16)) -> &mut f32 {
        &mut self.weights[usize::from(left) * self.right.chunks() + usize::from(right)]
    }

    /// What the neighbours of each pair are worth.
    pub fn context_mut(&mut self) -> &mut Context {
        &mut self.context
    }

    /// What every score is raised by.
    pub fn bias_mut(&mut self) -> &mut f32 {
        &mut self.bias
    }

    /// The letters of a pair of chunks.
    #[must_use]
    pub fn spell(&self, (left, right): (u16, u16)) -> (String, String) {
        (self.left.spell(left), self.right.spell(right))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Transducer {
        let pairs = [("ш", "sch", 2.0), ("ш", "sh", 1.5), ("а", "a", 1.0), ("", "h", -1.0), ("|", "|", 0.5)];
        let pairs: Vec<(String, String, f32)> = pairs.map(|(l, r, w)| (l.to_owned(), r.to_owned(), w)).into();
        Transducer::new(&pairs, -1.0)
    }

    #[test]
    fn the_best_way_through_is_the_score() {
        let (left, right) = (Letters::of("ша"), Letters::of("schah"));
        let (score, path) = small().path(&left, &right);
        let spelled: Vec<_> = path.pairs().map(|pair| small().spell(pair)).collect();
        let spelled: Vec<(&str, &str)> = spelled.iter().map(|(l, r)| (l.as_str(), r.as_str())).collect();
        assert_eq!(spelled, [("|", "|"), ("ш", "sch"), ("а", "a"), ("", "h"), ("|", "|")]);
        assert!((score - (0.5 + 2.0 + 1.0 - 1.0 + 0.5 - 1.0)).abs() < 1e-5);
        assert!((score - small().score(&left, &right)).abs() < 1e-6);
    }

    #[test]
    fn a_letter_never_seen_is_left_out_at_a_price() {
        let score = small().score(&Letters::of("щ"), &Letters::of("q"));
        assert!((score - (1.0 + 2.0 * UNKNOWN - 1.0)).abs() < 1e-5);
    }

    #[test]
    fn words_without_end_are_cut() {
        let long = "а".repeat(10_000);
        assert!(small().score(&Letters::of(&long), &Letters::of(&"a".repeat(9_000))).is_finite());
    }
}
