//! The log of every change that a person made, or that was made to what a person had made.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;

use crate::page::one_more;
use crate::{Cursor, Page, Result, Store};

/// A change.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditRow {
    /// Its number; higher is later.
    pub number: i64,
    /// When (UTC, ISO 8601).
    pub at: String,
    /// Who.
    pub by: String,
    /// What was done: `accept`, `reject`, `merge`, `undo`, `forget`, …
    pub what: String,
    /// The document it was done to, where it is still in the store.
    pub document: Option<String>,
    /// The particulars, as the part of the program that made the change wrote them; null where `forget` emptied them.
    pub detail: Value,
    /// The change that it undoes.
    pub undoes: Option<i64>,
}

/// A change to be logged.
pub(crate) struct Change<'a> {
    pub by: &'a str,
    pub what: &'a str,
    /// The row of the document.
    pub document: Option<i64>,
    pub detail: &'a Value,
    pub undoes: Option<i64>,
}

/// Logs a change in the transaction that makes it; gives its number.
pub(crate) fn log(connection: &Connection, change: &Change) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO audit (at, by, what, document, detail, undoes)
             VALUES (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), ?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![change.by, change.what, change.document, change.detail.to_string(), change.undoes])?;
    Ok(connection.last_insert_rowid())
}

const COLUMNS: &str =
    "SELECT audit, at, by, what, documents.id, detail, undoes FROM audit LEFT JOIN documents USING (document)";

impl Store {
    /// The log, latest first; of one document where its id is given.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn audit(&self, document: Option<&str>, after: Option<Cursor>, limit: usize) -> Result<Page<AuditRow>> {
        let before = after.map_or(i64::MAX, |cursor| cursor.0);
        let sql = match document {
            None => format!("{COLUMNS} WHERE audit < ?1 AND ?3 IS NULL ORDER BY audit DESC LIMIT ?2"),
            Some(_) => format!(
                "{COLUMNS} WHERE audit < ?1 AND audit.document = (SELECT document FROM documents WHERE id = ?3)
                 ORDER BY audit DESC LIMIT ?2"
            ),
        };
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![before, one_more(limit), document], audit_row)?;
        Ok(Page::of(rows.collect::<rusqlite::Result<_>>()?, limit, |row| row.number))
    }

    /// One change.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn change(&self, number: i64) -> Result<Option<AuditRow>> {
        let sql = format!("{COLUMNS} WHERE audit = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([number], audit_row).optional()?)
    }
}

fn audit_row(row: &Row) -> rusqlite::Result<AuditRow> {
    let detail: String = row.get(5)?;
    Ok(AuditRow {
        number: row.get(0)?,
        at: row.get(1)?,
        by: row.get(2)?,
        what: row.get(3)?,
        document: row.get(4)?,
        detail: serde_json::from_str(&detail).unwrap_or(Value::Null),
        undoes: row.get(6)?,
    })
}
