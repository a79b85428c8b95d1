//! Word lists that split a text into tokens, sentences and quotations. Each is a file with one entry a line (`#` starts a
//! comment); this module only knows how to look one up.

/// Titles, months and other words that are written with a period: `word kind`, kind as in [`Abbreviation`].
const ABBREVIATIONS: &str = include_str!("abbreviations.txt");
/// Words that drop their beginning: `'em`, `'til`.
const ELISIONS: &str = include_str!("elisions.txt");
/// Words that begin a sentence far more often than a name.
const SENTENCE_STARTERS: &str = include_str!("sentence_starters.txt");
/// Verbs that tie a quotation to its speaker right behind it: `"Why?" asked Hale`.
const TAG_VERBS: &str = include_str!("tag_verbs.txt");
/// Words right before a quotation that is a title, a nickname or a word spoken of.
const NAMING_WORDS: &str = include_str!("naming_words.txt");

/// Marks an entry of [`NAMING_WORDS`] as a kind of work.
const WORK: &str = " work";

/// What the period behind an abbreviation can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Stands before a name (`Mr.`): never ends a sentence.
    Title,
    /// Stands before a number (`No. 3`, `pp. 4`): an abbreviation only there.
    Number,
    /// Can also end a sentence (`Inc.`, `Oct.`, `Jr.`).
    Any,
}

/// The word lists that split a text into tokens, sentences and quotations.
#[derive(Debug)]
pub struct Structure {
    abbreviations: Vec<(&'static str, Abbreviation)>,
    elisions: Vec<&'static str>,
    starters: Vec<&'static str>,
    tag_verbs: Vec<&'static str>,
    naming: Vec<&'static str>,
    works: Vec<&'static str>,
}

impl Structure {
    /// Reads the lists: some hundred short lines.
    #[must_use]
    pub fn load() -> Self {
        let mut abbreviations: Vec<_> = entries(ABBREVIATIONS).map(abbreviation).collect();
        abbreviations.sort_unstable_by_key(|(word, _)| *word);
        let (works, naming): (Vec<_>, Vec<_>) = sorted(NAMING_WORDS).into_iter().partition(|line| line.ends_with(WORK));
        let works = works.into_iter().filter_map(|line| line.strip_suffix(WORK)).collect();
        Self {
            abbreviations,
            elisions: sorted(ELISIONS),
            starters: sorted(SENTENCE_STARTERS),
            tag_verbs: sorted(TAG_VERBS),
            naming,
            works,
        }
    }

    /// The kind of the abbreviation `word` (without its last period; as written, or all in capitals).
    #[must_use]
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        let found = |word: &str| {
            let at = self.abbreviations.binary_search_by_key(&word, |(entry, _)| entry).ok()?;
            Some(self.abbreviations[at].1)
        };
        if word.len() > 12 {
            return None;
        }
        found(word).or_else(|| if shouted(word) { found(&capitalised(word)) } else { None })
    }

    /// Whether `letters` behind an apostrophe are a word that dropped its beginning.
    #[must_use]
    pub fn is_elision(&self, letters: &str) -> bool {
        holds(&self.elisions, letters)
    }

    /// Whether `word` begins sentences far more often than names.
    #[must_use]
    pub fn is_sentence_starter(&self, word: &str) -> bool {
        holds(&self.starters, word)
    }

    /// Whether `word` is a verb that stands right behind a quotation or its speaker.
    #[must_use]
    pub fn is_tag_verb(&self, word: &str) -> bool {
        holds(&self.tag_verbs, word)
    }

    /// Whether `word` right before a quotation announces a nickname or a word spoken of, whatever its letters.
    #[must_use]
    pub fn is_naming_word(&self, word: &str) -> bool {
        holds(&self.naming, word)
    }

    /// Whether `word` is a kind of work that has a title (`film`, `novel`).
    #[must_use]
    pub fn is_work(&self, word: &str) -> bool {
        holds(&self.works, word)
    }
}

fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(|line| line.split('#').next().unwrap_or("").trim()).filter(|line| !line.is_empty())
}

fn sorted(list: &'static str) -> Vec<&'static str> {
    let mut words: Vec<_> = entries(list).collect();
    words.sort_unstable();
    words
}

fn abbreviation(line: &'static str) -> (&'static str, Abbreviation) {
    match line.split_once(' ') {
        Some((word, "title")) => (word, Abbreviation::Title),
        Some((word, "number")) => (word, Abbreviation::Number),
        Some((word, _)) => (word, Abbreviation::Any),
        None => (line, Abbreviation::Any),
    }
}

fn holds(sorted: &[&'static str], word: &str) -> bool {
    word.len() <= 24 && sorted.binary_search(&word.to_lowercase().as_str()).is_ok()
}

fn shouted(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_found_in_the_case_they_are_written_in() {
        let words = Structure::load();
        assert_eq!(words.abbreviation("Mr"), Some(Abbreviation::Title));
        assert_eq!(words.abbreviation("SEN"), Some(Abbreviation::Title));
        assert_eq!(words.abbreviation("No"), Some(Abbreviation::Number));
        assert_eq!(words.abbreviation("inc"), None);
        assert!(words.is_elision("Em") && words.is_elision("til"));
        assert!(words.is_sentence_starter("The") && !words.is_sentence_starter("Congress"));
    }

    #[test]
    fn every_list_says_each_word_once() {
        for list in [ELISIONS, SENTENCE_STARTERS, TAG_VERBS, NAMING_WORDS, ABBREVIATIONS] {
            let words = sorted(list);
            assert!(words.windows(2).all(|pair| pair[0] != pair[1]), "{:?}", words.windows(2).find(|p| p[0] == p[1]));
        }
    }
}
