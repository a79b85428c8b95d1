//! Words and marks: the unit that all later layers count in.

use crate::text::{Document, Span};

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
}

/// Splits a document into tokens: runs of non-space characters.
#[must_use]
pub fn tokens(document: &Document) -> Vec<Token> {
    let text = document.text();
    let start_of = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().map(|word| Token { span: Span::new(start_of(word), start_of(word) + word.len()) }).collect()
}
