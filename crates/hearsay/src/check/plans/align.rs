//! Which points of one plan became which of the other: pairs by likeness over the whole, then splits and merges by what
//! the points cover of one another.

use super::assign::assign;
use super::words::{Grams, cover, likeness, union};

/// Points that are this much alike can be the same; less is chance.
const LEAST_LIKENESS: f64 = 0.2;
/// What a common point above, the same label and the same relative place add to a likeness.
const UNDER_SAME: f64 = 0.08;
const SAME_LABEL: f64 = 0.04;
const SAME_PLACE: f64 = 0.04;
/// How much of a left-over point must stand in a point for it to be a part of it.
const PART: f64 = 0.5;
/// How much more of that point must be covered with it than without.
const GAIN: f64 = 0.12;

/// A point as the alignment sees it.
pub(super) struct Unit<'p> {
    /// Its n-grams.
    pub(super) grams: &'p Grams,
    /// The label's last part.
    pub(super) label: &'p str,
    /// Index of the point above it.
    pub(super) parent: Option<usize>,
}

/// Points of the first plan and of the second that belong together; either may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// Indices in the first plan.
    pub(super) a: Vec<usize>,
    /// Indices in the second plan.
    pub(super) b: Vec<usize>,
}

/// Groups of all points; each point is in one.
pub(super) fn align(a: &[Unit<'_>], b: &[Unit<'_>]) -> Vec<Group> {
    let alike: Vec<Vec<f64>> = a.iter().map(|x| b.iter().map(|y| likeness(x.grams, y.grams)).collect()).collect();
    let first = pairs(a, b, &alike, &[]);
    let pairs = pairs(a, b, &alike, &first);
    let mut groups: Vec<Group> = pairs.iter().map(|&(x, y)| Group { a: vec![x], b: vec![y] }).collect();
    add_parts(&mut groups, a, b, &pairs);
    let mut out = groups;
    let lone_a = (0..a.len()).filter(|x| !out.iter().any(|g| g.a.contains(x))).collect::<Vec<_>>();
    let lone_b = (0..b.len()).filter(|y| !out.iter().any(|g| g.b.contains(y))).collect::<Vec<_>>();
    out.extend(lone_a.into_iter().map(|x| Group { a: vec![x], b: Vec::new() }));
    out.extend(lone_b.into_iter().map(|y| Group { a: Vec::new(), b: vec![y] }));
    out
}

/// The best pairs; `known` pairs of points above count for those below.
fn pairs(a: &[Unit<'_>], b: &[Unit<'_>], alike: &[Vec<f64>], known: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let place = |at: usize, all: usize| at as f64 / all.max(2) as f64;
    let score = |x: usize, y: usize| {
        let likeness = alike[x][y];
        if likeness < LEAST_LIKENESS {
            return 0.0;
        }
        let under = match (a[x].parent, b[y].parent) {
            (None, None) => true,
            (Some(p), Some(q)) => known.contains(&(p, q)),
            _ => false,
        };
        let near = 1.0 - (place(x, a.len()) - place(y, b.len())).abs();
        likeness
            + if under { UNDER_SAME } else { 0.0 }
            + if a[x].label == b[y].label { SAME_LABEL } else { 0.0 }
            + SAME_PLACE * near
    };
    let scores: Vec<Vec<f64>> = (0..a.len()).map(|x| (0..b.len()).map(|y| score(x, y)).collect()).collect();
    let mut pairs = assign(&scores);
    pairs.retain(|&(x, y)| alike[x][y] >= LEAST_LIKENESS);
    pairs
}

/// Gives left-over points to the pair that they are a part of.
fn add_parts(groups: &mut [Group], a: &[Unit<'_>], b: &[Unit<'_>], pairs: &[(usize, usize)]) {
    let lone = |taken: Vec<usize>, all: usize| (0..all).filter(|at| !taken.contains(at)).collect::<Vec<_>>();
    for y in lone(pairs.iter().map(|p| p.1).collect(), b.len()) {
        let whole = best_whole(groups, |g| part_of(b[y].grams, &g.a, &g.b, a, b));
        if let Some(group) = whole {
            groups[group].b.push(y);
        }
    }
    for x in lone(pairs.iter().map(|p| p.0).collect(), a.len()) {
        let whole = best_whole(groups, |g| part_of(a[x].grams, &g.b, &g.a, b, a));
        if let Some(group) = whole {
            groups[group].a.push(x);
        }
    }
    for group in groups {
        group.a.sort_unstable();
        group.b.sort_unstable();
    }
}

fn best_whole(groups: &[Group], worth: impl Fn(&Group) -> Option<f64>) -> Option<usize> {
    let worths = groups.iter().enumerate().filter_map(|(at, group)| Some((worth(group)?, at)));
    worths.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1))).map(|(_, at)| at)
}

/// How well `part` fits as a further part of the single point `whole`, beside the parts it has; `None` where it does not.
fn part_of(part: &Grams, whole: &[usize], parts: &[usize], wholes: &[Unit<'_>], others: &[Unit<'_>]) -> Option<f64> {
    let [whole] = whole else { return None };
    let whole = wholes[*whole].grams;
    let inside = cover(part, whole);
    let had = parts.iter().fold(Grams::new(), |all, at| union(&all, others[*at].grams));
    let gain = cover(whole, &union(&had, part)) - cover(whole, &had);
    (inside >= PART && gain >= GAIN).then_some(inside + gain)
}
