//! What a person decides about persons: a layer over what weighing found. Each decision is logged, and can be undone.
//!
//! A merge only points persons to one head, and a split only moves entities to a person of their own: what is added afterwards is weighed as
//! before, and undoing restores what was there, with what has come since.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::join::{self, moved};
use super::keys::kept;
use super::persons::{EntityRef, PersonId, head};
use super::profile::BearerKind;
use crate::audit::{Change, log};
use crate::error::{Error, Kind};
use crate::{Result, Store};

/// What was decided, as it is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "lowercase")]
enum Decision {
    /// `gone` and all that it stood for are `into`.
    Merge {
        gone: i64,
        into: i64,
        names: [String; 2],
    },
    /// Entities, each with the person it was taken from, are a person of their own.
    Split {
        new: i64,
        name: String,
        entities: Vec<(i64, i64)>,
    },
    Rename {
        person: i64,
        before: Option<String>,
        after: Option<String>,
    },
    Never {
        persons: [i64; 2],
        names: [String; 2],
    },
}

impl Decision {
    fn name(&self) -> &'static str {
        match self {
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Rename { .. } => "rename person",
            Self::Never { .. } => "never merge",
        }
    }
}

impl Store {
    /// Makes two persons one; gives the number of the change, for [`Store::undo`].
    ///
    /// # Errors
    /// Where they are one already, were decided never to be, or are not there; or the store cannot be written.
    pub fn merge_persons(&mut self, one: PersonId, other: PersonId, by: &str) -> Result<i64> {
        let writer = self.writer()?;
        let connection = writer.connection();
        let (a, b) = two(connection, one, other)?;
        if let Some(change) = apart(connection, a, b)? {
            return Err(refused(format!("it was decided that they are two: undo change {change} first")));
        }
        let (gone, into) = if size(connection, a)? > size(connection, b)? { (b, a) } else { (a, b) };
        let names = [called(connection, gone)?, called(connection, into)?];
        let held: BTreeSet<i64> = group(connection, gone)?.into_iter().chain(group(connection, into)?).collect();
        connection.prepare_cached("UPDATE persons SET head = ?2 WHERE head = ?1")?.execute([gone, into])?;
        let change = decide(connection, &Decision::Merge { gone, into, names }, &held, by)?;
        writer.commit()?;
        Ok(change)
    }

    /// Takes entities out of a person and makes them a person of their own; gives that person and the number of the change.
    ///
    /// # Errors
    /// Where an entity is not the person's, or nothing of the person would be left; or the store cannot be written.
    pub fn split_person(&mut self, person: PersonId, entities: &[EntityRef], by: &str) -> Result<(PersonId, i64)> {
        let writer = self.writer()?;
        let connection = writer.connection();
        let from = head(connection, person)?;
        let mut rows: BTreeMap<i64, i64> = BTreeMap::new();
        for entity in entities {
            let (row, base) = entity_of(connection, from, entity)?;
            rows.insert(row, base);
        }
        let all = "SELECT count(*) FROM person_entities JOIN persons USING (person) WHERE head = ?1";
        let all: usize = connection.prepare_cached(all)?.query_row([from], |row| row.get(0))?;
        if rows.is_empty() || rows.len() >= all {
            return Err(refused("a split takes some of a person's entities, and leaves some".to_owned()));
        }
        let copy = "INSERT INTO persons (name, kind, head) SELECT name, kind, 0 FROM persons WHERE person = ?1";
        connection.prepare_cached(copy)?.execute([from])?;
        let new = connection.last_insert_rowid();
        connection.prepare_cached("UPDATE persons SET head = person WHERE person = ?1")?.execute([new])?;
        move_to(connection, rows.keys().copied(), new)?;
        let bases: BTreeSet<i64> = rows.values().copied().collect();
        let held: BTreeSet<i64> = bases.iter().copied().chain([new]).collect();
        let decision = Decision::Split { new, name: called(connection, from)?, entities: rows.into_iter().collect() };
        let change = decide(connection, &decision, &held, by)?;
        keep_apart(connection, change, bases.iter().map(|base| [*base, new]))?;
        moved(connection, held)?;
        writer.commit()?;
        Ok((PersonId::from_number(new), change))
    }

