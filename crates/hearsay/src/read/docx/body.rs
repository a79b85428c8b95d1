//! The paragraphs of `document.xml`: text kept, deletions, field codes and hidden text left out, table rows as one line.

use super::numbering::Numbering;
use super::styles::{Role, Styles};
use super::{Token, is_on, local, tokens, unescape, value};
use crate::read::html::Attribute;
use crate::read::plan;

/// Elements whose text is not part of the document: what a tracked change took away, field codes, old formatting, and
/// the second rendering of a drawing.
const SILENT: [&str; 8] =
    ["del", "movefrom", "instrtext", "deltext", "delinstrtext", "fallback", "annotation", "sectpr"];

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// Its words; white space as in the file.
    pub text: String,
    /// The number or bullet that Word puts before it.
    pub label: Option<String>,
    /// Level in its list, from 0.
    pub level: usize,
    /// What it is.
    pub role: Role,
}

impl Paragraph {
    /// The paragraph as one line of text.
    #[must_use]
    pub fn line(&self) -> String {
        let words = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.label.iter().map(String::as_str).chain([words.as_str()]).collect::<Vec<_>>().join(" ")
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// A paragraph that is being read, with what its properties said.
#[derive(Default)]
struct Open {
    text: String,
    style: String,
    list: Option<String>,
    level: Option<usize>,
    outline: bool,
    /// The mark at its end is deleted: it goes on with the next one.
    joined: bool,
}

struct Walk<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    done: Vec<Paragraph>,
    /// Paragraphs that are open: one, or one inside a text box inside another.
    open: Vec<Open>,
    /// Rows of tables that are open: the paragraphs of each cell.
    rows: Vec<Vec<Vec<Paragraph>>>,
    /// The silent element that is open, and how deep in itself.
    silent: Option<(String, usize)>,
    in_properties: bool,
    in_text: bool,
    hidden: bool,
    carried: String,
}

/// The paragraphs of a document, in order.
#[must_use]
pub fn paragraphs(xml: &str, styles: &Styles, numbering: Numbering) -> Vec<Paragraph> {
    let mut walk = Walk {
        styles,
        numbering,
        done: Vec::new(),
        open: Vec::new(),
        rows: Vec::new(),
        silent: None,
        in_properties: false,
        in_text: false,
        hidden: false,
        carried: String::new(),
    };
    for token in tokens(xml) {
        match token {
            Token::Open { name, attributes, closed } => walk.start(local(&name), &attributes, closed),
            Token::Close { name } => walk.end(local(&name)),
            Token::Text { raw, .. } => walk.text(raw),
            Token::Verbatim { .. } => {}
        }
    }
    while !walk.open.is_empty() {
        walk.close_paragraph();
    }
    while let Some(row) = walk.rows.pop() {
        row.into_iter().flatten().for_each(|paragraph| walk.emit(paragraph));
    }
    walk.done
}

impl Walk<'_> {
    fn start(&mut self, name: &str, attributes: &[Attribute<'_>], closed: bool) {
        if let Some((silent, depth)) = &mut self.silent {
            *depth += usize::from(silent == name && !closed);
            return;
        }
        if self.in_properties {
            self.property(name, attributes, closed);
            return;
        }
        match name {
            _ if SILENT.contains(&name) || name.ends_with("change") => {
                self.silent = (!closed).then(|| (name.to_owned(), 1));
            }
            "p" if closed => self.emit(Paragraph::default()),
            "p" => self.open.push(Open { text: std::mem::take(&mut self.carried), ..Open::default() }),
            "ppr" => self.in_properties = !closed,
            "r" => self.hidden = false,
            "vanish" => self.hidden = is_on(attributes),
            "t" => self.in_text = !closed,
            "tab" | "br" | "cr" | "ptab" => self.push(" "),
            "nobreakhyphen" => self.push("\u{2011}"),
            "tr" if !closed => self.rows.push(Vec::new()),
            "tc" if !closed => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(Vec::new());
                }
            }
            _ => {}
        }
    }

    /// What the properties of a paragraph say of it.
    fn property(&mut self, name: &str, attributes: &[Attribute<'_>], closed: bool) {
        if name.ends_with("change") {
            self.silent = (!closed).then(|| (name.to_owned(), 1));
            return;
        }
        let Some(open) = self.open.last_mut() else { return };
        let text = value(attributes, "val").unwrap_or_default();
        match name {
            "pstyle" => open.style = text,
            "numid" => open.list = Some(text),
            "ilvl" => open.level = text.parse().ok(),
            "outlinelvl" => open.outline = text.parse::<u8>().is_ok_and(|level| level < 9),
            "del" | "movefrom" => open.joined = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((silent, depth)) = &mut self.silent {
            if silent == name {
                *depth -= 1;
                if *depth == 0 {
                    self.silent = None;
                }
            }
            return;
        }
        match name {
            "ppr" => self.in_properties = false,
            "t" => self.in_text = false,
            "p" => self.close_paragraph(),
            "tr" => self.close_row(),
            _ => {}
        }
    }

    fn text(&mut self, raw: &str) {
        if self.in_text && self.silent.is_none() {
            let text = unescape(raw, false);
            self.push(&text);
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut().filter(|_| !self.hidden) {
            open.text.push_str(text);
        }
    }

    fn close_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.in_properties = false;
        self.in_text = false;
        self.hidden = false;
        if open.joined {
            self.carried = open.text;
            return;
        }
        let mut paragraph = Paragraph { text: open.text, role: self.styles.role(&open.style), ..Paragraph::default() };
        if open.outline && paragraph.role == Role::Body {
            paragraph.role = Role::Heading;
        }
        let styled = self.styles.list(&open.style);
        let list = open.list.or(styled.as_ref().map(|(list, _)| list.clone()));
        if let Some(list) = list.filter(|_| !paragraph.is_blank()) {
            paragraph.level = open.level.or(styled.map(|(_, level)| level)).unwrap_or(0).min(8);
            paragraph.label = self.numbering.next(&list, paragraph.level);
        }
        self.emit(paragraph);
    }

    /// Adds a paragraph to the cell that is open, or to the document.
    fn emit(&mut self, paragraph: Paragraph) {
        if paragraph.is_blank() {
            return;
        }
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => cell.push(paragraph),
            None => self.done.push(paragraph),
        }
    }

    /// A row whose cells hold one paragraph each is one line; others are layout.
    fn close_row(&mut self) {
        let Some(row) = self.rows.pop() else { return };
        let filled: Vec<&Vec<Paragraph>> = row.iter().filter(|cell| !cell.is_empty()).collect();
        if filled.len() < 2 || filled.iter().any(|cell| cell.len() > 1) {
            row.into_iter().flatten().for_each(|paragraph| self.emit(paragraph));
            return;
        }
        let mut text = String::new();
        for (index, cell) in filled.iter().enumerate() {
            let line = cell[0].line();
            text.push_str(match index {
                0 => "",
                1 if plan::label(&format!("{text} x")).is_some() => " ",
                _ => " | ",
            });
            text.push_str(&line);
        }
        self.emit(Paragraph { text, ..Paragraph::default() });
    }
}
