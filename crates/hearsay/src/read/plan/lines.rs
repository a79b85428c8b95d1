//! Plans in plain text and Markdown, line by line: a label, an empty line or a heading begins a paragraph, other lines go on.

use super::label::label;
use super::roles;
use crate::read::clean::Cleaner;
use crate::read::encoding::Decoded;
use crate::text::{Document, Kind, PartKind};

/// Columns that a tab is worth.
const TAB: usize = 4;

/// Reads a plan from plain text or Markdown.
#[must_use]
pub fn read(source: &Decoded<'_>, original: &[u8]) -> Document {
    let mut cleaner = Cleaner::new(Kind::Plan, original);
    let mut open: Option<(usize, bool)> = None;
    let mut at = 0;
    for line in source.text.split_inclusive(['\n', '\r']) {
        let half_break = line == "\n" && at > 0 && source.text.as_bytes()[at - 1] == b'\r';
        let words = line.trim();
        if words.is_empty() && !half_break {
            close(&mut cleaner, &mut open);
        } else if !words.is_empty() {
            let indent = columns(line);
            let heading = words.starts_with('#');
            let begins = heading || label(unmarked(words)).is_some() || roles::signs(words);
            if begins || !open.is_some_and(|(_, runs_on)| runs_on) {
                close(&mut cleaner, &mut open);
                cleaner.begin(if heading { PartKind::Title } else { PartKind::Body });
                open = Some((indent, true));
            }
            write(&mut cleaner, line, at);
            if let Some((_, runs_on)) = &mut open {
                *runs_on = !heading && !ends(words) && !roles::signs(words);
            }
        }
        at += line.len();
    }
    close(&mut cleaner, &mut open);
    cleaner.finish(source)
}

fn close(cleaner: &mut Cleaner, open: &mut Option<(usize, bool)>) {
    if let (Some(span), Some((indent, _))) = (cleaner.end(), open.take()) {
        cleaner.indent(span.start(), indent);
    }
}

/// Whether a line ends what it says, so that the next is a paragraph of its own.
fn ends(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '*', '_', ')']).ends_with(['.', ';', '!', '?', ':'])
}

fn columns(line: &str) -> usize {
    let blank = line.chars().take_while(|c| c.is_whitespace());
    blank.map(|c| if c == '\t' { TAB } else { 1 }).sum()
}

/// The line without Markdown's marks of emphasis and heading before its first word.
fn unmarked(line: &str) -> &str {
    let mut rest = line.trim_start_matches('#').trim_start();
    for mark in ["**", "__"] {
        rest = rest.strip_prefix(mark).unwrap_or(rest);
    }
    rest
}

/// Writes a line without Markdown's marks.
fn write(cleaner: &mut Cleaner, line: &str, at: usize) {
    let start = line.len() - line.trim_start().trim_start_matches('#').len();
    let mut from = start;
    for (mark, _) in line.match_indices("**").filter(|(mark, _)| *mark >= start) {
        cleaner.text(&line[from.min(mark)..mark], at + from.min(mark));
        from = mark + 2;
    }
    cleaner.text(line.get(from..).unwrap_or(""), at + from);
}
