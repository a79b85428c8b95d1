//! Statements that dispute: by their cue, or by calling a thing untrue.

use super::matching::{differ, names, shared, start, stems};
use super::{Disputed, Target, View};
use crate::layers::attributions::Attribution;
use crate::record::{Act, DisputeKind};
use crate::text::TokenRange;

/// Least share of words at which two contents are taken to be about one thing.
const SAME: f64 = 0.5;

pub(super) fn stated(view: &View) -> Vec<Disputed> {
    (0..view.all.len()).filter_map(|index| dispute(view, index)).collect()
}

fn dispute(view: &View, index: usize) -> Option<Disputed> {
    let statement = &view.all[index];
    let (kind, words) = by_cue(view, statement).or_else(|| by_content(view, statement))?;
    Some(Disputed { about: target(view, index), by: Some(index), kind, words })
}

/// "Denied", "doubted": the cue disputes its content.
fn by_cue(view: &View, statement: &Attribution) -> Option<(DisputeKind, TokenRange)> {
    let cue = statement.cue.filter(|_| !statement.negated)?;
    let any = |set: &str| cue.range().any(|at| view.has(set, at));
    let kind = if statement.act == Act::Deny {
        DisputeKind::Denies
    } else if any("contradict") {
        DisputeKind::Contradicts
    } else if any("doubt") && statement.act != Act::Ask {
        DisputeKind::Doubts
    } else {
        return None;
    };
    Some((kind, cue))
}

/// "Called it a lie", "that is not true".
fn by_content(view: &View, statement: &Attribution) -> Option<(DisputeKind, TokenRange)> {
    let calling = statement.cue.is_some_and(|cue| cue.range().any(|at| view.has("calling", at)));
    let opening = statement.content.first()?;
    let reach = if calling { 12 } else { 8 };
    let found = opening.range().take(reach).find(|&at| untrue(view, at))?;
    let said = (opening.start()..found).any(|at| view.has("claim", at) || is_verb(view, at));
    let negated = (opening.start()..found).any(|at| view.has("not", at)) && view.scene.lower(found) != "true";
    let words = TokenRange::new(found.saturating_sub(usize::from(view.scene.lower(found) == "true")), found + 1);
    ((calling || said) && !negated && !statement.negated).then_some((DisputeKind::Denies, words))
}

fn untrue(view: &View, at: usize) -> bool {
    view.has("untrue", at) || (view.scene.lower(at) == "true" && at > 0 && view.has("not", at - 1))
}

fn is_verb(view: &View, at: usize) -> bool {
    matches!(view.scene.lower(at).as_str(), "is" | "was" | "are" | "were" | "'s")
}

/// What is disputed: the statement that says it, an accusation that is called so, else the words themselves.
fn target(view: &View, index: usize) -> Target {
    let statement = &view.all[index];
    let said = stems(view, &statement.content);
    let other = |&other: &usize| {
        other != index && view.all[other].within != Some(index) && view.all[index].within != Some(other)
    };
    let others: Vec<usize> =
        (0..view.all.len()).filter(other).filter(|&other| !same_source(view, statement, &view.all[other])).collect();
    let closeness = |&other: &usize| (shared(&said, &stems(view, &view.all[other].content)) * 1000.0) as usize;
    let best = others.iter().copied().max_by_key(|other| {
        (closeness(other), std::cmp::Reverse(extent(view, *other)), std::cmp::Reverse(distance(view, index, *other)))
    });
    if let Some(best) = best.filter(|best| closeness(best) as f64 >= SAME * 1000.0) {
        return Target::Statement(best);
    }
    // The first "that" only opens the clause.
    let opens = |at: &usize| {
        statement.content.first().is_some_and(|first| {
            first.start() == *at && first.len() > 1 && view.scene.lower(*at) == "that" && !is_verb(view, at + 1)
        })
    };
    let mut opening = statement.content.iter().flat_map(|range| range.range()).take(6).filter(|at| !opens(at));
    let called = opening.any(|at| view.has("claim", at));
    let before = others.into_iter().filter(|&other| start(&view.all[other]) < start(statement));
    let accused = before.max_by_key(|&other| {
        (view.all[other].act == Act::Accuse || speaks_of(view, other, statement), start(&view.all[other]))
    });
    match accused.filter(|_| called) {
        Some(accused) => Target::Statement(accused),
        None => Target::Words(claim(view, &statement.content)),
    }
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

fn same_source(view: &View, one: &Attribution, other: &Attribution) -> bool {
    !differ(view, one, other) && !names(view, one).is_empty() && !names(view, other).is_empty()
}

/// How long a content is: of two that say it, the innermost makes the claim.
fn extent(view: &View, index: usize) -> usize {
    view.all[index].content.iter().map(|range| range.len()).sum()
}

fn distance(view: &View, one: usize, other: usize) -> usize {
    start(&view.all[one]).abs_diff(start(&view.all[other]))
}

/// Whether the content of `other` names the source of `statement`.
fn speaks_of(view: &View, other: usize, statement: &Attribution) -> bool {
    let source = names(view, statement);
    let mut content = view.all[other].content.iter().flat_map(|range| range.range());
    content.any(|at| source.contains(&view.scene.lower(at)))
}
