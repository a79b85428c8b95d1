//! What the formats for people say about a record in words.

use super::places::Places;
use super::{Act, Form, Mode, Record, Statement, word};

/// Outlet, authors, date: where the document comes from, as far as it is known.
#[must_use]
pub fn origin(record: &Record) -> Vec<&str> {
    let document = &record.document;
    let mut origin: Vec<&str> = document.outlet.as_deref().into_iter().collect();
    origin.extend(document.authors.iter().map(String::as_str));
    origin.extend(document.published.as_deref());
    origin
}

/// How many statements there are, by form.
#[must_use]
pub fn count(record: &Record) -> String {
    let of = |form: Form| record.statements.iter().filter(|statement| statement.form == form).count();
    let forms = [(of(Form::Direct), "direct"), (of(Form::Mixed), "mixed"), (of(Form::Indirect), "indirect")];
    let forms: Vec<String> = forms.iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{n} {name}")).collect();
    match record.statements.len() {
        0 => "no statements".to_owned(),
        1 => format!("1 statement: {}", forms.join(", ")),
        n => format!("{n} statements: {}", forms.join(", ")),
    }
}

/// Who said it, or that nobody is named.
pub fn source(statement: &Statement) -> Result<&str, &'static str> {
    match &statement.source.text {
        Some(source) => Ok(source.trim_end_matches(',')),
        None if statement.implicit => Err("(carried on, no source named)"),
        None => Err("(no source named)"),
    }
}

/// The full name of who said it, where the source's words do not hold it.
#[must_use]
pub fn speaker<'r>(record: &'r Record, statement: &Statement) -> Option<&'r str> {
    let id = statement.source.entity.as_deref()?;
    // Ids count the entities from 1, so that a long record need not be searched.
    let at = id.get(1..)?.parse::<usize>().ok()?.checked_sub(1)?;
    let name = record.entities.get(at).filter(|entity| entity.id == id)?.name.as_deref()?;
    let source = statement.source.text.as_deref().unwrap_or_default();
    (!source.contains(name)).then_some(name)
}

/// The pieces of the content, with `[…]` where something was left out between them.
#[must_use]
pub fn content(statement: &Statement, places: &Places) -> String {
    let mut out = String::new();
    let mut end = None;
    for span in statement.content.spans.iter().map(|span| places.bytes(*span)) {
        let between = end.and_then(|end| places.text().get(end..span.start()));
        match between {
            None => {}
            Some(space) if space.trim().is_empty() => out.push(' '),
            Some(_) => out.push_str(" […] "),
        }
        out.push_str(places.slice(span));
        end = Some(span.end());
    }
    out
}

/// The form, and what is not the ordinary case of a statement.
#[must_use]
pub fn marks(statement: &Statement) -> String {
    let mut marks = vec![word(statement.form)];
    if statement.mode != Mode::Speech {
        marks.push(word(statement.mode));
    }
    if !matches!(statement.act, Act::Say | Act::Other) {
        marks.push(word(statement.act));
    }
    let flags = [(statement.negated, "negated"), (statement.implicit, "implicit")];
    marks.extend(flags.iter().filter(|(set, _)| *set).map(|(_, name)| (*name).to_owned()));
    let audience: Vec<&str> = statement.audience.iter().map(|audience| audience.pinned.text.as_str()).collect();
    if !audience.is_empty() {
        marks.push(format!("to {}", audience.join(" and ")));
    }
    marks.extend(statement.within.as_ref().map(|outer| format!("within {outer}")));
    marks.join(" · ")
}

/// The confidence, and by themselves the parts that are more doubtful than the whole.
#[must_use]
pub fn sureness(statement: &Statement) -> String {
    let confidence = &statement.confidence;
    let mut out = format!("{}% sure", percent(confidence.statement));
    for (name, value) in [("source", confidence.source), ("words", confidence.content)] {
        if let Some(value) = value.filter(|value| *value < confidence.statement - 0.1) {
            out.push_str(&format!(", {name} {}%", percent(value)));
        }
    }
    out
}

/// A probability in whole percent.
#[must_use]
pub fn percent(probability: f64) -> f64 {
    (probability * 100.0).round()
}
