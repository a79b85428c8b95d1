//! Records made by hand, for tests and benchmarks that need no model.

#![allow(clippy::expect_used, reason = "these are tests")]
#![allow(dead_code, reason = "not every test file uses all of it")]

pub mod load;
pub mod many;

use std::path::PathBuf;

use hearsay::record::{
    Act, Audience, Confidence, DocumentEntry, Entity, EntityType, Form, MadeBy, Mode, PartEntry, Pinned, Record,
    Source, SourceKind, Statement, Via, ViaKind,
};
use hearsay::text::{Document, Kind, OffsetUnit, PartKind};
use hearsay_store::{Entry, Sighting, Store};

/// A story as it grows; offsets are counted as it is written.
pub struct Story {
    record: Record,
    written: usize,
}

/// What somebody says in a story.
pub struct Said<'a> {
    pub who: &'a str,
    pub title: &'a str,
    pub cue: &'a str,
    pub to: Option<&'a str>,
    pub what: &'a str,
    pub form: Form,
    pub mode: Mode,
    pub act: Act,
    pub via: &'a [ViaKind],
    pub certain: f64,
}

/// Nobody's words, to be filled in: said aloud, in quotation marks, to nobody.
pub const SAID: Said = Said {
    who: "",
    title: "",
    cue: "said",
    to: None,
    what: "",
    form: Form::Direct,
    mode: Mode::Speech,
    act: Act::Say,
    via: &[],
    certain: 0.9,
};

impl Story {
    pub fn new(title: &str, outlet: &str, published: &str) -> Self {
        let document = DocumentEntry {
            id: String::new(),
            kind: Kind::Article,
            title: Some(title.to_owned()).filter(|title| !title.is_empty()),
            outlet: Some(outlet.to_owned()).filter(|outlet| !outlet.is_empty()),
            authors: Vec::new(),
            url: None,
            published: Some(published.to_owned()).filter(|published| !published.is_empty()),
            language: Some("en".to_owned()),
            translated: false,
            offsets: OffsetUnit::Codepoint,
            text: String::new(),
            parts: Vec::new(),
            original: "sha256:none".to_owned(),
            map: None,
        };
        let made_by =
            MadeBy { program: "hearsay 0.1.0".to_owned(), model: Some("none".to_owned()), layers: Vec::new() };
        let record = Record {
            hearsay: 1,
            made_by,
            document,
            statements: Vec::new(),
            entities: Vec::new(),
            times: Vec::new(),
            events: Vec::new(),
            proposals: Vec::new(),
            disputes: Vec::new(),
            no_comment: Vec::new(),
            dependence: Vec::new(),
        };
        let mut story = Self { record, written: 0 };
        story.paragraph(PartKind::Title, &[title]);
        story
    }

    /// A paragraph of nobody's words.
    pub fn text(mut self, words: &str) -> Self {
        self.paragraph(PartKind::Body, &[words]);
        self
    }

    /// A paragraph in which somebody says something.
    pub fn said(mut self, said: Said) -> Self {
        let quoted = if said.form == Form::Indirect { said.what.to_owned() } else { format!("“{}”", said.what) };
        let to = said.to.map_or(String::new(), |to| format!(" {to}"));
        let pins = self.paragraph(PartKind::Body, &[said.who, " ", said.cue, &to, ", ", &quoted, "."]);
        let [who, _, cue, to, _, content, _] = pins.as_slice() else { unreachable!("seven pieces") };
        let (entity, audience) = (self.entity(said.who, said.title), said.to.map(|to| self.entity(to, "")));
        let via = said.via.iter().map(|kind| Via { kind: *kind, pinned: cue.clone(), entity: None }).collect();
        let passage = Pinned {
            text: pins.iter().map(|pin| pin.text.as_str()).collect(),
            spans: vec![[who.spans[0][0], pins[6].spans[0][1]]],
        };
        let to = Pinned { text: to.text.trim().to_owned(), spans: vec![[to.spans[0][0] + 1, to.spans[0][1]]] };
        let statement = Statement {
            id: format!("s{}", self.record.statements.len() + 1),
            mode: said.mode,
            passage,
            source: Source {
                text: Some(who.text.clone()),
                spans: who.spans.clone(),
                entity: Some(entity),
                kind: Some(SourceKind::NamedPerson),
            },
            cue: Some(cue.clone()),
            content: content.clone(),
            form: said.form,
            implicit: false,
            act: said.act,
            negated: false,
            audience: audience.map(|entity| Audience { pinned: to, entity: Some(entity) }).into_iter().collect(),
            time: None,
            recorded: None,
            within: None,
            occasion: None,
            hands: u32::try_from(said.via.len()).expect("few"),
            via,
            quoted_language: None,
            confidence: Confidence { statement: said.certain, ..Confidence::default() },
            because: Vec::new(),
        };
        self.record.statements.push(statement);
        self
    }

