//! Which words of a difference strengthen or weaken an obligation.

use std::ops::Range;

use super::changes::Stretch;
use super::deadlines;
use super::phrases::Phrases;
use super::words::Word;
use crate::check::lexicon::is_month;
use crate::record::{Force, ForceCall, ForceKind};

/// The tables of one language.
pub(super) struct Tables {
    modals: Phrases,
    vague: Phrases,
    conditions: Phrases,
    negations: Phrases,
    parties: Phrases,
}

impl Tables {
    /// English.
    pub(super) fn english() -> Self {
        Self {
            modals: Phrases::parse(include_str!("../../lang/en/plans/modals.tsv")),
            vague: Phrases::parse(include_str!("../../lang/en/plans/vague_deadlines.tsv")),
            conditions: Phrases::parse(include_str!("../../lang/en/plans/conditions.txt")),
            negations: Phrases::parse(include_str!("../../lang/en/plans/negations.txt")),
            parties: Phrases::parse(include_str!("../../lang/en/plans/parties.txt")),
        }
    }
}

/// A phrase with its words and what it weighs.
type Found = (Range<usize>, f64);

/// One side of a difference.
#[derive(Clone, Copy)]
pub(super) struct Side<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// Its words.
    pub(super) words: &'t [Word],
}

impl Side<'_> {
    fn show(&self, range: &Range<usize>) -> String {
        let words = &self.words[range.clone()];
        let start = words.first().map_or(0, |w| w.range.start);
        let end = words.last().map_or(start, |w| w.range.end);
        let shown = self.text.get(start..end).unwrap_or("");
        shown
            .trim_matches(|c: char| c.is_whitespace() || [',', ';', ':', '.', '(', ')', '“', '”', '"'].contains(&c))
            .to_owned()
    }
}

/// The words that changed an obligation, in order of the difference.
pub(super) fn calls(a: Side<'_>, b: Side<'_>, stretches: &[Stretch], tables: &Tables) -> Vec<ForceCall> {
    let plain = |phrases: &Phrases, side: Side<'_>| -> Vec<Found> {
        phrases.find(side.words).into_iter().map(|(range, value)| (range, f64::from(value))).collect()
    };
    let mut out = Vec::new();
    let modals = |side: Side<'_>| -> Vec<Found> {
        let month = |range: &Range<usize>| side.show(range) == "May" && range.start > 0;
        plain(&tables.modals, side).into_iter().filter(|(range, _)| !month(range)).collect()
    };
    let ends = (deadlines::find(a.words, &tables.vague), deadlines::find(b.words, &tables.vague));
    for stretch in stretches.iter().filter(|s| !s.same) {
        let mut call = |what, found: (&[Found], &[Found]), judge: fn(Option<f64>, Option<f64>) -> Option<Force>| {
            out.extend(compare(what, (a, b), both(found, stretch), judge));
        };
        call(ForceKind::Modal, (&modals(a), &modals(b)), more_is_stronger);
        call(ForceKind::Negation, (&plain(&tables.negations, a), &plain(&tables.negations, b)), |_, _| None);
        call(ForceKind::Deadline, (&ends.0, &ends.1), sooner_is_stronger);
        call(ForceKind::Condition, (&plain(&tables.conditions, a), &plain(&tables.conditions, b)), condition);
        let (numbers_a, numbers_b) = (numbers(a, &ends.0), numbers(b, &ends.1));
        out.extend(number_call((a, b), touched(&numbers_a, &stretch.a), touched(&numbers_b, &stretch.b)));
        let (parties_a, parties_b) = (parties(a, tables), parties(b, tables));
        let found = (touched(&parties_a, &stretch.a), touched(&parties_b, &stretch.b));
        out.extend(compare(ForceKind::Party, (a, b), found, |_, _| None).into_iter().filter(is_exchange));
    }
    let mut seen = std::collections::BTreeSet::new();
    out.retain(|call| seen.insert(call.clone()));
    out
}

