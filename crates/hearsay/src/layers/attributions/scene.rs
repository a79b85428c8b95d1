//! What every rule sees: the document with the layers below attributions.

use crate::lang::en::{Lexicon, WordSet};
use crate::layers::quotations::{Purpose, Quotation};
use crate::layers::sentences::Sentence;
use crate::layers::tokens::Token;
use crate::text::{Document, PartKind, TokenRange};

/// A document's tokens, sentences and quotations, and the words of its language.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The text.
    pub document: &'a Document,
    /// Words and marks.
    pub tokens: &'a [Token],
    /// Sentences, in order.
    pub sentences: &'a [Sentence],
    /// Paired quotation marks.
    pub quotations: &'a [Quotation],
    /// Words of the language.
    pub lexicon: &'a Lexicon,
}

impl Scene<'_> {
    /// Token `at` as it stands; empty beyond the end.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| self.document.slice(token.span))
    }

    /// Token `at` in lower case, with straight apostrophes.
    pub fn lower(&self, at: usize) -> String {
        self.word(at).to_lowercase().replace('’', "'")
    }

    /// Whether token `at` or its lemma stands in `set`.
    pub fn is(&self, set: WordSet, at: usize) -> bool {
        self.lexicon.is(set, &self.lower(at))
    }

    /// Whether token `at` stands in `set` as it is.
    pub fn has(&self, set: WordSet, at: usize) -> bool {
        self.lexicon.has(set, &self.lower(at))
    }

    /// Whether token `at` is a word or a number.
    pub fn is_word(&self, at: usize) -> bool {
        self.word(at).chars().any(char::is_alphanumeric)
    }

    /// The sentence of token `at`, if it stands in one.
    pub fn sentence(&self, at: usize) -> Option<&Sentence> {
        let index = self.sentences.partition_point(|sentence| sentence.tokens.end() <= at);
        self.sentences.get(index).filter(|sentence| sentence.tokens.contains(at))
    }

    /// The pieces of quotations that are somebody's words.
    pub fn speech(&self) -> impl Iterator<Item = TokenRange> {
        let speech = self.quotations.iter().filter(|quotation| quotation.purpose == Purpose::Speech);
        speech.flat_map(|quotation| quotation.tokens.iter().copied())
    }

    /// Whether token `at` stands in a part that is quoted as a whole: a block quotation or a turn.
    pub fn in_quoted_part(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let parts = self.document.parts();
        let index = parts.partition_point(|part| part.span.end() <= token.span.start());
        parts.get(index).is_some_and(|part| {
            matches!(part.kind, PartKind::Blockquote | PartKind::Turn) && part.span.contains(token.span)
        })
    }
}

/// A value, the rule that chose it and the tokens it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision<T> {
    /// The value.
    pub value: T,
    /// The rule.
    pub decider: &'static str,
    /// What it saw.
    pub evidence: Vec<TokenRange>,
}

impl<T> Decision<T> {
    /// A decision that rests on one range of tokens.
    pub fn new(value: T, decider: &'static str, evidence: TokenRange) -> Self {
        Self { value, decider, evidence: vec![evidence] }
    }
}
