//! From bytes to the unit that a reader of the record asked for. The only place where units other than bytes exist.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Span;

/// The unit of the offsets in a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// Unicode code points (Python's unit).
    #[default]
    Codepoint,
    /// Bytes of the UTF-8 text.
    Byte,
    /// UTF-16 code units (JavaScript's and Java's unit).
    Utf16,
}

/// Converts byte positions of one text into an [`OffsetUnit`], and back.
///
/// Checkpoints every [`STRIDE`] bytes keep memory at a fraction of the text and each look-up at constant time.
#[derive(Debug)]
pub struct OffsetTable<'t> {
    text: &'t str,
    unit: OffsetUnit,
    checkpoints: Vec<u32>,
}

const STRIDE: usize = 64;

impl<'t> OffsetTable<'t> {
    /// A table for `text`; linear in its length.
    #[must_use]
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut units = 0u32;
        for (at, character) in text.char_indices() {
            while checkpoints.len() * STRIDE <= at {
                checkpoints.push(units);
            }
            units += width(character, unit);
        }
        Self { text, unit, checkpoints }
    }

    /// The unit this table converts to.
    #[must_use]
    pub fn unit(&self) -> OffsetUnit {
        self.unit
    }

    /// The offset of byte `at` (a character boundary; anything past the end counts as the end).
    #[must_use]
    pub fn offset(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        if self.unit == OffsetUnit::Byte || self.checkpoints.is_empty() {
            return at;
        }
        let checkpoint = (at / STRIDE).min(self.checkpoints.len() - 1);
        let from = boundary_at_or_after(self.text, checkpoint * STRIDE);
        let passed: u32 = self.text.get(from..at).unwrap_or("").chars().map(|c| width(c, self.unit)).sum();
        (self.checkpoints[checkpoint] + passed) as usize
    }

    /// A span as `[start, end]` in the table's unit.
    #[must_use]
    pub fn pair(&self, span: Span) -> [usize; 2] {
        [self.offset(span.start()), self.offset(span.end())]
    }

    /// The byte at `offset` units from the start; the text's length where `offset` lies past the end.
    #[must_use]
    pub fn byte(&self, offset: usize) -> usize {
        if self.unit == OffsetUnit::Byte {
            return offset.min(self.text.len());
        }
        let checkpoint = self.checkpoints.partition_point(|&units| units as usize <= offset).saturating_sub(1);
        let from = boundary_at_or_after(self.text, checkpoint * STRIDE);
        let mut units = self.checkpoints.get(checkpoint).map_or(0, |&u| u as usize);
        for (at, character) in self.text.get(from..).unwrap_or("").char_indices() {
            if units >= offset {
                return from + at;
            }
            units += width(character, self.unit) as usize;
        }
        self.text.len()
    }
}

fn width(character: char, unit: OffsetUnit) -> u32 {
    match unit {
        OffsetUnit::Codepoint => 1,
        OffsetUnit::Byte => character.len_utf8() as u32,
        OffsetUnit::Utf16 => character.len_utf16() as u32,
    }
}

/// The checkpoint of a stride counts the units before the first character that starts at or after it.
fn boundary_at_or_after(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at.min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn units_differ_beyond_the_basic_plane() {
        let text = "a😀é";
        let end = text.len();
        assert_eq!(OffsetTable::new(text, OffsetUnit::Codepoint).offset(end), 3);
        assert_eq!(OffsetTable::new(text, OffsetUnit::Utf16).offset(end), 4);
        assert_eq!(OffsetTable::new(text, OffsetUnit::Byte).offset(end), 7);
    }

    proptest! {
        #[test]
        fn every_boundary_goes_there_and_back(text in "\\PC{0,300}") {
            for unit in [OffsetUnit::Codepoint, OffsetUnit::Byte, OffsetUnit::Utf16] {
                let table = OffsetTable::new(&text, unit);
                for (at, _) in text.char_indices() {
                    let expected: usize = text[..at].chars().map(|c| width(c, unit) as usize).sum();
                    prop_assert_eq!(table.offset(at), expected);
                    prop_assert_eq!(table.byte(expected), at);
                }
            }
        }
    }
}
