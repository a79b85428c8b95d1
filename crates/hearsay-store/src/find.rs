//! Asking for statements: a page of them, how many there are, and what they are like.

use std::collections::{BTreeMap, BTreeSet};

use hearsay::names::Name;
use rusqlite::{OptionalExtension, params};

use crate::page::one_more;
use crate::query::Query;
use crate::statements::COLUMNS;
use crate::{Cursor, Page, Result, StatementId, StatementRow, Store, names};

/// From this probability on, a name of the store is what a query asks for.
const SAME: f64 = 0.5;

/// The most names that a query may stand for, the likeliest first.
const MOST_NAMES: usize = 200;

/// How many statements a query finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The number counted.
    pub number: u64,
    /// Whether there are more, which were not counted.
    pub more: bool,
}

/// What the statements that a query finds are like: for each value how many, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Who said them; of named sources.
    pub speakers: Vec<(String, u64)>,
    /// The outlets.
    pub outlets: Vec<(String, u64)>,
    /// Forms.
    pub forms: Vec<(String, u64)>,
    /// Modes.
    pub modes: Vec<(String, u64)>,
    /// Acts.
    pub acts: Vec<(String, u64)>,
    /// Kinds of sources.
    pub kinds: Vec<(String, u64)>,
    /// Months of publication (`2025-11`), the latest first.
    pub months: Vec<(String, u64)>,
    /// How many statements were looked at, and whether there are more.
    pub counted: Option<Count>,
}

const HITS: &str = "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid LIMIT ?4";

