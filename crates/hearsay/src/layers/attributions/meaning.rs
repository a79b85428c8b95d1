//! Mode and act: what kind of saying or holding a statement is, told by the cue's head word, its complement and what
//! the source is (docs/semantics.md, "Mode" and "Act").

use super::parts::Parts;
use super::scene::{Decision, Scene};
use crate::lang::en::{Meaning, WordSet};
use crate::record::{Act, Mode};
use crate::text::TokenRange;

const PLAIN: Meaning = Meaning { mode: Mode::Speech, act: Act::Say };

/// Tells mode and act of a statement.
pub fn meaning(scene: &Scene, parts: &Parts) -> Decision<Meaning> {
    let Some(cue) = parts.cue else { return Decision { value: PLAIN, decider: "no cue", evidence: Vec::new() } };
    if asks(scene, parts, cue) {
        let asked = Meaning { mode: Mode::Speech, act: Act::Ask };
        return Decision::new(asked, "question's label", cue);
    }
    let head = head(scene, cue);
    let told = head.map_or(PLAIN, |(at, meaning)| complement(scene, parts, at, meaning));
    let evidence = head.map_or(cue, |(at, _)| TokenRange::new(at, at + 1));
    if told.mode == Mode::Attitude {
        return Decision::new(told, "cue word", evidence);
    }
    let verb = head.map_or(cue.start(), |(at, _)| at);
    by_source(scene, parts, verb, told).or_else(|| by_medium(scene, parts, told)).unwrap_or(Decision::new(
        told,
        if head.is_some() { "cue word" } else { "default" },
        evidence,
    ))
}

/// Whether the source is the label of a question: `Q: …`.
fn asks(scene: &Scene, parts: &Parts, cue: TokenRange) -> bool {
    let label = parts.source.first().filter(|label| label.end() == cue.start() && label.len() == 1);
    scene.word(cue.start()) == ":"
        && label.is_some_and(|label| matches!(scene.lower(label.start()).as_str(), "q" | "question"))
}

/// The word of a cue that tells most, and what it tells. "Refused to say" is told by "say", "made a claim" by "claim".
pub fn head(scene: &Scene, cue: TokenRange) -> Option<(usize, Meaning)> {
    let told = |at: usize| {
        let next = scene.lower(at + 1);
        scene.lexicon.meaning(&scene.lower(at), Some(&next)).map(|meaning| (at, meaning))
    };
    if let Some(last) = last_verb(scene, cue) {
        return told(last);
    }
    let weak = |at: usize| scene.is(WordSet::Light, at) || scene.is(WordSet::Refusal, at);
    cue.range().filter(|&at| !weak(at)).find_map(told).or_else(|| cue.range().find_map(told))
}

/// The verb that a group of verbs ends with: "is heard telling", "is quoted as saying", "liked to say".
fn last_verb(scene: &Scene, cue: TokenRange) -> Option<usize> {
    let known = |at: usize| scene.lexicon.meaning(&scene.lower(at), None);
    let holds = |at: usize| known(at).is_some_and(|told| told.mode == Mode::Attitude || told.mode == Mode::Speech);
    let says = |at: usize| known(at).is_some_and(|told| matches!(told.mode, Mode::Speech | Mode::Writing));
    let led = |at: usize| {
        let (one, two) = (at.checked_sub(1), at.checked_sub(2));
        let before = one.filter(|&one| cue.contains(one)).map(|one| scene.lower(one)).unwrap_or_default();
        let passive = |back: Option<usize>| {
            back.is_some_and(|back| cue.contains(back) && holds(back) && (back == cue.start() || cue.len() > 2))
        };
        let participle = scene.lower(at).ends_with("ing");
        (participle && (passive(one) || (before == "as" && passive(two))))
            || (before == "to" && passive(two) && !scene.is(WordSet::Refusal, two.unwrap_or(at)))
    };
    cue.range().rev().find(|&at| says(at) && led(at))
}

