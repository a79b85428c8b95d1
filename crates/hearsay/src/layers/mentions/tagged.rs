//! From the head's scores to names: the best sequence of tags (Viterbi 1967), then one kind for one name in a document.

use std::collections::BTreeMap;

use super::View;
use crate::model::{NamesConfig, Rows};
use crate::record::EntityType;
use crate::text::TokenRange;

/// The names of persons, bodies and places, as tagged.
pub(super) fn tagged(view: &View, config: &NamesConfig, scores: &Rows) -> Vec<(TokenRange, EntityType)> {
    let starts: Vec<bool> = paragraph_starts(view);
    let tags = best(config, scores, &starts);
    let mut found: Vec<(TokenRange, EntityType)> = Vec::new();
    let mut at = 0;
    while at < tags.len() {
        let tag = config.tags[tags[at]].as_str();
        let mut end = at + 1;
        if let Some(class) = tag.strip_prefix("B-") {
            while end < tags.len() && config.tags[tags[end]].strip_prefix("I-") == Some(class) {
                end += 1;
            }
            found.extend(kind(class).map(|kind| (TokenRange::new(at, end), kind)));
        }
        at = end;
    }
    agreed(view, found)
}

fn kind(class: &str) -> Option<EntityType> {
    match class {
        "PER" => Some(EntityType::Person),
        "ORG" => Some(EntityType::Organisation),
        "LOC" => Some(EntityType::Place),
        _ => None,
    }
}

fn paragraph_starts(view: &View) -> Vec<bool> {
    let mut starts = vec![false; view.len()];
    let mut paragraph = None;
    for sentence in view.scene.sentences {
        if let Some(start) = starts.get_mut(sentence.tokens.start()) {
            *start = paragraph != Some(sentence.paragraph);
        }
        paragraph = Some(sentence.paragraph);
    }
    starts
}

/// The best tags; a paragraph starts anew.
fn best(config: &NamesConfig, scores: &Rows, starts: &[bool]) -> Vec<usize> {
    let tags = config.tags.len();
    let inner: Vec<bool> = config.tags.iter().map(|tag| tag.starts_with("I-")).collect();
    // For each token and tag the best tag before.
    let mut back: Vec<u8> = Vec::with_capacity(starts.len() * tags);
    let mut weight = config.start.clone();
    for (at, &start) in starts.iter().enumerate() {
        let row = scores.row(at);
        let mut next = Vec::with_capacity(tags);
        for (to, &goes_on) in inner.iter().enumerate() {
            let score = |from: usize| weight[from] + config.transitions[from][to];
            let from = (0..tags).max_by(|&a, &b| score(a).total_cmp(&score(b)).then(b.cmp(&a))).unwrap_or(0);
            let reached = if at == 0 { config.start[to] } else { score(from) };
            let inside = if start && goes_on { -1e4 } else { 0.0 };
            next.push(reached + inside + f64::from(row.get(to).copied().unwrap_or(0.0)));
            back.push(u8::try_from(from).unwrap_or(0));
        }
        weight = next;
    }
    let mut tag = (0..tags).max_by(|&a, &b| weight[a].total_cmp(&weight[b]).then(b.cmp(&a))).unwrap_or(0);
    let mut found = vec![0; starts.len()];
    for at in (0..starts.len()).rev() {
        found[at] = tag;
        tag = usize::from(back[at * tags + tag]);
    }
    found
}

/// The same words have the same kind throughout: the one they have most often. The last word of a person's full name is that person's.
fn agreed(view: &View, mut found: Vec<(TokenRange, EntityType)>) -> Vec<(TokenRange, EntityType)> {
    let mut votes: BTreeMap<String, BTreeMap<EntityType, usize>> = BTreeMap::new();
    for (range, kind) in &found {
        *votes.entry(view.text(*range)).or_default().entry(*kind).or_insert(0) += 1;
        if *kind == EntityType::Person && range.len() > 1 {
            let last = view.text(TokenRange::new(range.end() - 1, range.end()));
            *votes.entry(last).or_default().entry(*kind).or_insert(0) += 2;
        }
    }
    for (range, kind) in &mut found {
        let lone = *kind == EntityType::Person && range.len() == 1;
        if lone
            && view.words.place(&view.text(*range)).is_some()
            && view.words.given_to_women(view.lower(range.start())).is_none()
        {
            *kind = EntityType::Place;
        }
        let Some(of) = votes.get(&view.text(*range)) else { continue };
        let own = of.get(kind).copied().unwrap_or(0);
        if let Some((most, _)) = of.iter().max_by_key(|(_, count)| **count).filter(|(_, count)| **count > own) {
            *kind = *most;
        }
    }
    found
}
