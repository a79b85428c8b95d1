//! The way of words through documents: each step held against the one that it comes from.

use hearsay::check::{CheckOptions, Quoted, Transcripts, check_quotations};
use hearsay::record::{Piece, Statement, Words};
use hearsay::text::{Document, Span};

use super::overlap::Overlap;
use super::words::words;
use crate::corrections::corrected;
use crate::{Result, StatementRow, Store};

/// A place where the words stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The statement.
    pub statement: StatementRow,
    /// 0 to 1: how much of the shorter text is shared with the words asked for.
    pub likeness: f64,
    /// The step, by its place, that it is held against: the one that the text names, else the earlier one most like it; `None` of the first.
    pub from: Option<usize>,
    /// Whom the text names as having had it before.
    pub taken: Option<Taken>,
    /// What its words are to those of the step that it is held against.
    pub words: Option<Words>,
    /// The same word by word: the earlier text stands for the transcript, this one for the article.
    pub changes: Vec<Piece>,
    /// What changed, in words.
    pub why: String,
}

/// Whom a text names as having had the words before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// As the text has it: "told Reuters", "a transcript published by …".
    pub words: String,
    /// The outlet, or whoever it is, by the fullest name.
    pub name: String,
}

/// Puts statements in order of time, each with where it comes from.
pub(super) fn steps(store: &Store, mut found: Vec<(StatementRow, f64)>) -> Result<Vec<Step>> {
    found.sort_by(|(a, _), (b, _)| {
        (a.published.is_none(), &a.published, a.number.number() & LOW).cmp(&(
            b.published.is_none(),
            &b.published,
            b.number.number() & LOW,
        ))
    });
    let mut out: Vec<Step> = Vec::with_capacity(found.len());
    for (statement, likeness) in found {
        let taken = taken(store, &statement)?;
        let named = taken.iter().find_map(|taken| Some((named(&out, &taken.name)?, taken.clone())));
        let (from, taken) = match named {
            Some((from, taken)) => (Some(from), Some(taken)),
            None => (nearest(&out, &statement), taken.into_iter().next()),
        };
        let held = from.map(|from| held_against(&out[from].statement.content, &statement.content));
        let (words, changes, why) = held
            .flatten()
            .map_or((None, Vec::new(), String::new()), |(words, changes, why)| (Some(words), changes, why));
        out.push(Step { statement, likeness, from, taken, words, changes, why });
    }
    Ok(out)
}

/// The bits of a statement's number that count up as it comes in.
const LOW: i64 = (1 << 40) - 1;

/// The first step published by, or said by, whom a text names.
fn named(steps: &[Step], name: &str) -> Option<usize> {
    let plain = |text: &str| text.to_lowercase().trim_start_matches("the ").to_owned();
    let name = plain(name);
    let is = |outlet: &Option<String>| {
        outlet.as_deref().is_some_and(|outlet| plain(outlet) == name || plain(outlet).starts_with(&format!("{name} ")))
    };
    steps.iter().position(|step| is(&step.statement.outlet))
}

/// The earlier step whose words are most like these; the earliest of equals.
fn nearest(steps: &[Step], statement: &StatementRow) -> Option<usize> {
    let own = words(&statement.content);
    let alike = |step: &Step| {
        let other = words(&step.statement.content);
        let overlap = Overlap::of(&own, &other);
        // What both have, of what either has: a step that is the same is nearer than one that holds more.
        overlap.pairs.len() as f32 / (own.len() + other.len() - overlap.pairs.len()).max(1) as f32
    };
    let scored = steps.iter().enumerate().map(|(at, step)| (at, alike(step)));
    scored
        .fold(None, |best: Option<(usize, f32)>, next| match best {
            Some(best) if best.1 >= next.1 => Some(best),
            _ => Some(next),
        })
        .map(|(at, _)| at)
}

/// Whom the record names as stations, or as who was told, in the order of the way back: the last hand first.
fn taken(store: &Store, row: &StatementRow) -> Result<Vec<Taken>> {
    let Some(document) = store.row_of(&row.document)? else { return Ok(Vec::new()) };
    let record = corrected(&store.connection, document)?.1.record;
    let Some(statement) = record.statements.iter().find(|statement| statement.id == row.id) else {
        return Ok(Vec::new());
    };
    let name = |id: Option<&str>| {
        let entity = record.entities.iter().find(|entity| Some(entity.id.as_str()) == id)?;
        entity.name.clone()
    };
    Ok(stations(statement)
        .filter_map(|(words, id)| Some(Taken { words: words.to_owned(), name: name(id)? }))
        .filter(|taken| Some(&taken.name) != row.outlet.as_ref())
        .collect())
}

fn stations(statement: &Statement) -> impl Iterator<Item = (&str, Option<&str>)> {
    let via = statement.via.iter().rev().map(|via| (via.pinned.text.as_str(), via.entity.as_deref()));
    let told = statement.audience.iter().map(|audience| (audience.pinned.text.as_str(), audience.entity.as_deref()));
    via.chain(told)
}

/// Lays a later text against an earlier one, as a quotation against a transcript; only the part of it that is shared.
fn held_against(earlier: &str, later: &str) -> Option<(Words, Vec<Piece>, String)> {
    let (own, other) = (words(later), words(earlier));
    let overlap = Overlap::of(&own, &other);
    let (first, last) = (overlap.pairs.first()?.0, overlap.pairs.last()?.0);
    // A word or two more at either end is a change; more is another sentence.
    let near = |at: usize| if at <= 3 { 0 } else { at };
    let (first, last) = (near(first), if own.len() - 1 - last <= 3 { own.len() - 1 } else { last });
    let piece = Span::new(own[first].bytes[0], own[last].bytes[1]);
    let transcripts = [Document::from_text(earlier)];
    let article = Document::from_text(later);
    let quoted = Quoted { pieces: vec![piece], ..Quoted::default() };
    let report = check_quotations(&article, &[quoted], &Transcripts::new(&transcripts, CheckOptions::default()));
    let quotation = report.quotations.into_iter().next()?;
    Some((quotation.words, quotation.alignment, quotation.why))
}
