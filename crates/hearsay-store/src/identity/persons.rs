//! Persons of the store as they are asked for.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::decide::apart;
use super::evidence::Evidence;
use super::keys::sought;
use super::profile::BearerKind;
use crate::error::Error;
use crate::page::one_more;
use crate::statements::COLUMNS;
use crate::{Cursor, Ledger, LedgerOptions, Page, Result, StatementRow, Store};

/// The number of a person in its store. Where two persons grow together, the number of the one leads to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(i64);

impl PersonId {
    /// As a number, for an address.
    #[must_use]
    pub fn number(self) -> i64 {
        self.0
    }

    /// From a number out of an address.
    #[must_use]
    pub fn from_number(number: i64) -> Self {
        Self(number)
    }
}

/// An entity of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntityRef {
    /// The id of the document.
    pub document: String,
    /// Its id in the record of the document: `e1`.
    pub entity: String,
}

/// A person, or an organisation, in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Its number.
    pub number: PersonId,
    /// The name: the one that a person gave it, else the one that documents use most.
    pub name: String,
    /// Person or organisation.
    pub kind: BearerKind,
    /// How many entities of documents it is.
    pub entities: u64,
    /// Whether a person named it.
    pub renamed: bool,
}

/// An entity that was put to a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Which.
    pub entity: EntityRef,
    /// Its full name there.
    pub name: Option<String>,
    /// Positions held, by that document.
    pub titles: Vec<String>,
    /// The document's headline.
    pub title: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its date.
    pub published: Option<String>,
    /// 0 to 1: how sure it was when it was put there; 1 for the first.
    pub score: f64,
    /// What spoke for it and against it then.
    pub why: Vec<Evidence>,
}

/// A person in full; what it said and when it held which position is its [`Ledger`].
#[derive(Clone, Debug, PartialEq)]
pub struct PersonDetail {
    /// As a list has it.
    pub row: PersonRow,
    /// All names, with how many entities bear each, the most frequent first.
    pub names: Vec<(String, u64)>,
    /// Persons decided never to be this one.
    pub never: Vec<PersonRow>,
}

/// Two persons that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The one.
    pub one: PersonRow,
    /// The other.
    pub other: PersonRow,
    /// 0 to 1: that they are one.
    pub probability: f64,
    /// What speaks for it and against it, the weightiest first.
    pub why: Vec<Evidence>,
}

/// The most names that are told of a person.
const TOLD: i64 = 40;

const PERSON: &str = "SELECT person, coalesce(renamed, name), kind,
  (SELECT sum(entities) FROM persons AS base WHERE base.head = persons.person), renamed IS NOT NULL FROM persons";
/// The entities of a head.
const ENTITIES: &str = "person_entities JOIN persons USING (person) JOIN entities USING (entity)
  JOIN documents USING (document)";

