//! Who is one person of the store, and who are two: what was found, why, and what a person decides.

use axum::extract::{Path, State};
use axum::response::Redirect;
use axum::{Extension, Form};
use hearsay_store::{Candidate, EntityRef, Evidence, Member, PersonId, Store};

use super::correct::editor;
use super::people::known;
use crate::app::Shared;
use crate::failure::Failure;
use crate::guard::Visitor;
use crate::lines::{day, percent, title};
use crate::links;

/// Entities that are shown.
const MEMBERS: usize = 60;

/// Others that may be the same that are shown.
const OFFERS: usize = 10;

/// Between the document and the entity, where a form names one.
const BETWEEN: char = '|';

/// A person of the store.
pub(super) struct Person {
    pub name: String,
    pub address: String,
    pub kind: String,
    pub members: Vec<Shown>,
    /// Whether there are more than are shown.
    pub more: bool,
    pub offers: Vec<Offer>,
    pub never: Vec<(String, String)>,
    pub renamed: bool,
}

/// An entity of a document that was put to the person.
pub(super) struct Shown {
    pub value: String,
    pub name: String,
    pub titles: String,
    pub document: String,
    pub address: String,
    pub origin: String,
    pub sure: u8,
    pub why: Vec<Reason>,
}

/// Another person that may be the same.
pub(super) struct Offer {
    pub number: i64,
    pub name: String,
    pub address: String,
    pub sure: u8,
    pub why: Vec<Reason>,
}

/// What speaks for or against it.
pub(super) struct Reason {
    pub sign: &'static str,
    pub words: String,
}

impl Person {
    pub fn new(store: &Store, number: PersonId) -> Result<Self, Failure> {
        let detail = store.person(number)?;
        let members = store.members(number, None, MEMBERS)?;
        Ok(Self {
            name: detail.row.name,
            address: links::person_number(number),
            kind: hearsay::record::word(detail.row.kind),
            more: members.next.is_some(),
            members: members.rows.into_iter().map(shown).collect(),
            offers: store.candidates(Some(number), OFFERS)?.into_iter().map(offer).collect(),
            never: detail.never.into_iter().map(|row| (row.name, links::person_number(row.number))).collect(),
            renamed: detail.row.renamed,
        })
    }
}

fn shown(member: Member) -> Shown {
    let parts = [member.outlet.unwrap_or_default(), day(member.published.as_deref())];
    Shown {
        value: format!("{}{BETWEEN}{}", member.entity.document, member.entity.entity),
        name: member.name.unwrap_or_default(),
        titles: member.titles.join(", "),
        document: title(member.title.as_deref(), &member.entity.document),
        address: links::document(&member.entity.document),
        origin: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        sure: percent(member.score),
        why: member.why.iter().map(reason).collect(),
    }
}

fn offer(candidate: Candidate) -> Offer {
    Offer {
        number: candidate.other.number.number(),
        address: links::person_number(candidate.other.number),
        name: candidate.other.name,
        sure: percent(candidate.probability),
        why: candidate.why.iter().map(reason).collect(),
    }
}

fn reason(evidence: &Evidence) -> Reason {
    let sign = if evidence.forbids {
        "forbids"
    } else if evidence.weight < 0.0 {
        "against"
    } else {
        "for"
    };
    Reason { sign, words: evidence.words.clone() }
}

/// `POST /people/{number}`
pub(crate) async fn decide(
    State(app): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Path(number): Path<i64>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Redirect, Failure> {
    let by = editor(&app, &visitor);
    let to = app.change(move |store| decided(store, number, &fields, &by)).await?;
    Ok(Redirect::to(&to))
}

/// Makes the decision; gives the page that shows it.
fn decided(store: &mut Store, number: i64, fields: &[(String, String)], by: &str) -> Result<String, Failure> {
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim());
    let person = known(store, number)?;
    let other = |store: &Store| {
        let number = field("other").parse().map_err(|_| Failure::Bad("say which other person".to_owned()))?;
        known(store, number)
    };
    let change = match field("what") {
        "merge" => store.merge_persons(person, other(store)?, by)?,
        "never" => store.never_merge(person, other(store)?, by)?,
        "rename" => store.rename_person(person, Some(field("name")).filter(|name| !name.is_empty()), by)?,
        "split" => {
            let entities = fields.iter().filter(|(field, _)| field == "entity").map(|(_, value)| entity(value));
            store.split_person(person, &entities.collect::<Result<Vec<_>, _>>()?, by)?.1
        }
        what => return Err(Failure::Bad(format!("{what}: there is no such decision"))),
    };
    Ok(format!("{}?done={change}", links::person_number(known(store, number)?)))
}

fn entity(value: &str) -> Result<EntityRef, Failure> {
    let (document, entity) =
        value.split_once(BETWEEN).ok_or_else(|| Failure::Bad(format!("{value}: there is no such entity")))?;
    Ok(EntityRef { document: document.to_owned(), entity: entity.to_owned() })
}
