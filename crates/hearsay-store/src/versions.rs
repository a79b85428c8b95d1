//! Versions: a place that shows another text than before has a new version. A document is superseded where every place that it was seen at
//! shows another one now; its statements are then found only when older versions are asked for.

use rusqlite::params;

use crate::documents::{COLUMNS, document_row};
use crate::writer::Writer;
use crate::{DocumentRow, Result, Store};

/// A version of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The name inside an archive, where the place is one.
    pub member: Option<String>,
    /// When it was first seen there (UTC, ISO 8601).
    pub seen: String,
    /// The document.
    pub document: DocumentRow,
}

impl Store {
    /// What a path or address has shown, in order of time; of an archive, of each of its members.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn versions(&self, address: &str) -> Result<Vec<Version>> {
        let sql = format!(
            "{COLUMNS} JOIN sightings USING (document) JOIN places USING (place) WHERE address = ?1 ORDER BY member, sighting"
        );
        let sql = sql.replacen("documents.document", "member, seen", 1);
        let mut find = self.connection.prepare_cached(&sql)?;
        let rows = find.query_map([address], |row| {
            let member: String = row.get(0)?;
            let member = Some(member).filter(|member| !member.is_empty());
            Ok(Version { member, seen: row.get(1)?, document: document_row(row, 2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Settles for each of these documents whether it is superseded, in its row and in the tags of its statements.
pub(crate) fn settle_versions(writer: &mut Writer, documents: &[i64]) -> Result<()> {
    for document in documents {
        let now: bool = writer
            .connection()
            .prepare_cached(
                "SELECT NOT EXISTS (
                   SELECT 1 FROM sightings AS mine WHERE mine.document = ?1 AND NOT EXISTS (
                     SELECT 1 FROM sightings AS later WHERE later.place = mine.place AND later.sighting > mine.sighting
                       AND later.document <> mine.document))",
            )?
            .query_row([document], |row| row.get(0))?;
        let changed = writer
            .connection()
            .prepare_cached("UPDATE documents SET superseded = ?2 WHERE document = ?1 AND superseded <> ?2")?
            .execute(params![document, now])?;
        if changed > 0 {
            retag(writer, *document, now)?;
        }
    }
    Ok(())
}

/// Puts the tag on all statements of a document, or takes it off.
fn retag(writer: &Writer, document: i64, superseded: bool) -> Result<()> {
    let connection = writer.connection();
    let into_index = |how: &str| {
        format!(
            "INSERT INTO search ({how}rowid, content, source, passage, title, tags)
             SELECT {}statement, content, source, passage, documents.title, tags
             FROM statements JOIN documents USING (document) WHERE document = ?1 ORDER BY statement",
            if how.is_empty() { "" } else { "'delete', " }
        )
    };
    connection.prepare_cached(&into_index("search, "))?.execute([document])?;
    let tags = if superseded { "tags || ' superseded'" } else { "replace(tags, ' superseded', '')" };
    connection
        .prepare_cached(&format!("UPDATE statements SET tags = {tags} WHERE document = ?1"))?
        .execute([document])?;
    connection.prepare_cached(&into_index(""))?.execute([document])?;
    Ok(())
}
