//! The words of English time expressions: single words with what they can be, set phrases, named days.
//!
//! Data files beside this module hold all of it; the module knows how to look a word up and nothing of grammar.

mod holidays;
mod phrases;
mod roles;

use std::collections::HashMap;

pub(crate) use holidays::Rule;
pub(crate) use phrases::{Phrase, PhraseKind};
pub(crate) use roles::{Part, Role, Season, Unit};

const WORDS: &str = include_str!("words.txt");
/// Outlets that write the day before the month in figures, in lower case.
const DAY_FIRST: &str = include_str!("day_first_outlets.txt");

/// What one word can be: a role of the grammar and its number there (the month, the unit, the count).
pub(crate) type Reading = (Role, i16);

/// The words of time expressions.
#[derive(Clone, Debug)]
pub struct TimeWords {
    words: HashMap<&'static str, Vec<Reading>>,
    phrases: HashMap<&'static str, Vec<Phrase>>,
}

impl Default for TimeWords {
    fn default() -> Self {
        Self::new()
    }
}

impl TimeWords {
    /// Parses the lists: some hundred short lines.
    #[must_use]
    pub fn new() -> Self {
        Self { words: words(), phrases: phrases::phrases() }
    }

    /// What `word`, in lower case, can be.
    pub(crate) fn readings(&self, word: &str) -> &[Reading] {
        self.words.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether an outlet writes the day before the month in figures.
    pub(crate) fn is_day_first(&self, outlet: &str) -> bool {
        let outlet = outlet.to_lowercase();
        entries(DAY_FIRST).any(|known| outlet.contains(known))
    }

    /// The set phrases that begin with `word`, in lower case; longer ones first.
    pub(crate) fn phrases(&self, word: &str) -> &[Phrase] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }
}

/// The lines of a list without comments and empty lines.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(|line| line.split("# ").next().unwrap_or("").trim()).filter(|line| !line.is_empty())
}

fn words() -> HashMap<&'static str, Vec<Reading>> {
    let mut found: HashMap<&'static str, Vec<Reading>> = HashMap::with_capacity(600);
    for first in phrases::first_words() {
        found.insert(first, vec![(Role::Phrase, 0)]);
    }
    let mut role = None;
    for line in entries(WORDS) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            role = Role::from_name(name);
            continue;
        }
        let Some(role) = role else { continue };
        let (value, words) = line.split_once(": ").unwrap_or(("0", line));
        let value = roles::value(value).unwrap_or(0);
        for word in words.split_whitespace() {
            found.entry(word).or_default().push((role, value));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_all_its_roles() {
        let words = TimeWords::new();
        assert_eq!(words.readings("second"), [(Role::Unit, Unit::Second as i16), (Role::Ordinal, 2)]);
        assert!(words.readings("may").contains(&(Role::Month, 5)));
        assert_eq!(words.readings("tree"), []);
    }

    #[test]
    fn every_head_and_value_is_understood() {
        for line in entries(WORDS) {
            match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(name) => assert!(Role::from_name(name).is_some(), "{name}"),
                None => assert!(line.split_once(": ").is_none_or(|(value, _)| roles::value(value).is_some()), "{line}"),
            }
        }
    }
}
