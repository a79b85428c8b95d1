//! The page's text as blocks: what a reader sees set apart as a paragraph, headline, caption, list item or table row.

use super::entities::reference;
use super::numbers::Numbers;
use super::tokens::{Token, Tokens};
use super::tree::{NodeId, NodeKind, Tree, is_block};
use crate::read::clean::Cleaner;

/// A piece of a block's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'s> {
    /// Text of the page, references unresolved, and its place.
    Raw { raw: &'s str, at: usize },
    /// A space where the page has a line break.
    Space,
    /// Text that a browser would put in: the marks of `<q>`, the bar between table cells.
    PutIn(&'static str),
}

/// A block of text.
#[derive(Debug)]
pub struct Block<'s> {
    /// The innermost block element around it.
    pub element: NodeId,
    /// Its text, in order.
    pub pieces: Vec<Piece<'s>>,
    /// The same text, clean, to look at.
    pub text: String,
    /// Bytes of `text` that stand in links.
    pub linked: usize,
    /// The number that a browser puts before an item of a numbered list.
    pub label: Option<String>,
    /// How many lists this one stands in.
    pub depth: usize,
}

impl Block<'_> {
    /// Number of words.
    #[must_use]
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// How much of the text is links, 0 to 1.
    #[must_use]
    pub fn link_share(&self) -> f64 {
        self.linked as f64 / self.text.len().max(1) as f64
    }

    /// Writes the block's text into the open part of `cleaner`.
    pub fn write(&self, cleaner: &mut Cleaner) {
        if let Some(label) = &self.label {
            cleaner.put_in(label);
            cleaner.space();
        }
        for piece in &self.pieces {
            match *piece {
                Piece::Raw { raw, at } => write_raw(cleaner, raw, at),
                Piece::Space => cleaner.space(),
                Piece::PutIn(text) => cleaner.put_in(text),
            }
        }
    }
}

/// Writes a scrap of markup (a line of HTML inside Markdown) without its tags.
pub fn write_markup(cleaner: &mut Cleaner, markup: &str, at: usize) {
    for token in Tokens::new(markup) {
        match token {
            Token::Text { raw, at: inside } => write_raw(cleaner, raw, at + inside),
            Token::Open { name, .. } if name == "br" => cleaner.space(),
            _ => {}
        }
    }
}

/// Writes source text with its character references resolved, each mapped to the whole reference.
pub fn write_raw(cleaner: &mut Cleaner, raw: &str, at: usize) {
    let mut done = 0;
    while let Some(next) = raw[done..].find('&').map(|next| next + done) {
        cleaner.text(&raw[done..next], at + done);
        done = match reference(&raw[next..], false) {
            Some((text, length)) => {
                cleaner.unit(&text, at + next, length);
                next + length
            }
            None => {
                cleaner.text("&", at + next);
                next + 1
            }
        };
    }
    cleaner.text(&raw[done..], at + done);
}

/// The blocks of `tree`, in order of the page. What is never shown as text (scripts, forms, hidden elements) is left out.
#[must_use]
pub fn blocks<'s>(tree: &Tree<'s>) -> Vec<Block<'s>> {
    let mut walk = Walk {
        tree,
        blocks: Vec::new(),
        pieces: Vec::new(),
        element: tree.root(),
        links: 0,
        breaks: 0,
        lists: Vec::new(),
        label: None,
    };
    walk.node(tree.root());
    walk.flush();
    walk.blocks
}

struct Walk<'t, 's> {
    tree: &'t Tree<'s>,
    blocks: Vec<Block<'s>>,
    /// The open block: its pieces, each with whether it stands in a link.
    pieces: Vec<(Piece<'s>, bool)>,
    element: NodeId,
    links: usize,
    /// Line breaks in a row.
    breaks: usize,
    /// The open lists, with the numbers of the numbered ones.
    lists: Vec<Option<Numbers>>,
    /// The number of an item whose text has not begun.
    label: Option<String>,
}

impl<'s> Walk<'_, 's> {
    fn node(&mut self, id: NodeId) {
        let tree = self.tree;
        let node = tree.node(id);
        match &node.kind {
            NodeKind::Text { raw, at } => self.text(raw, *at),
            NodeKind::Verbatim(_) => {}
            NodeKind::Element { name, .. } if is_silent(name) || is_hidden(tree, id) => {}
            NodeKind::Element { name, .. } if name == "br" => self.line_break(),
            NodeKind::Element { name, .. } if name == "hr" => self.flush(),
            NodeKind::Element { name, .. } if name == "tr" && is_plain_row(tree, id) => self.row(id),
            NodeKind::Element { name, .. } if is_block(name) => self.block(id),
            NodeKind::Element { name, .. } => self.inline(name, id),
        }
    }

    fn children(&mut self, id: NodeId) {
        let tree = self.tree;
        for &child in &tree.node(id).children {
            self.node(child);
        }
    }

    fn text(&mut self, raw: &'s str, at: usize) {
        if !raw.trim().is_empty() {
            self.breaks = 0;
        }
        self.pieces.push((Piece::Raw { raw, at }, self.links > 0));
    }

