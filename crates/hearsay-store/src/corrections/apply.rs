//! Corrections laid over a record.

use std::collections::BTreeSet;

use hearsay::record::{About, Because, Entity, EntityType, Offsets, Pinned, Record, SourceKind, Statement};
use serde_json::{Value, json};

use super::anchor::{self, Anchor, Quote, locate};
use super::{Change, Numbered, Part};

/// A record with corrections laid over it.
#[derive(Clone, Debug)]
pub(crate) struct Applied {
    pub record: Record,
    /// Ids of the statements that a person has seen to.
    pub reviewed: Vec<String>,
    /// Corrections that found no place, and why.
    pub lost: Vec<(i64, String)>,
}

/// Lays corrections over a record, in their order. Each finds its place in the record as the machine made it, so that none depends on whether
/// another was undone.
pub(crate) fn apply(machine: &Record, corrections: &[Numbered]) -> Applied {
    let mut layer = Layer { record: machine.clone(), reviewed: BTreeSet::new(), rejected: BTreeSet::new() };
    let mut lost = Vec::new();
    if !corrections.is_empty() {
        let letters: Vec<char> = machine.document.text.chars().collect();
        for (number, tied) in corrections {
            if let Err(trouble) = layer.lay(machine, &letters, &tied.change, &tied.anchor) {
                lost.push((*number, trouble));
            }
        }
    }
    let mut record = layer.record;
    take_out(&mut record, &layer.rejected);
    Applied { record, reviewed: layer.reviewed.into_iter().collect(), lost }
}

impl Applied {
    /// What a change is about to change, for the log.
    pub(super) fn before(&self, change: &Change) -> Value {
        let of = |id: &str| self.record.statements.iter().find(|statement| statement.id == id);
        let name = |id: Option<&str>| {
            self.record
                .entities
                .iter()
                .find(|entity| Some(entity.id.as_str()) == id)
                .and_then(|entity| entity.name.clone())
        };
        match change {
            Change::Accept { statement } | Change::Reject { statement } => {
                json!({ "content": of(statement).map(|statement| &statement.content.text) })
            }
            Change::Speaker { statement, .. } => {
                let source = of(statement).map(|statement| &statement.source);
                let entity = source.and_then(|source| source.entity.as_deref());
                json!({ "name": name(entity), "kind": source.and_then(|source| source.kind) })
            }
            Change::Spans { statement, part, .. } => json!({ "text": of(statement).map(|statement| match part {
                Part::Source => statement.source.text.clone(),
                Part::Cue => statement.cue.as_ref().map(|cue| cue.text.clone()),
                Part::Content => Some(statement.content.text.clone()),
            }) }),
            Change::Rename { entity, .. } => json!({ "name": name(Some(entity)) }),
        }
    }
}

struct Layer {
    record: Record,
    reviewed: BTreeSet<String>,
    rejected: BTreeSet<String>,
}

impl Layer {
    fn lay(&mut self, machine: &Record, letters: &[char], change: &Change, anchor: &Anchor) -> Result<(), String> {
        match (change, anchor) {
            (Change::Rename { name, .. }, Anchor::Entity { name: was, mention }) => {
                let at = anchor::entity(machine, letters, was.as_deref(), mention.as_ref())
                    .or_else(|trouble| self.made(was.as_deref()).ok_or(trouble))?;
                rename(&mut self.record.entities[at], name);
            }
            (change, Anchor::Statement { content, source, given }) => {
                let at = anchor::statement(machine, letters, content, source)?;
                self.statement(at, letters, change, given)?;
                self.reviewed.insert(machine.statements[at].id.clone());
            }
            _ => return Err("it is tied to nothing of its kind".to_owned()),
        }
        Ok(())
    }

    /// An entity that another correction made.
    fn made(&self, name: Option<&str>) -> Option<usize> {
        self.record.entities.iter().position(|entity| name.is_some() && entity.name.as_deref() == name)
    }

    fn statement(&mut self, at: usize, letters: &[char], change: &Change, given: &[Quote]) -> Result<(), String> {
        match change {
            Change::Reject { .. } => {
                self.rejected.insert(self.record.statements[at].id.clone());
            }
            Change::Speaker { name, kind, .. } => self.speaker(at, name.as_deref(), *kind),
            Change::Spans { part, .. } => {
                let spans: Option<Vec<Offsets>> = given.iter().map(|quote| locate(letters, quote)).collect();
                let spans = spans.ok_or("the words that it points to are not found in the text")?;
                place(&mut self.record.statements[at], *part, pinned(letters, spans), letters);
            }
            Change::Accept { .. } | Change::Rename { .. } => {}
        }
        Ok(())
    }

