//! Titles beside a name: ", the finance minister of Norland,", ", who was mayor until May,", "The mayor of Eastport, Ida Brandt,", and
//! told of somebody: "Ida Brandt is the mayor", "she became chief constable".

use super::super::cast::Cast;
use super::phrase::{is_aside_word, is_position, position, post_held};
use crate::lang::en::people::Class;
use crate::layers::mentions::View;
use crate::record::EntityType;
use crate::text::TokenRange;

/// Longest stretch that is read as an apposition, in tokens.
const LONGEST: usize = 30;

/// Most positions of one list.
const MOST: usize = 5;

/// How far before a name the description stands that it is an apposition to, in tokens.
const LEAD: usize = 14;

/// The titles in an apposition or relative clause behind a name.
pub(super) fn behind(cast: &Cast, name: TokenRange) -> Vec<TokenRange> {
    let view = cast.view;
    let Some(start) = past_asides(view, name) else { return Vec::new() };
    if view.lower(start) == "who" {
        return complement(view, start + 1).map_or(Vec::new(), |at| positions(cast, at));
    }
    positions(cast, start)
}

/// "Ida Brandt is the finance minister of Norland": the titles that a sentence tells of its subject.
pub(super) fn told(cast: &Cast, subject: TokenRange) -> Vec<TokenRange> {
    let view = cast.view;
    let start = view.sentence_tokens(subject.start()).start();
    let open =
        (start..subject.start()).any(|at| matches!(view.lower(at), "if" | "whether" | "unless" | "when" | "until"));
    let after = past_bracket(view, subject.end());
    let Some(at) = complement(view, after) else { return Vec::new() };
    let now = matches!(view.lower(after), "is" | "was" | "has" | "remains" | "serves" | "served");
    if open && !now { Vec::new() } else { positions(cast, at) }
}

/// Where the phrase begins that a verb of being or serving at `at` tells of its subject.
fn complement(view: &View, at: usize) -> Option<usize> {
    let word = |at: usize| view.lower(at);
    let lead = at + usize::from(matches!(word(at), "now" | "also" | "currently" | "once" | "previously" | "then"));
    let been = matches!(word(lead), "has" | "had" | "have") && word(lead + 1) == "been";
    let verb = lead + usize::from(been);
    let adverbs = |from: usize| (from..from + 3).find(|&at| !is_aside_word(word(at))).unwrap_or(from);
    match word(verb) {
        "is" | "was" | "been" | "became" | "remains" | "remained" => {
            let next = adverbs(verb + 1);
            let chosen = matches!(
                word(next),
                "elected"
                    | "re-elected"
                    | "reelected"
                    | "named"
                    | "appointed"
                    | "confirmed"
                    | "chosen"
                    | "nominated"
                    | "made"
            );
            let next = next + usize::from(chosen);
            Some(next + usize::from(chosen && word(next) == "as"))
        }
        "serves" | "served" | "works" | "worked" | "acts" | "acted" | "serving" | "working" => {
            (verb + 1..verb + 6).find(|&at| word(at) == "as").map(|at| at + 1)
        }
        _ => None,
    }
}

fn past_bracket(view: &View, at: usize) -> usize {
    let close = |from: usize| (from..from + 8).find(|&at| view.lower(at) == ")");
    if view.lower(at) == "(" { close(at).map_or(at, |at| at + 1) } else { at }
}

/// Where an apposition behind a name begins: behind a comma or a dash, an age and a party in brackets aside.
pub(in super::super) fn apposition_start(view: &View, name: TokenRange) -> Option<usize> {
    let end = view.sentence_tokens(name.start()).end();
    let at = past_bracket(view, name.end());
    if !matches!(view.lower(at), "," | "—" | "–" | "--") {
        return None;
    }
    if view.lower(at) != "," && view.is_capital(at + 1) && view.is_determiner(at + 1) {
        return None;
    }
    let age = is_number(view, at + 1) && view.lower(at + 2) == ",";
    let start = at + if age { 3 } else { 1 };
    (start < end).then_some(start)
}

