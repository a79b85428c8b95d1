//! Drawing the rows of a document into their tables and into the index, for the first time or again.
//!
//! Drawn again, an entity and a statement that are still what they were keep their rows, so that what points to them (persons of the store,
//! addresses of the desk) still does.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use crate::identity::{self, Held};
use crate::rows::{EntityDraft, Rows, StatementDraft};
use crate::writer::Writer;
use crate::{Result, ids, names, tags, trace};

/// The document that rows are drawn for.
pub(crate) struct Drawn<'a> {
    pub document: i64,
    pub title: Option<&'a str>,
    pub published: Option<&'a str>,
    pub outlet: Option<i64>,
    pub superseded: bool,
    /// Local ids of statements that a person has seen to.
    pub reviewed: &'a [String],
}

/// An entity's row, the rows of its names, and their words.
struct Known {
    entity: i64,
    names: Vec<i64>,
    words: BTreeSet<String>,
}

/// An entity that is there: row, local id, kind, name.
type There = (i64, (String, String, Option<String>));

/// The rows that statements had, so that they have them again.
#[derive(Default)]
pub(crate) struct Numbers {
    /// By their ids in the record; only where these mean what they meant.
    pub by_id: BTreeMap<String, i64>,
    /// By where and what their contents are.
    by_content: BTreeMap<(usize, String), i64>,
}

impl Numbers {
    /// The row that a statement had; each is given once.
    fn take(&mut self, draft: &StatementDraft) -> Option<i64> {
        let row = self.by_id.remove(&draft.local);
        let row = row.or_else(|| self.by_content.get(&(draft.content_starts, draft.content.clone())).copied())?;
        self.by_id.retain(|_, other| *other != row);
        self.by_content.retain(|_, other| *other != row);
        Some(row)
    }
}

/// Draws the rows of a document that has none.
pub(crate) fn draw(writer: &mut Writer, drawn: &Drawn, rows: &Rows) -> Result<()> {
    insert(writer, drawn, rows, &[], Numbers::default(), &[])
}

/// Draws the rows of a document instead of those it has. `same_record` says that the ids of entities and statements mean what they meant; then
/// `numbers` may tell more rows that statements had.
pub(crate) fn redraw(
    writer: &mut Writer,
    drawn: &Drawn,
    rows: &Rows,
    same_record: bool,
    numbers: BTreeMap<String, i64>,
) -> Result<()> {
    let mut before = take_statements(writer, drawn.document)?;
    if same_record {
        for (id, row) in numbers {
            before.by_id.entry(id).or_insert(row);
        }
    } else {
        before.by_id.clear();
    }
    let held = identity::held(writer, drawn.document)?;
    let kept = keep_entities(writer, drawn.document, &rows.entities, same_record)?;
    insert(writer, drawn, rows, &kept, before, &held)
}

fn insert(
    writer: &mut Writer,
    drawn: &Drawn,
    rows: &Rows,
    kept: &[Option<i64>],
    mut before: Numbers,
    held: &[Held],
) -> Result<()> {
    let mut entities = Vec::with_capacity(rows.entities.len());
    for (at, draft) in rows.entities.iter().enumerate() {
        entities.push(entity(writer, drawn.document, draft, kept.get(at).copied().flatten())?);
    }
    for draft in &rows.statements {
        let row = before.take(draft).unwrap_or_else(|| ids::row_id(drawn.published, writer.next()));
        statement(writer, drawn, draft, row, &entities)?;
    }
    let local = rows.entities.iter().map(|draft| draft.local.as_str());
    let by_id = local.zip(entities.iter().map(|known| known.entity)).collect();
    identity::settle(writer, &rows.bearers, &by_id, held)?;
    writer.count_statements(count(rows.statements.len()));
    writer
        .connection()
        .prepare_cached("UPDATE documents SET statements = ?2 WHERE document = ?1")?
        .execute(params![drawn.document, count(rows.statements.len())])?;
    Ok(())
}

fn count(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}

/// Takes the statements of a document out of table and index.
pub(crate) fn take_statements(writer: &mut Writer, document: i64) -> Result<Numbers> {
    let connection = writer.connection();
    connection
        .prepare_cached(
            "INSERT INTO search (search, rowid, content, source, passage, title, tags)
             SELECT 'delete', statement, content, source, passage, documents.title, tags
             FROM statements JOIN documents USING (document) WHERE document = ?1",
        )?
        .execute([document])?;
    trace::take(connection, document)?;
    let mut find = connection
        .prepare_cached("SELECT local, content_starts, content, statement FROM statements WHERE document = ?1")?;
    let mut rows = find.query([document])?;
    let mut before = Numbers::default();
    while let Some(row) = rows.next()? {
        let (starts, number) = (row.get::<_, usize>(1)?, row.get(3)?);
        before.by_id.insert(row.get(0)?, number);
        before.by_content.entry((starts, row.get(2)?)).or_insert(number);
    }
    drop(rows);
    drop(find);
    let gone = connection.prepare_cached("DELETE FROM statements WHERE document = ?1")?.execute([document])?;
    writer.count_statements(-count(gone));
    Ok(before)
}

