//! Where a saying took place and what carried it to this page: a first set of rules, each reading the clause of one cue.
//! They tell nothing where no word of the clause does, and an occasion does not yet hold on for the statements after it.

mod occasion;
mod stations;

use crate::lang::en::hands::HandWords;
use crate::layers::attributions::{Attribution, Scene};
use crate::layers::times::Time;
use crate::record::{OccasionKind, ViaKind};
use crate::text::TokenRange;

/// The way of one statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// The occasion, and the words that tell of it.
    pub occasion: Option<(OccasionKind, TokenRange)>,
    /// The stations, from the mouth to this page.
    pub stations: Vec<Station>,
}

/// A station on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Station {
    /// What kind.
    pub kind: ViaKind,
    /// The words that tell of it.
    pub words: TokenRange,
}

/// The way of each attribution, in order.
#[must_use]
pub fn hands(scene: &Scene, attributions: &[Attribution], times: &[Time], words: &HandWords) -> Vec<Way> {
    let clause = Clause { scene, times, words };
    let own: Vec<Way> =
        attributions.iter().map(|one| Way { occasion: clause.occasion(one), stations: clause.stations(one) }).collect();
    (0..own.len()).map(|index| with_outer(&clause, attributions, &own, index)).collect()
}

/// A statement within another goes through the one who tells it, and then that one's own way.
fn with_outer(clause: &Clause, attributions: &[Attribution], own: &[Way], index: usize) -> Way {
    let mut way = own[index].clone();
    let (mut inner, mut steps) = (index, 0);
    while let Some(outer) = attributions[inner].within.filter(|outer| *outer < own.len() && steps < 8) {
        way.stations.extend(clause.teller(&attributions[inner], &attributions[outer]));
        way.stations.extend(own[outer].stations.iter().copied());
        (inner, steps) = (outer, steps + 1);
    }
    way
}

/// What the rules see.
struct Clause<'a> {
    scene: &'a Scene<'a>,
    times: &'a [Time],
    words: &'a HandWords,
}
