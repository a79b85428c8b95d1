//! The record for a person at a terminal: a header, then each statement with who, cue and words, and below them what
//! else is known. Statements within others are set in under them.

mod lines;

use std::collections::BTreeMap;

use super::circumstances::{self, Link, Remark, chain, hands, remarks, scene, unplaced};
use super::describe::{content, count, marks, origin, source, speaker, sureness};
use super::offers::offers;
use super::places::Places;
use super::{Because, OFFER, Record, Statement};
use lines::{Lines, Style};

pub use super::circumstances::short_id;

/// How the text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to use colour and weight (ANSI escape sequences).
    pub colour: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self { width: 80, colour: false }
    }
}

/// Longer lines than this are hard to read, however wide the terminal.
const WIDEST: usize = 100;

/// Space at the left for the ids.
const MARGIN: usize = 6;

/// The record as text, with a line break at its end.
#[must_use]
pub fn page(record: &Record, layout: Layout) -> String {
    let mut lines = Lines::new(layout.width.min(WIDEST), layout.colour);
    header(&mut lines, record);
    let places = Places::new(record);
    let by_id: Shown = record.statements.iter().map(|statement| (statement.id.as_str(), statement)).collect();
    for statement in &record.statements {
        lines.blank();
        let indent = MARGIN + 4 * depth(&by_id, statement);
        show(&mut lines, record, statement, &places, indent);
        circumstances(&mut lines, record, statement, indent);
        for because in statement.because.iter().filter(|because| because.decider != OFFER) {
            line(&mut lines, Style::Quiet, &reason(because, &places), indent);
        }
    }
    story_s_own(&mut lines, record);
    perhaps_one(&mut lines, record, &places);
    silences(&mut lines, record);
    lines.finish()
}

fn header(lines: &mut Lines, record: &Record) {
    let document = &record.document;
    if let Some(title) = &document.title {
        line(lines, Style::Title, title, 0);
    }
    let mut origin = origin(record);
    origin.extend(document.url.as_deref());
    if !origin.is_empty() {
        line(lines, Style::Quiet, &origin.join(" · "), 0);
    }
    line(lines, Style::Quiet, &count(record), 0);
    if let Some(dependence) = circumstances::dependence(record) {
        line(lines, Style::Quiet, &dependence, 0);
    }
}

fn line(lines: &mut Lines, style: Style, text: &str, indent: usize) {
    lines.add(style, text);
    lines.end(indent);
}

/// The statements of the record by their ids.
type Shown<'r> = BTreeMap<&'r str, &'r Statement>;

/// How many of the statements around this one are shown; no more than can be set in.
fn depth(by_id: &Shown, statement: &Statement) -> usize {
    let outer = |inner: &&Statement| by_id.get(inner.within.as_deref()?).copied();
    std::iter::successors(Some(statement), outer).skip(1).take(4).count()
}

fn show(lines: &mut Lines, record: &Record, statement: &Statement, places: &Places, indent: usize) {
    lines.label(&statement.id, indent);
    match source(statement) {
        Ok(source) => lines.add(Style::Source, source),
        Err(nobody) => lines.add(Style::Quiet, nobody),
    }
    if let Some(name) = speaker(record, statement) {
        lines.add(Style::Quiet, &format!("({name})"));
    }
    if let Some(cue) = &statement.cue {
        lines.add(Style::Quiet, "—");
        lines.add(Style::Cue, &cue.text);
    }
    lines.end(indent);
    line(lines, Style::Plain, &content(statement, places), indent);
    line(lines, Style::Quiet, &format!("{} · {}", marks(statement), sureness(statement)), indent);
}

/// When and where it was said, the hands it passed, who disputes it: a line each.
fn circumstances(lines: &mut Lines, record: &Record, statement: &Statement, indent: usize) {
    line(lines, Style::Quiet, &scene(record, statement).join(" · "), indent);
    let mut stations: Vec<String> = chain(record, statement).iter().map(station).collect();
    if !stations.is_empty() {
        stations.push("here".to_owned());
        line(lines, Style::Quiet, &format!("{}: {}", hands(statement), stations.join(" → ")), indent);
    }
    for remark in remarks(record, statement) {
        line(lines, Style::Dispute, &told(&remark), indent);
    }
}

