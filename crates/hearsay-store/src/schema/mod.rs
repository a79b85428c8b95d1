//! The versions of a store, and how an older one becomes the newest: one file of SQL each, run in order, each in the transaction of all.

use rusqlite::{Connection, TransactionBehavior};

use crate::corrections::draw_again;
use crate::writer::Writer;
use crate::{Result, names};

/// What is stored as SQLite's `application_id`: `HSAY`.
pub(crate) const APPLICATION: i32 = 0x4853_4159;

/// A step from one version to the next.
struct Step {
    sql: &'static str,
    /// Whether rows have to be drawn again from the records, because it holds rows that were not drawn before.
    redraws: bool,
}

/// The steps; the version of a store is how many of them it has gone.
const STEPS: &[Step] = &[
    Step { sql: include_str!("001.sql"), redraws: false },
    Step { sql: include_str!("002.sql"), redraws: true },
    Step { sql: include_str!("003.sql"), redraws: true },
];

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

/// Brings a store to the newest version, all of it or nothing. Another process may be doing the same: who comes second finds nothing left
/// to do.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (_, version) = stamp(&transaction)?;
    let steps = STEPS.get(version as usize..).unwrap_or_default();
    for step in steps {
        transaction.execute_batch(step.sql)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", newest())?;
    let mut writer = Writer::over(transaction)?;
    if steps.iter().any(|step| step.redraws) {
        draw_all(&mut writer)?;
    }
    writer.commit()
}

fn draw_all(writer: &mut Writer) -> Result<()> {
    names::keep_words(writer.connection())?;
    let mut find = writer.connection().prepare("SELECT document FROM documents ORDER BY document")?;
    let documents: Vec<i64> = find.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    drop(find);
    documents.into_iter().try_for_each(|document| draw_again(writer, document, true))
}
