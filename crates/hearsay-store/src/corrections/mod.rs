//! Corrections by a person: a layer of its own over the records, kept when a document is read again by a newer model.
//!
//! Each is tied to what the machine's record said, by quotation and by position ([`anchor`]); all of a document are laid over its record, in
//! the order in which they were made, whenever it is read ([`apply`]). One that finds its place no more waits in review.

mod anchor;
mod apply;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use hearsay::record::{Offsets, Record, SourceKind};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::audit::{self, log};
use crate::draw::{Drawn, redraw};
use crate::error::{Error, Kind};
use crate::page::one_more;
use crate::rows::rows;
use crate::writer::Writer;
use crate::{Cursor, Page, Result, Store};
pub(crate) use anchor::Anchor;
pub(crate) use apply::{Applied, apply};

/// What a person puts right. Statements and entities are named by their ids in the record as it is read now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub enum Change {
    /// The statement is right as it stands.
    Accept {
        /// Which.
        statement: String,
    },
    /// There is no such statement.
    Reject {
        /// Which.
        statement: String,
    },
    /// Somebody else said it.
    Speaker {
        /// Which.
        statement: String,
        /// The full name of who said it; null where nobody is named.
        name: Option<String>,
        /// What kind of source that is; null leaves it as it is.
        kind: Option<SourceKind>,
    },
    /// A part of it stands elsewhere.
    Spans {
        /// Which.
        statement: String,
        /// Which part.
        part: Part,
        /// Where it stands, in code points; empty where the text leaves it out, which content cannot.
        spans: Vec<Offsets>,
    },
    /// The entity's full name is another one.
    Rename {
        /// Which.
        entity: String,
        /// The name.
        name: String,
    },
}

/// A part of a statement that stands somewhere in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each name is its own meaning")]
pub enum Part {
    Source,
    Cue,
    Content,
}

/// Whether a correction holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is laid over the record.
    Active,
    /// It was undone, and may be made again.
    Undone,
    /// It no longer finds its place, and waits for a person.
    Review,
}

/// A correction, as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectionRow {
    /// Its number.
    pub number: i64,
    /// The id of its document.
    pub document: String,
    /// What it puts right, with the ids of the record that it was made on.
    pub change: Change,
    /// The words that it is tied to.
    pub quoted: String,
    /// Whether it holds.
    pub state: State,
    /// Why it is in review.
    pub trouble: Option<String>,
    /// Who made it.
    pub by: String,
    /// When (UTC, ISO 8601).
    pub at: String,
    /// Its number in the log: what [`Store::undo`] takes.
    pub logged: i64,
}

/// What is kept of a correction: the change, and what it is tied to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Tied {
    pub change: Change,
    pub anchor: Anchor,
}

/// A correction with its row.
pub(crate) type Numbered = (i64, Tied);

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Undone => "undone",
            Self::Review => "review",
        }
    }

    fn named(name: &str) -> Self {
        match name {
            "active" => Self::Active,
            "undone" => Self::Undone,
            _ => Self::Review,
        }
    }
}

impl Change {
    /// The statement that it is about.
    fn statement(&self) -> Option<&str> {
        match self {
            Self::Accept { statement }
            | Self::Reject { statement }
            | Self::Speaker { statement, .. }
            | Self::Spans { statement, .. } => Some(statement),
            Self::Rename { .. } => None,
        }
    }

    fn set_target(&mut self, id: &str) {
        match self {
            Self::Accept { statement }
            | Self::Reject { statement }
            | Self::Speaker { statement, .. }
            | Self::Spans { statement, .. } => id.clone_into(statement),
            Self::Rename { entity, .. } => id.clone_into(entity),
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Accept { .. } => "accept",
            Self::Reject { .. } => "reject",
            Self::Speaker { .. } => "speaker",
            Self::Spans { .. } => "spans",
            Self::Rename { .. } => "rename",
        }
    }
}

