//! What a correction is tied to: words quoted with what stands around them, and their position (as the selectors of the W3C's Web
//! Annotation Data Model do). Found again only where there is no doubt.

use hearsay::record::{Mention, MentionForm, Offsets, Record, Statement};
use serde::{Deserialize, Serialize};

use super::{Applied, Change, Part, refused};
use crate::Result;
use crate::error::Error;

/// Characters kept from before and after the words.
const CONTEXT: usize = 32;

/// Words of a text and where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Quote {
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    pub start: usize,
    pub end: usize,
}

/// What a correction is tied to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Anchor {
    /// A statement, by its content and its source as the machine found them, and the places that it is given.
    Statement { content: Vec<Quote>, source: Vec<Quote>, given: Vec<Quote> },
    /// An entity, by its name and a mention.
    Entity { name: Option<String>, mention: Option<Quote> },
}

impl Anchor {
    /// For a change of a record that corrections were laid over already; what it makes no sense for is refused.
    pub(super) fn of(machine: &Record, applied: &Applied, change: &Change) -> Result<Self> {
        match change {
            Change::Accept { statement } | Change::Reject { statement } => Self::statement(machine, applied, statement),
            Change::Speaker { statement, name, .. } => {
                if name.as_deref().is_some_and(|name| name.trim().is_empty()) {
                    return Err(refused("the name is empty".to_owned()));
                }
                Self::statement(machine, applied, statement)
            }
            Change::Spans { statement, part, spans } => {
                let mut anchor = Self::statement(machine, applied, statement)?;
                let places = quotes(&machine.document.text, spans).ok_or_else(|| misplaced(spans))?;
                if spans.is_empty() && *part == Part::Content {
                    return Err(refused("a statement has a content: reject it instead".to_owned()));
                }
                if let Self::Statement { given, .. } = &mut anchor {
                    *given = places;
                }
                Ok(anchor)
            }
            Change::Rename { entity, name } => {
                if name.trim().is_empty() {
                    return Err(refused("the name is empty".to_owned()));
                }
                Self::entity(machine, applied, entity)
            }
        }
    }

    /// Of a statement that is there now, by what the machine had found.
    fn statement(machine: &Record, applied: &Applied, id: &str) -> Result<Self> {
        let there = applied.record.statements.iter().any(|statement| statement.id == id);
        let found = machine.statements.iter().find(|statement| there && statement.id == id);
        let statement = found.ok_or_else(|| Error::not_found(format!("a statement {id} of this document")))?;
        let quotes = |spans: &[Offsets]| quotes(&machine.document.text, spans);
        let (content, source) = (quotes(&statement.content.spans), quotes(&statement.source.spans));
        let (content, source) = content.zip(source).ok_or_else(|| Error::damaged(format!("the places of {id}")))?;
        Ok(Self::Statement { content, source, given: Vec::new() })
    }

    fn entity(machine: &Record, applied: &Applied, id: &str) -> Result<Self> {
        let now = applied.record.entities.iter().find(|entity| entity.id == id);
        let now = now.ok_or_else(|| Error::not_found(format!("an entity {id} of this document")))?;
        // One that corrections made has no place in the text: its name is all there is.
        let then = machine.entities.iter().find(|entity| entity.id == id);
        let named = |mention: &&Mention| mention.form == MentionForm::Name;
        let mention = then.and_then(|then| then.mentions.iter().find(named).or_else(|| then.mentions.first()));
        let mention = mention.and_then(|mention| quotes(&machine.document.text, &mention.pinned.spans)?.pop());
        Ok(Self::Entity { name: then.unwrap_or(now).name.clone(), mention })
    }

    /// The id that its statement or entity has in a record; `None` where there is a doubt.
    pub(super) fn meant(&self, record: &Record) -> Option<String> {
        let letters: Vec<char> = record.document.text.chars().collect();
        match self {
            Self::Statement { content, source, .. } => {
                let at = statement(record, &letters, content, source).ok()?;
                Some(record.statements[at].id.clone())
            }
            Self::Entity { name, mention } => {
                let at = entity(record, &letters, name.as_deref(), mention.as_ref()).ok()?;
                Some(record.entities[at].id.clone())
            }
        }
    }

    /// The words, for a person.
    pub(super) fn quoted(&self) -> String {
        match self {
            Self::Statement { content, .. } => {
                content.iter().map(|quote| quote.exact.as_str()).collect::<Vec<_>>().join(" ")
            }
            Self::Entity { name, mention } => {
                name.clone().or_else(|| mention.as_ref().map(|quote| quote.exact.clone())).unwrap_or_default()
            }
        }
    }
}

fn misplaced(spans: &[Offsets]) -> Error {
    refused(format!("{spans:?} are no places of the text, in order and apart"))
}

