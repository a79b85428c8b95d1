//! A made-up story with its attributions, for the tests of the record and its formats: it has characters beyond the
//! basic plane, a gap in a content, a nested statement, one without source, one without cue, and markup to escape.

use crate::analyze::Analysis;
use crate::layers::attributions::{Attribution, Certainty, Reason};
use crate::layers::sentences::Sentence;
use crate::layers::tokens::Token;
use crate::record::{
    About, Act, BuildOptions, Dependence, DependenceKind, DependenceOn, Dispute, DisputeKind, Entity, EntityType, Form,
    Mode, Occasion, OccasionKind, Pinned, Record, Time, Via, ViaKind,
};
use crate::text::{Document, Metadata, PartKind, Run, Span, TokenRange};
use crate::text::{DocumentBuilder, Kind, Part};

const PARTS: [(PartKind, &str); 6] = [
    (PartKind::Title, "Ferry firm denies it knew of cracked ramp"),
    (PartKind::Byline, "By Zoë Ångström"),
    (
        PartKind::Body,
        "“The ramp was cracked in May,” Mirek Dvořák, who runs the night crew, told reporters on Monday. “And \
         everybody knew it.” 🚢",
    ),
    (PartKind::Body, "Northway Ferries denied that its managers had been warned. “=Not once, & never <twice>.”"),
    (PartKind::Body, "Lucía Benítez of the harbour union said Dvořák had told her “a lie 😀”."),
    (PartKind::Body, "It has been feared that the ramp will fall."),
];

/// The document.
pub(crate) fn document() -> Document {
    let whole: Vec<&str> = PARTS.iter().map(|(_, text)| *text).collect();
    let mut builder = DocumentBuilder::new(Kind::Article, whole.join("\r\n").as_bytes());
    let mut original = 0;
    for (kind, text) in PARTS {
        if !builder.text.is_empty() {
            builder.text.push_str("\n\n");
        }
        let start = builder.text.len();
        builder.text.push_str(text);
        builder.parts.push(Part { kind, span: Span::new(start, start + text.len()) });
        builder.map.push(Run::bytes(start, original, text.len()));
        original += text.len() + 2;
    }
    builder.metadata = Metadata {
        title: Some(PARTS[0].1.to_owned()),
        outlet: Some("The Harbour Post".to_owned()),
        authors: vec!["Zoë Ångström".to_owned()],
        published: Some("2026-03-03".to_owned()),
        language: Some("en".to_owned()),
        ..Metadata::default()
    };
    builder.finish()
}

/// Its layers, as a perfect reader would find them.
pub(crate) fn analysis(document: &Document) -> Analysis {
    let tokens = tokens(document.text());
    let sentences = sentences(document, &tokens);
    let finder = Finder { text: document.text(), tokens: &tokens };
    let attributions = attributions(&finder);
    Analysis { tokens, sentences, attributions, ..Analysis::default() }
}

/// Its record.
pub(crate) fn record(options: &BuildOptions) -> Record {
    let document = document();
    Record::build(&document, &analysis(&document), options)
}

/// Its record with circumstances as later layers tell them; the story does not hold them all, the formats do not ask.
pub(crate) fn told(options: &BuildOptions) -> Record {
    let mut record = record(options);
    let words = record.document.text.clone();
    let pin = |text: &str| {
        let start = words.find(text).map_or(0, |at| words[..at].chars().count());
        Pinned { text: text.to_owned(), spans: vec![[start, start + text.chars().count()]] }
    };
    let station =
        |kind, text: &str, entity: Option<&str>| Via { kind, pinned: pin(text), entity: entity.map(str::to_owned) };
    record.entities = vec![Entity::named("e1", EntityType::Organisation, "Evening Tidings")];
    record.times = vec![monday(pin("Monday"))];
    let first = &mut record.statements[0];
    first.time = Some("t1".to_owned());
    first.occasion = Some(Occasion { kind: OccasionKind::Call, pinned: pin("the night crew") });
    first.via =
        vec![station(ViaKind::Recording, "cracked ramp", None), station(ViaKind::Transcript, "The ramp", Some("e1"))];
    first.hands = 2;
    first.quoted_language = Some("Czech".to_owned());
    record.statements[4].via = vec![station(ViaKind::Unknown, "Lucía Benítez", None)];
    record.statements[4].hands = 1;
    let by =
        |about, by: Option<&str>, kind, text| Dispute { about, by: by.map(str::to_owned), kind, pinned: pin(text) };
    let statement = |id: &str| About::Statement { statement: id.to_owned() };
    record.disputes = vec![
        by(statement("s1"), Some("s2"), DisputeKind::Denies, "denied"),
        by(About::Words(pin("the ramp will fall")), None, DisputeKind::Unconfirmed, "feared"),
    ];
    let on = DependenceOn { kind: DependenceKind::Outlet, entity: Some("e1".to_owned()) };
    record.dependence = vec![Dependence { on, statements: vec!["s1".to_owned(), "s2".to_owned()], share: 0.4 }];
    record
}

