//! The index of fingerprints: an FTS5 table without contents, whose words are hashes.
//!
//! It takes a statement at a cost that does not grow with the store (segments are merged as in a log-structured tree), and holds the rows of a fingerprint in
//! ascending order, newest first.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::prints::token;
use crate::Result;

/// Rows looked at for one fingerprint; what more statements share tells too little.
const MOST: i64 = 400;

/// Puts a statement in.
pub(crate) fn index(connection: &Connection, statement: i64, prints: &str) -> Result<()> {
    if !prints.is_empty() {
        let insert = "INSERT INTO traces (rowid, prints) VALUES (?1, ?2)";
        connection.prepare_cached(insert)?.execute(params![statement, prints])?;
    }
    Ok(())
}

/// Takes the statements of a document out.
pub(crate) fn take(connection: &Connection, document: i64) -> Result<()> {
    let delete = "DELETE FROM traces WHERE rowid IN (SELECT statement FROM statements WHERE document = ?1)";
    connection.prepare_cached(delete)?.execute([document])?;
    Ok(())
}

/// Statements that share fingerprints, with what these tell together, in bits: much where few statements share one, one bit where very many do.
pub(super) fn sharing(connection: &Connection, prints: impl IntoIterator<Item = u32>) -> Result<BTreeMap<i64, f32>> {
    let mut find =
        connection.prepare_cached("SELECT rowid FROM traces WHERE traces MATCH ?1 ORDER BY rowid LIMIT ?2")?;
    let mut worth: BTreeMap<i64, f32> = BTreeMap::new();
    for print in prints {
        let rows = find.query_map(params![format!("\"{}\"", token(print)), MOST], |row| row.get(0))?;
        let rows: Vec<i64> = rows.collect::<rusqlite::Result<_>>()?;
        let each = (1.0 + MOST as f32 / rows.len().max(1) as f32).log2();
        rows.into_iter().for_each(|row| *worth.entry(row).or_default() += each);
    }
    Ok(worth)
}
