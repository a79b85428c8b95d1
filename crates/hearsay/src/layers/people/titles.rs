//! Positions: before a name ("Finance Minister Ida Brandt"), beside it ("Ida Brandt, the finance minister, said"), and told of it
//! ("Ida Brandt is the finance minister"). A description beside a name is a mention of the same person.

use super::cast::{Cast, Link, is_name};
use crate::lang::en::people::Class;
use crate::layers::mentions::View;
use crate::record::EntityType;
use crate::text::TokenRange;

/// Longest stretch that is read as an apposition, in tokens.
const LONGEST: usize = 30;

/// Finds the titles of all persons, and links descriptions that stand beside names.
pub(super) fn before_and_beside(cast: &mut Cast) {
    for mention in 0..cast.mentions.len() {
        let Some(entity) = cast.entity_of(mention).filter(|_| is_name(&cast.mentions[mention])) else { continue };
        if cast.entities[entity].kind != EntityType::Person {
            continue;
        }
        let name = cast.mentions[mention].tokens;
        for title in before(cast.view, name).into_iter().flat_map(|title| parted(cast.view, title)) {
            add(cast, entity, title);
        }
        for title in beside(cast.view, name).into_iter().chain(told(cast.view, name)) {
            add(cast, entity, title);
        }
        described_beside(cast, mention, entity);
    }
}

/// Adds a title, unless the person has it in as full a wording; a fuller wording takes the place of a shorter one.
pub(super) fn add(cast: &mut Cast, entity: usize, title: TokenRange) {
    let words = |range: TokenRange| -> Vec<String> {
        range
            .range()
            .map(|at| full(cast.view.bare(at)).to_owned())
            .filter(|word| !matches!(word.as_str(), "the" | "a" | "an" | ""))
            .collect()
    };
    let new = words(title);
    let holds = |long: &[String], short: &[String]| {
        short.iter().all(|word| long.contains(word)) && short.iter().any(|word| long.contains(word))
    };
    if new.is_empty() || cast.entities[entity].titles.iter().any(|old| holds(&words(*old), &new)) {
        return;
    }
    let kept: Vec<TokenRange> =
        cast.entities[entity].titles.iter().copied().filter(|old| !holds(&new, &words(*old))).collect();
    cast.entities[entity].titles = kept;
    cast.entities[entity].titles.push(title);
}

/// The full form of an abbreviated title.
fn full(word: &str) -> &str {
    match word {
        "sen" => "senator",
        "gov" => "governor",
        "rep" => "representative",
        "gen" => "general",
        "lt" => "lieutenant",
        "rev" => "reverend",
        "prof" => "professor",
        "dr" => "doctor",
        other => other,
    }
}

/// The title right before a name.
fn before(view: &View, name: TokenRange) -> Option<TokenRange> {
    let floor = view.sentence_tokens(name.start()).start();
    let end = name.start();
    let mut start = end;
    let vouches = |at: usize| view.is_title(at) || matches!(view.bare(at), "rev" | "fr" | "prof" | "dr" | "hon");
    if start > floor + 2 && view.is_capital(start - 1) && view.lower(start - 2) == "of" && view.is_title(start - 3) {
        start -= 3;
    } else if start == floor || !vouches(start - 1) {
        return None;
    }
    let mut bounded = true;
    while start > floor {
        let before = start - 1;
        let known = view.is_title(before)
            || view.is(Class::Modifier, before)
            || view.is_capital(before) && !view.is(Class::Stop, before);
        let joined = view.lower(before).contains('-') && view.scene.is_word(before) && !view.is(Class::Stop, before);
        let owner = view.is_possessive(before) && before > floor && view.is_capital(before - 1);
        match () {
            () if owner => start -= 2,
            () if known || joined => start -= 1,
            () => {
                bounded = !view.scene.is_word(before) || view.is(Class::Stop, before) || view.is_determiner(before);
                break;
            }
        }
    }
    let first =
        (start..end).find(|&at| bounded || vouches(at) || view.is(Class::Modifier, at) || view.is_capital(at))?;
    without_party(view, TokenRange::new(first, end))
}

/// "Vice-presidential nominee Gov." are two: an abbreviated title begins anew.
fn parted(view: &View, title: TokenRange) -> Vec<TokenRange> {
    let anew = |at: &usize| view.lower(*at).ends_with('.') && view.is_title(*at) && view.is_title(at - 1);
    match (title.start() + 1..title.end()).find(anew) {
        Some(at) => vec![TokenRange::new(title.start(), at), TokenRange::new(at, title.end())],
        None => vec![title],
    }
}

/// A party goes with an office only where the office is the party's own.
fn without_party(view: &View, title: TokenRange) -> Option<TokenRange> {
    let party = ["republican", "democratic", "democrat", "gop", "conservative", "labour", "liberal"]
        .contains(&view.lower(title.start()));
    let own = [
        "nominee",
        "candidate",
        "leader",
        "chairman",
        "chairwoman",
        "chair",
        "whip",
        "president",
        "front-runner",
        "frontrunner",
        "delegate",
    ];
    let keeps = title
        .range()
        .any(|at| own.contains(&view.bare(at)) || view.is(Class::Organisation, at) || view.lower(at) == "national");
    let kept = TokenRange::new(title.start() + usize::from(party && !keeps && title.len() > 1), title.end());
    (!kept.is_empty()).then_some(kept)
}

