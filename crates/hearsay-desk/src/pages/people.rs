//! The page of a person: under which names, with which titles and when, what they said, to whom, and who speaks to them.

use askama::Template;
use axum::Extension;
use axum::extract::{Query as InAddress, State};
use hearsay_store::{LedgerOptions, TitleHeld};
use serde::Deserialize;

use super::{Answer, html};
use crate::app::Shared;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::lines::{Line, day, grouped, many};
use crate::links::{self, condition};

/// Statements that are shown; a search shows all.
const SHOWN: usize = 100;

/// Partners of talk that are shown.
const PARTNERS: usize = 20;

/// Who is asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    name: String,
    /// Whether wants, fears and beliefs are shown.
    attitudes: Option<String>,
}

#[derive(Template)]
#[template(path = "person.html")]
struct Page {
    frame: Frame,
    name: String,
    names: Vec<(String, String)>,
    titles: Vec<Title>,
    speaks_to: Vec<Partner>,
    spoken_to_by: Vec<Partner>,
    outlets: Vec<Partner>,
    said: String,
    lines: Vec<Line>,
    /// The search that shows all, where not all are shown.
    all: Option<String>,
    /// The same page with attitudes, or without them.
    other: String,
    attitudes: bool,
}

/// A title and the days between which stories give it.
struct Title {
    words: String,
    from: String,
    to: String,
}

/// Whom somebody talks with, or where.
struct Partner {
    name: String,
    address: String,
    count: String,
}

/// `GET /people?name=…`
pub(crate) async fn page(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    InAddress(asked): InAddress<Asked>,
) -> Answer {
    let frame = Frame::new(&app, &visitor, "ledger", asked.name.clone());
    app.ask(move |store| {
        let attitudes = asked.attitudes.is_some();
        let ledger = store.ledger(&asked.name, LedgerOptions { attitudes, limit: SHOWN })?;
        let who = condition("who", &asked.name);
        let partners = |list: Vec<(String, u64)>, address: &dyn Fn(&str) -> String| {
            let partner =
                |(name, count): (String, u64)| Partner { address: address(&name), name, count: grouped(count) };
            list.into_iter().take(PARTNERS).map(partner).collect()
        };
        let here = links::person(&asked.name);
        html(&Page {
            names: ledger.names.into_iter().map(|(name, count)| (name, many(count, "document"))).collect(),
            titles: ledger.titles.into_iter().map(title).collect(),
            speaks_to: partners(ledger.speaks_to, &|name| links::find(&format!("{who} {}", condition("to", name)))),
            spoken_to_by: partners(ledger.spoken_to_by, &|name| {
                links::find(&format!("{} {}", condition("who", name), condition("to", &asked.name)))
            }),
            outlets: partners(ledger.outlets, &|name| links::find(&format!("{who} {}", condition("outlet", name)))),
            said: many(ledger.count, "statement"),
            lines: ledger.statements.iter().map(Line::new).collect(),
            all: (ledger.count > SHOWN as u64).then(|| links::find(&who)),
            other: if attitudes { here } else { format!("{here}&attitudes=1") },
            attitudes,
            name: asked.name,
            frame,
        })
    })
    .await
}

fn title(held: TitleHeld) -> Title {
    Title { words: held.title, from: day(held.first.as_deref()), to: day(held.last.as_deref()) }
}