/// The phrases that a stretch touches on both sides. A phrase that only grew or shrank ("will", "will endeavour to")
/// is paired with the one that stands where its unchanged words stand.
fn both<'f>(found: (&'f [Found], &'f [Found]), stretch: &Stretch) -> (Vec<&'f Found>, Vec<&'f Found>) {
    let (mut in_a, mut in_b) = (touched(found.0, &stretch.a), touched(found.1, &stretch.b));
    if in_a.is_empty() {
        in_a = in_b.iter().filter_map(|own| partner(own, &stretch.b, found.0, &stretch.a)).collect();
    } else if in_b.is_empty() {
        in_b = in_a.iter().filter_map(|own| partner(own, &stretch.a, found.1, &stretch.b)).collect();
    }
    (in_a, in_b)
}

/// The phrase of the other side over the words of `own` that stand before or behind the changed ones.
fn partner<'f>(own: &Found, changed: &Range<usize>, others: &'f [Found], there: &Range<usize>) -> Option<&'f Found> {
    let before = changed.start.saturating_sub(own.0.start);
    let behind = own.0.end.saturating_sub(changed.end);
    let over = there.start.saturating_sub(before)..there.end + behind;
    others.iter().find(|(range, _)| range.start < over.end && over.start < range.end)
}

/// The phrases that share a word with the changed words.
fn touched<'f>(found: &'f [Found], changed: &Range<usize>) -> Vec<&'f Found> {
    found.iter().filter(|(range, _)| range.start < changed.end && changed.start < range.end).collect()
}

fn compare(
    what: ForceKind,
    (a, b): (Side<'_>, Side<'_>),
    (in_a, in_b): (Vec<&Found>, Vec<&Found>),
    judge: fn(Option<f64>, Option<f64>) -> Option<Force>,
) -> Vec<ForceCall> {
    let shown = |side: Side<'_>, found: Option<&&Found>| found.map(|(range, _)| side.show(range));
    let mut out = Vec::new();
    for at in 0..in_a.len().max(in_b.len()) {
        let (x, y) = (in_a.get(at), in_b.get(at));
        let (a, b) = (shown(a, x), shown(b, y));
        if a.as_ref().map(|s| s.to_lowercase()) != b.as_ref().map(|s| s.to_lowercase()) {
            out.push(ForceCall { what, a, b, force: judge(x.map(|f| f.1), y.map(|f| f.1)) });
        }
    }
    out
}

fn more_is_stronger(a: Option<f64>, b: Option<f64>) -> Option<Force> {
    match (a, b) {
        (Some(a), Some(b)) if a < b => Some(Force::Stronger),
        (Some(a), Some(b)) if a > b => Some(Force::Weaker),
        _ => None,
    }
}

/// Days: fewer bind more, and any deadline more than none.
fn sooner_is_stronger(a: Option<f64>, b: Option<f64>) -> Option<Force> {
    more_is_stronger(Some(-a.unwrap_or(9999.0)), Some(-b.unwrap_or(9999.0)))
}

/// A condition put in weakens, one left out strengthens.
fn condition(a: Option<f64>, b: Option<f64>) -> Option<Force> {
    match (a, b) {
        (None, Some(_)) => Some(Force::Weaker),
        (Some(_), None) => Some(Force::Stronger),
        _ => None,
    }
}

/// Numbers that are no part of a deadline.
fn numbers(side: Side<'_>, deadlines: &[Found]) -> Vec<Found> {
    let free = |at: &usize| !deadlines.iter().any(|(range, _)| range.contains(at));
    let found = (0..side.words.len()).filter(free).filter_map(|at| Some((at, deadlines::number(&side.words[at].key)?)));
    let mut out: Vec<Found> = Vec::new();
    for (at, value) in found.filter(|(at, _)| side.words[*at].key != "one") {
        match out.last_mut() {
            Some((range, all)) if range.end == at => {
                range.end += 1;
                *all *= value.max(1.0);
            }
            _ => out.push((at..at + 1, value)),
        }
    }
    out
}