    /// One line break is a space; two in a row end the paragraph, as old pages write it.
    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks == 2 {
            self.flush();
        } else {
            self.pieces.push((Piece::Space, false));
        }
    }

    fn block(&mut self, id: NodeId) {
        self.flush();
        let outer = std::mem::replace(&mut self.element, id);
        let tree = self.tree;
        match tree.node(id).name() {
            "ol" => self.list(id, Some(Numbers::of(tree, id))),
            "ul" | "menu" => self.list(id, None),
            "li" => self.item(id),
            _ => self.children(id),
        }
        self.flush();
        self.element = outer;
    }

    fn list(&mut self, id: NodeId, numbers: Option<Numbers>) {
        self.lists.push(numbers);
        self.children(id);
        self.flush();
        self.lists.pop();
    }

    fn item(&mut self, id: NodeId) {
        let outer = self.label.take();
        let value = self.tree.node(id).value("value").trim().parse().ok();
        self.label = self.lists.last_mut().and_then(|list| list.as_mut()?.next(value));
        self.children(id);
        self.flush();
        self.label = outer;
    }

    fn row(&mut self, id: NodeId) {
        self.flush();
        let outer = std::mem::replace(&mut self.element, id);
        let tree = self.tree;
        let mut first = true;
        for &cell in &tree.node(id).children {
            if !matches!(tree.node(cell).name(), "td" | "th") {
                continue;
            }
            if !first {
                self.pieces.extend([(Piece::Space, false), (Piece::PutIn("|"), false), (Piece::Space, false)]);
            }
            first = false;
            self.children(cell);
        }
        self.flush();
        self.element = outer;
    }

    fn inline(&mut self, name: &str, id: NodeId) {
        let link = usize::from(name == "a");
        let quote = name == "q";
        self.links += link;
        if quote {
            self.pieces.push((Piece::PutIn("“"), self.links > 0));
        }
        self.children(id);
        if quote {
            self.pieces.push((Piece::PutIn("”"), self.links > 0));
        }
        self.links -= link;
    }

    fn flush(&mut self) {
        self.breaks = 0;
        let pieces = std::mem::take(&mut self.pieces);
        let mut text = flat(pieces.iter().map(|(piece, _)| *piece));
        if !text.contains(char::is_alphanumeric) {
            return;
        }
        let label = self.label.take().filter(|_| crate::read::plan::label(&text).is_none());
        if let Some(label) = &label {
            text.insert_str(0, &format!("{label} "));
        }
        let linked = flat(pieces.iter().filter(|(_, linked)| *linked).map(|(piece, _)| *piece)).len();
        let pieces = pieces.into_iter().map(|(piece, _)| piece).collect();
        let depth = self.lists.len().saturating_sub(1);
        self.blocks.push(Block { element: self.element, pieces, text, linked, label, depth });
    }
}

/// Pieces as clean text.
fn flat<'s>(pieces: impl Iterator<Item = Piece<'s>>) -> String {
    let mut raw = String::new();
    for piece in pieces {
        match piece {
            Piece::Raw { raw: text, .. } => raw.push_str(&super::entities::unescape(text, false)),
            Piece::Space => raw.push(' '),
            Piece::PutIn(text) => raw.push_str(text),
        }
    }
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A table row whose cells hold no blocks is one line; other rows are layout.
fn is_plain_row(tree: &Tree<'_>, id: NodeId) -> bool {
    let cells = &tree.node(id).children;
    cells.iter().filter(|&&cell| matches!(tree.node(cell).name(), "td" | "th")).count() > 1
        && cells.iter().all(|&cell| tree.node(cell).children.iter().all(|&child| !is_block(tree.node(child).name())))
}

fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "button"
            | "select"
            | "textarea"
            | "input"
            | "object"
            | "audio"
            | "video"
            | "canvas"
            | "map"
            | "title"
            | "dialog"
            | "datalist"
            | "progress"
    )
}

/// Hidden inside a line of text. A hidden block may be the story behind a banner: `marks` weighs those.
fn is_hidden(tree: &Tree<'_>, id: NodeId) -> bool {
    !is_block(tree.node(id).name()) && super::marks::is_hidden(tree, id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &str) -> Vec<String> {
        blocks(&Tree::parse(page)).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn blocks_are_what_a_reader_sees_apart() {
        assert_eq!(texts("<div>a <b>b</b><p>c&nbsp;d</p> e<br>f<br><br>g</div>"), ["a b", "c d", "e f", "g"]);
        assert_eq!(texts("<p>He said <q>no</q>.<script>x</script><i hidden>y</i>"), ["He said “no”."]);
        assert_eq!(texts("<table><tr><th>Yes<th>No<tr><td>12<td>7</table>"), ["Yes | No", "12 | 7"]);
    }

    #[test]
    fn numbered_items_have_their_numbers() {
        assert_eq!(
            texts("<ol start=3><li>a<ul><li>b</ul><li value=9><p>c</p><p>d</p></ol>"),
            ["3. a", "b", "9. c", "d"]
        );
        assert_eq!(texts("<ol type=a reversed><li>x<li>y</ol><ol><li>1) own</ol>"), ["b. x", "a. y", "1) own"]);
        assert_eq!(texts("<ol style='list-style: none'><li>x</ol>"), ["x"]);
    }

    #[test]
    fn links_are_weighed() {
        let blocks = blocks(&Tree::parse("<p>read <a href=x>more</a></p>"));
        assert!((blocks[0].link_share() - 4.0 / 9.0).abs() < 1e-9);
    }
}
