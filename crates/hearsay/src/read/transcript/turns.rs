//! Transcripts in plain text: "NAME: …", "NAME (role): …", "Q. … A. …", turns that begin with a dash.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::{self, Head};
use crate::read::clean::Cleaner;
use crate::read::encoding::Decoded;
use crate::text::{Document, Kind, Label, PartKind, Span, Turn};

/// Reads a text whose paragraphs open with speakers' labels or dashes.
#[must_use]
pub fn read_turns(source: &Decoded<'_>, original: &[u8]) -> Document {
    let mut cleaner = Cleaner::new(Kind::Transcript, original);
    let style = style(&source.text).unwrap_or(Style::Labels);
    let mut at = 0;
    let mut paragraphs = Vec::new();
    for line in source.text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            cleaner.begin(PartKind::Turn);
            cleaner.text(line, at);
            paragraphs.extend(cleaner.end());
        }
        at += line.len();
    }
    let texts: Vec<&str> = paragraphs.iter().map(|&span| cleaner.slice(span)).collect();
    for turn in turns(&paragraphs, &style.heads(&texts)) {
        cleaner.turn(turn.speaker, turn.span, turn.start_ms, turn.end_ms);
    }
    cleaner.finish(source)
}

/// Finds the turns in the paragraphs that the reader of another format has written.
pub fn mark_turns(cleaner: &mut Cleaner) {
    let style = style(cleaner.written()).unwrap_or(Style::Labels);
    let paragraphs = cleaner.running();
    let texts: Vec<&str> = paragraphs.iter().map(|&span| cleaner.slice(span)).collect();
    for turn in turns(&paragraphs, &style.heads(&texts)) {
        cleaner.turn(turn.speaker, turn.span, turn.start_ms, turn.end_ms);
    }
    cleaner.make_turns();
}

/// Whether a text marks turns as transcripts do.
#[must_use]
pub fn looks_like(text: &str) -> bool {
    style(text).is_some()
}

/// Joins paragraphs into turns: a paragraph without a head goes on with the turn before it. What stands before the first
/// head is nobody's turn.
#[must_use]
pub fn turns(paragraphs: &[Span], heads: &[Option<Head>]) -> Vec<Turn> {
    let mut out: Vec<Turn> = Vec::new();
    for (span, head) in paragraphs.iter().zip(heads) {
        match (head, out.last_mut()) {
            (Some(head), _) => {
                let label = head.label.clone().map(|label| moved(label, span.start()));
                let words = Span::new(span.start() + head.words, span.end());
                out.push(Turn { speaker: label, span: words, start_ms: head.time_ms, end_ms: None });
            }
            (None, Some(last)) => last.span = last.span.cover(*span),
            (None, None) => {}
        }
    }
    out.retain(|turn| !turn.span.is_empty());
    out
}

fn moved(label: Label, by: usize) -> Label {
    let span = label.span.map(|span| Span::new(span.start() + by, span.end() + by));
    Label { span, ..label }
}

/// How a text marks its turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Labels,
    Dashes,
}

impl Style {
    fn heads(self, paragraphs: &[&str]) -> Vec<Option<Head>> {
        let dash = |text: &&str| labels::dash(text).map(|words| Head { label: None, time_ms: None, words });
        let unlikely = unlikely(paragraphs);
        match self {
            Self::Labels => paragraphs.iter().map(|text| labels::head_or(text, &unlikely)).collect(),
            Self::Dashes => paragraphs.iter().map(dash).collect(),
        }
    }
}

/// The labels that elsewhere name no speaker, and here stand before more than one turn: "SOURCE: …" twice is a person.
fn unlikely(paragraphs: &[&str]) -> BTreeSet<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in paragraphs.iter().filter_map(|text| labels::unlikely(text)) {
        *counts.entry(name).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name.to_owned()).collect()
}

/// How a text marks its turns, where it is a transcript: at least two labelled paragraphs, one label of them twice or a
/// third of the paragraphs; or dashes before most of at least four.
pub(super) fn style(text: &str) -> Option<Style> {
    let paragraphs: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(400).collect();
    let mut names: Vec<String> =
        paragraphs.iter().filter_map(|line| labels::head(line)?.label).map(|label| label.name).collect();
    let labelled = names.len();
    names.sort_unstable();
    let again = names.windows(2).any(|pair| pair[0] == pair[1]);
    let dashed = paragraphs.iter().filter(|line| labels::dash(line).is_some()).count();
    if labelled >= 2 && (labelled * 3 >= paragraphs.len() || (again && labelled * 8 >= paragraphs.len())) {
        Some(Style::Labels)
    } else if dashed >= 4 && dashed * 3 >= paragraphs.len() * 2 {
        Some(Style::Dashes)
    } else {
        None
    }
}