/// Read from JSON, so that only what matters here is told.
fn monday(pinned: Pinned) -> Time {
    let time = serde_json::json!({
        "id": "t1", "text": pinned.text, "spans": pinned.spans, "type": "DATE", "value": "2026-03-02", "mod": null,
        "anchor": "published", "begin": null, "end": null, "quant": null, "freq": null,
    });
    serde_json::from_value(time).expect("a time")
}

/// Runs of letters and digits, and each other mark by itself.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut word = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let joins = word && character.is_alphanumeric();
        word = character.is_alphanumeric();
        match tokens.last_mut() {
            Some(last) if joins => last.span = Span::new(last.span.start(), end),
            _ if character.is_whitespace() => {}
            _ => tokens.push(Token { span: Span::new(at, end) }),
        }
    }
    tokens
}

/// One sentence a part, but two where the part has a full stop inside.
pub(crate) fn sentences(document: &Document, tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (paragraph, part) in document.parts().iter().enumerate() {
        let text = document.slice(part.span);
        let cut = text.find(". ").map_or(text.len(), |at| at + 1);
        for piece in [&text[..cut], text[cut..].trim_start()].into_iter().filter(|piece| !piece.is_empty()) {
            let start = part.span.start() + (piece.as_ptr() as usize - text.as_ptr() as usize);
            let span = Span::new(start, start + piece.len());
            sentences.push(Sentence { span, tokens: range(tokens, span), paragraph });
        }
    }
    sentences
}

fn range(tokens: &[Token], span: Span) -> TokenRange {
    let start = tokens.partition_point(|token| token.span.start() < span.start());
    TokenRange::new(start, tokens.partition_point(|token| token.span.start() < span.end()))
}

struct Finder<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl Finder<'_> {
    /// The last place of the words.
    fn range(&self, words: &str) -> TokenRange {
        let start = self.text.rfind(words).expect("the sample holds the words");
        range(self.tokens, Span::new(start, start + words.len()))
    }

    fn ranges(&self, pieces: &[&str]) -> Vec<TokenRange> {
        pieces.iter().map(|words| self.range(words)).collect()
    }

    fn attribution(&self, source: &[&str], cue: Option<&str>, content: &[&str]) -> Attribution {
        Attribution {
            source: self.ranges(source),
            cue: cue.map(|words| self.range(words)),
            content: self.ranges(content),
            audience: Vec::new(),
            mode: Mode::Speech,
            form: Form::Indirect,
            act: Act::Say,
            negated: false,
            implicit: false,
            within: None,
            certainty: Certainty { statement: 0.97, source: Some(0.9512), content: Some(0.8), audience: None },
            evidence: Default::default(),
            reasons: Vec::new(),
        }
    }
}

fn attributions(finder: &Finder) -> Vec<Attribution> {
    let pieces = ["“The ramp was cracked in May,”", "“And everybody knew it.”"];
    let reason =
        Reason {
            field: "form", decider: "quotation marks", score: None, evidence: finder.ranges(&["“The", "May,”"])
        };
    vec![
        // The nested one stands first, to show that order comes from the text.
        Attribution {
            audience: finder.ranges(&["her"]),
            form: Form::Direct,
            within: Some(3),
            ..finder.attribution(&["Dvořák"], Some("had told"), &["“a lie 😀”"])
        },
        Attribution {
            audience: finder.ranges(&["reporters"]),
            form: Form::Direct,
            reasons: vec![reason],
            ..finder.attribution(&["Mirek Dvořák, who runs the night crew"], Some("told reporters"), &pieces)
        },
        Attribution {
            act: Act::Deny,
            ..finder.attribution(&["Northway Ferries"], Some("denied"), &["that its managers had been warned"])
        },
        Attribution {
            form: Form::Mixed,
            ..finder.attribution(
                &["Lucía Benítez of the harbour union"],
                Some("said"),
                &["Dvořák had told her “a lie 😀”"],
            )
        },
        Attribution { form: Form::Direct, ..finder.attribution(&[], None, &["“=Not once, & never <twice>.”"]) },
        Attribution {
            mode: Mode::Attitude,
            act: Act::Other,
            certainty: Certainty { statement: 0.41, source: None, content: Some(0.3), audience: None },
            evidence: Default::default(),
            ..finder.attribution(&[], Some("has been feared"), &["that the ramp will fall"])
        },
    ]
}
