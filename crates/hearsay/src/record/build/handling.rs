//! Occasion, stations and language of a statement, pinned.

use std::collections::BTreeMap;

use super::people::id;
use super::pin::Pinner;
use crate::analyze::Analysis;
use crate::layers::hands::{Handling, Station};
use crate::layers::mentions::Mention;
use crate::record::{Because, Occasion, Pinned, Via};
use crate::text::TokenRange;

pub(super) fn occasion(pinner: &Pinner, handling: &Handling) -> Option<Occasion> {
    let told = handling.occasion?;
    Some(Occasion { kind: told.value, pinned: pinned(pinner, told.words) })
}

pub(super) fn via(pinner: &Pinner, behind: &Behind, handling: &Handling) -> Vec<Via> {
    let entity = |station: &Station| station.who.and_then(|who| behind.entity(who)).map(id);
    let via =
        |station: &Station| Via { kind: station.kind, pinned: pinned(pinner, station.words), entity: entity(station) };
    handling.via.iter().map(via).collect()
}

/// Which entity stands behind the words that name one.
pub(super) struct Behind<'a> {
    mentions: &'a [Mention],
    /// The entity of each mention.
    of_mentions: Vec<Option<usize>>,
    /// The entities of sources, by the source's first token.
    of_sources: BTreeMap<usize, usize>,
}

impl<'a> Behind<'a> {
    pub(super) fn new(analysis: &'a Analysis) -> Self {
        let mut of_mentions = vec![None; analysis.mentions.len()];
        for (entity, person) in analysis.people.entities.iter().enumerate() {
            for &mention in &person.mentions {
                of_mentions[mention] = Some(entity);
            }
        }
        let spoken = analysis.attributions.iter().zip(&analysis.people.speakers);
        let of_sources = spoken.filter_map(|(one, speaker)| Some((one.source.first()?.start(), speaker.entity?)));
        Self { mentions: &analysis.mentions, of_mentions, of_sources: of_sources.collect() }
    }

    /// That of the source at `who`, else that of the longest mention whose head stands in it.
    fn entity(&self, who: TokenRange) -> Option<usize> {
        let first = self.mentions.partition_point(|mention| mention.tokens.start() < who.start());
        let inside = (first..self.mentions.len()).take_while(|&at| self.mentions[at].tokens.start() < who.end());
        let named = inside.filter(|&at| who.contains(self.mentions[at].head));
        let longest = named.max_by_key(|&at| self.mentions[at].tokens.len());
        self.of_sources.get(&who.start()).copied().or_else(|| self.of_mentions[longest?])
    }
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
