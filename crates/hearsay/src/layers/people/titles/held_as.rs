//! Positions that "as" lays at somebody: "her record as secretary of state", "As mayor, Lam opposed it", "the appointment of Lam as
//! envoy". What somebody would be, or is only seen as, is none.

use super::super::cast::{Cast, is_name};
use super::add;
use super::beside::positions;
use crate::record::EntityType;

/// How far before "as" its holder stands, in tokens.
const REACH: usize = 14;

/// How far before "as" an owner by name stands, in tokens.
const OWNED: usize = 4;

/// Words before "as" that make it a comparison or a view.
const REGARDS: [&str; 54] = [
    "such",
    "well",
    "much",
    "far",
    "soon",
    "long",
    "same",
    "so",
    "just",
    "known",
    "see",
    "sees",
    "saw",
    "seen",
    "seeing",
    "view",
    "views",
    "viewed",
    "regard",
    "regards",
    "regarded",
    "describe",
    "describes",
    "described",
    "describing",
    "portray",
    "portrayed",
    "portraying",
    "paint",
    "painted",
    "painting",
    "cast",
    "casting",
    "depict",
    "depicted",
    "treat",
    "treated",
    "dismiss",
    "dismissed",
    "denounced",
    "denounce",
    "tout",
    "touted",
    "label",
    "labeled",
    "labelled",
    "think",
    "thought",
    "thinking",
    "himself",
    "herself",
    "themselves",
    "prefer",
    "favor",
];

/// Words that tell of what is not so yet.
const OPEN: [&str; 30] = [
    "would",
    "will",
    "could",
    "should",
    "may",
    "might",
    "'d",
    "'ll",
    "if",
    "whether",
    "plan",
    "plans",
    "promise",
    "promises",
    "promised",
    "vow",
    "vowed",
    "pledge",
    "pledged",
    "want",
    "wants",
    "wanted",
    "hope",
    "hopes",
    "fit",
    "unfit",
    "ready",
    "qualified",
    "next",
    "days",
];

/// Words before a name that "as" and a post follow: "the appointment of Lam as envoy".
const APPOINTS: [&str; 25] = [
    "appointment",
    "appoint",
    "appointed",
    "appoints",
    "appointing",
    "name",
    "named",
    "names",
    "naming",
    "hire",
    "hired",
    "hires",
    "hiring",
    "elected",
    "election",
    "replaced",
    "replace",
    "succeed",
    "succeeded",
    "installed",
    "chose",
    "tapped",
    "with",
    "picked",
    "nominated",
];

/// Adds what "as" tells, once it is known who is meant.
pub(super) fn tell(cast: &mut Cast) {
    for at in 0..cast.view.len() {
        if cast.view.lower(at) != "as" || cast.quoted_in[at].is_some() {
            continue;
        }
        let mut titles = positions(cast, at + 1);
        titles.retain(|title| !title.range().any(|at| cast.view.lower(at) == "top"));
        let Some(last) = titles.last() else { continue };
        if let Some(entity) = holder(cast, at, last.end()) {
            titles.into_iter().for_each(|title| add(cast, entity, title));
        }
    }
}

/// Who holds the position that stands between "as" and `end`.
fn holder(cast: &Cast, at: usize, end: usize) -> Option<usize> {
    let view = cast.view;
    let sentence = view.sentence_tokens(at);
    let floor = sentence.start().max(at.saturating_sub(REACH));
    let has = |range: std::ops::Range<usize>, words: &[&str]| range.clone().any(|at| words.contains(&view.lower(at)));
    if has(floor..(end + 4).min(sentence.end()), &OPEN) || has(at.saturating_sub(8).max(floor)..at, &REGARDS) {
        return None;
    }
    let opens = at == sentence.start() || !view.scene.is_word(at - 1) || view.lower(at - 1) == "that";
    if opens && view.lower(end) == "," {
        return subject(cast, end + 1);
    }
    let index = (0..cast.mentions.partition_point(|mention| mention.tokens.start() < at))
        .rev()
        .take_while(|&index| cast.mentions[index].tokens.start() >= floor)
        .find(|&index| cast.mentions[index].tokens.end() <= at && person(cast, index).is_some())?;
    let tokens = cast.mentions[index].tokens;
    let beside = tokens.end() == at && !has(tokens.start().saturating_sub(5).max(floor)..tokens.start(), &APPOINTS);
    // "Clinton's tenure as", but not "a member of Clinton's team who serves as".
    let owner = view.is_possessive(tokens.end()) && at - tokens.end() > OWNED;
    let closed = owner || (tokens.end()..at).any(|between| matches!(view.lower(between), "," | ";" | ":"));
    person(cast, index).filter(|_| !beside && !closed)
}

/// The person who opens the clause at `from`, behind an honorific or a title.
fn subject(cast: &Cast, from: usize) -> Option<usize> {
    let starts = (from..from + 4).take_while(|&at| at == from || cast.view.is_capital(at - 1));
    starts.into_iter().find_map(|at| {
        let index = cast.mentions.partition_point(|mention| mention.tokens.start() < at);
        cast.mentions.get(index).filter(|mention| mention.tokens.start() == at).and_then(|_| person(cast, index))
    })
}

/// The named person whom a name, "he" or "she" stands for.
fn person(cast: &Cast, index: usize) -> Option<usize> {
    let mention = &cast.mentions[index];
    let pronoun = matches!(cast.view.lower(mention.head), "he" | "she" | "his" | "her" | "him" | "who");
    let entity = cast.entity_of(index).filter(|_| is_name(mention) || pronoun)?;
    (cast.entities[entity].kind == EntityType::Person && cast.is_named(entity)).then_some(entity)
}
