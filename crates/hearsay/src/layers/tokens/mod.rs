//! Words and marks: the unit that all later layers count in.
//!
//! A token is a word with its inner marks (`don't`, `U.S.`, `28-point`, `3.5`, `$1.2`, `O'Brien`), a whole address, or
//! one mark; `'s` and the other clitics stand alone, because a source ends before them. The trained weights depend on
//! these boundaries: a change here asks for new weights.

mod address;
mod character;
mod word;

use crate::lang::en::structure::Structure;
use crate::text::{Document, Span};

pub use character::{is_apostrophe, is_word};

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
}

/// Splits a document into tokens; every character that is no white space lies in exactly one.
#[must_use]
pub fn tokens(document: &Document, words: &Structure) -> Vec<Token> {
    let text = document.text();
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(first) = character::at(text, at) {
        let end = if first.is_whitespace() { at + first.len_utf8() } else { token_end(text, at, first, words) };
        if !first.is_whitespace() {
            tokens.push(Token { span: Span::new(at, end) });
        }
        at = end;
    }
    tokens
}

/// Where the token that starts at byte `start` with `first` ends: the first rule that knows it decides.
fn token_end(text: &str, start: usize, first: char, words: &Structure) -> usize {
    address::end(text, start)
        .or_else(|| word::clitic_end(text, start))
        .or_else(|| word::elision_end(text, start, words))
        .or_else(|| run_end(text, start, first))
        .or_else(|| word::end(text, start, first, words))
        .unwrap_or_else(|| character::cluster_end(text, start))
}

/// Marks that make one token when they are repeated: `--`, `...`, `''`, rules of `=` or `_`.
fn run_end(text: &str, start: usize, first: char) -> Option<usize> {
    let repeated = |most: usize| text[start..].bytes().take(most).take_while(|&byte| char::from(byte) == first).count();
    let length = if matches!(first, '\'' | '`') { repeated(3) } else { repeated(usize::MAX) };
    match first {
        '-' | '.' | '_' | '=' | '*' | '~' | '#' if length > 1 => Some(start + length),
        '`' if length > 1 => Some(start + 2),
        // Three are a pair and a single one: the pair is outside.
        '\'' if length == 2 || (length > 2 && character::before(text, start).is_none_or(|c| c.is_whitespace())) => {
            Some(start + 2)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
