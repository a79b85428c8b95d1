//! By what a person is found for a new entity: keys of names that survive spelling and script, and a few for names told another way.
//!
//! Each is looked up alone, at a cost that does not grow with the store. What the net catches is weighed afterwards.

use std::collections::BTreeSet;

use super::lexicon::{folded, plain};
use super::profile::BearerKind;
use crate::names;

/// Generational suffixes, which are no family names.
const SUFFIXES: [&str; 8] = ["jr", "sr", "junior", "senior", "ii", "iii", "iv", "2nd"];

/// The keys under which a bearer of the name is found.
pub(super) fn kept(kind: BearerKind, name: &str) -> BTreeSet<String> {
    let words = words_of(name);
    let mut out = whole(name);
    match (kind, words.as_slice()) {
        (BearerKind::Organisation, _) => out.extend(organisation(name)),
        (_, [_, _] | [_, _, _]) => out.extend(together(&words)),
        _ => {}
    }
    match (kind, words.as_slice()) {
        (BearerKind::Organisation, _) | (_, []) => {}
        (_, [word]) => out.extend(["f", "s", "w"].iter().flat_map(|kind| keyed(kind, word))),
        (_, [first, .., before, last]) => {
            out.extend(keyed("g", first).into_iter().chain(keyed("f", before)).chain(keyed("f", last)));
        }
        (_, [first, last]) => out.extend(keyed("g", first).into_iter().chain(keyed("f", last))),
    }
    out
}

/// The keys to look under for others who may bear the name: the family name, a single word as either part, the parts turned round.
pub(super) fn sought(kind: BearerKind, name: &str) -> BTreeSet<String> {
    let words = words_of(name);
    let mut out = whole(name);
    match (kind, words.as_slice()) {
        (BearerKind::Organisation, _) => out.extend(organisation(name)),
        (_, [_, _] | [_, _, _]) => out.extend(together(&words)),
        _ => {}
    }
    match (kind, words.as_slice()) {
        (BearerKind::Organisation, _) | (_, []) => {}
        (_, [word]) => out.extend(["f", "g", "w"].iter().flat_map(|kind| keyed(kind, word))),
        (_, [first, middle @ .., last]) => {
            out.extend(["f", "g"].iter().flat_map(|kind| keyed(kind, last)));
            out.extend(middle.last().into_iter().flat_map(|word| keyed("f", word)));
            out.extend(["f", "s"].iter().flat_map(|kind| keyed(kind, first)));
        }
    }
    out
}

/// A name of two or three words written as one, as Chinese and Korean ones are, in either order.
fn together(words: &[&str]) -> Vec<String> {
    let mut turned = words.to_vec();
    turned.rotate_left(1);
    let joined = |words: &[&str]| words.iter().map(|word| plain(word)).collect::<String>();
    keyed("w", &joined(words)).into_iter().chain(keyed("w", &joined(&turned))).collect()
}

/// The whole name in plain letters.
fn whole(name: &str) -> BTreeSet<String> {
    let folded = folded(name);
    if folded.is_empty() { BTreeSet::new() } else { BTreeSet::from([format!("={folded}")]) }
}

/// Initials, and the first word.
fn organisation(name: &str) -> BTreeSet<String> {
    let initials = names::keys(name).into_iter().filter(|key| key.starts_with('@'));
    let first = words_of(name).into_iter().find(|word| word.to_lowercase() != "the");
    initials.chain(first.into_iter().flat_map(|word| keyed("o", word))).collect()
}

fn keyed(kind: &str, word: &str) -> Vec<String> {
    names::word_keys(word).into_iter().map(|key| format!("{kind}:{key}")).collect()
}

fn words_of(name: &str) -> Vec<&str> {
    names::words(name).filter(|word| !SUFFIXES.contains(&word.to_lowercase().as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(a: &str, b: &str) -> bool {
        let person = BearerKind::Person;
        !kept(person, a).is_disjoint(&sought(person, b)) && !kept(person, b).is_disjoint(&sought(person, a))
    }

    #[test]
    fn one_bearer_is_found_under_every_way_of_writing_the_name() {
        for (a, b) in [
            ("Steve Witkoff", "Vitkov"),
            ("Стив Уиткофф", "Witkoff"),
            ("Li Wen", "Wen Li"),
            ("Li", "Li Wenliang"),
            ("Ida Brandt-Krog", "Ida Brandt"),
            ("John Hale Jr.", "John Hale"),
            ("J. R. Hale", "Robert Hale"),
            ("Li Xiaoming", "李晓明"),
        ] {
            assert!(meet(a, b), "{a}, {b}");
        }
        assert!(!meet("Ida Brandt", "Susan Hale"));
    }

    #[test]
    fn organisations_are_found_by_their_initials() {
        let kind = BearerKind::Organisation;
        assert!(!kept(kind, "Northern Harbour Board").is_disjoint(&sought(kind, "NHB")));
    }
}
