//! Where each character of the clean text stood in the original bytes.

/// A stretch of text copied from the original: `len_original` bytes from `original` gave `len_text` bytes from `text`.
///
/// A run is `units` equal pieces, and unit `i` of the text came from unit `i` of the original: bytes of a UTF-8 text
/// (as many units as bytes), characters of one width in another encoding, or a single unit that cannot be split (an
/// entity such as `&amp;`, a stretch of white space that became one space, a page of a PDF). Text between runs (a
/// paragraph break put in) has no original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// First byte in the clean text.
    pub text: usize,
    /// Length in the clean text, in bytes; a multiple of `units`.
    pub len_text: usize,
    /// First byte in the original.
    pub original: usize,
    /// Length in the original, in bytes; a multiple of `units`.
    pub len_original: usize,
    /// How many equal pieces correspond one by one; at least 1.
    pub units: usize,
}

impl Run {
    /// A run that corresponds byte by byte.
    #[must_use]
    pub fn bytes(text: usize, original: usize, len: usize) -> Self {
        Self { text, len_text: len, original, len_original: len, units: len.max(1) }
    }

    /// A run that is one unit.
    #[must_use]
    pub fn unit(text: usize, len_text: usize, original: usize, len_original: usize) -> Self {
        Self { text, len_text, original, len_original, units: 1 }
    }

    /// Bytes of text and bytes of original in each unit.
    fn widths(&self) -> (usize, usize) {
        (self.len_text / self.units, self.len_original / self.units)
    }

    /// Whether `next` is more text from the same whole.
    fn is_same_whole(&self, next: &Run) -> bool {
        self.units == 1
            && next.units == 1
            && (self.original, self.len_original) == (next.original, next.len_original)
            && self.text + self.len_text == next.text
    }

    /// Whether `next` goes on where this run ends, with units of the same widths.
    fn continues(&self, next: &Run) -> bool {
        self.widths() == next.widths()
            && self.len_original > 0
            && self.text + self.len_text == next.text
            && self.original + self.len_original == next.original
    }

    /// The stretch of this run under the text bytes `start..end`, widened to whole units.
    fn part(&self, start: usize, end: usize) -> Run {
        let (wide_text, wide_original) = self.widths();
        let first = (start - self.text) / wide_text;
        let last = (end - self.text).div_ceil(wide_text);
        Run {
            text: self.text + first * wide_text,
            len_text: (last - first) * wide_text,
            original: self.original + first * wide_original,
            len_original: (last - first) * wide_original,
            units: last - first,
        }
    }
}

/// The runs of a document, in order of the clean text, never overlapping there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    runs: Vec<Run>,
}

impl SourceMap {
    /// An empty map: no text yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The map of a text that is the original, byte for byte.
    #[must_use]
    pub fn identity(len: usize) -> Self {
        let mut map = Self::new();
        map.push(Run::bytes(0, 0, len));
        map
    }

    /// Appends a run; it is joined to the last where both go on without a gap in units of the same widths.
    pub fn push(&mut self, run: Run) {
        if run.len_text == 0 {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.is_same_whole(&run) => last.len_text += run.len_text,
            Some(last) if last.continues(&run) => {
                last.len_text += run.len_text;
                last.len_original += run.len_original;
                last.units += run.units;
            }
            _ => self.runs.push(run),
        }
    }

    /// All runs, in order.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The original bytes (start, end) that text byte `at` came from; `None` for text that was put in.
    #[must_use]
    pub fn original(&self, at: usize) -> Option<(usize, usize)> {
        let run = self.runs.get(self.first_ending_after(at)).filter(|run| run.text <= at)?.part(at, at + 1);
        Some((run.original, run.original + run.len_original))
    }

    /// This map led on through `deeper`: what is `original` here is text there. Used where a reader walks decoded text.
    #[must_use]
    pub fn through(&self, deeper: &SourceMap) -> SourceMap {
        let mut map = SourceMap::new();
        for run in &self.runs {
            if run.len_text == run.units && run.len_original == run.units {
                deeper.lead_bytes(run, &mut map);
            } else {
                deeper.lead_units(run, &mut map);
            }
        }
        map
    }

    fn lead_bytes(&self, run: &Run, map: &mut SourceMap) {
        let end = run.original + run.len_original;
        for own in &self.runs[self.first_ending_after(run.original)..] {
            let (from, to) = (own.text.max(run.original), (own.text + own.len_text).min(end));
            if from >= to {
                break;
            }
            let part = own.part(from, to);
            let whole = part.text == from && part.len_text == to - from;
            let text = run.text + (from - run.original);
            map.push(if whole {
                Run { text, ..part }
            } else {
                Run::unit(text, to - from, part.original, part.len_original)
            });
        }
    }

    fn lead_units(&self, run: &Run, map: &mut SourceMap) {
        let (wide_text, wide_original) = run.widths();
        for unit in 0..run.units {
            let first = run.original + unit * wide_original;
            let ends = (self.original(first), self.original(first + wide_original.saturating_sub(1)));
            if let (Some((start, _)), Some((_, end))) = ends {
                map.push(Run::unit(run.text + unit * wide_text, wide_text, start, end.saturating_sub(start)));
            }
        }
    }

    fn first_ending_after(&self, at: usize) -> usize {
        self.runs.partition_point(|run| run.text + run.len_text <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_join_and_entities_stay_one_unit() {
        let mut map = SourceMap::new();
        map.push(Run::bytes(0, 3, 2));
        map.push(Run::bytes(2, 5, 1));
        map.push(Run::unit(3, 1, 6, 5));
        assert_eq!(map.runs().len(), 2);
        assert_eq!(map.original(2), Some((5, 6)));
        assert_eq!(map.original(3), Some((6, 11)));
        assert_eq!(map.original(4), None);
    }

    #[test]
    fn characters_of_one_width_join() {
        let mut map = SourceMap::new();
        for index in 0..4 {
            map.push(Run::unit(index, 1, 2 + 2 * index, 2));
        }
        assert_eq!(map.runs().len(), 1);
        assert_eq!(map.original(3), Some((8, 10)));
    }

    #[test]
    fn maps_lead_through_each_other() {
        let mut utf16 = SourceMap::new();
        for index in 0..8 {
            utf16.push(Run::unit(index, 1, 2 + 2 * index, 2));
        }
        let mut clean = SourceMap::new();
        clean.push(Run::bytes(0, 1, 2));
        clean.push(Run::unit(2, 1, 3, 4));
        let map = clean.through(&utf16);
        assert_eq!(map.original(0), Some((4, 6)));
        assert_eq!(map.original(2), Some((8, 16)));
    }
}
