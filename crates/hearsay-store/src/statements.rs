//! Statements as rows of a list.

use hearsay::record::{Act, Form, Mode, SourceKind};
use rusqlite::{Row, params};

use crate::{Result, Store, words};

/// The number of a statement in its store; it stays through corrections, and through re-reading where the words are still found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub(crate) i64);

impl StatementId {
    /// As a number, for an address.
    #[must_use]
    pub fn number(self) -> i64 {
        self.0
    }

    /// From a number out of an address.
    #[must_use]
    pub fn from_number(number: i64) -> Self {
        Self(number)
    }
}

/// A statement in a list, with what is told of its document.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementRow {
    /// Its number in the store.
    pub number: StatementId,
    /// The id of its document.
    pub document: String,
    /// Its id in the record of the document: `s7`.
    pub id: String,
    /// Speech, writing, attitude or finding.
    pub mode: Mode,
    /// Direct, mixed or indirect.
    pub form: Form,
    /// What was done by saying it.
    pub act: Act,
    /// What kind of source it has.
    pub kind: Option<SourceKind>,
    /// "did not say".
    pub negated: bool,
    /// How many hands it passed.
    pub hands: u32,
    /// Kinds of stations that it passed, in order, parted by spaces.
    pub via: String,
    /// TIMEX3 value of the time of the saying.
    pub said: Option<String>,
    /// The source's full name.
    pub speaker: Option<String>,
    /// Positions that the story gives the source.
    pub titles: Vec<String>,
    /// To whom: the full name, else the words.
    pub audience: Vec<String>,
    /// The least of its confidences.
    pub doubt: f64,
    /// That there is such a statement.
    pub confidence: f64,
    /// Whether a person accepted or corrected it.
    pub reviewed: bool,
    /// Where the passage begins and ends, in code points.
    pub span: [u64; 2],
    /// The source's words.
    pub source: Option<String>,
    /// The cue's words.
    pub cue: Option<String>,
    /// What was said.
    pub content: String,
    /// The sentences that hold it.
    pub passage: String,
    /// The headline of the document.
    pub title: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its date.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// The columns of [`statement_row`].
pub(crate) const COLUMNS: &str = "SELECT statement, documents.id, statements.local, mode, form, act, statements.kind, negated,
  hands, via, said, names.text, entities.titles, doubt, confidence, reviewed, starts, ends, source, cue, content, passage,
  documents.title, outlets.name, documents.published, documents.url,
  (SELECT group_concat(coalesce(named.text, words), char(31)) FROM audiences LEFT JOIN entities AS heard USING (entity)
   LEFT JOIN names AS named ON named.name = heard.name WHERE audiences.statement = statements.statement)
  FROM statements JOIN documents USING (document) LEFT JOIN entities ON entities.entity = speaker
  LEFT JOIN names USING (name) LEFT JOIN outlets USING (outlet)";

impl Store {
    /// A statement by its number.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn statement(&self, number: StatementId) -> Result<Option<StatementRow>> {
        let mut rows = self.statement_rows(&format!("{COLUMNS} WHERE statement = ?1"), params![number.0])?;
        Ok(rows.pop())
    }

    /// The statements of a document, in order of the text.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn statements_of(&self, document: &str) -> Result<Vec<StatementRow>> {
        let find =
            "WHERE statements.document = (SELECT document FROM documents WHERE id = ?1) ORDER BY starts, statement";
        self.statement_rows(&format!("{COLUMNS} {find}"), params![document])
    }

    /// Statements that no person has seen to, the most doubtful first; attitudes and older versions left out. `after` is the doubt and number of
    /// the last one of the page before.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn to_review(&self, after: Option<(f64, StatementId)>, limit: usize) -> Result<Vec<StatementRow>> {
        let (doubt, number) = after.map_or((-1.0, -1), |(doubt, number)| (doubt, number.0));
        let find =
            "WHERE reviewed = 0 AND mode <> 'attitude' AND documents.superseded = 0 AND (doubt, statement) > (?1, ?2)
          ORDER BY doubt, statement LIMIT ?3";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.statement_rows(&format!("{COLUMNS} {find}"), params![doubt, number, limit])
    }

    /// The rows of a question for [`COLUMNS`], with their audiences.
    pub(crate) fn statement_rows(&self, sql: &str, parameters: &[&dyn rusqlite::ToSql]) -> Result<Vec<StatementRow>> {
        let mut find = self.connection.prepare_cached(sql)?;
        let rows = find.query_map(parameters, statement_row)?.collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }
}

fn statement_row(row: &Row) -> rusqlite::Result<StatementRow> {
    let text = |at: usize| -> rusqlite::Result<_> { Ok(row.get_ref(at)?.as_str()?) };
    let kind: Option<String> = row.get(6)?;
    let titles: Option<String> = row.get(12)?;
    let audience: Option<String> = row.get(26)?;
    Ok(StatementRow {
        number: StatementId(row.get(0)?),
        document: row.get(1)?,
        id: row.get(2)?,
        mode: words::parse(text(3)?)?,
        form: words::parse(text(4)?)?,
        act: words::parse(text(5)?)?,
        kind: kind.as_deref().map(words::parse).transpose()?,
        negated: row.get(7)?,
        hands: row.get(8)?,
        via: row.get(9)?,
        said: row.get(10)?,
        speaker: row.get(11)?,
        titles: titles.and_then(|titles| serde_json::from_str(&titles).ok()).unwrap_or_default(),
        audience: audience.map(|names| names.split('\u{1f}').map(str::to_owned).collect()).unwrap_or_default(),
        doubt: row.get(13)?,
        confidence: row.get(14)?,
        reviewed: row.get(15)?,
        span: [row.get(16)?, row.get(17)?],
        source: row.get(18)?,
        cue: row.get(19)?,
        content: row.get(20)?,
        passage: row.get(21)?,
        title: row.get(22)?,
        outlet: row.get(23)?,
        published: row.get(24)?,
        url: row.get(25)?,
    })
}
