//! Single words of names in two scripts, as mined from Wikidata (Merhav and Ash, COLING 2018), and words that are near.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hearsay::names::letters::{Letters, Script};

/// Which part of the data: the authors' own split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Train,
    Dev,
    Test,
}

impl Part {
    pub const ALL: [Self; 3] = [Self::Train, Self::Dev, Self::Test];

    fn suffix(self) -> &'static str {
        match self {
            Self::Train => "64",
            Self::Dev => "16",
            Self::Test => "20",
        }
    }
}

/// A word in Latin letters and in another script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub latin: String,
    pub foreign: String,
    /// Names of Wikidata in which the two stand side by side.
    pub count: u32,
}

/// The word of the data's file names.
pub fn file_word(script: Script) -> &'static str {
    match script {
        Script::Latin => "latin",
        Script::Cyrillic => "russian",
        Script::Arabic => "arabic",
        Script::Hebrew => "hebrew",
        Script::Chinese => "chinese",
        Script::Kana => "katakana",
        Script::Hangul => "korean",
    }
}

/// The pairs of one part; words of a single letter are left out.
pub fn read(names: &Path, script: Script, part: Part) -> Result<Vec<Pair>, String> {
    let path = names.join("ne-transliteration").join(format!("wd_{}_{}", file_word(script), part.suffix()));
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let pairs = text.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let (latin, foreign, count) = (fields.next()?, fields.next()?.replace(' ', ""), fields.next()?);
        let whole = Letters::of(latin).as_slice().len() > 1 && Letters::of(&foreign).script() == script;
        whole.then(|| Pair { latin: latin.to_owned(), foreign, count: count.parse().unwrap_or(1) })
    });
    Ok(pairs.collect())
}

/// Which words stand for which, over any number of parts.
#[derive(Clone, Debug, Default)]
pub struct Links {
    foreign: BTreeMap<Letters, BTreeSet<Letters>>,
}

impl Links {
    pub fn add(&mut self, pairs: &[Pair]) {
        for pair in pairs {
            self.foreign.entry(Letters::of(&pair.latin)).or_default().insert(Letters::of(&pair.foreign));
        }
    }

    /// Whether two Latin words share a word of the other script.
    pub fn share(&self, a: &Letters, b: &Letters) -> bool {
        match (self.foreign.get(a), self.foreign.get(b)) {
            (Some(a), Some(b)) => !a.is_disjoint(b),
            _ => false,
        }
    }

    /// Whether the word stands for the Latin one anywhere.
    pub fn has(&self, latin: &Letters, foreign: &Letters) -> bool {
        self.foreign.get(latin).is_some_and(|known| known.contains(foreign))
    }
}

/// Finds words one letter apart: two words are, only if leaving one letter out of one or both makes them equal
/// (Garbe's symmetric delete).
#[derive(Debug, Default)]
pub struct Neighbours {
    words: Vec<Letters>,
    shortened: BTreeMap<Vec<char>, Vec<u32>>,
}

impl Neighbours {
    pub fn of(words: impl Iterator<Item = Letters>) -> Self {
        let mut neighbours = Self::default();
        for word in words.collect::<BTreeSet<_>>() {
            let id = u32::try_from(neighbours.words.len()).unwrap_or(u32::MAX);
            for short in shortened(&word) {
                neighbours.shortened.entry(short).or_default().push(id);
            }
            neighbours.words.push(word);
        }
        neighbours
    }

    pub fn words(&self) -> &[Letters] {
        &self.words
    }

    /// The words one letter away, put in, left out or changed (or two letters changed places).
    pub fn near(&self, word: &Letters) -> Vec<&Letters> {
        let ids: BTreeSet<u32> =
            shortened(word).iter().filter_map(|short| self.shortened.get(short)).flatten().copied().collect();
        let words = ids.into_iter().map(|id| &self.words[id as usize]);
        words.filter(|other| *other != word && apart(word.as_slice(), other.as_slice()) == 1).collect()
    }
}

fn shortened(word: &Letters) -> BTreeSet<Vec<char>> {
    let letters = word.as_slice();
    let without = (0..letters.len()).map(|at| [&letters[..at], &letters[at + 1..]].concat());
    without.chain([letters.to_vec()]).collect()
}

fn apart(a: &[char], b: &[char]) -> usize {
    strsim::generic_damerau_levenshtein(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_one_letter_apart_are_found() {
        let words = ["hale", "dale", "halle", "hal", "ahle", "hill", "dahl"].map(Letters::of);
        let neighbours = Neighbours::of(words.iter().cloned());
        let near: Vec<String> =
            neighbours.near(&words[0]).iter().map(|word| word.as_slice().iter().collect()).collect();
        assert_eq!(near, ["ahle", "dale", "hal", "halle"]);
    }

    #[test]
    fn links_join_spellings() {
        let pair = |latin: &str, foreign: &str| Pair { latin: latin.into(), foreign: foreign.into(), count: 1 };
        let mut links = Links::default();
        links.add(&[pair("orlov", "орлов"), pair("orloff", "орлов"), pair("ozerov", "озеров")]);
        assert!(links.share(&Letters::of("Orlov"), &Letters::of("Orloff")));
        assert!(!links.share(&Letters::of("Orlov"), &Letters::of("Ozerov")));
        assert!(links.has(&Letters::of("orloff"), &Letters::of("Орлов")));
    }
}
