//! Two names of persons: what speaks for one person and what against, each weighed as learned.

use super::features::{Feature, Features};
use super::nicknames::{Tie, relatives, tie};
use super::parse::Person;
use super::word::{SURE, Word, alike, begins, initial_of};

/// A given name alike below this is another name.
const GIVEN_APART: f32 = -1.0;

/// Family names this unlike are not looked at further.
const FAR: f32 = -6.0;

/// Everything that is to be weighed of two names, in the best of their readings.
pub(super) fn compare(a: &Person, b: &Person) -> Features {
    let straight = in_order(a, b);
    let decided = straight.log_odds() > 1.0 || straight.family_score() > 2.0;
    if decided || (a.words.len() == 1 && b.words.len() == 1) {
        return straight;
    }
    let mut best = straight;
    let mut consider = |other: Features| {
        if other.log_odds() > best.log_odds() {
            best = other;
        }
    };
    if let Some(joined) = together(a, b) {
        consider(joined);
    }
    if a.words.len() == 1 || b.words.len() == 1 {
        return best;
    }
    let turned = [a.turned().map(|a| in_order(&a, b)), b.turned().map(|b| in_order(a, &b))];
    turned.into_iter().flatten().for_each(|mut other| {
        other.set(Feature::Turned, 1.0);
        consider(other);
    });
    best
}

/// Names written as one word: Chinese and Korean ones, Jong-un and Jong Un.
fn together(a: &Person, b: &Person) -> Option<Features> {
    let one_word = a.words.len() == 1 || b.words.len() == 1;
    let foreign = a.words.iter().chain(&b.words).any(|word| word.script() != super::letters::Script::Latin);
    if a.words.len() == b.words.len() || (one_word && !foreign && !hyphened(a) && !hyphened(b)) {
        return None;
    }
    let turn = |person: &Person| {
        let mut turned = person.words.clone();
        turned.rotate_right(1);
        turned
    };
    let (x, y) = (Word::joined(&a.words), Word::joined(&b.words));
    let ways = [alike(&x, &y), alike(&Word::joined(&turn(a)), &y), alike(&x, &Word::joined(&turn(b)))];
    let best = ways.into_iter().fold(-SURE, f32::max);
    let mut features = Features::default();
    around(a, b, &mut features);
    features.family(best, best >= SURE, &x, &y);
    features.set(Feature::Together, 1.0);
    Some(features)
}

fn hyphened(person: &Person) -> bool {
    person.words.iter().any(|word| word.text.contains('-'))
}

/// Family name against family name, given names against given names.
fn in_order(a: &Person, b: &Person) -> Features {
    let mut features = Features::default();
    around(a, b, &mut features);
    family(a, b, &mut features);
    if features.family_score() > FAR {
        given(a, b, &mut features);
    }
    features
}

/// What stands around the words: suffixes, courtesy.
fn around(a: &Person, b: &Person, features: &mut Features) {
    match (&a.suffix, &b.suffix) {
        (Some(x), Some(y)) if x == y => features.set(Feature::SameSuffix, 1.0),
        (Some(x), Some(y)) => features.tell(Feature::OtherSuffix, 1.0, || format!("{x} is not {y}")),
        (None, None) => {}
        _ => features.set(Feature::OneSuffix, 1.0),
    }
    if let (Some(x), Some(y)) = (a.gender, b.gender)
        && x != y
    {
        features.set(Feature::OtherCourtesy, 1.0);
    }
}

fn family(a: &Person, b: &Person, features: &mut Features) {
    let (x, y) = (a.family(), b.family());
    let whole = alike(x, y);
    if whole >= SURE || whole > 2.0 {
        features.family(whole, whole >= SURE, x, y);
        return;
    }
    let part = part_of_double(a, b).max(part_of_double(b, a));
    if part > whole.max(0.0) {
        features.family(part, part >= SURE, x, y);
        features.set(Feature::PartOfDouble, 1.0);
        return;
    }
    let lone = lone_given(a, b).max(lone_given(b, a));
    if lone > whole.max(0.0) {
        features.set(Feature::OnlyGiven, lone / SURE);
        return;
    }
    features.family(whole, false, x, y);
}

/// The family name of one as a part of the other's double one: Ocasio-Cortez, García Márquez.
fn part_of_double(one: &Person, double: &Person) -> f32 {
    let family = one.family();
    let hyphen =
        double.family().text.split('-').filter(|part| part.chars().count() > 2 && *part != double.family().text);
    let hyphen = hyphen.map(|part| alike(family, &Word::new(part)));
    let before = match double.given() {
        [first, .., last] => {
            let score = alike(family, last);
            let same_first = || one.words.len() == 1 || alike(first, &one.words[0]) > 2.0;
            (score > 0.0 && same_first()).then_some(score)
        }
        _ => None,
    };
    hyphen.chain(before).fold(-SURE, f32::max)
}

