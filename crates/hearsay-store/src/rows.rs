//! The rows of a record: what is searched and counted, drawn from it and never the other way.

use std::collections::{BTreeMap, BTreeSet};

use hearsay::record::{Entity, EntityType, Pinned, Record, Statement, word};
use hearsay::text::OffsetUnit;

use crate::error::{Error, Kind};
use crate::identity::{Bearer, bearers};
use crate::{Result, names, tags, trace};

/// The rows of one document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    pub entities: Vec<EntityDraft>,
    pub statements: Vec<StatementDraft>,
    /// What the document tells of those who have names.
    pub bearers: Vec<Bearer>,
}

/// An entity that has a name, speaks or is spoken to.
#[derive(Clone, Debug)]
pub(crate) struct EntityDraft {
    pub local: String,
    pub kind: String,
    /// The name, and aliases that are names; the first is the name where there is one.
    pub names: Vec<String>,
    pub named: bool,
    /// A JSON list.
    pub titles: String,
}

/// A statement; entities by their place in [`Rows::entities`].
#[derive(Clone, Debug)]
pub(crate) struct StatementDraft {
    pub local: String,
    pub mode: String,
    pub form: String,
    pub act: String,
    pub kind: Option<String>,
    pub negated: bool,
    pub implicit: bool,
    pub hands: u32,
    pub via: String,
    pub said: Option<String>,
    pub speaker: Option<usize>,
    pub audiences: Vec<(Option<usize>, String)>,
    pub confidence: f64,
    pub doubt: f64,
    pub starts: usize,
    pub ends: usize,
    pub content_starts: usize,
    pub source: Option<String>,
    pub cue: Option<String>,
    pub content: String,
    pub passage: String,
    /// Tags that do not depend on the store, parted by spaces.
    pub tags: String,
    /// Fingerprints of the content, parted by spaces.
    pub prints: String,
}

/// Draws the rows of a record.
pub(crate) fn rows(record: &Record) -> Result<Rows> {
    if record.document.offsets != OffsetUnit::Codepoint {
        return Err(Error::from(Kind::Refused("a store takes records whose offsets are code points".to_owned())));
    }
    let mut at = BTreeMap::new();
    let mut entities = Vec::new();
    let parties = parties(record);
    for entity in record.entities.iter().filter(|entity| is_kept(entity, &parties)) {
        at.insert(entity.id.as_str(), entities.len());
        entities.push(entity_draft(entity));
    }
    let times = record.times.iter().map(|time| (time.id.as_str(), time.value.as_deref())).collect();
    let drawing = Drawing { record, at, times };
    let statements = record.statements.iter().map(|statement| drawing.statement(statement)).collect();
    Ok(Rows { entities, statements, bearers: bearers(record) })
}

/// The ids of those who speak, are spoken to or hand on.
fn parties(record: &Record) -> BTreeSet<&str> {
    let mut parties = BTreeSet::new();
    for statement in &record.statements {
        parties.extend(statement.source.entity.as_deref());
        parties.extend(statement.audience.iter().filter_map(|audience| audience.entity.as_deref()));
        parties.extend(statement.via.iter().filter_map(|via| via.entity.as_deref()));
    }
    parties
}

fn is_kept(entity: &Entity, parties: &BTreeSet<&str>) -> bool {
    let bearer = matches!(entity.kind, EntityType::Person | EntityType::Organisation) && entity.name.is_some();
    bearer || parties.contains(entity.id.as_str())
}

fn entity_draft(entity: &Entity) -> EntityDraft {
    let mut names: Vec<String> = Vec::new();
    let aliases = entity.aliases.iter().filter(|alias| names::is_name(alias));
    for name in entity.name.iter().chain(aliases) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    EntityDraft {
        local: entity.id.clone(),
        kind: word(entity.kind),
        named: entity.name.is_some(),
        names,
        titles: serde_json::json!(entity.titles).to_string(),
    }
}

struct Drawing<'r> {
    record: &'r Record,
    at: BTreeMap<&'r str, usize>,
    times: BTreeMap<&'r str, Option<&'r str>>,
}

impl Drawing<'_> {
    fn statement(&self, statement: &Statement) -> StatementDraft {
        let confidence = &statement.confidence;
        let parts = [confidence.source, confidence.content, confidence.speaker];
        let doubt = parts.into_iter().flatten().fold(confidence.statement, f64::min);
        let via: Vec<String> = statement.via.iter().map(|via| word(via.kind)).collect();
        let edge = |pinned: &Pinned, first: bool| {
            let span = if first { pinned.spans.first() } else { pinned.spans.last() };
            span.map_or(0, |span| span[usize::from(!first)])
        };
        StatementDraft {
            local: statement.id.clone(),
            mode: word(statement.mode),
            form: word(statement.form),
            act: word(statement.act),
            kind: statement.source.kind.map(word),
            negated: statement.negated,
            implicit: statement.implicit,
            hands: statement.hands,
            via: via.join(" "),
            said: statement.time.as_deref().and_then(|id| self.times.get(id).copied().flatten()).map(str::to_owned),
            speaker: self.entity(statement.source.entity.as_deref()),
            audiences: statement
                .audience
                .iter()
                .map(|audience| (self.entity(audience.entity.as_deref()), audience.pinned.text.clone()))
                .collect(),
            confidence: confidence.statement,
            doubt,
            starts: edge(&statement.passage, true),
            ends: edge(&statement.passage, false),
            content_starts: edge(&statement.content, true),
            source: statement.source.text.clone(),
            cue: statement.cue.as_ref().map(|cue| cue.text.clone()),
            content: statement.content.text.clone(),
            passage: statement.passage.text.clone(),
            tags: self.tags(statement).join(" "),
            prints: trace::tokens(&statement.content.text),
        }
    }

    fn entity(&self, id: Option<&str>) -> Option<usize> {
        self.at.get(id?).copied()
    }

    fn tags(&self, statement: &Statement) -> Vec<String> {
        let mut out = vec![
            tags::ALL.to_owned(),
            tags::mode(statement.mode),
            tags::form(statement.form),
            tags::act(statement.act),
            tags::hands(statement.hands),
            tags::document_kind(self.record.document.kind),
        ];
        out.extend(statement.source.kind.map(tags::source_kind));
        out.extend(statement.negated.then(|| tags::NEGATED.to_owned()));
        for via in &statement.via {
            let tag = tags::via(via.kind);
            if !out.contains(&tag) {
                out.push(tag);
            }
        }
        out
    }
}
