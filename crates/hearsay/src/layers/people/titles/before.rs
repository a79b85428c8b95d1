//! The title right before a name: "Finance Minister Ida Brandt", "former secretary of state Piet Lam", "Norbana Bank Chairman
//! and CEO Ines Duarte" (two), "Sens. Piet Lam and Ines Duarte" (one, of both).

use super::super::cast::Cast;
use super::phrase::{colours, is_plural_position, is_position, post_held, without_party};
use crate::lang::en::people::Class;
use crate::layers::mentions::{Mention, View};
use crate::record::EntityType;
use crate::text::TokenRange;

/// Longest complement of a title before a name, in tokens: "of National Intelligence".
const COMPLEMENT: usize = 6;

/// Longest stretch between two names of a list: ", of Oude Haven, and".
const GAP: usize = 8;

/// Most words between a lower-case word of a title and what bounds it.
const MOST_PLAIN: usize = 4;

/// The titles before a name, two where "and" joins two; or before the list that the name stands in.
pub(super) fn before(cast: &Cast, name: TokenRange) -> Vec<TokenRange> {
    let view = cast.view;
    let floor = view.sentence_tokens(name.start()).start();
    let plain_honorific = |at: usize| view.is(Class::Honorific, at) && !vouches(view, at);
    let end = name.start() - usize::from(name.start() > floor && plain_honorific(name.start() - 1));
    match head(cast, floor, end) {
        Some(head) => reaching(cast, floor, head, end),
        None => shared(cast, floor, name),
    }
}

/// The titles with head `head` before what stands at `end`.
fn reaching(cast: &Cast, floor: usize, head: usize, end: usize) -> Vec<TokenRange> {
    let view = cast.view;
    let (start, bounded) = reach(cast, floor, head);
    let first = (start..end)
        .find(|&at| {
            !colours(view, at) && (bounded || vouches(view, at) || view.is(Class::Modifier, at) || view.is_capital(at))
        })
        .unwrap_or(head);
    let titles = parted(view, TokenRange::new(first, end)).into_iter();
    titles.filter_map(|title| without_party(view, title)).collect()
}

/// The title of several before the first name of a list: "Sens. Piet Lam of Oude Haven and Ines Duarte".
fn shared(cast: &Cast, floor: usize, name: TokenRange) -> Vec<TokenRange> {
    let view = cast.view;
    let mut first = name;
    loop {
        let end = first.start();
        if end > floor && is_plural_position(view, end - 1) {
            // "The candidates Lam named": one name alone is a subject.
            let several = first != name || goes_on(cast, name);
            return if several { reaching(cast, floor, end - 1, end) } else { Vec::new() };
        }
        let Some(earlier) = listed_before(cast, floor, first) else { return Vec::new() };
        first = earlier;
    }
}

fn is_person(mention: &Mention) -> bool {
    mention.kind == Some(EntityType::Person)
}

/// Whether another person's name follows in a list.
fn goes_on(cast: &Cast, name: TokenRange) -> bool {
    let range = name.end()..(name.end() + GAP).min(cast.view.len());
    let person = |at: usize| cast.named_at[at].map(|mention| &cast.mentions[mention]).filter(|one| is_person(one));
    let next = range.clone().find_map(person).map(|mention| mention.tokens);
    next.is_some_and(|next| listed_before(cast, name.start(), next) == Some(name))
}

/// The person's name right before a name in a list.
fn listed_before(cast: &Cast, floor: usize, name: TokenRange) -> Option<TokenRange> {
    let view = cast.view;
    let last = (floor.max(name.start().saturating_sub(GAP))..name.start()).rev().find_map(|at| {
        let mention = &cast.mentions[cast.named_at[at]?];
        is_person(mention).then_some(mention.tokens)
    })?;
    let gap = || last.end()..name.start();
    let joins = gap().any(|at| matches!(view.lower(at), "and" | ","));
    let plain = |at: usize| view.is_capital(at) || !view.scene.is_word(at) || matches!(view.lower(at), "and" | "of");
    (joins && gap().all(plain)).then_some(last)
}

/// Whether a word before a name can be a title by itself.
fn vouches(view: &View, at: usize) -> bool {
    is_position(view, at) || matches!(view.bare(at), "rev" | "fr" | "prof" | "dr" | "hon")
}

/// Where the title's head stands: right before the name, or before a complement with "of".
fn head(cast: &Cast, floor: usize, end: usize) -> Option<usize> {
    let view = cast.view;
    if end == floor || view.lower(end - 1) == "and" {
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
        && cast.named_at[of + 1].is_some_and(|mention| is_person(&cast.mentions[mention]));
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
            () if known || capital || joined || two || in_name || plain(cast, floor, before, head) => start -= 1,
            () => return (start, empty || !view.scene.is_word(before) || ends_phrase(view, before)),
        }
    }
    (start, true)
}

/// Words behind which a verb stands rather than a noun phrase.
fn leads_verb(word: &str) -> bool {
    matches!(
        word,
        "to" | "will"
            | "would"
            | "shall"
            | "should"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "do"
            | "does"
            | "did"
            | "not"
            | "n't"
            | "he"
            | "she"
            | "they"
            | "we"
            | "you"
            | "i"
            | "who"
    )
}

/// Whether a lower-case word goes with a lower-case position behind it, "environmental secretary": where nothing but such words, modifiers
/// and names of places and bodies stand between it and what bounds the phrase.
fn plain(cast: &Cast, floor: usize, at: usize, head: usize) -> bool {
    let view = cast.view;
    let word = |at: usize| {
        let text = view.lower(at);
        let ends = ["ed", "ly", "ing"].iter().any(|end| text.ends_with(end));
        let verb =
            ends || text.ends_with('s') && !text.ends_with("airs") || view.scene.lexicon.meaning(text, None).is_some();
        let person = [Class::Position, Class::Person, Class::Post].iter().any(|&class| view.is(class, at));
        let letters = text.len() > 3 && text.chars().all(|c| c.is_alphabetic() || c == '-');
        letters && !verb && !person && !view.is_capital(at)
    };
    let place = |at: usize| {
        let name = cast.named_at[at].map(|mention| &cast.mentions[mention]);
        view.is_capital(at) && !view.begins(at) && name.is_none_or(|one| !is_person(one))
    };
    let bound = |at: usize| !view.scene.is_word(at) || ends_phrase(view, at) || view.is_possessive(at);
    let inside = |at: &usize| !bound(*at) && (word(*at) || place(*at) || view.is(Class::Modifier, *at));
    let reach = (floor..at).rev().take(MOST_PLAIN).take_while(inside).count();
    let bounded = at - reach == floor || bound(at - reach - 1) && !leads_verb(view.lower(at - reach - 1));
    let former = matches!(view.lower(at + 1), "former" | "then") || view.lower(head).ends_with('.');
    word(at) && !bound(at) && bounded && !former && !view.is_capital(head)
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
