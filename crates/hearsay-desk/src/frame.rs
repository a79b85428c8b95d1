//! What stands around every page.

use crate::app::App;
use crate::assets::{self, Names};
use crate::guard::Visitor;

/// Head, navigation and foot of a page.
pub(crate) struct Frame {
    pub assets: Names,
    /// Shown in the browser's tab.
    pub title: String,
    /// Which entry of the navigation the page belongs to; empty for none.
    pub here: &'static str,
    /// What forms carry to show that they were made here.
    pub token: String,
    /// What stands in the search box.
    pub query: String,
    pub read_only: bool,
    /// Who is logged in, where somebody had to.
    pub editor: Option<String>,
}

impl Frame {
    pub fn new(app: &App, visitor: &Visitor, here: &'static str, title: impl Into<String>) -> Self {
        Self {
            assets: assets::names(),
            title: title.into(),
            here,
            token: visitor.token.clone(),
            query: String::new(),
            read_only: app.writer.is_none(),
            editor: visitor.name.clone(),
        }
    }
}