impl Store {
    /// Lays a correction over a document; gives its number in the log, for [`Store::undo`]. `seen` is the number of the last change that the
    /// person had seen of the document ([`Store::last_change`]): where there is a later one, nothing is done.
    ///
    /// # Errors
    /// Where the document, statement or entity is not there, the change makes no sense for it, somebody else was faster, or the store
    /// cannot be written.
    pub fn correct(&mut self, document: &str, change: &Change, by: &str, seen: Option<i64>) -> Result<i64> {
        let mut writer = self.writer()?;
        let row = row_of(writer.connection(), document)?;
        if let Some(seen) = seen {
            unchanged(writer.connection(), row, document, seen)?;
        }
        let (record, applied) = corrected(writer.connection(), row)?;
        let anchor = Anchor::of(&record, &applied, change)?;
        let tied = Tied { change: change.clone(), anchor };
        let json = serde_json::to_string(&tied).map_err(|error| Error::damaged(error.to_string()))?;
        let detail = json!({ "change": change, "was": applied.before(change) });
        let what = change.name();
        let logged =
            log(writer.connection(), &audit::Change { by, what, document: Some(row), detail: &detail, undoes: None })?;
        let insert = "INSERT INTO corrections (document, change, state, statement, audit)
          VALUES (?1, ?2, 'active', (SELECT statement FROM statements WHERE document = ?1 AND local = ?3), ?4)";
        let insert = writer.connection().prepare_cached(insert);
        insert?.execute(params![row, json, change.statement(), logged])?;
        draw_again(&mut writer, row, true)?;
        writer.commit()?;
        Ok(logged)
    }

