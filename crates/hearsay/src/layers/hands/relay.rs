//! A statement inside another's content came through that one's source: an outlet, a document, a spokesman, anybody who tells
//! of another's words.

use super::carriers::Carriers;
use super::outlets::{is_own, outlets};
use super::phrases::{Look, phrases};
use super::{Handling, Station};
use crate::lang::en::hands::Noun;
use crate::layers::attributions::{Attribution, enclosing};
use crate::record::{SourceKind, ViaKind};
use crate::text::TokenRange;

/// Adds to each inner statement what its outer one tells, outermost last.
pub fn relay(look: &Look, carriers: &Carriers, all: &[Attribution], handlings: &mut [Handling]) {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&index| enclosing(all, index).count());
    for index in order {
        let Some(outer) = all[index].within else { continue };
        let passed = stations(look, carriers, all, (index, outer));
        let above = handlings[outer].via.clone();
        let handling = &mut handlings[index];
        if let Some(source) = all[outer].source.first() {
            let carrier = phrases(look, *source).iter().find_map(|phrase| carriers.named(phrase.words));
            handling.occasion = handling.occasion.or(carrier.and_then(|carrier| carrier.occasion(source.end())));
        }
        for station in passed.into_iter().chain(above) {
            if !handling.via.contains(&station) {
                handling.via.push(station);
                handling.decider = Some("within another");
            }
        }
    }
}

/// What the source of the outer statement is for the inner one; nothing where somebody tells of his own words.
fn stations(look: &Look, carriers: &Carriers, all: &[Attribution], (inner, outer): (usize, usize)) -> Vec<Station> {
    let Some(&source) = all[outer].source.first() else { return Vec::new() };
    if let Some(&words) = outlets(look, source).first() {
        let station = Station { kind: ViaKind::Outlet, words, who: Some(words) };
        return if is_own(look, words) { Vec::new() } else { vec![station] };
    }
    if let Some(carrier) = phrases(look, source).iter().find_map(|phrase| carriers.named(phrase.words)) {
        return carrier.stations();
    }
    let told = source.range().rev().find_map(|at| carrier(look, at));
    let text = told.filter(|kind| !matches!(kind, ViaKind::Spokesperson));
    if text.is_none() && !tells_of_another(look, all, inner, outer) {
        return Vec::new();
    }
    let kind = look.people.speakers.get(outer).and_then(|speaker| speaker.kind);
    let hidden = kind == Some(SourceKind::Anonymous) || look.any("anonymous", source) || unnamed(look, source);
    let person = if hidden { ViaKind::Leak } else { ViaKind::Unknown };
    vec![Station { kind: told.unwrap_or(person), words: source, who: Some(source) }]
}

/// "Who asked not to be named", "who has read it".
fn unnamed(look: &Look, source: TokenRange) -> bool {
    let words: Vec<String> = source.range().map(|at| look.scene.lower(at)).collect();
    let hides = |pair: &[String]| matches!(pair[0].as_str(), "be" | "being") && look.words.has("naming", &pair[1]);
    let seen = |three: &[String]| three[0] == "who" && matches!(three[1].as_str(), "has" | "had" | "saw" | "have");
    let refuses = words.iter().any(|word| matches!(word.as_str(), "not" | "without" | "declined"));
    (refuses && words.windows(2).any(hides)) || (words.windows(3).any(seen) && words.iter().any(|word| word == "it"))
}

fn carrier(look: &Look, at: usize) -> Option<ViaKind> {
    let pair = format!("{}_{}", look.scene.lower(at.saturating_sub(1)), look.scene.lower(at));
    let nouns = look.words.nouns(&pair).iter().chain(look.words.nouns(&look.scene.lower(at)));
    nouns.into_iter().find_map(|noun| if let Noun::Carrier(kind) = noun { Some(*kind) } else { None })
}

/// The inner source is somebody else: another entity, else named by other words. "He" in another's quotation is not the speaker.
fn tells_of_another(look: &Look, all: &[Attribution], inner: usize, outer: usize) -> bool {
    const SELF_OR_NOBODY: [&str; 8] = ["i", "we", "it", "who", "that", "you", "one", "which"];
    const OTHERS: [&str; 3] = ["he", "she", "they"];
    let entity = |index: usize| look.people.speakers.get(index).and_then(|speaker| speaker.entity);
    let words = |ranges: &[TokenRange]| -> Vec<String> {
        ranges.iter().flat_map(|range| range.range()).map(|at| look.scene.lower(at)).collect()
    };
    let (said, told) = (words(&all[inner].source), words(&all[outer].source));
    let Some(first) = all[inner].source.first() else { return false };
    match said.as_slice() {
        [only] if SELF_OR_NOBODY.contains(&only.as_str()) => false,
        [only] if OTHERS.contains(&only.as_str()) => look.scene.is_inside_marks(first.start()),
        _ if entity(inner).is_some() && entity(inner) == entity(outer) => false,
        _ => !said.iter().any(|word| word.chars().count() > 3 && told.contains(word)),
    }
}
