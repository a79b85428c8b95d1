//! Word pieces: BERT's uncased normalisation and greedy longest match (Devlin et al. 2019), over our own tokens.
//!
//! Written out here because it must agree, character by character, with `training/hearsay_training/pieces.py`, and
//! because a general tokeniser would bring its own idea of words.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Longer words, in characters, are unknown.
const LONGEST_WORD: usize = 100;

/// Marks a piece that continues a word.
const CONTINUES: &str = "##";

/// The vocabulary: pieces that begin a word, pieces that continue one.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    beginning: HashMap<Box<str>, i32>,
    continuing: HashMap<Box<str>, i32>,
    /// The piece that stands first in a window.
    pub first: i32,
    /// The piece that stands last in a window.
    pub last: i32,
    unknown: i32,
}

impl Pieces {
    /// Reads a vocabulary: one piece a line, its number the line's, counted from 0.
    ///
    /// # Errors
    /// The name of the special piece that is missing.
    pub fn parse(vocabulary: &str) -> Result<Self, &'static str> {
        let mut pieces = Self::default();
        for (id, piece) in (0..).zip(vocabulary.lines()) {
            match piece.strip_prefix(CONTINUES).filter(|rest| !rest.is_empty()) {
                Some(rest) => pieces.continuing.insert(rest.into(), id),
                None => pieces.beginning.insert(piece.into(), id),
            };
        }
        let special = |name| pieces.beginning.get(name).copied().ok_or(name);
        let (first, last, unknown) = (special("[CLS]")?, special("[SEP]")?, special("[UNK]")?);
        Ok(Self { first, last, unknown, ..pieces })
    }

    /// Appends the pieces of a token to `ids`: at least one.
    pub fn encode(&self, token: &str, ids: &mut Vec<i32>) {
        let before = ids.len();
        let text = normalise(token);
        let mut start = 0;
        for (at, character) in text.char_indices() {
            let end = at + character.len_utf8();
            if character.is_whitespace() || stands_alone(character) {
                self.word(&text[start..at], ids);
                let next = if character.is_whitespace() { end } else { at };
                self.word(&text[next..end], ids);
                start = end;
            }
        }
        self.word(&text[start..], ids);
        if ids.len() == before {
            ids.push(self.unknown);
        }
    }

    /// Appends the pieces of one word, or the unknown piece if some stretch of it is in no piece.
    fn word(&self, word: &str, ids: &mut Vec<i32>) {
        let before = ids.len();
        let known = word.len() <= LONGEST_WORD || word.chars().count() <= LONGEST_WORD;
        let mut rest = word;
        while !rest.is_empty() {
            let pieces = if rest.len() == word.len() { &self.beginning } else { &self.continuing };
            if known && let Some((id, length)) = longest(pieces, rest) {
                ids.push(id);
                rest = &rest[length..];
            } else {
                ids.truncate(before);
                ids.push(self.unknown);
                return;
            }
        }
    }
}

/// The longest piece that `text` begins with, and its length in bytes.
fn longest(pieces: &HashMap<Box<str>, i32>, text: &str) -> Option<(i32, usize)> {
    let found = |end: usize| text.get(..end).and_then(|piece| pieces.get(piece)).map(|id| (*id, end));
    (1..=text.len()).rev().find_map(found)
}

/// Lower case without accents, control and format characters.
fn normalise(token: &str) -> String {
    if token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return token.to_ascii_lowercase();
    }
    let kept: String = token.chars().filter(|character| !is_dropped(*character)).collect();
    let decomposed = kept.to_lowercase();
    decomposed.nfd().filter(|c| c.general_category() != GeneralCategory::NonspacingMark).collect()
}

fn is_dropped(character: char) -> bool {
    let category = character.general_category();
    matches!(character, '\0' | '\u{fffd}') || matches!(category, GeneralCategory::Control | GeneralCategory::Format)
}

/// Punctuation and ideographs are words of their own.
fn stands_alone(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_punctuation();
    }
    let ideograph =
        matches!(character as u32, 0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x2_0000..=0x2_CEAF | 0xF900..=0xFAFF);
    ideograph || character.general_category_group() == GeneralCategoryGroup::Punctuation
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(token: &str) -> Vec<i32> {
        let pieces = Pieces::parse("[PAD]\n[UNK]\n[CLS]\n[SEP]\nsaid\nun\n##able\n.\nu\ns\ncafe\n##s\n中").unwrap();
        let mut ids = Vec::new();
        pieces.encode(token, &mut ids);
        ids
    }

    #[test]
    fn the_longest_piece_goes_first() {
        assert_eq!(encode("unable"), [5, 6]);
        assert_eq!(encode("Said"), [4]);
        assert_eq!(encode("saids"), [4, 11]);
    }

    #[test]
    fn accents_case_and_invisible_characters_do_not_matter() {
        assert_eq!(encode("CAFÉS"), [10, 11]);
        assert_eq!(encode("sa\u{ad}id\u{200d}"), [4]);
    }

    #[test]
    fn punctuation_and_ideographs_are_words() {
        assert_eq!(encode("U.S."), [8, 7, 9, 7]);
        assert_eq!(encode("中中"), [12, 12]);
    }

    #[test]
    fn what_no_piece_holds_is_one_unknown() {
        assert_eq!(encode("unx"), [1]);
        assert_eq!(encode("\u{200d}"), [1], "a token of nothing visible still has a piece");
        assert_eq!(encode(&"s".repeat(101)), [1]);
    }

    #[test]
    fn a_vocabulary_without_special_pieces_is_refused() {
        assert_eq!(Pieces::parse("a\nb").unwrap_err(), "[CLS]");
    }
}
