//! Search: a query with fields, what it finds, and what that is like, so that the next step is a link.

use askama::Template;
use axum::Extension;
use axum::extract::{Query as InAddress, State};
use hearsay_store::{Facets, Query};
use serde::Deserialize;

use super::inbox::cursor;
use super::{Answer, html};
use crate::app::Shared;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::lines::{Line, grouped};
use crate::links::{self, condition};

const PAGE: usize = 20;

/// Counting ends here.
const COUNTED: usize = 10_000;

/// What the newest so many statements are like is told.
const LOOKED_AT: usize = 2_000;

/// Values of a facet that are shown.
const VALUES: usize = 8;

/// What is asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    after: Option<String>,
    /// Whether wants, fears and beliefs are found as well.
    attitudes: Option<String>,
}

#[derive(Template)]
#[template(path = "find.html")]
struct Page {
    frame: Frame,
    asked: bool,
    attitudes: bool,
    trouble: Option<Trouble>,
    found: String,
    lines: Vec<Line>,
    facets: Vec<Facet>,
    of_newest: Option<String>,
    first: bool,
    next: Option<String>,
}

/// A malformed query: what is wrong, and the query in three parts, of which the middle one is wrong.
struct Trouble {
    message: String,
    place: String,
    before: String,
    wrong: String,
    behind: String,
}

/// What the statements found are like in one respect.
pub(super) struct Facet {
    pub name: &'static str,
    pub values: Vec<Value>,
}

/// A value, how often, and the search narrowed to it.
pub(super) struct Value {
    pub word: String,
    pub count: String,
    pub address: String,
}

/// `GET /find`
pub(crate) async fn page(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    InAddress(asked): InAddress<Asked>,
) -> Answer {
    let title = if asked.q.trim().is_empty() { "Search".to_owned() } else { format!("{} – search", asked.q) };
    let mut frame = Frame::new(&app, &visitor, "find", title);
    frame.query.clone_from(&asked.q);
    let attitudes = asked.attitudes.is_some();
    let mut page = Page {
        frame,
        asked: !asked.q.trim().is_empty(),
        attitudes,
        trouble: None,
        found: String::new(),
        lines: Vec::new(),
        facets: Vec::new(),
        of_newest: None,
        first: asked.after.is_none(),
        next: None,
    };
    let query = match Query::parse(&asked.q) {
        Ok(query) if attitudes => query.with_attitudes(),
        Ok(query) => query,
        Err(error) => {
            page.trouble = Some(trouble(&asked.q, error.place(), error.message()));
            return html(&page);
        }
    };
    if !page.asked {
        return html(&page);
    }
    app.ask(move |store| {
        let found = store.find(&query, cursor(asked.after.as_deref())?, PAGE)?;
        let count = store.count(&query, COUNTED)?;
        let facets = store.facets(&query, LOOKED_AT)?;
        let more = if count.more { "more than " } else { "" };
        let statements = if count.number == 1 { "statement" } else { "statements" };
        page.found = format!("{more}{} {statements}", grouped(count.number));
        page.lines = found.rows.iter().map(Line::new).collect();
        let and = if attitudes { "&attitudes=1" } else { "" };
        page.next = found.next.map(|next| format!("{}{and}&after={next}", links::find(&asked.q)));
        page.of_newest = facets.counted.filter(|counted| counted.more).map(|counted| grouped(counted.number));
        page.facets = narrowed(&asked.q, and, facets);
        html(&page)
    })
    .await
}

fn trouble(query: &str, (at, long): (usize, usize), message: &str) -> Trouble {
    let letters: Vec<char> = query.chars().collect();
    let part = |from: usize, to: usize| letters.iter().skip(from).take(to.saturating_sub(from)).collect::<String>();
    Trouble {
        message: message.to_owned(),
        place: format!("at character {}", at + 1),
        before: part(0, at),
        wrong: part(at, at + long),
        behind: part(at + long, letters.len()),
    }
}

/// Facets as links to the query with one condition more.
pub(super) fn narrowed(query: &str, and: &str, facets: Facets) -> Vec<Facet> {
    let facet = |name: &'static str, field: &str, values: Vec<(String, u64)>| {
        let value = |(word, count): (String, u64)| {
            let more = condition(field, &word);
            let address = format!("{}{and}", links::find(format!("{query} {more}").trim()));
            let word = if field == "kind" { word.replace('-', " ") } else { word };
            Value { word, count: grouped(count), address }
        };
        Facet { name, values: values.into_iter().take(VALUES).map(value).collect() }
    };
    let months = facets.months.into_iter();
    let month = |(month, count): (String, u64)| Value {
        address: format!("{}{and}", links::find(format!("{query} since:{month} until:{month}").trim())),
        word: month,
        count: grouped(count),
    };
    let mut all = vec![
        facet("Who", "who", facets.speakers),
        facet("Outlet", "outlet", facets.outlets),
        facet("Source", "kind", facets.kinds),
        facet("Form", "form", facets.forms),
        facet("Act", "act", facets.acts),
        facet("Mode", "mode", facets.modes),
        Facet { name: "Published", values: months.take(VALUES).map(month).collect() },
    ];
    all.retain(|facet| !facet.values.is_empty());
    all
}
