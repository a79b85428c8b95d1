//! One person's ledger: what somebody said, under every spelling, in order of time, with the positions held and whom it was said to.

use rusqlite::params;

use crate::ids;
use crate::statements::COLUMNS;
use crate::{Result, StatementRow, Store};

/// What the store knows of somebody.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// The names, and how many documents give each; the most frequent first.
    pub names: Vec<(String, u64)>,
    /// Positions held, in order of the first document that gives them.
    pub titles: Vec<TitleHeld>,
    /// To whom the person speaks, and how many statements; the most frequent first.
    pub speaks_to: Vec<(String, u64)>,
    /// Who speaks to the person, and how many statements; the most frequent first.
    pub spoken_to_by: Vec<(String, u64)>,
    /// Outlets that carry the person's statements, and how many.
    pub outlets: Vec<(String, u64)>,
    /// The statements, earliest published first, those without a date last.
    pub statements: Vec<StatementRow>,
    /// How many statements there are; more than `statements` where a limit was reached.
    pub count: u64,
}

/// A position, and when documents give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleHeld {
    /// As the texts give it.
    pub title: String,
    /// The date of the first document.
    pub first: Option<String>,
    /// The date of the last document.
    pub last: Option<String>,
    /// How many documents.
    pub documents: u64,
}

/// How much of a ledger is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerOptions {
    /// Whether wants, fears and beliefs are shown.
    pub attitudes: bool,
    /// The most statements.
    pub limit: usize,
}

/// The entities that a ledger is of, as a condition of SQL; they come as a JSON list.
const THESE: &str = "IN (SELECT value FROM json_each(?1))";

impl Store {
    /// The ledger of everybody who is called so, in any spelling.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn ledger(&self, name: &str, options: LedgerOptions) -> Result<Ledger> {
        let names = json(&self.names_like(name)?);
        let find = format!("SELECT DISTINCT entity FROM entity_names WHERE name {THESE} ORDER BY entity");
        let mut find = self.connection.prepare_cached(&find)?;
        let entities: Vec<i64> = find.query_map([names], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        self.ledger_of(&entities, options)
    }

    /// The ledger of some entities.
    pub(crate) fn ledger_of(&self, entities: &[i64], options: LedgerOptions) -> Result<Ledger> {
        let these = json(entities);
        let attitudes = if options.attitudes { "" } else { "AND mode <> 'attitude'" };
        let said = format!("speaker {THESE} {attitudes}");
        let find =
            format!("SELECT statement FROM statements JOIN documents USING (document) WHERE {said} AND superseded = 0");
        let mut find = self.connection.prepare_cached(&find)?;
        let mut rows: Vec<i64> = find.query_map([&these], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        rows.sort_by_key(|row| ids::by_time(*row));
        let count = rows.len() as u64;
        rows.truncate(options.limit);
        let order = "JOIN json_each(?1) AS wanted ON wanted.value = statement ORDER BY wanted.key";
        let statements = self.statement_rows(&format!("{COLUMNS} {order}"), params![json(&rows)])?;
        let counted = |sql: String| self.counted_names(&sql, &these);
        Ok(Ledger {
            names: counted(format!(
                "SELECT text, count(*) FROM entities JOIN names USING (name) WHERE entity {THESE} GROUP BY name ORDER BY 2 DESC, 1"
            ))?,
            titles: self.titles(&these)?,
            speaks_to: counted(format!(
                "SELECT coalesce(names.text, words), count(*) FROM statements JOIN audiences USING (statement)
                 LEFT JOIN entities USING (entity) LEFT JOIN names USING (name) WHERE {said} GROUP BY 1 ORDER BY 2 DESC, 1"
            ))?,
            spoken_to_by: counted(format!(
                "SELECT coalesce(names.text, source), count(*) FROM audiences JOIN statements USING (statement)
                 LEFT JOIN entities ON entities.entity = speaker LEFT JOIN names USING (name)
                 WHERE audiences.entity {THESE} AND coalesce(names.text, source) IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
            ))?,
            outlets: counted(format!(
                "SELECT outlets.name, count(*) FROM statements JOIN documents USING (document) JOIN outlets USING (outlet)
                 WHERE {said} GROUP BY outlet ORDER BY 2 DESC, 1"
            ))?,
            statements,
            count,
        })
    }

    fn counted_names(&self, sql: &str, these: &str) -> Result<Vec<(String, u64)>> {
        let mut find = self.connection.prepare_cached(sql)?;
        let rows = find.query_map([these], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn titles(&self, these: &str) -> Result<Vec<TitleHeld>> {
        let find = format!(
            "SELECT title.value, min(published), max(published), count(DISTINCT document)
             FROM entities JOIN documents USING (document), json_each(titles) AS title
             WHERE entity {THESE} GROUP BY 1 ORDER BY min(published) IS NULL, min(published), 1"
        );
        let mut find = self.connection.prepare_cached(&find)?;
        let rows = find.query_map([these], |row| {
            Ok(TitleHeld { title: row.get(0)?, first: row.get(1)?, last: row.get(2)?, documents: row.get(3)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn json(rows: &[i64]) -> String {
    serde_json::json!(rows).to_string()
}
