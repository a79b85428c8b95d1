//! The names of two bearers as evidence: how alike they are, how many bear such a name, and what in them cannot be one person's.

use hearsay::names::{Name, feature_names};

use super::evidence::{Evidence, EvidenceKind};
use super::lexicon::{common, folded, is_generic};
use super::profile::{BearerKind, Profile};

/// How many names of each bearer are compared, the most frequent first.
const COMPARED: usize = 6;
/// Log-odds are kept between this and its negative.
const SURE: f64 = 7.0;
/// The most that names speak for one bearer: the same full name, spellings of it, with an initial, a single word.
const SAME: f64 = 3.2;
const SPELLING: f64 = 2.8;
const INITIAL: f64 = 1.9;
const SINGLE: f64 = 1.2;
/// Less of it for a name of which one part, or both, many bear.
const ONE_COMMON: f64 = 0.6;
const BOTH_COMMON: f64 = 1.4;
/// The same, of organisations: one name, and one that says nothing of where.
const SAME_ORGANISATION: f64 = 4.5;
const GENERIC_ORGANISATION: f64 = 1.0;

/// What a pair of names comes to.
struct Pair<'a> {
    one: &'a str,
    other: &'a str,
    log_odds: f64,
    words: String,
}

/// What the names of two bearers say; always one piece of evidence, and one more where names conflict.
pub(super) fn evidence(one: &Profile, other: &Profile) -> Vec<Evidence> {
    if one.kind != other.kind {
        let words = "one is a person, the other an organisation";
        return vec![Evidence::new(EvidenceKind::Names, -SURE, words).forbidding()];
    }
    let Some(best) = best(one, other) else {
        return vec![Evidence::new(EvidenceKind::Names, -SURE, "no name to compare").forbidding()];
    };
    let weight = best.log_odds.clamp(-SURE, most(one.kind, &best));
    let words = format!("{}, {}: {}", best.one, best.other, best.words);
    let mut out = vec![Evidence::new(EvidenceKind::Names, weight, words)];
    if weight < 0.0 || (one.kind == BearerKind::Organisation && folded(best.one) != folded(best.other)) {
        out[0].forbids = true;
    }
    if one.kind == BearerKind::Person {
        out.extend(conflict(one, other));
    }
    out
}

/// The most alike of their names.
fn best<'a>(one: &'a Profile, other: &'a Profile) -> Option<Pair<'a>> {
    let names = |profile: &'a Profile| profile.names.texts().take(COMPARED);
    let all = |profile: &'a Profile| names(profile).chain(profile.aliases.texts().take(COMPARED));
    let full = names(one).flat_map(|a| names(other).map(move |b| (a, b)));
    let pairs = full.chain(names(one).flat_map(|a| all(other).map(move |b| (a, b))));
    let pairs = pairs.chain(all(one).flat_map(|a| names(other).map(move |b| (a, b))));
    let mut best: Option<Pair> = None;
    for (a, b) in pairs {
        let pair = pair(a, b);
        let value = pair.log_odds.min(most(one.kind, &pair));
        if best.as_ref().is_none_or(|best| value > best.log_odds.min(most(one.kind, best))) {
            best = Some(pair);
        }
    }
    best
}

fn pair<'a>(one: &'a str, other: &'a str) -> Pair<'a> {
    let comparison = Name::new(one).compare(&Name::new(other));
    let p = comparison.probability.clamp(1e-6, 1.0 - 1e-6);
    let reason = comparison.reasons.iter().max_by(|a, b| a.weight.abs().total_cmp(&b.weight.abs()));
    let words = reason.map_or_else(String::new, |reason| reason.words.clone());
    Pair { one, other, log_odds: (p / (1.0 - p)).ln(), words }
}

/// The most that two names can speak for one bearer.
fn most(kind: BearerKind, pair: &Pair) -> f64 {
    let same = folded(pair.one) == folded(pair.other);
    if kind == BearerKind::Organisation {
        let generic = is_generic(pair.one) || is_generic(pair.other);
        return if generic {
            GENERIC_ORGANISATION
        } else if same {
            SAME_ORGANISATION
        } else {
            SPELLING
        };
    }
    let full = if words(pair.one) < 2 || words(pair.other) < 2 {
        SINGLE
    } else if !same && (opens_with_initial(pair.one) || opens_with_initial(pair.other)) {
        INITIAL
    } else if same && !opens_with_initial(pair.one) {
        SAME
    } else {
        SPELLING.min(if same { INITIAL } else { SPELLING })
    };
    let (a, b) = (common(pair.one), common(pair.other));
    let both = [a[0] || b[0], a[1] || b[1]];
    full - match both {
        [true, true] => BOTH_COMMON,
        [false, false] => 0.0,
        _ => ONE_COMMON,
    }
}

fn words(name: &str) -> usize {
    name.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count()
}

fn opens_with_initial(name: &str) -> bool {
    name.split_whitespace().next().is_some_and(|word| word.chars().filter(|c| c.is_alphabetic()).count() == 1)
}

/// What cannot be one person's in any two full names: given names, middle names, generational suffixes.
fn conflict(one: &Profile, other: &Profile) -> Option<Evidence> {
    let full = |profile: &Profile| -> Vec<String> {
        profile.names.texts().filter(|name| words(name) > 1).take(COMPARED).map(str::to_owned).collect()
    };
    let mut worst: Option<Evidence> = None;
    for a in full(one) {
        for b in full(other) {
            let Some((key, forbids)) = conflicting(&a, &b) else { continue };
            let evidence = Evidence::new(EvidenceKind::Names, forbids, format!("{a}, {b}: {key}")).forbidding();
            if worst.as_ref().is_none_or(|worst| evidence.weight < worst.weight) {
                worst = Some(evidence);
            }
        }
    }
    worst
}

/// What conflicts in two full names, with its weight.
fn conflicting(one: &str, other: &str) -> Option<(&'static str, f64)> {
    if folded(one) == folded(other) {
        return None;
    }
    let (a, b) = (Name::new(one), Name::new(other));
    let best = a
        .persons(&b)
        .map(|features| *features.values())
        .reduce(|x, y| if against(&x) <= against(&y) { x } else { y })?;
    let value = |key: &str| feature_names().position(|name| name == key).map_or(0.0, |at| best[at]);
    [
        ("other-suffix", "different generational suffixes", -5.0),
        ("one-suffix", "only one has a generational suffix", -2.0),
        ("other-given", "different given names", -4.0),
        ("other-middle", "different middle names", -3.0),
        ("other-courtesy", "a man's and a woman's title", -4.0),
        ("begins", "one given name begins the other, and is no known short form of it", -1.0),
    ]
    .into_iter()
    .find(|(key, ..)| value(key) > 0.0)
    .map(|(_, words, weight)| (words, weight))
}

/// How much a reading of two names speaks against them.
fn against(values: &[f32]) -> f32 {
    ["other-suffix", "other-given", "other-middle", "other-family", "other-courtesy"]
        .iter()
        .filter_map(|key| feature_names().position(|name| name == *key))
        .map(|at| values[at])
        .sum()
}
