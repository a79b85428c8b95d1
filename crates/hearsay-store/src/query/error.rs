//! A malformed query: what is wrong, and where.

/// What is wrong with a query. Shown, it names the place as line and column: `query:1:14: …`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("query:1:{}: {message}", at + 1)]
pub struct QueryError {
    /// Characters before the place.
    at: usize,
    /// Characters of the place, at least one.
    long: usize,
    message: String,
}

impl QueryError {
    /// About the bytes `at` of the query `text`.
    pub(crate) fn new(text: &str, at: std::ops::Range<usize>, message: impl Into<String>) -> Self {
        let count = |text: &str| text.chars().count();
        let (before, place) = (text.get(..at.start).unwrap_or(text), text.get(at).unwrap_or(""));
        Self { at: count(before), long: count(place).max(1), message: message.into() }
    }

    /// Characters before the place, and characters of the place.
    #[must_use]
    pub fn place(&self) -> (usize, usize) {
        (self.at, self.long)
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The query with marks under the place, on two lines.
    #[must_use]
    pub fn pointed(&self, query: &str) -> String {
        let shown: String = query.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        format!("{shown}\n{}{}", " ".repeat(self.at), "^".repeat(self.long))
    }
}
