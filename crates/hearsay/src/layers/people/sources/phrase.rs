//! The phrase of a source: its ends, its core, whether it tells a number.

use super::super::cast::{Cast, is_name};
use crate::lang::en::people::Class;
use crate::record::EntityType;
use crate::text::TokenRange;

/// Without punctuation at its ends and the mark of a possessive.
pub(super) fn trimmed(cast: &Cast, span: TokenRange) -> TokenRange {
    let view = cast.view;
    let (mut start, mut end) = (span.start(), span.end());
    while end > start
        && (!view.scene.is_word(end - 1)
            || view.is_possessive(end - 1)
            || matches!(view.lower(end - 1), "himself" | "herself" | "itself" | "themselves") && end - 1 > start)
    {
        end -= 1;
    }
    while start < end && !view.scene.is_word(start) {
        start += 1;
    }
    TokenRange::new(start, end)
}

/// The phrase up to its first comma, bracket, preposition or relative pronoun; a title's own complement ("secretary of
/// state Piet Lam") belongs to it.
pub(super) fn core(cast: &Cast, span: TokenRange) -> TokenRange {
    let view = cast.view;
    let ends = |at: &usize| {
        let word = view.lower(*at);
        let breaks = view.is(Class::Stop, *at)
            && !matches!(
                word,
                "and" | "then" | "now" | "also" | "even" | "just" | "only" | "too" | "very" | "not" | "never"
            )
            || matches!(word, "including" | "such" | "close" | "familiar" | "around" | "inside");
        let mark = !view.scene.is_word(*at) && !view.is_possessive(*at) && !matches!(word, "/" | "-" | "&" | "%");
        cast.named_at[*at].is_none() && (breaks || mark || is_participle(cast, span, *at))
    };
    let end = (span.start() + 1..span.end()).find(ends).unwrap_or(span.end());
    let core = TokenRange::new(span.start(), end);
    titled(cast, span, core).unwrap_or(core)
}

/// "A letter released on Monday", "voters surveyed": a participle behind a noun for persons, bodies or texts.
fn is_participle(cast: &Cast, span: TokenRange, at: usize) -> bool {
    let view = cast.view;
    let noun = |at: usize| {
        [Class::Text, Class::Body, Class::Person, Class::Several, Class::Position]
            .iter()
            .any(|&class| view.is(class, at) || view.is_plural(class, at))
    };
    let word = view.lower(at);
    let participle =
        word.ends_with("ed") || matches!(word, "written" | "known" | "seen" | "sent" | "made" | "led" | "run");
    at > span.start() + usize::from(view.is_determiner(span.start())) && participle && noun(at - 1)
}

/// "Former secretary of state Piet Lam": up to the name, where a title's complement lies between.
fn titled(cast: &Cast, span: TokenRange, core: TokenRange) -> Option<TokenRange> {
    let view = cast.view;
    let (at, last) = (core.end(), core.end().checked_sub(1)?);
    if at >= span.end() || view.lower(at) != "of" || !view.is_title(last) {
        return None;
    }
    let index = *cast.named_at[at + 1..span.end().min(at + 7)].iter().flatten().find(|&&index| {
        let mention = &cast.mentions[index];
        mention.kind == Some(EntityType::Person) && is_name(mention) && mention.tokens.start() > at + 1
    })?;
    let name = cast.mentions[index].tokens;
    let plain = (at + 1..name.start())
        .all(|between| view.scene.is_word(between) && !view.is(Class::Stop, between) && !view.is_title(between));
    plain.then(|| TokenRange::new(core.start(), name.end()))
}

/// Whether a phrase tells a number or a share of several: "nearly a third", "49 percent", "one in five", "none of the networks".
pub(super) fn quantity(cast: &Cast, core: TokenRange, span: TokenRange) -> bool {
    let word = |at: usize| cast.view.lower(at);
    let last = core.end() - 1;
    if cast.view.is(Class::Text, last) || cast.view.is_plural(Class::Text, last) {
        return false;
    }
    if matches!(
        word(core.start() + 1),
        "few" | "handful" | "number" | "majority" | "couple" | "dozen" | "group" | "lot"
    ) {
        return true;
    }
    let share = |at: usize| {
        let word = word(at);
        word.ends_with('%')
            || word.ends_with("percent")
            || word == "per" && cast.view.lower(at + 1) == "cent"
            || matches!(
                word,
                "half"
                    | "third"
                    | "thirds"
                    | "quarter"
                    | "quarters"
                    | "majority"
                    | "plurality"
                    | "two-thirds"
                    | "three-quarters"
            )
    };
    let ratio = (span.start()..span.end().min(span.start() + 6)).any(|at| {
        matches!(word(at), "in" | "out")
            && is_number(word(at - usize::from(at > 0)))
            && (is_number(word(at + 1)) || is_number(word(at + 2)))
    });
    // "Fewer than 15 percent", "just shy of half": the number stands behind the words that weigh it.
    let weighed = (span.start()..span.end().min(span.start() + 4)).any(|at| matches!(word(at), "than" | "shy"));
    let far = weighed && (core.end()..span.end().min(core.end() + 4)).any(share);
    let first = (core.start()..core.end()).find(|&at| !is_about(word(at))).unwrap_or(core.start());
    let count = is_number(word(first))
        && word(first) != "one"
        && (core.len() == 1 || word(last).ends_with('s') || cast.view.is(Class::Several, last));
    ratio || far || core.range().any(share) || count || is_several(word(first))
}

fn is_about(word: &str) -> bool {
    matches!(
        word,
        "about"
            | "nearly"
            | "almost"
            | "only"
            | "just"
            | "roughly"
            | "some"
            | "at"
            | "least"
            | "more"
            | "fewer"
            | "less"
            | "than"
            | "over"
            | "a"
            | "an"
            | "the"
            | "full"
            | "average"
    )
}

fn is_number(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_ascii_digit())
        || matches!(
            word,
            "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "eleven"
                | "twelve"
                | "twenty"
                | "thirty"
                | "forty"
                | "fifty"
                | "sixty"
                | "seventy"
                | "eighty"
                | "ninety"
        )
}

fn is_several(word: &str) -> bool {
    matches!(
        word,
        "many"
            | "most"
            | "some"
            | "several"
            | "few"
            | "both"
            | "all"
            | "other"
            | "others"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "millions"
            | "more"
            | "none"
            | "neither"
            | "those"
            | "scores"
            | "half"
            | "plenty"
            | "lots"
    )
}
