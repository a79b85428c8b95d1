//! Whether a phrase tells a position, and how far its words reach: "the former mayor of Eastport", without its article, what only
//! colours it ("embattled"), a time and an infinitive.

use super::super::cast::Cast;
use crate::lang::en::people::Class;
use crate::layers::mentions::View;
use crate::record::EntityType;
use crate::text::TokenRange;

/// Words before a position that tell nothing of where it is held.
const COLOURS: [&str; 26] = [
    "sitting",
    "current",
    "incumbent",
    "embattled",
    "new",
    "newly",
    "popular",
    "unpopular",
    "longtime",
    "long-time",
    "longest-serving",
    "veteran",
    "late",
    "first-term",
    "second-term",
    "third-term",
    "one-term",
    "two-term",
    "three-term",
    "six-term",
    "presumptive",
    "well-known",
    "little-known",
    "prominent",
    "respected",
    "influential",
];

/// Words that tell of a rank among others or of a time to come: no position is held.
const RANKS: [&str; 19] = [
    "only",
    "most",
    "last",
    "best",
    "oldest",
    "youngest",
    "least",
    "latest",
    "one",
    "next",
    "future",
    "would-be",
    "possible",
    "potential",
    "likely",
    "fellow",
    "another",
    "own",
    "sole",
];

/// What "first" may open: "First Lady", "first vice president".
const FIRSTS: [&str; 8] = ["lady", "gentleman", "minister", "vice", "deputy", "lieutenant", "secretary", "sea"];

/// Public bodies whose posts are positions without a name: "campaign manager", "a member of the city council".
const PUBLIC: [&str; 18] = [
    "campaign",
    "council",
    "committee",
    "subcommittee",
    "board",
    "cabinet",
    "party",
    "senate",
    "house",
    "congress",
    "parliament",
    "assembly",
    "caucus",
    "commission",
    "government",
    "administration",
    "court",
    "team",
];

/// A phrase whose head is a position, as far as the position's words reach.
pub(super) fn position(cast: &Cast, phrase: TokenRange) -> Option<TokenRange> {
    let view = cast.view;
    let loose = |at: &usize| matches!(view.lower(*at), "and" | "or" | "of" | "at" | "for" | "in" | "the" | "a" | "as");
    let end = phrase.range().rev().find(|at| !loose(at)).map_or(phrase.start(), |at| at + 1);
    let start = (phrase.start()..end).find(|&at| !opens(view, at))?;
    let head = (start..end).find(|&at| is_link(view.lower(at))).unwrap_or(end).checked_sub(1)?;
    let side = ["pro-", "anti-"].iter().any(|side| view.lower(start).starts_with(side));
    if head < start || side || ranked(view, start) || (start..head).any(|at| is_no_part(cast, at, start)) {
        return None;
    }
    let title = TokenRange::new(start, tail(cast, head + 1, end));
    let held = || {
        view.is(Class::Post, head)
            && (post_held(cast, head, start) || body_behind(cast, TokenRange::new(head + 1, title.end())))
    };
    // "A major figure", "the general public": these are ranks with a capital only.
    let rank = !matches!(view.lower(head), "major" | "general") || view.is_capital(head) || {
        head > start && is_position(view, head - 1)
    };
    (rank && is_position(view, head) || held()).then(|| without_party(view, title)).flatten()
}

/// Articles, owners by pronoun, adverbs of time, ages and words that only colour.
fn opens(view: &View, at: usize) -> bool {
    let word = view.lower(at);
    matches!(word, "a" | "an" | "the" | "his" | "her" | "its" | "their") || is_aside_word(word) && word != "then" || {
        colours(view, at)
    }
}

/// Whether a word before a position only colours it: "embattled", "47-year-old". "New Jersey" does not.
pub(super) fn colours(view: &View, at: usize) -> bool {
    let plain = !view.is_capital(at) || view.begins(at) && view.lower(at) != "new";
    plain && COLOURS.contains(&view.lower(at)) || view.lower(at).ends_with("-year-old")
}

/// Adverbs of time beside a verb of being.
pub(super) fn is_aside_word(word: &str) -> bool {
    matches!(
        word,
        "now" | "also" | "currently" | "still" | "once" | "previously" | "formerly" | "later" | "then" | "briefly"
    )
}

fn ranked(view: &View, start: usize) -> bool {
    let ordinal = matches!(view.lower(start), "first" | "second" | "third");
    RANKS.contains(&view.lower(start)) || ordinal && !FIRSTS.contains(&view.lower(start + 1))
}

/// Words behind which the complement of a position's noun begins.
fn is_link(word: &str) -> bool {
    matches!(
        word,
        "of" | "at"
            | "for"
            | "in"
            | "with"
            | "on"
            | "to"
            | "from"
            | "and"
            | "by"
            | "under"
            | "representing"
            | "overseeing"
    )
}

