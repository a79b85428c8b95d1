//! Records made anew by a newer program or model. What a person corrected is found again in them, or waits for a person.

use hearsay::record::Record;
use rusqlite::{Connection, params};
use serde_json::json;

use crate::audit::{self, log};
use crate::corrections::{draw_again, retie};
use crate::entry::{Head, pack};
use crate::error::Error;
use crate::page::one_more;
use crate::writer::Writer;
use crate::{Cursor, Page, Result, Store};

/// What came of records made anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Renewed {
    /// Records that took the place of others.
    pub records: u64,
    /// Corrections that found no place in them and wait for a person.
    pub in_review: u64,
}

impl Store {
    /// Ids of documents whose record was made by another program, model or choice of layers than this.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn outdated(
        &self,
        made_by: &hearsay::record::MadeBy,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<String>> {
        let find = "SELECT document, id FROM documents WHERE document > ?1
          AND maker NOT IN (SELECT maker FROM makers WHERE program = ?2 AND model = ?3 AND layers = ?4)
          ORDER BY document LIMIT ?5";
        let (model, layers) = (made_by.model.as_deref().unwrap_or(""), made_by.layers.join(" "));
        let after = after.map_or(-1, |cursor| cursor.0);
        let mut find = self.connection.prepare_cached(find)?;
        let rows = find.query_map(params![after, made_by.program, model, layers, one_more(limit)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        let rows: Vec<(i64, String)> = rows.collect::<rusqlite::Result<_>>()?;
        let page = Page::of(rows, limit, |(row, _)| *row);
        Ok(Page { rows: page.rows.into_iter().map(|(_, id)| id).collect(), next: page.next })
    }

    /// Puts records, made anew of the same texts, in the place of those that are there. One transaction: all of them or none.
    ///
    /// # Errors
    /// Where one of the documents is not in the store, or the store cannot be written.
    pub fn renew(&mut self, records: &[Record], by: &str) -> Result<Renewed> {
        let mut writer = self.writer()?;
        let mut renewed = Renewed::default();
        for record in records {
            renew(&mut writer, record, &mut renewed)?;
        }
        let detail = json!({ "records": renewed.records, "in_review": renewed.in_review,
            "made_by": records.first().map(|record| &record.made_by) });
        log(writer.connection(), &audit::Change { by, what: "reread", document: None, detail: &detail, undoes: None })?;
        writer.commit()?;
        Ok(renewed)
    }
}

/// Puts a record in the place of that of the same text. Title, outlet and date of the document stay.
pub(crate) fn renew(writer: &mut Writer, record: &Record, renewed: &mut Renewed) -> Result<()> {
    let find = "SELECT document FROM documents WHERE id = ?1";
    let row = writer.connection().prepare_cached(find)?.query_row([&record.document.id], |row| row.get::<_, i64>(0));
    let row = row.map_err(|error| match error {
        rusqlite::Error::QueryReturnedNoRows => Error::not_found(record.document.id.as_str()),
        error => error.into(),
    })?;
    let maker = writer.maker(&Head::of(record))?;
    let before = in_review(writer.connection(), row)?;
    writer
        .connection()
        .prepare_cached("UPDATE documents SET record = ?2, maker = ?3 WHERE document = ?1")?
        .execute(params![row, pack(record)?, maker])?;
    retie(writer.connection(), row, record)?;
    draw_again(writer, row, false)?;
    renewed.records += 1;
    renewed.in_review += in_review(writer.connection(), row)?.saturating_sub(before);
    Ok(())
}

fn in_review(connection: &Connection, row: i64) -> Result<u64> {
    let find = "SELECT count(*) FROM corrections WHERE document = ?1 AND state = 'review'";
    Ok(connection.prepare_cached(find)?.query_row([row], |row| row.get(0))?)
}
