//! Is this the same name? Titles, initials, short forms and spellings vary; the person does not.

mod fold;
mod parse;

use std::collections::BTreeSet;
use std::sync::LazyLock;

pub(crate) use fold::{distance as letters_apart, plain as without_accent};
use parse::Name;
pub use parse::is_placeholder;

/// How alike two names are.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// 0 to 1: that the two name the same.
    pub probability: f64,
    /// What speaks for it and against it.
    pub reasons: Vec<String>,
}

impl Comparison {
    fn new(probability: f64, reason: impl Into<String>) -> Self {
        Self { probability, reasons: vec![reason.into()] }
    }

    fn times(mut self, factor: f64, reason: impl Into<String>) -> Self {
        self.probability *= factor;
        self.reasons.push(reason.into());
        self
    }
}

/// Compares two names as texts and transcripts give them, roles in parentheses included; the best of the readings counts.
///
/// A placeholder (`SPEAKER_01`, `Q`) names nobody: its probability is 0.5 against anything but itself.
#[must_use]
pub fn compare(a: &str, b: &str) -> Comparison {
    if fold::fold(a) == fold::fold(b) && !fold::fold(a).is_empty() {
        return Comparison::new(0.99, "the same words");
    }
    if is_placeholder(a) || is_placeholder(b) {
        return Comparison::new(0.5, "a placeholder, not a name");
    }
    let (left, right) = (parse::readings(a), parse::readings(b));
    let pairs = left.iter().flat_map(|x| right.iter().map(move |y| (x, y)));
    pairs
        .map(|(x, y)| compare_names(x, y))
        .max_by(|x, y| x.probability.total_cmp(&y.probability))
        .unwrap_or_else(|| Comparison::new(0.5, "no name to compare"))
}

fn compare_names(a: &Name, b: &Name) -> Comparison {
    let (mut x, mut y) = (a.words.clone(), b.words.clone());
    x.sort_unstable();
    y.sort_unstable();
    if x == y && a.suffix == b.suffix {
        return Comparison::new(0.96, "the same names");
    }
    let Some(family) = compare_family(a, b) else {
        return Comparison::new(0.75, "one is only a given name, and the other has it");
    };
    if family.probability < 0.3 {
        return family;
    }
    let family = match (&a.suffix, &b.suffix) {
        (Some(x), Some(y)) if x != y => family.times(0.05, format!("{x} is not {y}")),
        (Some(_), None) | (None, Some(_)) => family.times(0.97, "only one has a generational suffix"),
        _ => family,
    };
    compare_given(a, b, family)
}

/// The family names alone; `None` where one side has only a given name that the other has too.
fn compare_family(a: &Name, b: &Name) -> Option<Comparison> {
    let (x, y) = (a.family(), b.family());
    if x == y {
        return Some(Comparison::new(0.98, "the same family name"));
    }
    let lone = |lone: &Name, full: &Name| lone.words.len() == 1 && full.words.len() > 1;
    if (lone(a, b) && same_given(x, b.given()[0].as_str())) || (lone(b, a) && same_given(y, a.given()[0].as_str())) {
        return None;
    }
    let ends_alike = a.words.len() > 1
        && b.words.len() > 1
        && (a.given().contains(&y.to_owned()) || b.given().contains(&x.to_owned()));
    if ends_alike {
        return Some(Comparison::new(0.85, "a double family name, or one moved to the front"));
    }
    let (u, v) = (fold::skeleton(x), fold::skeleton(y));
    let length = u.chars().count().max(v.chars().count());
    if u == v && length > 2 {
        return Some(Comparison::new(0.93, "spellings of one family name"));
    }
    match fold::distance(&u, &v) {
        1 if length >= 6 => Some(Comparison::new(0.8, "family names one letter apart")),
        1 if length >= 5 => Some(Comparison::new(0.5, "short family names one letter apart")),
        2 if length >= 9 => Some(Comparison::new(0.6, "long family names two letters apart")),
        _ => Some(Comparison::new(0.02, "different family names")),
    }
}

fn compare_given(a: &Name, b: &Name, family: Comparison) -> Comparison {
    let (Some(x), Some(y)) = (a.given().last(), b.given().last()) else {
        return family.times(0.92, "one has only the family name");
    };
    let agree = |x: &str, y: &str| same_given(x, y) || initial_of(x, y) || initial_of(y, x);
    if a.given().iter().any(|x| b.given().iter().any(|y| same_given(x, y))) {
        return family.times(1.0, "the same given name");
    }
    if a.given().iter().any(|x| b.given().iter().any(|y| agree(x, y))) {
        return family.times(0.95, "initials agree");
    }
    if fold::distance(&fold::skeleton(x), &fold::skeleton(y)) <= 1 && x.len().min(y.len()) > 3 {
        return family.times(0.93, "spellings of one given name");
    }
    family.times(0.04, format!("different given names: {x}, {y}"))
}

fn initial_of(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}

fn same_given(x: &str, y: &str) -> bool {
    x == y || (fold::skeleton(x) == fold::skeleton(y) && x.len() > 2) || {
        NICKNAMES.contains(&(x, y)) || NICKNAMES.contains(&(y, x))
    }
}

static NICKNAMES: LazyLock<BTreeSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    include_str!("../lang/en/names/nicknames.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(full, short)| short.split(' ').map(move |short| (full, short)))
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) {
        let (there, back) = (compare(a, b), compare(b, a));
        assert!(there.probability >= 0.7, "{a} / {b}: {there:?}");
        assert!((there.probability - back.probability).abs() < 1e-9, "{a} / {b} is not symmetric");
    }

    fn different(a: &str, b: &str) {
        let comparison = compare(a, b);
        assert!(comparison.probability <= 0.3, "{a} / {b}: {comparison:?}");
    }

    #[test]
    fn one_person_under_several_names() {
        same("MR. HALE", "Robert Hale");
        same("Bob Hale", "Robert Hale");
        same("R. J. Hale", "Robert Hale");
        same("Hale, Robert", "Robert Hale");
        same("Senator Hale", "Hale");
        same("Witkoff", "Vitkov");
        same("Volodymyr Zelensky", "President Zelenskyy");
        same("President of Norland Ida Brandt", "Ida Brandt");
        same("The Chair (Hon. Ida Brandt (Eastport, Lib.))", "Ida Brandt");
        same("José Núñez", "Jose Nunez");
        same("the chair", "The Chair");
    }

    #[test]
    fn two_persons() {
        different("Robert Hale", "Susan Hale");
        different("Robert Hale", "Robert Dale");
        different("John Smith Jr.", "John Smith Sr.");
        different("Brandt", "Krog");
        different("Mr. Hale", "Ms. Brandt");
    }

    #[test]
    fn a_placeholder_tells_nothing() {
        for label in ["SPEAKER_01", "Speaker 2", "Q", "A", "Unidentified speaker"] {
            assert!((compare(label, "Ida Brandt").probability - 0.5).abs() < 1e-9, "{label}");
        }
        same("SPEAKER_01", "SPEAKER_01");
    }
}
