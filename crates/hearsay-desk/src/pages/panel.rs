//! All that is known of one statement, beside the story.

use hearsay::record::circumstances::{Remark, chain, hands, remarks, scene};
use hearsay::record::describe::{content, source, speaker};
use hearsay::record::places::Places;
use hearsay::record::{Because, Record, SourceKind, Statement, word};
use hearsay_store::{EntityRef, Store};

use crate::failure::Failure;
use crate::lines::percent;
use crate::links;

/// One statement.
pub(crate) struct Panel {
    pub id: String,
    pub address: String,
    /// Where the same words are followed through other documents.
    pub trace: String,
    /// `3 of 12`
    pub place: String,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// The source's words, or that there are none.
    pub who: String,
    pub named: bool,
    /// Full name and its page.
    pub person: Option<(String, String)>,
    pub titles: Vec<String>,
    pub kind: String,
    pub cue: String,
    pub content: String,
    pub form: String,
    pub audience: Vec<String>,
    pub scene: Vec<String>,
    pub recorded: Option<String>,
    pub stations: Vec<(String, String)>,
    pub hands: String,
    pub disputes: Vec<Dispute>,
    pub sure: Vec<(&'static str, u8)>,
    pub because: Vec<Reason>,
    pub within: Option<(String, String)>,
    /// Names that may be who said it.
    pub names: Vec<String>,
    /// What the form holds first.
    pub name: String,
    /// Kinds of sources: the record's word, the same to read, whether it is this one.
    pub kinds: Vec<(String, String, bool)>,
}

/// Who disputes it, or what it disputes.
pub(crate) struct Dispute {
    pub verb: &'static str,
    pub other: String,
    pub address: Option<String>,
    pub words: String,
}

/// What decided a field.
pub(crate) struct Reason {
    pub field: String,
    pub decider: String,
    pub score: String,
    pub evidence: String,
}

const KINDS: [SourceKind; 6] = [
    SourceKind::NamedPerson,
    SourceKind::UnnamedPerson,
    SourceKind::Anonymous,
    SourceKind::NamedOrganisation,
    SourceKind::UnnamedGroup,
    SourceKind::Document,
];

impl Panel {
    /// Of the statement with this id.
    pub fn new(record: &Record, id: &str) -> Option<Self> {
        let at = record.statements.iter().position(|statement| statement.id == id)?;
        let statement = &record.statements[at];
        let places = Places::new(record);
        let to = |index: Option<usize>| {
            let other = record.statements.get(index?)?;
            Some(links::statement(&record.document.id, &other.id))
        };
        let entity = record.entities.iter().find(|entity| Some(&entity.id) == statement.source.entity.as_ref());
        let name = entity.and_then(|entity| entity.name.clone());
        Some(Self {
            id: id.to_owned(),
            address: format!("{}/statements/{}", links::document(&record.document.id), links::encoded(id)),
            trace: format!(
                "/trace?document={}&statement={}",
                links::document(&record.document.id).trim_start_matches("/documents/"),
                links::encoded(id)
            ),
            place: format!("{} of {}", at + 1, record.statements.len()),
            previous: to(at.checked_sub(1)),
            next: to(Some(at + 1)),
            who: source(statement).map_or_else(ToOwned::to_owned, ToOwned::to_owned),
            named: source(statement).is_ok(),
            person: name
                .clone()
                .map(|name| (speaker(record, statement).unwrap_or(&name).to_owned(), links::person(&name))),
            titles: entity.map(|entity| entity.titles.clone()).unwrap_or_default(),
            kind: statement.source.kind.map(|kind| word(kind).replace('-', " ")).unwrap_or_default(),
            cue: statement.cue.as_ref().map(|cue| cue.text.clone()).unwrap_or_default(),
            content: content(statement, &places),
            form: form(statement),
            audience: statement.audience.iter().map(|audience| audience.pinned.text.clone()).collect(),
            scene: scene(record, statement),
            recorded: statement.recorded.clone(),
            stations: chain(record, statement).into_iter().map(|link| (link.label.to_owned(), link.name)).collect(),
            hands: hands(statement),
            disputes: disputes(record, statement),
            sure: sure(statement),
            because: statement.because.iter().map(|because| reason(because, &places)).collect(),
            within: statement
                .within
                .as_ref()
                .map(|outer| (outer.clone(), links::statement(&record.document.id, outer))),
            names: record.entities.iter().filter_map(|entity| entity.name.clone()).collect(),
            name: name.unwrap_or_default(),
            kinds: KINDS
                .iter()
                .map(|kind| (word(*kind), word(*kind).replace('-', " "), statement.source.kind == Some(*kind)))
                .collect(),
        })
    }
}

impl Panel {
    /// With the speaker as a person of the store, where it is one.
    pub fn known_in(mut self, store: &Store, record: &Record) -> Result<Self, Failure> {
        let statement = record.statements.iter().find(|statement| statement.id == self.id);
        let entity = statement.and_then(|statement| statement.source.entity.clone());
        let Some(((_, address), entity)) = self.person.as_mut().zip(entity) else { return Ok(self) };
        let entity = EntityRef { document: record.document.id.clone(), entity };
        if let Some(person) = store.person_of(&entity)? {
            *address = links::person_number(person);
        }
        Ok(self)
    }
}

pub(crate) fn disputes(record: &Record, statement: &Statement) -> Vec<Dispute> {
    remarks(record, statement).iter().map(|remark| dispute(record, remark)).collect()
}

/// A remark with the address of its other side.
pub(crate) fn dispute(record: &Record, remark: &Remark) -> Dispute {
    Dispute {
        verb: remark.verb,
        other: remark.statement.map_or_else(|| remark.other.clone(), ToOwned::to_owned),
        address: remark.statement.map(|id| links::statement(&record.document.id, id)),
        words: remark.words.clone(),
    }
}

/// Form, mode and act, and what is not the ordinary case.
fn form(statement: &Statement) -> String {
    let mut form = vec![word(statement.form), word(statement.mode), word(statement.act)];
    form.extend(statement.negated.then(|| "negated".to_owned()));
    form.extend(statement.implicit.then(|| "carried on without a cue".to_owned()));
    form.extend(statement.quoted_language.as_ref().map(|language| format!("said in {language}")));
    form.join(" · ")
}

fn sure(statement: &Statement) -> Vec<(&'static str, u8)> {
    let confidence = &statement.confidence;
    let parts = [
        ("statement", Some(confidence.statement)),
        ("source", confidence.source),
        ("words", confidence.content),
        ("speaker", confidence.speaker),
        ("audience", confidence.audience),
    ];
    parts.into_iter().filter_map(|(name, value)| Some((name, percent(value?)))).collect()
}

fn reason(because: &Because, places: &Places) -> Reason {
    let evidence: Vec<&str> = because.spans.iter().map(|span| places.slice(places.bytes(*span))).collect();
    Reason {
        field: because.field.clone(),
        decider: because.decider.clone(),
        score: because.score.map(|score| format!("{score:.2}")).unwrap_or_default(),
        evidence: evidence.join(" … "),
    }
}
