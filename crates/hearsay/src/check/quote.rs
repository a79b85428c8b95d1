//! The quotations of an article: their words, their open marks, and the words of the author around them.

use super::corpus::{Transcripts, WordId};
use super::lexicon::{self, Class};
use super::speaker::{Called, Compared};
use super::words::{Flags, Word, words};
use super::{Quoted, attributed};
use crate::analyze::Analysis;
use crate::layers::quotations::{Purpose, Quotation};
use crate::layers::sentences::Sentence;
use crate::text::{Document, Span};

/// So few quoted words may be scare quotes.
const SCARE: usize = 4;

/// One quotation to be found.
#[derive(Debug)]
pub(super) struct Quote {
    /// The quoted stretches without their marks.
    pub pieces: Vec<Span>,
    /// Their words.
    pub words: Vec<Word>,
    /// The number of each word in the transcripts.
    pub ids: Vec<WordId>,
    /// The classes of each word.
    pub classes: Vec<Class>,
    /// Whether brackets or an ellipsis stand anywhere in it.
    pub open: bool,
    /// Whether the quoted words end in a question mark.
    pub asks: bool,
    /// The author's words in the sentences around.
    pub author: Vec<Word>,
    /// How the voices answer to what the article calls the speaker.
    pub called: Called,
}

/// The quotations of `article`, in order, with what the article says of them; those that are titles or scare quotes are
/// left out.
pub(super) fn quoted(article: &Document, analysis: &Analysis) -> Vec<Quoted> {
    let mut groups: Vec<Vec<Span>> = Vec::new();
    for quotation in analysis.quotations.iter().filter(|q| q.within.is_none() && q.purpose == Purpose::Speech) {
        let pieces = inner(article, quotation);
        match groups.last_mut().filter(|group| goes_on(article, analysis, group, &pieces)) {
            Some(group) => group.extend(pieces),
            None => groups.push(pieces),
        }
    }
    let mut before: Option<String> = None;
    let mut out = Vec::with_capacity(groups.len());
    for pieces in groups {
        let one = attributed::attributed(article, analysis, pieces, before.as_deref());
        if !is_claim(article, &one) {
            continue;
        }
        before = one.speaker.clone().or(before);
        out.push(one);
    }
    out
}

/// A few words that no statement holds and that nobody is said to say are the author's distance, not a quotation.
fn is_claim(article: &Document, one: &Quoted) -> bool {
    let words: usize = one.pieces.iter().map(|piece| article.slice(*piece).split_whitespace().count()).sum();
    let ends = one.pieces.last().is_some_and(|piece| article.slice(*piece).ends_with(['.', '!', '?', ',']));
    one.statement.is_some() || one.speaker.is_some() || ends || words > SCARE
}

/// The stretches of a quotation without the marks at their ends.
fn inner(article: &Document, quotation: &Quotation) -> Vec<Span> {
    let last = quotation.pieces.len().saturating_sub(1);
    let strip = |(index, span): (usize, &Span)| {
        let text = article.slice(*span);
        let after_open = text.trim_start_matches(is_mark);
        let start = span.start() + text.len() - after_open.len();
        let closed = quotation.closed || index < last;
        let inside = if closed { after_open.trim_end_matches(is_mark) } else { after_open };
        Span::new(start, start + inside.len())
    };
    quotation.pieces.iter().enumerate().map(strip).collect()
}

fn is_mark(character: char) -> bool {
    matches!(
        character,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '’' | '‚' | '\'' | '`' | '「' | '」'
    ) || character.is_whitespace()
}

/// Whether the author only interrupts a quotation: "We go," she said, "and we stay." So does one statement that holds what stands
/// before the interruption and what stands after it: "We go," she said. "We stay."
fn goes_on(article: &Document, analysis: &Analysis, group: &[Span], next: &[Span]) -> bool {
    let (Some(last), Some(first)) = (group.last(), next.first()) else { return false };
    let between = Span::new(last.end(), first.start());
    let author = article.slice(between);
    let ends = article.slice(*last).ends_with(['.', '!', '?']);
    let small = article.slice(*first).starts_with(|c: char| c.is_lowercase() || matches!(c, '…' | '.' | '['));
    let count = author.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    let one_sentence =
        analysis.sentences.iter().any(|s| s.span.contains_byte(last.end()) && s.span.contains_byte(first.start()));
    let says = (1..=12).contains(&count) && article.slice(*last).ends_with([',', '—', '–', '-', '…']);
    let holds = |span: Span| {
        move |range: &crate::text::TokenRange| {
            analysis
                .tokens
                .get(range.range())
                .is_some_and(|tokens| tokens.iter().any(|token| span.contains(token.span)))
        }
    };
    let one_statement = analysis.attributions.iter().any(|statement| {
        let holds_last = statement.content.iter().any(holds(*last));
        holds_last && statement.content.iter().any(holds(*first))
    });
    // A comma at the end of the second piece leads to words of its own that tell who says it.
    let closes = next.last().is_some_and(|piece| article.slice(*piece).ends_with(['.', '!', '?']));
    let interrupts = !ends && small && one_sentence || !small && closes && one_statement;
    interrupts && says && !author.contains('\n')
}

impl Quote {
    /// The words of `one`, one of the article's quotations `all`.
    pub(super) fn new(
        article: &Document,
        sentences: &[Sentence],
        all: &[Quoted],
        one: &Quoted,
        transcripts: &Transcripts<'_>,
        compared: &mut Compared,
    ) -> Self {
        let mut list: Vec<Word> = Vec::new();
        for piece in &one.pieces {
            let mut words = words(article.slice(*piece), piece.start());
            if let Some(first) = words.first_mut().filter(|_| !list.is_empty()) {
                first.flags.set(Flags::INTERRUPTED);
            }
            list.append(&mut words);
        }
        let ids = list.iter().map(|word| transcripts.id(&word.form)).collect();
        let classes =
            list.iter().map(|word| lexicon::class_as_written(&word.form, word.flags.has(Flags::CAPITAL))).collect();
        let asks = one.pieces.last().is_some_and(|piece| article.slice(*piece).trim_end().ends_with('?'));
        let marks = |text: &str| text.contains(['[', '…']) || text.contains("...") || text.contains(". . .");
        let open = one.pieces.iter().any(|piece| marks(article.slice(*piece)));
        let passage = passage(sentences, &one.pieces);
        let mut author = words(article.slice(passage), passage.start());
        author.retain(|word| !all.iter().flat_map(|other| &other.pieces).any(|piece| piece.contains(word.span)));
        let called = Called::new(one, transcripts, compared);
        Self { pieces: one.pieces.clone(), words: list, ids, classes, open, asks, author, called }
    }

    /// Whether brackets or an ellipsis mark a departure before word `at` (or at the end, for `at` = length).
    pub(super) fn is_bracketed(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.flags.has(Flags::BRACKET))
    }

    /// Whether an ellipsis stands before word `at`.
    pub(super) fn has_ellipsis(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.flags.has(Flags::ELLIPSIS))
    }
}

/// The sentences that hold the pieces.
pub(super) fn passage(sentences: &[Sentence], pieces: &[Span]) -> Span {
    let whole = pieces.iter().copied().reduce(Span::cover).unwrap_or(Span::new(0, 0));
    sentences
        .iter()
        .filter(|sentence| sentence.span.overlaps(whole))
        .fold(whole, |span, sentence| span.cover(sentence.span))
}
