//! Which points moved: those that fall out of the longest run that kept its order.

use std::collections::BTreeSet;

/// Of pairs (place in the first plan, place in the second) in order of the first, those outside the longest rising run
/// (Fredman, "On computing the length of longest increasing subsequences", Discrete Mathematics 11, 1975).
pub(super) fn out_of_order(pairs: &[(usize, usize)]) -> BTreeSet<(usize, usize)> {
    let mut length = vec![1usize; pairs.len()];
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for at in 0..pairs.len() {
        for earlier in 0..at {
            if pairs[earlier].1 < pairs[at].1 && length[earlier] + 1 > length[at] {
                length[at] = length[earlier] + 1;
                before[at] = Some(earlier);
            }
        }
    }
    let mut kept = BTreeSet::new();
    let mut at = (0..pairs.len()).max_by_key(|&at| (length[at], std::cmp::Reverse(at)));
    while let Some(here) = at {
        kept.insert(pairs[here]);
        at = before[here];
    }
    pairs.iter().copied().filter(|pair| !kept.contains(pair)).collect()
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
}
