//! The turns of a transcript as statements: who speaks is certain there, and not left to the network.
//!
//! A turn is a direct statement: its source the label, its cue the colon, its content the words, its audience the others
//! who speak. What is said inside a turn about others' words is a statement within it.

use std::collections::BTreeMap;

use super::attributions::{Attribution, Certainty, Evidence, Reason};
use super::tokens::Token;
use crate::record::{Act, Form, Mode};
use crate::text::{Document, Label, Span, TokenRange, Turn};

/// Where more than so many others speak, a turn is said to the room and not to each of them.
const ROOM: usize = 8;
/// A transcript's own marks are as sure as text can be.
const SURE: f32 = 0.99;

/// The turns of a transcript with the attributions `found` inside them; of another document `found` as they are.
#[must_use]
pub fn turns(document: &Document, tokens: &[Token], found: Vec<Attribution>) -> Vec<Attribution> {
    if document.turns().is_empty() {
        return found;
    }
    let labels = Labels::new(document, tokens);
    let mut out: Vec<Attribution> = Vec::new();
    let mut held: Vec<(TokenRange, usize)> = Vec::new();
    for (index, turn) in document.turns().iter().enumerate() {
        if let Some(words) = tokens_of(tokens, turn.span) {
            held.push((words, out.len()));
            out.push(statement(document, tokens, &labels, index, words));
        }
    }
    let kept: Vec<usize> = (0..found.len()).filter(|&at| holder(&found[at], &held).is_some()).collect();
    let first = out.len();
    let place = |at: usize| kept.iter().position(|&kept| kept == at).map(|position| first + position);
    for &at in &kept {
        let within = found[at].within.and_then(place).or_else(|| holder(&found[at], &held));
        out.push(Attribution { within, ..found[at].clone() });
    }
    out
}

/// The turn that holds all of an attribution, unless the attribution is the turn itself over again.
fn holder(attribution: &Attribution, held: &[(TokenRange, usize)]) -> Option<usize> {
    let parts = || attribution.source.iter().chain(&attribution.cue).chain(&attribution.content).copied();
    let (start, end) = (parts().map(|range| range.start()).min()?, parts().map(|range| range.end()).max()?);
    let at = held.partition_point(|(words, _)| words.end() <= start);
    let &(words, index) = held.get(at).filter(|(words, _)| words.start() <= start && end <= words.end())?;
    let nameless = attribution.source.is_empty() && attribution.cue.is_none() && !attribution.implicit;
    let whole = attribution.content.iter().map(|range| range.len()).sum::<usize>() * 2 > words.len();
    (!(nameless && whole)).then_some(index)
}

/// The tokens under a span.
fn tokens_of(tokens: &[Token], span: Span) -> Option<TokenRange> {
    let start = tokens.partition_point(|token| token.span.start() < span.start());
    let end = tokens.partition_point(|token| token.span.end() <= span.end());
    (start < end).then(|| TokenRange::new(start, end))
}

/// Where each speaker's label stands, by turn.
struct Labels<'d> {
    of_turns: Vec<Option<TokenRange>>,
    by_name: BTreeMap<&'d str, Vec<usize>>,
}

impl<'d> Labels<'d> {
    fn new(document: &'d Document, tokens: &[Token]) -> Self {
        let mut labels = Self { of_turns: Vec::new(), by_name: BTreeMap::new() };
        for (index, turn) in document.turns().iter().enumerate() {
            let label = turn.speaker.as_ref();
            labels.of_turns.push(label.and_then(|label| tokens_of(tokens, label.span?)));
            if let Some(name) = label.map(|label| label.name.as_str()).filter(|name| !is_role(name)) {
                labels.by_name.entry(name).or_default().push(index);
            }
        }
        labels
    }

    /// The labels nearest to turn `index` of all who speak besides `name`, in order of the text.
    fn others(&self, name: &str, index: usize) -> Vec<TokenRange> {
        if is_role(name) || self.by_name.len() > ROOM + 1 {
            return Vec::new();
        }
        let nearest = |turns: &Vec<usize>| turns.iter().copied().min_by_key(|turn| turn.abs_diff(index));
        let others = self.by_name.iter().filter(|(other, _)| **other != name).filter_map(|(_, turns)| nearest(turns));
        let mut labels: Vec<TokenRange> = others.filter_map(|turn| self.of_turns[turn]).collect();
        labels.sort_unstable_by_key(|label| label.start());
        labels
    }
}

/// `Q` and `A` tell what a turn is, and not whose.
fn is_role(name: &str) -> bool {
    matches!(name, "Q" | "A")
}

fn statement(
    document: &Document,
    tokens: &[Token],
    labels: &Labels<'_>,
    index: usize,
    words: TokenRange,
) -> Attribution {
    let turn: &Turn = &document.turns()[index];
    let label = labels.of_turns[index];
    let name = turn.speaker.as_ref().map(|label: &Label| label.name.as_str());
    let colon = |label: TokenRange| {
        let mut between = label.end()..words.start();
        between
            .rfind(|&at| tokens[at].span.slice(document.text()).ends_with([':', '.']))
            .map(|at| TokenRange::new(at, at + 1))
    };
    let audience = name.map_or(Vec::new(), |name| labels.others(name, index));
    let asks = document.slice(turn.span).ends_with('?');
    let sure = |known: bool| known.then_some(SURE);
    Attribution {
        source: label.into_iter().collect(),
        cue: label.and_then(colon),
        content: vec![words],
        mode: Mode::Speech,
        form: Form::Direct,
        act: if asks { Act::Ask } else { Act::Say },
        negated: false,
        implicit: false,
        within: None,
        certainty: Certainty {
            statement: SURE,
            source: sure(label.is_some()),
            content: Some(SURE),
            audience: sure(!audience.is_empty()),
        },
        audience,
        evidence: Evidence::default(),
        reasons: vec![Reason {
            field: "statement",
            decider: "turn",
            score: None,
            evidence: label.into_iter().collect(),
        }],
    }
}
