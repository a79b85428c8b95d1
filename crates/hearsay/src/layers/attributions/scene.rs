//! What every rule sees: the document with the layers below attributions.

use crate::lang::en::{Lexicon, WordSet};
use crate::layers::quotations::{Purpose, Quotation};
use crate::layers::sentences::Sentence;
use crate::layers::tokens::Token;
use crate::text::{Document, PartKind, TokenRange};

/// A document's tokens, sentences and quotations, and the words of its language.
#[derive(Clone)]
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
    /// The pieces of quotations that are somebody's words, by their first token.
    speech: Vec<TokenRange>,
    /// For each token the first tokens of the outermost and the innermost such piece that holds it.
    holders: Vec<Option<(u32, u32)>>,
}

impl<'a> Scene<'a> {
    /// Puts the layers together.
    #[must_use]
    pub fn new(
        document: &'a Document,
        tokens: &'a [Token],
        sentences: &'a [Sentence],
        quotations: &'a [Quotation],
        lexicon: &'a Lexicon,
    ) -> Self {
        let spoken = quotations.iter().filter(|quotation| quotation.purpose == Purpose::Speech);
        let mut speech: Vec<TokenRange> = spoken.flat_map(|quotation| quotation.tokens.iter().copied()).collect();
        speech.sort_by_key(|piece| (piece.start(), std::cmp::Reverse(piece.end())));
        let holders = holders(&speech, tokens.len());
        Self { document, tokens, sentences, quotations, lexicon, speech, holders }
    }

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

    /// The pieces of quotations that are somebody's words and begin in `range`.
    pub fn speech_in(&self, range: TokenRange) -> &[TokenRange] {
        let from = |at: usize| self.speech.partition_point(|piece| piece.start() < at);
        self.speech.get(from(range.start())..from(range.end())).unwrap_or(&[])
    }

    /// The first token of the innermost quotation of speech that token `at` stands in.
    pub fn quoted_from(&self, at: usize) -> Option<usize> {
        self.holders.get(at).copied().flatten().map(|(_, start)| start as usize)
    }

    /// Whether token `at` stands in a quotation of speech behind its opening mark.
    pub fn is_inside_marks(&self, at: usize) -> bool {
        self.holders.get(at).copied().flatten().is_some_and(|(start, _)| (start as usize) < at)
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

/// For each token the starts of the first and the last piece, in order of their starts, that hold it.
fn holders(pieces: &[TokenRange], tokens: usize) -> Vec<Option<(u32, u32)>> {
    let mut open: Vec<TokenRange> = Vec::new();
    let mut pieces = pieces.iter().copied().peekable();
    let start = |piece: &TokenRange| u32::try_from(piece.start()).ok();
    let mut at_token = |at: usize| {
        while open.last().is_some_and(|piece| piece.end() <= at) {
            open.pop();
        }
        while let Some(piece) = pieces.next_if(|piece| piece.start() <= at) {
            open.push(piece);
        }
        open.first().and_then(start).zip(open.last().and_then(start))
    };
    (0..tokens).map(&mut at_token).collect()
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
