//! Second names for somebody already there: "Trump … the Republican nominee", "Duarte … the Eastport lawyer". News stories vary the words for the
//! person they are about; a definite description that nobody was given before, in the place of a source or at the head of a
//! sentence, means whoever spoke or led last.

use std::collections::BTreeMap;

use super::cast::{Cast, is_name};
use super::titles;
use crate::layers::mentions::{Noun, Number};
use crate::record::EntityType;

/// How far back the person is looked for, in sentences.
const REACH: usize = 3;

/// Ties such descriptions to the persons they mean.
pub(super) fn tie(cast: &mut Cast) {
    let mut seen = vec![false; cast.entities.len()];
    let mut into: BTreeMap<usize, usize> = BTreeMap::new();
    for mention in 0..cast.mentions.len() {
        let Some(entity) = cast.entity_of(mention) else { continue };
        let first = !std::mem::replace(&mut seen[entity], true);
        if first
            && is_epithet(cast, mention, entity)
            && let Some(person) = meant(cast, mention, &into)
        {
            into.insert(entity, person);
            if cast.mentions[mention].noun == Some(Noun::Position) {
                titles::add_described(cast, person, cast.mentions[mention].tokens);
            }
        }
    }
    cast.unite(&into, "another description of the one who spoke last", 0.65);
}

/// "The", words that single one out, a noun for one person; no complement that tells whose, no quotation.
fn is_epithet(cast: &Cast, mention: usize, entity: usize) -> bool {
    let (of, view) = (&cast.mentions[mention], cast.view);
    let noun = matches!(of.noun, Some(Noun::Position | Noun::Person)) && of.number == Some(Number::One);
    let definite = view.lower(of.tokens.start()) == "the" && of.tokens.len() > 2;
    let complement =
        matches!(view.lower(of.tokens.end()), "of" | "for" | "who" | "whose" | "at" | "in" | "with" | "that");
    let leads = cast.in_source[of.head] || view.sentence_tokens(of.head).start() == of.tokens.start();
    let person = cast.entities[entity].kind == EntityType::Person && !cast.is_named(entity);
    noun && definite && !complement && leads && person && cast.quoted_in[of.head].is_none()
}

/// The last named person who spoke or led a sentence before, unless this sentence names somebody before the description.
fn meant(cast: &Cast, mention: usize, into: &BTreeMap<usize, usize>) -> Option<usize> {
    let of = &cast.mentions[mention];
    let here = cast.view.sentence(of.head);
    let one = |index: usize| {
        let entity = cast.entity_of(index)?;
        let entity = into.get(&entity).copied().unwrap_or(entity);
        let draft = &cast.entities[entity];
        (draft.kind == EntityType::Person && draft.name.is_some()).then_some(entity)
    };
    let sentence = |index: usize| cast.view.sentence(cast.mentions[index].head);
    let before = (0..mention).rev().take_while(|&index| sentence(index) + REACH >= here);
    let mut found = before.filter(|&index| cast.quoted_in[cast.mentions[index].head].is_none());
    let leads = |index: usize| {
        let start = cast.view.sentence_tokens(cast.mentions[index].head).start();
        cast.in_source[cast.mentions[index].head] || cast.mentions[index].tokens.start() <= start + 1
    };
    let index = found.find(|&index| one(index).is_some() && (leads(index) || sentence(index) == here))?;
    let entity = one(index)?;
    let gender = of.gender.is_none() || cast.entities[entity].gender.is_none_or(|known| Some(known) == of.gender);
    let gender = gender && !titles::speaks_against(cast, entity, mention);
    (sentence(index) < here && gender && !rivals(cast, mention, index, entity)).then_some(entity)
}

/// Whether somebody else leads between, or a name stands right behind the description.
fn rivals(cast: &Cast, mention: usize, index: usize, entity: usize) -> bool {
    let next = cast.mentions[mention].tokens.end();
    let named = cast.mentions[mention..].iter().take(4).any(|other| {
        is_name(other)
            && other.kind == Some(EntityType::Person)
            && (other.tokens.start() == next || other.tokens.start() == next + 1)
    });
    let between = (index + 1..mention).filter(|&other| cast.in_source[cast.mentions[other].head]);
    named || between.filter_map(|other| cast.entity_of(other)).any(|other| other != entity && cast.is_named(other))
}
