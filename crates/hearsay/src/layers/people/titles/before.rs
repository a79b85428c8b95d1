//! The title right before a name: "Finance Minister Ida Brandt", "former secretary of state Piet Lam", "Norbana Bank Chairman
//! and CEO Ines Duarte" (two).

use super::super::cast::Cast;
use super::{is_position, post_held, without_party};
use crate::lang::en::people::Class;
use crate::layers::mentions::View;
use crate::text::TokenRange;

/// Longest complement of a title before a name, in tokens: "of National Intelligence".
const COMPLEMENT: usize = 6;

/// The titles before a name, two where "and" joins two.
pub(super) fn before(cast: &Cast, name: TokenRange) -> Vec<TokenRange> {
    let view = cast.view;
    let floor = view.sentence_tokens(name.start()).start();
    let plain_honorific = |at: usize| view.is(Class::Honorific, at) && !vouches(view, at);
    let end = name.start() - usize::from(name.start() > floor && plain_honorific(name.start() - 1));
    let Some(head) = head(cast, floor, end) else { return Vec::new() };
    let (start, bounded) = reach(cast, floor, head);
    let first = (start..end)
        .find(|&at| bounded || vouches(view, at) || view.is(Class::Modifier, at) || view.is_capital(at))
        .unwrap_or(head);
    let titles = parted(view, TokenRange::new(first, end)).into_iter();
    titles.filter_map(|title| without_party(view, title)).collect()
}

/// Whether a word before a name can be a title by itself.
fn vouches(view: &View, at: usize) -> bool {
    is_position(view, at) || matches!(view.bare(at), "rev" | "fr" | "prof" | "dr" | "hon")
}

/// Where the title's head stands: right before the name, or before a complement with "of".
fn head(cast: &Cast, floor: usize, end: usize) -> Option<usize> {
    let view = cast.view;
    if end == floor {
        return None;
    }
    if vouches(view, end - 1) || post_held(cast, end - 1, floor) {
        return Some(end - 1);
    }
    let lowest = end.saturating_sub(COMPLEMENT).max(floor + 1);
    let of = (lowest..end - 1).rev().find(|&at| view.lower(at) == "of")?;
    let inside = (of + 1..end).all(|at| {
        view.is_capital(at)
            || at > of + 1 && matches!(view.lower(at), "and" | "&")
            || view.scene.is_word(at) && !view.is(Class::Stop, at) && !view.is_determiner(at) && end - of < 4
            || at == of + 1 && view.lower(at) == "the" && end - of > 2
    });
    let owner = cast.named_at[of + 1].is_some_and(|mention| cast.mentions[mention].tokens.end() == end)
        && cast.named_at[of + 1]
            .is_some_and(|mention| cast.mentions[mention].kind == Some(crate::record::EntityType::Person));
    (inside && !owner && is_position(view, of - 1)).then_some(of - 1)
}

/// How far the title reaches to the left of its head, and whether something that cannot belong to it bounds it there.
fn reach(cast: &Cast, floor: usize, head: usize) -> (usize, bool) {
    let view = cast.view;
    let mut start = head;
    while start > floor {
        let before = start - 1;
        let empty = view.begins(before)
            && cast.named_at[before].is_none()
            && view.words.demonym(view.lower(before)).is_none()
            && !view.lower(before).ends_with('.');
        let known = is_position(view, before) || view.is(Class::Modifier, before);
        let capital = view.is_capital(before) && !view.is(Class::Stop, before) && !empty && !view.is_determiner(before);
        let joined = view.lower(before).contains('-') && view.scene.is_word(before) && !view.is(Class::Stop, before);
        let owner = view.is_possessive(before) && before > floor && view.is_capital(before - 1);
        let two =
            view.lower(before) == "and" && before > floor && is_position(view, before - 1) && is_position(view, start);
        let in_name = cast.named_at[before].is_some_and(|mention| cast.mentions[mention].tokens.start() < before)
            && matches!(view.lower(before), "and" | "of" | "&" | "for" | "the" | "on");
        match () {
            () if owner => start -= 2,
            () if known || capital || joined || two || in_name => start -= 1,
            () => return (start, empty || !view.scene.is_word(before) || ends_phrase(view, before)),
        }
    }
    (start, true)
}

fn ends_phrase(view: &View, at: usize) -> bool {
    view.is(Class::Stop, at) || view.is_determiner(at)
}

/// "Vice-presidential nominee Gov." are two: an abbreviated title begins anew, and so does one behind "and".
fn parted(view: &View, title: TokenRange) -> Vec<TokenRange> {
    // "Lt. Gen." is one.
    let anew = |at: &usize| {
        let short = |at: usize| view.lower(at).ends_with('.');
        short(*at) && view.is_title(*at) && view.is_title(at - 1) && !short(at - 1)
    };
    let joined =
        |at: &usize| view.lower(*at) == "and" && is_position(view, at - 1) && is_position(view, title.end() - 1);
    let inside = title.start() + 1..title.end();
    match (inside.clone().find(anew), inside.clone().find(joined)) {
        (Some(at), _) => vec![TokenRange::new(title.start(), at), TokenRange::new(at, title.end())],
        (None, Some(and)) if and + 1 < title.end() => {
            vec![TokenRange::new(title.start(), and), TokenRange::new(and + 1, title.end())]
        }
        _ => vec![title],
    }
}
