//! What every rule sees: the document with the layers below attributions.

use std::collections::BTreeMap;

use super::turns::{Turn, turns};
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
    /// For each mark that opens or closes a piece of a quotation the other one.
    mates: BTreeMap<usize, usize>,
    /// The paragraphs, in order.
    paragraphs: Vec<TokenRange>,
    /// Turns of interviews, in order.
    turns: Vec<Turn>,
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
        let paragraphs = sentences.chunk_by(|one, next| one.paragraph == next.paragraph).filter_map(cover).collect();
        let mates = quotations.iter().filter(|quotation| quotation.closed).flat_map(mates).collect();
        let mut scene = Self {
            document,
            tokens,
            sentences,
            quotations,
            lexicon,
            speech,
            holders,
            mates,
            paragraphs,
            turns: Vec::new(),
        };
        scene.turns = turns(&scene);
        scene
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

    /// Whether a quotation of speech, or one of its pieces, begins at token `at`.
    pub fn opens_speech(&self, at: usize) -> bool {
        let index = self.speech.partition_point(|piece| piece.start() < at);
        self.speech.get(index).is_some_and(|piece| piece.start() == at)
    }

    /// Whether the outermost quotation of speech that holds token `at` begins there.
    pub fn is_outermost(&self, at: usize) -> bool {
        self.holders.get(at).copied().flatten().is_some_and(|(outer, _)| outer as usize == at)
    }

    /// The mark that token `at`, a mark, makes a pair with.
    pub fn mate(&self, at: usize) -> Option<usize> {
        self.mates.get(&at).copied()
    }

    /// The paragraph of token `at`; empty beyond the end.
    pub fn paragraph(&self, at: usize) -> TokenRange {
        let index = self.paragraphs.partition_point(|paragraph| paragraph.end() <= at);
        self.paragraphs.get(index).copied().unwrap_or(TokenRange::new(at, at))
    }

    /// All paragraphs, in order.
    pub fn paragraphs(&self) -> &[TokenRange] {
        &self.paragraphs
    }

    /// The turns of interviews that begin in `range`.
    pub fn turns_in(&self, range: TokenRange) -> &[Turn] {
        let from = |at: usize| self.turns.partition_point(|turn| turn.body.start() < at);
        self.turns.get(from(range.start())..from(range.end())).unwrap_or(&[])
    }

    /// Whether token `at` stands in a part that is quoted as a whole: a block quotation or a turn.
    pub fn in_quoted_part(&self, at: usize) -> bool {
        let next = self.turns.partition_point(|turn| turn.body.start() <= at);
        let turn = next.checked_sub(1).and_then(|last| self.turns.get(last));
        turn.is_some_and(|turn| turn.body.contains(at))
            || matches!(self.part(at), Some(PartKind::Blockquote | PartKind::Turn))
    }

    /// What kind of part token `at` stands in.
    pub fn part(&self, at: usize) -> Option<PartKind> {
        let token = self.tokens.get(at)?;
        let parts = self.document.parts();
        let index = parts.partition_point(|part| part.span.end() <= token.span.start());
        parts.get(index).filter(|part| part.span.contains(token.span)).map(|part| part.kind)
    }
}

fn cover(sentences: &[Sentence]) -> Option<TokenRange> {
    Some(TokenRange::new(sentences.first()?.tokens.start(), sentences.last()?.tokens.end()))
}

/// Both ways between the marks of a quotation of one piece; one of several pieces has no single pair.
fn mates(quotation: &Quotation) -> Vec<(usize, usize)> {
    match quotation.tokens.as_slice() {
        [piece] if piece.len() > 1 => vec![(piece.start(), piece.end() - 1), (piece.end() - 1, piece.start())],
        _ => Vec::new(),
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
