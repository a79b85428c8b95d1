//! Bodies told of by their owner: "her campaign", "the Duarte campaign" and "Duarte's campaign" are one.

use std::collections::BTreeMap;

use super::cast::Cast;
use crate::layers::mentions::Noun;
use crate::record::{EntityType, MentionForm};

/// Bodies that are called by owner and noun.
const BODIES: [&str; 9] =
    ["campaign", "administration", "government", "foundation", "office", "cabinet", "camp", "team", "committee"];

/// Brings together the bodies of one owner and one noun, and says whose an unnamed one is.
pub(super) fn bodies(cast: &mut Cast) {
    let mut known: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    let mut into: BTreeMap<usize, usize> = BTreeMap::new();
    let mut found: Vec<Owned> = (0..cast.mentions.len()).filter_map(|mention| owned(cast, mention)).collect();
    found.sort_by_key(|one| cast.entities[one.entity].name.is_none());
    for one in found {
        let first = *known.entry((one.owner, one.noun)).or_insert(one.entity);
        if first != one.entity && !into.contains_key(&one.entity) && !into.contains_key(&first) {
            into.insert(one.entity, first);
        } else if cast.entities[one.entity].name.is_none() {
            cast.entities[one.entity].owner = Some((one.owner, one.head));
        }
    }
    cast.unite(&into, "the body of the same owner", 0.85);
}

/// A body under a description that tells its owner.
struct Owned {
    entity: usize,
    owner: usize,
    noun: &'static str,
    /// The token of the noun.
    head: usize,
}

fn owned(cast: &Cast, mention: usize) -> Option<Owned> {
    let of = &cast.mentions[mention];
    if of.form != MentionForm::Nominal || of.noun != Some(Noun::Body) {
        return None;
    }
    let word = cast.view.lower(of.head);
    let noun = BODIES.iter().copied().find(|body| *body == word)?;
    Some(Owned { entity: cast.entity_of(mention)?, owner: owner(cast, mention)?, noun, head: of.head })
}

/// The named person who owns what a mention describes: the pronoun or the name that opens it.
fn owner(cast: &Cast, mention: usize) -> Option<usize> {
    let tokens = cast.mentions[mention].tokens;
    let inside = cast.mentions_in(tokens).into_iter().find(|&index| {
        let other = &cast.mentions[index];
        let pronoun = other.form == MentionForm::Pronoun && other.tokens.start() == tokens.start();
        index != mention && (pronoun || other.form == MentionForm::Name)
    })?;
    let entity = cast.entity_of(inside)?;
    let person = cast.entities[entity].kind == EntityType::Person;
    (person && cast.entities[entity].name.is_some()).then_some(entity)
}
