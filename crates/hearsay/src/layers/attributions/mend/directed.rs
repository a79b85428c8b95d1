//! The one who is told is audience, not content: "ordered the crew | to cut the nets", "told me | he would pay",
//! "families | were told | to leave" (docs/semantics.md, "Content" and "Audience").

use super::super::audience::{directed_person, passive, told_person};
use super::super::meaning::{directs, head};
use super::super::parts::{Parts, from};
use super::super::scene::Scene;
use crate::lang::en::WordSet;
use crate::text::TokenRange;

/// Takes the audience out of the content.
pub fn take_out(scene: &Scene, parts: &mut Parts) {
    let Some(cue) = parts.cue else { return };
    let Some((verb, _)) = head(scene, cue) else { return };
    if (scene.is(WordSet::Telling, verb) || scene.is(WordSet::Directing, verb)) && passive(scene, cue, verb) {
        if parts.content.iter().any(|run| run.start() >= cue.end()) {
            parts.content.retain(|run| run.start() >= cue.end() || scene.opens_speech(run.start()));
            parts.source.retain(|run| run.end() != cue.start());
        }
        return;
    }
    take_person(scene, parts, cue, verb);
    let start = if directs(scene, parts, verb) { infinitive(scene, parts, cue) } else { told(scene, parts, cue, verb) };
    let Some(start) = start else { return };
    let rest = |run: &TokenRange| if run.contains(start) { from(*run, start) } else { Some(*run) };
    let kept: Vec<TokenRange> = parts.content.iter().filter_map(rest).collect();
    parts.content = kept.into_iter().filter(|run| run.end() <= cue.start() || run.start() >= start).collect();
}

/// "Advising the banker, Lam, | on how to win": a noun phrase between a verb of telling and what was told is the audience.
fn take_person(scene: &Scene, parts: &mut Parts, cue: TokenRange, verb: usize) {
    let [first, next, ..] = parts.content.as_slice() else { return };
    let phrase = first.range().all(|at| !scene.has(WordSet::ClauseOpener, at) && scene.quoted_from(at).is_none());
    let tells = matches!(scene.lower(next.start()).as_str(), "on" | "to" | "that" | "about" | "how" | "whether");
    let comma = scene.word(first.end()) == "," || scene.word(first.end() - 1) == ",";
    if scene.is(WordSet::Addressing, verb) && first.start() == cue.end() && phrase && tells && comma {
        parts.content.remove(0);
    }
}

/// "Told nobody", "was asked the wrong question": the telling is named, what was told is not.
pub fn is_unsaid(scene: &Scene, parts: &Parts) -> bool {
    let Some((verb, _)) = parts.cue.and_then(|cue| head(scene, cue)) else { return false };
    let Some(first) = parts.content.first().filter(|first| first.start() > verb) else { return false };
    let person = scene.is(WordSet::Telling, verb)
        && matches!(scene.lower(first.start()).as_str(), "nobody" | "me" | "us" | "him" | "them");
    let last = parts.content.last().map_or(first.end(), |last| last.end()) - 1;
    let question =
        scene.lower(verb).starts_with("ask") && matches!(scene.lower(last).as_str(), "question" | "questions");
    (person && (first.start() + 1 == first.end() || scene.lower(first.start()) == "nobody")) || question
}

/// The "to" that the one who is directed stands before, in the content that follows the cue.
fn infinitive(scene: &Scene, parts: &Parts, cue: TokenRange) -> Option<usize> {
    let first =
        parts.content.iter().find(|run| run.start() >= cue.end()).filter(|run| is_object(scene, run.start()))?;
    let person = directed_person(scene, parts, first.start())?;
    (scene.lower(person.end()) == "to").then_some(person.end())
}

/// Whether the words from `start` on can be the verb's object: no colon and no preposition leads to them.
fn is_object(scene: &Scene, start: usize) -> bool {
    start.checked_sub(1).is_some_and(|before| {
        !matches!(scene.lower(before).as_str(), "for" | "of" | "about" | "on" | "into" | "to" | ":" | "," | "this")
    })
}

/// One past an object of telling that stands at the head of the content.
fn told(scene: &Scene, parts: &Parts, cue: TokenRange, verb: usize) -> Option<usize> {
    let first = *parts.content.iter().find(|run| run.start() >= cue.end())?;
    let to = usize::from(scene.lower(first.start()) == "to" && scene.is(WordSet::Towards, verb));
    let person = first.start() + to;
    let adjacent = first.start() == verb + 1;
    if !adjacent || (to == 0 && !scene.is(WordSet::Telling, verb)) {
        return None;
    }
    if scene.is(WordSet::Giving, verb) && !scene.has(WordSet::ObjectPronoun, person) {
        return None;
    }
    let end = told_person(scene, person)?;
    let opener = (end..first.end().min(end + 4)).find(|&at| scene.has(WordSet::ClauseOpener, at));
    let comma = usize::from(scene.word(end) == ",");
    Some(opener.unwrap_or(end + comma)).filter(|&start| start < first.end())
}

#[cfg(test)]
mod tests {
    use super::super::super::stage::Stage;
    use super::*;

    fn mended(marked: &str) -> String {
        let stage = Stage::new(marked);
        let mut parts = stage.parts.clone();
        take_out(&stage.scene(), &mut parts);
        stage.show(&parts)
    }

    #[test]
    fn one_who_is_directed_is_no_content() {
        assert_eq!(
            mended("<The captain> [ordered] {the crew to cut the nets}"),
            "The captain | ordered | to cut the nets"
        );
        assert_eq!(mended("<They> [told] {us to wait and see}"), "They | told | to wait and see");
        assert_eq!(mended("<She> [accused] {the pilot of sleeping}"), "She | accused | the pilot of sleeping");
        assert_eq!(mended("<She> [wants] {the port to pay}"), "She | wants | the port to pay");
        assert_eq!(mended("<She> [asked for] {volunteers to pay}"), "She | asked for | volunteers to pay");
        assert_eq!(mended("<She> [requested] {anonymity to speak}"), "She | requested | anonymity to speak");
    }

    #[test]
    fn one_who_is_told_is_none_either() {
        assert_eq!(mended("<Islanders> [ask] {me when}"), "Islanders | ask | when");
        assert_eq!(
            mended("<The clerk> [asked] {him twice whether it rained}"),
            "The clerk | asked | whether it rained"
        );
        assert_eq!(mended("<She> [told] {the boy the same}"), "She | told | the same");
        assert_eq!(mended("<She> [asked:] {Did they pay the toll?}"), "She | asked : | Did they pay the toll ?");
        assert_eq!(mended("<She> [offered] {advice to the crew}"), "She | offered | advice to the crew");
    }

    #[test]
    fn the_subject_of_a_passive_is_told() {
        assert_eq!(mended("{Families} [were told] {to leave}"), " | were told | to leave");
        assert_eq!(mended("<The envoy> [is quoted as saying] {“No.”}"), "The envoy | is quoted as saying | “ No . ”");
    }

    #[test]
    fn a_telling_without_what_is_told() {
        let unsaid = |marked: &str| {
            let stage = Stage::new(marked);
            is_unsaid(&stage.scene(), &stage.parts)
        };
        assert!(unsaid("<She> [told] {nobody}") && unsaid("[was asked] {the wrong question}"));
        assert!(!unsaid("<She> [told] {the truth}") && !unsaid("<She> [asked] {whether it rained}"));
    }
}
