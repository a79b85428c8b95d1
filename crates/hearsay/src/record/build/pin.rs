//! From spans and token ranges to words with offsets in the record's unit.

use crate::layers::tokens::Token;
use crate::record::{Offsets, Pinned};
use crate::text::{Document, OffsetTable, OffsetUnit, Span, TokenRange, time_code};

/// Pins stretches of one document: the only place where positions leave bytes and tokens.
pub(super) struct Pinner<'d> {
    document: &'d Document,
    tokens: &'d [Token],
    table: OffsetTable<'d>,
}

impl<'d> Pinner<'d> {
    pub(super) fn new(document: &'d Document, tokens: &'d [Token], unit: OffsetUnit) -> Self {
        Self { document, tokens, table: OffsetTable::new(document.text(), unit) }
    }

    /// The offset of byte `at` in the record's unit.
    pub(super) fn offset(&self, at: usize) -> usize {
        self.table.offset(at)
    }

    /// The bytes from the first token to the last; `None` for a range that holds no token.
    pub(super) fn span(&self, range: TokenRange) -> Option<Span> {
        let tokens = self.tokens.get(range.range())?;
        Some(tokens.first()?.span.cover(tokens.last()?.span))
    }

    /// The bytes of each range that holds a token.
    pub(super) fn spans(&self, ranges: &[TokenRange]) -> Vec<Span> {
        ranges.iter().filter_map(|range| self.span(*range)).collect()
    }

    /// The time in the recording at which the words of a range are said (`HH:MM:SS.mmm`), where the transcript tells.
    pub(super) fn recorded(&self, range: TokenRange) -> Option<String> {
        self.span(range).and_then(|span| self.document.time_at(span.start())).map(time_code)
    }

    /// `[start, end]` of each span.
    pub(super) fn offsets(&self, spans: &[Span]) -> Vec<Offsets> {
        spans.iter().map(|span| self.table.pair(*span)).collect()
    }

    /// The words of the spans, joined by one space, and where they stand.
    pub(super) fn pin(&self, spans: &[Span]) -> Pinned {
        let words: Vec<&str> = spans.iter().map(|span| self.document.slice(*span)).collect();
        Pinned { text: words.join(" "), spans: self.offsets(spans) }
    }
}
