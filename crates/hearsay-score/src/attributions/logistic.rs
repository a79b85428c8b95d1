//! Logistic regression by Newton's method, and the figures of the probabilities that it gives.

use hearsay::model::Weights;

/// What a probability rests on, and whether what it told came true.
pub type Case = (Weights, bool);

const SIZE: usize = 7;

/// Keeps weights of what hardly occurs near zero (the ridge of Hoerl and Kennard 1970).
const RIDGE: f64 = 1.0;

/// More rounds change nothing in the fourth place.
const ROUNDS: usize = 25;

/// The probability that weights give.
pub fn chance(weights: &Weights, evidence: &Weights) -> f64 {
    let score: f64 = weights.iter().zip(evidence).map(|(weight, value)| weight * value).sum();
    1.0 / (1.0 + (-score).exp())
}

/// Fits weights to cases, rounded to four places.
pub fn fit(cases: &[Case]) -> Weights {
    let mut weights = [0.0; SIZE];
    for _ in 0..ROUNDS {
        let step = solve(newton(&weights, cases));
        let ahead = |part: f64| std::array::from_fn(|at| weights[at] + part * step[at]);
        // Newton's step may lead too far where probabilities are near 0 or 1: half of it is tried, then half of that.
        let parts = (0..20).map(|halved| ahead(0.5f64.powi(halved)));
        let before = loss(&weights, cases);
        let Some(better) = parts.into_iter().find(|tried| loss(tried, cases) < before) else { break };
        weights = better;
    }
    weights.map(|weight| (weight * 1e4).round() / 1e4)
}

fn loss(weights: &Weights, cases: &[Case]) -> f64 {
    let ridge: f64 = weights.iter().skip(1).map(|weight| weight * weight).sum::<f64>() * RIDGE / 2.0;
    let miss = |(evidence, came_true): &Case| {
        let chance = chance(weights, evidence);
        -(if *came_true { chance } else { 1.0 - chance }).max(1e-12).ln()
    };
    cases.iter().map(miss).sum::<f64>() + ridge
}

/// The equations of one step: the curvature, and behind each row the slope.
fn newton(weights: &Weights, cases: &[Case]) -> [[f64; SIZE + 1]; SIZE] {
    let mut rows = [[0.0; SIZE + 1]; SIZE];
    for (evidence, came_true) in cases {
        let chance = chance(weights, evidence);
        for (at, row) in rows.iter_mut().enumerate() {
            row.iter_mut()
                .zip(evidence)
                .for_each(|(sum, other)| *sum += chance * (1.0 - chance) * evidence[at] * other);
            row[SIZE] += (f64::from(u8::from(*came_true)) - chance) * evidence[at];
        }
    }
    for (at, row) in rows.iter_mut().enumerate().skip(1) {
        row[at] += RIDGE;
        row[SIZE] -= RIDGE * weights[at];
    }
    rows
}

/// Gauss's elimination; the matrix is positive definite, so no pivot vanishes.
fn solve(mut rows: [[f64; SIZE + 1]; SIZE]) -> Weights {
    for at in 0..SIZE {
        let row = rows[at];
        for other in (0..SIZE).filter(|&other| other != at) {
            let factor = rows[other][at] / row[at];
            rows[other].iter_mut().zip(row).for_each(|(value, own)| *value -= factor * own);
        }
    }
    std::array::from_fn(|at| rows[at][SIZE] / rows[at][at])
}

/// How good probabilities are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quality {
    /// Expected calibration error over ten bins of equal width (Naeini et al. 2015).
    pub calibration: f64,
    /// Chance that a case that came true has the higher probability of two (AUROC).
    pub ranking: f64,
    /// Share that did not come true.
    pub error: f64,
    /// The same of the surer half.
    pub surer_half: f64,
}

/// Measures probabilities against what came true.
pub fn quality(mut told: Vec<(f64, bool)>) -> Quality {
    told.sort_by(|one, other| other.0.total_cmp(&one.0));
    let error = |of: &[(f64, bool)]| of.iter().filter(|one| !one.1).count() as f64 / of.len().max(1) as f64;
    Quality {
        calibration: calibration(&told),
        ranking: ranking(&told),
        error: error(&told),
        surer_half: error(&told[..told.len() / 2]),
    }
}

fn calibration(told: &[(f64, bool)]) -> f64 {
    let gap = |bin: usize| {
        let inside = told.iter().filter(|(chance, _)| ((chance * 10.0) as usize).min(9) == bin);
        inside.map(|&(chance, came_true)| chance - f64::from(u8::from(came_true))).sum::<f64>().abs()
    };
    (0..10).map(gap).sum::<f64>() / told.len().max(1) as f64
}

/// The Mann-Whitney statistic; `told` from the surest on.
fn ranking(told: &[(f64, bool)]) -> f64 {
    let (mut won, mut trues, mut falses) = (0.0, 0.0, 0.0);
    for group in told.chunk_by(|one, other| one.0 == other.0) {
        let good = group.iter().filter(|one| one.1).count() as f64;
        let bad = group.len() as f64 - good;
        won += bad * (trues + good / 2.0);
        (trues, falses) = (trues + good, falses + bad);
    }
    if trues * falses == 0.0 { 0.5 } else { won / (trues * falses) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fit_gives_back_the_shares_it_saw() {
        let evidence = |sure: f64| [1.0, sure, 0.0, 0.0, 0.0, 0.0, 0.0];
        let cases: Vec<Case> = (0..4000).map(|at| (evidence(f64::from(at % 2)), at % 8 > at % 2)).collect();
        let weights = fit(&cases);
        assert!((chance(&weights, &evidence(0.0)) - 0.75).abs() < 0.01, "{weights:?}");
        assert!((chance(&weights, &evidence(1.0)) - 0.75).abs() < 0.01, "{weights:?}");
        let cases: Vec<Case> = (0..4000).map(|at| (evidence(f64::from(at % 2)), at % 2 == 1 || at % 4 == 0)).collect();
        let weights = fit(&cases);
        assert!((chance(&weights, &evidence(0.0)) - 0.5).abs() < 0.01, "{weights:?}");
        assert!(chance(&weights, &evidence(1.0)) > 0.98, "{weights:?}");
    }

    #[test]
    fn quality_worked_out_by_hand() {
        let found = quality(vec![(0.95, true), (0.85, true), (0.85, false), (0.15, false)]);
        assert!((found.calibration - (0.05 + 0.7 + 0.15) / 4.0).abs() < 1e-9, "{found:?}");
        assert!((found.ranking - 3.5 / 4.0).abs() < 1e-9, "{found:?}");
        assert_eq!((found.error, found.surer_half), (0.5, 0.0));
    }
}
