//! How sure: from the probabilities of the network's lattices to calibrated ones, by logistic regression (Platt 1999).
//!
//! The weights belong to a model (`Decoding`); `hearsay-score calibrate` fits them, on articles that neither trained nor
//! chose anything. Statements inside others and free quotations have no such gold: what the network finds uses the same weights, clauses and free
//! quotations have fixed ones.

use super::clauses::BY_CLAUSE;
use super::collect::Draft;
use super::{Certainty, Evidence};
use crate::model::{Calibration, Weights};

/// What a free quotation gets: its words are certain, that nobody is named as their speaker is not.
const FREE: Certainty = Certainty { statement: 0.5, source: None, content: Some(0.5), audience: None };

/// What a clause inside a content gets: as often as such are right in the marked stories (`hearsay-score nested`: .95, .94, .88 of
/// 70), less by as much as statements of a story's own are surer there than in news (.94 told for 1.00 right, .90 for .97, .87 for .98).
const CLAUSE: Certainty = Certainty { statement: 0.90, source: Some(0.87), content: Some(0.78), audience: None };

/// The calibrated probabilities of a draft.
pub fn certainty(weights: &Calibration, draft: &Draft, evidence: &Evidence) -> Certainty {
    if draft.parts.cue.is_none() {
        return FREE;
    }
    if draft.inner && draft.settled.contains(&BY_CLAUSE) {
        return CLAUSE;
    }
    let chance = |weights: &Weights| chance(weights, evidence) as f32;
    Certainty {
        statement: chance(&weights.statement),
        source: Some(chance(&weights.source)),
        content: Some(chance(&weights.content)),
        audience: None,
    }
}

/// The probability that weights give.
fn chance(weights: &Weights, evidence: &Evidence) -> f64 {
    let score: f64 = weights.iter().zip(evidence).map(|(weight, value)| weight * value).sum();
    1.0 / (1.0 + (-score).exp())
}

/// What the certainty of a draft rests on.
pub fn evidence(draft: &Draft) -> Evidence {
    let odds = &draft.odds;
    let broken = draft.parts.content.windows(2).any(|pair| pair[0].end() != pair[1].start());
    let shared = draft.settled.iter().any(|(field, _)| *field == "source");
    let sign = |holds: bool| if holds { 1.0 } else { 0.0 };
    let source = odds.source.unwrap_or(0.5);
    let content = odds.content.unwrap_or(0.5);
    [1.0, logit(odds.cue), logit(source), sign(odds.source.is_none()), logit(content), sign(broken), sign(shared)]
}

/// Log odds of a probability, kept away from both ends.
fn logit(probability: f64) -> f64 {
    let clear = |value: f64| value.max(1e-4);
    (clear(probability) / clear(1.0 - probability)).ln()
}

#[cfg(test)]
mod tests {
    use super::super::collect::Odds;
    use super::super::parts::Parts;
    use super::*;
    use crate::text::TokenRange;

    fn draft(cue: f64, content: f64) -> Draft {
        let one = |at| TokenRange::new(at, at + 1);
        let parts = Parts { source: vec![one(0)], cue: Some(one(1)), content: vec![one(2)] };
        let odds = Odds { cue, source: Some(0.9), content: Some(content) };
        Draft { parts, odds, inner: false, settled: Vec::new() }
    }

    fn told(draft: &Draft) -> Certainty {
        certainty(&Calibration::default(), draft, &evidence(draft))
    }

    #[test]
    fn surer_runs_make_surer_fields() {
        let (sure, unsure) = (told(&draft(0.999, 0.99)), told(&draft(0.4, 0.2)));
        assert!(sure.statement > 0.9 && unsure.statement < 0.8);
        assert!(sure.content > unsure.content && sure.source == unsure.source, "the sources are as sure as each other");
    }

    #[test]
    fn the_ends_stay_probabilities() {
        for odds in [0.0, 1.0] {
            let certainty = told(&draft(odds, odds));
            assert!(certainty.statement > 0.0 && certainty.statement < 1.0);
        }
    }

    #[test]
    fn a_quotation_without_a_cue_is_neither_sure_nor_unsure() {
        let mut free = draft(0.0, 0.0);
        free.parts.cue = None;
        assert_eq!(told(&free), FREE);
    }
}
