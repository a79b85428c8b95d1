//! Finding the same words in the statements of the store.

use rusqlite::params;

use super::index::sharing;
use super::overlap::Overlap;
use super::prints::of_words;
use super::steps::{Step, steps};
use super::words::{Word, words};
use crate::statements::COLUMNS;
use crate::{Result, StatementId, StatementRow, Store};

/// Statements that are held against the words asked for, those that share most first.
const HELD: usize = 120;
/// The least an overlap is worth. It covers so much of the telling words of the shorter text, or is worth so much by itself.
const LEAST: f32 = 6.5;
const COVER: f32 = 0.6;
const BY_ITSELF: f32 = 16.0;
/// Phrases that many use tell little: an overlap has so many bits of rare pairs of words, or is long.
const BITS: f32 = 14.0;
const LONG: f32 = 12.0;
/// An overlap is dense where the words that were asked for stand together.
const DENSE: f32 = 0.5;
/// Telling words that it must have.
const TELLING: usize = 3;
/// Where every word of the shorter text is there, so much is enough.
const LEAST_WHOLE: f32 = 4.6;
const TELLING_WHOLE: usize = 2;

/// Where the same words stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The words that were asked for.
    pub asked: String,
    /// The statement that was asked for.
    pub statement: Option<StatementId>,
    /// Statements that hold the words, or some of them, in order of time; what has no date comes last.
    pub steps: Vec<Step>,
}

impl Store {
    /// Traces words.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn trace(&self, text: &str, limit: usize) -> Result<Trace> {
        let found = self.same_words(text, limit)?;
        Ok(Trace { asked: text.to_owned(), statement: None, steps: steps(self, found)? })
    }

    /// Traces the words of a statement, which is one of the steps; `None` where there is no such statement.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn trace_statement(&self, statement: StatementId, limit: usize) -> Result<Option<Trace>> {
        let Some(own) = self.statement(statement)? else { return Ok(None) };
        let mut found = self.same_words(&own.content, limit)?;
        found.retain(|(row, _)| row.document != own.document);
        let asked = own.content.clone();
        found.push((own, 1.0));
        Ok(Some(Trace { asked, statement: Some(statement), steps: steps(self, found)? }))
    }

    /// Statements that hold these words, or some of them, each with how much of the shorter text is shared (0 to 1), the most alike first; one of a
    /// document, and none of older versions.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn same_words(&self, text: &str, limit: usize) -> Result<Vec<(StatementRow, f64)>> {
        let asked = words(text);
        let mut near: Vec<(i64, f32)> = sharing(&self.connection, of_words(&asked))?.into_iter().collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut found: Vec<(StatementRow, f64, f32)> = Vec::new();
        for (row, bits) in near.into_iter().take(HELD) {
            let sql = format!("{COLUMNS} WHERE statement = ?1 AND superseded = 0");
            let Some(row) = self.statement_rows(&sql, params![row])?.pop() else { continue };
            let Some((cover, score)) = same(&asked, &words(&row.content), bits) else { continue };
            match found.iter_mut().find(|(other, ..)| other.document == row.document) {
                Some(known) if known.2 >= score => {}
                Some(known) => *known = (row, cover, score),
                None => found.push((row, cover, score)),
            }
        }
        found.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.number.cmp(&b.0.number)));
        found.truncate(limit);
        Ok(found.into_iter().map(|(row, cover, _)| (row, cover)).collect())
    }
}

/// Whether two texts share words that are no chance: how much of the shorter is shared, and what it is worth. `bits` is what their
/// fingerprints tell.
fn same(asked: &[Word], words: &[Word], bits: f32) -> Option<(f64, f32)> {
    let overlap = Overlap::of(asked, words);
    let count = |words: &[Word]| words.iter().filter(|word| word.tells).count();
    let cover = overlap.telling as f32 / count(asked).min(count(words)).max(1) as f32;
    let (score, telling) = (overlap.score, overlap.telling);
    let whole = overlap.pairs.len() >= asked.len().min(words.len()) && score >= LEAST_WHOLE && telling >= TELLING_WHOLE;
    let worn = score >= LEAST
        && telling >= TELLING
        && (cover >= COVER || score >= BY_ITSELF)
        && (bits >= BITS || score >= LONG);
    (overlap.density() >= DENSE && (whole || worn)).then(|| (f64::from(cover.min(1.0)), score))
}
