//! On what occasion a statement was made, and through whose hands it came to this page.
//!
//! The words around a statement decide first ([`own`]). A carrier that the text has told of ("a leaked recording") is known again
//! under other names ("the call", "the transcript") by [`carriers`]. Labelled turns have what introduces them ([`talk`]). What was named once holds for the statements it
//! governs until the story leaves it ([`carry`]). A statement inside another's content came through that one's source ([`relay`]).

mod carriers;
mod carry;
mod outlets;
mod own;
mod phrases;
mod relay;
mod talk;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::lang::en::hands::HandWords;
use crate::layers::attributions::{Attribution, Scene};
use crate::layers::people::People;
use crate::record::{OccasionKind, ViaKind};
use crate::text::TokenRange;

use carriers::Carriers;
use phrases::Look;

/// A value and the words that tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told<T> {
    /// The value.
    pub value: T,
    /// The words.
    pub words: TokenRange,
}

/// A station between the mouth and this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Station {
    /// What it is.
    pub kind: ViaKind,
    /// The words that tell of it.
    pub words: TokenRange,
    /// The words that name the body or person behind it.
    pub who: Option<TokenRange>,
}

/// Occasion and hands of one statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handling {
    /// On what occasion it was said.
    pub occasion: Option<Told<OccasionKind>>,
    /// The stations, from the mouth to this page.
    pub via: Vec<Station>,
    /// The word for the language it was said in.
    pub language: Option<TokenRange>,
    /// Which rule told of occasion and stations.
    pub decider: Option<&'static str>,
}

impl Handling {
    fn is_empty(&self) -> bool {
        self.occasion.is_none() && self.via.is_empty()
    }
}

/// The handling of each attribution, in their order.
#[must_use]
pub fn hands(scene: &Scene, attributions: &[Attribution], people: &People) -> Vec<Handling> {
    let mut look = Look { scene, words: HandWords::load(), people, outlets: BTreeSet::new() };
    look.outlets = outlets::told(&look, attributions);
    let carriers = Carriers::gather(&look);
    let mut all: Vec<Handling> =
        (0..attributions.len()).map(|index| own::own(&look, &carriers, attributions, index)).collect();
    for handling in all.iter_mut().filter(|handling| !handling.is_empty()) {
        handling.decider = Some("own words");
    }
    talk::talk(&look, &carriers, attributions, &mut all);
    relay::relay(&look, &carriers, attributions, &mut all);
    carry::carry(&look, attributions, &mut all);
    for (statement, handling) in attributions.iter().zip(&mut all) {
        own::quoted(&look, statement, handling);
    }
    relay::relay(&look, &carriers, attributions, &mut all);
    all
}
