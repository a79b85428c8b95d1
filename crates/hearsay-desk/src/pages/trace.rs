//! The way of words through documents: where the same words stand, in order of time, what changed at each step, and who took them from whom.

use askama::Template;
use axum::Extension;
use axum::extract::{Query as InAddress, State};
use hearsay::record::{Piece, Words, word};
use hearsay_store::{Step, Store, Trace};
use serde::Deserialize;

use super::document::stored;
use super::{Answer, html};
use crate::app::Shared;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::lines::{Line, percent};

/// Steps that are shown.
const STEPS: usize = 60;

/// What is traced: words, or a statement of a document.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    text: String,
    document: Option<String>,
    statement: Option<String>,
}

#[derive(Template)]
#[template(path = "trace.html")]
struct Page {
    frame: Frame,
    words: String,
    asked: bool,
    steps: Vec<Shown>,
}

/// A step of the way.
struct Shown {
    number: usize,
    line: Line,
    like: u8,
    /// The step that it is held against.
    from: Option<usize>,
    /// Whom the text names as having had the words before.
    taken: Option<String>,
    /// What its words are to those before: `altered`, …
    verdict: String,
    grave: bool,
    why: String,
    changes: Vec<Change>,
}

/// A piece of the words, as it was before and as it is here.
struct Change {
    kind: &'static str,
    before: String,
    here: String,
}

/// `GET /trace`
pub(crate) async fn page(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    InAddress(asked): InAddress<Asked>,
) -> Answer {
    let frame = Frame::new(&app, &visitor, "trace", "Trace");
    app.ask(move |store| {
        let trace = trace(store, &asked)?;
        html(&Page {
            frame,
            asked: trace.is_some(),
            words: trace.as_ref().map(|trace| trace.asked.clone()).unwrap_or_default(),
            steps: trace.iter().flat_map(|trace| &trace.steps).enumerate().map(shown).collect(),
        })
    })
    .await
}

fn trace(store: &Store, asked: &Asked) -> Result<Option<Trace>, Failure> {
    if let (Some(document), Some(statement)) = (&asked.document, &asked.statement) {
        let document = stored(store, document)?.row.id;
        let row = store.statements_of(&document)?.into_iter().find(|row| row.id == *statement);
        let row = row.ok_or_else(|| Failure::Missing(format!("the document has no statement {statement}")))?;
        return Ok(store.trace_statement(row.number, STEPS)?);
    }
    let text = asked.text.trim();
    if text.is_empty() { Ok(None) } else { Ok(Some(store.trace(text, STEPS)?)) }
}

fn shown((at, step): (usize, &Step)) -> Shown {
    Shown {
        number: at + 1,
        line: Line::new(&step.statement),
        like: percent(step.likeness),
        from: step.from.map(|from| from + 1),
        taken: step.taken.as_ref().map(|taken| taken.words.clone()),
        verdict: step.words.map(|words| word(words).replace('-', " ")).unwrap_or_default(),
        grave: step.words.is_some_and(|words| !matches!(words, Words::Verbatim | Words::EditedOpenly)),
        why: step.why.clone(),
        changes: step.changes.iter().map(change).collect(),
    }
}

fn change(piece: &Piece) -> Change {
    let (kind, before, here) = match piece {
        Piece::Same { words } => ("same", words.as_str(), words.as_str()),
        Piece::Free { transcript, article, .. } => ("free", transcript.as_str(), article.as_str()),
        Piece::Changed { transcript, article, .. } => ("changed", transcript.as_str(), article.as_str()),
        Piece::LeftOut { transcript, .. } => ("left-out", transcript.as_str(), ""),
        Piece::PutIn { article, .. } => ("put-in", "", article.as_str()),
        Piece::Marked { transcript, article } => ("marked", transcript.as_str(), article.as_str()),
        Piece::Apart { .. } => ("apart", "", ""),
    };
    Change { kind, before: before.to_owned(), here: here.to_owned() }
}
