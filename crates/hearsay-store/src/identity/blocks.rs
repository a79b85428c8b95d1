//! Persons that a new entity may be, fetched by key: a number bounded for each key, so that no name costs more than another.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::keys::{kept, sought};
use super::profile::Profile;
use crate::Result;
use crate::error::Error;

/// The most persons fetched for one key.
const MOST: i64 = 48;

/// A person as weighing needs it.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub person: i64,
    pub head: i64,
    pub profile: Profile,
}

/// The names by which a bearer is looked up and kept.
fn names(profile: &Profile) -> impl Iterator<Item = &str> {
    profile.names.texts().chain(profile.aliases.texts()).take(12)
}

/// The persons that share a key with a bearer.
pub(super) fn block(connection: &Connection, profile: &Profile) -> Result<Vec<Known>> {
    let keys: BTreeSet<String> = names(profile).flat_map(|name| sought(profile.kind, name)).collect();
    let mut find =
        connection.prepare_cached("SELECT person FROM person_keys WHERE key = ?1 ORDER BY person LIMIT ?2")?;
    let mut persons: BTreeSet<i64> = BTreeSet::new();
    for key in &keys {
        for person in find.query_map(params![key, MOST], |row| row.get(0))? {
            persons.insert(person?);
        }
    }
    let known = persons.into_iter().map(|person| known(connection, person));
    Ok(known.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// A person by its row.
pub(super) fn known(connection: &Connection, person: i64) -> Result<Option<Known>> {
    let find = "SELECT head, profile FROM persons WHERE person = ?1";
    let row: Option<(i64, String)> =
        connection.prepare_cached(find)?.query_row([person], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    row.map(|(head, json)| Ok(Known { person, head, profile: parsed(&json)? })).transpose()
}

/// Writes what is known of a person: profile, name, keys, number of entities.
pub(super) fn save(connection: &Connection, person: i64, profile: &Profile, entities: i64) -> Result<()> {
    let name = profile.name().unwrap_or_default();
    connection
        .prepare_cached("UPDATE persons SET name = ?2, profile = ?3, entities = ?4 WHERE person = ?1")?
        .execute(params![person, name, json(profile)?, entities])?;
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO person_keys (key, person) VALUES (?1, ?2)")?;
    for key in names(profile).flat_map(|name| kept(profile.kind, name)).collect::<BTreeSet<_>>() {
        insert.execute(params![key, person])?;
    }
    Ok(())
}

pub(super) fn json(profile: &Profile) -> Result<String> {
    serde_json::to_string(profile).map_err(|error| Error::damaged(error.to_string()))
}

pub(super) fn parsed(json: &str) -> Result<Profile> {
    serde_json::from_str(json).map_err(|error| Error::damaged(format!("a person: {error}")))
}
