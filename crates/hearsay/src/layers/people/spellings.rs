//! Spellings of one name ("Vitkov" and "Witkoff"): merged only with support, offered where in doubt (`names::same_in_story`).
//!
//! Names are held against those alone whose family names sound alike at their beginning, and at most [`NEAR`] of these, so that the work grows with the text and
//! not with its square.

use std::collections::BTreeMap;

use super::Speaker;
use super::cast::Cast;
use crate::lang::en::people::Class;
use crate::layers::attributions::Reason;
use crate::names::{InStory, Name, Support, same_in_story};
use crate::record::{EntityType, OFFER};

/// Most earlier names that a name is held against.
const NEAR: usize = 48;

/// Two entities that may be one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer {
    pub entities: [usize; 2],
    /// The probability that they are.
    pub score: f32,
}

/// Merges the spellings of one person and keeps the doubtful ones to be offered.
pub(super) fn merge(cast: &mut Cast) {
    let persons: Vec<(usize, Name)> = (0..cast.entities.len())
        .filter(|&entity| cast.entities[entity].kind == EntityType::Person)
        .filter_map(|entity| Some((entity, Name::new(&cast.view.text(cast.entities[entity].name?)))))
        .collect();
    let speeches = speeches(cast);
    let mut groups: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    let mut into: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, (entity, name)) in persons.iter().enumerate() {
        let Some(sound) = sound(cast, *entity) else { continue };
        let near = groups.entry(sound).or_default();
        for &other in near.iter().rev().take(NEAR) {
            let (earlier, known) = &persons[other];
            match verdict(cast, &speeches, (*earlier, known), (*entity, name)) {
                (InStory::Merge, _) => {
                    into.insert(*entity, *earlier);
                    break;
                }
                (InStory::Offer, score) => cast.offers.push(Offer { entities: [*earlier, *entity], score }),
                (InStory::Different, _) => {}
            }
        }
        near.push(index);
    }
    cast.unite(&into, "another spelling of the name", 0.85);
}

/// Tells beside each source that may be somebody else's other spelling whose.
pub(super) fn offer(cast: &Cast, speakers: &mut [Speaker]) {
    for speaker in speakers {
        let Some(entity) = speaker.entity else { continue };
        for offer in cast.offers.iter().filter(|offer| offer.entities.contains(&entity)) {
            let other = if offer.entities[0] == entity { offer.entities[1] } else { offer.entities[0] };
            speaker.reasons.push(Reason {
                field: "source.entity",
                decider: OFFER,
                score: Some(offer.score),
                evidence: cast.entities[other].name.into_iter().collect(),
            });
        }
    }
}

/// What is done with two names.
fn verdict(cast: &Cast, speeches: &[(usize, usize)], a: (usize, &Name), b: (usize, &Name)) -> (InStory, f32) {
    let (one, other) = (&cast.entities[a.0], &cast.entities[b.0]);
    let apart = one.gender.zip(other.gender).is_some_and(|(x, y)| x != y) || together(cast, a.0, b.0);
    if apart || family(cast, a.0) == family(cast, b.0) {
        return (InStory::Different, 0.0);
    }
    let support = Support {
        same_role: same_role(cast, a.0, b.0),
        same_speech: speeches.contains(&(a.0.min(b.0), a.0.max(b.0))),
        others_of_the_name: false,
    };
    let (verdict, comparison) = same_in_story(a.1, b.1, support);
    (verdict, comparison.probability as f32)
}

/// The last word of a person's name, suffixes aside.
fn family(cast: &Cast, entity: usize) -> Option<String> {
    let name = cast.entities[entity].name?;
    let last = name.range().rev().find(|&at| cast.view.scene.is_word(at) && !cast.view.is(Class::Suffix, at))?;
    Some(cast.view.bare(last).to_owned())
}

/// The sound that a family name begins with, as far as spellings agree on it: "Vitkov", "Witkoff".
fn sound(cast: &Cast, entity: usize) -> Option<char> {
    let first = family(cast, entity)?.chars().next()?;
    Some(match first {
        'w' | 'v' | 'f' => 'v',
        'c' | 'k' | 'q' | 'g' | 'h' | 'x' => 'k',
        'z' | 's' | 't' => 's',
        'j' | 'y' | 'i' | 'e' | 'd' => 'y',
        'o' | 'u' | 'a' => 'a',
        other => other,
    })
}

/// Whether both hold one office: they share the head and a further word of a title.
fn same_role(cast: &Cast, a: usize, b: usize) -> bool {
    let words = |entity: usize| -> Vec<Vec<String>> {
        let title = |title: &crate::text::TokenRange| {
            let idle = |word: &str| matches!(word, "the" | "a" | "of" | "for" | "and" | "");
            title.range().map(|at| cast.view.bare(at).to_owned()).filter(|word| !idle(word)).collect()
        };
        cast.entities[entity].titles.iter().map(title).collect()
    };
    let ones = words(a);
    words(b).iter().any(|other| {
        ones.iter().any(|one: &Vec<String>| {
            let shared = one.iter().filter(|word| other.contains(word)).count();
            shared == one.len().min(other.len()) && shared > 0
        })
    })
}

/// Whether a sentence names both, so that they are two.
fn together(cast: &Cast, a: usize, b: usize) -> bool {
    let sentence = |entity: usize| cast.entities[entity].name.map(|name| cast.view.sentence(name.start()));
    let names = |entity: usize, sentence: Option<usize>| {
        sentence.and_then(|index| cast.view.scene.sentences.get(index)).is_some_and(|one| {
            one.tokens.range().filter_map(|at| cast.named_at[at]).any(|mention| cast.entity_of(mention) == Some(entity))
        })
    };
    names(a, sentence(b)) || names(b, sentence(a))
}

/// Pairs of persons to whom the same quoted words are ascribed.
fn speeches(cast: &Cast) -> Vec<(usize, usize)> {
    const WORDS: usize = 4;
    let mut by_words: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for attribution in cast.attributions {
        let words: Vec<&str> = attribution
            .content
            .iter()
            .flat_map(|range| range.range())
            .filter(|&at| cast.view.scene.is_word(at))
            .map(|at| cast.view.lower(at))
            .collect();
        let source =
            attribution.source.first().and_then(|range| cast.named_at.get(range.end().checked_sub(1)?).copied()?);
        let Some(entity) = source.and_then(|mention| cast.entity_of(mention)).filter(|_| words.len() >= WORDS) else {
            continue;
        };
        match by_words.get(&words) {
            Some(&other) if other != entity => pairs.push((other.min(entity), other.max(entity))),
            Some(_) => {}
            None => _ = by_words.insert(words, entity),
        }
    }
    pairs
}
