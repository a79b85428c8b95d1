//! Statements from attributions: put in text order, numbered, pinned.

use super::handling::{self, Behind};
use super::people;
use super::pin::Pinner;
use super::times;
use crate::analyze::Analysis;
use crate::layers::attributions::{Attribution, Certainty, Reason, enclosing};
use crate::layers::sentences::Sentence;
use crate::record::{Audience, Because, Confidence, Pinned, Source, Statement};
use crate::text::{Span, TokenRange};

/// The statements of an analysis, in order of the text; a statement comes before those within it.
pub(super) fn statements(pinner: &Pinner, analysis: &Analysis, why: bool) -> Vec<Statement> {
    let attributions = &analysis.attributions;
    let order = text_order(attributions);
    let ids = ids(attributions);
    let behind = Behind::new(analysis);
    let within = |index: usize| attributions[index].within.and_then(|outer| ids.get(outer).cloned());
    let build = |&index: &usize| Statement {
        id: ids[index].clone(),
        within: within(index),
        time: analysis.said.get(index).copied().flatten().map(times::id),
        ..statement(pinner, analysis, &behind, index, why)
    };
    let build = |index: &usize| match analysis.people.speakers.get(*index) {
        Some(speaker) => people::spoken(pinner, build(index), speaker, why),
        None => build(index),
    };
    order.iter().map(build).collect()
}

/// The id of each attribution's statement: `s1`, `s2`, … in order of the text.
pub(super) fn ids(attributions: &[Attribution]) -> Vec<String> {
    let mut ids = vec![String::new(); attributions.len()];
    for (position, &index) in text_order(attributions).iter().enumerate() {
        ids[index] = format!("s{}", position + 1);
    }
    ids
}

/// Indices of the attributions by first token, then outer before inner.
fn text_order(attributions: &[Attribution]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&index| (attributions[index].start(), enclosing(attributions, index).count()));
    order
}

fn statement(pinner: &Pinner, analysis: &Analysis, behind: &Behind, index: usize, why: bool) -> Statement {
    let attribution = &analysis.attributions[index];
    let handling = analysis.hands.get(index).cloned().unwrap_or_default();
    let via = handling::via(pinner, behind, &handling);
    let because = |reason: &Reason| because(pinner, reason);
    let audience = |range: &TokenRange| Some(Audience { pinned: pinner.pin(&[pinner.span(*range)?]), entity: None });
    Statement {
        id: String::new(),
        mode: attribution.mode,
        passage: passage(pinner, attribution, &analysis.sentences),
        source: source(pinner, attribution),
        cue: attribution.cue.and_then(|range| Some(pinner.pin(&[pinner.span(range)?]))),
        content: pinner.pin(&pinner.spans(&attribution.content)),
        form: attribution.form,
        implicit: attribution.implicit,
        act: attribution.act,
        negated: attribution.negated,
        audience: attribution.audience.iter().filter_map(audience).collect(),
        time: None,
        recorded: attribution.content.first().and_then(|range| pinner.recorded(*range)),
        within: None,
        occasion: handling::occasion(pinner, &handling),
        hands: u32::try_from(via.len()).unwrap_or(u32::MAX),
        via,
        quoted_language: handling::language(pinner, &handling),
        confidence: confidence(&attribution.certainty),
        because: if why {
            attribution.reasons.iter().map(because).chain(handling::because(pinner, &handling)).collect()
        } else {
            Vec::new()
        },
    }
}

fn source(pinner: &Pinner, attribution: &Attribution) -> Source {
    let Pinned { text, spans } = pinner.pin(&pinner.spans(&attribution.source));
    Source { text: (!spans.is_empty()).then_some(text), spans, entity: None, kind: None }
}

/// The whole sentences that hold source, cue and content: neighbours in a paragraph make one piece.
fn passage(pinner: &Pinner, attribution: &Attribution, sentences: &[Sentence]) -> Pinned {
    let mut held: Vec<usize> = attribution.parts().flat_map(|range| overlapping(sentences, range)).collect();
    held.sort_unstable();
    held.dedup();
    let mut pieces: Vec<(usize, Span)> = Vec::new();
    for index in held {
        let sentence = &sentences[index];
        match pieces.last_mut() {
            Some((last, piece)) if *last + 1 == index && sentences[*last].paragraph == sentence.paragraph => {
                (*last, *piece) = (index, piece.cover(sentence.span));
            }
            _ => pieces.push((index, sentence.span)),
        }
    }
    let spans: Vec<Span> = pieces.into_iter().map(|(_, span)| span).collect();
    pinner.pin(&spans)
}

/// Indices of the sentences that share a token with `range`; sentences are in order.
fn overlapping(sentences: &[Sentence], range: TokenRange) -> std::ops::Range<usize> {
    let first = sentences.partition_point(|sentence| sentence.tokens.end() <= range.start());
    let end = sentences.partition_point(|sentence| sentence.tokens.start() < range.end());
    first..end.max(first)
}

fn confidence(certainty: &Certainty) -> Confidence {
    Confidence {
        statement: rounded(certainty.statement),
        source: certainty.source.map(rounded),
        content: certainty.content.map(rounded),
        speaker: None,
        audience: certainty.audience.map(rounded),
    }
}

pub(super) fn because(pinner: &Pinner, reason: &Reason) -> Because {
    Because {
        field: reason.field.to_owned(),
        decider: reason.decider.to_owned(),
        score: reason.score.map(rounded),
        spans: pinner.offsets(&pinner.spans(&reason.evidence)),
    }
}

/// Three places: the last bits of a sum depend on the machine, these do not.
pub(super) fn rounded(probability: f32) -> f64 {
    (f64::from(probability).clamp(0.0, 1.0) * 1000.0).round() / 1000.0
}
