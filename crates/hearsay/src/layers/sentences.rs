//! Sentences, inside paragraphs.

use super::tokens::Token;
use crate::text::{Document, Span, TokenRange};

/// A sentence. A sentence never crosses a paragraph's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without surrounding space.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// Index of its paragraph, counted from 0.
    pub paragraph: usize,
}

/// Splits a document into sentences: each part is one.
#[must_use]
pub fn sentences(document: &Document, tokens: &[Token]) -> Vec<Sentence> {
    let within = |span: Span| {
        let start = tokens.partition_point(|token| token.span.start() < span.start());
        let end = tokens.partition_point(|token| token.span.start() < span.end());
        TokenRange::new(start, end)
    };
    document
        .parts()
        .iter()
        .enumerate()
        .map(|(paragraph, part)| Sentence { span: part.span, tokens: within(part.span), paragraph })
        .collect()
}
