//! Each statement as a claim: its telling words, who makes it, whom it speaks of, where it stands.

use std::collections::{BTreeMap, BTreeSet};

use super::contrary::Assertion;
use super::matching::{names, said, stems_of};
use super::{Cast, View};
use crate::text::TokenRange;

/// A statement as the search for what is disputed sees it.
pub(super) struct Claim {
    /// Telling words of the content, cut to their stems.
    pub stems: BTreeSet<String>,
    /// What of it others may contradict.
    pub assertion: Assertion,
    /// Telling words of the source, cut likewise.
    pub source_stems: BTreeSet<String>,
    /// Entity of the source.
    pub entity: Option<usize>,
    /// Capital words of the source.
    pub names: BTreeSet<String>,
    /// Entities that the content names or points to, or that were told it.
    pub speaks_of: BTreeSet<usize>,
    /// Its first token.
    pub start: usize,
    /// The sentence that its first token stands in.
    pub sentence: usize,
    /// Whether its content holds another statement.
    pub holds_another: bool,
}

/// The claims of all statements, in their order.
pub(super) fn claims(view: &View, cast: &Cast) -> Vec<Claim> {
    let pointed = pointed(cast);
    let holding: BTreeSet<usize> = view.all.iter().filter_map(|one| one.within).collect();
    (0..view.all.len()).map(|index| claim(view, cast, &pointed, &holding, index)).collect()
}

fn claim(view: &View, cast: &Cast, pointed: &BTreeMap<usize, usize>, holding: &BTreeSet<usize>, index: usize) -> Claim {
    let statement = &view.all[index];
    let (start, words) = (statement.start(), said(view, &statement.content));
    let speaker = cast.people.speakers.get(index);
    let told = speaker.iter().flat_map(|speaker| speaker.audience.iter().flatten().copied());
    Claim {
        stems: stems_of(&view.words, &words),
        assertion: Assertion::of(&view.words, &words),
        source_stems: stems_of(&view.words, &said(view, &statement.source)),
        entity: speaker.and_then(|speaker| speaker.entity),
        names: names(view, statement),
        speaks_of: told.chain(inside(pointed, &statement.content)).collect(),
        start,
        sentence: view.scene.sentences.partition_point(|sentence| sentence.tokens.end() <= start),
        holds_another: holding.contains(&index),
    }
}

/// The entity behind the head of each mention.
fn pointed(cast: &Cast) -> BTreeMap<usize, usize> {
    let entities = cast.people.entities.iter().enumerate();
    let mentions = entities.flat_map(|(index, entity)| entity.mentions.iter().map(move |mention| (mention, index)));
    mentions.filter_map(|(mention, index)| Some((cast.mentions.get(*mention)?.head, index))).collect()
}

/// The entities that have a mention inside the ranges.
fn inside<'p>(pointed: &'p BTreeMap<usize, usize>, ranges: &'p [TokenRange]) -> impl Iterator<Item = usize> + 'p {
    ranges.iter().flat_map(|range| pointed.range(range.range())).map(|(_, entity)| *entity)
}

impl Claim {
    /// Whether both are told to have one source; `None` where the text does not tell.
    pub fn shares_source(&self, other: &Self) -> Option<bool> {
        match (self.entity, other.entity) {
            (Some(one), Some(other)) => Some(one == other),
            _ if self.names.is_empty() || other.names.is_empty() => None,
            _ => Some(!self.names.is_disjoint(&other.names)),
        }
    }
}
