//! From a record's offsets back to bytes and to code points, for the formats that need the one or the other.

use super::{Offsets, Record};
use crate::text::{OffsetTable, OffsetUnit, Span};

/// The places of one record's text.
pub struct Places<'r> {
    text: &'r str,
    own: OffsetTable<'r>,
    codepoints: OffsetTable<'r>,
}

impl<'r> Places<'r> {
    /// Of a record.
    #[must_use]
    pub fn new(record: &'r Record) -> Self {
        let text = record.document.text.as_str();
        let own = OffsetTable::new(text, record.document.offsets);
        Self { text, own, codepoints: OffsetTable::new(text, OffsetUnit::Codepoint) }
    }

    /// The document's text.
    #[must_use]
    pub fn text(&self) -> &'r str {
        self.text
    }

    /// The bytes at `[start, end]` of the record.
    #[must_use]
    pub fn bytes(&self, [start, end]: Offsets) -> Span {
        Span::new(self.own.byte(start), self.own.byte(end))
    }

    /// A span of bytes in code points.
    #[must_use]
    pub fn codepoints(&self, span: Span) -> Offsets {
        self.codepoints.pair(span)
    }

    /// The words under a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &'r str {
        span.slice(self.text)
    }
}
