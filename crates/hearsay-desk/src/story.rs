//! The story with its statements marked in place, and what a reader selected.
//!
//! Statements may overlap in any way. So the text is cut wherever a mark begins or ends, and each piece is wrapped in all the marks that hold
//! it, the longest outermost. Text is only ever written escaped.

use std::cmp::Reverse;

use hearsay::record::html::escape;
use hearsay::record::places::Places;
use hearsay::record::{Offsets, Record, Statement};
use hearsay::text::{PartKind, Span};

use crate::lines::title;
use crate::links;

/// What is shown of a story besides its text.
pub(crate) struct Shown<'a> {
    /// The statement that is looked at.
    pub chosen: Option<&'a str>,
    /// What a reader selected.
    pub selection: Option<Offsets>,
}

/// One stretch of a statement, or of the selection, in the text.
struct Mark<'r> {
    span: Span,
    /// Empty for the selection.
    id: &'r str,
    role: &'static str,
    /// Whether this is the first stretch of its statement: the place that an address leads to.
    first: bool,
}

/// The story as markup.
pub(crate) fn story(record: &Record, shown: &Shown) -> String {
    let places = Places::new(record);
    let mut marks: Vec<Mark> = record.statements.iter().flat_map(|statement| of(statement, &places)).collect();
    if let Some(selection) = shown.selection {
        marks.push(Mark { span: places.bytes(selection), id: "", role: "selection", first: true });
    }
    marks.sort_by_key(|mark| (mark.span.start(), Reverse(mark.span.end())));
    let mut out = String::with_capacity(record.document.text.len() * 2 + record.statements.len() * 600);
    let titled = record.document.parts.iter().any(|part| part.kind == PartKind::Title);
    if !titled {
        let title = title(record.document.title.as_deref(), &record.document.id);
        out.push_str(&format!("<h1 dir=\"auto\">{}</h1>\n", escape(&title)));
    }
    let address = links::document(&record.document.id);
    let mut marker =
        Marker { places: &places, marks: &marks, next: 0, open: Vec::new(), chosen: shown.chosen, address };
    let mut at = 0;
    for part in &record.document.parts {
        for span in part.pinned.spans.iter().map(|span| places.bytes(*span)) {
            marker.block(None, Span::new(at, span.start().max(at)), &mut out);
            marker.block(Some(part.kind), span, &mut out);
            at = span.end();
        }
    }
    marker.block(None, Span::new(at, places.text().len().max(at)), &mut out);
    out
}

fn of<'r>(statement: &'r Statement, places: &Places) -> Vec<Mark<'r>> {
    let cue = statement.cue.iter().flat_map(|cue| &cue.spans).map(|span| (*span, "cue"));
    let role = |spans: &'r [Offsets], role| spans.iter().map(move |span| (*span, role));
    let all = role(&statement.source.spans, "source").chain(cue).chain(role(&statement.content.spans, "content"));
    let mark = |(span, role)| Mark { span: places.bytes(span), id: &statement.id, role, first: false };
    let mut marks: Vec<Mark> = all.map(mark).filter(|mark| !mark.span.is_empty()).collect();
    if let Some(first) = marks.iter_mut().min_by_key(|mark| mark.span.start()) {
        first.first = true;
    }
    marks
}

/// Walks the text once, with the marks that hold the current place.
struct Marker<'r, 'm> {
    places: &'m Places<'r>,
    marks: &'m [Mark<'r>],
    next: usize,
    open: Vec<&'m Mark<'r>>,
    chosen: Option<&'m str>,
    address: String,
}

impl Marker<'_, '_> {
    /// A paragraph of the given kind; text between parts (`None`) is shown where it is not blank.
    fn block(&mut self, kind: Option<PartKind>, span: Span, out: &mut String) {
        if self.places.slice(span).trim().is_empty() {
            return;
        }
        let (name, class) = match kind {
            Some(PartKind::Title) => ("h1", ""),
            Some(PartKind::Byline) => ("p", "byline"),
            Some(PartKind::Caption) => ("p", "caption"),
            Some(PartKind::Blockquote) => ("blockquote", ""),
            Some(PartKind::Correction) => ("p", "correction"),
            Some(PartKind::Body | PartKind::Turn) | None => ("p", ""),
        };
        let at = self.places.codepoints(span)[0];
        out.push_str(&format!("<{name} class=\"{class}\" dir=\"auto\" data-at=\"{at}\">"));
        self.words(span, out);
        out.push_str(&format!("</{name}>\n"));
    }

