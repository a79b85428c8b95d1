//! What the rules for mentions see of a token: its words in both cases and how it is written.

use crate::lang::en::WordSet;
use crate::lang::en::people::{Class, PeopleWords};
use crate::layers::attributions::Scene;
use crate::layers::features::{Case, case};
use crate::text::TokenRange;

/// A scene with the words that tell persons from bodies.
pub struct View<'a> {
    /// The document with the layers below.
    pub scene: &'a Scene<'a>,
    /// The word lists.
    pub words: &'static PeopleWords,
    lower: Vec<String>,
    cases: Vec<Case>,
    sentence: Vec<u32>,
}

/// How a word is written.
#[must_use]
pub fn case_of(word: &str) -> Case {
    case(word)
}

impl<'a> View<'a> {
    /// Looks at every token once.
    #[must_use]
    pub fn new(scene: &'a Scene<'a>) -> Self {
        let words = |at| scene.word(at);
        let mut sentence = vec![0; scene.tokens.len()];
        for (index, one) in scene.sentences.iter().enumerate() {
            sentence[one.tokens.range()].fill(u32::try_from(index).unwrap_or(u32::MAX));
        }
        Self {
            words: PeopleWords::get(),
            lower: (0..scene.tokens.len()).map(|at| scene.lower(at)).collect(),
            cases: (0..scene.tokens.len()).map(|at| case(words(at))).collect(),
            sentence,
            scene,
        }
    }

    /// Number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lower.len()
    }

    /// Whether there is no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lower.is_empty()
    }

    /// Token `at` in lower case; empty beyond the end.
    #[must_use]
    pub fn lower(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// Token `at` in lower case without a period at its end.
    #[must_use]
    pub fn bare(&self, at: usize) -> &str {
        self.lower(at).trim_end_matches('.')
    }

    /// How token `at` is written.
    #[must_use]
    pub fn case(&self, at: usize) -> Case {
        self.cases.get(at).copied().unwrap_or(Case::Punctuation)
    }

    /// Whether token `at` begins with a capital letter.
    #[must_use]
    pub fn is_capital(&self, at: usize) -> bool {
        matches!(self.case(at), Case::Capitalised | Case::Upper | Case::Mixed)
            && self.scene.word(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether token `at` stands in `class`, its last period aside.
    #[must_use]
    pub fn is(&self, class: Class, at: usize) -> bool {
        self.words.is(class, self.bare(at))
    }

    /// Whether token `at` is a plural of a word in `class`.
    #[must_use]
    pub fn is_plural(&self, class: Class, at: usize) -> bool {
        self.words.is_plural(class, self.lower(at))
    }

    /// Whether token `at` is written as an abbreviated or full title: "Sen.", "President".
    #[must_use]
    pub fn is_title(&self, at: usize) -> bool {
        self.is(Class::Position, at) || self.is(Class::Voice, at) || Self::is_abbreviated_title(self.bare(at))
    }

    /// Whether a word, lower case and without its period, is a title that is written short: "sen".
    #[must_use]
    pub fn is_abbreviated_title(word: &str) -> bool {
        ABBREVIATED.contains(&word)
    }

    /// Whether token `at` can begin a noun phrase: "the", "his", "two".
    #[must_use]
    pub fn is_determiner(&self, at: usize) -> bool {
        self.scene.lexicon.has(WordSet::Determiner, self.lower(at))
    }

    /// Whether token `at` makes a possessive of the word before it.
    #[must_use]
    pub fn is_possessive(&self, at: usize) -> bool {
        matches!(self.lower(at), "'s" | "'")
            && at > 0
            && self.scene.tokens[at].span.start() == self.scene.tokens[at - 1].span.end()
    }

    /// Index of the sentence of token `at`.
    #[must_use]
    pub fn sentence(&self, at: usize) -> usize {
        self.sentence.get(at).map_or(0, |index| *index as usize)
    }

    /// The tokens of the sentence of token `at`.
    #[must_use]
    pub fn sentence_tokens(&self, at: usize) -> TokenRange {
        self.scene.sentences.get(self.sentence(at)).map_or(TokenRange::new(at, at), |sentence| sentence.tokens)
    }

    /// Whether a sentence or a quotation begins with token `at`, so that its capital tells nothing.
    #[must_use]
    pub fn begins(&self, at: usize) -> bool {
        let start = self.sentence_tokens(at).start();
        at == start || (start..at).all(|before| self.case(before) == Case::Punctuation) || {
            matches!(self.lower(at - 1), "“" | "\"" | "‘" | "``" | ":")
        }
    }

    /// The words of a range as they stand.
    #[must_use]
    pub fn text(&self, range: TokenRange) -> String {
        match (self.scene.tokens.get(range.start()), self.scene.tokens.get(range.end().wrapping_sub(1))) {
            (Some(first), Some(last)) if !range.is_empty() => {
                self.scene.document.slice(first.span.cover(last.span)).replace(['\n', '\r'], " ")
            }
            _ => String::new(),
        }
    }
}

/// Titles that are written short before names.
const ABBREVIATED: [&str; 22] = [
    "sen", "rep", "gov", "gen", "lt", "col", "maj", "capt", "sgt", "adm", "cmdr", "pres", "sec", "supt", "insp", "det",
    "hon", "rev", "dr", "prof", "atty", "amb",
];
