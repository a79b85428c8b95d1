//! What the page's own names for its boxes say: class, id, role and element tell boilerplate from story.

use super::tree::{NodeId, Tree};

/// Words in a class or id that mark a box beside the story. Compared word by word (`c-newsletter__form` is
/// c, newsletter, form), so that `commentary` is no `comment`.
const BOILERPLATE: &str = include_str!("boilerplate.txt");

/// Whether an element is, by its own name, role, class or id, no part of a story.
#[must_use]
pub fn is_boilerplate(tree: &Tree<'_>, id: NodeId) -> bool {
    let node = tree.node(id);
    match node.name() {
        "nav" | "aside" | "form" | "menu" | "footer" | "dialog" => return true,
        "html" | "body" | "main" | "article" | "p" | "h1" | "blockquote" => return false,
        _ => {}
    }
    if is_hidden(tree, id) {
        return true;
    }
    let role = node.value("role").to_ascii_lowercase();
    if matches!(
        role.as_str(),
        "navigation" | "complementary" | "contentinfo" | "search" | "dialog" | "menu" | "banner" | "form"
    ) {
        return true;
    }
    words(tree, id).iter().any(|word| listed(word))
}

/// Whether the page says that an element is not shown.
#[must_use]
pub fn is_hidden(tree: &Tree<'_>, id: NodeId) -> bool {
    let node = tree.node(id);
    if node.attribute("hidden").is_some() || node.value("aria-hidden").eq_ignore_ascii_case("true") {
        return true;
    }
    let style = style(tree, id);
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// The element's own style, lowercase and without spaces.
#[must_use]
pub fn style(tree: &Tree<'_>, id: NodeId) -> String {
    tree.node(id).value("style").to_ascii_lowercase().split_whitespace().collect()
}

fn listed(word: &str) -> bool {
    BOILERPLATE.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).any(|known| known == word)
}

/// The words of an element's class and id, lowercase; `relatedLinks` is two.
#[must_use]
pub fn words(tree: &Tree<'_>, id: NodeId) -> Vec<String> {
    let node = tree.node(id);
    let mut words = Vec::new();
    for name in ["class", "id", "data-component", "data-testid"] {
        let mut word = String::new();
        let mut lower = false;
        for c in node.value(name).chars() {
            if (!c.is_alphanumeric() || (c.is_uppercase() && lower)) && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            lower = c.is_lowercase();
            if c.is_alphanumeric() {
                word.extend(c.to_lowercase());
            }
        }
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

/// Whether one of `wanted` is among the element's words.
#[must_use]
pub fn has_word(tree: &Tree<'_>, id: NodeId, wanted: &[&str]) -> bool {
    words(tree, id).iter().any(|word| wanted.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_word_by_word() {
        let tree = Tree::parse("<div class='c-Newsletter__form relatedLinks' id='x1'>");
        assert_eq!(words(&tree, 1), ["c", "newsletter", "form", "related", "links", "x1"]);
        assert!(is_boilerplate(&tree, 1));
        assert!(!is_boilerplate(&Tree::parse("<div class=commentary>"), 1));
    }
}
