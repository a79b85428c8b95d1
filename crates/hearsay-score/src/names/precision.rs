//! Average precision, and how true the probabilities are.

/// Average precision of scored pairs (score, whether the two are one): the mean, over the pairs that are one, of the
/// precision at their place. Pairs of equal score count as one place.
pub fn average_precision(scored: &[(f64, bool)]) -> f64 {
    let mut sorted: Vec<&(f64, bool)> = scored.iter().collect();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let positives = scored.iter().filter(|(_, same)| *same).count();
    let (mut seen, mut right, mut sum) = (0, 0, 0.0);
    for tied in sorted.chunk_by(|a, b| a.0 == b.0) {
        let same = tied.iter().filter(|(_, same)| *same).count();
        (seen, right) = (seen + tied.len(), right + same);
        sum += same as f64 * right as f64 / seen as f64;
    }
    if positives == 0 { 0.0 } else { sum / positives as f64 }
}

/// For each tenth of probability: how many pairs, their mean probability, the share that are one.
pub fn reliability(scored: &[(f64, bool)]) -> Vec<(usize, f64, f64)> {
    let mut bins = vec![(0, 0.0, 0.0); 10];
    for (probability, same) in scored {
        let bin = &mut bins[((probability * 10.0) as usize).min(9)];
        *bin = (bin.0 + 1, bin.1 + probability, bin.2 + f64::from(u8::from(*same)));
    }
    bins.into_iter().map(|(n, p, same)| (n, p / f64::max(n as f64, 1.0), same / f64::max(n as f64, 1.0))).collect()
}

/// Expected calibration error: the mean distance between the two, weighed by the pairs in each tenth.
pub fn calibration_error(scored: &[(f64, bool)]) -> f64 {
    let apart = reliability(scored).into_iter().map(|(n, p, same)| n as f64 * (p - same).abs());
    apart.sum::<f64>() / f64::max(scored.len() as f64, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_falls_with_every_wrong_pair_above() {
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} is not {b}");
        near(average_precision(&[(0.9, true), (0.8, true), (0.1, false)]), 1.0);
        near(average_precision(&[(0.9, false), (0.8, true)]), 0.5);
        near(average_precision(&[(0.9, true), (0.8, false), (0.7, true)]), (1.0 + 2.0 / 3.0) / 2.0);
        near(average_precision(&[(0.5, true), (0.5, false)]), 0.5);
        near(average_precision(&[]), 0.0);
    }

    #[test]
    fn a_true_probability_has_no_error() {
        let scored = [(0.75, true), (0.75, true), (0.75, true), (0.75, false)];
        assert!(calibration_error(&scored) < 1e-9);
        assert!((calibration_error(&[(1.0, false)]) - 1.0).abs() < 1e-9);
    }
}
