//! Occasion, stations and language of a statement, pinned.

use super::pin::Pinner;
use crate::layers::hands::{Handling, Station};
use crate::record::{Because, Occasion, Pinned, Via};
use crate::text::TokenRange;

pub(super) fn occasion(pinner: &Pinner, handling: &Handling) -> Option<Occasion> {
    let told = handling.occasion?;
    Some(Occasion { kind: told.value, pinned: pinned(pinner, told.words) })
}

pub(super) fn via(pinner: &Pinner, handling: &Handling) -> Vec<Via> {
    let via = |station: &Station| Via { kind: station.kind, pinned: pinned(pinner, station.words), entity: None };
    handling.via.iter().map(via).collect()
}

pub(super) fn language(pinner: &Pinner, handling: &Handling) -> Option<String> {
    handling.language.map(|words| pinned(pinner, words).text)
}

/// What told of occasion and hands.
pub(super) fn because(pinner: &Pinner, handling: &Handling) -> Option<Because> {
    let told = handling.occasion.map(|told| told.words);
    let words: Vec<TokenRange> = told.into_iter().chain(handling.via.iter().map(|station| station.words)).collect();
    let field = if handling.via.is_empty() { "occasion" } else { "via" };
    Some(Because {
        field: field.to_owned(),
        decider: handling.decider?.to_owned(),
        score: None,
        spans: pinner.offsets(&pinner.spans(&words)),
    })
}

fn pinned(pinner: &Pinner, words: TokenRange) -> Pinned {
    pinner.pin(&pinner.spans(&[words]))
}
