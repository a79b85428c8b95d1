//! How sure: from a rule's own score to the probability that source and audience are right, by logistic regression over the kinds of deciders (Platt
//! 1999). Fitted by `hearsay-score people gold --part tune,tune-train,second-train --fit`: 34 articles, so the weights are few and kept near zero.

use super::Speaker;
use crate::model::Weights;

/// For entity and kind of a source.
///
/// The constant is lowered by 0.6, as the rules have been mended on the same articles: on articles not looked at they are right less often by about as much.
const SPEAKER: Weights = [0.267, 0.7587, -1.1345, 0.2304, 0.4327, 0.0, 0.0];

/// For the entity of an audience. The cases at hand, sixteen, all of them right, fit nothing; of 21 audiences of articles that nobody had looked
/// at two thirds were right, and so much the weights say of a usual score.
const AUDIENCE: Weights = [-0.6, 0.7, 0.0, 0.0, 0.0, 0.0, 0.0];

/// Turns the scores of the rules into probabilities.
pub(super) fn settle(speakers: &mut [Speaker]) {
    for speaker in speakers {
        let first = |field: &str| {
            let reason = speaker.reasons.iter().find(|reason| reason.field == field)?;
            Some((reason.decider, reason.score?))
        };
        let source = first("source.entity").map(|(decider, score)| chance(&SPEAKER, &evidence(decider, score)));
        let audience = first("audience.entity").map(|(decider, score)| chance(&AUDIENCE, &evidence(decider, score)));
        speaker.certainty = speaker.certainty.and(source);
        speaker.audience_certainty = audience;
    }
}

/// What a probability rests on: the score, and whether a name, a pronoun or a description told.
#[must_use]
pub fn evidence(decider: &str, score: f32) -> Weights {
    let score = f64::from(score).clamp(0.02, 0.98);
    let sign = |holds: bool| f64::from(u8::from(holds));
    let pronoun = decider.contains("pronoun") || decider.contains("person in a quotation");
    let name = decider.contains("name") && !decider.contains("without") || decider == "apposition";
    [1.0, (score / (1.0 - score)).ln(), sign(pronoun), sign(name), sign(decider == "described only"), 0.0, 0.0]
}

fn chance(weights: &Weights, evidence: &Weights) -> f32 {
    let score: f64 = weights.iter().zip(evidence).map(|(weight, value)| weight * value).sum();
    (1.0 / (1.0 + (-score).exp())) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_higher_score_is_never_less_sure() {
        for decider in ["its own name", "pronoun: the likeliest who agrees", "described only", "relative pronoun"] {
            let of = |score| chance(&SPEAKER, &evidence(decider, score));
            assert!(of(0.9) >= of(0.5), "{decider}");
        }
    }
}
