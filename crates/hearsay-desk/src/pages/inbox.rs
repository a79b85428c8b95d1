//! The inbox: documents as they came in, latest first, and the way in for more.

use std::collections::BTreeSet;

use askama::Template;
use axum::Extension;
use axum::Json;
use axum::extract::{Query, State};
use hearsay_store::Cursor;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, html};
use crate::app::Shared;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::guard::{LARGEST_UPLOAD, Visitor};
use crate::intake::{Item, Stage, Tally};
use crate::lines::{DocumentLine, many};

const PAGE: usize = 30;

/// How the list is asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    after: Option<String>,
    /// `published`: newest published first.
    by: Option<String>,
}

#[derive(Template)]
#[template(path = "inbox.html")]
struct Page {
    frame: Frame,
    documents: Vec<DocumentLine>,
    by_date: bool,
    first: bool,
    next: Option<String>,
    held: String,
    items: Vec<Item>,
    tally: Tally,
    largest: usize,
}

/// `GET /`
pub(crate) async fn page(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Query(asked): Query<Asked>,
) -> Answer {
    let frame = Frame::new(&app, &visitor, "inbox", "Inbox");
    let (items, tally) = app.intake.progress();
    app.ask(move |store| {
        let after = cursor(asked.after.as_deref())?;
        let by_date = asked.by.as_deref() == Some("published");
        let page = if by_date { store.documents(after, PAGE)? } else { store.recent(after, PAGE)? };
        // A document comes up for each place that it was seen at.
        let mut seen = BTreeSet::new();
        let rows = page.rows.iter().filter(|row| seen.insert(row.id.clone()));
        let order = if by_date { "by=published&" } else { "" };
        let counts = store.counts()?;
        html(&Page {
            frame,
            documents: rows.map(DocumentLine::new).collect(),
            by_date,
            first: after.is_none(),
            next: page.next.map(|next| format!("/?{order}after={next}")),
            held: format!("{}, {}", many(counts.documents, "document"), many(counts.statements, "statement")),
            items: items.into_iter().take(20).collect(),
            tally,
            largest: LARGEST_UPLOAD >> 20,
        })
    })
    .await
}

/// Where a page of a list begins.
pub(super) fn cursor(after: Option<&str>) -> Result<Option<Cursor>, Failure> {
    let bad = |_| Failure::Bad("the address names no place in the list".to_owned());
    after.map(|after| after.parse().map_err(bad)).transpose()
}

/// `GET /intake`: how far the files have come, for the script.
pub(crate) async fn progress(State(app): State<Shared>) -> Json<Value> {
    let (items, tally) = app.intake.progress();
    let each = items.iter().take(20).map(|item| {
        let (stage, words, address) = match &item.stage {
            Stage::Waiting => ("waiting", "", None),
            Stage::Reading => ("reading", "", None),
            Stage::Done(words, address) => ("done", words.as_str(), Some(address)),
            Stage::Failed(why) => ("failed", why.as_str(), None),
        };
        json!({ "name": item.name, "stage": stage, "words": words, "address": address })
    });
    let each: Vec<Value> = each.collect();
    Json(json!({ "items": each, "waiting": tally.waiting, "done": tally.done, "failed": tally.failed }))
}
