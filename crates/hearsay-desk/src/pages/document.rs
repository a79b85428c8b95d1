//! A document: the story with its statements in place, beside it one statement, a selection, or the list of who said what.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use hearsay::record::circumstances::unplaced;
use hearsay::record::describe::{content, count, marks, source, speaker};
use hearsay::record::places::Places;
use hearsay::record::{Offsets, Record};
use hearsay_store::{Store, StoredDocument};
use serde::Deserialize;

use super::notice::Notice;
use super::panel::{Dispute, Panel, dispute};
use super::{Answer, html};
use crate::app::Shared;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::lines::{day, percent, title};
use crate::links;
use crate::story::{Shown, story};

/// What else an address of a document may hold.
#[derive(Deserialize)]
pub(crate) struct Asked {
    /// Code points: where a selection begins and ends.
    from: Option<usize>,
    to: Option<usize>,
    /// A change that was just made.
    done: Option<i64>,
}

#[derive(Template)]
#[template(path = "document.html")]
struct Page {
    frame: Frame,
    head: Head,
    notice: Option<Notice>,
    story: String,
    panel: Option<Panel>,
    selection: Option<Selection>,
    entries: Vec<Entry>,
    own: Vec<Dispute>,
    silences: Vec<String>,
    /// The last change of the document, so that the second of two editors is told.
    seen: i64,
}

/// What is known of a document, above its pages.
pub(crate) struct Head {
    pub id: String,
    pub title: String,
    pub address: String,
    pub origin: String,
    /// Its own address, where that is one of the web.
    pub url: Option<String>,
    pub count: String,
    pub superseded: bool,
    pub places: Vec<String>,
    pub tab: &'static str,
    /// What a citation says after the words.
    pub citation: String,
}

/// A statement in the list beside the story.
pub(crate) struct Entry {
    pub id: String,
    pub address: String,
    pub who: String,
    pub named: bool,
    pub name: String,
    pub cue: String,
    pub content: String,
    pub marks: String,
    pub hands: String,
    pub within: bool,
    pub disputed: bool,
    pub sure: u8,
}

/// Words that a reader selected.
pub(crate) struct Selection {
    pub words: String,
    pub address: String,
    pub citation: String,
}

/// `GET /documents/{id}`
pub(crate) async fn page(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    shown(app, visitor, id, None, asked).await
}

/// `GET /documents/{id}/statements/{statement}`
pub(crate) async fn statement(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Path((id, statement)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    shown(app, visitor, id, Some(statement), asked).await
}

async fn shown(app: Shared, visitor: Visitor, id: String, chosen: Option<String>, asked: Asked) -> Answer {
    let mut frame = Frame::new(&app, &visitor, "", "");
    app.ask(move |store| {
        let found = stored(store, &id)?;
        let record = &found.record;
        let panel = match &chosen {
            None => None,
            Some(id) => Some(Panel::new(record, id).ok_or_else(|| no_statement(id))?.known_in(store, record)?),
        };
        let selection = selected(record, &asked)?;
        let head = Head::new(&found, "story");
        frame.title = match &panel {
            Some(panel) => format!("{} – {}", panel.id, head.title),
            None => head.title.clone(),
        };
        let shown = Shown { chosen: chosen.as_deref(), selection };
        html(&Page {
            frame,
            notice: Notice::of(store, asked.done)?,
            story: story(record, &shown),
            entries: if panel.is_none() { entries(record) } else { Vec::new() },
            selection: selection.map(|at| Selection::new(record, &head, at)),
            panel,
            own: unplaced(record).iter().map(|remark| dispute(record, remark)).collect(),
            silences: record.no_comment.iter().map(|one| one.pinned.text.clone()).collect(),
            seen: store.last_change(&found.row.id)?,
            head,
        })
    })
    .await
}

fn no_statement(id: &str) -> Failure {
    Failure::Missing(format!("the document has no statement {id}, or it was rejected"))
}

/// The document that an address names.
pub(crate) fn stored(store: &Store, id: &str) -> Result<StoredDocument, Failure> {
    let missing = || Failure::Missing(format!("there is no document {id} in the store"));
    let id = store.resolve(id)?.ok_or_else(missing)?;
    store.document(&id)?.ok_or_else(missing)
}

fn selected(record: &Record, asked: &Asked) -> Result<Option<Offsets>, Failure> {
    let (from, to) = match (asked.from, asked.to) {
        (None, None) => return Ok(None),
        (Some(from), Some(to)) => (from, to),
        _ => return Err(Failure::Bad("a selection has a beginning and an end".to_owned())),
    };
    if from < to && to <= record.document.text.chars().count() {
        Ok(Some([from, to]))
    } else {
        Err(Failure::Bad(format!("the document has no characters {from} to {to}")))
    }
}

impl Head {
    pub fn new(found: &StoredDocument, tab: &'static str) -> Self {
        let (record, row) = (&found.record, &found.row);
        let document = &record.document;
        let published = day(row.published.as_deref());
        let mut origin: Vec<&str> = row.outlet.as_deref().into_iter().collect();
        origin.extend(document.authors.iter().map(String::as_str));
        origin.extend(Some(published.as_str()).filter(|published| !published.is_empty()));
        let places = found.sightings.iter().map(|sighting| match &sighting.member {
            Some(member) => format!("{} ({member})", sighting.address),
            None => sighting.address.clone(),
        });
        let title = title(row.title.as_deref(), &row.id);
        let outlet = row.outlet.as_deref().map_or(String::new(), |outlet| format!("{outlet}, "));
        let dated = if published.is_empty() { String::new() } else { format!(", {published}") };
        let url = row.url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
        let web = url.as_deref().map_or(String::new(), |url| format!(", {url}"));
        Self {
            id: row.id.clone(),
            address: links::document(&row.id),
            origin: origin.join(" · "),
            url,
            count: count(record),
            superseded: row.superseded,
            places: places.collect(),
            tab,
            citation: format!("{outlet}“{title}”{dated}{web}"),
            title,
        }
    }
}

impl Selection {
    fn new(record: &Record, head: &Head, at: Offsets) -> Self {
        let places = Places::new(record);
        let words = places.slice(places.bytes(at)).split_whitespace().collect::<Vec<_>>().join(" ");
        let [from, to] = at;
        let quoted = if words.starts_with(['“', '"']) { words.clone() } else { format!("“{words}”") };
        Self {
            citation: format!("{quoted} — {}, characters {from}–{to} of {}", head.citation, head.id),
            address: format!("{}?from={from}&to={to}#selection", head.address),
            words,
        }
    }
}

/// The list of who said what.
pub(crate) fn entries(record: &Record) -> Vec<Entry> {
    let places = Places::new(record);
    let entry = |statement: &hearsay::record::Statement| Entry {
        id: statement.id.clone(),
        address: links::statement(&record.document.id, &statement.id),
        who: source(statement).map_or_else(ToOwned::to_owned, ToOwned::to_owned),
        named: source(statement).is_ok(),
        name: speaker(record, statement).unwrap_or_default().to_owned(),
        cue: statement.cue.as_ref().map(|cue| cue.text.clone()).unwrap_or_default(),
        content: content(statement, &places),
        marks: marks(statement),
        hands: crate::lines::hands(statement.hands),
        within: statement.within.is_some(),
        disputed: !super::panel::disputes(record, statement).is_empty(),
        sure: percent(statement.confidence.statement),
    };
    record.statements.iter().map(entry).collect()
}
