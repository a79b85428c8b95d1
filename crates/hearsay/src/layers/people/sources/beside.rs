//! Who stands beside a source's head: a name in apposition, the maker of a text, the body that is spoken for; and what tells why a voice is heard.

use super::super::cast::{Cast, is_name};
use super::super::titles;
use super::Resolved;
use crate::lang::en::people::Class;
use crate::layers::mentions::{Noun, Number};
use crate::record::{EntityType, SourceKind};
use crate::text::TokenRange;

/// A person's name beside a description: "an adviser to the port, Piet Lam,", "the envoy, Piet Lam".
pub(super) fn named_beside(cast: &Cast, span: TokenRange, core: TokenRange) -> Option<Resolved> {
    let rest = TokenRange::new(core.end(), span.end());
    let index = cast.mentions_in(rest).into_iter().find(|&index| {
        let mention = &cast.mentions[index];
        let view = cast.view;
        let title = |at: &usize| {
            view.is_title(*at)
                || view.is(Class::Honorific, *at)
                || view.is(Class::Modifier, *at)
                || view.is_capital(*at)
        };
        let comma =
            (core.end()..mention.tokens.start()).rev().find(|at| !title(at)).is_some_and(|at| view.lower(at) == ",");
        let closes = mention.tokens.end() == span.end() || !cast.view.scene.is_word(mention.tokens.end());
        is_name(mention) && mention.kind == Some(EntityType::Person) && comma && closes
    })?;
    Some(Resolved::new(cast.entity_of(index), Some(SourceKind::NamedPerson), "apposition", 0.93))
}

/// A person goes before a thing: "Duarte's report", "a study by the economist Piet Lam".
pub(super) fn maker(cast: &Cast, span: TokenRange, core: TokenRange) -> Option<Resolved> {
    let view = cast.view;
    let person =
        |index: &usize| cast.mentions[*index].kind == Some(EntityType::Person) && is_name(&cast.mentions[*index]);
    let noun = cast.headed_at(core.end() - 1).and_then(|index| cast.mentions[index].noun);
    let thing = noun.is_none_or(|noun| noun == Noun::Text);
    let by = view.lower(core.end()) == "by" && noun == Some(Noun::Text);
    let found = cast.mentions_in(span).into_iter().filter(person).find(|&index| {
        let tokens = cast.mentions[index].tokens;
        let owner = thing && tokens.end() < core.end() && view.is_possessive(tokens.end());
        let author =
            by && tokens.start() > core.end() && (core.end() + 1..tokens.start()).all(|at| view.lower(at) != ",");
        owner || author
    })?;
    Some(Resolved::new(cast.entity_of(found), Some(SourceKind::NamedPerson), "a person goes before a thing", 0.85))
}

/// "The state", "the city": the place last named.
pub(super) fn this_place(cast: &Cast, core: TokenRange) -> Option<Resolved> {
    let view = cast.view;
    let meant = core.len() == 2 && view.lower(core.start()) == "the";
    if !meant
        || !matches!(
            view.lower(core.end() - 1),
            "state" | "city" | "county" | "country" | "town" | "province" | "nation" | "village"
        )
    {
        return None;
    }
    let until = cast.mentions.partition_point(|mention| mention.tokens.start() < core.start());
    let place = (0..until)
        .rev()
        .find(|&index| cast.mentions[index].kind == Some(EntityType::Place) && is_name(&cast.mentions[index]))?;
    Some(Resolved::new(cast.entity_of(place), Some(SourceKind::NamedOrganisation), "the place last named", 0.6))
}

/// The body that a spokesman or officials in a phrase belong to.
pub(super) fn body_in(cast: &mut Cast, span: TokenRange) -> Option<usize> {
    for index in cast.mentions_in(span) {
        let mention = cast.mentions[index].clone();
        let body = matches!(mention.kind, Some(EntityType::Organisation | EntityType::Place));
        if !body {
            continue;
        }
        let entity = match cast.entity_of(index) {
            Some(entity) => entity,
            None => cast.described(index),
        };
        if cast.is_named(entity) {
            return Some(entity);
        }
    }
    None
}

/// What stands beside a name in a source and is no title tells why this voice is heard.
pub(super) fn relevance(cast: &mut Cast, span: TokenRange, core: TokenRange) {
    let Some(index) =
        cast.mentions_in(core).into_iter().rev().find(|&index| cast.mentions[index].tokens.end() == core.end())
    else {
        return;
    };
    let Some(entity) = cast.entity_of(index) else { return };
    let Some(start) =
        titles::apposition_start(cast.view, cast.mentions[index].tokens).filter(|&start| start < span.end())
    else {
        return;
    };
    let clause = TokenRange::new(start, span.end());
    let own = cast
        .mentions_in(clause)
        .into_iter()
        .any(|other| is_name(&cast.mentions[other]) && cast.entity_of(other) == Some(entity));
    if own {
        return;
    }
    let title = cast.entities[entity].titles.iter().any(|title| title.overlaps(clause));
    let new = !cast.entities[entity].relevance.contains(&clause);
    let several = cast.entities[entity].number == Some(Number::Several);
    if !title && new && !several && clause.len() > 1 {
        cast.entities[entity].relevance.push(clause);
    }
}
