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
    uncross(&mut quotations);
    nest(&mut quotations);
    quotations
}

/// Cuts a quotation that begins inside an earlier one and runs on beyond its end: of paragraphs that reopen, the later ones go.
fn uncross(quotations: &mut Vec<Quotation>) {
    let mut open: Vec<usize> = Vec::new();
    quotations.retain_mut(|quotation| {
        let start = quotation.tokens.first().map_or(0, |piece| piece.start());
        while open.last().is_some_and(|&end| end <= start) {
            open.pop();
        }
        let Some(&end) = open.last() else {
            open.extend(quotation.tokens.last().map(|piece| piece.end()));
            return true;
        };
        let kept = quotation.tokens.iter().take_while(|piece| piece.end() <= end).count();
        quotation.closed &= kept == quotation.tokens.len();
        quotation.tokens.truncate(kept);
        quotation.pieces.truncate(kept);
        open.extend(quotation.tokens.last().map(|piece| piece.end()));
        kept > 0
    });
}

/// The token ranges of the paragraphs.
fn paragraphs(sentences: &[Sentence]) -> Vec<TokenRange> {
    sentences
        .chunk_by(|a, b| a.paragraph == b.paragraph)
        .map(|group| TokenRange::new(group[0].tokens.start(), group[group.len() - 1].tokens.end()))
        .collect()
}

/// Points each quotation to the nearest that holds it whole and begins before it.
fn nest(quotations: &mut [Quotation]) {
    let first = |quotation: &Quotation| quotation.tokens.first().map_or(0, |range| range.start());
    let last = |quotation: &Quotation| quotation.tokens.last().map_or(0, |range| range.end());
    let mut around: Vec<usize> = Vec::new();
    for index in 0..quotations.len() {
        let (start, end) = (first(&quotations[index]), last(&quotations[index]));
        while around.last().is_some_and(|&outer| last(&quotations[outer]) <= start) {
            around.pop();
        }
        let holds = |outer: &&usize| first(&quotations[**outer]) < start && end <= last(&quotations[**outer]);
        let within = around.iter().rev().find(holds).copied();
        quotations[index].within = within;
        around.push(index);
    }
}

#[cfg(test)]
mod tests;
