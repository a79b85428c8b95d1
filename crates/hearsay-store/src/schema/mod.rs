//! The versions of a store, and how an older one becomes the newest: one file of SQL each, run in order, each in the transaction of all.

use rusqlite::{Connection, TransactionBehavior};

use crate::Result;

/// What is stored as SQLite's `application_id`: `HSAY`.
pub(crate) const APPLICATION: i32 = 0x4853_4159;

/// The steps; the version of a store is how many of them it has gone.
const STEPS: &[&str] = &[include_str!("001.sql"), include_str!("002.sql")];

/// The version that this program writes.
pub(crate) fn newest() -> u32 {
    u32::try_from(STEPS.len()).unwrap_or(u32::MAX)
}

/// The application id and version of a file; both 0 where it is empty.
pub(crate) fn stamp(connection: &Connection) -> rusqlite::Result<(i32, u32)> {
    let application = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok((application, version))
}

/// Brings a store to the newest version. Another process may be doing the same: who comes second finds nothing left to do.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (_, version) = stamp(&transaction)?;
    for step in STEPS.iter().skip(version as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", newest())?;
    Ok(transaction.commit()?)
}
