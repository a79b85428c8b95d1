//! Sources told by the last word of their core: a name, an office, a body, something to read.

use super::super::cast::Cast;
use super::super::works;
use super::beside::{body_in, maker, named_beside, this_place};
use super::phrase::quantity;
use super::{Resolved, kind_of};
use crate::lang::en::people::Class;
use crate::layers::attributions::Attribution;
use crate::layers::mentions::Noun;
use crate::record::{EntityType, Mode, SourceKind};
use crate::text::TokenRange;

/// By the last word of the phrase's core.
pub(super) fn by_head(
    cast: &mut Cast,
    span: TokenRange,
    core: TokenRange,
    attribution: Option<&Attribution>,
) -> Option<Resolved> {
    if let Some(found) = metonym(cast, core) {
        return Some(found);
    }
    if quantity(cast, core, span) && !ends_in_name(cast, core) && !is_known_group(cast, core) {
        return Some(share(cast, core));
    }
    if let Some(found) = named(cast, core)
        .or_else(|| named_beside(cast, span, core))
        .or_else(|| maker(cast, span, core))
        .or_else(|| this_place(cast, core))
    {
        return Some(found);
    }
    results_of(cast, span, core)
        .or_else(|| spoken_for(cast, span, core))
        .or_else(|| told_of_later(cast, core))
        .or_else(|| described(cast, core))
        .or_else(|| plain(cast, core, attribution))
}

/// "The two men", where it is known who they are.
fn is_known_group(cast: &Cast, core: TokenRange) -> bool {
    let entity = cast.headed_at(core.end() - 1).and_then(|index| cast.entity_of(index));
    entity.is_some_and(|entity| !cast.entities[entity].members.is_empty() || cast.is_named(entity))
}

fn ends_in_name(cast: &Cast, core: TokenRange) -> bool {
    name_at_end(cast, core).is_some()
}

fn name_at_end(cast: &Cast, core: TokenRange) -> Option<usize> {
    let index = cast.named_at[core.end() - 1]?;
    (cast.mentions[index].tokens.end() == core.end()).then_some(index)
}

/// A share of several; who they are is told by the head, where it is a description.
fn share(cast: &mut Cast, core: TokenRange) -> Resolved {
    let head = cast.headed_at(core.end() - 1).filter(|&index| cast.mentions[index].noun == Some(Noun::Persons));
    let entity = head.and_then(|index| cast.somebody(index));
    let entity = entity.filter(|&entity| !cast.is_named(entity));
    Resolved::new(entity, Some(SourceKind::UnnamedGroup), "a number or a share of several", 0.85)
}

/// By the name at the end of the core, or before the word for an outlet: "the Harbour Tidings newspaper".
fn named(cast: &mut Cast, core: TokenRange) -> Option<Resolved> {
    let outlet = core.len() > 2
        && matches!(
            cast.view.lower(core.end() - 1),
            "newspaper"
                | "tabloid"
                | "magazine"
                | "website"
                | "site"
                | "network"
                | "channel"
                | "blog"
                | "daily"
                | "weekly"
                | "broadcaster"
        );
    let index = name_at_end(cast, core).or_else(|| {
        let index = outlet.then(|| name_at_end(cast, TokenRange::new(core.start(), core.end() - 1))).flatten()?;
        (cast.mentions[index].kind == Some(EntityType::Organisation)).then_some(index)
    })?;
    let link = cast.links[index]?;
    Some(Resolved::new(Some(link.entity), kind_of(cast, link.entity), link.decider, link.score))
}

/// "Number 10", "the Kremlin": the body that a building stands for, also where no name was seen.
fn metonym(cast: &mut Cast, core: TokenRange) -> Option<Resolved> {
    let start = core.start() + usize::from(cast.view.lower(core.start()) == "the");
    let name = TokenRange::new(start.min(core.end()), core.end());
    let body = cast.view.words.metonym(&cast.view.text(name))?;
    let stands = |draft: &super::super::cast::Draft| {
        draft.name.is_some_and(|known| cast.view.words.metonym(&cast.view.text(known)) == Some(body))
    };
    let known = cast.entities.iter().position(stands);
    let entity = known.unwrap_or_else(|| {
        let entity = cast.add(EntityType::Organisation);
        cast.entities[entity].name = Some(name);
        entity
    });
    Some(Resolved::new(Some(entity), Some(SourceKind::NamedOrganisation), "the body that a building stands for", 0.9))
}

/// "Officials of the port", "a spokesman for the port": the body that speaks.
fn spoken_for(cast: &mut Cast, span: TokenRange, core: TokenRange) -> Option<Resolved> {
    let last = core.end() - 1;
    let voice = cast.headed_at(last).is_some_and(|index| cast.mentions[index].noun == Some(Noun::Voice));
    if !voice && !cast.view.is(Class::Official, last) {
        return None;
    }
    let body = body_in(cast, span)?;
    Some(Resolved::new(Some(body), Some(SourceKind::NamedOrganisation), "speaks for the body", 0.88))
}

