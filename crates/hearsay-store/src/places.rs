//! Where documents were seen: a document may be seen at many places, and a place may show many documents, one after the other.

use rusqlite::{Connection, OptionalExtension, params};

use crate::entry::{Head, PlaceKind, Sighting};

/// What a place showed before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    /// Nothing.
    Nothing,
    /// The same document.
    Same,
    /// Another document, by its row.
    Other(i64),
}

/// Notes that a document was seen at a place; says what was there before.
pub(crate) fn see(
    connection: &Connection,
    document: i64,
    head: &Head,
    sighting: &Sighting,
) -> rusqlite::Result<Before> {
    let place = place(connection, sighting)?;
    let last = "SELECT document FROM sightings WHERE place = ?1 ORDER BY sighting DESC LIMIT 1";
    let last: Option<i64> = connection.prepare_cached(last)?.query_row([place], |row| row.get(0)).optional()?;
    if last == Some(document) {
        return Ok(Before::Same);
    }
    connection
        .prepare_cached(
            "INSERT INTO sightings (place, document, title, outlet, published, seen)
             VALUES (?1, ?2, ?3, ?4, ?5, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
        )?
        .execute(params![place, document, head.title, head.outlet, head.published])?;
    Ok(last.map_or(Before::Nothing, Before::Other))
}

/// The row of a place; makes it where there is none.
fn place(connection: &Connection, sighting: &Sighting) -> rusqlite::Result<i64> {
    let member = sighting.member.as_deref().unwrap_or("");
    let known = "SELECT place FROM places WHERE address = ?1 AND member = ?2";
    let known: Option<i64> =
        connection.prepare_cached(known)?.query_row([&sighting.address, member], |row| row.get(0)).optional()?;
    if let Some(place) = known {
        return Ok(place);
    }
    connection.prepare_cached("INSERT INTO places (kind, address, member) VALUES (?1, ?2, ?3)")?.execute(params![
        sighting.kind.name(),
        sighting.address,
        member
    ])?;
    Ok(connection.last_insert_rowid())
}

impl PlaceKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Address => "address",
            Self::Canonical => "canonical",
        }
    }

    pub(crate) fn named(name: &str) -> Self {
        match name {
            "path" => Self::Path,
            "address" => Self::Address,
            _ => Self::Canonical,
        }
    }
}

/// Whether a document's own address is one of the web.
pub(crate) fn is_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
