//! Corrections: a person says what is right. Each is logged, can be undone, and shows everywhere at once.

use axum::extract::{Path, State};
use axum::response::Redirect;
use axum::{Extension, Form};
use hearsay::record::{Offsets, Record, SourceKind};
use hearsay_store::{Change, Part, Store};
use serde::Deserialize;

use super::document::stored;
use crate::app::{App, Shared};
use crate::failure::Failure;
use crate::guard::Visitor;
use crate::links;

/// A correction as the form gives it.
#[derive(Deserialize)]
pub(crate) struct Given {
    what: String,
    /// The last change of the document that the page showed.
    seen: Option<i64>,
    name: Option<String>,
    kind: Option<String>,
    part: Option<String>,
    /// Words as they stand in the text.
    words: Option<String>,
    /// Where they stand, in code points, where the script knows.
    from: Option<String>,
    to: Option<String>,
    /// `review` where the queue is to go on.
    back: Option<String>,
}

/// `POST /documents/{id}/statements/{statement}`
pub(crate) async fn correct(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Path((id, statement)): Path<(String, String)>,
    Form(given): Form<Given>,
) -> Result<Redirect, Failure> {
    let by = editor(&app, &visitor);
    let to = app
        .change(move |store| {
            let found = stored(store, &id)?;
            let change = change(&found.record, &statement, &given)?;
            let number = store.correct(&found.row.id, &change, &by, given.seen)?;
            let gone = matches!(change, Change::Reject { .. });
            Ok(match given.back.as_deref() {
                Some("review") => format!("/review?done={number}"),
                _ if gone => format!("{}?done={number}", links::document(&found.row.id)),
                _ => {
                    let id = links::encoded(&statement);
                    format!("{}/statements/{id}?done={number}#at-{id}", links::document(&found.row.id))
                }
            })
        })
        .await?;
    Ok(Redirect::to(&to))
}

/// Whom a change is logged under.
pub(super) fn editor(app: &App, visitor: &Visitor) -> String {
    visitor.name.clone().unwrap_or_else(|| app.editor.clone())
}

fn change(record: &Record, statement: &str, given: &Given) -> Result<Change, Failure> {
    let statement = statement.to_owned();
    match given.what.as_str() {
        "accept" => Ok(Change::Accept { statement }),
        "reject" => Ok(Change::Reject { statement }),
        "speaker" => {
            let name = given.name.as_deref().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
            Ok(Change::Speaker { statement, name, kind: kind(given.kind.as_deref())? })
        }
        "spans" => {
            let part = match given.part.as_deref() {
                Some("source") => Part::Source,
                Some("cue") => Part::Cue,
                Some("content") => Part::Content,
                _ => return Err(Failure::Bad("say which part it is: who, cue or words".to_owned())),
            };
            let spans = spans(record, &statement, given)?;
            Ok(Change::Spans { statement, part, spans })
        }
        other => Err(Failure::Bad(format!("{other}: there is no such correction"))),
    }
}

fn kind(word: Option<&str>) -> Result<Option<SourceKind>, Failure> {
    let Some(word) = word.filter(|word| !word.is_empty()) else { return Ok(None) };
    let value = serde_json::Value::String(word.to_owned());
    serde_json::from_value(value)
        .map(Some)
        .map_err(|_| Failure::Bad(format!("{word}: there is no such kind of source")))
}

/// Where the part stands: as selected, else where the words are found in the statement's passage, or in the text if only once.
fn spans(record: &Record, statement: &str, given: &Given) -> Result<Vec<Offsets>, Failure> {
    let number = |text: &Option<String>| text.as_deref().filter(|text| !text.is_empty()).map(str::parse::<usize>);
    if let (Some(Ok(from)), Some(Ok(to))) = (number(&given.from), number(&given.to)) {
        return Ok(vec![[from, to]]);
    }
    let words = given.words.as_deref().map(str::trim).unwrap_or_default();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let letters: Vec<char> = record.document.text.chars().collect();
    let wanted: Vec<char> = words.chars().collect();
    let passage = record.statements.iter().find(|one| one.id == statement).map(|one| one.passage.spans.clone());
    let inside = passage.iter().flatten().flat_map(|span| found(&letters, &wanted, *span)).collect::<Vec<_>>();
    let all = if inside.is_empty() { found(&letters, &wanted, [0, letters.len()]) } else { inside };
    match all.as_slice() {
        [one] => Ok(vec![*one]),
        [] => Err(Failure::Bad(format!("“{words}” does not stand in the text so, letter for letter"))),
        _ => {
            Err(Failure::Bad(format!("“{words}” stands in the text more than once: give more of the words around it")))
        }
    }
}

/// Every place of the words within a stretch, in code points.
fn found(letters: &[char], wanted: &[char], [start, end]: Offsets) -> Vec<Offsets> {
    let Some(stretch) = letters.get(start..end) else { return Vec::new() };
    let windows = stretch.windows(wanted.len()).enumerate();
    windows.filter(|(_, window)| *window == wanted).map(|(at, _)| [start + at, start + at + wanted.len()]).collect()
}

/// What is to be undone.
#[derive(Deserialize)]
pub(crate) struct Undone {
    change: i64,
    /// `review` or `audit`, where the page to go back to is not the document.
    back: Option<String>,
}

/// `POST /undo`
pub(crate) async fn undo(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Form(undone): Form<Undone>,
) -> Result<Redirect, Failure> {
    let by = editor(&app, &visitor);
    let to = app
        .change(move |store| {
            let number = store.undo(undone.change, &by)?;
            Ok(match undone.back.as_deref() {
                Some("review") => format!("/review?done={number}"),
                Some("audit") => format!("/audit?done={number}"),
                _ => page_of(store, number)?,
            })
        })
        .await?;
    Ok(Redirect::to(&to))
}

/// The page of the document that a change was made to.
fn page_of(store: &Store, number: i64) -> Result<String, Failure> {
    let document = store.change(number)?.and_then(|change| change.document);
    let page = document.map_or_else(|| "/audit".to_owned(), |id| links::document(&id));
    Ok(format!("{page}?done={number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_code_points() {
        let letters: Vec<char> = "né, né".chars().collect();
        let wanted: Vec<char> = "né".chars().collect();
        assert_eq!(found(&letters, &wanted, [0, 6]), [[0, 2], [4, 6]]);
        assert_eq!(found(&letters, &wanted, [1, 6]), [[4, 6]]);
        assert!(found(&letters, &wanted, [4, 99]).is_empty());
    }
}
