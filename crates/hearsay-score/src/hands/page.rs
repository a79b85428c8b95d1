//! What gold and engine tell of a story in one shape, so that either can be held against the other, or against itself.

use std::collections::BTreeMap;

use hearsay::layers::tokens::Token;
use hearsay::record::{About as RecordAbout, Pinned, Record, Statement, word};
use hearsay::text::Span;

use crate::attributions::{Relation, covering};

/// The statements and disputes of one story; spans are bytes of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The statements.
    pub statements: Vec<Telling>,
    /// Who disputes what.
    pub disputes: Vec<Dispute>,
}

/// A statement, and how it came to the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    /// What its file or record calls it: `E7`, `3`, `s12`.
    pub id: String,
    /// Source, cue and content.
    pub parts: [Vec<Span>; 3],
    /// Whether it is held against the other side: not where the gold does not mark statements like it.
    pub counted: bool,
    /// Index of the statement that holds it.
    pub within: Option<usize>,
    /// On what occasion.
    pub occasion: Option<Noted>,
    /// The stations from the mouth to the page.
    pub via: Vec<Noted>,
    /// How many hands.
    pub hands: usize,
    /// In what language, if another.
    pub language: Option<String>,
}

/// An occasion or a station: its kind, the words that name it (each equally right), who is behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    /// As the record writes it: `press-conference`.
    pub kind: String,
    /// The words.
    pub spans: Vec<Span>,
    /// Names of the outlet, body or person.
    pub names: Vec<String>,
}

/// One dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// What is disputed; in gold, each is equally right.
    pub about: Vec<About>,
    /// Index of the disputing statement; `None` for the outlet's own voice.
    pub by: Option<usize>,
    /// As the record writes it: `denies`.
    pub kind: String,
    /// The words that dispute.
    pub words: Vec<Span>,
}

/// What a dispute is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Index of a statement.
    Statement(usize),
    /// Words of the text.
    Words(Vec<Span>),
}

impl Noted {
    /// The same kind, and words in common or the same name.
    pub fn is(&self, other: &Self) -> bool {
        let named = self.names.iter().any(|name| other.names.iter().any(|other| folded(name) == folded(other)));
        self.kind == other.kind && (named || overlap(&self.spans, &other.spans))
    }
}

impl Telling {
    /// Source, cue and content as numbers of the tokens they touch.
    pub fn relation(&self, tokens: &[Token]) -> Relation {
        let indices = |spans: &[Span]| {
            let mut touched: Vec<usize> = spans.iter().flat_map(|&span| covering(tokens, span)).collect();
            touched.sort_unstable();
            touched.dedup();
            touched
        };
        let [source, cue, content] = &self.parts;
        Relation { source: indices(source), cue: indices(cue), content: indices(content) }
    }

    /// Whether all stations are the same, in order.
    pub fn same_chain(&self, other: &Self) -> bool {
        self.via.len() == other.via.len() && self.via.iter().zip(&other.via).all(|(one, other)| one.is(other))
    }

    /// Whether both have the same occasion or neither has one.
    pub fn same_occasion(&self, other: &Self) -> bool {
        match (&self.occasion, &other.occasion) {
            (None, None) => true,
            (Some(one), Some(other)) => one.is(other),
            _ => false,
        }
    }

    /// Whether anything is told of how it came to the page.
    pub fn has_way(&self) -> bool {
        self.occasion.is_some() || self.hands > 0
    }
}

/// Whether any two of the spans share a character.
pub fn overlap(ones: &[Span], others: &[Span]) -> bool {
    ones.iter().any(|one| others.iter().any(|&other| one.overlaps(other)))
}

/// Without case and article.
fn folded(name: &str) -> String {
    let name = name.to_lowercase();
    name.strip_prefix("the ").unwrap_or(&name).to_owned()
}

/// The page of a record whose offsets are bytes. With `outermost`, only statements that PolNeAR would mark are counted: those within no
/// other, with a cue, not implicit.
pub fn of_record(record: &Record, outermost: bool) -> Page {
    let ids: BTreeMap<&str, usize> =
        record.statements.iter().enumerate().map(|(index, one)| (one.id.as_str(), index)).collect();
    let telling = |one: &Statement| Telling {
        counted: !outermost || one.within.is_none() && one.cue.is_some() && !one.implicit,
        within: one.within.as_deref().and_then(|outer| ids.get(outer).copied()),
        ..telling(record, one)
    };
    let disputes = record.disputes.iter().map(|dispute| Dispute {
        about: vec![about(&dispute.about, &ids)],
        by: dispute.by.as_deref().and_then(|by| ids.get(by).copied()),
        kind: word(dispute.kind),
        words: spans(&dispute.pinned),
    });
    Page { statements: record.statements.iter().map(telling).collect(), disputes: disputes.collect() }
}

fn telling(record: &Record, one: &Statement) -> Telling {
    let names = |id: &Option<String>| {
        let entity = record.entities.iter().find(|entity| Some(&entity.id) == id.as_ref());
        entity.map(|entity| entity.name.iter().chain(&entity.aliases).cloned().collect()).unwrap_or_default()
    };
    let noted = |kind: String, pinned: &Pinned, names| Noted { kind, spans: spans(pinned), names };
    Telling {
        id: one.id.clone(),
        parts: [pairs(&one.source.spans), one.cue.as_ref().map(spans).unwrap_or_default(), spans(&one.content)],
        occasion: one.occasion.as_ref().map(|told| noted(word(told.kind), &told.pinned, Vec::new())),
        via: one.via.iter().map(|via| noted(word(via.kind), &via.pinned, names(&via.entity))).collect(),
        hands: one.hands as usize,
        language: one.quoted_language.clone(),
        ..Telling::default()
    }
}

fn about(about: &RecordAbout, ids: &BTreeMap<&str, usize>) -> About {
    match about {
        RecordAbout::Statement { statement } => {
            ids.get(statement.as_str()).map_or(About::Words(Vec::new()), |&index| About::Statement(index))
        }
        RecordAbout::Words(pinned) => About::Words(spans(pinned)),
        RecordAbout::Event { .. } | RecordAbout::Elsewhere { .. } => About::Words(Vec::new()),
    }
}

fn spans(pinned: &Pinned) -> Vec<Span> {
    pairs(&pinned.spans)
}

fn pairs(spans: &[[usize; 2]]) -> Vec<Span> {
    spans.iter().map(|&[start, end]| Span::new(start, end)).collect()
}
