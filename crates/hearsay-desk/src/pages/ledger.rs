//! The ledger: who speaks in the store, and who said what in one document, speaker by speaker.

use std::collections::BTreeMap;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use hearsay_store::Query;

use super::document::{Entry, Head, entries, stored};
use super::{Answer, html};
use crate::app::Shared;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::lines::{grouped, many};
use crate::links;

/// Speakers are counted in the newest so many statements.
const LOOKED_AT: usize = 5_000;

/// Speakers that are shown.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "ledger.html")]
struct OfStore {
    frame: Frame,
    speakers: Vec<Speaker>,
    /// How many statements were looked at, where there are more.
    of_newest: Option<String>,
}

/// Somebody who speaks.
struct Speaker {
    name: String,
    address: String,
    statements: String,
    /// In hundredths of the most that anybody says.
    share: u64,
}

/// `GET /ledger`
pub(crate) async fn of_store(State(app): State<Shared>, Extension(visitor): Extension<Visitor>) -> Answer {
    let frame = Frame::new(&app, &visitor, "ledger", "Ledger");
    app.ask(move |store| {
        let facets = store.facets(&Query::all(), LOOKED_AT)?;
        let most = facets.speakers.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
        let speaker = |(name, count): (String, u64)| Speaker {
            address: links::person(&name),
            name,
            statements: many(count, "statement"),
            share: (count * 100).div_ceil(most),
        };
        html(&OfStore {
            frame,
            of_newest: facets.counted.filter(|counted| counted.more).map(|counted| grouped(counted.number)),
            speakers: facets.speakers.into_iter().take(SHOWN).map(speaker).collect(),
        })
    })
    .await
}

#[derive(Template)]
#[template(path = "document_ledger.html")]
struct OfDocument {
    frame: Frame,
    head: Head,
    speakers: Vec<Group>,
}

/// What one source says in a document.
struct Group {
    name: String,
    person: Option<String>,
    titles: Vec<String>,
    entries: Vec<Entry>,
    said: String,
}

/// `GET /documents/{id}/ledger`
pub(crate) async fn of_document(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Answer {
    let mut frame = Frame::new(&app, &visitor, "", "");
    app.ask(move |store| {
        let found = stored(store, &id)?;
        let head = Head::new(&found, "ledger");
        frame.title = format!("Ledger – {}", head.title);
        let record = &found.record;
        let mut order: Vec<String> = Vec::new();
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        for (statement, entry) in record.statements.iter().zip(entries(record)) {
            let entity = record.entities.iter().find(|entity| Some(&entity.id) == statement.source.entity.as_ref());
            let name = entity.and_then(|entity| entity.name.clone());
            let key = match entity {
                Some(entity) => entity.id.clone(),
                None => format!("words {}", entry.who),
            };
            let group = groups.entry(key.clone()).or_insert_with(|| {
                order.push(key);
                Group {
                    name: name.clone().unwrap_or_else(|| entry.who.clone()),
                    person: name.as_deref().map(links::person),
                    titles: entity.map(|entity| entity.titles.clone()).unwrap_or_default(),
                    entries: Vec::new(),
                    said: String::new(),
                }
            });
            group.entries.push(entry);
            group.said = many(group.entries.len() as u64, "statement");
        }
        // Whoever says most comes first; of equals, who speaks first.
        let mut speakers: Vec<Group> = order.iter().filter_map(|key| groups.remove(key)).collect();
        speakers.sort_by_key(|group| std::cmp::Reverse(group.entries.len()));
        html(&OfDocument { frame, head, speakers })
    })
    .await
}
