//! From parts to an attribution: each field that a rule decides, with its reason.

use super::audience::audience;
use super::certainty::{certainty, evidence};
use super::collect::{Draft, Odds};
use super::form::form;
use super::meaning::meaning;
use super::negation::negated;
use super::parts::Parts;
use super::scene::{Decision, Scene};
use super::{Attribution, Reason};
use crate::model::Config;
use crate::text::TokenRange;

/// Describes one statement; `within` is the one whose content holds it.
pub fn describe(scene: &Scene, config: &Config, draft: Draft, within: Option<usize>) -> Attribution {
    let evidence = evidence(&draft);
    let certainty = certainty(&config.decoding.certainty, &draft, &evidence);
    let parts = draft.parts;
    let told = meaning(scene, &parts);
    let negated = negated(scene, &parts);
    let form = form(scene, &parts, within.is_some());
    let audience = audience(scene, &parts);
    let implicit = draft.settled.iter().any(|(field, _)| *field == "implicit");
    let mut reasons = decoded(&parts, &draft.odds);
    let settled = |(field, decider)| Reason { field, decider, score: None, evidence: Vec::new() };
    reasons.extend(draft.settled.into_iter().map(settled));
    reasons.extend([reason("mode", &told), reason("act", &told), reason("negated", &negated), reason("form", &form)]);
    reasons.extend(audience.iter().map(|one| reason("audience", one)));
    Attribution {
        source: parts.source,
        cue: parts.cue,
        content: parts.content,
        audience: audience.into_iter().map(|one| one.value).collect(),
        mode: told.value.mode,
        form: form.value,
        act: told.value.act,
        negated: negated.value,
        implicit,
        within,
        certainty,
        evidence,
        reasons,
    }
}

/// What the network found, with the probabilities of its lattices.
fn decoded(parts: &Parts, odds: &Odds) -> Vec<Reason> {
    let network = |field, score: Option<f64>, evidence: Vec<TokenRange>| {
        score.map(|score| Reason { field, decider: "network", score: Some(score as f32), evidence })
    };
    let cue = network("cue", parts.cue.map(|_| odds.cue), parts.cue.into_iter().collect());
    let source = network("source", odds.source, parts.source.clone());
    let content = network("content", odds.content, parts.content.clone());
    [cue, source, content].into_iter().flatten().collect()
}

fn reason<T>(field: &'static str, decision: &Decision<T>) -> Reason {
    Reason { field, decider: decision.decider, score: None, evidence: decision.evidence.clone() }
}
