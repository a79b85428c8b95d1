//! Works told of without their name: "a poll", in the lead, and "the report" are the one poll or report that the story names.

use std::collections::BTreeMap;

use super::cast::Cast;
use crate::record::EntityType;

/// How many sentences after the beginning a work may be told of before it is named.
const LEAD: usize = 4;

/// Ties works without a name to the one that bears their noun.
pub(super) fn tie(cast: &mut Cast) {
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (entity, draft) in cast.entities.iter().enumerate() {
        if let Some(name) = draft.name.filter(|_| draft.kind == EntityType::Work) {
            named.entry(cast.view.lower(name.end() - 1).to_owned()).or_default().push(entity);
        }
    }
    let mut into: BTreeMap<usize, usize> = BTreeMap::new();
    for mention in 0..cast.mentions.len() {
        let Some(entity) = cast.entity_of(mention).filter(|entity| !into.contains_key(entity)) else { continue };
        let draft = &cast.entities[entity];
        if draft.kind != EntityType::Work || draft.name.is_some() {
            continue;
        }
        let of = &cast.mentions[mention];
        let known = named.get(cast.view.lower(of.head)).map_or(&[][..], Vec::as_slice);
        let words = of.tokens.len() <= 2;
        let definite = words && cast.view.lower(of.tokens.start()) == "the";
        let lead = words && cast.view.sentence(of.head) < LEAD && !definite;
        if let Some(found) = (definite || lead).then(|| meant(cast, known, of.tokens.start(), definite)).flatten() {
            into.insert(entity, found);
        }
    }
    cast.unite(&into, "the work of that kind that is named", 0.75);
}

/// The one named nearest: before, of a definite description, else behind.
fn meant(cast: &Cast, known: &[usize], at: usize, definite: bool) -> Option<usize> {
    let name = |entity: &usize| cast.entities[*entity].name.map_or(0, |name| name.start());
    let before = known.iter().copied().filter(|entity| name(entity) < at).max_by_key(name);
    let behind = known.iter().copied().filter(|entity| name(entity) > at).min_by_key(name);
    before.filter(|_| definite).or(behind)
}

/// "Poll:" and "Report" over a story, without an article: the named one that follows.
pub(super) fn in_heading(cast: &Cast, at: usize) -> Option<usize> {
    let alike = |entity: &usize| {
        let draft = &cast.entities[*entity];
        draft.kind == EntityType::Work
            && draft.name.is_some_and(|name| cast.view.lower(name.end() - 1) == cast.view.lower(at))
    };
    let known: Vec<usize> = (0..cast.entities.len()).filter(alike).collect();
    (cast.view.sentence(at) < LEAD).then(|| meant(cast, &known, at, false)).flatten()
}
