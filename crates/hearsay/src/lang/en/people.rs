//! Words that tell persons, bodies, places and texts from each other. The lists are in `people/`, one file a matter, written by
//! hand; countries, capitals and what belongs to them are public facts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const NOUNS: &str = include_str!("people/nouns.txt");
const NAMES: &str = include_str!("people/names.txt");
const PHRASES: &str = include_str!("people/phrases.txt");
const GIVEN: &str = include_str!("people/given.txt");
const PLACES: &str = include_str!("people/places.tsv");
const METONYMS: &str = include_str!("people/metonyms.tsv");

/// The named sets of the lists; what each holds stands at the head of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the lists say it")]
pub enum Class {
    Position,
    Voice,
    Post,
    Official,
    Person,
    Woman,
    Man,
    Several,
    Body,
    Text,
    Place,
    Honorific,
    Lady,
    Sir,
    Organisation,
    Outlet,
    News,
    Suffix,
    Particle,
    NotName,
    Stop,
    Modifier,
    Adherent,
    Granted,
    Spoken,
    ReadAs,
}

impl Class {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "position" => Self::Position,
            "voice" => Self::Voice,
            "post" => Self::Post,
            "official" => Self::Official,
            "person" => Self::Person,
            "woman" => Self::Woman,
            "man" => Self::Man,
            "several" => Self::Several,
            "body" => Self::Body,
            "text" => Self::Text,
            "place" => Self::Place,
            "honorific" => Self::Honorific,
            "lady" => Self::Lady,
            "sir" => Self::Sir,
            "organisation" => Self::Organisation,
            "outlet" => Self::Outlet,
            "news" => Self::News,
            "suffix" => Self::Suffix,
            "particle" => Self::Particle,
            "not-name" => Self::NotName,
            "stop" => Self::Stop,
            "modifier" => Self::Modifier,
            "adherent" => Self::Adherent,
            "granted" => Self::Granted,
            "spoken" => Self::Spoken,
            "read-as" => Self::ReadAs,
            _ => return None,
        })
    }
}

/// The lists, parsed.
#[derive(Debug)]
pub struct PeopleWords {
    sets: BTreeMap<Class, BTreeSet<String>>,
    ladies: BTreeSet<&'static str>,
    sirs: BTreeSet<&'static str>,
    places: BTreeMap<String, &'static str>,
    demonyms: BTreeMap<String, &'static str>,
    metonyms: BTreeMap<&'static str, &'static str>,
}

static WORDS: LazyLock<PeopleWords> = LazyLock::new(PeopleWords::new);

impl PeopleWords {
    /// The lists, parsed once.
    #[must_use]
    pub fn get() -> &'static Self {
        &WORDS
    }

    fn new() -> Self {
        let mut sets: BTreeMap<Class, BTreeSet<String>> = BTreeMap::new();
        for list in [NOUNS, NAMES, PHRASES] {
            for (name, words) in sections(list) {
                if let Some(class) = Class::from_name(name) {
                    sets.entry(class).or_default().extend(words.map(|word| word.replace('_', " ")));
                }
            }
        }
        let given = |wanted: &str| {
            sections(GIVEN).filter(|(name, _)| *name == wanted).flat_map(|(_, words)| words).collect::<BTreeSet<_>>()
        };
        let (places, demonyms) = parse_places();
        let metonyms = entries(METONYMS).filter_map(|line| line.split_once('\t')).collect();
        Self { sets, ladies: given("lady"), sirs: given("sir"), places, demonyms, metonyms }
    }

    /// Whether `word`, lower case, stands in `class`.
    #[must_use]
    pub fn is(&self, class: Class, word: &str) -> bool {
        self.sets.get(&class).is_some_and(|set| set.contains(word))
    }

    /// Whether `word`, lower case, is the plural of a word in `class`.
    #[must_use]
    pub fn is_plural(&self, class: Class, word: &str) -> bool {
        singulars(word).iter().any(|singular| self.is(class, singular))
    }

    /// Whether a given name, in any case, mostly goes to women (`true`) or men.
    #[must_use]
    pub fn given_to_women(&self, name: &str) -> Option<bool> {
        let name = name.to_lowercase();
        let first = name.split('-').next().unwrap_or("");
        if self.ladies.contains(first) { Some(true) } else { self.sirs.contains(first).then_some(false) }
    }

    /// The usual name of a country or capital, whatever the spelling.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<&'static str> {
        self.places.get(&name.to_lowercase()).copied()
    }

    /// The country that a word such as "Norwegian" belongs to.
    #[must_use]
    pub fn demonym(&self, word: &str) -> Option<&'static str> {
        self.demonyms.get(&word.to_lowercase()).copied()
    }

    /// The body that a place or building stands for.
    #[must_use]
    pub fn metonym(&self, name: &str) -> Option<&'static str> {
        self.metonyms.get(name.to_lowercase().as_str()).copied()
    }
}

fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The sections of a list: the name in brackets, the words below it.
fn sections(list: &'static str) -> impl Iterator<Item = (&'static str, std::vec::IntoIter<&'static str>)> {
    let mut found: Vec<(&'static str, Vec<&'static str>)> = Vec::new();
    for line in entries(list) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            found.push((name, Vec::new()));
        } else if let Some((_, words)) = found.last_mut() {
            words.extend(line.split_whitespace());
        }
    }
    found.into_iter().map(|(name, words)| (name, words.into_iter()))
}

/// What a plural may be the plural of.
fn singulars(word: &str) -> Vec<String> {
    let endings = [("ies", "y"), ("men", "man"), ("es", ""), ("s", "")];
    endings.iter().filter_map(|(ending, with)| Some(format!("{}{with}", word.strip_suffix(ending)?))).collect()
}

fn parse_places() -> (BTreeMap<String, &'static str>, BTreeMap<String, &'static str>) {
    let (mut places, mut demonyms) = (BTreeMap::new(), BTreeMap::new());
    for line in entries(PLACES) {
        let columns: Vec<&'static str> = line.split('\t').collect();
        match columns.as_slice() {
            [name, others] if name.starts_with('=') => {
                let name = name.trim_start_matches('=');
                places.extend(others.split(' ').map(|other| (other.replace('_', " ").to_lowercase(), name)));
            }
            [country, capital, words] => {
                places.entry(capital.to_lowercase()).or_insert(*capital);
                places.insert(country.to_lowercase(), country);
                demonyms.extend(words.split(' ').map(|word| (word.replace('_', " ").to_lowercase(), *country)));
            }
            _ => {}
        }
    }
    (places, demonyms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_known() {
        for list in [NOUNS, NAMES, PHRASES] {
            for (name, _) in sections(list) {
                assert!(Class::from_name(name).is_some(), "{name}");
            }
        }
        assert!(entries(PLACES).all(|line| line.split('\t').count() == if line.starts_with('=') { 2 } else { 3 }));
    }

    #[test]
    fn words_are_found() {
        let words = PeopleWords::get();
        assert!(words.is(Class::Position, "president") && words.is_plural(Class::Position, "secretaries"));
        assert!(words.is_plural(Class::Man, "men") && words.is_plural(Class::Woman, "women"));
        assert_eq!(words.given_to_women("Anna-Lena"), Some(true));
        assert_eq!((words.place("U.S."), words.demonym("Danish")), (Some("United States"), Some("Denmark")));
        assert_eq!(words.metonym("White House"), Some("White House"));
    }

    #[test]
    fn no_given_name_goes_to_both() {
        let words = PeopleWords::get();
        assert_eq!(words.ladies.intersection(&words.sirs).next(), None);
    }
}
