//! Quotation marks, paired: what is certain is not left to the network.

use super::sentences::Sentence;
use super::tokens::Token;
use crate::text::{Document, Span, TokenRange};

/// What a pair of quotation marks is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Somebody's words.
    Speech,
    /// A title, a nickname, a word spoken of, a scare quote.
    Other,
}

/// A stretch between quotation marks. One that runs on over paragraphs (each reopening) is one quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The stretches with their marks, one a paragraph.
    pub pieces: Vec<Span>,
    /// The tokens of each piece, marks included.
    pub tokens: Vec<TokenRange>,
    /// Whether a closing mark was found.
    pub closed: bool,
    /// Index of the quotation that holds this one.
    pub within: Option<usize>,
    /// What it is for.
    pub purpose: Purpose,
}

/// Pairs the quotation marks of a document.
#[must_use]
pub fn quotations(_document: &Document, _tokens: &[Token], _sentences: &[Sentence]) -> Vec<Quotation> {
    Vec::new()
}
