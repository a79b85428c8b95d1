//! Two statements of different sources that cannot both be true: the same words with and without a negation, or with other figures.

use std::collections::BTreeSet;

use super::matching::{differ, numeric, shared, start, stems};
use super::{Disputed, Target, View};
use crate::record::DisputeKind;
use crate::text::TokenRange;

/// Least share of words in common.
const SAME: f64 = 0.6;

pub(super) fn contrary(view: &View, found: &mut Vec<Disputed>) {
    let taken: BTreeSet<usize> = found.iter().filter_map(|one| one.by).collect();
    let mut order: Vec<usize> = (0..view.all.len()).filter(|index| !taken.contains(index)).collect();
    order.sort_by_key(|&index| start(&view.all[index]));
    for (position, &later) in order.iter().enumerate() {
        let earlier = order[..position].iter().rev().find(|&&earlier| cannot_both(view, earlier, later));
        if let Some(&earlier) = earlier {
            let statement = &view.all[later];
            let Some(words) = statement.content.first().copied() else { continue };
            let about = Target::Statement(earlier);
            found.push(Disputed { about, by: Some(later), kind: DisputeKind::Contradicts, words });
        }
    }
}

fn cannot_both(view: &View, earlier: usize, later: usize) -> bool {
    let (one, other) = (&view.all[earlier], &view.all[later]);
    let nested = one.within == Some(later) || other.within == Some(earlier);
    if nested || one.negated || other.negated || !differ(view, one, other) {
        return false;
    }
    let (figures, others) = (figures(view, &one.content), figures(view, &other.content));
    let words = |ranges: &[TokenRange]| -> BTreeSet<String> {
        stems(view, ranges).into_iter().filter(|stem| !numeric(stem)).collect()
    };
    let (said, said_too) = (words(&one.content), words(&other.content));
    let alike = said.len() > 2 && said_too.len() > 2 && shared(&said, &said_too) >= SAME;
    let turned = denies(view, &one.content) != denies(view, &other.content);
    let miscounted = !figures.is_empty() && !others.is_empty() && figures.is_disjoint(&others);
    alike && (turned || miscounted)
}

fn figures(view: &View, ranges: &[TokenRange]) -> BTreeSet<String> {
    let tokens = ranges.iter().flat_map(|range| range.range());
    tokens.map(|at| view.scene.lower(at)).filter(|word| numeric(word)).collect()
}

/// Whether a content negates; not to have heard of a thing negates nothing.
fn denies(view: &View, ranges: &[TokenRange]) -> bool {
    let negates = |at: usize| view.has("not", at) && !(at + 1..at + 4).any(|next| view.has("knowing", next));
    ranges.iter().flat_map(|range| range.range()).filter(|&at| negates(at)).count() % 2 == 1
}
