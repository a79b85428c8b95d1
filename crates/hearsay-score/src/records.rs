//! Records made by hand, for figures that need a store but no reading.

use hearsay::record::{
    Act, Confidence, DocumentEntry, Form, MadeBy, Mode, PartEntry, Pinned, Record, Source, SourceKind, Statement,
};
use hearsay::text::{Document, Kind, OffsetUnit, PartKind};

/// A record of a text without statements and entities.
pub fn record(text: String, title: &str, outlet: Option<&str>, published: Option<&str>) -> Record {
    let end = text.chars().count();
    let pinned = Pinned { text: text.clone(), spans: vec![[0, end]] };
    let document = DocumentEntry {
        id: Document::from_text(&text).id().to_owned(),
        kind: Kind::Article,
        title: Some(title.to_owned()),
        outlet: outlet.map(str::to_owned),
        authors: Vec::new(),
        url: None,
        published: published.map(str::to_owned),
        language: Some("en".to_owned()),
        translated: false,
        offsets: OffsetUnit::Codepoint,
        parts: vec![PartEntry { kind: PartKind::Body, pinned }],
        text,
        original: "sha256:none".to_owned(),
        map: None,
    };
    let made_by = MadeBy { program: "hearsay-score".to_owned(), model: None, layers: Vec::new() };
    Record {
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
    }
}

/// A direct statement by nobody known, whose content stands at `start` of the text, in code points.
pub fn statement(number: usize, start: usize, content: &str) -> Statement {
    let pinned = Pinned { text: content.to_owned(), spans: vec![[start, start + content.chars().count()]] };
    Statement {
        id: format!("s{number}"),
        mode: Mode::Speech,
        passage: pinned.clone(),
        source: Source { text: None, spans: Vec::new(), entity: None, kind: Some(SourceKind::UnnamedPerson) },
        cue: None,
        content: pinned,
        form: Form::Direct,
        implicit: false,
        act: Act::Say,
        negated: false,
        audience: Vec::new(),
        time: None,
        recorded: None,
        within: None,
        occasion: None,
        hands: 0,
        via: Vec::new(),
        quoted_language: None,
        confidence: Confidence { statement: 1.0, ..Confidence::default() },
        because: Vec::new(),
    }
}
