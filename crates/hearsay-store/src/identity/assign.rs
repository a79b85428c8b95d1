//! Entities of a document to persons of the store: those that are beyond doubt one go together, others become persons of their own, and
//! what may be one is noted for a person.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::blocks::{Known, block, json, parsed, save};
use super::decide::erase_empty;
use super::draft::Bearer;
use super::join;
use super::profile::{BearerKind, Profile};
use super::score::{MERGE, Score, Verdict, weigh};
use crate::Result;
use crate::writer::Writer;

/// Where a runner-up is so near, a single word does not tell who is meant.
const MARGIN: f64 = 1.0;
/// A person is summed up from so many entities at most, the latest, when it is done anew.
const SUMMED: i64 = 300;

/// Where an entity was put before its document was drawn again.
pub(crate) struct Held {
    entity: i64,
    person: i64,
    starts: i64,
    name: String,
}

/// Where the entities of a document are put now.
pub(crate) fn held(writer: &Writer, document: i64) -> Result<Vec<Held>> {
    let mut find = writer.connection().prepare_cached(
        "SELECT entity, person, starts, coalesce(text, '') FROM entities JOIN person_entities USING (entity)
         LEFT JOIN names USING (name) WHERE document = ?1",
    )?;
    let rows = find.query_map([document], |row| {
        Ok(Held { entity: row.get(0)?, person: row.get(1)?, starts: row.get(2)?, name: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Puts the bearers of a document, of which each has the row that `rows` gives by its id in the record. Those that were put before stay where they were.
pub(crate) fn settle(writer: &Writer, bearers: &[Bearer], rows: &BTreeMap<&str, i64>, held: &[Held]) -> Result<()> {
    let connection = writer.connection();
    let mut left: BTreeSet<i64> = held.iter().map(|held| held.person).collect();
    let mut taken = BTreeSet::new();
    let mut open = Vec::new();
    for bearer in bearers {
        let Some(row) = rows.get(bearer.local.as_str()).copied() else { continue };
        match before(bearer, row, rows, held) {
            Some(person) => {
                place(connection, row, person, bearer, None)?;
                taken.insert(person);
            }
            None => open.push((row, bearer)),
        }
    }
    let kept: BTreeSet<i64> = rows.values().copied().collect();
    for gone in held.iter().filter(|held| !kept.contains(&held.entity)) {
        connection.prepare_cached("DELETE FROM person_entities WHERE entity = ?1")?.execute([gone.entity])?;
    }
    for person in std::mem::take(&mut left) {
        sum_up(connection, person)?;
    }
    put(connection, &open, taken)
}

/// The person that an entity was put to: by its row, else by where its first mention stands, else by its name, where its own row is gone.
fn before(bearer: &Bearer, row: i64, rows: &BTreeMap<&str, i64>, held: &[Held]) -> Option<i64> {
    if let Some(own) = held.iter().find(|held| held.entity == row) {
        return Some(own.person);
    }
    let gone = || held.iter().filter(|held| !rows.values().any(|row| *row == held.entity));
    let starts = i64::try_from(bearer.starts).unwrap_or(i64::MAX);
    let name = bearer.profile.names.texts().next().unwrap_or_default();
    let same =
        gone().find(|held| held.starts == starts && starts > 0).or_else(|| gone().find(|held| held.name == name));
    same.map(|held| held.person)
}

/// Puts bearers that have no person yet, the surest first; no two of one document to one person.
fn put(connection: &Connection, open: &[(i64, &Bearer)], mut taken: BTreeSet<i64>) -> Result<()> {
    let mut ways: Vec<(usize, Known, Score)> = Vec::new();
    for (at, (_, bearer)) in open.iter().enumerate() {
        for known in block(connection, &bearer.profile)? {
            let score = weigh(&bearer.profile, &known.profile);
            if score.verdict() > Verdict::Different {
                ways.push((at, known, score));
            }
        }
    }
    ways.sort_by(|a, b| b.2.log_odds.total_cmp(&a.2.log_odds).then(a.0.cmp(&b.0)).then(a.1.person.cmp(&b.1.person)));
    let mut found: BTreeMap<usize, usize> = BTreeMap::new();
    for (way, (at, known, score)) in ways.iter().enumerate() {
        let free = !found.contains_key(at) && !taken.contains(&known.person);
        if free && score.verdict() == Verdict::Same && !is_ambiguous(*at, known, score, &open[*at].1.profile, &ways) {
            found.insert(*at, way);
            taken.insert(known.person);
        }
    }
    let mut placed = Vec::with_capacity(open.len());
    for (at, (row, bearer)) in open.iter().enumerate() {
        let person = match found.get(&at) {
            // Another of the document may have made it part of a greater one meanwhile.
            Some(way) => join::now(connection, ways[*way].1.person)?,
            None => make(connection, &bearer.profile)?,
        };
        let score = found.get(&at).map(|way| &ways[*way].2);
        place(connection, *row, person, bearer, score)?;
        grow(connection, person, &bearer.profile)?;
        placed.push(person);
    }
    // Only now, when it shows that one document names both, may persons be joined; whoever is looked at may just have been.
    for (at, person) in placed.into_iter().enumerate() {
        for (_, known, score) in ways.iter().filter(|(other, known, _)| *other == at && known.person != person) {
            join::note(connection, join::now(connection, person)?, join::now(connection, known.person)?, score)?;
        }
        join::reconsider(connection, join::now(connection, person)?)?;
    }
    Ok(())
}

/// Whether a single word fits two persons nearly as well: then it is not told which is meant.
fn is_ambiguous(at: usize, known: &Known, score: &Score, profile: &Profile, ways: &[(usize, Known, Score)]) -> bool {
    let single = profile.kind == BearerKind::Person && profile.names.texts().all(|name| !name.contains(' '));
    single
        && ways.iter().any(|(other, rival, rivals)| {
            *other == at
                && rival.head != known.head
                && rivals.log_odds > score.log_odds - MARGIN
                && rivals.log_odds > MERGE - MARGIN
        })
}

/// A person for a bearer that is none of those known.
fn make(connection: &Connection, profile: &Profile) -> Result<i64> {
    let kind = if profile.kind == BearerKind::Person { "person" } else { "organisation" };
    let insert = "INSERT INTO persons (name, kind, head) VALUES (?1, ?2, 0)";
    connection.prepare_cached(insert)?.execute(params![profile.name().unwrap_or_default(), kind])?;
    let person = connection.last_insert_rowid();
    connection.prepare_cached("UPDATE persons SET head = person WHERE person = ?1")?.execute([person])?;
    Ok(person)
}

/// Notes that an entity is a person's, and why.
fn place(connection: &Connection, row: i64, person: i64, bearer: &Bearer, score: Option<&Score>) -> Result<()> {
    let why = match score {
        Some(score) => serde_json::to_string(&score.evidence).unwrap_or_default(),
        None => "[]".to_owned(),
    };
    connection
        .prepare_cached(
            "INSERT INTO person_entities (entity, person, score, why, starts, profile) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (entity) DO UPDATE SET starts = ?5, profile = ?6",
        )?
        .execute(params![
            row,
            person,
            score.map_or(1.0, Score::probability),
            why,
            i64::try_from(bearer.starts).unwrap_or(i64::MAX),
            json(&bearer.profile)?
        ])?;
    Ok(())
}

/// Adds what a new entity tells to its person.
fn grow(connection: &Connection, person: i64, more: &Profile) -> Result<()> {
    let find = "SELECT profile, entities FROM persons WHERE person = ?1";
    let (known, entities): (String, i64) =
        connection.prepare_cached(find)?.query_row([person], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut profile = parsed(&known)?;
    profile.absorb(more);
    save(connection, person, &profile, entities + 1)
}

/// Sums a person up anew, after entities were taken from it or changed; takes it away where none is left and no decision holds it.
pub(super) fn sum_up(connection: &Connection, person: i64) -> Result<()> {
    let count = "SELECT count(*) FROM person_entities WHERE person = ?1";
    let entities: i64 = connection.prepare_cached(count)?.query_row([person], |row| row.get(0))?;
    if entities == 0 && !join::is_held(connection, person)? {
        return join::remove(connection, person);
    }
    let mut find = connection
        .prepare_cached("SELECT profile FROM person_entities WHERE person = ?1 ORDER BY entity DESC LIMIT ?2")?;
    let mut profiles: Vec<String> =
        find.query_map(params![person, SUMMED], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    profiles.reverse();
    let mut sum = Profile::default();
    for profile in &profiles {
        sum.absorb(&parsed(profile)?);
    }
    if entities > 0 {
        connection.prepare_cached("DELETE FROM person_keys WHERE person = ?1")?.execute([person])?;
        save(connection, person, &sum, entities)?;
    } else {
        connection.prepare_cached("UPDATE persons SET entities = 0 WHERE person = ?1")?.execute([person])?;
    }
    Ok(())
}

/// Takes the entities of a document from their persons, before the document is forgotten; of whom nothing is left, decisions go too.
pub(crate) fn leave(writer: &Writer, document: i64) -> Result<()> {
    let connection = writer.connection();
    let persons: BTreeSet<i64> = held(writer, document)?.into_iter().map(|held| held.person).collect();
    let delete = "DELETE FROM person_entities WHERE entity IN (SELECT entity FROM entities WHERE document = ?1)";
    connection.prepare_cached(delete)?.execute([document])?;
    for person in persons {
        sum_up(connection, person)?;
        erase_empty(connection, person)?;
    }
    Ok(())
}
