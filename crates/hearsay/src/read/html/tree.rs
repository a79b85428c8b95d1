//! A page as a tree of elements and text, in one vector. Built by the HTML standard's rules as far as they matter to
//! reading: which tags close which, and what an end tag ends. Deeper than [`DEEPEST`] the tree goes on flat, as
//! browsers have it, so that no page can exhaust the stack.

use super::entities::unescape;
use super::tokens::{Attribute, Token, Tokens};

/// Nesting beyond this is read flat (Chromium and Firefox stop at the same depth).
const DEEPEST: usize = 512;

/// Index of a node in its [`Tree`].
pub type NodeId = usize;

/// What a node is.
#[derive(Debug)]
pub enum NodeKind<'s> {
    /// An element.
    Element {
        /// Lowercase.
        name: String,
        /// As written.
        attributes: Vec<Attribute<'s>>,
    },
    /// Text with its references unresolved, and its place in the source.
    Text {
        /// As written.
        raw: &'s str,
        /// Where.
        at: usize,
    },
    /// What stands inside a script or style element.
    Verbatim(&'s str),
}

/// A node with its parent and children.
#[derive(Debug)]
pub struct Node<'s> {
    /// What it is.
    pub kind: NodeKind<'s>,
    /// The element around it; the root is its own parent.
    pub parent: NodeId,
    /// In order of the page.
    pub children: Vec<NodeId>,
}

impl<'s> Node<'s> {
    /// The element's name; empty for text.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.kind {
            NodeKind::Element { name, .. } => name,
            _ => "",
        }
    }

    /// The attribute `name`, as written.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<Attribute<'s>> {
        match &self.kind {
            NodeKind::Element { attributes, .. } => {
                attributes.iter().find(|a| a.name.eq_ignore_ascii_case(name)).copied()
            }
            _ => None,
        }
    }

    /// The value of attribute `name`, references resolved; empty where absent.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        self.attribute(name).map_or(String::new(), |attribute| unescape(attribute.raw, true))
    }
}

/// A page.
#[derive(Debug)]
pub struct Tree<'s> {
    nodes: Vec<Node<'s>>,
}

impl<'s> Tree<'s> {
    /// Builds the tree of `source`; linear in its length.
    #[must_use]
    pub fn parse(source: &'s str) -> Self {
        let mut builder = Builder::new();
        for token in Tokens::new(source) {
            match token {
                Token::Text { raw, at } => builder.append(NodeKind::Text { raw, at }),
                Token::Verbatim { raw } => builder.append(NodeKind::Verbatim(raw)),
                Token::Open { name, attributes, closed } => builder.open(name, attributes, closed),
                Token::Close { name } => builder.close(&name),
            };
        }
        Self { nodes: builder.nodes }
    }

    /// The outermost node.
    #[must_use]
    pub fn root(&self) -> NodeId {
        0
    }

    /// A node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node<'s> {
        &self.nodes[id]
    }

    /// All nodes, parents before children, in order of the page.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node<'s>)> {
        self.nodes.iter().enumerate()
    }

    /// The node, its parent, its parent's parent, … without the root.
    pub fn upwards(&self, from: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = from;
        std::iter::from_fn(move || {
            let here = at;
            at = self.nodes[at].parent;
            (here != 0).then_some(here)
        })
    }

    /// All text under a node, references resolved.
    #[must_use]
    pub fn text(&self, id: NodeId) -> String {
        let mut out = String::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let node = self.node(id);
            if let NodeKind::Text { raw, .. } = node.kind {
                out.push_str(&unescape(raw, false));
            }
            open.extend(node.children.iter().rev());
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

struct Builder<'s> {
    nodes: Vec<Node<'s>>,
    /// Open elements, outermost first; the root stays.
    stack: Vec<NodeId>,
    /// Elements opened beyond [`DEEPEST`] and not closed yet.
    beyond: usize,
}

impl<'s> Builder<'s> {
    fn new() -> Self {
        let root = Node {
            kind: NodeKind::Element { name: String::new(), attributes: Vec::new() },
            parent: 0,
            children: Vec::new(),
        };
        Self { nodes: vec![root], stack: vec![0], beyond: 0 }
    }

    fn name(&self, depth: usize) -> &str {
        self.nodes[self.stack[depth]].name()
    }

    fn append(&mut self, kind: NodeKind<'s>) -> NodeId {
        let parent = self.stack.last().copied().unwrap_or(0);
        let id = self.nodes.len();
        self.nodes.push(Node { kind, parent, children: Vec::new() });
        self.nodes[parent].children.push(id);
        id
    }

    fn open(&mut self, name: String, attributes: Vec<Attribute<'s>>, closed: bool) -> NodeId {
        if self.beyond == 0 {
            self.close_implied(&name);
        }
        let ends = is_void(&name) || (closed && self.in_drawing(&name));
        let id = self.append(NodeKind::Element { name, attributes });
        if !ends && self.stack.len() < DEEPEST {
            self.stack.push(id);
        } else if !ends {
            self.beyond += 1;
        }
        id
    }

