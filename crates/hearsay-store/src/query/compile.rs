//! From a tree to one question to the index (the language of SQLite's FTS5) and a range of rows.

use std::ops::RangeInclusive;

use super::{Column, Condition, Node, Query, Superseded};
use hearsay::record::Mode;

use crate::{Result, Store, ids, tags};

/// A query as the index takes it.
pub(crate) struct Asked {
    /// What has to hold.
    pub matching: String,
    /// The rows that it may hold for.
    pub rows: RangeInclusive<i64>,
}

/// What never holds.
const NEVER: &str = "tags : none";

impl Store {
    /// Looks up the names of a query and writes it as the index takes it.
    pub(crate) fn ask(&self, query: &Query) -> Result<Asked> {
        let mut matching = self.node(&query.tree)?;
        let mut without = Vec::new();
        if !query.attitudes {
            without.push(tag(&tags::mode(Mode::Attitude)));
        }
        match query.superseded {
            Superseded::Hidden => without.push(tag(tags::SUPERSEDED)),
            Superseded::Only => matching = format!("({matching}) AND {}", tag(tags::SUPERSEDED)),
            Superseded::Shown => {}
        }
        for tag in without {
            matching = format!("({matching}) NOT {tag}");
        }
        Ok(Asked { matching, rows: ids::rows_between(query.since, query.until) })
    }

    fn node(&self, node: &Node) -> Result<String> {
        match node {
            Node::Is(condition) => self.condition(condition),
            Node::Not(inner) => Ok(format!("({} NOT ({}))", tag(tags::ALL), self.node(inner)?)),
            Node::Or(nodes) => self.joined(nodes, " OR "),
            Node::And(nodes) => self.and(nodes),
        }
    }

    /// What holds, without what must not.
    fn and(&self, nodes: &[Node]) -> Result<String> {
        let (mut holds, mut not) = (Vec::new(), Vec::new());
        for node in nodes {
            match node {
                Node::Not(inner) => not.push(self.node(inner)?),
                node => holds.push(format!("({})", self.node(node)?)),
            }
        }
        let mut out = if holds.is_empty() { tag(tags::ALL) } else { holds.join(" AND ") };
        for not in not {
            out = format!("({out}) NOT ({not})");
        }
        Ok(out)
    }

    /// Tags of the names that are spellings of this one: of a single word, those of the words of names that are.
    fn bearers(&self, name: &str, of_name: fn(i64) -> String, of_word: fn(&str) -> String) -> Result<Vec<String>> {
        Ok(match self.words_like(name)? {
            Some(words) => words.iter().map(|word| of_word(word)).collect(),
            None => self.names_like(name)?.into_iter().map(of_name).collect(),
        })
    }

    fn joined(&self, nodes: &[Node], with: &str) -> Result<String> {
        let nodes: Vec<String> =
            nodes.iter().map(|node| Ok(format!("({})", self.node(node)?))).collect::<Result<_>>()?;
        Ok(nodes.join(with))
    }

    fn condition(&self, condition: &Condition) -> Result<String> {
        Ok(match condition {
            Condition::Words { column, words, prefix } => {
                let star = if *prefix { "*" } else { "" };
                format!("{} : {}{star}", columns(*column), phrase(words))
            }
            Condition::Who(name) => {
                let words = format!("(source : {} AND {})", phrase(name), tag(tags::UNNAMED));
                any(self.bearers(name, tags::speaker, tags::speaker_word)?.into_iter(), Some(words))
            }
            Condition::To(name) => any(self.bearers(name, tags::audience, tags::audience_word)?.into_iter(), None),
            Condition::Outlet(name) => any(self.outlets_like(name)?.iter().map(|outlet| tags::outlet(*outlet)), None),
            Condition::Document(id) => match self.row_of(id)? {
                Some(row) => tag(&tags::document(row)),
                None => NEVER.to_owned(),
            },
            Condition::Form(form) => tag(&tags::form(*form)),
            Condition::Mode(mode) => tag(&tags::mode(*mode)),
            Condition::SourceKind(kind) => tag(&tags::source_kind(*kind)),
            Condition::TextKind(kind) => tag(&tags::document_kind(*kind)),
            Condition::Act(act) => tag(&tags::act(*act)),
            Condition::Via(kind) => tag(&tags::via(*kind)),
            Condition::Negated => tag(tags::NEGATED),
            Condition::Hands(first, last) => any((*first..=*last).map(tags::hands), None),
        })
    }
}

fn columns(column: Column) -> &'static str {
    match column {
        Column::Passage => "{content source passage}",
        Column::Content => "content",
        Column::Title => "title",
    }
}

/// Words as they stand, in order.
fn phrase(words: &str) -> String {
    format!("\"{}\"", words.replace(['"', '\0'], " "))
}

fn tag(tag: &str) -> String {
    format!("tags : {tag}")
}

/// One of the tags, or the other.
fn any(tags: impl Iterator<Item = String>, or: Option<String>) -> String {
    let tags: Vec<String> = tags.collect();
    let tags = (!tags.is_empty()).then(|| format!("tags : ({})", tags.join(" OR ")));
    match (tags, or) {
        (Some(tags), Some(or)) => format!("{tags} OR {or}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => NEVER.to_owned(),
    }
}