/// "A federal court" before the text names it: the one body of the story whose name holds the word.
fn told_of_later(cast: &Cast, core: TokenRange) -> Option<Resolved> {
    let view = cast.view;
    let (last, word) = (core.end() - 1, view.lower(core.end() - 1));
    let plural = word.ends_with('s');
    if !view.is(Class::Body, last) || plural || is_owned(cast, core) || ends_in_name(cast, core) {
        return None;
    }
    let known = cast.headed_at(last).and_then(|index| cast.entity_of(index));
    if known.is_some_and(|entity| cast.is_named(entity)) {
        return None;
    }
    let shared = |name: TokenRange| {
        let holds = |at: &usize| {
            name.range().any(|other| view.lower(other).trim_end_matches('s') == view.lower(*at).trim_end_matches('s'))
        };
        core.range().filter(holds).count()
    };
    let bears =
        |name: &TokenRange| name.start() > last && name.len() > 1 && name.range().any(|at| view.lower(at) == word);
    let bodies = cast.entities.iter().enumerate().filter(|(_, draft)| draft.kind == EntityType::Organisation);
    let mut bearers: Vec<(usize, usize)> =
        bodies.filter_map(|(entity, draft)| Some((shared(draft.name.filter(bears)?), entity))).collect();
    bearers.sort_by_key(|&(shared, entity)| (std::cmp::Reverse(shared), entity));
    let (most, entity) = *bearers.first()?;
    let only = bearers.get(1).is_none_or(|(shared, _)| *shared < most);
    only.then(|| {
        Resolved::new(Some(entity), Some(SourceKind::NamedOrganisation), "the body of that kind named later", 0.7)
    })
}

/// "The results of the Tidings poll": the poll.
fn results_of(cast: &mut Cast, span: TokenRange, core: TokenRange) -> Option<Resolved> {
    let view = cast.view;
    let results = matches!(view.lower(core.end() - 1), "results" | "findings" | "figures" | "numbers");
    if !results || view.lower(core.end()) != "of" || core.end() + 1 >= span.end() {
        return None;
    }
    let found = super::resolve(cast, TokenRange::new(core.end() + 1, span.end()), None);
    (found.kind == Some(SourceKind::Document)).then_some(found)
}

fn is_owned(cast: &Cast, core: TokenRange) -> bool {
    core.range().any(|at| {
        cast.view.is_possessive(at)
            || matches!(cast.view.lower(at), "his" | "her" | "its" | "their" | "another" | "other")
    })
}

fn described(cast: &mut Cast, core: TokenRange) -> Option<Resolved> {
    let index = cast.headed_at(core.end() - 1).filter(|&index| cast.mentions[index].noun.is_some())?;
    let entity = cast.somebody(index)?;
    let link = cast.links[index]?;
    Some(Resolved::new(Some(entity), kind_of(cast, entity), link.decider, link.score.min(0.85)))
}

/// By kind alone, where no mention stands at the head.
fn plain(cast: &Cast, core: TokenRange, attribution: Option<&Attribution>) -> Option<Resolved> {
    let (view, last) = (cast.view, core.end() - 1);
    let several = view.lower(last).ends_with('s') && view.lower(last).len() > 3 || view.is(Class::Several, last);
    let person = [Class::Position, Class::Voice, Class::Person, Class::Post, Class::Woman, Class::Man]
        .iter()
        .any(|&class| view.is(class, last));
    let writes = attribution.is_some_and(|one| matches!(one.mode, Mode::Writing | Mode::Finding));
    let article = matches!(view.lower(core.start()), "a" | "an" | "one" | "another");
    // "Republican calls for": adherents, told by their adjective alone.
    let alone = core.len() == 1 && view.words.is(Class::Adherent, &format!("{}s", view.lower(last)));
    let adherent = alone || view.is_plural(Class::Adherent, last) || view.is(Class::Adherent, last);
    let of = |kind, decider, score| Some(Resolved::new(None, Some(kind), decider, score));
    match () {
        () if adherent => of(SourceKind::UnnamedGroup, "several without a name", 0.85),
        () if person && last > core.start() => of(SourceKind::UnnamedPerson, "somebody without a name", 0.75),
        () if view.is(Class::Text, last) => {
            let entity = (core.len() == 1).then(|| works::in_heading(cast, last)).flatten();
            Some(Resolved::new(entity, Some(SourceKind::Document), "what is read", 0.8))
        }
        () if view.is(Class::Body, last) => of(SourceKind::UnnamedGroup, "a body without a name", 0.7),
        () if writes => of(SourceKind::Document, "what is read", 0.6),
        () if several => of(SourceKind::UnnamedGroup, "several without a name", 0.7),
        () if article => of(SourceKind::UnnamedPerson, "somebody without a name", 0.5),
        () => None,
    }
}