/// A floor raised or a ceiling lowered binds more; of other numbers nobody can tell.
fn number_call((a, b): (Side<'_>, Side<'_>), in_a: Vec<&Found>, in_b: Vec<&Found>) -> Vec<ForceCall> {
    let bound = |side: Side<'_>, found: &Found| {
        let before: Vec<&str> = side.words[..found.0.start].iter().rev().take(3).map(|w| w.key.as_str()).collect();
        let is = |words: &[&str]| before.iter().zip(words).all(|(x, y)| x == y) && before.len() >= words.len();
        match () {
            () if is(&["least", "at"]) || is(&["than", "less", "no"]) || is(&["than", "fewer", "no"]) => Some(true),
            () if is(&["to", "up"]) || is(&["most", "at"]) || is(&["than", "more", "no"]) || is(&["to", "limited"]) => {
                Some(false)
            }
            () => None,
        }
    };
    let force = match (in_a.first(), in_b.first()) {
        (Some(x), Some(y)) if bound(a, x) == Some(true) && bound(b, y) == Some(true) => {
            more_is_stronger(Some(x.1), Some(y.1))
        }
        (Some(x), Some(y)) if bound(a, x) == Some(false) && bound(b, y) == Some(false) => {
            more_is_stronger(Some(-x.1), Some(-y.1))
        }
        _ => None,
    };
    let mut calls = compare(ForceKind::Number, (a, b), (in_a, in_b), |_, _| None);
    if let Some(first) = calls.first_mut() {
        first.force = force;
    }
    calls
}

const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Parties: names and descriptions that stand for one.
fn parties(side: Side<'_>, tables: &Tables) -> Vec<Found> {
    let names = names(side);
    let free = |range: &Range<usize>| !names.iter().any(|(name, _)| name.start < range.end && range.start < name.end);
    let described = tables.parties.find(side.words).into_iter().filter_map(|(head, _)| described(side, head, tables));
    let mut out: Vec<Found> = described.filter(free).map(|range| (range, 0.0)).collect();
    out.extend(names.iter().cloned());
    out.sort_by_key(|(range, _)| range.start);
    out
}

/// A party for a party, or a name gone or come; a description that comes for a pronoun ("It", "The council") is no other party.
fn is_exchange(call: &ForceCall) -> bool {
    let is_name = |words: &Option<String>| words.as_ref().is_some_and(|words| words.contains(char::is_uppercase));
    call.a.is_some() && call.b.is_some() || is_name(&call.a) || is_name(&call.b)
}

/// A party by its description: a determiner, at most two words, and the head ("the rebel command", not "each shall state").
fn described(side: Side<'_>, head: Range<usize>, tables: &Tables) -> Option<Range<usize>> {
    const DETERMINERS: [&str; 9] = ["the", "each", "either", "neither", "both", "every", "any", "its", "their"];
    let first = head.start.saturating_sub(3);
    let before = (first..head.start).rev().find(|&at| DETERMINERS.contains(&side.words[at].key.as_str()))?;
    let binds = !tables.modals.find(&side.words[before + 1..head.start]).is_empty();
    (!binds).then_some(before + 1..head.end)
}

/// Runs of capitalised words that do not only begin a sentence.
fn names(side: Side<'_>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for (at, word) in side.words.iter().enumerate() {
        let written = side.text.get(word.range.clone()).unwrap_or("").trim_start_matches(['(', '"', '“']);
        let opens =
            at == 0 || side.text.get(..word.range.start).unwrap_or("").trim_end().ends_with(['.', ';', ':', '?', '!']);
        let follows = side
            .words
            .get(at + 1)
            .is_some_and(|next| side.text.get(next.range.clone()).unwrap_or("").starts_with(char::is_uppercase));
        let capital = written.starts_with(char::is_uppercase) && word.key.chars().count() > 1;
        let key = word.key.as_str();
        let dated = is_month(key) || WEEKDAYS.contains(&key);
        let small = dated
            || ["the", "all", "any", "each", "both", "this", "these", "no", "in", "a", "an", "if", "on", "it"]
                .contains(&word.key.as_str());
        if !capital || small || opens && !follows && !is_name(side, at) {
            continue;
        }
        match out.last_mut() {
            Some((range, _)) if range.end == at => range.end += 1,
            _ => out.push((at..at + 1, 0.0)),
        }
    }
    out
}

/// Whether the first word of a sentence is a name: a verb that binds follows it.
fn is_name(side: Side<'_>, at: usize) -> bool {
    let next = side.words.get(at + 1).map_or("", |w| w.key.as_str());
    ["shall", "will", "must", "may", "should", "agrees", "undertakes", "commits", "and"].contains(&next)
}

/// Which way all calls go that go one way; `None` where they disagree or none does.
pub(super) fn overall(calls: &[ForceCall]) -> Option<Force> {
    let mut ways: Vec<Force> = calls.iter().filter_map(|call| call.force).collect();
    ways.dedup();
    match ways.as_slice() {
        [way] => Some(*way),
        _ => None,
    }
}
