//! Queries: `who:ushakov to:witkoff about:"peace plan" since:2025-10`, as text, as a tree, as one question to the index.
//!
//! Conditions side by side all hold; `OR` between two of them asks for one of the two and binds closer; `-` before one turns it round;
//! parentheses group. docs/store.md has the fields.

mod compile;
mod error;
mod parse;
#[cfg(test)]
mod tests;
mod token;

pub use error::QueryError;

use hearsay::record::{Act, Form, Mode, SourceKind, ViaKind};
use hearsay::text::Kind;

/// A question to the store's statements.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub(crate) tree: Node,
    /// Days, both included, since the day 0 of the store's calendar.
    pub(crate) since: Option<i64>,
    pub(crate) until: Option<i64>,
    pub(crate) attitudes: bool,
    pub(crate) superseded: Superseded,
}

/// Whether statements of texts that have a newer version are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Superseded {
    #[default]
    Hidden,
    Shown,
    Only,
}

/// What has to hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    Is(Condition),
}

/// One condition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    Words {
        column: Column,
        words: String,
        prefix: bool,
    },
    Who(String),
    To(String),
    Outlet(String),
    Document(String),
    Form(Form),
    Mode(Mode),
    SourceKind(SourceKind),
    TextKind(Kind),
    Act(Act),
    Via(ViaKind),
    Negated,
    /// From the first to the last, both included.
    Hands(u32, u32),
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// In the passage, with source and content.
    Passage,
    /// In what was said.
    Content,
    /// In the headline.
    Title,
}

impl Query {
    /// Reads a query. An empty one asks for everything.
    ///
    /// # Errors
    /// Where it is malformed; the error tells the place.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        parse::parse(text)
    }

    /// Everything.
    #[must_use]
    pub fn all() -> Self {
        Self {
            tree: Node::And(Vec::new()),
            since: None,
            until: None,
            attitudes: false,
            superseded: Superseded::default(),
        }
    }

    /// The same with wants, fears and beliefs shown, which otherwise are only where `mode:` asks for them.
    #[must_use]
    pub fn with_attitudes(mut self) -> Self {
        self.attitudes = true;
        self
    }
}
