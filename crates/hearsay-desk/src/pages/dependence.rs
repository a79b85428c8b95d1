//! What a story hangs on: which outlet, document or anonymous source; who its sources are; how much is quoted, and through how many hands.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use hearsay::record::circumstances::chain;
use hearsay::record::{DependenceKind, Form, Mode, Record, SourceKind, Statement};

use super::document::{Head, stored};
use super::{Answer, html};
use crate::app::Shared;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::lines::{many, percent};
use crate::links;

#[derive(Template)]
#[template(path = "dependence.html")]
struct Page {
    frame: Frame,
    head: Head,
    hangs_on: Vec<HangsOn>,
    charts: Vec<Chart>,
    total: String,
}

/// Something that a part of the statements hangs on.
struct HangsOn {
    what: String,
    kind: &'static str,
    share: u8,
    statements: Vec<(String, String)>,
}

/// Shares of all statements, drawn as bars.
struct Chart {
    title: &'static str,
    bars: Vec<Bar>,
}

/// A share.
struct Bar {
    label: &'static str,
    count: String,
    share: u8,
}

/// `GET /documents/{id}/dependence`
pub(crate) async fn page(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Answer {
    let mut frame = Frame::new(&app, &visitor, "", "");
    app.ask(move |store| {
        let found = stored(store, &id)?;
        let head = Head::new(&found, "dependence");
        frame.title = format!("Dependence – {}", head.title);
        let record = &found.record;
        // What people want or fear nobody needed to be told.
        let said: Vec<&Statement> = record.statements.iter().filter(|one| one.mode != Mode::Attitude).collect();
        html(&Page {
            frame,
            hangs_on: hangs_on(record),
            charts: charts(&said),
            total: many(said.len() as u64, "statement"),
            head,
        })
    })
    .await
}

fn hangs_on(record: &Record) -> Vec<HangsOn> {
    let each = record.dependence.iter().map(|dependence| {
        let (bare, kind) = match dependence.on.kind {
            DependenceKind::Outlet => ("another outlet".to_owned(), "outlet"),
            DependenceKind::Document => (stations(record, &dependence.statements), "document"),
            DependenceKind::Anonymous => ("an anonymous source".to_owned(), "anonymous source"),
        };
        let entity = record.entities.iter().find(|entity| Some(&entity.id) == dependence.on.entity.as_ref());
        let what = entity.and_then(|entity| entity.name.clone()).unwrap_or(bare);
        let there = |id: &&String| record.statements.iter().any(|statement| statement.id == **id);
        let statements = dependence.statements.iter().filter(there);
        HangsOn {
            what,
            kind,
            share: percent(dependence.share),
            statements: statements.map(|id| (id.clone(), links::statement(&record.document.id, id))).collect(),
        }
    });
    let mut all: Vec<HangsOn> = each.collect();
    all.dedup_by(|a, b| a.what == b.what && a.statements == b.statements);
    all
}

/// What carried a document's words that has no name: `recording “a leaked tape”, transcript`.
fn stations(record: &Record, ids: &[String]) -> String {
    let statement = record.statements.iter().find(|statement| ids.contains(&statement.id));
    let links = statement.map(|statement| chain(record, statement)).unwrap_or_default();
    let words: Vec<String> =
        links.iter().map(|link| format!("{} {}", link.label, link.name).trim().to_owned()).collect();
    if words.is_empty() { "one document".to_owned() } else { words.join(", ") }
}

fn charts(said: &[&Statement]) -> Vec<Chart> {
    let bar = |label: &'static str, is: &dyn Fn(&Statement) -> bool| {
        let count = said.iter().filter(|statement| is(statement)).count();
        #[expect(clippy::cast_precision_loss, reason = "few statements")]
        let share = if said.is_empty() { 0.0 } else { count as f64 / said.len() as f64 };
        Bar { label, count: many(count as u64, "statement"), share: percent(share) }
    };
    let source = |label, kind: Option<SourceKind>| bar(label, &move |one: &Statement| one.source.kind == kind);
    vec![
        Chart {
            title: "Who the sources are",
            bars: vec![
                source("Named persons", Some(SourceKind::NamedPerson)),
                source("Organisations", Some(SourceKind::NamedOrganisation)),
                source("Documents", Some(SourceKind::Document)),
                source("Anonymous", Some(SourceKind::Anonymous)),
                source("Persons without a name", Some(SourceKind::UnnamedPerson)),
                source("Groups without a name", Some(SourceKind::UnnamedGroup)),
                source("Not told", None),
            ],
        },
        Chart {
            title: "How it is told",
            bars: vec![
                bar("In their own words", &|one| one.form == Form::Direct),
                bar("Partly in their own words", &|one| one.form == Form::Mixed),
                bar("In the story’s words", &|one| one.form == Form::Indirect),
            ],
        },
        Chart {
            title: "Through how many hands",
            bars: vec![
                bar("None: told to the outlet, or in public", &|one| one.hands == 0),
                bar("One hand", &|one| one.hands == 1),
                bar("Two hands or more", &|one| one.hands > 1),
            ],
        },
    ]
}