/// What the complement changes: "asked him to go" orders, "rejected the claim" denies.
fn complement(scene: &Scene, parts: &Parts, at: usize, meaning: Meaning) -> Meaning {
    let word = scene.lower(at);
    if directs(scene, parts, at) && matches!(meaning.act, Act::Ask | Act::Say) {
        return Meaning { act: Act::Order, ..meaning };
    }
    if word.starts_with("reject") || word.starts_with("dismiss") {
        let mut object = (at + 1..at + 7).filter(|&at| scene.is_word(at));
        let act = if object.any(|at| scene.has(WordSet::Deniable, at)) { Act::Deny } else { Act::Other };
        return Meaning { act, ..meaning };
    }
    if word.starts_with("want") && scene.lower(at + 1) == "to" && scene.lower(at + 2) == "know" {
        return Meaning { mode: Mode::Speech, act: Act::Ask };
    }
    if word == "according" {
        return PLAIN;
    }
    meaning
}

/// Whether the cue's verb gets another to act: "told them to wait", "asked the board to act".
pub fn directs(scene: &Scene, parts: &Parts, verb: usize) -> bool {
    let Some(first) = parts.content.first().filter(|first| first.start() > verb) else { return false };
    if !(scene.is(WordSet::Directing, verb) || scene.is(WordSet::Calling, verb))
        || scene.has(WordSet::ClauseOpener, first.start())
    {
        return false;
    }
    let opening = first.range().take(6).take_while(|&at| scene.is_word(at));
    opening.into_iter().any(|at| scene.lower(at) == "to")
}

/// A study finds; a text that says is writing; a court that finds rules.
fn by_source(scene: &Scene, parts: &Parts, verb: usize, told: Meaning) -> Option<Decision<Meaning>> {
    let source = *parts.source.first()?;
    let noun = head_noun(scene, source);
    let evidence = noun.map_or(source, |at| TokenRange::new(at, at + 1));
    let noun_is = |set| noun.is_some_and(|at| scene.is(set, at));
    let finds = scene.is(WordSet::FindingVerb, verb) || scene.lower(verb) == "according";
    if noun_is(WordSet::Study) && finds {
        return Some(Decision::new(Meaning { mode: Mode::Finding, act: Act::Other }, "study as source", evidence));
    }
    if noun_is(WordSet::Bench) && told.mode == Mode::Finding {
        return Some(Decision::new(Meaning { mode: Mode::Speech, act: Act::Other }, "court as source", evidence));
    }
    let shows = matches!(
        scene.lower(verb).as_str(),
        "show" | "shows" | "showed" | "shown" | "showing" | "reflects" | "reflected" | "provides" | "provided"
    );
    if noun_is(WordSet::Written) && shows {
        return Some(Decision::new(Meaning { mode: Mode::Writing, act: Act::Other }, "text as source", evidence));
    }
    if noun.is_some_and(|at| scene.has(WordSet::Outlet, at)) && told.mode == Mode::Speech && verb_reports(scene, verb) {
        return Some(Decision::new(Meaning { mode: Mode::Writing, ..told }, "outlet as source", evidence));
    }
    if noun_is(WordSet::Written) && !(told.mode == Mode::Finding && reports_finding(scene, verb)) {
        return Some(Decision::new(Meaning { mode: Mode::Writing, ..told }, "text as source", evidence));
    }
    None
}

/// "The report found" and "concluded" tell a finding where "the report shows" or "says" tells what is written.
fn reports_finding(scene: &Scene, verb: usize) -> bool {
    !matches!(scene.lower(verb).as_str(), "show" | "shows" | "showed" | "shown" | "showing" | "reflects" | "reflected")
}

/// Verbs that an outlet does in print.
fn verb_reports(scene: &Scene, verb: usize) -> bool {
    !matches!(scene.lower(verb).as_str(), "according")
}

/// The noun that a source's phrase is about: the last word before "of", "by", a comma and the like.
pub fn head_noun(scene: &Scene, source: TokenRange) -> Option<usize> {
    let phrase = source.range().skip_while(|&at| !scene.is_word(at));
    let participle = |at: usize| at > source.start() + 1 && scene.lower(at).ends_with("ed");
    phrase.take_while(|&at| !scene.has(WordSet::NounEnd, at) && !participle(at)).last()
}

