//! Looking after a store: is it whole, a copy of it, its smallest form.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::error::{Error, Kind};
use crate::{Counts, Result, Store, names, schema};

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// What is in the store, counted one by one.
    pub counts: Counts,
    /// What is wrong, a line each; empty where all is well.
    pub problems: Vec<String>,
}

/// The most problems that are listed.
const MOST: usize = 100;

/// Questions whose answer should be nothing, and what is wrong where it is not.
const NOTHING: [(&str, &str); 5] = [
    (
        "SELECT count(*) FROM documents WHERE statements <> (SELECT count(*) FROM statements WHERE statements.document = documents.document)",
        "documents that count their statements wrong",
    ),
    (
        "SELECT count(*) FROM documents WHERE document NOT IN (SELECT document FROM sightings)",
        "documents that were seen nowhere",
    ),
    ("SELECT count(*) FROM entity_names WHERE name NOT IN (SELECT name FROM name_keys)", "names that have no key"),
    (
        "SELECT count(*) FROM statements JOIN entities ON entity = speaker WHERE entities.document <> statements.document",
        "statements whose speaker is of another document",
    ),
    ("SELECT count(*) FROM corrections WHERE state NOT IN ('active', 'undone', 'review')", "corrections in no state"),
];

impl Store {
    /// Checks the file, what points to what, the index against the statements, and the counts.
    ///
    /// # Errors
    /// Where the store cannot be read at all; what is wrong with it otherwise is in the answer.
    pub fn check(&self) -> Result<Checked> {
        let mut problems = Vec::new();
        let listed = format!("PRAGMA integrity_check({MOST})");
        for line in self.lines(&listed)? {
            if line != "ok" {
                problems.push(line);
            }
        }
        let mut foreign = self.connection.prepare("PRAGMA foreign_key_check")?;
        let mut rows = foreign.query([])?;
        while let Some(row) = rows.next()?.filter(|_| problems.len() < MOST) {
            problems.push(format!(
                "a row of {} points to nothing in {}",
                row.get::<_, String>(0)?,
                row.get::<_, String>(2)?
            ));
        }
        for (index, what) in [("search", "the index"), ("traces", "the index of traces")] {
            let check = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
            if let Err(error) = self.connection.execute(&check, []) {
                match Error::from(error) {
                    error if error.is_unwritable() || error.is_busy() => return Err(error),
                    error => problems.push(format!("{what} does not agree with the statements: {error}")),
                }
            }
        }
        for (question, wrong) in NOTHING {
            let number: u64 = self.connection.query_row(question, [], |row| row.get(0))?;
            if number > 0 {
                problems.push(format!("{number} {wrong}"));
            }
        }
        let counts = self.counted()?;
        if counts != self.counts()? {
            problems.push(format!("the counts say {:?}, there are {counts:?}", self.counts()?));
        }
        Ok(Checked { counts, problems })
    }

    fn lines(&self, sql: &str) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare(sql)?;
        let lines = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(lines)
    }

    fn counted(&self) -> Result<Counts> {
        let count = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, u64>(0));
        let documents = count("SELECT count(*) FROM documents")?;
        Ok(Counts { documents, statements: count("SELECT count(*) FROM statements")? })
    }

    /// Copies the store as it is now, while others may read and write it. The copy appears under its name when it is whole; an older copy
    /// there is replaced, anything else is not.
    ///
    /// # Errors
    /// Where something else stands there, or it cannot be written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() {
            drop(Self::open_read_only(to)?);
            if same_file(to, self.path()) {
                return Err(Kind::Refused(format!("{}: is the store itself", to.display())).into());
            }
        }
        let mut aside = to.as_os_str().to_owned();
        aside.push(".part");
        let aside = Path::new(&aside);
        let copied = self.copy(aside).and_then(|()| fs::rename(aside, to).map_err(|error| Error::file(to, error)));
        if copied.is_err() {
            let _ = fs::remove_file(aside);
        }
        copied
    }

    fn copy(&self, aside: &Path) -> Result<()> {
        let _ = fs::remove_file(aside);
        fs::File::create(aside).map_err(|error| Error::file(aside, error))?;
        let mut copy = Connection::open(aside)?;
        let backup = Backup::new(&self.connection, &mut copy)?;
        // All pages in one step: what others write meanwhile does not begin it again.
        match backup.step(-1)? {
            StepResult::Done => {}
            _ => return Err(Kind::Busy.into()),
        }
        drop(backup);
        // One file without a log beside it, so that it can be moved as it is.
        copy.pragma_update(None, "journal_mode", "delete")?;
        let (application, _) = schema::stamp(&copy)?;
        drop(copy);
        if application == schema::APPLICATION { Ok(()) } else { Err(Error::damaged("the copy is not a store")) }
    }

    /// Makes the file as small as it can be: what nothing points to goes, the index is joined, free pages are given back.
    ///
    /// # Errors
    /// Where the store cannot be written, or another program holds it.
    pub fn compact(&mut self) -> Result<()> {
        let writer = self.writer()?;
        prune(writer.connection())?;
        writer.connection().execute("INSERT INTO search (search) VALUES ('optimize')", [])?;
        writer.connection().execute("INSERT INTO traces (traces) VALUES ('optimize')", [])?;
        writer.commit()?;
        self.connection.execute_batch("PRAGMA analysis_limit = 1000; PRAGMA optimize;")?;
        self.shrink()
    }

    /// Writes the file anew without free pages, and empties its log.
    pub(crate) fn shrink(&self) -> Result<()> {
        self.connection.execute_batch("VACUUM")?;
        let busy: bool = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy { Err(Kind::Busy.into()) } else { Ok(()) }
    }
}

/// Takes out what nothing points to any more.
pub(crate) fn prune(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "DELETE FROM names WHERE name NOT IN (SELECT name FROM entity_names)
           AND name NOT IN (SELECT name FROM entities WHERE name IS NOT NULL);
         DELETE FROM outlets WHERE outlet NOT IN (SELECT outlet FROM documents WHERE outlet IS NOT NULL);
         DELETE FROM makers WHERE maker NOT IN (SELECT maker FROM documents);
         DELETE FROM places WHERE place NOT IN (SELECT place FROM sightings);
         DELETE FROM persons WHERE person NOT IN (SELECT person FROM person_entities)
           AND person NOT IN (SELECT person FROM person_held);",
    )?;
    names::keep_words(connection)?;
    Ok(())
}

fn same_file(a: &Path, b: &Path) -> bool {
    a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b)
}