/// One name is a given name alone, and the other has it.
fn lone_given(lone: &Person, full: &Person) -> f32 {
    match (lone.words.as_slice(), full.given()) {
        ([word], [first, ..]) if !word.is_initial() => alike(word, first),
        _ => -SURE,
    }
}

fn given(a: &Person, b: &Person, features: &mut Features) {
    let (x, y) = (given_of(a), given_of(b));
    let (Some(first), Some(other)) = (x.first(), y.first()) else {
        let both = x.is_empty() && y.is_empty();
        features.set(if both { Feature::NoGiven } else { Feature::OneGiven }, 1.0);
        return;
    };
    let mut found = pair(first, other);
    for nickname in [a.nickname.as_ref().map(|n| pair(n, other)), b.nickname.as_ref().map(|n| pair(first, n))] {
        found = found.max(nickname.unwrap_or(Given::Unlike(-SURE)));
    }
    if matches!(found, Given::Unlike(_))
        && let Some(better) = elsewhere(x, y)
    {
        features.tell(Feature::ByMiddle, 1.0, || format!("goes by a middle name: {}, {}", first.text, other.text));
        found = better;
    }
    found.into_features(first, other, features);
    features.named();
    middle(&x[1..], &y[1..], features);
}

/// The given names; an opening particle (De Gaulle) is none.
fn given_of(person: &Person) -> &[Word] {
    let given = person.given();
    if person.opens_with_particle && given.len() == 1 { &[] } else { given }
}

/// How two given names stand to each other, from the worst to the best.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
enum Given {
    Unlike(f32),
    Initial,
    ShortForOne,
    Begins,
    Spelling(f32),
    Equivalent(f32),
    ShortFor,
    Same,
}

impl Given {
    fn max(self, other: Self) -> Self {
        if other > self { other } else { self }
    }

    fn into_features(self, a: &Word, b: &Word, features: &mut Features) {
        let names = |what: &str| format!("{what}: {}, {}", a.text, b.text);
        match self {
            Self::Same => features.set(Feature::SameGiven, 1.0),
            Self::ShortFor => features.tell(Feature::Nickname, 1.0, || names("one given name is short for the other")),
            Self::ShortForOne => features.tell(Feature::Nickname, 0.5, || names("short forms of one given name")),
            Self::Begins => features.tell(Feature::Begins, 1.0, || names("one given name begins the other")),
            Self::Equivalent(score) => {
                features.tell(Feature::Equivalent, score, || names("one given name in two languages"))
            }
            Self::Spelling(score) => {
                features.tell(Feature::GivenSpelling, score / SURE, || names("spellings of one given name"))
            }
            Self::Initial => features.tell(Feature::Initial, 1.0, || names("an initial agrees")),
            Self::Unlike(score) => features.tell(Feature::OtherGiven, score / -SURE, || names("different given names")),
        }
    }
}

fn pair(a: &Word, b: &Word) -> Given {
    if a.is_initial() || b.is_initial() {
        return match initial_of(a, b) {
            true if a.is_initial() && b.is_initial() => Given::Same,
            true => Given::Initial,
            false => Given::Unlike(-SURE),
        };
    }
    let score = alike(a, b);
    if score >= SURE {
        return Given::Same;
    }
    match tie(&a.text, &b.text) {
        Some(Tie::ShortFor) => return Given::ShortFor,
        Some(Tie::Equivalent) => return Given::Equivalent(1.0),
        Some(Tie::ShortForOne) => return Given::ShortForOne,
        None => {}
    }
    let related = |word: &Word, other: &Word| {
        relatives(&word.text).map(|name| alike(&Word::new(name), other)).fold(-SURE, f32::max)
    };
    let relative = if a.script() == b.script() { -SURE } else { related(a, b).max(related(b, a)) };
    if score.max(relative) < GIVEN_APART {
        return if begins(a, b) { Given::Begins } else { Given::Unlike(score) };
    }
    if relative > score + 2.0 { Given::Equivalent(relative / SURE) } else { Given::Spelling(score) }
}

/// The first name of one among the later given names of the other.
fn elsewhere(a: &[Word], b: &[Word]) -> Option<Given> {
    let across = |first: &Word, rest: &[Word]| {
        rest.iter()
            .filter(|word| !word.is_initial() && !first.is_initial())
            .map(|word| pair(first, word))
            .fold(Given::Unlike(-SURE), Given::max)
    };
    let best = across(&a[0], &b[1..]).max(across(&b[0], &a[1..]));
    (!matches!(best, Given::Unlike(_))).then_some(best)
}

fn middle(a: &[Word], b: &[Word], features: &mut Features) {
    match (a.first(), b.first()) {
        (Some(x), Some(y)) => match pair(x, y) {
            Given::Unlike(_) => {
                features.tell(Feature::OtherMiddle, 1.0, || format!("different middle names: {}, {}", x.text, y.text));
            }
            _ => features.set(Feature::SameMiddle, 1.0),
        },
        (None, None) => {}
        _ => features.set(Feature::OneMiddle, 1.0),
    }
}