    /// Gives a person another name; `None` gives back the one that documents use most.
    ///
    /// # Errors
    /// Where the name is blank, or the person is not there; or the store cannot be written.
    pub fn rename_person(&mut self, person: PersonId, name: Option<&str>, by: &str) -> Result<i64> {
        let name = name.map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
        if name.as_deref() == Some("") {
            return Err(refused("a person's name cannot be blank".to_owned()));
        }
        let writer = self.writer()?;
        let connection = writer.connection();
        let person = head(connection, person)?;
        let find = "SELECT renamed FROM persons WHERE person = ?1";
        let before = connection.prepare_cached(find)?.query_row([person], |row| row.get(0))?;
        rename(connection, person, name.as_deref())?;
        let decision = Decision::Rename { person, before, after: name };
        let change = decide(connection, &decision, &BTreeSet::from([person]), by)?;
        writer.commit()?;
        Ok(change)
    }

    /// Decides that two persons are two, whatever speaks for one; gives the number of the change.
    ///
    /// # Errors
    /// Where they are one now, or not there; or the store cannot be written.
    pub fn never_merge(&mut self, one: PersonId, other: PersonId, by: &str) -> Result<i64> {
        let writer = self.writer()?;
        let connection = writer.connection();
        let (a, b) = two(connection, one, other)?;
        if let Some(change) = apart(connection, a, b)? {
            return Err(refused(format!("that was decided already, in change {change}")));
        }
        let names = [called(connection, a)?, called(connection, b)?];
        let change = decide(connection, &Decision::Never { persons: [a, b], names }, &BTreeSet::from([a, b]), by)?;
        keep_apart(connection, change, [[a, b]])?;
        writer.commit()?;
        Ok(change)
    }

