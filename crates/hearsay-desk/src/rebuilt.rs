//! A document out of its record, for the functions of the engine that work on documents: text, parts, turns and metadata; the way back to
//! the original bytes is not kept.

use hearsay::analyze::structure;
use hearsay::check::Quoted;
use hearsay::layers::quotations::Purpose;
use hearsay::record::places::Places;
use hearsay::record::{Form, Record, Statement};
use hearsay::text::{Document, DocumentBuilder, Kind, Label, Metadata, Part, Span, Turn};

/// The document of a record.
pub(crate) fn document(record: &Record) -> Document {
    let (entry, places) = (&record.document, Places::new(record));
    let mut builder = DocumentBuilder::new(entry.kind, entry.text.as_bytes());
    builder.text.clone_from(&entry.text);
    builder.metadata = Metadata {
        title: entry.title.clone(),
        outlet: entry.outlet.clone(),
        authors: entry.authors.clone(),
        url: entry.url.clone(),
        published: entry.published.clone(),
        language: entry.language.clone(),
        translated: entry.translated,
    };
    for part in &entry.parts {
        let spans = part.pinned.spans.iter().map(|span| places.bytes(*span));
        builder.parts.extend(spans.map(|span| Part { kind: part.kind, span }));
    }
    if entry.kind == Kind::Transcript {
        builder.turns = turns(record, &places);
    }
    builder.finish()
}

/// In a transcript every turn is a statement within no other.
fn turns(record: &Record, places: &Places) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for statement in record.statements.iter().filter(|statement| statement.within.is_none()) {
        let Some(span) = cover(statement, places) else { continue };
        if turns.last().is_some_and(|last| last.span.end() > span.start()) {
            continue;
        }
        let name = name(record, statement).or_else(|| statement.source.text.clone());
        let speaker = name.map(|name| Label { name, role: None, span: None });
        let start_ms = statement.recorded.as_deref().and_then(milliseconds);
        turns.push(Turn { speaker, span, start_ms, end_ms: None });
    }
    turns
}

fn cover(statement: &Statement, places: &Places) -> Option<Span> {
    statement.content.spans.iter().map(|span| places.bytes(*span)).reduce(Span::cover)
}

/// The full name of who says a statement.
fn name(record: &Record, statement: &Statement) -> Option<String> {
    let entity = record.entities.iter().find(|entity| Some(&entity.id) == statement.source.entity.as_ref())?;
    entity.name.clone()
}

/// `HH:MM:SS.mmm` in milliseconds.
fn milliseconds(code: &str) -> Option<u64> {
    let (whole, thousandths) = code.split_once('.')?;
    let mut seconds = 0;
    for part in whole.split(':') {
        seconds = seconds * 60 + part.parse::<u64>().ok()?;
    }
    Some(seconds * 1000 + thousandths.parse::<u64>().ok()?)
}

/// The quotations of an article as its record has them, corrections of persons included.
pub(crate) fn quotations(record: &Record, article: &Document) -> Vec<Quoted> {
    let places = Places::new(record);
    let quotations = structure(article).2;
    let speech =
        quotations.iter().filter(|quotation| quotation.within.is_none() && quotation.purpose == Purpose::Speech);
    let quoted: Vec<Span> = speech.flat_map(|quotation| quotation.pieces.iter().copied()).collect();
    let statements = record.statements.iter().filter(|one| one.form != Form::Indirect && one.within.is_none());
    let one = |statement: &Statement| {
        let spans = statement.content.spans.iter().map(|span| places.bytes(*span));
        let pieces: Vec<Span> = spans
            .flat_map(|span| quoted.iter().filter_map(move |quotation| shared(span, *quotation)))
            .map(|span| without_marks(article, span))
            .filter(|span| !span.is_empty())
            .collect();
        (!pieces.is_empty()).then(|| Quoted {
            statement: Some(statement.id.clone()),
            pieces,
            speaker: name(record, statement).or_else(|| statement.source.text.clone()),
            audience: statement.audience.first().map(|audience| audience.pinned.text.clone()),
            occasion: statement.occasion.as_ref().map(|occasion| occasion.pinned.text.clone()),
            ..Quoted::default()
        })
    };
    statements.filter_map(one).collect()
}

fn shared(a: Span, b: Span) -> Option<Span> {
    let (start, end) = (a.start().max(b.start()), a.end().min(b.end()));
    (start < end).then(|| Span::new(start, end))
}

fn without_marks(article: &Document, span: Span) -> Span {
    let mark = |c: char| "\"“”„‟«»‹›‘’‚'`「」".contains(c) || c.is_whitespace();
    let text = article.slice(span);
    let start = span.start() + text.len() - text.trim_start_matches(mark).len();
    let end = span.start() + text.trim_end_matches(mark).len();
    Span::new(start, end.max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_recordings_are_read_back() {
        assert_eq!(milliseconds("01:02:03.450"), Some(3_723_450));
        assert_eq!(milliseconds("02:03"), None);
    }
}