/// "Wrote in a letter", "said on Twitter": the medium stands in the cue or directly after cue and source.
fn by_medium(scene: &Scene, parts: &Parts, told: Meaning) -> Option<Decision<Meaning>> {
    if told.mode != Mode::Speech {
        return None;
    }
    let cue = parts.cue?;
    let within = cue.range().find(|&at| scene.has(WordSet::Written, at));
    let at = within.or_else(|| medium_after(scene, parts, cue.end())).or_else(|| {
        let source = parts.source.last().filter(|source| source.start() >= cue.end())?;
        medium_after(scene, parts, source.end())
    })?;
    Some(Decision::new(Meaning { mode: Mode::Writing, ..told }, "written medium", TokenRange::new(at, at + 1)))
}

/// The noun of a medium in a phrase that starts at `from`: "in a long letter", "on Facebook".
fn medium_after(scene: &Scene, parts: &Parts, from: usize) -> Option<usize> {
    let end = scene.sentence(from)?.tokens.end().min(from + 7);
    let free = |at: &usize| scene.is_word(*at) && !parts.holds(*at);
    let mut phrase = (from..end).take_while(free);
    phrase.find(|&at| matches!(scene.lower(at).as_str(), "in" | "on" | "via"))?;
    phrase.take(4).find(|&at| scene.has(WordSet::Written, at))
}

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;
    use super::*;

    fn told(marked: &str) -> (Mode, Act) {
        let stage = Stage::new(marked);
        let told = meaning(&stage.scene(), &stage.parts).value;
        (told.mode, told.act)
    }

    #[test]
    fn the_verb_decides_the_act() {
        assert_eq!(told("<Okafor> [denied] {the leak}"), (Mode::Speech, Act::Deny));
        assert_eq!(told("<Okafor> [admitted] {the leak}"), (Mode::Speech, Act::Confirm));
        assert_eq!(told("<Lam> [called for] {a vote}"), (Mode::Speech, Act::Order));
        assert_eq!(told("<Lam> [condemned] {the toll}"), (Mode::Speech, Act::Accuse));
        assert_eq!(told("<The mayor> [wants] {a bridge}"), (Mode::Attitude, Act::Other));
        assert_eq!(told("<Lam> [made the claim] {that it rained}"), (Mode::Speech, Act::Say));
        assert_eq!(told("<Lam> [threatened] {to leave}"), (Mode::Speech, Act::Promise));
    }

    #[test]
    fn the_complement_turns_the_verb() {
        assert_eq!(told("<Lam> [told] the crew {to wait}"), (Mode::Speech, Act::Order));
        assert_eq!(told("<Lam> [told] the crew {that it rained}"), (Mode::Speech, Act::Say));
        assert_eq!(told("<Lam> [asked] {the board to wait}"), (Mode::Speech, Act::Order));
        assert_eq!(told("<Lam> [asked] {whether it rained}"), (Mode::Speech, Act::Ask));
        assert_eq!(told("<Lam> [agreed] {to pay}"), (Mode::Speech, Act::Promise));
        assert_eq!(told("<Lam> [agreed] {that it rained}"), (Mode::Speech, Act::Confirm));
        assert_eq!(told("<Lam> [rejected] {the claim that it rained}"), (Mode::Speech, Act::Deny));
        assert_eq!(told("<Lam> [rejected] {the offer}"), (Mode::Speech, Act::Other));
    }

    #[test]
    fn the_source_turns_the_mode() {
        assert_eq!(told("<The study> [found] {nine cracks}"), (Mode::Finding, Act::Other));
        assert_eq!(told("[according to] <a survey of drivers> , {nine}"), (Mode::Finding, Act::Other));
        assert_eq!(told("<The letter> [says] {nine}"), (Mode::Writing, Act::Say));
        assert_eq!(told("[according to] <Okafor> , {nine}"), (Mode::Speech, Act::Say));
        assert_eq!(told("<The court> [found] {him guilty}"), (Mode::Speech, Act::Other));
        assert_eq!(told("<The author of the report> [said] {nine}"), (Mode::Speech, Act::Say));
    }

    #[test]
    fn the_medium_turns_speech_into_writing() {
        assert_eq!(told("{Nine} , <Lam> [said in a statement]").0, Mode::Writing);
        assert_eq!(told("{Nine} , [said] <Lam> in a letter to staff").0, Mode::Writing);
        assert_eq!(told("<Lam> [said] at a rally {that nine}").0, Mode::Speech);
    }
}
