//! Negation: whether the saying or holding itself is denied (docs/semantics.md, "Negated").

use super::meaning::head;
use super::parts::Parts;
use super::scene::{Decision, Scene};
use crate::lang::en::WordSet;
use crate::record::{Act, Mode};
use crate::text::TokenRange;

/// Tells whether a statement is negated.
pub fn negated(scene: &Scene, parts: &Parts) -> Decision<bool> {
    let found = parts.cue.and_then(|cue| {
        in_cue(scene, cue)
            .map(|at| (at, "negated cue"))
            .or_else(|| refusal(scene, parts, cue).map(|at| (at, "refusal to say")))
            .or_else(|| before(scene, parts, cue).map(|at| (at, "negator before the cue")))
            .or_else(|| nobody(scene, parts).map(|at| (at, "nobody as source")))
    });
    match found {
        Some((at, decider)) => Decision::new(true, decider, TokenRange::new(at, at + 1)),
        None => Decision { value: false, decider: "no negator", evidence: Vec::new() },
    }
}

/// Whether token `at` negates.
pub fn is_negator(scene: &Scene, at: usize) -> bool {
    scene.has(WordSet::Negator, at) || scene.lower(at).ends_with("n't")
}

/// "Did not say", "has never said"; "not only said" says.
fn in_cue(scene: &Scene, cue: TokenRange) -> Option<usize> {
    cue.range().find(|&at| is_negator(scene, at) && !scene.has(WordSet::NegationStop, at + 1))
}

/// "Declined to say", whether the infinitive stands in the cue or opens the content.
fn refusal(scene: &Scene, parts: &Parts, cue: TokenRange) -> Option<usize> {
    let at = cue.range().find(|&at| scene.is(WordSet::Refusal, at))?;
    let infinitive = at + 2;
    let speaks = |at: usize| {
        scene.lexicon.meaning(&scene.lower(at), None).is_some_and(|meaning| {
            matches!(meaning.mode, Mode::Speech | Mode::Writing)
                && matches!(meaning.act, Act::Say | Act::Ask | Act::Confirm)
        })
    };
    let tied = cue.contains(infinitive) || parts.says(infinitive);
    (scene.lower(at + 1) == "to" && tied && speaks(infinitive)).then_some(at)
}

/// "Without saying", "never said": the negator was left out of the cue.
fn before(scene: &Scene, parts: &Parts, cue: TokenRange) -> Option<usize> {
    let at = cue.start().checked_sub(1).filter(|&at| !parts.holds(at))?;
    let same = scene.sentence(at)?.tokens.contains(cue.start());
    (same && is_negator(scene, at)).then_some(at)
}

/// "No one has claimed", "nobody said", "neither said".
fn nobody(scene: &Scene, parts: &Parts) -> Option<usize> {
    let source = parts.source.first()?;
    let cue = parts.cue?;
    head(scene, cue)?;
    let first = source.range().find(|&at| scene.is_word(at))?;
    let word = scene.lower(first);
    matches!(word.as_str(), "no" | "nobody" | "none" | "neither").then_some(first)
}

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;
    use super::*;

    fn is_negated(marked: &str) -> bool {
        let stage = Stage::new(marked);
        negated(&stage.scene(), &stage.parts).value
    }

    #[test]
    fn the_saying_is_negated() {
        for marked in [
            "<Lam> [did not say] {who paid}",
            "<Lam> [has never said] {that it rained}",
            "<Lam> [didn't say] {who paid}",
            "<Lam> [refused to say] {who paid}",
            "<Lam> [declined] {to say who paid}",
            "<Lam> left without [saying] {who paid}",
            "<No one> [has claimed] {that it rained}",
            "<Lam> [did not deny] {it}",
        ] {
            assert!(is_negated(marked), "{marked}");
        }
    }

    #[test]
    fn what_is_said_may_be_negative() {
        for marked in [
            "<Lam> [said] {it was not so}",
            "<Lam> [denied] {it}",
            "<Lam> [refused] {to close the bridge}",
            "<Lam> [not only said] {so}",
            "<Few> [said] {so}",
        ] {
            assert!(!is_negated(marked), "{marked}");
        }
    }
}
