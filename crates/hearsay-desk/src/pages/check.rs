//! The check: an article's quotations held against transcripts of the store, side by side.

use std::collections::BTreeSet;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use hearsay::check::{CheckOptions, Checked, Transcripts, check_quotations, fragment, summary};
use hearsay::text::{Document, Kind};
use hearsay_store::{Query, Store, StoredDocument};

use super::document::{Head, stored};
use super::{Answer, html};
use crate::app::Shared;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::lines::{DocumentLine, title};
use crate::links;
use crate::rebuilt::{document, quotations};

/// So many transcripts may be chosen at once.
const MOST: usize = 8;

/// Transcripts are listed out of the newest so many statements of transcripts.
const LOOKED_AT: usize = 3_000;

#[derive(Template)]
#[template(path = "check.html")]
struct Page {
    frame: Frame,
    head: Head,
    is_transcript: bool,
    transcripts: Vec<Choice>,
    /// The verdict in a line, and the report.
    report: Option<(String, String)>,
}

/// A transcript, and whether it is held against the article now.
struct Choice {
    document: DocumentLine,
    value: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "check_start.html")]
struct Start {
    frame: Frame,
    transcripts: Vec<DocumentLine>,
    articles: Vec<DocumentLine>,
}

/// `GET /check`: what can be checked, and against what.
pub(crate) async fn start(State(app): State<Shared>, Extension(visitor): Extension<Visitor>) -> Answer {
    let frame = Frame::new(&app, &visitor, "check", "Check");
    app.ask(move |store| {
        let mut articles = store.recent(None, 60)?.rows;
        let mut seen = BTreeSet::new();
        articles.retain(|row| row.kind == Kind::Article && seen.insert(row.id.clone()));
        html(&Start {
            frame,
            transcripts: transcripts(store)?.iter().map(|found| DocumentLine::new(&found.row)).collect(),
            articles: articles.iter().take(20).map(DocumentLine::new).collect(),
        })
    })
    .await
}

/// `GET /documents/{id}/check?against=…&against=…`
pub(crate) async fn page(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let mut frame = Frame::new(&app, &visitor, "check", "");
    app.ask(move |store| {
        let found = stored(store, &id)?;
        let head = Head::new(&found, "check");
        frame.title = format!("Check – {}", head.title);
        let chosen = chosen(store, query.as_deref().unwrap_or_default())?;
        let report = if chosen.is_empty() { None } else { Some(checked(&found, &chosen)) };
        let mut all = transcripts(store)?;
        let listed: BTreeSet<String> = all.iter().map(|one| one.row.id.clone()).collect();
        let ids: BTreeSet<String> = chosen.iter().map(|one| one.row.id.clone()).collect();
        all.extend(chosen.into_iter().filter(|one| !listed.contains(&one.row.id)));
        let choice = |one: StoredDocument| Choice {
            chosen: ids.contains(&one.row.id),
            value: links::document(&one.row.id).trim_start_matches("/documents/").to_owned(),
            document: DocumentLine::new(&one.row),
        };
        html(&Page {
            is_transcript: found.row.kind == Kind::Transcript,
            transcripts: all.into_iter().map(choice).collect(),
            report,
            head,
            frame,
        })
    })
    .await
}

/// The transcripts of the store, newest first.
fn transcripts(store: &Store) -> Result<Vec<StoredDocument>, Failure> {
    let query = Query::parse("kind:transcript").map_err(|error| Failure::Bad(error.to_string()))?;
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for row in store.find(&query, None, LOOKED_AT)?.rows {
        if found.len() < 50 && seen.insert(row.document.clone()) {
            found.extend(store.document(&row.document)?);
        }
    }
    Ok(found)
}

/// The transcripts that the address names.
fn chosen(store: &Store, query: &str) -> Result<Vec<StoredDocument>, Failure> {
    let against = query.split('&').filter_map(|part| part.strip_prefix("against="));
    let against: BTreeSet<&str> = against.filter(|id| !id.is_empty()).collect();
    if against.len() > MOST {
        return Err(Failure::Bad(format!("at most {MOST} transcripts are taken at once")));
    }
    against.into_iter().map(|id| stored(store, id)).collect()
}

fn checked(found: &StoredDocument, chosen: &[StoredDocument]) -> (String, String) {
    let article = document(&found.record);
    let documents: Vec<Document> = chosen.iter().map(|one| document(&one.record)).collect();
    let names: Vec<String> = chosen.iter().map(|one| title(one.row.title.as_deref(), &one.row.id)).collect();
    let options = CheckOptions { names: names.clone(), ..CheckOptions::default() };
    let report =
        check_quotations(&article, &quotations(&found.record, &article), &Transcripts::new(&documents, options));
    let named: Vec<(&str, &Document)> = names.iter().map(String::as_str).zip(&documents).collect();
    let name = title(found.row.title.as_deref(), &found.row.id);
    (summary(&report), fragment(&Checked { name: &name, article: &article, report: &report }, &named))
}
