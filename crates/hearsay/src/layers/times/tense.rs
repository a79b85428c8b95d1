//! Which side of the publication a time lies on, as far as the nearest verb tells.

use super::atom::{Atom, Figure};
use crate::lang::en::times::Role;

/// Past, future, or not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// A verb in the past stands next to it: "it burned on Christmas Eve", "announced it in January".
    Done,
    Past,
    /// What was aimed at in the past: "promised to close it in", "was planned for".
    Aimed,
    Future,
    Unknown,
}

/// How near to "in" a verb is next to it, in atoms.
const FEW: usize = 4;

/// How far a verb is looked for, in atoms.
const REACH: usize = 24;

/// The tense around the expression that takes `start..end` of a sentence: the nearest verb before it, else behind it.
pub(super) fn tense(atoms: &[Atom], start: usize, end: usize) -> Tense {
    if is_done(atoms, start) {
        return Tense::Done;
    }
    let near = |at: &usize| verb(atoms, *at);
    let before = (start.saturating_sub(REACH)..start).rev().find_map(|at| near(&at));
    let behind = || (end..atoms.len().min(end + REACH)).find_map(|at| near(&at));
    match before.or_else(behind).unwrap_or(Tense::Unknown) {
        Tense::Past if has_aim(&atoms[..start]) => Tense::Aimed,
        told => told,
    }
}

/// Whether a verb in the past stands right before "on" or a few words before "in" and `start`.
fn is_done(atoms: &[Atom], start: usize) -> bool {
    let Some(preposition) = start.checked_sub(1).filter(|before| atoms[*before].is_any(&[Role::In, Role::On])) else {
        return false;
    };
    let near = if atoms[preposition].is(Role::In) { FEW } else { 1 };
    let words = preposition.saturating_sub(near)..preposition;
    let told = words.rev().find_map(|at| Some((at, verb(atoms, at)?))).filter(|_| !has_aim(&atoms[..start]));
    told.is_some_and(|(at, told)| told == Tense::Past && !atoms[at].is(Role::Arranged))
}

/// "until Tuesday", "as soon as Friday", "to be paid by February": days to come, whatever the verb.
pub(super) fn is_deadline(atoms: &[Atom], start: usize) -> bool {
    let word = |back: usize| start.checked_sub(back).and_then(|at| atoms.get(at)).map_or("", |atom| atom.text);
    match word(1) {
        "until" | "till" => true,
        "as" => matches!(word(2), "soon" | "early"),
        "by" => has_aim(&atoms[..start]),
        _ => false,
    }
}

/// What "to" leads to where no infinitive follows.
const NO_VERB: [Role; 14] = [
    Role::The,
    Role::Determiner,
    Role::Possessive,
    Role::This,
    Role::That,
    Role::These,
    Role::Each,
    Role::Vague,
    Role::Cardinal,
    Role::Month,
    Role::Weekday,
    Role::Today,
    Role::Now,
    Role::Noon,
];

/// Whether an infinitive stands nearer than any verb in the past.
fn has_aim(before: &[Atom]) -> bool {
    let aim = |at: usize| {
        let verb = |next: &Atom| next.figure == Figure::No && !next.is_any(&NO_VERB);
        let verb = before.get(at + 1).is_some_and(verb);
        before[at].text == "to" && verb && !before[at + 1].is_capital()
    };
    let nearest =
        (0..before.len()).rev().find(|at| aim(*at) || matches!(verb(before, *at), Some(Tense::Past | Tense::Aimed)));
    nearest.is_some_and(aim)
}

fn verb(atoms: &[Atom], at: usize) -> Option<Tense> {
    let atom = &atoms[at];
    if atom.is_capital() && at > 0 {
        return None;
    }
    let next = atoms.get(at + 1).map_or("", |next| next.text);
    let before = |roles: &[Role]| atoms[at.saturating_sub(3)..at].iter().any(|before| before.is_any(roles));
    if atom.is(Role::Arranged) && (atom.text != "set" || matches!(next, "to" | "for")) {
        return Some(if before(&[Role::PastTense]) { Tense::Aimed } else { Tense::Future });
    }
    if atom.is(Role::FutureTense) || next == "to" && matches!(atom.text, "is" | "are" | "'s") {
        return Some(Tense::Future);
    }
    let named = at > 0 && (atoms[at - 1].is_capital() || atoms[at - 1].is(Role::Pronoun));
    if atom.is(Role::Timetable) || named && atom.is(Role::TimetableOfOne) {
        return Some(if before(&[Role::PastTense]) { Tense::Past } else { Tense::Future });
    }
    let regular = atom.text.len() > 4 && atom.text.ends_with("ed") && !atom.text.ends_with("eed");
    ((atom.is(Role::PastTense) || regular) && !is_passive(atoms, at)).then_some(Tense::Past)
}

/// "will be paid", "is held": the participle tells no tense, the verb before it does.
fn is_passive(atoms: &[Atom], at: usize) -> bool {
    let adverb =
        at.checked_sub(1).is_some_and(|before| atoms[before].text.ends_with("ly") || atoms[before].text == "not");
    at.checked_sub(1 + usize::from(adverb)).is_some_and(|before| atoms[before].is(Role::Being))
}
