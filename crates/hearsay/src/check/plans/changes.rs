//! Word-level differences of two texts, and the stretches between them.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::words::Word;
use crate::record::WordChange;

/// A stretch: words of the first text and of the second, as ranges of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Whether the words are the same.
    pub(super) same: bool,
    /// Words of the first text.
    pub(super) a: std::ops::Range<usize>,
    /// Words of the second text.
    pub(super) b: std::ops::Range<usize>,
}

/// The stretches of a difference (Myers, "An O(ND) difference algorithm", Algorithmica 1, 1986). A lone small word
/// between two changes is part of the change, so that it can be read.
pub(super) fn stretches(a: &[Word], b: &[Word]) -> Vec<Stretch> {
    let keys = |words: &[Word]| words.iter().map(|w| w.key.clone()).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &keys(a), &keys(b));
    let mut out: Vec<Stretch> = Vec::new();
    for op in ops {
        let same = matches!(op, DiffOp::Equal { .. });
        out.push(Stretch { same, a: op.old_range(), b: op.new_range() });
    }
    let small = |s: &Stretch| s.same && s.a.len() == 1 && a[s.a.start].key.len() <= 3;
    let islands: Vec<bool> = (0..out.len()).map(|i| i > 0 && i + 1 < out.len() && small(&out[i])).collect();
    let mut joined: Vec<Stretch> = Vec::new();
    for (stretch, island) in out.into_iter().zip(islands) {
        let same = stretch.same && !island;
        match joined.last_mut() {
            Some(last) if last.same == same => {
                last.a.end = stretch.a.end;
                last.b.end = stretch.b.end;
            }
            _ => joined.push(Stretch { same, ..stretch }),
        }
    }
    joined
}

/// The stretches as the record has them; the words of the second text stand for what is the same.
pub(super) fn changes(text_a: &str, a: &[Word], text_b: &str, b: &[Word], stretches: &[Stretch]) -> Vec<WordChange> {
    let piece = |text: &str, words: &[Word], range: &std::ops::Range<usize>| {
        let words = &words[range.clone()];
        let start = words.first().map_or(0, |w| w.range.start);
        let end = words.last().map_or(start, |w| w.range.end);
        text.get(start..end).unwrap_or("").to_owned()
    };
    let one = |s: &Stretch| {
        let (a, b) = (piece(text_a, a, &s.a), piece(text_b, b, &s.b));
        match (s.same, a.is_empty(), b.is_empty()) {
            (true, ..) => WordChange::Same { words: b },
            (_, true, _) => WordChange::PutIn { b },
            (_, _, true) => WordChange::LeftOut { a },
            _ => WordChange::Changed { a, b },
        }
    };
    stretches.iter().map(one).collect()
}
