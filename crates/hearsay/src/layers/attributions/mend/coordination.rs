//! Two cues of one subject: "announced two berths and said they would open", "denied the call, saying …". The first
//! content ends before the second cue, which is no part of it.

use super::super::collect::Draft;
use super::super::parts::until;
use super::super::scene::Scene;
use super::ends;
use crate::record::Mode;
use crate::text::TokenRange;

/// Makes of inner drafts without a source, whose cue is co-ordinated with that of `outer`, statements beside it.
pub fn promote(scene: &Scene, outer: &mut Draft, inner: &mut [Draft]) {
    for at in 0..inner.len() {
        let Some(joint) = joint(scene, outer, &inner[at]).filter(|&joint| !is_between(inner, at, joint)) else {
            continue;
        };
        let draft = &mut inner[at];
        let cue = draft.parts.cue.map_or(joint, TokenRange::start);
        outer.parts.content = outer.parts.content.iter().filter_map(|run| until(*run, joint)).collect();
        ends::content(scene, &mut outer.parts);
        draft.parts.content.retain(|run| run.start() > cue);
        draft.parts.source.clear();
        draft.inner = false;
    }
}

/// Whether another statement's cue stands in the content before the joint: the verb is co-ordinated with that one.
fn is_between(inner: &[Draft], at: usize, joint: usize) -> bool {
    let cue = |draft: &Draft| draft.parts.cue.is_some_and(|cue| cue.end() <= joint);
    inner.iter().enumerate().any(|(other, draft)| other != at && draft.inner && cue(draft))
}

/// The first token of what joins the draft's cue to that of `outer`: ", saying", "and said", ", and said".
fn joint(scene: &Scene, outer: &Draft, draft: &Draft) -> Option<usize> {
    let (first, second) = (outer.parts.cue?, draft.parts.cue?);
    let at = second.start().checked_sub(1)?;
    let follows = outer.parts.content.iter().any(|run| run.start() >= first.end() && run.contains(at));
    let outside = scene.quoted_from(second.start()).is_none_or(|start| !outer.parts.says(start));
    let same = scene.sentence(first.start())?.tokens.contains(second.start());
    if !follows || !outside || !same {
        return None;
    }
    let word = scene.lower(second.start());
    let sourced = !draft.parts.source.is_empty();
    let says = super::super::meaning::head(scene, second)
        .is_some_and(|(_, told)| matches!(told.mode, Mode::Speech | Mode::Writing));
    let leads = super::super::meaning::head(scene, first)
        .is_some_and(|(_, told)| matches!(told.mode, Mode::Speech | Mode::Writing));
    let joined = matches!(scene.lower(at).as_str(), "and" | "but") && alike(&scene.lower(first.end() - 1), &word);
    let comma = scene.word(at) == ",";
    if word.ends_with("ing")
        && comma
        && says
        && leads
        && draft.parts.source.iter().all(|source| source.end() + 1 >= second.start())
    {
        return Some(at);
    }
    (joined && says && !sourced).then(|| if scene.word(at - 1) == "," { at - 1 } else { at })
}

/// Whether two verbs may stand beside each other: both in the past or both in the present.
fn alike(one: &str, other: &str) -> bool {
    let present = |word: &str| word.ends_with('s');
    (present(one) == present(other) && !one.ends_with("ing")) || matches!(other, "said" | "added" | "warned")
}

#[cfg(test)]
mod tests {
    use super::super::super::collect::Odds;
    use super::super::super::parts::Parts;
    use super::super::super::stage::Stage;
    use super::*;

    /// The two statements of a text that is marked twice.
    fn promoted(outer: &str, inner: &str) -> (String, String, bool) {
        let (one, other) = (Stage::new(outer), Stage::new(inner));
        let draft =
            |parts: &Parts| Draft { parts: parts.clone(), odds: Odds::default(), inner: true, settled: Vec::new() };
        let (mut first, mut rest) = (draft(&one.parts), vec![draft(&other.parts)]);
        promote(&one.scene(), &mut first, &mut rest);
        (one.show(&first.parts), one.show(&rest[0].parts), rest[0].inner)
    }

    #[test]
    fn a_second_cue_of_the_same_subject_stands_beside() {
        let (first, second, inner) = promoted(
            "<The port> [announced] {two berths and said they would open}.",
            "The port announced two berths and [said] {they would open}.",
        );
        assert_eq!(
            (first.as_str(), second.as_str()),
            ("The port | announced | two berths", " | said | they would open")
        );
        assert!(!inner);
    }

    #[test]
    fn a_participle_does() {
        let (first, _, inner) = promoted(
            "<Rao> [defended] {her envoy, Lam, saying he was right}.",
            "Rao defended <her envoy, Lam,> [saying] {he was right}.",
        );
        assert_eq!((first.as_str(), inner), ("Rao | defended | her envoy , Lam", false));
    }

    #[test]
    fn a_cue_with_a_subject_of_its_own_stays_inside() {
        let (_, _, inner) =
            promoted("<Rao> [said] {Lam left and he said no}.", "Rao said Lam left and <he> [said] {no}.");
        assert!(inner);
    }
}
