//! Groups: "Putin and Trump", "the two men", "both women".

use super::cast::{Cast, Link};
use super::refer::candidates;
use crate::layers::mentions::{Gender, Number};
use crate::record::EntityType;

/// A group whose members are told by number or a word for a pair; an earlier group of the same members is the same.
pub(super) fn several(cast: &mut Cast, mention: usize) -> Option<Link> {
    let of = cast.mentions[mention].clone();
    let words: Vec<String> = of.tokens.range().map(|at| cast.view.lower(at).to_owned()).collect();
    let two = words.iter().any(|word| matches!(word.as_str(), "two" | "both" | "pair" | "duo" | "couple"));
    let definite = words.first().is_some_and(|word| matches!(word.as_str(), "the" | "both" | "these" | "those"));
    if !two || !definite || of.kind != Some(EntityType::Group) && of.number != Some(Number::Several) {
        return None;
    }
    let gender = if words.last().is_some_and(|word| word.ends_with("women") || word == "sisters") {
        Some(Gender::Woman)
    } else {
        words.last().is_some_and(|word| word == "men" || word == "brothers").then_some(Gender::Man)
    };
    let fits = |entity: usize| {
        let draft = &cast.entities[entity];
        draft.kind == EntityType::Person && (gender.is_none() || draft.gender.is_none() || draft.gender == gender)
    };
    let mut members: Vec<usize> =
        candidates(cast, mention, 6).iter().map(|one| one.entity).filter(|&entity| fits(entity)).take(2).collect();
    if members.len() < 2 {
        return None;
    }
    members.sort_unstable();
    let entity = of_members(cast, members);
    Some(Link { entity, decider: "the two last named", score: 0.7, evidence: None })
}

/// The group of these members, new or known.
pub(super) fn of_members(cast: &mut Cast, mut members: Vec<usize>) -> usize {
    members.sort_unstable();
    members.dedup();
    if let Some(known) =
        cast.entities.iter().position(|draft| draft.kind == EntityType::Group && draft.members == members)
    {
        return known;
    }
    let entity = cast.add(EntityType::Group);
    cast.entities[entity].members = members;
    cast.entities[entity].complete = Some(true);
    cast.entities[entity].number = Some(Number::Several);
    entity
}
