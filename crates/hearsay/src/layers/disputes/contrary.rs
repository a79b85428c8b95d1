//! Two statements of different sources that cannot both be true: the same words with and without a negation, or with other figures.

use std::collections::BTreeSet;

use super::claims::Claim;
use super::matching::{numeric, shared, stems_of};
use super::{Disputed, Target, View};
use crate::lang::en::WordSets;
use crate::record::DisputeKind;

/// Least share of words in common.
const SAME: f64 = 0.6;

pub(super) fn contrary(view: &View, claims: &[Claim], found: &mut Vec<Disputed>) {
    let taken: BTreeSet<usize> = found.iter().filter_map(|one| one.by).collect();
    let mut order: Vec<usize> = (0..view.all.len()).filter(|index| !taken.contains(index)).collect();
    order.sort_by_key(|&index| claims[index].start);
    for (position, &later) in order.iter().enumerate() {
        let earlier = order[..position].iter().rev().find(|&&earlier| cannot_both(view, claims, earlier, later));
        if let Some(&earlier) = earlier {
            let statement = &view.all[later];
            let Some(words) = statement.content.first().copied() else { continue };
            let about = Target::Statement(earlier);
            found.push(Disputed { about, by: Some(later), kind: DisputeKind::Contradicts, words });
        }
    }
}

fn cannot_both(view: &View, claims: &[Claim], earlier: usize, later: usize) -> bool {
    let (one, other) = (&view.all[earlier], &view.all[later]);
    let nested = one.within == Some(later) || other.within == Some(earlier);
    if nested || one.negated || other.negated || claims[earlier].shares_source(&claims[later]) != Some(false) {
        return false;
    }
    claims[earlier].assertion.excludes(&claims[later].assertion)
}

/// What of a content cannot be true together with another's: its telling words, its figures, whether it negates.
pub(super) struct Assertion {
    stems: BTreeSet<String>,
    figures: BTreeSet<String>,
    negates: bool,
}

impl Assertion {
    /// That of a content, told by its words in lower case.
    pub fn of(sets: &WordSets, words: &[String]) -> Self {
        Self {
            stems: stems_of(sets, words).into_iter().filter(|stem| !numeric(stem)).collect(),
            figures: words.iter().filter(|word| numeric(word)).cloned().collect(),
            negates: negates(sets, words),
        }
    }

    /// Whether both tell of the same thing what cannot both be true.
    pub fn excludes(&self, other: &Self) -> bool {
        let turned = self.negates != other.negates;
        let counted = !self.figures.is_empty() && !other.figures.is_empty();
        let miscounted = counted && self.figures.is_disjoint(&other.figures);
        (turned || miscounted)
            && self.stems.len() > 2
            && other.stems.len() > 2
            && shared(&self.stems, &other.stems) >= SAME
    }
}

/// Whether a content negates; not to have heard of a thing negates nothing.
fn negates(sets: &WordSets, words: &[String]) -> bool {
    let knowing = |at: usize| words.iter().skip(at + 1).take(3).any(|word| sets.has("knowing", word));
    words.iter().enumerate().filter(|(at, word)| sets.has("not", word) && !knowing(*at)).count() % 2 == 1
}
