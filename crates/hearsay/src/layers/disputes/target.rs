//! Which statement is disputed: a ranking of all others, with weights learned on `gold/hands-tune` (softmax over the candidates of
//! each disputing statement; five-fold over stories it puts the right one first in 57 of 100).

use std::collections::BTreeSet;

use super::View;
use super::claims::Claim;
use super::matching::shared;
use crate::layers::attributions::enclosing;
use crate::record::{Act, Mode};

/// How a dispute points to what it disputes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pointing {
    /// It says the thing again: "denied selling the keys".
    Again,
    /// It points back: "denied it", "called the claim a lie".
    Back,
    /// It takes its source's own word back: "withdrew the report".
    Own,
    /// It only answers: "No such letter was sent."
    Answer,
}

/// Telling words beyond which length no longer counts.
const LONG: usize = 6;

/// Most sentences between an answer and what it answers.
const ANSWER: usize = 3;

/// The least score of a target; where a dispute says the thing again, its own words stand for what no statement says.
const ENOUGH_TO_ANSWER: f64 = 5.0;
const ENOUGH_TO_REPEAT: f64 = 4.0;

/// The statement that the statement `by` disputes; `disputing` tells which statements dispute.
pub(super) fn target(
    view: &View,
    claims: &[Claim],
    disputing: &BTreeSet<usize>,
    by: usize,
    pointing: Pointing,
) -> Option<usize> {
    let can_be = |other: &usize| {
        let kin = *other == by || holds(view, by, *other) || holds(view, *other, by);
        let another = claims[by].shares_source(&claims[*other]) == Some(false);
        let far = claims[by].sentence.abs_diff(claims[*other].sentence) > ANSWER;
        let asks = matches!(view.all[*other].act, Act::Ask | Act::Order);
        let common = !claims[by].stems.is_disjoint(&claims[*other].stems);
        let answers = claims[*other].start < claims[by].start && common && !far && !asks;
        let out = kin || view.all[*other].content.is_empty() || (pointing == Pointing::Own && another);
        !out && (pointing != Pointing::Answer || answers)
    };
    let scored = (0..claims.len()).filter(can_be).map(|other| (other, score(view, claims, disputing, by, other)));
    let best = scored.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))?;
    let enough = match pointing {
        Pointing::Answer => ENOUGH_TO_ANSWER,
        Pointing::Again => ENOUGH_TO_REPEAT,
        Pointing::Back | Pointing::Own => f64::NEG_INFINITY,
    };
    (best.1 >= enough).then_some(best.0)
}

fn score(view: &View, claims: &[Claim], disputing: &BTreeSet<usize>, by: usize, other: usize) -> f64 {
    let (one, claim, statement) = (&claims[by], &claims[other], &view.all[other]);
    let common = one.stems.intersection(&claim.stems).count();
    let distance = one.sentence.abs_diff(claim.sentence);
    let source = one.shares_source(claim);
    let marks = [
        (common >= 1, 1.47),
        (common >= 2, 0.48),
        (source == Some(true), -0.27),
        (source.is_none(), 0.78),
        (claim.start < one.start, 2.72),
        (distance <= 1, 0.56),
        (matches!(statement.act, Act::Ask | Act::Order), -0.26),
        (statement.mode == Mode::Attitude, -0.48),
        (statement.within.is_some(), 1.10),
        (claim.holds_another, -0.88),
        (statement.negated, -1.23),
        (!claim.source_stems.is_disjoint(&one.stems), 0.88),
        (claim.entity.is_some_and(|entity| one.speaks_of.contains(&entity)), 1.17),
        (enclosing(view.all, other).last() == Some(0), 0.66),
        (disputing.contains(&other), 0.55),
    ];
    let marked: f64 = marks.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum();
    let long = claim.stems.len().min(LONG) as f64 / LONG as f64;
    marked + 0.24 * shared(&one.stems, &claim.stems) + 1.85 * long - 0.57 * distance as f64 / 4.0
}

/// Whether `inner` stands in the content of `outer`, at any depth.
fn holds(view: &View, outer: usize, inner: usize) -> bool {
    enclosing(view.all, inner).skip(1).any(|index| index == outer)
}
