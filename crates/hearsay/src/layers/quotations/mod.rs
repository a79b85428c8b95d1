//! Quotation marks, paired: what is certain is not left to the network.
//!
//! One pass a paragraph over its marks with a stack (`pairing`); which way an ambiguous mark looks is told from what
//! stands around it and what is open (`marks`); what a pair is for, by conservative rules (`purpose`).

mod marks;
mod pairing;
mod purpose;

use super::sentences::Sentence;
use super::tokens::Token;
use crate::lang::en::structure::Structure;
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

/// Pairs the quotation marks of a document; quotations come in order of their first mark, and they nest.
#[must_use]
pub fn quotations(document: &Document, tokens: &[Token], sentences: &[Sentence], words: &Structure) -> Vec<Quotation> {
    let text = document.text();
    let drafts = pairing::pair(text, tokens, &paragraphs(sentences));
    let spans = |range: &TokenRange| tokens[range.start()].span.cover(tokens[range.end() - 1].span);
    let mut quotations: Vec<Quotation> = drafts
        .into_iter()
        .map(|draft| Quotation {
            pieces: draft.pieces.iter().map(spans).collect(),
            purpose: purpose::of(text, tokens, &draft, words),
            tokens: draft.pieces,
            closed: draft.closed,
            within: None,
        })
        .collect();
    nest(&mut quotations);
    quotations
}

/// The token ranges of the paragraphs.
fn paragraphs(sentences: &[Sentence]) -> Vec<TokenRange> {
    sentences
        .chunk_by(|a, b| a.paragraph == b.paragraph)
        .map(|group| TokenRange::new(group[0].tokens.start(), group[group.len() - 1].tokens.end()))
        .collect()
}

/// Points each quotation to the one around it. Pieces never cross, so the nearest that has not ended is it.
fn nest(quotations: &mut [Quotation]) {
    let last = |quotation: &Quotation| quotation.tokens.last().map_or(0, |range| range.end());
    let mut around: Vec<usize> = Vec::new();
    for index in 0..quotations.len() {
        let start = quotations[index].tokens.first().map_or(0, |range| range.start());
        while around.last().is_some_and(|&outer| last(&quotations[outer]) <= start) {
            around.pop();
        }
        quotations[index].within = around.last().copied();
        around.push(index);
    }
}

#[cfg(test)]
mod tests;
