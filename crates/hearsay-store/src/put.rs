//! Records going in: each whole or not at all, many in one transaction.

use rusqlite::{Connection, OptionalExtension, params};

use crate::draw::{Drawn, draw};
use crate::entry::{Entry, Head, PlaceKind, Reading, Sighting, unpack};
use crate::ids::row_id;
use crate::places::{Before, see};
use crate::renew::renew;
use crate::versions::settle_versions;
use crate::writer::Writer;
use crate::{Renewed, Result, Store};

/// What came of putting a record in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    /// The id of the document.
    pub document: String,
    /// What it is to the store.
    pub what: What,
}

/// What a document is to the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Its text is new.
    New,
    /// Its place showed another text before: it is the next version there. Holds the id of the version before.
    Version(String),
    /// Its text was known, from elsewhere; now it is seen here as well.
    Elsewhere,
    /// Its text was known from here.
    Again,
}

impl Store {
    /// Puts one record in.
    ///
    /// # Errors
    /// Where the store cannot be written; then nothing is changed.
    pub fn put(&mut self, entry: &Entry) -> Result<Put> {
        let put = self.put_all(std::slice::from_ref(entry))?.pop();
        put.ok_or_else(|| crate::error::Error::damaged("a record was not put in"))
    }

    /// Puts records in, in one transaction: when this returns they are on the disk, and if it fails none is. What came of each is in their
    /// order.
    ///
    /// # Errors
    /// Where the store cannot be written; then nothing is changed.
    pub fn put_all(&mut self, entries: &[Entry]) -> Result<Vec<Put>> {
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        let mut writer = self.writer()?;
        // In the order of their rows the index takes all of them at once; places see them in the order given.
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by_key(|at| row_id(entries[*at].head.published.as_deref(), 0));
        let mut rows = vec![(0, false); entries.len()];
        for at in order {
            rows[at] = stand(&mut writer, &entries[at])?;
        }
        let mut puts = Vec::with_capacity(entries.len());
        for (entry, (row, new)) in entries.iter().zip(rows) {
            let what = seen(&mut writer, row, &entry.head, &entry.sighting, new)?;
            puts.push(Put { document: entry.id().to_owned(), what });
        }
        writer.commit()?;
        Ok(puts)
    }

    /// The document that was read from the same bytes with the same options, if it is in the store.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn known(&self, reading: &Reading) -> Result<Option<String>> {
        let find = "SELECT id FROM readings JOIN documents USING (document) WHERE reading = ?1";
        Ok(self.connection.prepare_cached(find)?.query_row([&reading.0[..]], |row| row.get(0)).optional()?)
    }

    /// Whether a document is what a place showed last.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_seen(&self, document: &str, sighting: &Sighting) -> Result<bool> {
        let find = "SELECT id FROM sightings JOIN places USING (place) JOIN documents USING (document)
          WHERE address = ?1 AND member = ?2 ORDER BY sighting DESC LIMIT 1";
        let member = sighting.member.as_deref().unwrap_or("");
        let parameters = [sighting.address.as_str(), member];
        let last =
            self.connection.prepare_cached(find)?.query_row(parameters, |row| row.get::<_, String>(0)).optional()?;
        Ok(last.is_some_and(|last| last == document))
    }

    /// Notes that a document which is in the store was seen at a place.
    ///
    /// # Errors
    /// Where the document is not in the store, or the store cannot be written.
    pub fn see(&mut self, document: &str, sighting: &Sighting) -> Result<Put> {
        let put = self.see_all(&[(document.to_owned(), sighting.clone())])?.pop().flatten();
        put.ok_or_else(|| crate::error::Error::not_found(document))
    }

    /// Notes where documents were seen, in one transaction; `None` for those that are not in the store.
    ///
    /// # Errors
    /// Where the store cannot be written; then nothing is changed.
    pub fn see_all(&mut self, sightings: &[(String, Sighting)]) -> Result<Vec<Option<Put>>> {
        if sightings.is_empty() {
            return Ok(Vec::new());
        }
        let mut writer = self.writer()?;
        let mut puts = Vec::with_capacity(sightings.len());
        for (document, sighting) in sightings {
            let put = match head_of(writer.connection(), document)? {
                None => None,
                Some((row, head)) => {
                    let what = seen(&mut writer, row, &head, sighting, false)?;
                    Some(Put { document: document.clone(), what })
                }
            };
            puts.push(put);
        }
        writer.commit()?;
        Ok(puts)
    }
}

