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
    let near = |at: &usize| verb(atoms, *at);
    let before = (start.saturating_sub(REACH)..start).rev().find_map(|at| near(&at));
    let behind = || (end..atoms.len().min(end + REACH)).find_map(|at| near(&at));
    before.or_else(behind).unwrap_or(Tense::Unknown)
}

fn verb(atoms: &[Atom], at: usize) -> Option<Tense> {
    let atom = &atoms[at];
    if atom.is(Role::Arranged) && !atom.is_capital() {
        let past = atoms[at.saturating_sub(3)..at].iter().any(|before| before.is(Role::PastTense));
        return Some(if past { Tense::Past } else { Tense::Future });
    }
    if atom.is(Role::FutureTense) && !atom.is_capital() {
        return Some(Tense::Future);
    }
    let next = atoms.get(at + 1).map_or("", |next| next.text);
    if next == "to" && matches!(atom.text, "is" | "are" | "'s") {
        return Some(Tense::Future);
    }
    let regular = atom.text.len() > 4 && atom.text.ends_with("ed") && !atom.is_capital() && !atom.text.ends_with("eed");
    (atom.is(Role::PastTense) || regular).then_some(Tense::Past)
}
