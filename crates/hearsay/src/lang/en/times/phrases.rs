//! Set phrases: several words with one meaning.

use std::collections::HashMap;

use super::entries;
use super::holidays::{Holiday, holidays};

const PHRASES: &str = include_str!("phrases.txt");

/// A set phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Its words, in lower case.
    pub words: Vec<&'static str>,
    /// What it means.
    pub kind: PhraseKind,
}

/// What a set phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhraseKind {
    /// A value of its own: `PAST_REF`.
    Value(&'static str),
    /// A modifier of the amount or date behind it: `APPROX`.
    Modifier(&'static str),
    /// The part of the time behind it: `START`.
    Edge(&'static str),
    /// A named day.
    Holiday(Holiday),
}

/// All phrases by their first word; longer ones first.
pub(super) fn phrases() -> HashMap<&'static str, Vec<Phrase>> {
    let mut found: HashMap<&'static str, Vec<Phrase>> = HashMap::new();
    let named = holidays().map(|(holiday, name)| (PhraseKind::Holiday(holiday), name));
    for (kind, words) in listed().chain(named) {
        let words: Vec<&'static str> = words.split_whitespace().collect();
        if let Some(first) = words.first().map(|word| first_atom(word)) {
            found.entry(first).or_default().push(Phrase { words, kind });
        }
    }
    let longest_first = |phrases: &mut Vec<Phrase>| phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    found.values_mut().for_each(longest_first);
    found
}

/// The words that phrases begin with.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    let all = listed().map(|(_, words)| words).chain(holidays().map(|(_, name)| name));
    all.filter_map(|words| words.split_whitespace().next()).map(first_atom)
}

/// What stands before a hyphen: or apostrophe: the grammar reads the parts of `d-day` and `mother's` one by one.
fn first_atom(word: &'static str) -> &'static str {
    word.split(['-', '\'']).next().unwrap_or(word)
}

fn listed() -> impl Iterator<Item = (PhraseKind, &'static str)> {
    entries(PHRASES)
        .filter_map(|line| line.split_once(": "))
        .filter_map(|(head, phrases)| {
            let kind = kind(head)?;
            Some(phrases.split(" | ").map(move |phrase| (kind, phrase)))
        })
        .flatten()
}

fn kind(head: &'static str) -> Option<PhraseKind> {
    match head.split_once(' ')? {
        ("ref", value) => Some(PhraseKind::Value(value)),
        ("mod", modifier) => Some(PhraseKind::Modifier(modifier)),
        ("edge", modifier) => Some(PhraseKind::Edge(modifier)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_understood_and_no_phrase_is_given_twice() {
        assert!(entries(PHRASES).all(|line| line.split_once(": ").and_then(|(head, _)| kind(head)).is_some()));
        let found = phrases();
        assert_eq!(found["at"][0].words[0], "at");
        let mut all: Vec<_> = found.into_values().flatten().map(|phrase| phrase.words).collect();
        all.sort();
        assert_eq!(all.windows(2).find(|pair| pair[0] == pair[1]), None);
    }
}
