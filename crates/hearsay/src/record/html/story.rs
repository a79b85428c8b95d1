//! The story with its statements marked in place.
//!
//! Statements may overlap in any way. So the text is cut wherever a mark begins or ends, and each piece is wrapped in all the marks that hold
//! it, the longest outermost.

use std::cmp::Reverse;

use super::escape::escape;
use crate::record::places::Places;
use crate::record::{Offsets, Record, Statement};
use crate::text::{PartKind, Span};

/// One stretch of a statement in the text.
struct Mark<'r> {
    span: Span,
    id: &'r str,
    role: &'static str,
    /// Whether this is the first stretch of its statement: the place that the ledger leads to.
    first: bool,
}

/// The article.
pub(super) fn story(record: &Record, places: &Places) -> String {
    let mut marks: Vec<Mark> = record.statements.iter().flat_map(|statement| of(statement, places)).collect();
    marks.sort_by_key(|mark| (mark.span.start(), Reverse(mark.span.end())));
    let mut out = String::from("<article>\n");
    let titled = record.document.parts.iter().any(|part| part.kind == PartKind::Title);
    if let Some(title) = record.document.title.as_ref().filter(|_| !titled) {
        out.push_str(&format!("<h1 dir=\"auto\">{}</h1>\n", escape(title)));
    }
    let mut marker = Marker { places, marks: &marks, next: 0, open: Vec::new() };
    let mut at = 0;
    for part in &record.document.parts {
        for span in part.pinned.spans.iter().map(|span| places.bytes(*span)) {
            marker.block(None, Span::new(at, span.start()), &mut out);
            marker.block(Some(part.kind), span, &mut out);
            at = span.end();
        }
    }
    marker.block(None, Span::new(at, places.text().len()), &mut out);
    out.push_str("</article>\n");
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
}

impl Marker<'_, '_> {
    /// A paragraph of the given kind; text between parts (`None`) is shown where it is not blank.
    fn block(&mut self, kind: Option<PartKind>, span: Span, out: &mut String) {
        if self.places.slice(span).trim().is_empty() {
            return;
        }
        let (begin, end) = match kind {
            Some(PartKind::Title) => ("<h1 dir=\"auto\">", "</h1>"),
            Some(PartKind::Byline) => ("<p class=\"byline\" dir=\"auto\">", "</p>"),
            Some(PartKind::Caption) => ("<p class=\"caption\" dir=\"auto\">", "</p>"),
            Some(PartKind::Blockquote) => ("<blockquote dir=\"auto\">", "</blockquote>"),
            Some(PartKind::Correction) => ("<p class=\"correction\" dir=\"auto\">", "</p>"),
            Some(PartKind::Body | PartKind::Turn) | None => ("<p dir=\"auto\">", "</p>"),
        };
        out.push_str(begin);
        self.words(span, out);
        out.push_str(end);
        out.push('\n');
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
            let anchor = if begins && mark.first { format!(" id=\"at-{}\"", mark.id) } else { String::new() };
            out.push_str(&format!(
                "<span class=\"{} {}\"{anchor} title=\"{} {}\">",
                mark.role,
                mark.id,
                mark.id,
                label(mark.role)
            ));
            if begins {
                out.push_str(&format!("<a class=\"tag\" href=\"#{}\">{} {}</a>", mark.id, mark.id, label(mark.role)));
            }
        }
        out.push_str(&escape(self.places.slice(span)));
        holders.iter().for_each(|_| out.push_str("</span>"));
    }
}

/// What a role is called on the page.
fn label(role: &str) -> &str {
    match role {
        "source" => "who",
        "content" => "words",
        other => other,
    }
}