fn head_of(connection: &Connection, document: &str) -> Result<Option<(i64, Head)>> {
    let find = "SELECT document, title, published, outlets.name, url FROM documents LEFT JOIN outlets USING (outlet)
      WHERE id = ?1";
    let found = connection.prepare_cached(find)?.query_row([document], |row| {
        let (title, published, outlet, url) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok((row.get(0)?, Head { title, published, outlet, url, ..Head::default() }))
    });
    Ok(found.optional()?)
}

/// The row of an entry's document, and whether it is new.
fn stand(writer: &mut Writer, entry: &Entry) -> Result<(i64, bool)> {
    let find = "SELECT document FROM documents WHERE id = ?1";
    let known: Option<i64> =
        writer.connection().prepare_cached(find)?.query_row([entry.id()], |row| row.get(0)).optional()?;
    let row = match known {
        Some(row) => {
            bring_up(writer, row, entry)?;
            row
        }
        None => insert(writer, entry)?,
    };
    if let Some(reading) = &entry.reading {
        let insert = "INSERT OR IGNORE INTO readings (reading, document) VALUES (?1, ?2)";
        writer.connection().prepare_cached(insert)?.execute(params![&reading.0[..], row])?;
    }
    Ok((row, known.is_none()))
}

/// A text that is known, read by another program or model than before: its record takes the place of the one there.
fn bring_up(writer: &mut Writer, row: i64, entry: &Entry) -> Result<()> {
    let maker = writer.maker(&entry.head)?;
    let find = "SELECT maker = ?2 FROM documents WHERE document = ?1";
    let same: bool = writer.connection().prepare_cached(find)?.query_row([row, maker], |row| row.get(0))?;
    if same { Ok(()) } else { renew(writer, &unpack(&entry.packed)?, &mut Renewed::default()) }
}

/// Notes where a document was seen: at its place, and at the address that it gives itself.
fn seen(writer: &mut Writer, row: i64, head: &Head, sighting: &Sighting, new: bool) -> Result<What> {
    let mut what = see(writer.connection(), row, head, sighting)?;
    let mut earlier = Vec::from_iter(other(what));
    if let Some(url) = head.url.as_deref().filter(|url| *url != sighting.address) {
        let canonical = Sighting { kind: PlaceKind::Canonical, address: url.to_owned(), member: None };
        let there = see(writer.connection(), row, head, &canonical)?;
        earlier.extend(other(there));
        if what == Before::Nothing && other(there).is_some() {
            what = there;
        }
    }
    if !earlier.is_empty() || !new {
        earlier.push(row);
        settle_versions(writer, &earlier)?;
    }
    Ok(match what {
        Before::Other(before) => What::Version(id(writer.connection(), before)?),
        _ if new => What::New,
        Before::Nothing => What::Elsewhere,
        Before::Same => What::Again,
    })
}

fn other(before: Before) -> Option<i64> {
    match before {
        Before::Other(row) => Some(row),
        Before::Nothing | Before::Same => None,
    }
}

fn id(connection: &Connection, row: i64) -> Result<String> {
    let find = "SELECT id FROM documents WHERE document = ?1";
    Ok(connection.prepare_cached(find)?.query_row([row], |row| row.get(0))?)
}

fn insert(writer: &mut Writer, entry: &Entry) -> Result<i64> {
    let head = &entry.head;
    let row = row_id(head.published.as_deref(), writer.next());
    let outlet = head.outlet.as_deref().map(|outlet| writer.outlet(outlet)).transpose()?;
    let maker = writer.maker(head)?;
    writer
        .connection()
        .prepare_cached(
            "INSERT INTO documents (document, id, kind, title, outlet, published, url, language, statements, maker, added, record)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?10)",
        )?
        .execute(params![
            row,
            head.id,
            head.kind,
            head.title,
            outlet,
            head.published,
            head.url,
            head.language,
            maker,
            entry.packed
        ])?;
    let (title, published) = (head.title.as_deref(), head.published.as_deref());
    draw(writer, &Drawn { document: row, title, published, outlet, superseded: false, reviewed: &[] }, &entry.rows)?;
    writer.count_documents(1);
    Ok(row)
}
