//! Which side of the publication a time lies on, as far as the nearest verb tells.

use super::atom::Atom;
use crate::lang::en::times::Role;

/// Past, future, or not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// How far a verb is looked for, in atoms.
const REACH: usize = 24;

/// The tense around the expression that takes `start..end` of a sentence: the nearest verb before it, else behind it.
pub(super) fn tense(atoms: &[Atom], start: usize, end: usize) -> Tense {
    let before = atoms[..start].iter().rev().take(REACH).find_map(verb);
    before.or_else(|| atoms[end..].iter().take(REACH).find_map(verb)).unwrap_or(Tense::Unknown)
}

fn verb(atom: &Atom) -> Option<Tense> {
    if atom.is(Role::FutureTense) && !atom.is_capital() {
        return Some(Tense::Future);
    }
    let regular = atom.text.len() > 4 && atom.text.ends_with("ed") && !atom.is_capital() && !atom.text.ends_with("eed");
    (atom.is(Role::PastTense) || regular).then_some(Tense::Past)
}