/// The titles in an apposition behind a name: ", the finance minister of Norland,".
fn beside(view: &View, name: TokenRange) -> Vec<TokenRange> {
    let Some(start) = apposition_start(view, name) else { return Vec::new() };
    let clause =
        if view.lower(start) == "who" && matches!(view.lower(start + 1), "is" | "was") { start + 2 } else { start };
    positions(view, clause)
}

/// "Ida Brandt is the finance minister of Norland".
fn told(view: &View, name: TokenRange) -> Vec<TokenRange> {
    let is = matches!(view.lower(name.end()), "is" | "became" | "remains");
    let article = matches!(view.lower(name.end() + 1), "a" | "an" | "the");
    if is && article { positions(view, name.end() + 1) } else { Vec::new() }
}

/// Where an apposition behind a name begins: behind a comma, an age and a party in brackets aside.
pub(super) fn apposition_start(view: &View, name: TokenRange) -> Option<usize> {
    let end = view.sentence_tokens(name.start()).end();
    let mut at = name.end();
    if view.lower(at) == "(" {
        at = (at..end.min(at + 8)).find(|&at| view.lower(at) == ")")? + 1;
    }
    if view.lower(at) != "," {
        return None;
    }
    let age = view.lower(at + 1).chars().all(|c| c.is_ascii_digit()) && view.lower(at + 2) == ",";
    let start = at + if age { 3 } else { 1 };
    (start < end).then_some(start)
}

/// The end of the phrase that starts at `start`: at a comma, a relative clause, a mark or a verb of saying.
pub(super) fn phrase_end(view: &View, start: usize) -> usize {
    let end = view.sentence_tokens(start).end().min(start + LONGEST);
    let stops = |at: &usize| {
        let word = view.lower(*at);
        let ends = matches!(
            word,
            "who"
                | "which"
                | "that"
                | "whose"
                | "said"
                | "says"
                | "told"
                | "tells"
                | "has"
                | "had"
                | "is"
                | "was"
                | "were"
                | "will"
                | "would"
                | "when"
                | "where"
                | "while"
        );
        ends || (!view.scene.is_word(*at) && !view.is_possessive(*at) && word != "&" && word != "-")
    };
    (start..end).find(stops).unwrap_or(end)
}

/// The positions that the phrase from `start` on tells of; two joined by "and" are two.
fn positions(view: &View, start: usize) -> Vec<TokenRange> {
    let end = phrase_end(view, start);
    let mut pieces = vec![start];
    pieces.extend((start + 1..end).filter(|&at| view.lower(at) == "and").map(|at| at + 1));
    pieces.push(end + 1);
    let mut found: Vec<TokenRange> = Vec::new();
    for pair in pieces.windows(2) {
        let piece = TokenRange::new(pair[0], pair[1] - 1);
        match position(view, piece) {
            Some(title) => found.push(title),
            None => match found.last_mut() {
                Some(last) => *last = TokenRange::new(last.start(), piece.end()),
                None => return found,
            },
        }
    }
    found
}

/// A phrase whose head is a position, without its article.
fn position(view: &View, phrase: TokenRange) -> Option<TokenRange> {
    let loose = |at: &usize| matches!(view.lower(*at), "and" | "or" | "of" | "at" | "for" | "in" | "the" | "a");
    let end = (phrase.start()..phrase.end()).rev().find(|at| !loose(at)).map_or(phrase.start(), |at| at + 1);
    let phrase = TokenRange::new(phrase.start(), end);
    let article = matches!(view.lower(phrase.start()), "a" | "an" | "the");
    let start = phrase.start() + usize::from(article);
    let is_end = |at: &usize| {
        matches!(view.lower(*at), "of" | "at" | "for" | "in" | "with" | "on" | "to" | "from" | "and" | "by" | "under")
    };
    let head = (start..phrase.end()).find(is_end).unwrap_or(phrase.end()).checked_sub(1)?;
    (head >= start && view.is_title(head)).then(|| without_party(view, TokenRange::new(start, phrase.end()))).flatten()
}

/// Descriptions beside a name are the same person: "the envoy, Piet Halloran," and "Piet Halloran, the envoy,".
fn described_beside(cast: &mut Cast, mention: usize, entity: usize) {
    let name = cast.mentions[mention].tokens;
    let behind = apposition_start(cast.view, name).map(|start| TokenRange::new(start, phrase_end(cast.view, start)));
    for index in mention.saturating_sub(6)..(mention + 8).min(cast.mentions.len()) {
        let other = &cast.mentions[index];
        let single = other.kind == Some(EntityType::Person) && !is_name(other) && other.noun.is_some();
        if cast.links[index].is_some() || !single {
            continue;
        }
        let first = behind.is_some_and(|phrase| other.tokens.start() == phrase.start());
        let leads = other.tokens.end() + 1 == name.start() && cast.view.lower(other.tokens.end()) == ",";
        let closes = !cast.view.scene.is_word(name.end())
            || cast.view.scene.lexicon.meaning(cast.view.lower(name.end()), None).is_some();
        if first || (leads && closes) {
            cast.link(index, Link { entity, decider: "apposition", score: 0.95, evidence: Some(mention) });
            let title = other.tokens;
            if cast.view.is_title(other.head) {
                let start = title.start() + usize::from(cast.view.is_determiner(title.start()) && title.len() > 1);
                let end = if leads { title.end() } else { title.end().max(start) };
                add(cast, entity, TokenRange::new(start, end));
            }
        }
    }
}