    /// The record, with the id of its text.
    pub fn record(mut self) -> Record {
        let document = Document::from_text(&self.record.document.text);
        document.id().clone_into(&mut self.record.document.id);
        self.record
    }

    /// The record, ready to go in as a file of this path.
    pub fn at(self, path: &str) -> Entry {
        Entry::new(&self.record(), Sighting::path(path), None).expect("code points")
    }

    fn paragraph(&mut self, kind: PartKind, pieces: &[&str]) -> Vec<Pinned> {
        if !self.record.document.text.is_empty() {
            self.record.document.text.push_str("\n\n");
            self.written += 2;
        }
        let start = self.written;
        let mut pins = Vec::new();
        for piece in pieces {
            let end = self.written + piece.chars().count();
            pins.push(Pinned { text: (*piece).to_owned(), spans: vec![[self.written, end]] });
            self.record.document.text.push_str(piece);
            self.written = end;
        }
        let pinned = Pinned { text: pieces.concat(), spans: vec![[start, self.written]] };
        self.record.document.parts.push(PartEntry { kind, pinned });
        pins
    }

    fn entity(&mut self, name: &str, title: &str) -> String {
        let known = self.record.entities.iter().find(|entity| entity.name.as_deref() == Some(name));
        if let Some(known) = known {
            return known.id.clone();
        }
        let id = format!("e{}", self.record.entities.len() + 1);
        let mut entity = Entity::named(id.clone(), EntityType::Person, name);
        entity.titles.extend(Some(title.to_owned()).filter(|title| !title.is_empty()));
        self.record.entities.push(entity);
        id
    }
}

/// A store in a folder that goes away with it.
pub struct Scratch {
    pub folder: tempfile::TempDir,
    pub store: Store,
}

impl Scratch {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::create(&folder.path().join("hearsay.db")).expect("a store");
        Self { folder, store }
    }

    /// Stamps the file with a version that no program knows.
    pub fn newer(&self) {
        let file = rusqlite::Connection::open(self.path()).expect("opened");
        file.pragma_update(None, "user_version", 1000).expect("stamped");
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("hearsay.db")
    }
}

/// The store's own story: an envoy, an aide, a call.
pub fn ferry() -> Story {
    Story::new("Ferry firm denies it knew of cracked ramp", "The Harbour Post", "2026-03-03")
        .said(Said {
            who: "Mirek Dvořák",
            title: "head of the night crew",
            to: Some("Lucía Benítez"),
            what: "The ramp was cracked in May",
            via: &[ViaKind::Recording, ViaKind::Transcript],
            ..SAID
        })
        .said(Said {
            who: "Northway Ferries",
            cue: "denied",
            what: "that its managers had been warned",
            form: Form::Indirect,
            act: Act::Deny,
            ..SAID
        })
        .said(Said {
            who: "Lucía Benítez",
            cue: "fears",
            what: "that the ramp will fall",
            form: Form::Indirect,
            mode: Mode::Attitude,
            act: Act::Other,
            certain: 0.4,
            ..SAID
        })
}