/// Whether a word before the head shows that the phrase is none of a position: a verb, a pronoun, an article.
fn is_no_part(cast: &Cast, at: usize, start: usize) -> bool {
    let view = cast.view;
    let verb = at == start && view.lower(at).ends_with("ing") && !view.is(Class::Modifier, at) && !view.is_capital(at);
    let closed = view.is(Class::Stop, at) && !matches!(view.lower(at), "then" | "&");
    cast.named_at[at].is_none() && (verb || closed || view.is_determiner(at))
}

/// How far the complement reaches from `from` on: up to an infinitive or a time.
fn tail(cast: &Cast, from: usize, end: usize) -> usize {
    let view = cast.view;
    let stops = |at: &usize| {
        let (word, next) = (view.lower(*at), view.lower(at + 1));
        let noun = view.is_capital(at + 1) || view.is_determiner(at + 1) || next.ends_with('s');
        let infinitive = word == "to" && !noun;
        let then = matches!(word, "at" | "during") && next == "the" && view.lower(at + 2) == "time";
        let any = matches!(word, "in" | "at" | "on" | "with" | "by") && matches!(next, "a" | "an");
        let when = matches!(word, "last" | "this" | "next" | "that")
            && matches!(next, "year" | "week" | "month" | "fall" | "spring" | "summer" | "winter");
        let loose = word == "with" && !body_behind(cast, TokenRange::new(*at, (*at + 4).min(end)));
        let verb = word.ends_with("ed") && *at > from && cast.named_at[at - 1].is_some();
        infinitive || verb || loose || then || any || when || is_day(word)
    };
    let end = (from..end).find(stops).unwrap_or(end);
    let link = |at: &usize| !is_link(view.lower(*at)) && view.lower(*at) != "the";
    (from..end).rev().find(link).map_or(from.min(end), |at| at + 1)
}

fn is_day(word: &str) -> bool {
    matches!(word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}

/// Whether a phrase names a body, "for the Tidings", or tells of a public one, "of the city council".
fn body_behind(cast: &Cast, phrase: TokenRange) -> bool {
    let named = phrase.range().filter_map(|at| cast.named_at[at]).any(|mention| is_body(cast, mention));
    let public = |at: usize| {
        PUBLIC.contains(&cast.view.lower(at))
            && (phrase.start()..at).all(|at| !matches!(cast.view.lower(at), "a" | "an"))
    };
    named || phrase.range().any(public)
}

fn is_body(cast: &Cast, mention: usize) -> bool {
    matches!(cast.mentions[mention].kind, Some(EntityType::Organisation | EntityType::Work))
}

/// Whether a word tells a position: also behind a hyphen ("then-senator").
pub(super) fn is_position(view: &View, at: usize) -> bool {
    let behind = view.bare(at).rsplit_once('-').map(|(_, word)| word);
    let before = view.bare(at).split_once("-at-").map(|(word, _)| word);
    let of = |word: &str| view.words.is(Class::Position, word);
    view.is_title(at) || before.is_some_and(of) || behind.is_some_and(|word| view.words.is(Class::Position, word))
}

/// Whether a word tells a position that several hold: "Sens.", "candidates".
pub(super) fn is_plural_position(view: &View, at: usize) -> bool {
    let one = view.bare(at).strip_suffix('s');
    one.is_some_and(|one| view.words.is(Class::Position, one) || View::is_abbreviated_title(one))
        || view.is_plural(Class::Position, at)
}

/// Whether a post at `at` is one in a body right before it: "Tidings reporter", "the Norbana Times’ political writer", "campaign manager".
pub(super) fn post_held(cast: &Cast, at: usize, floor: usize) -> bool {
    let view = cast.view;
    let passed = |before: usize| {
        cast.named_at[before].is_none()
            && !PUBLIC.contains(&view.lower(before))
            && (view.is(Class::Modifier, before) || view.is_possessive(before) || view.is(Class::Post, before))
    };
    let body = (floor..at).rev().find(|&before| !passed(before));
    view.is(Class::Post, at)
        && body.is_some_and(|before| {
            cast.named_at[before].is_some_and(|mention| is_body(cast, mention))
                || view.is(Class::News, before)
                || PUBLIC.contains(&view.lower(before))
        })
}

/// A party goes with an office only where the office is the party's own.
pub(super) fn without_party(view: &View, title: TokenRange) -> Option<TokenRange> {
    let party = ["republican", "democratic", "democrat", "gop", "conservative", "labour", "liberal"]
        .contains(&view.lower(title.start()));
    let own = ["nominee", "candidate", "leader", "chairman", "chairwoman", "chair", "whip", "president", "delegate"];
    let keeps = title.range().any(|at| {
        own.contains(&view.bare(at).trim_end_matches('s'))
            || view.is(Class::Organisation, at)
            || view.lower(at) == "national"
    });
    let kept = TokenRange::new(title.start() + usize::from(party && !keeps && title.len() > 1), title.end());
    (!kept.is_empty()).then_some(kept)
}
