//! The review queue: statements that nobody has looked at, the least certain first, one at a time with all that a decision needs.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Redirect;
use axum::{Extension, Form};
use hearsay_store::{CorrectionRow, StatementId};
use serde::Deserialize;

use super::correct::editor;
use super::notice::Notice;
use super::panel::Panel;
use super::{Answer, html};
use crate::app::Shared;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::lines::{Line, day};
use crate::links;
use crate::story::passage;

/// Statements that come next are shown, so many.
const COMING: usize = 8;

/// Corrections without a place that are shown at once.
const LOST: usize = 20;

/// Where the queue is.
#[derive(Deserialize)]
pub(crate) struct Asked {
    /// Doubt and number of the last statement that was passed over.
    doubt: Option<f64>,
    passed: Option<i64>,
    done: Option<i64>,
}

#[derive(Template)]
#[template(path = "review.html")]
struct Page {
    frame: Frame,
    notice: Option<Notice>,
    now: Option<Now>,
    coming: Vec<Line>,
    lost: Vec<Lost>,
}

/// The statement that is decided on.
struct Now {
    panel: Panel,
    passage: String,
    document: String,
    title: String,
    origin: String,
    least: u8,
    seen: i64,
    /// The queue after this one.
    pass: String,
}

/// A correction that no longer finds its place.
struct Lost {
    quoted: String,
    trouble: String,
    by: String,
    document: String,
    number: i64,
    undo: i64,
}

/// `GET /review`
pub(crate) async fn page(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Answer {
    let frame = Frame::new(&app, &visitor, "review", "Review");
    app.ask(move |store| {
        let after = asked.doubt.zip(asked.passed.map(StatementId::from_number));
        let rows = store.to_review(after, COMING + 1)?;
        let now = match rows.first() {
            None => None,
            Some(row) => {
                let found = store.document(&row.document)?.ok_or(Failure::Defect)?;
                let panel = Panel::new(&found.record, &row.id).ok_or(Failure::Defect)?;
                let line = Line::new(row);
                Some(Now {
                    passage: passage(&found.record, &row.id),
                    panel,
                    document: links::statement(&row.document, &row.id),
                    origin: [line.outlet, day(row.published.as_deref())]
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                        .join(" · "),
                    title: line.title,
                    least: line.least,
                    seen: store.last_change(&row.document)?,
                    pass: format!("/review?doubt={}&passed={}", row.doubt, row.number.number()),
                })
            }
        };
        html(&Page {
            frame,
            notice: Notice::of(store, asked.done)?,
            now,
            coming: rows.iter().skip(1).map(Line::new).collect(),
            lost: store.corrections_in_review(None, LOST)?.rows.into_iter().map(lost).collect(),
        })
    })
    .await
}

/// A correction that a person has found the place of.
#[derive(Deserialize)]
pub(crate) struct Found {
    correction: i64,
    /// The statement, or the entity, by its id in the record.
    target: String,
}

/// `POST /review/settle`
pub(crate) async fn settle(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Form(found): Form<Found>,
) -> Result<Redirect, Failure> {
    let by = editor(&app, &visitor);
    let number = app.change(move |store| Ok(store.settle(found.correction, found.target.trim(), &by)?)).await?;
    Ok(Redirect::to(&format!("/review?done={number}")))
}

fn lost(row: CorrectionRow) -> Lost {
    Lost {
        document: links::document(&row.document),
        quoted: row.quoted,
        trouble: row.trouble.unwrap_or_default(),
        by: row.by,
        number: row.number,
        undo: row.logged,
    }
}
