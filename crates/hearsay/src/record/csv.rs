//! The record as a table: one statement a row (RFC 4180, with line feeds).
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a formula, and the cells
//! here are other people's words; such a cell gets an apostrophe before it (OWASP, "CSV Injection"). Programs that want the words untouched read JSON.

use super::{Record, Statement, word};

/// The names of the columns, as the first row.
pub const HEADER: &str = "id,mode,form,speaker,kind,titles,audience,cue,content,said,hands,via,passage,start,end,\
                          confidence,outlet,published,url,document,act,negated,implicit,within\n";

/// One row for each statement, without the header.
#[must_use]
pub fn rows(record: &Record) -> String {
    let mut out = String::new();
    for statement in &record.statements {
        let cells = cells(record, statement);
        let cells: Vec<String> = cells.iter().map(|cell| quoted(&harmless(cell))).collect();
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out
}

fn cells(record: &Record, statement: &Statement) -> Vec<String> {
    let source = &statement.source;
    let entity = record.entities.iter().find(|entity| Some(&entity.id) == source.entity.as_ref());
    let speaker = entity.and_then(|entity| entity.name.clone()).or_else(|| source.text.clone());
    let time = record.times.iter().find(|time| Some(&time.id) == statement.time.as_ref());
    let list = |items: Vec<&str>| items.join("; ");
    let span = |edge: Option<usize>| edge.map_or(String::new(), |offset| offset.to_string());
    let document = &record.document;
    vec![
        statement.id.clone(),
        word(statement.mode),
        word(statement.form),
        speaker.unwrap_or_default(),
        source.kind.as_ref().map(word).unwrap_or_default(),
        entity.map(|entity| entity.titles.join("; ")).unwrap_or_default(),
        list(statement.audience.iter().map(|audience| audience.pinned.text.as_str()).collect()),
        statement.cue.as_ref().map(|cue| cue.text.clone()).unwrap_or_default(),
        statement.content.text.clone(),
        time.and_then(|time| time.value.clone()).unwrap_or_default(),
        statement.hands.to_string(),
        statement.via.iter().map(|via| word(via.kind)).collect::<Vec<_>>().join("; "),
        statement.passage.text.clone(),
        span(statement.passage.spans.first().map(|span| span[0])),
        span(statement.passage.spans.last().map(|span| span[1])),
        statement.confidence.statement.to_string(),
        document.outlet.clone().unwrap_or_default(),
        document.published.clone().unwrap_or_default(),
        document.url.clone().unwrap_or_default(),
        document.id.clone(),
        word(statement.act),
        statement.negated.to_string(),
        statement.implicit.to_string(),
        statement.within.clone().unwrap_or_default(),
    ]
}

/// With an apostrophe before what a spreadsheet would run.
fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

/// In quotation marks where it holds a comma, a quotation mark or a line break.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{BuildOptions, sample};

    #[test]
    fn every_statement_is_a_row_as_wide_as_the_header() {
        insta::assert_snapshot!(HEADER.to_owned() + &rows(&sample::record(&BuildOptions::default())));
        let record = sample::record(&BuildOptions::default());
        assert_eq!(cells(&record, &record.statements[0]).len(), HEADER.split(',').count());
    }

    #[test]
    fn formulas_are_made_harmless_and_marks_doubled() {
        assert_eq!(quoted(&harmless("=HYPERLINK(\"x\",\"y\")")), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        assert_eq!(quoted(&harmless("@handle")), "'@handle");
        assert_eq!(quoted(&harmless("—dash")), "—dash");
    }
}
