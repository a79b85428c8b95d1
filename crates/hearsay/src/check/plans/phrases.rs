//! Tables of phrases, and where they stand in a text.

use std::ops::Range;

use super::words::Word;

/// Phrases with a value each, longest first.
pub(super) struct Phrases(Vec<(Vec<&'static str>, u32)>);

impl Phrases {
    /// Reads a table: a phrase a line, its value after a tab; `#` begins a comment.
    pub(super) fn parse(table: &'static str) -> Self {
        let lines = table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let mut phrases: Vec<(Vec<&str>, u32)> = lines
            .map(|line| {
                let (phrase, value) = line.split_once('\t').unwrap_or((line, "0"));
                (phrase.split_whitespace().collect(), value.trim().parse().unwrap_or(0))
            })
            .collect();
        phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        Self(phrases)
    }

    /// The phrases of a text that do not overlap: their words and values.
    pub(super) fn find(&self, words: &[Word]) -> Vec<(Range<usize>, u32)> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let stands = |(phrase, _): &&(Vec<&str>, u32)| {
                phrase.len() <= words.len() - at && phrase.iter().zip(&words[at..]).all(|(p, w)| *p == w.key)
            };
            if let Some((phrase, value)) = self.0.iter().find(stands) {
                out.push((at..at + phrase.len(), *value));
                at += phrase.len();
            } else {
                at += 1;
            }
        }
        out
    }
}
