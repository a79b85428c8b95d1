//! Statements that dispute: by their cue, by calling a thing untrue, or by a flat no to what was said before.

use std::collections::BTreeSet;

use super::claims::Claim;
use super::target::{Pointing, target};
use super::{Disputed, Target, View};
use crate::layers::attributions::Attribution;
use crate::record::{Act, DisputeKind, Mode};
use crate::text::TokenRange;

/// How a statement disputes.
struct Stated {
    kind: DisputeKind,
    words: TokenRange,
    pointing: Pointing,
}

pub(super) fn stated(view: &View, claims: &[Claim]) -> Vec<Disputed> {
    let all = view.all.iter().enumerate();
    let found: Vec<(usize, Stated)> = all.filter_map(|(index, one)| Some((index, disputes(view, one)?))).collect();
    let disputing: BTreeSet<usize> = found.iter().map(|(index, _)| *index).collect();
    found.into_iter().filter_map(|(index, stated)| about(view, claims, &disputing, index, stated)).collect()
}

fn disputes(view: &View, statement: &Attribution) -> Option<Stated> {
    by_cue(view, statement).or_else(|| by_content(view, statement)).or_else(|| by_answer(view, statement))
}

/// The dispute with what it is about.
fn about(view: &View, claims: &[Claim], disputing: &BTreeSet<usize>, index: usize, stated: Stated) -> Option<Disputed> {
    let Stated { kind, words, pointing } = stated;
    let about = match (target(view, claims, disputing, index, pointing), pointing) {
        (Some(other), _) => Target::Statement(other),
        (None, Pointing::Again | Pointing::Back) => Target::Words(claim(view, &view.all[index].content)),
        (None, Pointing::Own | Pointing::Answer) => return None,
    };
    Some(Disputed { about, by: Some(index), kind, words })
}

/// "Denied", "doubted", "rejected the account", "withdrew": the cue disputes its content.
fn by_cue(view: &View, statement: &Attribution) -> Option<Stated> {
    let words = statement.cue.filter(|_| !statement.negated)?;
    let any = |set: &str| words.range().any(|at| view.has(set, at));
    let back = points_back(view, statement);
    let (kind, pointing) = if any("retracting") {
        (DisputeKind::Denies, Pointing::Own)
    } else if statement.act == Act::Deny || (any("rejecting") && back) {
        (DisputeKind::Denies, if back { Pointing::Back } else { Pointing::Again })
    } else if any("contradict") {
        (DisputeKind::Contradicts, Pointing::Back)
    } else if any("doubt") && statement.act != Act::Ask {
        (DisputeKind::Doubts, if back { Pointing::Back } else { Pointing::Again })
    } else {
        return None;
    };
    Some(Stated { kind, words, pointing })
}

/// Whether a content only points to what it is about: "it", "the claim", "all of that".
fn points_back(view: &View, statement: &Attribution) -> bool {
    // The first "that" only opens the clause.
    let opens = |at: &usize| {
        statement.content.first().is_some_and(|first| {
            first.start() == *at && first.len() > 1 && view.scene.lower(*at) == "that" && !is_verb(view, at + 1)
        })
    };
    let mut opening = statement.content.iter().flat_map(|range| range.range()).take(6).filter(|at| !opens(at));
    statement.content.is_empty() || opening.any(|at| view.has("claim", at))
}

/// "Called it a lie", "that is not true".
fn by_content(view: &View, statement: &Attribution) -> Option<Stated> {
    let calling = statement.cue.is_some_and(|cue| cue.range().any(|at| view.has("calling", at)));
    let opening = statement.content.first()?;
    let reach = if calling { 16 } else { 10 };
    let found = opening.range().take(reach).find(|&at| untrue(view, at))?;
    let said = (opening.start()..found).any(|at| view.has("claim", at) || is_verb(view, at));
    let negated = (opening.start()..found).any(|at| view.has("not", at)) && view.scene.lower(found) != "true";
    let words = TokenRange::new(found.saturating_sub(usize::from(view.scene.lower(found) == "true")), found + 1);
    let disputes = (calling || said) && !negated && !statement.negated;
    disputes.then_some(Stated { kind: DisputeKind::Denies, words, pointing: Pointing::Back })
}

fn untrue(view: &View, at: usize) -> bool {
    let denied = (at.saturating_sub(5)..at).any(|before| view.has("not", before));
    view.has("untrue", at) || (view.scene.lower(at) == "true" && denied)
}

fn is_verb(view: &View, at: usize) -> bool {
    matches!(view.scene.lower(at).as_str(), "is" | "was" | "are" | "were" | "'s" | "’s")
}

/// "I never said that", "no such letter was sent": a first clause that negates. What somebody does not know or will not say is none.
fn by_answer(view: &View, statement: &Attribution) -> Option<Stated> {
    let opening = statement.content.first().filter(|_| !statement.negated && statement.mode != Mode::Attitude)?;
    if statement.act == Act::Accuse {
        return None;
    }
    let ends = |at: &usize| matches!(view.scene.word(*at), "." | ";" | "?" | "!" | "—");
    let end = opening.range().find(ends).unwrap_or(opening.end());
    let at = (opening.start()..end).take(6).find(|&at| view.has("not", at))?;
    let knowing = (at + 1..end).take(3).any(|next| view.has("knowing", next));
    let words = TokenRange::new(opening.start(), end);
    (!knowing).then_some(Stated { kind: DisputeKind::Denies, words, pointing: Pointing::Answer })
}

/// The words of a content without the "that" that opens them.
fn claim(view: &View, content: &[TokenRange]) -> Vec<TokenRange> {
    let mut claim = content.to_vec();
    if let Some(first) = claim.first_mut().filter(|first| first.len() > 1 && view.scene.lower(first.start()) == "that")
    {
        *first = TokenRange::new(first.start() + 1, first.end());
    }
    claim
}
