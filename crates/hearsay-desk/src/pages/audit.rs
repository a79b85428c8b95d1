//! The log of what persons changed, with the way back.

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use hearsay_store::AuditRow;
use serde::Deserialize;

use super::inbox::cursor;
use super::notice::{Notice, told};
use super::{Answer, html};
use crate::app::Shared;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::lines::{moment, title};
use crate::links;

const PAGE: usize = 50;

/// What can be undone, as the log calls it.
const UNDOABLE: [&str; 10] =
    ["accept", "reject", "speaker", "spans", "rename", "redo", "merge", "split", "never merge", "rename person"];

/// Which part of the log.
#[derive(Deserialize)]
pub(crate) struct Asked {
    after: Option<String>,
    /// Of one document.
    document: Option<String>,
    done: Option<i64>,
}

#[derive(Template)]
#[template(path = "audit.html")]
struct Page {
    frame: Frame,
    notice: Option<Notice>,
    rows: Vec<Change>,
    of: Option<String>,
    first: bool,
    next: Option<String>,
}

/// A change.
struct Change {
    number: i64,
    at: String,
    by: String,
    words: String,
    document: Option<String>,
    undoes: Option<i64>,
    can_undo: bool,
}

/// `GET /audit`
pub(crate) async fn page(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Answer {
    let frame = Frame::new(&app, &visitor, "audit", "Audit");
    app.ask(move |store| {
        let document = match &asked.document {
            None => None,
            Some(id) => Some(super::document::stored(store, id)?.row),
        };
        let id = document.as_ref().map(|row| row.id.as_str());
        let page = store.audit(id, cursor(asked.after.as_deref())?, PAGE)?;
        let of = asked.document.as_deref().map_or(String::new(), |id| format!("document={}&", links::encoded(id)));
        html(&Page {
            frame,
            notice: Notice::of(store, asked.done)?,
            rows: page.rows.iter().map(change).collect(),
            of: document.map(|row| title(row.title.as_deref(), &row.id)),
            first: asked.after.is_none(),
            next: page.next.map(|next| format!("/audit?{of}after={next}")),
        })
    })
    .await
}

fn change(row: &AuditRow) -> Change {
    Change {
        number: row.number,
        at: moment(&row.at),
        by: row.by.clone(),
        words: told(row),
        document: row.document.as_deref().map(links::document),
        undoes: row.undoes,
        can_undo: UNDOABLE.contains(&row.what.as_str()),
    }
}
