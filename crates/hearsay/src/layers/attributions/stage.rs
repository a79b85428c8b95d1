//! For tests: a text whose parts are marked, `<source>`, `[cue]`, `{content}`, made into a scene.

use super::parts::Parts;
use super::scene::Scene;
use super::{Attribution, Certainty, Evidence};
use crate::analyze::structure;
use crate::lang::en::Lexicon;
use crate::layers::quotations::Quotation;
use crate::layers::sentences::Sentence;
use crate::layers::tokens::Token;
use crate::record::{Act, Form, Mode};
use crate::text::{Document, TokenRange};

/// A document with its lower layers, owned.
pub struct Stage {
    document: Document,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    quotations: Vec<Quotation>,
    lexicon: Lexicon,
    /// The marked parts.
    pub parts: Parts,
}

impl Stage {
    /// Reads a marked text.
    pub fn new(marked: &str) -> Self {
        let mut text = String::new();
        let mut open = Vec::new();
        let mut spans = Vec::new();
        for character in marked.chars() {
            match character {
                '<' | '[' | '{' => open.push((character, text.len())),
                '>' | ']' | '}' => spans.extend(open.pop().map(|(kind, start)| (kind, start, text.len()))),
                other => text.push(other),
            }
        }
        let document = Document::from_text(&text);
        let (tokens, sentences, quotations) = structure(&document);
        let range = |start: usize, end: usize| {
            let first = tokens.partition_point(|token| token.span.end() <= start);
            TokenRange::new(first, tokens.partition_point(|token| token.span.start() < end))
        };
        let of = |kind: char| spans.iter().filter(move |span| span.0 == kind).map(|span| range(span.1, span.2));
        let parts = Parts { source: of('<').collect(), cue: of('[').next(), content: of('{').collect() };
        Self { document, tokens, sentences, quotations, lexicon: Lexicon::new(), parts }
    }

    /// What the rules see.
    pub fn scene(&self) -> Scene<'_> {
        Scene::new(&self.document, &self.tokens, &self.sentences, &self.quotations, &self.lexicon)
    }

    /// Source, cue and content, parted by bars; the pieces of each by an ellipsis.
    pub fn show(&self, parts: &Parts) -> String {
        let words =
            |ranges: &[TokenRange]| ranges.iter().map(|range| self.words(*range)).collect::<Vec<_>>().join(" … ");
        let cue: Vec<TokenRange> = parts.cue.into_iter().collect();
        format!("{} | {} | {}", words(&parts.source), words(&cue), words(&parts.content))
    }

    /// The parts after a rule, as [`Self::show`] shows them.
    pub fn mended(&self, rule: impl Fn(&Scene, &mut Parts)) -> String {
        let mut parts = self.parts.clone();
        rule(&self.scene(), &mut parts);
        self.show(&parts)
    }

    /// The words of a range.
    pub fn words(&self, range: TokenRange) -> String {
        range.range().map(|at| self.scene().word(at).to_owned()).collect::<Vec<_>>().join(" ")
    }
}

/// A plain statement of those parts, for tests of later layers.
pub fn attribution(
    source: Vec<TokenRange>,
    cue: Option<TokenRange>,
    content: Vec<TokenRange>,
    act: Act,
) -> Attribution {
    Attribution {
        source,
        cue,
        content,
        audience: Vec::new(),
        mode: Mode::Speech,
        form: Form::Indirect,
        act,
        negated: false,
        implicit: false,
        within: None,
        certainty: Certainty::default(),
        evidence: Evidence::default(),
        reasons: Vec::new(),
    }
}
