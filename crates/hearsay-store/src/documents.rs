//! Documents as they are asked for: lists of them, and one whole.

use hearsay::record::Record;
use hearsay::text::Kind;
use rusqlite::{OptionalExtension, Row, params};

use crate::corrections::corrected;
use crate::page::one_more;
use crate::{Cursor, Page, PlaceKind, Result, Store};

/// A document in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// `sha256:` of its text.
    pub id: String,
    /// Article, transcript or plan.
    pub kind: Kind,
    /// The headline.
    pub title: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
    /// Its own address.
    pub url: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// How many statements it has.
    pub statements: u64,
    /// Whether every place it was seen at shows a newer version.
    pub superseded: bool,
    /// When it came into the store (UTC, ISO 8601).
    pub added: String,
    /// The program that made its record.
    pub program: String,
    /// The model that made its record.
    pub model: Option<String>,
}

/// Where and when a document was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SightingRow {
    /// What kind of place.
    pub kind: PlaceKind,
    /// The path or address.
    pub address: String,
    /// The name inside an archive.
    pub member: Option<String>,
    /// The headline it had there.
    pub title: Option<String>,
    /// The outlet it had there.
    pub outlet: Option<String>,
    /// The date it had there.
    pub published: Option<String>,
    /// When it was first seen there (UTC, ISO 8601).
    pub seen: String,
}

/// A document with its record.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDocument {
    /// As a list has it.
    pub row: DocumentRow,
    /// Its record, with the corrections of persons applied.
    pub record: Record,
    /// Where it was seen, in order of time.
    pub sightings: Vec<SightingRow>,
}

/// How much a store holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents, older versions included.
    pub documents: u64,
    /// Statements, those of older versions included.
    pub statements: u64,
}

/// The number of a row, then what [`document_row`] takes.
pub(crate) const COLUMNS: &str =
    "SELECT documents.document, id, documents.kind, documents.title, outlets.name, documents.published, documents.url, language,
  statements, superseded, added, program, model
  FROM documents JOIN makers USING (maker) LEFT JOIN outlets ON outlets.outlet = documents.outlet";

impl Store {
    /// Documents, newest published first, those without a date last.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn documents(&self, after: Option<Cursor>, limit: usize) -> Result<Page<DocumentRow>> {
        let sql = format!("{COLUMNS} WHERE documents.document > ?1 ORDER BY documents.document LIMIT ?2");
        self.list(&sql, after.map_or(-1, |cursor| cursor.0), limit)
    }

    /// Documents as they were last seen, latest first; one seen at several places comes up for each.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn recent(&self, after: Option<Cursor>, limit: usize) -> Result<Page<DocumentRow>> {
        let columns = COLUMNS.replacen("documents.document", "sighting", 1);
        let sql =
            format!("{columns} JOIN sightings USING (document) WHERE sighting < ?1 ORDER BY sighting DESC LIMIT ?2");
        self.list(&sql, after.map_or(i64::MAX, |cursor| cursor.0), limit)
    }

    fn list(&self, sql: &str, edge: i64, limit: usize) -> Result<Page<DocumentRow>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows =
            statement.query_map(params![edge, one_more(limit)], |row| Ok((row.get(0)?, document_row(row, 1)?)))?;
        let rows: Vec<(i64, DocumentRow)> = rows.collect::<rusqlite::Result<_>>()?;
        let page = Page::of(rows, limit, |(cursor, _)| *cursor);
        Ok(Page { rows: page.rows.into_iter().map(|(_, row)| row).collect(), next: page.next })
    }

    /// A document by its id, with its record.
    ///
    /// # Errors
    /// Where the store cannot be read, or its record is damaged.
    pub fn document(&self, id: &str) -> Result<Option<StoredDocument>> {
        let sql = format!("{COLUMNS} WHERE id = ?1");
        let found =
            self.connection.prepare_cached(&sql)?.query_row([id], |row| Ok((row.get(0)?, document_row(row, 1)?)));
        let Some((number, row)) = found.optional()? else { return Ok(None) };
        let (_, applied) = corrected(&self.connection, number)?;
        Ok(Some(StoredDocument { record: applied.record, sightings: self.sightings(number)?, row }))
    }

    /// The record of a document as it was made, without corrections.
    ///
    /// # Errors
    /// Where the store cannot be read, or the record is damaged.
    pub fn machine_record(&self, id: &str) -> Result<Option<Record>> {
        self.row_of(id)?.map(|row| Ok(corrected(&self.connection, row)?.0)).transpose()
    }

    /// The id of the one document whose id begins so (`sha256:` may be left out), of six digits or more.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn resolve(&self, start: &str) -> Result<Option<String>> {
        let digits = start.strip_prefix("sha256:").unwrap_or(start).to_ascii_lowercase();
        if digits.len() < 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(None);
        }
        let mut find = self.connection.prepare_cached("SELECT id FROM documents WHERE id >= ?1 AND id < ?2 LIMIT 2")?;
        let bounds = [format!("sha256:{digits}"), format!("sha256:{digits}g")];
        let mut found: Vec<String> = find.query_map(bounds, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(found.pop().filter(|_| found.is_empty()))
    }

    /// How much the store holds.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn counts(&self) -> Result<Counts> {
        let mut find = self.connection.prepare_cached("SELECT value FROM counters WHERE name = ?1")?;
        let mut count = |name: &str| find.query_row([name], |row| row.get::<_, u64>(0));
        Ok(Counts { documents: count("documents")?, statements: count("statements")? })
    }

    fn sightings(&self, document: i64) -> Result<Vec<SightingRow>> {
        let mut find = self.connection.prepare_cached(
            "SELECT kind, address, member, title, outlet, published, seen FROM sightings JOIN places USING (place)
             WHERE document = ?1 ORDER BY sighting",
        )?;
        let rows = find.query_map([document], |row| {
            Ok(SightingRow {
                kind: PlaceKind::named(row.get_ref(0)?.as_str()?),
                address: row.get(1)?,
                member: row.get::<_, Option<String>>(2)?.filter(|member| !member.is_empty()),
                title: row.get(3)?,
                outlet: row.get(4)?,
                published: row.get(5)?,
                seen: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The document of a row whose columns begin at `at`.
pub(crate) fn document_row(row: &Row, at: usize) -> rusqlite::Result<DocumentRow> {
    let kind = row.get_ref(at + 1)?.as_str()?;
    Ok(DocumentRow {
        id: row.get(at)?,
        kind: crate::words::parse(kind)?,
        title: row.get(at + 2)?,
        outlet: row.get(at + 3)?,
        published: row.get(at + 4)?,
        url: row.get(at + 5)?,
        language: row.get(at + 6)?,
        statements: row.get(at + 7)?,
        superseded: row.get(at + 8)?,
        added: row.get(at + 9)?,
        program: row.get(at + 10)?,
        model: row.get::<_, Option<String>>(at + 11)?.filter(|model| !model.is_empty()),
    })
}
