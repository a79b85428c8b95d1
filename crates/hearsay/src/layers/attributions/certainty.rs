//! How sure: from the probabilities of the network's lattices to calibrated ones, by logistic regression (Platt 1999).
//!
//! The weights belong to the shipped model. They were fitted on the 60 articles of `training/config/held-out.txt`, which
//! neither trained nor chose anything, over every cue that was found: a statement is right where an annotator has a cue that
//! overlaps, a source or content where it is the same span. On PolNeAR's dev part that gives an expected calibration error of
//! 0.03 / 0.02 / 0.04 (statement, source, content). Nested and free statements have no such gold; they use what there is.

use super::Certainty;
use super::collect::Draft;

/// Bias, then the weights of cue, source, absence of a source, content, several runs of content, shared source.
type Weights = [f64; 7];

const STATEMENT: Weights = [-0.8218, 0.3323, 0.1255, 0.273, 0.1364, 0.7318, 0.3567];
const SOURCE: Weights = [-1.5685, 0.2696, 0.2281, 0.2319, 0.0691, 0.9266, 0.2165];
const CONTENT: Weights = [-2.0367, 0.2465, 0.01, 0.1264, 0.3481, -0.172, 0.0581];

/// What a free quotation gets: its words are certain, that nobody is named as their speaker is not.
const FREE: Certainty = Certainty { statement: 0.5, source: None, content: Some(0.5), audience: None };

/// The calibrated probabilities of a draft.
pub fn certainty(draft: &Draft) -> Certainty {
    if draft.parts.cue.is_none() {
        return FREE;
    }
    let features = features(draft);
    let chance = |weights: &Weights| {
        let score: f64 = weights.iter().zip(&features).map(|(weight, feature)| weight * feature).sum();
        (1.0 / (1.0 + (-score).exp())) as f32
    };
    Certainty {
        statement: chance(&STATEMENT),
        source: Some(chance(&SOURCE)),
        content: Some(chance(&CONTENT)),
        audience: None,
    }
}

fn features(draft: &Draft) -> Weights {
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

    #[test]
    fn surer_runs_make_surer_fields() {
        let (sure, unsure) = (certainty(&draft(0.999, 0.99)), certainty(&draft(0.4, 0.2)));
        assert!(sure.statement > 0.9 && unsure.statement < 0.8);
        assert!(sure.content > unsure.content && sure.source > unsure.source);
    }

    #[test]
    fn the_ends_stay_probabilities() {
        for odds in [0.0, 1.0] {
            let certainty = certainty(&draft(odds, odds));
            assert!(certainty.statement > 0.0 && certainty.statement < 1.0);
        }
    }

    #[test]
    fn a_quotation_without_a_cue_is_neither_sure_nor_unsure() {
        let mut free = draft(0.0, 0.0);
        free.parts.cue = None;
        assert_eq!(certainty(&free), FREE);
    }
}
