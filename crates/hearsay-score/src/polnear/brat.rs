//! Reads brat's standoff format (Stenetorp et al., EACL 2012): `T` lines mark spans, `E` lines tie them.

use std::collections::BTreeMap;

use hearsay::text::{OffsetTable, Span};

use super::Gold;

/// The attributions of an annotation file. Lines of other kinds (notes, and notes that run on) are passed over.
///
/// # Errors
/// Where an attribution names a span that the file does not have, or a span's offsets are no numbers; with the line.
pub(super) fn attributions(file: &str, table: &OffsetTable<'_>) -> Result<Vec<Gold>, String> {
    let mut marks: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut events: Vec<(usize, &str, &str)> = Vec::new();
    for (number, line) in file.lines().enumerate() {
        let mut fields = line.split('\t');
        match (fields.next(), fields.next()) {
            (Some(id), Some(mark)) if is_id(id, 'T') => {
                let spans = spans(mark, table).ok_or_else(|| format!("line {}: offsets are no numbers", number + 1))?;
                marks.insert(id, spans);
            }
            (Some(id), Some(event)) if is_id(id, 'E') => events.push((number + 1, id, event)),
            _ => {}
        }
    }
    events
        .into_iter()
        .map(|(line, id, event)| attribution(id, event, &marks).map_err(|e| format!("line {line}: {e}")))
        .collect()
}

fn is_id(id: &str, kind: char) -> bool {
    id.strip_prefix(kind).is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// `Content 7 30;35 40`.
fn spans(mark: &str, table: &OffsetTable<'_>) -> Option<Vec<Span>> {
    let (_, ranges) = mark.split_once(' ')?;
    let range = |range: &str| {
        let (start, end) = range.split_once(' ')?;
        Some(Span::new(table.byte(start.parse().ok()?), table.byte(end.parse().ok()?)))
    };
    ranges.split(';').map(range).collect()
}

/// `Attribution:T4 Content:T3 Cue:T2 Source:T1`; a role given twice has a number behind its name.
fn attribution(id: &str, event: &str, marks: &BTreeMap<&str, Vec<Span>>) -> Result<Gold, String> {
    let mut gold = Gold { id: id.to_owned(), ..Gold::default() };
    for (role, id) in event.split_whitespace().filter_map(|argument| argument.split_once(':')) {
        let spans = marks.get(id).ok_or_else(|| format!("there is no {id}"))?;
        match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Source" => gold.source.extend(spans),
            "Cue" => gold.cue.extend(spans),
            "Content" => gold.content.extend(spans),
            _ => {}
        }
    }
    for role in [&mut gold.source, &mut gold.cue, &mut gold.content] {
        role.sort_unstable();
    }
    Ok(gold)
}

#[cfg(test)]
mod tests {
    use hearsay::text::OffsetUnit;

    use super::*;

    const TEXT: &str = "Žil said so, he did.";

    fn read(file: &str) -> Result<Vec<Gold>, String> {
        attributions(file, &OffsetTable::new(TEXT, OffsetUnit::Codepoint))
    }

    #[test]
    fn spans_are_code_points_and_may_be_in_pieces() {
        let file = "T1\tSource 0 3\tŽil\nT2\tCue 4 8\tsaid\nT3\tContent 9 11;13 19\tso he did\nA note\n\
                    T4\tAttribution 4 8\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n";
        let gold = read(file).unwrap();
        assert_eq!(gold.len(), 1);
        assert_eq!(gold[0].source[0].slice(TEXT), "Žil");
        let content: Vec<&str> = gold[0].content.iter().map(|span| span.slice(TEXT)).collect();
        assert_eq!(content, ["so", "he did"]);
    }

    #[test]
    fn a_missing_span_is_told_with_its_line() {
        assert_eq!(read("T1\tCue 0 3\tŽil\nE1\tCue:T1 Source:T9").unwrap_err(), "line 2: there is no T9");
    }
}
