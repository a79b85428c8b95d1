//! How much of one text stands in another: the best local alignments of their words (Smith and Waterman 1981, with the affine gaps of Gotoh 1982),
//! taken one after the other so that clauses that changed places are all found.

use std::collections::BTreeSet;

use super::words::Word;

/// What a matched word is worth: one that tells, and one that does not.
const TELLS: f32 = 2.0;
const SMALL: f32 = 0.7;
const OTHER: f32 = -1.2;
const OPEN: f32 = -1.3;
const EXTEND: f32 = -0.12;
/// An alignment of less is chance.
const LEAST: f32 = 3.0;
/// Clauses that changed places: so many alignments at most, and what each after the first costs.
const PARTS: usize = 3;
const ANOTHER: f32 = 1.0;
/// Words looked at of a long text, on either side.
const LONGEST: usize = 1200;

/// What two texts share.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Overlap {
    /// Pairs of matched words, by their indices.
    pub pairs: Vec<(usize, usize)>,
    /// What they are worth, less what stands between.
    pub score: f32,
    /// Matched words that tell something.
    pub telling: usize,
}

impl Overlap {
    /// Lays the words of two texts against each other.
    pub(super) fn of(one: &[Word], other: &[Word]) -> Self {
        let (one, other) = (&one[..one.len().min(LONGEST)], &other[..other.len().min(LONGEST)]);
        let mut out = Self::default();
        let (mut used_one, mut used_other) = (vec![false; one.len()], vec![false; other.len()]);
        for part in 0..PARTS {
            let (score, pairs) = best(one, other, &used_one, &used_other);
            let score = score - if part == 0 { 0.0 } else { ANOTHER };
            if score < LEAST {
                break;
            }
            let spans = [span(pairs.iter().map(|pair| pair.0)), span(pairs.iter().map(|pair| pair.1))];
            used_one[spans[0][0]..=spans[0][1]].fill(true);
            used_other[spans[1][0]..=spans[1][1]].fill(true);
            out.score += score;
            out.telling += pairs
                .iter()
                .map(|pair| &one[pair.0].form)
                .filter(|_| true)
                .zip(&pairs)
                .filter(|(_, pair)| one[pair.0].tells)
                .count();
            out.pairs.extend(pairs);
        }
        out.pairs.sort_unstable();
        out
    }

    /// Share of matched words among those from the first matched to the last, in the first text: how dense it is there.
    pub(super) fn density(&self) -> f32 {
        let places: BTreeSet<usize> = self.pairs.iter().map(|pair| pair.0).collect();
        match (places.first(), places.last()) {
            (Some(first), Some(last)) => places.len() as f32 / (last - first + 1) as f32,
            _ => 0.0,
        }
    }
}

fn span(places: impl Iterator<Item = usize>) -> [usize; 2] {
    places.fold([usize::MAX, 0], |[low, high], at| [low.min(at), high.max(at)])
}

/// From where a cell was reached.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Start,
    Pair,
    Down,
    Right,
}

/// The best local alignment of words that are not used up.
#[allow(clippy::needless_range_loop, reason = "several tables are read at one column")]
fn best(one: &[Word], other: &[Word], used_one: &[bool], used_other: &[bool]) -> (f32, Vec<(usize, usize)>) {
    let width = other.len() + 1;
    let mut ways = vec![Way::Start; (one.len() + 1) * width];
    let mut gaps = vec![[1u16; 2]; (one.len() + 1) * width];
    let (mut before, mut row) = (vec![0.0f32; width], vec![0.0f32; width]);
    let mut down = vec![(f32::NEG_INFINITY, 0u16); width];
    let mut top = (0.0, 0, 0);
    for i in 1..=one.len() {
        let mut right = (f32::NEG_INFINITY, 0u16);
        row[0] = 0.0;
        for j in 1..width {
            let worth = if used_one[i - 1] || used_other[j - 1] {
                f32::NEG_INFINITY
            } else {
                worth(&one[i - 1], &other[j - 1])
            };
            down[j] = longer(down[j], before[j]);
            right = longer(right, row[j - 1]);
            let choices =
                [(0.0, Way::Start), (before[j - 1] + worth, Way::Pair), (down[j].0, Way::Down), (right.0, Way::Right)];
            let (value, way) = choices.into_iter().fold((0.0, Way::Start), |a, b| if b.0 > a.0 { b } else { a });
            row[j] = value;
            ways[i * width + j] = way;
            gaps[i * width + j] = [down[j].1, right.1];
            if value > top.0 {
                top = (value, i, j);
            }
        }
        std::mem::swap(&mut before, &mut row);
    }
    (top.0, trace(one, other, &ways, &gaps, (top.1, top.2)))
}

fn worth(a: &Word, b: &Word) -> f32 {
    match (a.form == b.form, a.tells) {
        (true, true) => TELLS,
        (true, false) => SMALL,
        (false, _) => OTHER,
    }
}

/// A gap made one longer, or opened here.
fn longer(gap: (f32, u16), open: f32) -> (f32, u16) {
    let (extended, opened) = (gap.0 + EXTEND, open + OPEN);
    if extended > opened { (extended, gap.1.saturating_add(1)) } else { (opened, 1) }
}

fn trace(one: &[Word], other: &[Word], ways: &[Way], gaps: &[[u16; 2]], end: (usize, usize)) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    let (mut i, mut j) = end;
    let mut out = Vec::new();
    while i > 0 && j > 0 {
        match ways[i * width + j] {
            Way::Start => break,
            Way::Pair => {
                (i, j) = (i - 1, j - 1);
                if one[i].form == other[j].form {
                    out.push((i, j));
                }
            }
            Way::Down => i = i.saturating_sub(usize::from(gaps[i * width + j][0])),
            Way::Right => j = j.saturating_sub(usize::from(gaps[i * width + j][1])),
        }
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn overlap(a: &str, b: &str) -> Overlap {
        Overlap::of(&words(a), &words(b))
    }

    #[test]
    fn the_same_words_match_whole() {
        let text = "We will not rebuild the harbour wall";
        let found = overlap(text, text);
        assert_eq!((found.pairs.len(), found.telling, found.density()), (7, 3, 1.0));
    }

    #[test]
    fn clauses_that_change_places_are_both_found() {
        let found = overlap(
            "Until the council pays for the cracked ramp, we will not rebuild the harbour wall",
            "We will not rebuild the harbour wall until the council pays for the cracked ramp",
        );
        assert_eq!(found.pairs.len(), 15);
    }

    #[test]
    fn other_words_do_not_match() {
        assert!(overlap("The harbour council meets on Monday", "A ferry firm denied the report").score < LEAST);
        assert_eq!(overlap("", "anything").pairs, []);
    }
}
