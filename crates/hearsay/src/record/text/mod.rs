//! The record for a person at a terminal: a header, then each statement with who, cue and words, and below them what
//! else is known. Statements within others are set in under them.

mod lines;

use std::collections::BTreeMap;

use super::describe::{content, count, marks, origin, source, sureness, when};
use super::places::Places;
use super::{Because, Record, Statement, Time};
use lines::{Lines, Style};

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
        show(&mut lines, statement, &record.times, &places, depth(&by_id, statement));
    }
    lines.finish()
}

fn header(lines: &mut Lines, record: &Record) {
    let document = &record.document;
    if let Some(title) = &document.title {
        lines.add(Style::Title, title);
        lines.end(0);
    }
    let mut origin = origin(record);
    origin.extend(document.url.as_deref());
    if !origin.is_empty() {
        lines.add(Style::Quiet, &origin.join(" · "));
        lines.end(0);
    }
    lines.add(Style::Quiet, &count(record));
    lines.end(0);
}

/// The statements of the record by their ids.
type Shown<'r> = BTreeMap<&'r str, &'r Statement>;

/// How many of the statements around this one are shown; no more than can be set in.
fn depth(by_id: &Shown, statement: &Statement) -> usize {
    let outer = |inner: &&Statement| by_id.get(inner.within.as_deref()?).copied();
    std::iter::successors(Some(statement), outer).skip(1).take(4).count()
}

fn show(lines: &mut Lines, statement: &Statement, times: &[Time], places: &Places, depth: usize) {
    let indent = MARGIN + 4 * depth;
    lines.label(&statement.id, indent);
    match source(statement) {
        Ok(source) => lines.add(Style::Source, source),
        Err(nobody) => lines.add(Style::Quiet, nobody),
    }
    if let Some(cue) = &statement.cue {
        lines.add(Style::Quiet, "—");
        lines.add(Style::Cue, &cue.text);
    }
    lines.end(indent);
    lines.add(Style::Plain, &content(statement, places));
    lines.end(indent);
    lines.add(Style::Quiet, &format!("{} · {}", marks(statement), sureness(statement)));
    lines.end(indent);
    if let Some(when) = when(statement, times) {
        lines.add(Style::Quiet, &when);
        lines.end(indent);
    }
    for because in &statement.because {
        lines.add(Style::Quiet, &reason(because, places));
        lines.end(indent);
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
    use crate::record::{BuildOptions, Pinned, TimeType, sample};

    fn sample() -> Record {
        sample::record(&BuildOptions { why: true, ..BuildOptions::default() })
    }

    #[test]
    fn the_sample_for_a_person() {
        insta::assert_snapshot!(page(&sample(), Layout { width: 60, colour: false }));
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
    fn the_time_of_the_saying_is_shown() {
        let mut record = sample();
        record.times.push(Time {
            id: "t1".to_owned(),
            pinned: Pinned { text: "Wednesday".to_owned(), spans: vec![[0, 9]] },
            kind: TimeType::Date,
            value: Some("2025-11-26".to_owned()),
            modifier: None,
            anchor: None,
            begin: None,
            end: None,
            quant: None,
            freq: None,
        });
        assert!(!page(&record, Layout::default()).contains("when:"));
        record.statements[0].time = Some("t1".to_owned());
        assert!(page(&record, Layout::default()).contains("when: Wednesday (2025-11-26)"));
        assert!(crate::record::html::page(&record).contains("when: Wednesday (2025-11-26)"));
    }

    #[test]
    fn a_story_cannot_steer_the_terminal() {
        let mut record = sample();
        record.statements[0].source.text = Some("a\u{1b}[2Jb\u{7}c\u{202e}d\u{9b}e".to_owned());
        record.document.title = Some("x\ny\tz".to_owned());
        let text = page(&record, Layout::default());
        assert!(text.starts_with("x y z\n"));
        assert!(text.contains("a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}e"), "{text}");
    }
}