    fn speaker(&mut self, at: usize, name: Option<&str>, kind: Option<SourceKind>) {
        let entity = name.map(|name| self.entity_called(name, kind));
        let source = &mut self.record.statements[at].source;
        source.kind = kind.or_else(|| if entity.is_some() { Some(SourceKind::NamedPerson) } else { source.kind });
        source.entity = entity;
        let statement = &mut self.record.statements[at];
        statement.confidence.speaker = Some(1.0);
        decided(statement, "source.entity");
    }

    /// The id of the entity of that name; a new one where the story has none.
    fn entity_called(&mut self, name: &str, kind: Option<SourceKind>) -> String {
        let name = name.trim();
        let called = |entity: &&Entity| entity.name.as_deref() == Some(name);
        if let Some(entity) = self.record.entities.iter().find(called) {
            return entity.id.clone();
        }
        let kind = match kind {
            Some(SourceKind::NamedOrganisation) => EntityType::Organisation,
            Some(SourceKind::Document) => EntityType::Work,
            Some(SourceKind::UnnamedGroup) => EntityType::Group,
            _ => EntityType::Person,
        };
        let id = format!("e{}", self.record.entities.len() + 1);
        self.record.entities.push(Entity::named(id.clone(), kind, name));
        id
    }
}

fn rename(entity: &mut Entity, name: &str) {
    let name = name.trim();
    if entity.name.as_deref() == Some(name) {
        return;
    }
    let before = entity.name.replace(name.to_owned());
    entity.aliases.retain(|alias| alias != name);
    entity.aliases.extend(before);
}

fn place(statement: &mut Statement, part: Part, pinned: Pinned, letters: &[char]) {
    match part {
        Part::Source => {
            let given = !pinned.spans.is_empty();
            statement.source.text = given.then_some(pinned.text);
            statement.source.spans = pinned.spans;
            statement.confidence.source = Some(1.0);
            decided(statement, "source");
        }
        Part::Cue => {
            statement.cue = Some(pinned).filter(|cue| !cue.spans.is_empty());
            decided(statement, "cue");
        }
        Part::Content => {
            statement.content = pinned;
            statement.confidence.content = Some(1.0);
            decided(statement, "content");
        }
    }
    widen(statement, letters);
}

/// Lets the passage reach over all parts again.
fn widen(statement: &mut Statement, letters: &[char]) {
    let parts = statement.source.spans.iter().chain(&statement.content.spans);
    let parts = parts.chain(statement.cue.iter().flat_map(|cue| &cue.spans));
    let edges = |(start, end): (usize, usize), span: &Offsets| (start.min(span[0]), end.max(span[1]));
    let (start, end) = parts.fold((usize::MAX, 0), edges);
    let (first, last) = (statement.passage.spans.first().copied(), statement.passage.spans.last().copied());
    let outside = first.is_none_or(|first| start < first[0]) || last.is_none_or(|last| end > last[1]);
    if outside && start < end {
        let start = first.map_or(start, |first| start.min(first[0]));
        let end = last.map_or(end, |last| end.max(last[1]));
        statement.passage = pinned(letters, vec![[start, end]]);
    }
}

fn pinned(letters: &[char], spans: Vec<Offsets>) -> Pinned {
    let pieces: Vec<String> = spans.iter().map(|[start, end]| letters[*start..*end].iter().collect()).collect();
    Pinned { text: pieces.join(" "), spans }
}

/// Says that a person decided a field; what the machine saw for it no longer counts.
fn decided(statement: &mut Statement, field: &str) {
    statement.because.retain(|because| because.field != field);
    statement.because.push(Because {
        field: field.to_owned(),
        decider: "person".to_owned(),
        score: Some(1.0),
        spans: Vec::new(),
    });
}

/// Takes statements out, with the disputes that they make and that are about them.
fn take_out(record: &mut Record, rejected: &BTreeSet<String>) {
    if rejected.is_empty() {
        return;
    }
    let gone = |id: &str| rejected.contains(id);
    record.statements.retain(|statement| !gone(&statement.id));
    for statement in &mut record.statements {
        statement.within = statement.within.take().filter(|outer| !gone(outer));
    }
    record.disputes.retain(|dispute| {
        let about = matches!(&dispute.about, About::Statement { statement } if gone(statement));
        !about && !dispute.by.as_deref().is_some_and(gone)
    });
    for event in &mut record.events {
        event.statements.retain(|id| !gone(id));
    }
    for dependence in &mut record.dependence {
        dependence.statements.retain(|id| !gone(id));
    }
    record.dependence.retain(|dependence| !dependence.statements.is_empty());
}