impl Store {
    /// Persons and organisations, those of most entities first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn persons(&self, after: Option<Cursor>, limit: usize) -> Result<Page<PersonRow>> {
        // The cursor holds both columns of the order: entities turned round above, number below.
        let (entities, person) = after.map_or((i64::MAX, -1), |cursor| (MOST - (cursor.0 >> NUMBER), cursor.0 & MASK));
        let sql = format!(
            "{PERSON} WHERE head = person AND (entities < ?1 OR (entities = ?1 AND person > ?2))
             ORDER BY entities DESC, person LIMIT ?3"
        );
        let mut find = self.connection.prepare_cached(&sql.replace("SELECT person,", "SELECT person, entities,"))?;
        let rows = find.query_map(params![entities, person, one_more(limit)], |row| {
            Ok((row.get::<_, i64>(1)?, person_row_at(row, 1)?))
        })?;
        let rows: Vec<(i64, PersonRow)> = rows.collect::<rusqlite::Result<_>>()?;
        let page = Page::of(rows, limit, |(entities, row)| ((MOST - entities) << NUMBER) | row.number.0);
        Ok(Page { rows: page.rows.into_iter().map(|(_, row)| row).collect(), next: page.next })
    }

    /// A person by its number, or by that of one that is part of it now.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn person_row(&self, person: PersonId) -> Result<Option<PersonRow>> {
        match head(&self.connection, person) {
            Ok(head) => Ok(Some(person_row(&self.connection, head)?)),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// All that is known of a person.
    ///
    /// # Errors
    /// Where there is no such person, or the store cannot be read.
    pub fn person(&self, person: PersonId) -> Result<PersonDetail> {
        let head = head(&self.connection, person)?;
        Ok(PersonDetail {
            row: person_row(&self.connection, head)?,
            names: self.names_counted(
                &format!(
                    "SELECT text, count(*) FROM {ENTITIES} JOIN names ON names.name = entities.name
                 WHERE head = ?1 GROUP BY text ORDER BY 2 DESC, text LIMIT ?2"
                ),
                head,
            )?,
            never: self.never(head)?,
        })
    }

    /// The entities of a person, the newest documents first.
    ///
    /// # Errors
    /// Where there is no such person, or the store cannot be read.
    pub fn members(&self, person: PersonId, after: Option<Cursor>, limit: usize) -> Result<Page<Member>> {
        let head = head(&self.connection, person)?;
        let sql = format!(
            "SELECT document, id, local, text, entities.titles, title, outlets.name, published, score, why
             FROM {ENTITIES} LEFT JOIN names ON names.name = entities.name LEFT JOIN outlets USING (outlet)
             WHERE head = ?1 AND document > ?2 ORDER BY document, entity LIMIT ?3"
        );
        let mut find = self.connection.prepare_cached(&sql)?;
        let after = after.map_or(-1, |cursor| cursor.0);
        let rows = find.query_map(params![head, after, one_more(limit)], |row| Ok((row.get(0)?, member(row)?)))?;
        let rows: Vec<(i64, Member)> = rows.collect::<rusqlite::Result<_>>()?;
        let page = Page::of(rows, limit, |(cursor, _)| *cursor);
        Ok(Page { rows: page.rows.into_iter().map(|(_, row)| row).collect(), next: page.next })
    }

    /// The person that an entity of a document was put to.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn person_of(&self, entity: &EntityRef) -> Result<Option<PersonId>> {
        let find = "SELECT head FROM documents JOIN entities USING (document) JOIN person_entities USING (entity)
          JOIN persons USING (person) WHERE id = ?1 AND local = ?2";
        let parameters = params![entity.document, entity.entity];
        Ok(self.connection.prepare_cached(find)?.query_row(parameters, |row| row.get(0).map(PersonId)).optional()?)
    }

    /// Persons and organisations that bear a name in any spelling, the likeliest first, each with how alike the names are (0 to 1).
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn persons_named(&self, name: &str, limit: usize) -> Result<Vec<(PersonRow, f64)>> {
        let asked = hearsay::names::Name::new(name);
        let mut find = self.connection.prepare_cached(
            "SELECT DISTINCT head FROM person_keys JOIN persons USING (person) WHERE key = ?1 ORDER BY entities DESC LIMIT 200",
        )?;
        let mut heads = std::collections::BTreeSet::new();
        for kind in [BearerKind::Person, BearerKind::Organisation] {
            for key in sought(kind, name) {
                for head in find.query_map([key], |row| row.get::<_, i64>(0))? {
                    heads.insert(head?);
                }
            }
        }
        let mut found = Vec::new();
        for head in heads {
            let row = person_row(&self.connection, head)?;
            let names = self.names_of(head)?;
            let alike =
                names.iter().chain([&row.name]).map(|name| asked.compare(&hearsay::names::Name::new(name)).probability);
            let alike = alike.fold(0.0, f64::max);
            if alike >= 0.5 {
                found.push((row, alike));
            }
        }
        found.sort_by(|a, b| {
            b.1.total_cmp(&a.1).then(b.0.entities.cmp(&a.0.entities)).then(a.0.number.cmp(&b.0.number))
        });
        found.truncate(limit);
        Ok(found)
    }

    /// What a person said, in order of time, with the positions held and whom it was said to.
    ///
    /// # Errors
    /// Where there is no such person, or the store cannot be read.
    pub fn ledger_of_person(&self, person: PersonId, options: LedgerOptions) -> Result<Ledger> {
        let head = head(&self.connection, person)?;
        let find = "SELECT entity FROM person_entities JOIN persons USING (person) WHERE head = ?1 ORDER BY entity";
        let mut find = self.connection.prepare_cached(find)?;
        let entities: Vec<i64> = find.query_map([head], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        self.ledger_of(&entities, options)
    }

    /// What a person says, in the newest documents first.
    ///
    /// # Errors
    /// Where there is no such person, or the store cannot be read.
    pub fn statements_of_person(
        &self,
        person: PersonId,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<StatementRow>> {
        let head = head(&self.connection, person)?;
        let sql = format!(
            "{COLUMNS} WHERE speaker IN (SELECT entity FROM person_entities JOIN persons USING (person) WHERE head = ?1)
             AND statement > ?2 ORDER BY statement LIMIT ?3"
        );
        let after = after.map_or(-1, |cursor| cursor.0);
        let rows = self.statement_rows(&sql, params![head, after, one_more(limit)])?;
        Ok(Page::of(rows, limit, |row| row.number.number()))
    }

    /// Persons that may be one, the likeliest first; of one person where it is given.
    ///
    /// # Errors
    /// Where there is no such person, or the store cannot be read.
    pub fn candidates(&self, person: Option<PersonId>, limit: usize) -> Result<Vec<Candidate>> {
        let of = person.map(|person| head(&self.connection, person)).transpose()?;
        let sql = "SELECT a.head, b.head, person_candidates.score, why FROM person_candidates
          JOIN persons AS a ON a.person = one JOIN persons AS b ON b.person = other
          WHERE a.head <> b.head AND (?1 IS NULL OR a.head = ?1 OR b.head = ?1)
          ORDER BY person_candidates.score DESC, one, other";
        let mut find = self.connection.prepare_cached(sql)?;
        let mut rows = find.query([of])?;
        let mut out: Vec<Candidate> = Vec::new();
        while let Some(row) = rows.next()? {
            let (one, other, score): (i64, i64, f64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let [one, other] = if Some(other) == of { [other, one] } else { [one, other] };
            let pair = |candidate: &Candidate| [candidate.one.number.0, candidate.other.number.0];
            if out.iter().any(|known| pair(known) == [one, other] || pair(known) == [other, one])
                || apart(&self.connection, one, other)?.is_some()
            {
                continue;
            }
            out.push(Candidate {
                one: person_row(&self.connection, one)?,
                other: person_row(&self.connection, other)?,
                probability: 1.0 / (1.0 + (-score).exp()),
                why: evidence(&row.get::<_, String>(3)?),
            });
            if out.len() >= limit {
                break;
            }
        }
        Ok(out)
    }

    fn names_counted(&self, sql: &str, head: i64) -> Result<Vec<(String, u64)>> {
        let mut find = self.connection.prepare_cached(sql)?;
        let rows = find.query_map([head, TOLD], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn names_of(&self, head: i64) -> Result<Vec<String>> {
        let mut find = self.connection.prepare_cached("SELECT profile FROM persons WHERE head = ?1")?;
        let profiles: Vec<String> = find.query_map([head], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut out = Vec::new();
        for profile in profiles {
            let profile = super::blocks::parsed(&profile)?;
            out.extend(profile.names.texts().chain(profile.aliases.texts()).map(str::to_owned));
        }
        Ok(out)
    }

    fn never(&self, head: i64) -> Result<Vec<PersonRow>> {
        let mut find = self.connection.prepare_cached(
            "SELECT DISTINCT theirs.head FROM persons AS mine JOIN person_apart ON one = mine.person OR other = mine.person
             JOIN persons AS theirs ON theirs.person = iif(one = mine.person, other, one) WHERE mine.head = ?1",
        )?;
        let heads: Vec<i64> = find.query_map([head], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        heads.into_iter().map(|head| person_row(&self.connection, head)).collect()
    }
}

/// Bits of a person's number in the cursor of the list.
const NUMBER: u32 = 36;
const MASK: i64 = (1 << NUMBER) - 1;
/// More entities than any person has.
const MOST: i64 = (1 << 26) - 1;

/// The row that stands for a person now.
pub(super) fn head(connection: &Connection, person: PersonId) -> Result<i64> {
    let find = "SELECT head FROM persons WHERE person = coalesce((SELECT into_person FROM person_redirects WHERE person = ?1), ?1)";
    let found = connection.prepare_cached(find)?.query_row([person.0], |row| row.get(0)).optional()?;
    found.ok_or_else(|| Error::not_found(format!("a person {}", person.0)))
}

fn person_row(connection: &Connection, head: i64) -> Result<PersonRow> {
    let sql = format!("{PERSON} WHERE person = ?1");
    Ok(connection.prepare_cached(&sql)?.query_row([head], |row| person_row_at(row, 0))?)
}

/// A person of a question for [`PERSON`]; `more` columns stand after the number.
fn person_row_at(row: &Row, more: usize) -> rusqlite::Result<PersonRow> {
    let kind = row.get_ref(2 + more)?.as_str()?;
    Ok(PersonRow {
        number: PersonId(row.get(0)?),
        name: row.get(1 + more)?,
        kind: if kind == "person" { BearerKind::Person } else { BearerKind::Organisation },
        entities: row.get::<_, Option<u64>>(3 + more)?.unwrap_or(0),
        renamed: row.get(4 + more)?,
    })
}

fn member(row: &Row) -> rusqlite::Result<Member> {
    let titles: String = row.get(4)?;
    Ok(Member {
        entity: EntityRef { document: row.get(1)?, entity: row.get(2)? },
        name: row.get(3)?,
        titles: serde_json::from_str(&titles).unwrap_or_default(),
        title: row.get(5)?,
        outlet: row.get(6)?,
        published: row.get(7)?,
        score: row.get(8)?,
        why: evidence(&row.get::<_, String>(9)?),
    })
}

fn evidence(json: &str) -> Vec<Evidence> {
    serde_json::from_str(json).unwrap_or_default()
}
