//! Two statements of different sources that cannot both be true: the same words with and without a negation, or with other figures.

use std::collections::BTreeSet;

use super::claims::Claim;
use super::matching::{numeric, said, shared, stems_of};
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
    cannot_both_be_true(&view.words, &said(view, &one.content), &said(view, &other.content))
}

/// Whether two contents, as words in lower case, tell of the same thing what cannot both be true.
pub(super) fn cannot_both_be_true(sets: &WordSets, one: &[String], other: &[String]) -> bool {
    let (figures, others) = (figures(one), figures(other));
    let words = |said: &[String]| -> BTreeSet<String> {
        stems_of(sets, said).into_iter().filter(|stem| !numeric(stem)).collect()
    };
    let (said, said_too) = (words(one), words(other));
    let alike = said.len() > 2 && said_too.len() > 2 && shared(&said, &said_too) >= SAME;
    let turned = denies(sets, one) != denies(sets, other);
    let miscounted = !figures.is_empty() && !others.is_empty() && figures.is_disjoint(&others);
    alike && (turned || miscounted)
}

fn figures(words: &[String]) -> BTreeSet<&String> {
    words.iter().filter(|word| numeric(word)).collect()
}

/// Whether a content negates; not to have heard of a thing negates nothing.
fn denies(sets: &WordSets, words: &[String]) -> bool {
    let knowing = |at: usize| words.iter().skip(at + 1).take(3).any(|word| sets.has("knowing", word));
    words.iter().enumerate().filter(|(at, word)| sets.has("not", word) && !knowing(*at)).count() % 2 == 1
}
