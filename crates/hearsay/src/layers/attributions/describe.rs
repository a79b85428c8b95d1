//! From parts to an attribution: each field that a rule decides, with its reason.

use super::audience::audience;
use super::form::form;
use super::meaning::meaning;
use super::negation::negated;
use super::parts::Parts;
use super::scene::{Decision, Scene};
use super::{Attribution, Certainty, Reason};

/// Describes one statement; `nested` where it stands inside another's content.
pub fn describe(scene: &Scene, parts: Parts, within: Option<usize>, implicit: bool) -> Attribution {
    let told = meaning(scene, &parts);
    let negated = negated(scene, &parts);
    let form = form(scene, &parts, within.is_some());
    let audience = audience(scene, &parts);
    let mut reasons =
        vec![reason("mode", &told), reason("act", &told), reason("negated", &negated), reason("form", &form)];
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
        certainty: Certainty::default(),
        reasons,
    }
}

fn reason<T>(field: &'static str, decision: &Decision<T>) -> Reason {
    Reason { field, decider: decision.decider, score: None, evidence: decision.evidence.clone() }
}