    /// Undoes a decision about persons; `None` where the change is none.
    pub(crate) fn undo_decision(&mut self, change: i64, by: &str) -> Result<Option<i64>> {
        let writer = self.writer()?;
        let connection = writer.connection();
        let find = "SELECT decision, detail, undone FROM person_decisions WHERE audit = ?1";
        let found: Option<(i64, String, bool)> = connection
            .prepare_cached(find)?
            .query_row([change], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((number, json, undone)) = found else { return Ok(None) };
        if undone {
            return Err(refused(format!("change {change} is undone already")));
        }
        let decision: Decision =
            serde_json::from_str(&json).map_err(|error| Error::damaged(format!("a decision: {error}")))?;
        connection.prepare_cached("UPDATE person_decisions SET undone = 1 WHERE decision = ?1")?.execute([number])?;
        turn_back(connection, number, &decision)?;
        let detail = serde_json::json!({ "decision": decision });
        let logged =
            log(connection, &Change { by, what: "undo", document: None, detail: &detail, undoes: Some(change) })?;
        writer.commit()?;
        Ok(Some(logged))
    }
}

/// Makes a decision not to have been, in a store where it is marked as undone.
fn turn_back(connection: &Connection, number: i64, decision: &Decision) -> Result<()> {
    let mut persons: BTreeSet<i64> = BTreeSet::new();
    let mut find = connection.prepare_cached("SELECT person FROM person_held WHERE decision = ?1")?;
    for person in find.query_map([number], |row| row.get(0))? {
        persons.insert(person?);
    }
    match decision {
        Decision::Merge { into, .. } => {
            let of = "SELECT head FROM persons WHERE person = ?1";
            let head: i64 = connection.prepare_cached(of)?.query_row([into], |row| row.get(0))?;
            regroup(connection, &group(connection, head)?)?;
        }
        Decision::Split { new, entities, .. } => {
            later(connection, *new, number)?;
            for (entity, base) in entities {
                let back = "UPDATE person_entities SET person = ?3 WHERE entity = ?1 AND person = ?2";
                connection.prepare_cached(back)?.execute([*entity, *new, *base])?;
            }
            // What came to it since goes with the rest.
            let base = entities.first().map_or(*new, |(_, base)| *base);
            let rest = "UPDATE person_entities SET person = ?2 WHERE person = ?1";
            connection.prepare_cached(rest)?.execute([*new, base])?;
            let redirect = "INSERT OR REPLACE INTO person_redirects (person, into_person) VALUES (?1, ?2)";
            connection.prepare_cached(redirect)?.execute([*new, base])?;
        }
        Decision::Rename { person, before, .. } => {
            later_rename(connection, *person, number)?;
            rename(connection, *person, before.as_deref())?;
        }
        Decision::Never { .. } => {}
    }
    connection.prepare_cached("DELETE FROM person_held WHERE decision = ?1")?.execute([number])?;
    connection.prepare_cached("DELETE FROM person_apart WHERE decision = ?1")?.execute([number])?;
    moved(connection, persons)
}

/// The heads of a group anew, from the merges that still hold: what they connect stays one.
fn regroup(connection: &Connection, bases: &[i64]) -> Result<()> {
    let mut heads: BTreeMap<i64, i64> = bases.iter().map(|base| (*base, *base)).collect();
    for (gone, into) in merges(connection, bases)? {
        let (from, to) = (heads.get(&gone).copied(), heads.get(&into).copied());
        if let (Some(from), Some(to)) = (from, to) {
            heads.values_mut().filter(|head| **head == from).for_each(|head| *head = to);
        }
    }
    let mut update = connection.prepare_cached("UPDATE persons SET head = ?2 WHERE person = ?1")?;
    for (base, head) in heads {
        update.execute([base, head])?;
    }
    Ok(())
}

/// Takes a person of no entities away although decisions hold it: they go too, and what the log told of them.
pub(super) fn erase_empty(connection: &Connection, person: i64) -> Result<()> {
    let find = "SELECT head FROM persons WHERE person = ?1 AND entities = 0";
    let Some(head) = connection.prepare_cached(find)?.query_row([person], |row| row.get(0)).optional()? else {
        return Ok(());
    };
    let bases: Vec<i64> = group(connection, head)?.into_iter().filter(|base| *base != person).collect();
    let decisions = "(SELECT audit FROM person_held JOIN person_decisions USING (decision) WHERE person = ?1)";
    let scrub = format!("UPDATE audit SET detail = 'null' WHERE audit IN {decisions} OR undoes IN {decisions}");
    connection.prepare_cached(&scrub)?.execute([person])?;
    connection
        .prepare_cached(
            "DELETE FROM person_decisions WHERE decision IN (SELECT decision FROM person_held WHERE person = ?1)",
        )?
        .execute([person])?;
    join::remove(connection, person)?;
    regroup(connection, &bases)
}

/// The merges among these persons that hold, in the order in which they were made.
fn merges(connection: &Connection, bases: &[i64]) -> Result<Vec<(i64, i64)>> {
    let mut find = connection.prepare_cached(
        "SELECT decision, detail FROM person_decisions JOIN person_held USING (decision)
         WHERE person = ?1 AND kind = 'merge' AND undone = 0",
    )?;
    let mut found: BTreeMap<i64, String> = BTreeMap::new();
    for base in bases {
        for row in find.query_map([base], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (decision, json) = row?;
            found.insert(decision, json);
        }
    }
    let merges = found.values().filter_map(|json| match serde_json::from_str(json) {
        Ok(Decision::Merge { gone, into, .. }) => Some((gone, into)),
        _ => None,
    });
    Ok(merges.collect())
}

/// Refuses where a later decision rests on a person that would go.
fn later(connection: &Connection, person: i64, decision: i64) -> Result<()> {
    let find = "SELECT audit FROM person_held JOIN person_decisions USING (decision)
      WHERE person = ?1 AND decision <> ?2 AND undone = 0 ORDER BY decision DESC LIMIT 1";
    match connection.prepare_cached(find)?.query_row([person, decision], |row| row.get::<_, i64>(0)).optional()? {
        Some(change) => Err(refused(format!("a later decision rests on it: undo change {change} first"))),
        None => Ok(()),
    }
}

fn later_rename(connection: &Connection, person: i64, decision: i64) -> Result<()> {
    let find = "SELECT audit FROM person_held JOIN person_decisions USING (decision)
      WHERE person = ?1 AND decision > ?2 AND kind = 'rename person' AND undone = 0 ORDER BY decision DESC LIMIT 1";
    match connection.prepare_cached(find)?.query_row([person, decision], |row| row.get::<_, i64>(0)).optional()? {
        Some(change) => Err(refused(format!("it was renamed again: undo change {change} first"))),
        None => Ok(()),
    }
}

/// Logs and stores a decision, and holds the persons that it is about.
fn decide(connection: &Connection, decision: &Decision, persons: &BTreeSet<i64>, by: &str) -> Result<i64> {
    let detail = serde_json::to_value(decision).map_err(|error| Error::damaged(error.to_string()))?;
    let what = decision.name();
    let change = log(connection, &Change { by, what, document: None, detail: &detail, undoes: None })?;
    connection
        .prepare_cached("INSERT INTO person_decisions (kind, detail, audit) VALUES (?1, ?2, ?3)")?
        .execute(params![what, detail.to_string(), change])?;
    let number = connection.last_insert_rowid();
    for person in persons {
        let hold = "INSERT INTO person_held (person, decision) VALUES (?1, ?2)";
        connection.prepare_cached(hold)?.execute([*person, number])?;
    }
    Ok(change)
}

/// Notes pairs that a decision keeps apart.
fn keep_apart(connection: &Connection, change: i64, pairs: impl IntoIterator<Item = [i64; 2]>) -> Result<()> {
    for [a, b] in pairs {
        connection
            .prepare_cached(
                "INSERT INTO person_apart (one, other, decision)
                 SELECT ?1, ?2, decision FROM person_decisions WHERE audit = ?3",
            )?
            .execute([a.min(b), a.max(b), change])?;
    }
    Ok(())
}

/// The change by which any of two groups are kept apart.
pub(super) fn apart(connection: &Connection, a: i64, b: i64) -> Result<Option<i64>> {
    let find = "SELECT audit FROM persons AS mine JOIN person_apart ON one = mine.person OR other = mine.person
      JOIN persons AS theirs ON theirs.person = iif(one = mine.person, other, one)
      JOIN person_decisions USING (decision) WHERE mine.head = ?1 AND theirs.head = ?2 LIMIT 1";
    Ok(connection.prepare_cached(find)?.query_row([a, b], |row| row.get(0)).optional()?)
}

/// The heads of two persons, which are two.
fn two(connection: &Connection, one: PersonId, other: PersonId) -> Result<(i64, i64)> {
    let (a, b) = (head(connection, one)?, head(connection, other)?);
    if a == b { Err(refused("they are one person".to_owned())) } else { Ok((a, b)) }
}

fn rename(connection: &Connection, person: i64, name: Option<&str>) -> Result<()> {
    let update = "UPDATE persons SET renamed = ?2 WHERE person = ?1";
    connection.prepare_cached(update)?.execute(params![person, name])?;
    let find = "SELECT kind = 'person' FROM persons WHERE person = ?1";
    let is_person: bool = connection.prepare_cached(find)?.query_row([person], |row| row.get(0))?;
    let kind = if is_person { BearerKind::Person } else { BearerKind::Organisation };
    for key in name.into_iter().flat_map(|name| kept(kind, name)) {
        let insert = "INSERT OR IGNORE INTO person_keys (key, person) VALUES (?1, ?2)";
        connection.prepare_cached(insert)?.execute(params![key, person])?;
    }
    Ok(())
}

/// The persons of a group.
fn group(connection: &Connection, head: i64) -> Result<Vec<i64>> {
    let mut find = connection.prepare_cached("SELECT person FROM persons WHERE head = ?1 ORDER BY person")?;
    let rows = find.query_map([head], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn size(connection: &Connection, head: i64) -> Result<i64> {
    let find = "SELECT coalesce(sum(entities), 0) FROM persons WHERE head = ?1";
    Ok(connection.prepare_cached(find)?.query_row([head], |row| row.get(0))?)
}

fn called(connection: &Connection, person: i64) -> Result<String> {
    let find = "SELECT coalesce(renamed, name) FROM persons WHERE person = ?1";
    Ok(connection.prepare_cached(find)?.query_row([person], |row| row.get(0))?)
}

/// The row of an entity of a group, and the person it was put to.
fn entity_of(connection: &Connection, head: i64, entity: &EntityRef) -> Result<(i64, i64)> {
    let find = "SELECT entity, person FROM documents JOIN entities USING (document) JOIN person_entities USING (entity)
      JOIN persons USING (person) WHERE id = ?1 AND local = ?2 AND head = ?3";
    let parameters = params![entity.document, entity.entity, head];
    let row =
        connection.prepare_cached(find)?.query_row(parameters, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    row.ok_or_else(|| refused(format!("{} of {} is not this person's", entity.entity, entity.document)))
}

fn move_to(connection: &Connection, rows: impl IntoIterator<Item = i64>, person: i64) -> Result<()> {
    for row in rows {
        let update = "UPDATE person_entities SET person = ?2 WHERE entity = ?1";
        connection.prepare_cached(update)?.execute([row, person])?;
    }
    Ok(())
}

fn refused(message: String) -> Error {
    Kind::Refused(message).into()
}