    /// In SVG and MathML, and only there, `<path/>` has no content.
    fn in_drawing(&self, name: &str) -> bool {
        let drawing = |name: &str| matches!(name, "svg" | "math");
        drawing(name) || (0..self.stack.len()).rev().take(16).any(|depth| drawing(self.name(depth)))
    }

    /// Closes what a start tag ends without saying so.
    fn close_implied(&mut self, name: &str) {
        let top = self.stack.len() - 1;
        match name {
            "li" => self.close_up_to(&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => self.close_up_to(&["dt", "dd"], &["dl"]),
            "tr" => self.close_up_to(&["tr"], &["table"]),
            "td" | "th" => self.close_up_to(&["td", "th"], &["table", "tr"]),
            "tbody" | "thead" | "tfoot" => self.close_up_to(&["tbody", "thead", "tfoot"], &["table"]),
            "option" if self.name(top) == "option" => self.stack.truncate(top),
            "body" => self.close_up_to(&["head"], &[]),
            _ if is_heading(name) && is_heading(self.name(top)) => self.stack.truncate(top),
            _ => {}
        }
        if closes_paragraph(name) {
            self.close_up_to(&["p"], &["button", "td", "th", "table", "caption", "object", "template", "svg"]);
        }
    }

    /// Closes the innermost of `names` that is open inside the innermost of `walls`.
    fn close_up_to(&mut self, names: &[&str], walls: &[&str]) {
        for depth in (1..self.stack.len()).rev() {
            let name = self.name(depth);
            if names.contains(&name) {
                self.stack.truncate(depth);
                return;
            }
            if walls.contains(&name) {
                return;
            }
        }
    }

    fn close(&mut self, name: &str) -> NodeId {
        if self.beyond > 0 {
            self.beyond -= 1;
            return 0;
        }
        if name == "br" {
            return self.open("br".to_owned(), Vec::new(), false);
        }
        for depth in (1..self.stack.len()).rev() {
            let open = self.name(depth);
            if open == name {
                self.end_at(depth);
                return 0;
            }
            let wall =
                matches!(open, "table" | "td" | "th" | "caption" | "template" | "object") && !is_table_part(name);
            if wall || (!is_block(name) && !is_formatting(name) && is_block(open)) {
                return 0;
            }
        }
        0
    }

    /// Ends the element at `depth`. A formatting element that ends across a block leaves the block open.
    fn end_at(&mut self, depth: usize) {
        let across = (depth + 1..self.stack.len()).any(|inner| is_block(self.name(inner)));
        if is_formatting(self.name(depth)) && across {
            self.stack.remove(depth);
        } else {
            self.stack.truncate(depth);
        }
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
            | "param"
    )
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}

fn is_table_part(name: &str) -> bool {
    matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption" | "body" | "html")
}

fn closes_paragraph(name: &str) -> bool {
    is_block(name) && !is_table_part(name) || matches!(name, "hr" | "table")
}

/// Elements that stand as blocks on the page.
#[must_use]
pub fn is_block(name: &str) -> bool {
    is_heading(name)
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "body"
                | "caption"
                | "center"
                | "dd"
                | "details"
                | "dialog"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "head"
                | "header"
                | "hgroup"
                | "html"
                | "legend"
                | "li"
                | "listing"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "search"
                | "section"
                | "summary"
                | "table"
                | "tbody"
                | "td"
                | "tfoot"
                | "th"
                | "thead"
                | "title"
                | "tr"
                | "ul"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(tree: &Tree<'_>, id: NodeId) -> String {
        let node = tree.node(id);
        match &node.kind {
            NodeKind::Text { raw, .. } => (*raw).to_owned(),
            NodeKind::Verbatim(raw) => format!("[{raw}]"),
            NodeKind::Element { name, .. } => {
                let inner: String = node.children.iter().map(|&child| outline(tree, child)).collect();
                if name.is_empty() { inner } else { format!("({name} {inner})") }
            }
        }
    }

    fn shape(source: &str) -> String {
        let tree = Tree::parse(source);
        outline(&tree, tree.root())
    }

    #[test]
    fn tags_close_what_the_standard_says() {
        assert_eq!(shape("<p>a<p>b<div>c</div>"), "(p a)(p b)(div c)");
        assert_eq!(shape("<ul><li>a<ul><li>b</ul><li>c</ul>"), "(ul (li a(ul (li b)))(li c))");
        assert_eq!(shape("<table><tr><td>a<td>b<tr><td>c</table>d"), "(table (tr (td a)(td b))(tr (td c)))d");
        assert_eq!(shape("<div><span>a</div>b</span>"), "(div (span a))b");
    }

    #[test]
    fn crossed_formatting_does_not_break_a_paragraph() {
        assert_eq!(shape("<b><p>a</b> c</p>d"), "(b (p a c))d");
    }

    #[test]
    fn a_page_nested_fifty_thousand_deep_is_read() {
        let page = format!("{}deep{}after", "<div>".repeat(50_000), "</div>".repeat(50_000));
        let tree = Tree::parse(&page);
        assert_eq!(tree.text(tree.root()), "deepafter");
    }
}
