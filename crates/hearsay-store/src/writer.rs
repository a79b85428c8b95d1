//! One transaction of writing: running numbers, outlets, makers and names are looked up once and remembered until it ends.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::entry::Head;
use crate::{Result, Store, names};

/// A transaction that writes. Dropped without [`Writer::commit`] it changes nothing.
pub(crate) struct Writer<'c> {
    transaction: Transaction<'c>,
    running: i64,
    documents: i64,
    statements: i64,
    names: HashMap<String, i64>,
}

impl Store {
    /// Begins to write; waits while another program does.
    pub(crate) fn writer(&mut self) -> Result<Writer<'_>> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Writer::over(transaction)
    }
}

impl<'c> Writer<'c> {
    /// Writes in a transaction that has begun.
    pub(crate) fn over(transaction: Transaction<'c>) -> Result<Self> {
        let count = |name| {
            transaction.query_row("SELECT value FROM counters WHERE name = ?1", [name], |row| row.get::<_, i64>(0))
        };
        let (running, documents, statements) = (count("sequence")?, count("documents")?, count("statements")?);
        Ok(Self { transaction, running, documents, statements, names: HashMap::new() })
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.transaction
    }

    /// The next running number; never given twice, also not after its row is gone.
    pub(crate) fn next(&mut self) -> i64 {
        self.running += 1;
        self.running
    }

    /// Counts documents that came (or went, below 0).
    pub(crate) fn count_documents(&mut self, more: i64) {
        self.documents += more;
    }

    /// Counts statements that came (or went, below 0).
    pub(crate) fn count_statements(&mut self, more: i64) {
        self.statements += more;
    }

    /// Makes all of it last: after this it is on the disk.
    pub(crate) fn commit(self) -> Result<()> {
        for (name, value) in
            [("sequence", self.running), ("documents", self.documents), ("statements", self.statements)]
        {
            self.transaction
                .prepare_cached("UPDATE counters SET value = ?2 WHERE name = ?1 AND value <> ?2")?
                .execute(params![name, value])?;
        }
        Ok(self.transaction.commit()?)
    }

    /// The row of a name; makes it, with its keys, where there is none.
    pub(crate) fn name(&mut self, text: &str) -> Result<i64> {
        if let Some(name) = self.names.get(text) {
            return Ok(*name);
        }
        let known = "SELECT name FROM names WHERE text = ?1";
        let known: Option<i64> =
            self.connection().prepare_cached(known)?.query_row([text], |row| row.get(0)).optional()?;
        let name = match known {
            Some(name) => name,
            None => self.new_name(text)?,
        };
        self.names.insert(text.to_owned(), name);
        Ok(name)
    }

    fn new_name(&self, text: &str) -> Result<i64> {
        let connection = self.connection();
        connection.prepare_cached("INSERT INTO names (text) VALUES (?1)")?.execute([text])?;
        let name = connection.last_insert_rowid();
        let mut insert = connection.prepare_cached("INSERT INTO name_keys (key, name) VALUES (?1, ?2)")?;
        for key in names::keys(text) {
            insert.execute(params![key, name])?;
        }
        names::note_words(connection, text)?;
        Ok(name)
    }

    /// The row of an outlet.
    pub(crate) fn outlet(&self, name: &str) -> Result<i64> {
        let connection = self.connection();
        connection.prepare_cached("INSERT OR IGNORE INTO outlets (name) VALUES (?1)")?.execute([name])?;
        let find = "SELECT outlet FROM outlets WHERE name = ?1";
        Ok(connection.prepare_cached(find)?.query_row([name], |row| row.get(0))?)
    }

    /// The row of what made a record.
    pub(crate) fn maker(&self, head: &Head) -> Result<i64> {
        let connection = self.connection();
        let made_by = params![head.program, head.model, head.layers];
        connection
            .prepare_cached("INSERT OR IGNORE INTO makers (program, model, layers) VALUES (?1, ?2, ?3)")?
            .execute(made_by)?;
        let find = "SELECT maker FROM makers WHERE program = ?1 AND model = ?2 AND layers = ?3";
        Ok(connection.prepare_cached(find)?.query_row(made_by, |row| row.get(0))?)
    }
}
