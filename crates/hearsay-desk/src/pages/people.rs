//! The page of a person: under which names, with which titles and when, what they said, to whom, and who speaks to them. A person of the
//! store is who several documents' entities were found to be; there a reader sees why, and decides otherwise.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query as InAddress, State};
use hearsay_store::{Ledger, LedgerOptions, PersonId, PersonRow, Store, TitleHeld};
use serde::Deserialize;

use super::identity::Person;
use super::notice::Notice;
use super::{Answer, html};
use crate::app::Shared;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::lines::{Line, day, grouped, many};
use crate::links::{self, condition};

/// Statements that are shown; a search shows all.
const SHOWN: usize = 100;

/// Partners of talk that are shown.
const PARTNERS: usize = 20;

/// Persons of one name that are shown.
const NAMESAKES: usize = 20;

/// Who is asked for by name.
#[derive(Deserialize)]
pub(crate) struct Asked {
    name: String,
    /// Whether wants, fears and beliefs are shown.
    attitudes: Option<String>,
}

/// What else an address of a person may hold.
#[derive(Deserialize)]
pub(crate) struct More {
    attitudes: Option<String>,
    done: Option<i64>,
}

#[derive(Template)]
#[template(path = "person.html")]
struct Page {
    frame: Frame,
    notice: Option<Notice>,
    name: String,
    /// The person of the store, where one is looked at and not a name.
    person: Option<Person>,
    /// Persons of the store that bear the name.
    namesakes: Vec<Partner>,
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
pub(crate) async fn by_name(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    InAddress(asked): InAddress<Asked>,
) -> Answer {
    let frame = Frame::new(&app, &visitor, "ledger", asked.name.clone());
    app.ask(move |store| {
        let attitudes = asked.attitudes.is_some();
        let ledger = store.ledger(&asked.name, LedgerOptions { attitudes, limit: SHOWN })?;
        let namesakes =
            store.persons_named(&asked.name, NAMESAKES)?.into_iter().map(|(row, _)| namesake(&row)).collect();
        let here = links::person(&asked.name);
        let other = if attitudes { here } else { format!("{here}&attitudes=1") };
        html(&Page { namesakes, ..page(frame, asked.name, ledger, attitudes, other) })
    })
    .await
}

/// `GET /people/{number}`
pub(crate) async fn by_number(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Path(number): Path<i64>,
    InAddress(more): InAddress<More>,
) -> Answer {
    let mut frame = Frame::new(&app, &visitor, "ledger", "");
    app.ask(move |store| {
        let number = known(store, number)?;
        let attitudes = more.attitudes.is_some();
        let ledger = store.ledger_of_person(number, LedgerOptions { attitudes, limit: SHOWN })?;
        let person = Person::new(store, number)?;
        frame.title.clone_from(&person.name);
        let here = links::person_number(number);
        let other = if attitudes { here } else { format!("{here}?attitudes=1") };
        let notice = Notice::of(store, more.done)?;
        let name = person.name.clone();
        html(&Page { person: Some(person), notice, ..page(frame, name, ledger, attitudes, other) })
    })
    .await
}

/// The person with a number, or the one that it became a part of.
pub(super) fn known(store: &Store, number: i64) -> Result<PersonId, Failure> {
    let missing = || Failure::Missing(format!("there is no person {number} in the store"));
    Ok(store.person_row(PersonId::from_number(number))?.ok_or_else(missing)?.number)
}

fn namesake(row: &PersonRow) -> Partner {
    Partner { name: row.name.clone(), address: links::person_number(row.number), count: many(row.entities, "document") }
}

fn page(frame: Frame, name: String, ledger: Ledger, attitudes: bool, other: String) -> Page {
    let who = condition("who", &name);
    let partners = |list: Vec<(String, u64)>, address: &dyn Fn(&str) -> String| {
        let partner = |(name, count): (String, u64)| Partner { address: address(&name), name, count: grouped(count) };
        list.into_iter().take(PARTNERS).map(partner).collect()
    };
    Page {
        frame,
        notice: None,
        person: None,
        namesakes: Vec::new(),
        names: ledger.names.into_iter().map(|(name, count)| (name, many(count, "document"))).collect(),
        titles: ledger.titles.into_iter().map(title).collect(),
        speaks_to: partners(ledger.speaks_to, &|to| links::find(&format!("{who} {}", condition("to", to)))),
        spoken_to_by: partners(ledger.spoken_to_by, &|by| {
            links::find(&format!("{} {}", condition("who", by), condition("to", &name)))
        }),
        outlets: partners(ledger.outlets, &|outlet| links::find(&format!("{who} {}", condition("outlet", outlet)))),
        said: many(ledger.count, "statement"),
        lines: ledger.statements.iter().map(Line::new).collect(),
        all: (ledger.count > SHOWN as u64).then(|| links::find(&who)),
        other,
        attitudes,
        name,
    }
}

fn title(held: TitleHeld) -> Title {
    Title { words: held.title, from: day(held.first.as_deref()), to: day(held.last.as_deref()) }
}
