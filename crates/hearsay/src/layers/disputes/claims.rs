//! Each statement as a claim: its telling words, who makes it, whom it speaks of, where it stands.

use std::collections::BTreeSet;

use super::matching::{names, said, start, stems_of};
use super::{Cast, View};
use crate::text::TokenRange;

/// A statement as the search for what is disputed sees it.
pub(super) struct Claim {
    /// Telling words of the content, cut to their stems.
    pub stems: BTreeSet<String>,
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
}

/// The claims of all statements, in their order.
pub(super) fn claims(view: &View, cast: &Cast) -> Vec<Claim> {
    (0..view.all.len()).map(|index| claim(view, cast, index)).collect()
}

fn claim(view: &View, cast: &Cast, index: usize) -> Claim {
    let statement = &view.all[index];
    let start = start(statement);
    let speaker = cast.people.speakers.get(index);
    let told = speaker.iter().flat_map(|speaker| speaker.audience.iter().flatten().copied());
    Claim {
        stems: stems_of(&view.words, &said(view, &statement.content)),
        source_stems: stems_of(&view.words, &said(view, &statement.source)),
        entity: speaker.and_then(|speaker| speaker.entity),
        names: names(view, statement),
        speaks_of: told.chain(named_in(cast, &statement.content)).collect(),
        start,
        sentence: view.scene.sentences.partition_point(|sentence| sentence.tokens.end() <= start),
    }
}

/// The entities that have a mention inside the ranges.
fn named_in<'c>(cast: &'c Cast, ranges: &'c [TokenRange]) -> impl Iterator<Item = usize> + 'c {
    let inside = |at: usize| ranges.iter().any(|range| range.contains(at));
    let here = move |mention: &usize| cast.mentions.get(*mention).is_some_and(|mention| inside(mention.head));
    let entities = cast.people.entities.iter().enumerate();
    entities.filter(move |(_, entity)| entity.mentions.iter().any(here)).map(|(index, _)| index)
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