fn is_number(view: &View, at: usize) -> bool {
    let word = view.lower(at);
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
}

/// Where an apposition begins that may tell a position: home and party set off by commas aside too.
fn past_asides(view: &View, name: TokenRange) -> Option<usize> {
    let end = view.sentence_tokens(name.start()).end();
    let mut start = apposition_start(view, name)?;
    for _ in 0..3 {
        let Some(comma) = (start..end.min(start + 7)).find(|&at| view.lower(at) == ",") else { break };
        if !is_aside(view, start, comma) {
            break;
        }
        start = comma + 1;
    }
    (start < end).then_some(start)
}

/// "52", "R-Texas", "D-Conn.", "of Oude Haven": no position.
fn is_aside(view: &View, start: usize, end: usize) -> bool {
    let first = view.lower(start);
    let party = ["r-", "d-", "i-"].iter().any(|party| first.starts_with(party)) || view.lower(start + 1) == "-";
    let home = matches!(first, "of" | "from") && (start + 1..end).all(|at| view.is_capital(at));
    is_number(view, start) || party || home
}

/// The end of the phrase that starts at `start`: at a comma, a relative clause, a mark, a verb or a time.
pub(in super::super) fn phrase_end(view: &View, start: usize) -> usize {
    let end = view.sentence_tokens(start).end().min(start + LONGEST);
    let stops = |at: &usize| {
        let word = view.lower(*at);
        let ends = matches!(
            word,
            "who"
                | "which"
                | "that"
                | "whose"
                | "whom"
                | "said"
                | "says"
                | "told"
                | "tells"
                | "has"
                | "had"
                | "is"
                | "are"
                | "was"
                | "were"
                | "will"
                | "would"
                | "could"
                | "may"
                | "might"
                | "did"
                | "does"
                | "when"
                | "where"
                | "while"
                | "since"
                | "until"
                | "till"
                | "after"
                | "before"
                | "during"
                | "because"
                | "but"
                | "if"
                | "as"
                | "under"
        );
        let time = matches!(word, "from" | "in" | "for" | "between" | "by") && is_time(view, at + 1);
        let tells = word.ends_with("ed") && view.scene.lexicon.meaning(word, None).is_some();
        ends || time
            || tells
            || (!view.scene.is_word(*at) && !view.is_possessive(*at) && !matches!(word, "&" | "-" | "/"))
    };
    (start..end).find(stops).unwrap_or(end)
}

fn is_time(view: &View, at: usize) -> bool {
    let word = view.lower(at);
    word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            word,
            "nearly"
                | "almost"
                | "about"
                | "more"
                | "over"
                | "several"
                | "many"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "twelve"
                | "decades"
                | "years"
        )
        || crate::lang::en::MONTHS.contains(&word)
}

/// The positions that the phrase from `start` on tells of; two joined by "and" are two, and a list goes on behind its commas.
pub(super) fn positions(cast: &Cast, start: usize) -> Vec<TokenRange> {
    let view = cast.view;
    let mut found = Vec::new();
    let mut at = start;
    for _ in 0..MOST {
        let end = phrase_end(view, at);
        if !take(cast, at, end, &mut found) || view.lower(end) != "," {
            break;
        }
        at = end + 1 + usize::from(view.lower(end + 1) == "and");
        let next = TokenRange::new(at, phrase_end(view, at).max(at));
        if view.lower(at) == "the" || position(cast, next).is_none() {
            break;
        }
    }
    found
}

