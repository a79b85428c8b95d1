//! Where each character of the clean text stood in the original bytes.

/// A stretch of text copied from the original: `len_original` bytes from `original` gave `len_text` bytes from `text`.
///
/// Inside a run whose two lengths are equal the correspondence is byte by byte; otherwise (an entity such as `&amp;`,
/// a character of another encoding) the run is one unit. Text between runs (a paragraph break put in) has no original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// First byte in the clean text.
    pub text: usize,
    /// Length in the clean text, in bytes.
    pub len_text: usize,
    /// First byte in the original.
    pub original: usize,
    /// Length in the original, in bytes.
    pub len_original: usize,
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
        map.push(Run { text: 0, len_text: len, original: 0, len_original: len });
        map
    }

    /// Appends a run; it is joined to the last where both go on without a gap, byte by byte.
    pub fn push(&mut self, run: Run) {
        if run.len_text == 0 {
            return;
        }
        if let Some(last) = self.runs.last_mut() {
            let plain = last.len_text == last.len_original && run.len_text == run.len_original;
            if plain && last.text + last.len_text == run.text && last.original + last.len_original == run.original {
                last.len_text += run.len_text;
                last.len_original += run.len_original;
                return;
            }
        }
        self.runs.push(run);
    }

    /// All runs, in order.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The original bytes (start, end) that text byte `at` came from; `None` for text that was put in.
    #[must_use]
    pub fn original(&self, at: usize) -> Option<(usize, usize)> {
        let index = self.runs.partition_point(|run| run.text + run.len_text <= at);
        let run = self.runs.get(index).filter(|run| run.text <= at)?;
        if run.len_text == run.len_original {
            let original = run.original + (at - run.text);
            Some((original, original + 1))
        } else {
            Some((run.original, run.original + run.len_original))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_join_and_entities_stay_one_unit() {
        let mut map = SourceMap::new();
        map.push(Run { text: 0, len_text: 2, original: 3, len_original: 2 });
        map.push(Run { text: 2, len_text: 1, original: 5, len_original: 1 });
        map.push(Run { text: 3, len_text: 1, original: 6, len_original: 5 });
        assert_eq!(map.runs().len(), 2);
        assert_eq!(map.original(2), Some((5, 6)));
        assert_eq!(map.original(3), Some((6, 11)));
        assert_eq!(map.original(4), None);
    }
}