/// Which rows of entities stay, for each draft; the others are deleted.
fn keep_entities(
    writer: &Writer,
    document: i64,
    drafts: &[EntityDraft],
    same_record: bool,
) -> Result<Vec<Option<i64>>> {
    let connection = writer.connection();
    let mut find = connection.prepare_cached(
        "SELECT entity, local, kind, text FROM entities LEFT JOIN names USING (name) WHERE document = ?1 ORDER BY entity",
    )?;
    let rows = find.query_map([document], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?))))?;
    let mut free: Vec<There> = rows.collect::<rusqlite::Result<_>>()?;
    let mut kept = vec![None; drafts.len()];
    let called = |draft: &EntityDraft| draft.named.then(|| draft.names.first().cloned()).flatten();
    // First who is the same in all, then who bears the same name, then, in the same record, who has the same id.
    for pass in 0..3 {
        for (draft, kept) in drafts.iter().zip(&mut kept).filter(|(_, kept)| kept.is_none()) {
            let same = |(_, (local, kind, name)): &&There| match pass {
                0 => *local == draft.local && *kind == draft.kind && *name == called(draft),
                1 => *kind == draft.kind && name.is_some() && *name == called(draft),
                _ => same_record && *local == draft.local,
            };
            if let Some(row) = free.iter().find(same).map(|(entity, _)| *entity) {
                *kept = Some(row);
                free.retain(|(entity, _)| *entity != row);
            }
        }
    }
    for (entity, _) in free {
        connection.prepare_cached("DELETE FROM entities WHERE entity = ?1")?.execute([entity])?;
    }
    Ok(kept)
}

fn entity(writer: &mut Writer, document: i64, draft: &EntityDraft, kept: Option<i64>) -> Result<Known> {
    let mut rows = Vec::with_capacity(draft.names.len());
    for name in &draft.names {
        rows.push(writer.name(name)?);
    }
    let name = rows.first().filter(|_| draft.named);
    let connection = writer.connection();
    let entity = match kept {
        Some(entity) => {
            connection
                .prepare_cached("UPDATE entities SET local = ?2, kind = ?3, name = ?4, titles = ?5 WHERE entity = ?1")?
                .execute(params![entity, draft.local, draft.kind, name, draft.titles])?;
            connection.prepare_cached("DELETE FROM entity_names WHERE entity = ?1")?.execute([entity])?;
            entity
        }
        None => {
            connection
                .prepare_cached(
                    "INSERT INTO entities (document, local, kind, name, titles) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![document, draft.local, draft.kind, name, draft.titles])?;
            connection.last_insert_rowid()
        }
    };
    let mut insert = connection.prepare_cached("INSERT INTO entity_names (entity, name) VALUES (?1, ?2)")?;
    for name in &rows {
        insert.execute([entity, *name])?;
    }
    let words = draft.names.iter().flat_map(|name| names::word_list(name)).map(|(word, _)| word).collect();
    Ok(Known { entity, names: rows, words })
}

fn statement(writer: &Writer, drawn: &Drawn, draft: &StatementDraft, row: i64, entities: &[Known]) -> Result<()> {
    let connection = writer.connection();
    let tags = all_tags(drawn, draft, entities);
    let known = |at: Option<usize>| at.and_then(|at| entities.get(at)).map(|known| known.entity);
    connection
        .prepare_cached(
            "INSERT INTO statements (statement, document, local, mode, form, act, kind, negated, implicit, hands, via, said,
               speaker, confidence, doubt, reviewed, starts, ends, content_starts, source, cue, content, passage, tags)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)",
        )?
        .execute(params![
            row,
            drawn.document,
            draft.local,
            draft.mode,
            draft.form,
            draft.act,
            draft.kind,
            draft.negated,
            draft.implicit,
            draft.hands,
            draft.via,
            draft.said,
            known(draft.speaker),
            draft.confidence,
            draft.doubt,
            drawn.reviewed.contains(&draft.local),
            count(draft.starts),
            count(draft.ends),
            count(draft.content_starts),
            draft.source,
            draft.cue,
            draft.content,
            draft.passage,
            tags,
        ])?;
    audiences(connection, draft, row, &known)?;
    trace::index(connection, row, &draft.prints)?;
    connection
        .prepare_cached(
            "INSERT INTO search (rowid, content, source, passage, title, tags) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![row, draft.content, draft.source, draft.passage, drawn.title, tags])?;
    Ok(())
}

fn audiences(
    connection: &Connection,
    draft: &StatementDraft,
    row: i64,
    known: &impl Fn(Option<usize>) -> Option<i64>,
) -> Result<()> {
    let sql = "INSERT INTO audiences (statement, position, entity, words) VALUES (?1, ?2, ?3, ?4)";
    for (position, (entity, words)) in draft.audiences.iter().enumerate() {
        connection.prepare_cached(sql)?.execute(params![row, count(position), known(*entity), words])?;
    }
    Ok(())
}

/// All tags of a statement, those that name rows of this store included.
fn all_tags(drawn: &Drawn, draft: &StatementDraft, entities: &[Known]) -> String {
    let mut out = draft.tags.clone();
    let mut add = |tag: String| {
        out.push(' ');
        out.push_str(&tag);
    };
    if let Some(outlet) = drawn.outlet {
        add(tags::outlet(outlet));
    }
    if drawn.superseded {
        add(tags::SUPERSEDED.to_owned());
    }
    add(tags::document(drawn.document));
    let known = |at: Option<usize>| at.and_then(|at| entities.get(at));
    if known(draft.speaker).is_none_or(|speaker| speaker.names.is_empty()) {
        add(tags::UNNAMED.to_owned());
    }
    if let Some(speaker) = known(draft.speaker) {
        speaker.names.iter().for_each(|name| add(tags::speaker(*name)));
        speaker.words.iter().for_each(|word| add(tags::speaker_word(word)));
    }
    for audience in draft.audiences.iter().filter_map(|(audience, _)| known(*audience)) {
        audience.names.iter().for_each(|name| add(tags::audience(*name)));
        audience.words.iter().for_each(|word| add(tags::audience_word(word)));
    }
    out
}
