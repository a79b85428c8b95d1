//! What a pair of quotation marks is for. Speech unless a conservative rule knows better: a title, a nickname, a word
//! spoken of.

use super::Purpose;
use super::pairing::Draft;
use crate::lang::en::structure::Structure;
use crate::layers::tokens::{Token, is_word};

/// Longer quotations are speech whatever stands before them.
const LONGEST_TITLE: usize = 12;
const LONGEST_NICKNAME: usize = 3;
/// Words that a title writes small.
const SMALL_WORDS: [&str; 16] =
    ["a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "vs", "with"];

/// What the quotation is for.
pub(super) fn of(text: &str, tokens: &[Token], draft: &Draft, words: &Structure) -> Purpose {
    let [piece] = draft.pieces.as_slice() else { return Purpose::Speech };
    if !draft.closed || piece.len() < 3 || piece.len() > LONGEST_TITLE + 3 {
        return Purpose::Speech;
    }
    let word = |at: usize| tokens.get(at).map_or("", |token| token.span.slice(text));
    let inner: Vec<&str> =
        (piece.start() + 1..piece.end() - 1).map(word).filter(|word| word.contains(is_word)).collect();
    let before = piece.start().checked_sub(1).map_or("", word);
    let place = Place { before, after: word(piece.end()), behind: word(piece.end() + 1), words };
    let other = !inner.is_empty()
        && (words.is_naming_word(before)
            || (words.is_work(before) && is_title(&inner, 1))
            || place.is_nickname(&inner)
            || (is_title(&inner, 2) && !place.is_tagged()));
    if other { Purpose::Other } else { Purpose::Speech }
}

/// What stands around a quotation.
struct Place<'a> {
    before: &'a str,
    after: &'a str,
    behind: &'a str,
    words: &'a Structure,
}

impl Place<'_> {
    /// `James "Mad Dog" Hale`: a few capitalised words between two capitalised ones.
    fn is_nickname(&self, inner: &[&str]) -> bool {
        inner.len() <= LONGEST_NICKNAME
            && inner.iter().all(|word| is_capitalised(word) || SMALL_WORDS.contains(word))
            && inner.iter().any(|word| is_capitalised(word))
            && is_capitalised(self.before)
            && is_capitalised(self.after)
            && !self.words.is_sentence_starter(self.before)
            && !self.words.is_sentence_starter(self.after)
            && !self.words.is_tag_verb(self.behind)
    }

    /// Whether a speaker or a verb of saying stands beside it, or nothing that could lead a title in.
    fn is_tagged(&self) -> bool {
        let leads = self.before.chars().all(|c| is_word(c) || c == '’' || c == '\'') && !self.before.is_empty();
        !leads
            || self.words.is_tag_verb(self.before)
            || self.words.is_tag_verb(self.after)
            || (is_name_like(self.after) && self.words.is_tag_verb(self.behind))
    }
}

/// Whether the words are written like a title: capitals except for small words, at least `least` capitalised.
fn is_title(inner: &[&str], least: usize) -> bool {
    let capitals = inner.iter().filter(|word| is_capitalised(word)).count();
    let small = |word: &&str| SMALL_WORDS.contains(word) || word.starts_with(|c: char| !c.is_alphabetic());
    capitals >= least && inner.iter().all(|word| is_capitalised(word) || small(word)) && is_capitalised(inner[0])
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_name_like(word: &str) -> bool {
    is_capitalised(word) || matches!(word, "he" | "she" | "they" | "it" | "we" | "I" | "you")
}