/// Takes the positions of one phrase; false where it tells of none.
fn take(cast: &Cast, start: usize, end: usize, found: &mut Vec<TokenRange>) -> bool {
    let view = cast.view;
    let known = found.len();
    let mut pieces = vec![start];
    pieces.extend((start + 1..end).filter(|&at| view.lower(at) == "and" && !in_one_name(cast, at)).map(|at| at + 1));
    pieces.push(end + 1);
    for pair in pieces.windows(2) {
        let piece = TokenRange::new(pair[0], (pair[1] - 1).max(pair[0]));
        let open =
            |title: &TokenRange| title.range().any(|at| matches!(view.lower(at), "of" | "for" | "at" | "to" | "on"));
        let article =
            matches!(view.lower(piece.start()), "a" | "an" | "the" | "his" | "her" | "one" | "also" | "former");
        let kin = phrase_head(view, piece)
            .is_some_and(|at| [Class::Person, Class::Woman, Class::Man].iter().any(|&class| view.is(class, at)));
        let article = article || kin;
        match (position(cast, piece), found.get_mut(known..).and_then(<[TokenRange]>::last_mut)) {
            (Some(title), _) => found.push(title),
            (None, Some(last)) if is_rest(view, piece) && !article && open(last) => {
                *last = TokenRange::new(last.start(), piece.end())
            }
            _ => break,
        }
    }
    found.len() > known
}

/// Whether a piece behind "and" can go on with a complement: "of health | and human services".
fn is_rest(view: &View, piece: TokenRange) -> bool {
    let inside = |at: usize| !view.is(Class::Stop, at) || view.lower(at) == "of";
    !piece.is_empty() && piece.len() <= 6 && piece.range().all(inside)
}

/// The head of a phrase: its last word before a preposition.
fn phrase_head(view: &View, phrase: TokenRange) -> Option<usize> {
    let ends =
        |at: &usize| matches!(view.lower(*at), "of" | "at" | "for" | "in" | "with" | "on" | "to" | "from" | "by");
    phrase.range().find(ends).unwrap_or(phrase.end()).checked_sub(1).filter(|&at| at >= phrase.start())
}

fn in_one_name(cast: &Cast, at: usize) -> bool {
    cast.named_at[at].is_some()
}

/// "The mayor of Eastport, Ida Brandt,": the title in the phrase that a name stands behind as an apposition.
pub(super) fn leading(cast: &Cast, name: TokenRange) -> Option<TokenRange> {
    let view = cast.view;
    let sentence = view.sentence_tokens(name.start());
    let comma = name.start().checked_sub(1).filter(|&at| at > sentence.start() && view.lower(at) == ",")?;
    let closed = !view.scene.is_word(name.end()) && !view.is_possessive(name.end());
    let floor = sentence.start().max(comma.saturating_sub(LEAD));
    let head = (floor..comma)
        .rev()
        .find(|&at| (is_position(view, at) || post_held(cast, at, floor)) && !next_in_phrase(cast, at + 1, comma))?;
    let plain = (head + 1..comma).all(|at| view.scene.is_word(at) || view.is_possessive(at));
    let complement = head + 1 == comma || matches!(view.lower(head + 1), "of" | "at" | "for" | "to");
    let verb = phrase_end(view, head) < comma;
    let person = (head..comma).any(|at| {
        view.lower(at) == "and" && cast.named_at[at].is_none()
            || cast.named_at[at].is_some_and(|mention| cast.mentions[mention].kind == Some(EntityType::Person))
    });
    let verb = verb || person;
    if !closed || !plain || !complement || verb {
        return None;
    }
    let start = start_of_phrase(cast, sentence.start(), head)?;
    position(cast, TokenRange::new(start, comma))
}

/// Whether the head at `at - 1` is only the first part of a compound.
fn next_in_phrase(cast: &Cast, at: usize, comma: usize) -> bool {
    at < comma && !matches!(cast.view.lower(at), "of" | "at" | "for" | "to")
}

/// Where the phrase with head `head` begins, behind its article; `None` where no article, owner or capital opens it.
fn start_of_phrase(cast: &Cast, floor: usize, head: usize) -> Option<usize> {
    let view = cast.view;
    let mut start = head;
    while start > floor {
        let before = start - 1;
        if view.is_determiner(before) {
            return Some(start);
        }
        let owner = view.is_possessive(before) && before > floor;
        if view.is(Class::Stop, before) || !view.scene.is_word(before) && !owner {
            break;
        }
        start = before;
    }
    (view.is_capital(start) || view.is(Class::Modifier, start)).then_some(start)
}
