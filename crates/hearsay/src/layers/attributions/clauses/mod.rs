//! Statements inside another's words that words alone tell: a subject, a verb of saying or thinking, a complement.
//!
//! The network was trained on few statements inside others and is often silent there; inside a content a clause such as
//! "she knew it" is a statement by what it is made of. Only contents are read so: in the author's own text the network decides.

mod complement;
mod subject;
mod verb;

pub use complement::particle;

use super::collect::{Draft, Odds};
use super::parts::Parts;
use super::scene::Scene;
use crate::lang::en::WordSet;
use crate::text::TokenRange;

/// The rule's name in the record's `because`.
pub const BY_CLAUSE: (&str, &str) = ("cue", "subject and verb of saying or thinking");

/// How sure such a clause is beside what the network finds.
const ODDS: Odds = Odds { cue: 0.9, source: Some(0.9), content: Some(0.9) };

/// Clauses of saying and thinking in one piece of a content, in order.
pub fn clauses(scene: &Scene, piece: TokenRange) -> Vec<Draft> {
    let heads = piece.range().filter(|&at| scene.is(WordSet::Holding, at));
    heads.filter_map(|head| clause(scene, piece, head)).collect()
}

fn clause(scene: &Scene, piece: TokenRange, head: usize) -> Option<Draft> {
    let group = verb::group(scene, piece, head)?;
    let subject = subject::before(scene, piece, group.start);
    let joined = subject.is_none() && group.start > piece.start() && joint(scene, group.start - 1);
    if !joined && !subject.is_some_and(|subject| verb::agrees(scene, subject, &group, head)) {
        return None;
    }
    if subject.is_some_and(|subject| is_likened(scene, subject) || is_filler(scene, subject, group.start, head)) {
        return None;
    }
    let end = complement::particle(scene, piece, head);
    let content = complement::after(scene, piece, head, end)
        .or_else(|| subject.and_then(|subject| complement::fronted(scene, piece, subject)))?;
    let content = bare(scene, content);
    let cue = Some(TokenRange::new(group.start, end));
    let parts = Parts { source: subject.into_iter().collect(), cue, content: vec![content] };
    Some(Draft { parts, odds: ODDS, inner: true, settled: vec![BY_CLAUSE] })
}

/// A complement without the comma or stop that it ends with.
fn bare(scene: &Scene, content: TokenRange) -> TokenRange {
    let last = content.range().rev().find(|&at| !matches!(scene.word(at), "," | "." | ";"));
    TokenRange::new(content.start(), last.map_or(content.end(), |at| at + 1))
}

/// Whether the verb behind token `at` shares its subject with the one before.
fn joint(scene: &Scene, at: usize) -> bool {
    matches!(scene.lower(at).as_str(), "and" | "but")
}

/// "As if it had heard something": a picture, nobody's perception.
fn is_likened(scene: &Scene, subject: TokenRange) -> bool {
    let word = |back: usize| subject.start().checked_sub(back).map(|at| scene.lower(at)).unwrap_or_default();
    matches!(word(1).as_str(), "if" | "though") && word(2) == "as"
}

/// "You know", "I mean", "I'd say": said by the way, laid at nobody's door.
fn is_filler(scene: &Scene, subject: TokenRange, start: usize, head: usize) -> bool {
    let (who, verb) = (scene.lower(subject.start()), scene.lower(head));
    let bare = start == head;
    match who.as_str() {
        "you" => matches!(verb.as_str(), "know" | "see" | "mean"),
        "i" => (verb == "mean" && bare) || (verb == "say" && !bare && scene.lower(start) != "didn't"),
        "it" | "this" | "that" => scene.lexicon.is(WordSet::Meaning, &verb),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;
    use super::*;

    /// The clauses of a text's first marked content.
    fn told(marked: &str) -> Vec<String> {
        let stage = Stage::new(marked);
        clauses(&stage.scene(), stage.parts.content[0]).iter().map(|draft| stage.show(&draft.parts)).collect()
    }

    #[test]
    fn subject_verb_and_complement() {
        assert_eq!(told("Lam said {she knew the spillway was blocked}."), ["she | knew | the spillway was blocked"]);
        assert_eq!(told("{“My dogs will know it before I do,”} said Lam."), ["My dogs | will know | it"]);
        assert_eq!(told("Lam said {the owner had promised her father a road}."), ["the owner | had promised | a road"]);
        assert_eq!(told("{“He used to say it rained,”} said Lam."), ["He | used to say | it rained"]);
        assert_eq!(told("Lam asked {what the river had said}."), ["the river | had said | what"]);
    }

    #[test]
    fn what_is_no_clause_of_saying() {
        assert!(told("Lam said {the promise of a road was old}.").is_empty());
        assert!(told("Lam said {he tried to say no}.").is_empty());
        assert!(told("{“You know, the bridge fell,”} said Lam.").is_empty());
        assert!(told("Lam said {she told nobody}.").iter().all(|clause| clause.ends_with("nobody")));
    }
}