    /// The text under `span`, cut where marks begin or end.
    fn words(&mut self, span: Span, out: &mut String) {
        let mut at = span.start();
        while at < span.end() {
            self.open.retain(|mark| mark.span.end() > at);
            while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.span.start() <= at) {
                if mark.span.end() > at {
                    self.open.push(mark);
                }
                self.next += 1;
            }
            let begins = self.marks.get(self.next).map(|mark| mark.span.start());
            let ends = self.open.iter().map(|mark| mark.span.end()).chain(begins);
            let to = ends.min().unwrap_or(span.end()).min(span.end());
            self.piece(Span::new(at, to), out);
            at = to;
        }
    }

    fn piece(&self, span: Span, out: &mut String) {
        let mut holders = self.open.clone();
        holders.sort_by_key(|mark| Reverse(mark.span.len()));
        for mark in &holders {
            let begins = mark.span.start() == span.start();
            if mark.id.is_empty() {
                let id = if begins { " id=\"selection\"" } else { "" };
                out.push_str(&format!("<mark{id}>"));
                continue;
            }
            let chosen = self.chosen == Some(mark.id);
            let lit = if chosen { " chosen" } else { "" };
            let id = escape(mark.id);
            let anchor = if begins && mark.first { format!(" id=\"at-{id}\"") } else { String::new() };
            out.push_str(&format!("<span class=\"{}{lit}\" data-s=\"{id}\"{anchor}>", mark.role));
            if begins {
                self.tag(mark, chosen, out);
            }
        }
        out.push_str(&escape(self.places.slice(span)));
        for mark in holders.iter().rev() {
            out.push_str(if mark.id.is_empty() { "</mark>" } else { "</span>" });
        }
    }

    /// The way to the statement, where it begins; of the chosen one, what each of its parts is.
    fn tag(&self, mark: &Mark, chosen: bool, out: &mut String) {
        let label = label(mark.role);
        if mark.first {
            let (id, number) = (links::encoded(mark.id), escape(mark.id.trim_start_matches('s')));
            let current = if chosen { " aria-current=\"true\"" } else { "" };
            let words = if chosen { label } else { "" };
            let space = if chosen { " " } else { "" };
            out.push_str(&format!(
                "<a class=\"tag\" href=\"{}/statements/{id}#at-{id}\"{current}><span class=\"hidden\">statement </span>{number}{space}{words}</a>",
                self.address
            ));
        } else if chosen {
            out.push_str(&format!("<span class=\"tag\">{label}</span>"));
        }
    }
}

/// What a role is called on the page.
pub(crate) fn label(role: &str) -> &str {
    match role {
        "source" => "who",
        "content" => "words",
        other => other,
    }
}

/// The paragraphs that hold a statement, with its parts marked and labelled.
pub(crate) fn passage(record: &Record, id: &str) -> String {
    let places = Places::new(record);
    let Some(statement) = record.statements.iter().find(|statement| statement.id == id) else {
        return String::new();
    };
    let mut marks = of(statement, &places);
    marks.sort_by_key(|mark| (mark.span.start(), Reverse(mark.span.end())));
    let address = links::document(&record.document.id);
    let mut out = String::new();
    let mut marker = Marker { places: &places, marks: &marks, next: 0, open: Vec::new(), chosen: Some(id), address };
    let holds = |span: Span| marks.iter().any(|mark| mark.span.overlaps(span));
    for part in &record.document.parts {
        for span in part.pinned.spans.iter().map(|span| places.bytes(*span)).filter(|span| holds(*span)) {
            let kind = if part.kind == PartKind::Title { PartKind::Body } else { part.kind };
            marker.block(Some(kind), span, &mut out);
        }
    }
    out
}
