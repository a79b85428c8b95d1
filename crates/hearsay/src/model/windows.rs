//! Windows: whole paragraphs packed up to a number of pieces, the unit that the network reads. One window a run, so that
//! a statement never depends on what else is read with it (`training/hearsay_training/windows.py`).

use super::config::WindowRule;
use crate::layers::features::Features;

/// Tokens `first..last` of a document; only `core..last` are decoded, those before are context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First token.
    pub first: usize,
    /// First token that is decoded.
    pub core: usize,
    /// One past the last token.
    pub last: usize,
}

/// Packs a document into windows. `sizes` are the pieces of each token, none larger than the room of a window.
#[must_use]
pub fn windows(features: &[Features], sizes: &[usize], rule: WindowRule) -> Vec<Window> {
    let room = rule.limit - 2;
    let mut found: Vec<Window> = Vec::new();
    let mut used = 0;
    for (start, end) in blocks(features, sizes, room) {
        let size: usize = sizes[start..end].iter().sum();
        match found.last_mut().filter(|_| used + size <= room) {
            Some(window) => {
                window.last = end;
                used += size;
            }
            None => {
                let first = context(features, sizes, start, rule.context.min(room - size));
                found.push(Window { first, core: start, last: end });
                used = sizes[first..end].iter().sum();
            }
        }
    }
    found
}

/// Paragraphs as token ranges; one of more than `room` pieces is cut at a sentence, or else anywhere.
fn blocks(features: &[Features], sizes: &[usize], room: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < sizes.len() {
        let end = (start + 1..sizes.len()).find(|&at| features[at].paragraph_start).unwrap_or(sizes.len());
        while let Some(cut) = overflow(sizes, start, end, room) {
            let sentence = (start + 1..=cut).rev().find(|&at| features[at].sentence_start);
            found.push((start, sentence.unwrap_or(cut)));
            start = sentence.unwrap_or(cut);
        }
        found.push((start, end));
        start = end;
    }
    found
}

/// The furthest token that `start..` reaches within `room` pieces, if that is not `end`.
fn overflow(sizes: &[usize], start: usize, end: usize, room: usize) -> Option<usize> {
    let mut total = 0;
    let at = (start..end).find(|&at| {
        total += sizes[at];
        total > room
    })?;
    Some(at.max(start + 1))
}

/// The first token of the longest run of whole sentences before `start` within `room` pieces.
fn context(features: &[Features], sizes: &[usize], start: usize, room: usize) -> usize {
    let mut total = 0;
    let mut best = start;
    for at in (0..start).rev() {
        total += sizes[at];
        if total > room {
            break;
        }
        if features[at].sentence_start {
            best = at;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::features::{Case, QuoteState};

    /// Tokens of one piece each: `P` begins a paragraph, `s` a sentence.
    fn pack(shape: &str, limit: usize, context: usize) -> Vec<(usize, usize, usize)> {
        let feature = |letter| Features {
            case: Case::Lower,
            quote: QuoteState::Outside,
            sentence_start: letter != '.',
            paragraph_start: letter == 'P',
        };
        let features: Vec<Features> = shape.chars().map(feature).collect();
        let sizes = vec![1; features.len()];
        let rule = WindowRule { limit, context };
        windows(&features, &sizes, rule).into_iter().map(|one| (one.first, one.core, one.last)).collect()
    }

    #[test]
    fn paragraphs_are_packed_whole() {
        assert_eq!(pack("P..P..P..", 8, 0), [(0, 0, 6), (6, 6, 9)]);
        assert_eq!(pack("P..P..P..", 11, 0), [(0, 0, 9)]);
        assert_eq!(pack("", 8, 0), []);
    }

    #[test]
    fn context_is_whole_sentences() {
        assert_eq!(pack("P..s.P...", 8, 3), [(0, 0, 5), (3, 5, 9)]);
    }

    #[test]
    fn a_long_paragraph_is_cut_at_a_sentence_or_anywhere() {
        assert_eq!(pack("P..s.....", 8, 0), [(0, 0, 3), (3, 3, 9)]);
        assert_eq!(pack("P........", 6, 0), [(0, 0, 4), (4, 4, 8), (8, 8, 9)]);
    }
}