impl Store {
    /// Statements that a query asks for, of the newest documents first, within a document in its order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn find(&self, query: &Query, after: Option<Cursor>, limit: usize) -> Result<Page<StatementRow>> {
        let asked = self.ask(query)?;
        let first = after.map_or(*asked.rows.start(), |cursor| (cursor.0 + 1).max(*asked.rows.start()));
        let sql = format!("{COLUMNS} WHERE statement IN ({HITS}) ORDER BY statement");
        let rows = self.statement_rows(&sql, params![asked.matching, first, asked.rows.end(), one_more(limit)])?;
        Ok(Page::of(rows, limit, |row| row.number.0))
    }

    /// How many statements a query finds; counting ends at `at_most`.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn count(&self, query: &Query, at_most: usize) -> Result<Count> {
        let asked = self.ask(query)?;
        let sql = format!("SELECT count(*) FROM ({HITS})");
        let parameters = params![asked.matching, asked.rows.start(), asked.rows.end(), one_more(at_most)];
        let number: u64 = self.connection.prepare_cached(&sql)?.query_row(parameters, |row| row.get(0))?;
        let most = at_most as u64;
        Ok(Count { number: number.min(most), more: number > most })
    }

    /// `many` of the statements that a query finds, drawn by `seed`, in the order of [`Store::find`]. The same seed draws the same of the same
    /// store, and of a store that has grown mostly the same.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn sample(&self, query: &Query, many: usize, seed: u64) -> Result<Vec<StatementRow>> {
        let rows = drawn(self.hits(query, usize::MAX)?, many, seed);
        let found = rows.into_iter().map(|row| self.statement(StatementId(row)));
        Ok(found.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// The documents of the statements that a query finds, in the order of [`Store::find`], each with the ids of those statements; of so many drawn
    /// by a seed, as [`Store::sample`] does, where a sample is asked for.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn find_by_document(
        &self,
        query: &Query,
        sample: Option<(usize, u64)>,
    ) -> Result<Vec<(String, BTreeSet<String>)>> {
        let mut rows = self.hits(query, usize::MAX)?;
        if let Some((many, seed)) = sample {
            rows = drawn(rows, many, seed);
        }
        let find = "SELECT statements.document, local FROM statements WHERE statement = ?1";
        let mut find = self.connection.prepare_cached(find)?;
        let mut by_document: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
        for row in rows {
            let (document, local) = find.query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))?;
            by_document.entry(document).or_default().insert(local);
        }
        let mut id = self.connection.prepare_cached("SELECT id FROM documents WHERE document = ?1")?;
        let with_id = |(document, ids)| Ok((id.query_row([document], |row| row.get(0))?, ids));
        by_document.into_iter().map(with_id).collect()
    }

    /// What the statements that a query finds are like; of the newest `at_most` where there are more.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn facets(&self, query: &Query, at_most: usize) -> Result<Facets> {
        let asked = self.ask(query)?;
        let sql = format!(
            "SELECT names.text, outlets.name, form, mode, act, statements.kind, substr(published, 1, 7)
             FROM statements JOIN documents USING (document) LEFT JOIN entities ON entities.entity = speaker
             LEFT JOIN names USING (name) LEFT JOIN outlets USING (outlet) WHERE statement IN ({HITS})"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows =
            statement.query(params![asked.matching, asked.rows.start(), asked.rows.end(), one_more(at_most)])?;
        let mut counts: [BTreeMap<String, u64>; 7] = Default::default();
        let mut number = 0;
        while let Some(row) = rows.next()? {
            number += 1;
            for (at, counts) in counts.iter_mut().enumerate() {
                if let Some(value) = row.get_ref(at)?.as_str_or_null().map_err(rusqlite::Error::from)? {
                    match counts.get_mut(value) {
                        Some(count) => *count += 1,
                        None => drop(counts.insert(value.to_owned(), 1)),
                    }
                }
            }
        }
        let most = at_most as u64;
        let [speakers, outlets, forms, modes, acts, kinds, months] = counts;
        Ok(Facets {
            speakers: ranked(speakers),
            outlets: ranked(outlets),
            forms: ranked(forms),
            modes: ranked(modes),
            acts: ranked(acts),
            kinds: ranked(kinds),
            months: months.into_iter().rev().collect(),
            counted: Some(Count { number: number.min(most), more: number > most }),
        })
    }

    /// The rows that a query finds.
    pub(crate) fn hits(&self, query: &Query, at_most: usize) -> Result<Vec<i64>> {
        let asked = self.ask(query)?;
        let mut find = self.connection.prepare_cached(HITS)?;
        let most = i64::try_from(at_most).unwrap_or(i64::MAX);
        let rows =
            find.query_map(params![asked.matching, asked.rows.start(), asked.rows.end(), most], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The names of the store that are spellings of this one, or this one with more or less of it; by their rows.
    pub(crate) fn names_like(&self, text: &str) -> Result<Vec<i64>> {
        let wanted = Name::new(text);
        let mut found: Vec<(f64, i64)> = Vec::new();
        for (row, text) in self.names_by_key(text)? {
            let probability = wanted.compare(&Name::new(&text)).probability;
            if probability >= SAME {
                found.push((probability, row));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(MOST_NAMES);
        Ok(found.into_iter().map(|(_, row)| row).collect())
    }

    /// The words of names that are spellings of this one; `None` where it is several words, or initials.
    pub(crate) fn words_like(&self, text: &str) -> Result<Option<Vec<String>>> {
        let list = names::word_list(text);
        let [(own, keys)] = list.as_slice() else { return Ok(None) };
        if names::keys(text).len() > keys.len() {
            return Ok(None);
        }
        let wanted = Name::new(text);
        let mut out = BTreeSet::new();
        let mut find = self.connection.prepare_cached("SELECT word FROM name_words WHERE key = ?1")?;
        for key in keys {
            for word in find.query_map([key], |row| row.get::<_, String>(0))? {
                let word = word?;
                if word == *own || wanted.compare(&Name::new(&word)).probability >= SAME {
                    out.insert(word);
                }
            }
        }
        Ok(Some(out.into_iter().collect()))
    }

    /// Names that share a key with this one.
    pub(crate) fn names_by_key(&self, text: &str) -> Result<BTreeMap<i64, String>> {
        let keys = names::keys(text);
        // Keys of one letter fetch half of all names; they are asked only where there is nothing better.
        let long = keys.iter().any(|key| key.len() > 1);
        let mut find = self
            .connection
            .prepare_cached("SELECT name, text FROM name_keys JOIN names USING (name) WHERE key = ?1")?;
        let mut out = BTreeMap::new();
        for key in keys.iter().filter(|key| !long || key.len() > 1) {
            for row in find.query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))? {
                let (row, text) = row?;
                out.insert(row, text);
            }
        }
        Ok(out)
    }

    /// Outlets that hold the words of this name, in any case.
    pub(crate) fn outlets_like(&self, name: &str) -> Result<Vec<i64>> {
        let wanted = words(name);
        let mut find = self.connection.prepare_cached("SELECT outlet, name FROM outlets ORDER BY outlet")?;
        let mut out = Vec::new();
        for row in find.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))? {
            let (outlet, name) = row?;
            if words(&name).windows(wanted.len().max(1)).any(|window| window == wanted) {
                out.push(outlet);
            }
        }
        Ok(out)
    }

    /// The row of a document.
    pub(crate) fn row_of(&self, id: &str) -> Result<Option<i64>> {
        let find = "SELECT document FROM documents WHERE id = ?1";
        Ok(self.connection.prepare_cached(find)?.query_row([id], |row| row.get(0)).optional()?)
    }
}

/// Lower case, split at what is no letter or figure.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn ranked(counts: BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// So many rows, drawn by a seed, in their order.
fn drawn(rows: Vec<i64>, many: usize, seed: u64) -> Vec<i64> {
    let mut drawn: Vec<(u64, i64)> = rows.into_iter().map(|row| (mixed(seed, row), row)).collect();
    drawn.sort_unstable();
    drawn.truncate(many);
    let mut rows: Vec<i64> = drawn.into_iter().map(|(_, row)| row).collect();
    rows.sort_unstable();
    rows
}

/// A number that a seed and a row make, evenly spread (the finaliser of SplitMix64; Steele, Lea and Flood 2014).
fn mixed(seed: u64, row: i64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ row.cast_unsigned();
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
