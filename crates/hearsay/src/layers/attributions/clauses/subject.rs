//! The subject of a clause: the noun phrase that ends where its verb group begins.

use super::super::scene::Scene;
use crate::lang::en::WordSet;
use crate::text::TokenRange;

/// The longest subject, in tokens.
const LONGEST: usize = 9;

/// The subject that ends before token `end`, inside `piece`.
pub fn before(scene: &Scene, piece: TokenRange, end: usize) -> Option<TokenRange> {
    let last = end.checked_sub(1).filter(|&at| at >= piece.start())?;
    if scene.has(WordSet::SubjectPronoun, last) {
        return Some(TokenRange::new(last, end));
    }
    let intensive = scene.lower(last).ends_with("self");
    if !scene.is_word(last) || !is_nominal(scene, last) || scene.has(WordSet::ObjectPronoun, last) && !intensive {
        return None;
    }
    let sentence = scene.sentence(last)?.tokens.start();
    let from = piece.start().max(sentence).max(end.saturating_sub(LONGEST));
    let start = (from..end).rev().take_while(|&at| is_nominal(scene, at)).last()?;
    let start = (start..end).find(|&at| opens(scene, at))?;
    let whole = start == from.max(piece.start()) || start > from || from > end.saturating_sub(LONGEST);
    whole.then(|| TokenRange::new(start, end))
}

/// A word that a subject can open with: a determiner, a possessive, a name, a plural.
fn opens(scene: &Scene, at: usize) -> bool {
    let word = scene.word(at);
    scene.has(WordSet::Determiner, at)
        || word.starts_with(char::is_uppercase)
        || scene.has(WordSet::Listeners, at)
        || (word.ends_with('s') && word.len() > 3)
}

/// A word that can stand in a subject: no verb, no conjunction, no comma.
fn is_nominal(scene: &Scene, at: usize) -> bool {
    let linked = matches!(scene.lower(at).as_str(), "at" | "of" | "from" | "in" | "'s");
    let closed = scene.has(WordSet::PhraseEnd, at)
        || scene.has(WordSet::ClauseOpener, at)
        || scene.has(WordSet::SubjectPronoun, at);
    let joins = matches!(scene.lower(at).as_str(), "and" | "but" | "or" | "than" | "so" | "not" | "n't");
    linked || (scene.is_word(at) && !closed && !joins)
}
