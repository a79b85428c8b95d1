//! The words of occasions, carriers and outlets, parsed once.

use std::collections::BTreeMap;

use super::word_sets::WordSets;
use crate::record::{OccasionKind, ViaKind};

const OCCASIONS: &str = include_str!("hands/occasions.txt");
const CARRIERS: &str = include_str!("hands/carriers.txt");
const WORDS: &str = include_str!("hands/words.txt");
const OUTLETS: &str = include_str!("hands/outlets.txt");

/// What a noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noun {
    /// An occasion.
    Occasion(OccasionKind),
    /// A station.
    Carrier(ViaKind),
}

/// The words that tell of occasions and hands.
#[derive(Clone, Debug)]
pub struct HandWords {
    nouns: BTreeMap<&'static str, Vec<Noun>>,
    sets: WordSets,
}

impl HandWords {
    /// Parses the lists.
    #[must_use]
    pub fn load() -> Self {
        let mut nouns: BTreeMap<&'static str, Vec<Noun>> = BTreeMap::new();
        let carriers = lines(CARRIERS).filter_map(|(kind, words)| Some((Noun::Carrier(carrier(kind)?), words)));
        let occasions = lines(OCCASIONS).filter_map(|(kind, words)| Some((Noun::Occasion(occasion(kind)?), words)));
        for (noun, words) in carriers.chain(occasions) {
            for word in words.split_whitespace() {
                nouns.entry(word).or_default().push(noun);
            }
        }
        Self { nouns, sets: WordSets::parse(&[WORDS, OUTLETS]) }
    }

    /// What the words, lower case and joined by `_`, name: carriers first.
    #[must_use]
    pub fn nouns(&self, words: &str) -> &[Noun] {
        self.nouns.get(words).map_or(&[], Vec::as_slice)
    }

    /// Whether `word`, lower case, stands in the set of that name.
    #[must_use]
    pub fn has(&self, set: &str, word: &str) -> bool {
        self.sets.has(set, word)
    }
}

fn lines(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    data.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "))
}

fn occasion(kind: &str) -> Option<OccasionKind> {
    Some(match kind {
        "call" => OccasionKind::Call,
        "meeting" => OccasionKind::Meeting,
        "interview" => OccasionKind::Interview,
        "press-conference" => OccasionKind::PressConference,
        "speech" => OccasionKind::Speech,
        "post" => OccasionKind::Post,
        "letter" => OccasionKind::Letter,
        "testimony" => OccasionKind::Testimony,
        "other" => OccasionKind::Other,
        _ => return None,
    })
}

fn carrier(kind: &str) -> Option<ViaKind> {
    Some(match kind {
        "recording" => ViaKind::Recording,
        "transcript" => ViaKind::Transcript,
        "document" => ViaKind::Document,
        "translation" => ViaKind::Translation,
        "spokesperson" => ViaKind::Spokesperson,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_names_a_kind() {
        assert!(lines(OCCASIONS).all(|(kind, _)| occasion(kind).is_some()));
        assert!(lines(CARRIERS).all(|(kind, _)| carrier(kind).is_some()));
    }

    #[test]
    fn a_carrier_goes_before_an_occasion() {
        let words = HandWords::load();
        assert_eq!(words.nouns("letter"), [Noun::Carrier(ViaKind::Document), Noun::Occasion(OccasionKind::Letter)]);
        assert_eq!(words.nouns("news_conference"), [Noun::Occasion(OccasionKind::PressConference)]);
        assert!(words.has("leaked", "leaked") && words.has("name", "reuters") && !words.has("leaked", "reuters"));
    }
}