/// Quotes what stands at these places; `None` where they are not in the text, not in order, or empty.
fn quotes(text: &str, spans: &[Offsets]) -> Option<Vec<Quote>> {
    let letters: Vec<char> = text.chars().collect();
    let mut last = 0;
    let mut out = Vec::with_capacity(spans.len());
    for [start, end] in spans.iter().copied() {
        if start < last || start >= end || end > letters.len() {
            return None;
        }
        last = end;
        let take = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
        out.push(Quote {
            exact: take(start, end),
            prefix: take(start.saturating_sub(CONTEXT), start),
            suffix: take(end, (end + CONTEXT).min(letters.len())),
            start,
            end,
        });
    }
    Some(out)
}

/// Where a quote stands in a text: where it stood, else the one place where the same words stand between the same words.
pub(super) fn locate(letters: &[char], quote: &Quote) -> Option<Offsets> {
    let exact: Vec<char> = quote.exact.chars().collect();
    if letters.get(quote.start..quote.end).is_some_and(|there| there == exact) {
        return Some([quote.start, quote.end]);
    }
    if exact.is_empty() || exact.len() > letters.len() {
        return None;
    }
    let (before, after): (Vec<char>, Vec<char>) = (quote.prefix.chars().collect(), quote.suffix.chars().collect());
    // Nothing beside it: there the text began, or ended.
    let begins = |at: usize| !before.is_empty() || at == 0;
    let ends = |at: usize| !after.is_empty() || at + exact.len() == letters.len();
    let mut places = letters.windows(exact.len()).enumerate().filter_map(|(at, window)| {
        let between = letters[..at].ends_with(&before) && letters[at + exact.len()..].starts_with(&after);
        (window == exact && between && begins(at) && ends(at)).then_some([at, at + exact.len()])
    });
    let first = places.next()?;
    places.next().is_none().then_some(first)
}

/// The statement of a record that an anchor means, by its index; the error says why there is none.
pub(super) fn statement(
    record: &Record,
    letters: &[char],
    content: &[Quote],
    source: &[Quote],
) -> std::result::Result<usize, String> {
    let places = |quotes: &[Quote]| quotes.iter().map(|quote| locate(letters, quote)).collect::<Option<Vec<_>>>();
    let content = places(content).ok_or("its words are not found in the text, or at several places")?;
    let same = |spans: &[Offsets], wanted: &[Offsets]| trimmed(letters, spans) == trimmed(letters, wanted);
    let there: Vec<usize> = matches(record, |statement| same(&statement.content.spans, &content));
    match there.as_slice() {
        [only] => Ok(*only),
        [] => {
            let touched = matches(record, |statement| touches(&statement.content.spans, &content));
            Err(match touched.first() {
                None => "no statement has these words any more".to_owned(),
                Some(at) => {
                    format!("its words are now part of another content: {}", record.statements[*at].content.text)
                }
            })
        }
        several => {
            let source = places(source).unwrap_or_default();
            let by = |at: &&usize| same(&record.statements[**at].source.spans, &source);
            let mut by = several.iter().filter(by);
            match (by.next(), by.next()) {
                (Some(only), None) => Ok(*only),
                _ => Err("several statements have these words".to_owned()),
            }
        }
    }
}

fn matches(record: &Record, test: impl Fn(&Statement) -> bool) -> Vec<usize> {
    record.statements.iter().enumerate().filter(|(_, statement)| test(statement)).map(|(at, _)| at).collect()
}

fn touches(spans: &[Offsets], others: &[Offsets]) -> bool {
    spans.iter().any(|[start, end]| others.iter().any(|[from, to]| start < to && from < end))
}

/// The places without marks and spaces at their edges: whether a comma belongs to a content makes no other statement of it.
fn trimmed(letters: &[char], spans: &[Offsets]) -> Vec<Offsets> {
    let word = |at: &usize| letters.get(*at).is_some_and(|letter| letter.is_alphanumeric());
    let trim = |[start, end]: &Offsets| Some([(*start..*end).find(word)?, (*start..*end).rev().find(word)? + 1]);
    spans.iter().filter_map(trim).collect()
}

/// The entity of a record that an anchor means, by its index; the error says why there is none.
pub(super) fn entity(
    record: &Record,
    letters: &[char],
    name: Option<&str>,
    mention: Option<&Quote>,
) -> std::result::Result<usize, String> {
    let mut found: Vec<usize> = Vec::new();
    let place = mention.map(|mention| locate(letters, mention));
    for (at, entity) in record.entities.iter().enumerate() {
        let mentioned = |place: Offsets| entity.mentions.iter().any(|mention| mention.pinned.spans.contains(&place));
        let is = match place {
            Some(place) => place.is_some_and(mentioned),
            None => name.is_some() && entity.name.as_deref() == name,
        };
        if is {
            found.push(at);
        }
    }
    match found.as_slice() {
        [only] => Ok(*only),
        [] => Err(format!("nobody is called {} there any more", name.unwrap_or("so"))),
        _ => Err("several are called so there".to_owned()),
    }
}
