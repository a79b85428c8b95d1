//! The three parts of an attribution while it is being decided.

use crate::text::TokenRange;

/// Source, cue and content, as decoded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Who; one range a run.
    pub source: Vec<TokenRange>,
    /// The words that tie.
    pub cue: Option<TokenRange>,
    /// What; one range a run, in order.
    pub content: Vec<TokenRange>,
}

impl Parts {
    /// Whether token `at` lies in one of the parts.
    pub fn holds(&self, at: usize) -> bool {
        self.all().any(|range| range.contains(at))
    }

    /// Whether token `at` lies in the content.
    pub fn says(&self, at: usize) -> bool {
        self.content.iter().any(|range| range.contains(at))
    }

    /// All ranges: source, cue, content.
    pub fn all(&self) -> impl Iterator<Item = TokenRange> {
        self.source.iter().copied().chain(self.cue).chain(self.content.iter().copied())
    }

    /// First token of any part.
    pub fn start(&self) -> usize {
        self.all().map(TokenRange::start).min().unwrap_or(0)
    }
}

/// What of `run` lies at `start` or behind it.
pub fn from(run: TokenRange, start: usize) -> Option<TokenRange> {
    Some(TokenRange::new(run.start().max(start), run.end())).filter(|rest| !rest.is_empty())
}

/// What of `run` lies before `end`.
pub fn until(run: TokenRange, end: usize) -> Option<TokenRange> {
    Some(TokenRange::new(run.start(), run.end().min(end))).filter(|rest| !rest.is_empty())
}
