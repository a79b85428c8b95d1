//! A statement inside another's content came through that one's source: an outlet, a document, a spokesman, anybody who tells
//! of another's words.

use super::carriers::Carriers;
use super::outlets::{is_own, outlets};
use super::phrases::{Look, phrases};
use super::{Handling, Station};
use crate::lang::en::hands::Noun;
use crate::layers::attributions::Attribution;
use crate::record::ViaKind;
use crate::text::TokenRange;

/// Adds to each inner statement what its outer one tells, outermost last.
pub fn relay(look: &Look, carriers: &Carriers, all: &[Attribution], handlings: &mut [Handling]) {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&index| depth(all, index));
    for index in order {
        let Some(outer) = all[index].within else { continue };
        let passed = stations(look, carriers, &all[index], &all[outer]);
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

fn depth(all: &[Attribution], index: usize) -> usize {
    let outer = |index: &usize| all.get(*index).and_then(|one| one.within);
    std::iter::successors(Some(index), outer).take(all.len()).count()
}

/// What the source of the outer statement is for the inner one; nothing where somebody tells of his own words.
fn stations(look: &Look, carriers: &Carriers, inner: &Attribution, outer: &Attribution) -> Vec<Station> {
    let Some(&source) = outer.source.first() else { return Vec::new() };
    if let Some(&words) = outlets(look, source).first() {
        let station = Station { kind: ViaKind::Outlet, words, who: Some(words) };
        return if is_own(look, words) { Vec::new() } else { vec![station] };
    }
    if let Some(carrier) = phrases(look, source).iter().find_map(|phrase| carriers.named(phrase.words)) {
        return carrier.stations();
    }
    let told = source.range().rev().find_map(|at| carrier(look, at));
    let text = told.filter(|kind| !matches!(kind, ViaKind::Spokesperson));
    if text.is_none() && !tells_of_another(look, inner, outer) {
        return Vec::new();
    }
    let person = if look.any("anonymous", source) { ViaKind::Leak } else { ViaKind::Unknown };
    vec![Station { kind: told.unwrap_or(person), words: source, who: Some(source) }]
}

fn carrier(look: &Look, at: usize) -> Option<ViaKind> {
    let nouns = look.words.nouns(&look.scene.lower(at)).iter();
    nouns.into_iter().find_map(|noun| if let Noun::Carrier(kind) = noun { Some(*kind) } else { None })
}

/// The inner source is somebody else: named, and not by a pronoun or by a name of the outer one.
fn tells_of_another(look: &Look, inner: &Attribution, outer: &Attribution) -> bool {
    const PRONOUNS: [&str; 11] = ["i", "we", "he", "she", "they", "it", "who", "that", "you", "one", "which"];
    let words = |ranges: &[TokenRange]| -> Vec<String> {
        ranges.iter().flat_map(|range| range.range()).map(|at| look.scene.lower(at)).collect()
    };
    let (inner, outer) = (words(&inner.source), words(&outer.source));
    let named = |word: &String| word.chars().count() > 3 && outer.contains(word);
    let pronoun = matches!(inner.as_slice(), [only] if PRONOUNS.contains(&only.as_str()));
    !(inner.is_empty() || pronoun || inner.iter().any(named))
}
