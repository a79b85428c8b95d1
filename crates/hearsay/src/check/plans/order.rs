//! Which points moved: those that fall out of the longest run that kept its order.

use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How good a run is: its length and, of equally long ones, how little its points are displaced.
type Worth = (usize, Reverse<usize>);

/// Of pairs (place in the first plan, place in the second) in order of the first, those outside the longest rising run
/// (Fredman, "On computing the length of longest increasing subsequences", Discrete Mathematics 11, 1975). Where several runs are
/// equally long, the points that lie farthest from where they lay are those that moved: of two that changed places over a
/// distance, the one that went, not those that it passed.
pub(super) fn out_of_order(pairs: &[(usize, usize)]) -> BTreeSet<(usize, usize)> {
    let displaced = displacements(pairs);
    let mut worth: Vec<Worth> = Vec::with_capacity(pairs.len());
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for at in 0..pairs.len() {
        let earlier = (0..at).filter(|&e| pairs[e].1 < pairs[at].1).max_by_key(|&e| (worth[e], Reverse(e)));
        let (length, Reverse(sum)) = earlier.map_or((0, Reverse(0)), |e| worth[e]);
        worth.push((length + 1, Reverse(sum + displaced[at])));
        before.push(earlier);
    }
    let mut kept = BTreeSet::new();
    let mut at = (0..pairs.len()).max_by_key(|&at| (worth[at], Reverse(at)));
    while let Some(here) = at {
        kept.insert(pairs[here]);
        at = before[here];
    }
    pairs.iter().copied().filter(|pair| !kept.contains(pair)).collect()
}

/// By how many of these pairs' places each is displaced.
fn displacements(pairs: &[(usize, usize)]) -> Vec<usize> {
    let mut second: Vec<usize> = pairs.iter().map(|pair| pair.1).collect();
    second.sort_unstable();
    let rank = |place: usize| second.partition_point(|&other| other < place);
    pairs.iter().enumerate().map(|(at, pair)| at.abs_diff(rank(pair.1))).collect()
}

#[cfg(test)]
mod tests {
    use super::out_of_order;

    #[test]
    fn the_fewest_points_move() {
        let moved = out_of_order(&[(0, 3), (1, 0), (2, 1), (3, 2)]);
        assert_eq!(moved.into_iter().collect::<Vec<_>>(), [(0, 3)]);
        assert!(out_of_order(&[(0, 0), (1, 4), (5, 5)]).is_empty());
    }

    #[test]
    fn of_equally_few_the_farthest_moved() {
        // The last point went to the front and the first back by two: the second stayed where it was.
        let moved = out_of_order(&[(0, 2), (1, 1), (2, 3), (3, 0)]);
        assert_eq!(moved.into_iter().collect::<Vec<_>>(), [(0, 2), (3, 0)]);
    }
}
