//! Versions: a place that shows another text than before has a new version. A document is superseded where every place that it was seen at
//! shows another one now; its statements are then found only when older versions are asked for.

use rusqlite::params;

use crate::Result;
use crate::writer::Writer;

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