fn station(link: &Link) -> String {
    match (link.label, link.name.as_str()) {
        ("", name) => name.to_owned(),
        (label, "") => label.to_owned(),
        (label, name) => format!("{label} ({name})"),
    }
}

fn told(remark: &Remark) -> String {
    let words = if remark.words.is_empty() { String::new() } else { format!(": {}", remark.words) };
    format!("{} {}{}{words}", remark.verb, remark.statement.unwrap_or_default(), remark.other)
}

/// What the story itself leaves open or denies, and no statement says.
fn story_s_own(lines: &mut Lines, record: &Record) {
    let own = unplaced(record);
    if !own.is_empty() {
        lines.blank();
        line(lines, Style::Quiet, "In its own voice the story", 0);
    }
    for remark in own {
        line(lines, Style::Dispute, &told(&remark), MARGIN);
    }
}

/// Names that may be one person's.
fn perhaps_one(lines: &mut Lines, record: &Record, places: &Places) {
    let offers = offers(record, places);
    if !offers.is_empty() {
        lines.blank();
        line(lines, Style::Quiet, "Perhaps one person under two spellings", 0);
    }
    for offer in offers {
        line(lines, Style::Plain, &offer.told(), MARGIN);
    }
}

/// Who did not comment.
fn silences(lines: &mut Lines, record: &Record) {
    if !record.no_comment.is_empty() {
        lines.blank();
        line(lines, Style::Quiet, "No comment", 0);
    }
    for silence in &record.no_comment {
        line(lines, Style::Plain, &silence.pinned.text, MARGIN);
    }
}

fn reason(because: &Because, places: &Places) -> String {
    let mut out = format!("{}: {}", because.field, because.decider);
    if let Some(score) = because.score {
        out.push_str(&format!(" {score}"));
    }
    let evidence: Vec<&str> = because.spans.iter().map(|span| places.slice(places.bytes(*span))).collect();
    if !evidence.is_empty() {
        out.push_str(&format!(" ({})", evidence.join(" … ")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{BuildOptions, Occasion, OccasionKind, Pinned, sample};

    fn sample() -> Record {
        sample::record(&BuildOptions { why: true, ..BuildOptions::default() })
    }

    #[test]
    fn the_sample_for_a_person() {
        insta::assert_snapshot!(page(&sample(), Layout { width: 60, colour: false }));
    }

    #[test]
    fn circumstances_for_a_person() {
        insta::assert_snapshot!(page(&sample::told(&BuildOptions::default()), Layout { width: 60, colour: false }));
    }

    #[test]
    fn colour_adds_only_escape_sequences() {
        let coloured = page(&sample(), Layout { width: 60, colour: true });
        let plain: String = coloured
            .split('\u{1b}')
            .enumerate()
            .map(|(index, piece)| if index == 0 { piece } else { piece.split_once('m').expect("a sequence").1 })
            .collect();
        assert_ne!(coloured, plain);
        assert_eq!(plain, page(&sample(), Layout { width: 60, colour: false }));
    }

    #[test]
    fn a_story_cannot_steer_the_terminal() {
        let mut record = sample();
        record.statements[0].source.text = Some("a\u{1b}[2Jb\u{7}c\u{202e}d\u{9b}e".to_owned());
        record.document.title = Some("x\ny\tz".to_owned());
        record.statements[0].occasion = Some(Occasion {
            kind: OccasionKind::Other,
            pinned: Pinned { text: "p\u{1b}q".to_owned(), spans: Vec::new() },
        });
        let text = page(&record, Layout::default());
        assert!(text.starts_with("x y z\n"));
        assert!(text.contains("p\u{fffd}q"), "{text}");
        assert!(text.contains("a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}e"), "{text}");
    }
}
