//! Force: one planted change of an obligation in a point, and what the engine should call it.

use hearsay::record::{Force, ForceKind};

use super::plan::{Plan, Point};
use crate::random::Random;

/// A planted change.
#[derive(Clone, Copy, Debug)]
pub struct Planted {
    /// What changed.
    pub what: ForceKind,
    /// Which way; `None` where the words alone do not tell.
    pub force: Option<Force>,
}

/// Every kind that is planted, in order of the table.
pub const KINDS: [ForceKind; 6] = [
    ForceKind::Modal,
    ForceKind::Negation,
    ForceKind::Deadline,
    ForceKind::Number,
    ForceKind::Party,
    ForceKind::Condition,
];

/// `plan` with a change planted in about half of its points; one entry for each point in reading order.
pub fn plant(plan: &Plan, random: &mut Random) -> (Plan, Vec<Option<Planted>>) {
    let mut new = plan.clone();
    let mut planted = Vec::new();
    for point in &mut new.points {
        planted.push(plant_one(point, &plan.parties, random));
        for child in &mut point.children {
            planted.push(plant_one(child, &plan.parties, random));
        }
    }
    (new, planted)
}

fn plant_one(point: &mut Point, parties: &[String], random: &mut Random) -> Option<Planted> {
    if random.chance(0.5) {
        return None;
    }
    let mut kinds = KINDS;
    random.shuffle(&mut kinds);
    kinds.into_iter().find_map(|kind| {
        let (text, force) = change(kind, &point.text, parties, random)?;
        point.text = text;
        Some(Planted { what: kind, force })
    })
}

fn change(kind: ForceKind, text: &str, parties: &[String], random: &mut Random) -> Option<(String, Option<Force>)> {
    let weaker = |text: String| (text, Some(Force::Weaker));
    match kind {
        ForceKind::Modal => modal(text),
        ForceKind::Negation => swap(text, " shall not ", " shall ")
            .or_else(|| swap(text, " shall ", " shall not "))
            .map(|text| (text, None)),
        ForceKind::Deadline => deadline(text).map(weaker),
        ForceKind::Number => number(text, random).map(|text| (text, None)),
        ForceKind::Party => party(text, parties).map(|text| (text, None)),
        ForceKind::Condition => text.strip_suffix('.').map(|body| weaker(format!("{body}, where possible."))),
    }
}

fn swap(text: &str, from: &str, to: &str) -> Option<String> {
    text.contains(from).then(|| text.replacen(from, to, 1))
}

/// "shall" binds, "may" allows; under "not" the two bind alike and nothing is planted.
fn modal(text: &str) -> Option<(String, Option<Force>)> {
    if text.contains(" not ") || text.contains("Nobody") || text.contains("Neither") || text.contains("No ") {
        return None;
    }
    let weaker = swap(text, " shall ", " may ").map(|text| (text, Some(Force::Weaker)));
    weaker.or_else(|| swap(text, " may ", " shall ").map(|text| (text, Some(Force::Stronger))))
}

/// "within N days" becomes "in due course".
fn deadline(text: &str) -> Option<String> {
    let start = text.find("within ")?;
    let unit = ["hours", "days", "hour"]
        .iter()
        .filter_map(|unit| text[start..].find(unit).map(|at| start + at + unit.len()))
        .min()?;
    let short = text[start..unit].split_whitespace().count() <= 3;
    short.then(|| format!("{}in due course{}", &text[..start], &text[unit..]))
}

/// The first figure of the text becomes another.
fn number(text: &str, random: &mut Random) -> Option<String> {
    let start = text.find(|mark: char| mark.is_ascii_digit())?;
    let length = text[start..].find(|mark: char| !mark.is_ascii_digit()).unwrap_or(text.len() - start);
    let old: usize = text[start..start + length].parse().ok()?;
    Some(format!("{}{}{}", &text[..start], old + random.between(1, old.max(3)), &text[start + length..]))
}

/// The party that the text opens with becomes the next one.
fn party(text: &str, parties: &[String]) -> Option<String> {
    let at = parties.iter().position(|party| text.starts_with(party.as_str()))?;
    let other = &parties[(at + 1) % parties.len()];
    Some(format!("{other}{}", &text[parties[at].len()..]))
}
