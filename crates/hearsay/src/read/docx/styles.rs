//! Word's paragraph styles: what a paragraph is, and the list that its style puts it in.

use std::collections::BTreeMap;

use super::{Token, local, tokens, value};

/// Styles build on styles; no document has chains this long.
const LONGEST_CHAIN: usize = 16;

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// The document's title.
    Title,
    /// A heading of any level.
    Heading,
    /// A quotation set off.
    Quote,
    /// Words under a picture.
    Caption,
    /// Anything else.
    #[default]
    Body,
}

/// One style.
#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    base: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    outline: bool,
}

/// The styles by id.
#[derive(Debug, Default)]
pub struct Styles(BTreeMap<String, Style>);

/// Reads `styles.xml`.
#[must_use]
pub fn parse(xml: &str) -> Styles {
    let mut styles = BTreeMap::new();
    let mut id = String::new();
    for token in tokens(xml) {
        let Token::Open { name, attributes, .. } = token else { continue };
        let text = || value(&attributes, "val").unwrap_or_default();
        if local(&name) == "style" {
            id = value(&attributes, "styleId").unwrap_or_default();
            styles.insert(id.clone(), Style::default());
        }
        let Some(style) = styles.get_mut(&id) else { continue };
        match local(&name) {
            "name" => style.name = text().to_lowercase(),
            "basedon" => style.base = Some(text()),
            "numid" => style.list = Some(text()),
            "ilvl" => style.level = text().parse().ok(),
            "outlinelvl" => style.outline = text().parse::<u8>().is_ok_and(|level| level < 9),
            _ => {}
        }
    }
    Styles(styles)
}

impl Styles {
    /// What a paragraph of style `id` is.
    #[must_use]
    pub fn role(&self, id: &str) -> Role {
        let role = |style: &Style| {
            let name = style.name.as_str();
            if name == "title" {
                Some(Role::Title)
            } else if name.starts_with("heading") || name == "subtitle" || style.outline {
                Some(Role::Heading)
            } else if name.contains("quote") {
                Some(Role::Quote)
            } else {
                (name == "caption").then_some(Role::Caption)
            }
        };
        self.chain(id).find_map(role).unwrap_or_default()
    }

    /// The list and level of a paragraph of style `id`.
    #[must_use]
    pub fn list(&self, id: &str) -> Option<(String, usize)> {
        let list = self.chain(id).find_map(|style| style.list.clone())?;
        Some((list, self.chain(id).find_map(|style| style.level).unwrap_or(0)))
    }

    /// The style, the one it builds on, and so on.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> {
        let first = self.0.get(id);
        std::iter::successors(first, |style| self.0.get(style.base.as_deref()?)).take(LONGEST_CHAIN)
    }
}
