//! Forgetting: documents go so that nothing of them is left in the file, the log included, but that something was forgotten.

use rusqlite::params;
use serde_json::json;

use crate::audit::{Change, log};
use crate::care::prune;
use crate::draw::take_statements;
use crate::entry::unpack;
use crate::error::Error;
use crate::versions::settle_versions;
use crate::{Result, Store, identity};

impl Store {
    /// The documents that name somebody: one of their entities bears exactly this name, or it stands in the text. Reads every record.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn documents_naming(&self, name: &str) -> Result<Vec<String>> {
        let mut find = self.connection.prepare("SELECT id, record FROM documents ORDER BY document")?;
        let mut rows = find.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let record = unpack(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?;
            let borne = record.entities.iter().flat_map(|entity| entity.name.iter().chain(&entity.aliases));
            let title = record.document.title.as_deref().unwrap_or_default();
            if record.document.text.contains(name)
                || title.contains(name)
                || borne.into_iter().any(|other| other == name)
            {
                out.push(row.get(0)?);
            }
        }
        Ok(out)
    }

    /// Forgets documents: their records, statements, names that only they bear, corrections, and what the log told of them. The log keeps that
    /// so many documents were forgotten, when and by whom. The index and the file are written anew, which takes as long as the store is large.
    ///
    /// # Errors
    /// Where a document is not in the store (then nothing is forgotten), or the store cannot be written. Where another program reads
    /// the store at this moment, all is forgotten but the file not yet written anew: [`Error::is_busy`]; [`Store::compact`] does that later.
    pub fn forget(&mut self, documents: &[String], by: &str) -> Result<()> {
        let mut writer = self.writer()?;
        let mut neighbours = Vec::new();
        for id in documents {
            let connection = writer.connection();
            let find = "SELECT document FROM documents WHERE id = ?1";
            let row = connection.prepare_cached(find)?.query_row([id], |row| row.get::<_, i64>(0));
            let row = row.map_err(|error| match error {
                rusqlite::Error::QueryReturnedNoRows => Error::not_found(id.as_str()),
                error => error.into(),
            })?;
            neighbours.extend(neighbours_of(connection, row)?);
            take_statements(&mut writer, row)?;
            identity::leave(&writer, row)?;
            let connection = writer.connection();
            let scrub = "UPDATE audit SET detail = 'null', document = NULL WHERE document = ?1";
            connection.prepare_cached(scrub)?.execute([row])?;
            connection.prepare_cached("DELETE FROM documents WHERE document = ?1")?.execute([row])?;
            writer.count_documents(-1);
        }
        let detail = json!({ "documents": documents.len() });
        log(writer.connection(), &Change { by, what: "forget", document: None, detail: &detail, undoes: None })?;
        let there = "SELECT EXISTS (SELECT 1 FROM documents WHERE document = ?1)";
        let mut left = Vec::new();
        for row in neighbours {
            if writer.connection().prepare_cached(there)?.query_row(params![row], |row| row.get(0))? {
                left.push(row);
            }
        }
        settle_versions(&mut writer, &left)?;
        prune(writer.connection())?;
        // Deleted words stay in an index until it is written anew.
        writer.connection().execute("INSERT INTO search (search) VALUES ('rebuild')", [])?;
        writer.connection().execute("INSERT INTO traces (traces) VALUES ('optimize')", [])?;
        writer.commit()?;
        self.shrink()
    }
}

/// Documents seen where this one was: without it they may be the newest there.
fn neighbours_of(connection: &rusqlite::Connection, row: i64) -> rusqlite::Result<Vec<i64>> {
    let find = "SELECT DISTINCT other.document FROM sightings AS mine JOIN sightings AS other USING (place)
      WHERE mine.document = ?1 AND other.document <> ?1";
    let mut find = connection.prepare_cached(find)?;
    find.query_map([row], |row| row.get(0))?.collect()
}