    /// The number of the last change that was made to a document; 0 where there is none.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn last_change(&self, document: &str) -> Result<i64> {
        let row = row_of(&self.connection, document)?;
        Ok(last_change(&self.connection, row)?)
    }

    /// The corrections of a document, in the order in which they were made, undone ones included.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn corrections(&self, document: &str) -> Result<Vec<CorrectionRow>> {
        let sql = format!("{COLUMNS} WHERE documents.id = ?1 ORDER BY correction");
        let mut find = self.connection.prepare_cached(&sql)?;
        let rows = find.query_map([document], correction_row)?.collect::<rusqlite::Result<Vec<_>>>()?;
        rows.into_iter().collect()
    }

    /// The corrections that wait for a person, in the order in which they were made.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn corrections_in_review(&self, after: Option<Cursor>, limit: usize) -> Result<Page<CorrectionRow>> {
        let sql = format!("{COLUMNS} WHERE state = 'review' AND correction > ?1 ORDER BY correction LIMIT ?2");
        let mut find = self.connection.prepare_cached(&sql)?;
        let after = after.map_or(-1, |cursor| cursor.0);
        let rows =
            find.query_map(params![after, one_more(limit)], correction_row)?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(Page::of(rows.into_iter().collect::<Result<_>>()?, limit, |row| row.number))
    }

    /// Ties a correction that is in review to a statement or entity that a person has found for it.
    ///
    /// # Errors
    /// Where there is no such correction in review or no such statement, or the store cannot be written.
    pub fn settle(&mut self, correction: i64, target: &str, by: &str) -> Result<i64> {
        let mut writer = self.writer()?;
        let find = "SELECT document, change FROM corrections WHERE correction = ?1 AND state = 'review'";
        let found: Option<(i64, String)> = writer
            .connection()
            .prepare_cached(find)?
            .query_row([correction], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (row, json) = found.ok_or_else(|| Error::not_found(format!("a correction {correction} in review")))?;
        let mut tied = tied(&json)?;
        tied.change.set_target(target);
        let (record, applied) = corrected(writer.connection(), row)?;
        tied.anchor = Anchor::of(&record, &applied, &tied.change)?;
        let json = serde_json::to_string(&tied).map_err(|error| Error::damaged(error.to_string()))?;
        let detail = json!({ "correction": correction, "change": tied.change });
        let logged = log(
            writer.connection(),
            &audit::Change { by, what: "settle", document: Some(row), detail: &detail, undoes: None },
        )?;
        writer
            .connection()
            .prepare_cached(
                "UPDATE corrections SET change = ?2, state = 'active', trouble = NULL WHERE correction = ?1",
            )?
            .execute(params![correction, json])?;
        draw_again(&mut writer, row, true)?;
        writer.commit()?;
        Ok(logged)
    }

    /// Undoes a change, or the undoing of one; gives the number of this in the log.
    ///
    /// # Errors
    /// Where there is no such change, or it cannot be undone (any more), or the store cannot be written.
    pub fn undo(&mut self, change: i64, by: &str) -> Result<i64> {
        let row = self.change(change)?.ok_or_else(|| Error::not_found(format!("a change {change}")))?;
        if let Some(logged) = self.undo_decision(change, by)? {
            return Ok(logged);
        }
        // The undoing of an undoing makes the first change again.
        let first = row.undoes.unwrap_or(change);
        self.turn_correction(change, first, row.undoes.is_some(), by)
    }

    fn turn_correction(&mut self, change: i64, first: i64, again: bool, by: &str) -> Result<i64> {
        let mut writer = self.writer()?;
        let find = "SELECT correction, document, state FROM corrections WHERE audit = ?1";
        let found: Option<(i64, i64, String)> = writer
            .connection()
            .prepare_cached(find)?
            .query_row([first], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((correction, row, state)) = found else {
            return Err(refused(format!("change {change} cannot be undone")));
        };
        let undone = State::named(&state) == State::Undone;
        if undone != again {
            return Err(refused(format!("change {change} is {} already", if again { "made again" } else { "undone" })));
        }
        let state = if again { State::Active } else { State::Undone };
        writer
            .connection()
            .prepare_cached("UPDATE corrections SET state = ?2, trouble = NULL WHERE correction = ?1")?
            .execute(params![correction, state.name()])?;
        let what = if again { "redo" } else { "undo" };
        let detail = json!({ "correction": correction });
        let undoes = if again { None } else { Some(first) };
        // A redo can be undone as the change itself: it stands for it in the log.
        let logged =
            log(writer.connection(), &audit::Change { by, what, document: Some(row), detail: &detail, undoes })?;
        if again {
            let moved = "UPDATE corrections SET audit = ?2 WHERE correction = ?1";
            writer.connection().prepare_cached(moved)?.execute(params![correction, logged])?;
        }
        draw_again(&mut writer, row, true)?;
        writer.commit()?;
        Ok(logged)
    }
}

const COLUMNS: &str = "SELECT correction, documents.id, change, state, trouble, audit.by, audit.at, audit.audit
  FROM corrections JOIN documents USING (document) JOIN audit ON audit.audit = corrections.audit";

fn correction_row(row: &Row) -> rusqlite::Result<Result<CorrectionRow>> {
    let json: String = row.get(2)?;
    let state: String = row.get(3)?;
    let (number, document, trouble) = (row.get(0)?, row.get(1)?, row.get(4)?);
    let (by, at, logged) = (row.get(5)?, row.get(6)?, row.get(7)?);
    Ok(tied(&json).map(|tied| CorrectionRow {
        number,
        document,
        quoted: tied.anchor.quoted(),
        change: tied.change,
        state: State::named(&state),
        trouble,
        by,
        at,
        logged,
    }))
}

fn tied(json: &str) -> Result<Tied> {
    serde_json::from_str(json).map_err(|error| Error::damaged(format!("a correction: {error}")))
}

fn refused(message: String) -> Error {
    Kind::Refused(message).into()
}

fn row_of(connection: &Connection, document: &str) -> Result<i64> {
    let find = "SELECT document FROM documents WHERE id = ?1";
    let row = connection.prepare_cached(find)?.query_row([document], |row| row.get(0)).optional()?;
    row.ok_or_else(|| Error::not_found(document))
}

fn last_change(connection: &Connection, row: i64) -> rusqlite::Result<i64> {
    let find = "SELECT coalesce(max(audit), 0) FROM audit WHERE document = ?1";
    connection.prepare_cached(find)?.query_row([row], |row| row.get(0))
}

fn unchanged(connection: &Connection, row: i64, document: &str, seen: i64) -> Result<()> {
    let last = last_change(connection, row)?;
    if last == seen { Ok(()) } else { Err(Kind::Conflict { document: document.to_owned(), last }.into()) }
}

/// The corrections of a document that hold.
pub(crate) fn active(connection: &Connection, row: i64) -> Result<Vec<Numbered>> {
    let find =
        "SELECT correction, change FROM corrections WHERE document = ?1 AND state = 'active' ORDER BY correction";
    let mut find = connection.prepare_cached(find)?;
    let rows = find.query_map([row], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    rows.map(|row| {
        let (number, json) = row?;
        Ok((number, tied(&json)?))
    })
    .collect()
}

/// Writes into the corrections of a document the ids that their statements and entities have in another record of it, where they are found.
pub(crate) fn retie(connection: &Connection, row: i64, record: &Record) -> Result<()> {
    let mut find = connection.prepare_cached("SELECT correction, change FROM corrections WHERE document = ?1")?;
    let rows = find.query_map([row], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let rows: Vec<(i64, String)> = rows.collect::<rusqlite::Result<_>>()?;
    for (number, json) in rows {
        let mut tied = tied(&json)?;
        if let Some(id) = tied.anchor.meant(record) {
            tied.change.set_target(&id);
            let json = serde_json::to_string(&tied).map_err(|error| Error::damaged(error.to_string()))?;
            let update = "UPDATE corrections SET change = ?2 WHERE correction = ?1";
            connection.prepare_cached(update)?.execute(params![number, json])?;
        }
    }
    Ok(())
}

/// The record of a document as it was made, and with its corrections.
pub(crate) fn corrected(connection: &Connection, row: i64) -> Result<(Record, Applied)> {
    let find = "SELECT record FROM documents WHERE document = ?1";
    let packed: Vec<u8> = connection.prepare_cached(find)?.query_row([row], |row| row.get(0))?;
    let record = crate::entry::unpack(&packed)?;
    let applied = apply(&record, &active(connection, row)?);
    Ok((record, applied))
}

/// Draws the rows of a document again, after its corrections or its record changed; corrections that found no place go to review.
pub(crate) fn draw_again(writer: &mut Writer, row: i64, same_record: bool) -> Result<()> {
    let (_, applied) = corrected(writer.connection(), row)?;
    for (correction, trouble) in &applied.lost {
        writer
            .connection()
            .prepare_cached("UPDATE corrections SET state = 'review', trouble = ?2 WHERE correction = ?1")?
            .execute(params![correction, trouble])?;
    }
    let find = "SELECT title, published, outlet, superseded FROM documents WHERE document = ?1";
    let (title, published, outlet, superseded): (Option<String>, Option<String>, Option<i64>, bool) = writer
        .connection()
        .prepare_cached(find)?
        .query_row([row], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let drawn = Drawn {
        document: row,
        title: title.as_deref(),
        published: published.as_deref(),
        outlet,
        superseded,
        reviewed: &applied.reviewed,
    };
    let numbers = numbers(writer.connection(), row)?;
    redraw(writer, &drawn, &rows(&applied.record)?, same_record, numbers)
}

/// The rows that corrected statements had, by their ids.
fn numbers(connection: &Connection, row: i64) -> Result<BTreeMap<String, i64>> {
    let find = "SELECT change, statement FROM corrections WHERE document = ?1 AND statement IS NOT NULL";
    let mut find = connection.prepare_cached(find)?;
    let rows = find.query_map([row], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
    let mut out = BTreeMap::new();
    for row in rows {
        let (json, number) = row?;
        out.extend(tied(&json)?.change.statement().map(|id| (id.to_owned(), number)));
    }
    Ok(out)
}
