//! The numbers that a browser puts before the items of a numbered list (HTML standard, "ordinal value").

use super::marks;
use super::tree::{NodeId, Tree};
use crate::read::numerals;

/// The count of one list.
#[derive(Debug)]
pub struct Numbers {
    next: i64,
    step: i64,
    style: char,
}

impl Numbers {
    /// The count that the list at `id` begins.
    #[must_use]
    pub fn of(tree: &Tree<'_>, id: NodeId) -> Self {
        let list = tree.node(id);
        let reversed = list.attribute("reversed").is_some();
        let items = || list.children.iter().filter(|&&child| tree.node(child).name() == "li").count() as i64;
        let start = list.value("start").trim().parse().ok();
        let bare = marks::style(tree, id).contains("list-style:none")
            || marks::style(tree, id).contains("list-style-type:none");
        let style = if bare { ' ' } else { list.value("type").trim().chars().next().unwrap_or('1') };
        Self {
            next: start.unwrap_or_else(|| if reversed { items() } else { 1 }),
            step: if reversed { -1 } else { 1 },
            style,
        }
    }

    /// The label of the next item, whose own `value` may be given; `None` where the list shows none.
    pub fn next(&mut self, value: Option<i64>) -> Option<String> {
        let number = value.unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        let positive = u32::try_from(number).ok().filter(|number| *number > 0);
        let core = match (self.style, positive) {
            (' ', _) => return None,
            ('a', Some(number)) => numerals::letters(number),
            ('A', Some(number)) => numerals::letters(number).to_uppercase(),
            ('i', Some(number)) => numerals::roman(number),
            ('I', Some(number)) => numerals::roman(number).to_uppercase(),
            _ => number.to_string(),
        };
        Some(core + ".")
    }
}
