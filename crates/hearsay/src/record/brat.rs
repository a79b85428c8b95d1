//! The record as brat's standoff annotations, with the labels that PolNeAR uses, to be laid beside `document.text`.
//!
//! Each statement is an event `Attribution` over its cue (where it has none, over its source or content) with the roles Source, Cue
//! and Content, and a note with what the labels cannot say. Offsets are code points; brat takes no line break inside a
//! fragment, so a span that holds one is cut there.

use super::places::Places;
use super::{Offsets, Record, Statement, word};
use crate::text::Span;

/// The lines of the `.ann` file; its `.txt` file is `document.text`.
#[must_use]
pub fn annotations(record: &Record) -> String {
    let mut writer = Writer { places: Places::new(record), out: String::new(), texts: 0 };
    for (index, statement) in record.statements.iter().enumerate() {
        writer.statement(index + 1, statement);
    }
    writer.out
}

struct Writer<'r> {
    places: Places<'r>,
    out: String,
    texts: usize,
}

impl Writer<'_> {
    fn statement(&mut self, number: usize, statement: &Statement) {
        let cue = statement.cue.iter().flat_map(|cue| &cue.spans).copied().collect();
        let roles: [(&str, Vec<Offsets>); 3] =
            [("Source", statement.source.spans.clone()), ("Cue", cue), ("Content", statement.content.spans.clone())];
        let trigger = [1, 0, 2].into_iter().map(|role: usize| &roles[role].1).find(|spans| !spans.is_empty()).cloned();
        let Some(trigger) = trigger.and_then(|spans| self.text("Attribution", &spans)) else { return };
        let mut event = format!("E{number}\tAttribution:T{trigger}");
        for (label, spans) in &roles {
            if let Some(text) = self.text(label, spans) {
                event.push_str(&format!(" {label}:T{text}"));
            }
        }
        self.out.push_str(&event);
        self.out.push_str(&format!("\n#{number}\tAnnotatorNotes E{number}\t{}\n", note(statement)));
    }

    /// Writes a text-bound annotation; its number, or nothing where the spans hold only space.
    fn text(&mut self, label: &str, spans: &[Offsets]) -> Option<usize> {
        let fragments: Vec<Span> = spans.iter().flat_map(|span| self.lines(*span)).collect();
        if fragments.is_empty() {
            return None;
        }
        self.texts += 1;
        let place = |span: &Span| self.places.codepoints(*span).map(|offset| offset.to_string()).join(" ");
        let places: Vec<String> = fragments.iter().map(place).collect();
        let words: Vec<&str> = fragments.iter().map(|span| self.places.slice(*span)).collect();
        let (places, words) = (places.join(";"), words.join(" "));
        self.out.push_str(&format!("T{}\t{label} {places}\t{words}\n", self.texts));
        Some(self.texts)
    }

    /// The stretches of a span that hold no line break.
    fn lines(&self, offsets: Offsets) -> Vec<Span> {
        let span = self.places.bytes(offsets);
        let mut start = span.start();
        let line = |line: &str| {
            let (from, text) = (start + line.len() - line.trim_start().len(), line.trim());
            start += line.len() + 1;
            (!text.is_empty()).then(|| Span::new(from, from + text.len()))
        };
        self.places.slice(span).split(['\n', '\r']).filter_map(line).collect()
    }
}

fn note(statement: &Statement) -> String {
    let mut note = format!(
        "{} mode={} form={} act={} confidence={}",
        statement.id,
        word(statement.mode),
        word(statement.form),
        word(statement.act),
        statement.confidence.statement
    );
    for (flag, name) in [(statement.negated, " negated"), (statement.implicit, " implicit")] {
        if flag {
            note.push_str(name);
        }
    }
    if let Some(outer) = &statement.within {
        note.push_str(&format!(" within={outer}"));
    }
    note
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{BuildOptions, sample};
    use crate::text::OffsetUnit;

    #[test]
    fn the_sample_in_standoff() {
        insta::assert_snapshot!(annotations(&sample::record(&BuildOptions::default())));
    }

    #[test]
    fn offsets_are_code_points_whatever_the_record_counts_in() {
        let in_unit = |offsets| annotations(&sample::record(&BuildOptions { offsets, ..BuildOptions::default() }));
        assert_eq!(in_unit(OffsetUnit::Codepoint), in_unit(OffsetUnit::Byte));
        assert_eq!(in_unit(OffsetUnit::Codepoint), in_unit(OffsetUnit::Utf16));
    }

    #[test]
    fn a_span_is_cut_at_line_breaks() {
        let mut record = sample::record(&BuildOptions::default());
        record.statements.truncate(1);
        record.statements[0].content.spans = vec![[0, 60]];
        let lines = annotations(&record);
        assert!(
            lines.contains("\tContent 0 41;43 58\tFerry firm denies it knew of cracked ramp By Zoë Ångström\n"),
            "{lines}"
        );
    }
}
