//! Which side of the publication a time lies on, as far as the nearest verb tells.

use super::atom::{Atom, Figure};
use crate::lang::en::times::Role;

/// Past, future, or not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// A verb in the past stands right before: "it burned on Christmas Eve".
    Done,
    Past,
    Future,
    Unknown,
}

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
    before.or_else(behind).unwrap_or(Tense::Unknown)
}

/// Whether a verb in the past and "in" or "on" stand right before `start`.
fn is_done(atoms: &[Atom], start: usize) -> bool {
    let Some(preposition) = start.checked_sub(1).filter(|before| atoms[*before].is_any(&[Role::In, Role::On])) else {
        return false;
    };
    let told = preposition.checked_sub(1).and_then(|at| Some((at, verb(atoms, at)?)));
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

/// Whether an infinitive stands nearer than any verb in the past.
fn has_aim(before: &[Atom]) -> bool {
    let aim = |at: usize| {
        let verb = before.get(at + 1).is_some_and(|next| next.figure == Figure::No && next.readings.is_empty());
        before[at].text == "to" && verb && !before[at + 1].is_capital()
    };
    let nearest = (0..before.len()).rev().find(|at| aim(*at) || verb(before, *at) == Some(Tense::Past));
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
        return Some(if before(&[Role::PastTense]) { Tense::Past } else { Tense::Future });
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
