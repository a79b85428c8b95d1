//! Two persons of the store that may be one: kept for a person to decide, and put together without asking once what was added leaves no doubt.

use rusqlite::{Connection, OptionalExtension, params};

use super::assign::sum_up;
use super::blocks::{known, save};
use super::score::{Score, Verdict, weigh};
use crate::Result;
use crate::error::Error;

/// Candidates of one person that are looked at again when it grows, the likeliest first.
const LOOKED_AT: i64 = 8;
/// A person of more entities than this is not put into another without asking.
const MOVED: i64 = 200;

/// Notes that two persons may be one.
pub(super) fn note(connection: &Connection, a: i64, b: i64, score: &Score) -> Result<()> {
    if a == b {
        return Ok(());
    }
    let why = serde_json::to_string(&score.evidence).map_err(|error| Error::damaged(error.to_string()))?;
    connection
        .prepare_cached(
            "INSERT INTO person_candidates (one, other, score, why) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (one, other) DO UPDATE SET score = ?3, why = ?4",
        )?
        .execute(params![a.min(b), a.max(b), score.log_odds, why])?;
    Ok(())
}

/// Weighs a person that grew against those it may be: some may be beyond doubt now, or out of the question.
pub(super) fn reconsider(connection: &Connection, person: i64) -> Result<()> {
    let mut find = connection.prepare_cached(
        "SELECT iif(one = ?1, other, one) FROM person_candidates WHERE one = ?1 OR other = ?1
         ORDER BY score DESC, one, other LIMIT ?2",
    )?;
    let others: Vec<i64> =
        find.query_map(params![person, LOOKED_AT], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut person = person;
    for other in others {
        let (Some(a), Some(b)) = (known(connection, person)?, known(connection, other)?) else { continue };
        let score = weigh(&a.profile, &b.profile);
        match score.verdict() {
            Verdict::Different => {
                let delete = "DELETE FROM person_candidates WHERE one = ?1 AND other = ?2";
                connection.prepare_cached(delete)?.execute([person.min(other), person.max(other)])?;
            }
            Verdict::Same if a.head != b.head && may_join(connection, person, other)? => {
                person = join(connection, person, other)?;
            }
            Verdict::Same | Verdict::Offer => note(connection, person, other, &score)?,
        }
    }
    Ok(())
}

/// Whether nothing but their likeness has to be asked: neither is held by a decision, and no document names both.
fn may_join(connection: &Connection, a: i64, b: i64) -> Result<bool> {
    let (small, large) = by_size(connection, a, b)?;
    if entities(connection, small)? > MOVED || is_held(connection, a)? || is_held(connection, b)? {
        return Ok(false);
    }
    let find = "SELECT 1 FROM person_entities AS mine JOIN entities AS own ON own.entity = mine.entity
      JOIN entities AS near ON near.document = own.document
      JOIN person_entities AS theirs ON theirs.entity = near.entity WHERE mine.person = ?1 AND theirs.person = ?2 LIMIT 1";
    let together = connection.prepare_cached(find)?.query_row([small, large], |_| Ok(())).optional()?;
    Ok(together.is_none())
}

/// The person that one is part of now; itself where it stands by itself.
pub(super) fn stands_for(connection: &Connection, person: i64) -> Result<i64> {
    let find = "SELECT into_person FROM person_redirects WHERE person = ?1";
    Ok(connection.prepare_cached(find)?.query_row([person], |row| row.get(0)).optional()?.unwrap_or(person))
}

/// Puts two persons together; gives the one that stays.
fn join(connection: &Connection, a: i64, b: i64) -> Result<i64> {
    let (goes, stays) = by_size(connection, a, b)?;
    let moved = connection
        .prepare_cached("UPDATE person_entities SET person = ?2 WHERE person = ?1")?
        .execute([goes, stays])?;
    let (Some(from), Some(mut into)) = (known(connection, goes)?, known(connection, stays)?) else {
        return Ok(stays);
    };
    into.profile.absorb(&from.profile);
    let total = entities(connection, stays)? + i64::try_from(moved).unwrap_or(0);
    save(connection, stays, &into.profile, total)?;
    move_candidates(connection, goes, stays)?;
    connection
        .prepare_cached("UPDATE person_redirects SET into_person = ?2 WHERE into_person = ?1")?
        .execute([goes, stays])?;
    remove(connection, goes)?;
    connection
        .prepare_cached("INSERT OR REPLACE INTO person_redirects (person, into_person) VALUES (?1, ?2)")?
        .execute([goes, stays])?;
    Ok(stays)
}

fn move_candidates(connection: &Connection, goes: i64, stays: i64) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO person_candidates (one, other, score, why)
             SELECT min(?2, iif(one = ?1, other, one)), max(?2, iif(one = ?1, other, one)), score, why FROM person_candidates
             WHERE (one = ?1 OR other = ?1) AND one <> ?2 AND other <> ?2",
        )?
        .execute([goes, stays])?;
    Ok(())
}

/// Takes a person away, and all that hangs on it.
pub(super) fn remove(connection: &Connection, person: i64) -> Result<()> {
    connection.prepare_cached("DELETE FROM person_redirects WHERE into_person = ?1")?.execute([person])?;
    connection.prepare_cached("DELETE FROM persons WHERE person = ?1")?.execute([person])?;
    Ok(())
}

/// Whether a decision of a person is about it, or it stands in a group that one made.
pub(super) fn is_held(connection: &Connection, person: i64) -> Result<bool> {
    let find = "SELECT 1 FROM person_held WHERE person = ?1 LIMIT 1";
    Ok(connection.prepare_cached(find)?.query_row([person], |_| Ok(())).optional()?.is_some())
}

fn entities(connection: &Connection, person: i64) -> Result<i64> {
    let find = "SELECT entities FROM persons WHERE person = ?1";
    Ok(connection.prepare_cached(find)?.query_row([person], |row| row.get(0))?)
}

/// The one of fewer entities first; of equals the later.
fn by_size(connection: &Connection, a: i64, b: i64) -> Result<(i64, i64)> {
    let (x, y) = (entities(connection, a)?, entities(connection, b)?);
    Ok(if (x, std::cmp::Reverse(a)) < (y, std::cmp::Reverse(b)) { (a, b) } else { (b, a) })
}

/// Entities moved by a person: both sides are summed up anew.
pub(super) fn moved(connection: &Connection, persons: impl IntoIterator<Item = i64>) -> Result<()> {
    persons.into_iter().try_for_each(|person| sum_up(connection, person))
}
