//! Names of outlets, and descriptions of them: "the Evening Tidings", "Reuters", "state media"; names that the text tells
//! to be outlets: "the magazine Furrow", "The Meridian reported"; and programmes: on "Sunday Harbour".

use std::collections::BTreeSet;

use super::phrases::Look;
use crate::lang::en::hands::Noun;
use crate::layers::attributions::Attribution;
use crate::record::{OccasionKind, SourceKind};
use crate::text::TokenRange;

/// The outlets named in `range`, in order.
pub fn outlets(look: &Look, range: TokenRange) -> Vec<TokenRange> {
    let mut found = Vec::new();
    let mut at = range.start();
    while at < range.end() {
        match named(look, at, range.end()).or_else(|| programme(look, at)).or_else(|| described(look, at, range)) {
            Some(outlet) => {
                at = outlet.end();
                found.push(outlet);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether the words of `outlet` name the one that published this page.
pub fn is_own(look: &Look, outlet: TokenRange) -> bool {
    let Some(own) = look.scene.document.metadata().outlet.as_deref() else { return false };
    let own = bare(own);
    let words: Vec<String> = outlet.range().map(|at| look.scene.lower(at)).collect();
    let words = bare(&words.join(" "));
    !words.is_empty() && (own.contains(&words) || words.contains(&own))
}

fn bare(name: &str) -> String {
    name.to_lowercase().trim_start_matches("the ").to_owned()
}

/// The names that the document itself tells to be outlets, lower case, without "the".
pub fn told(look: &Look, all: &[Attribution]) -> BTreeSet<Vec<String>> {
    let reporting = all.iter().enumerate().filter(|(index, one)| reports(look, *index, one));
    let named = reporting.filter_map(|(_, one)| one.source.first()).map(|source| source.range().collect());
    let described = (1..look.scene.tokens.len()).filter(|&at| look.has("kind", at - 1) && look.is_capital(at));
    let described =
        described.map(|at| (at..look.scene.tokens.len()).take_while(|&next| look.is_capital(next)).collect());
    let lower = |run: Vec<usize>| -> Vec<String> {
        let words = run.into_iter().map(|at| look.scene.lower(at));
        words.skip_while(|word| word == "the").collect()
    };
    named.chain(described).map(lower).filter(|name| !name.is_empty()).collect()
}

/// "The Meridian reported": a short name with an article that is nobody's person.
fn reports(look: &Look, index: usize, statement: &Attribution) -> bool {
    let Some(source) = statement.source.first().filter(|source| (2..6).contains(&source.len())) else { return false };
    let named = look.scene.lower(source.start()) == "the" && source.range().all(|at| look.is_capital(at));
    let kind = look.people.speakers.get(index).and_then(|speaker| speaker.kind);
    let cue = statement.cue.is_some_and(|cue| look.any("reporting", cue));
    named && cue && !matches!(kind, Some(SourceKind::NamedPerson | SourceKind::UnnamedPerson))
}

/// A run of capitals that ends as names of outlets do, or holds a name that is known.
fn named(look: &Look, start: usize, end: usize) -> Option<TokenRange> {
    let stop = (start..end).find(|&at| !look.is_capital(at)).unwrap_or(end);
    let run = TokenRange::new(start, stop);
    if let Some(known) = told_before(look, run) {
        return Some(known);
    }
    let known = run.range().rev().find(|&at| look.has("name", at));
    let ending = run.range().rev().find(|&at| look.has("ending", at) && (at > start || follows_article(look, at)));
    let whole = (look.has("beginning", start) && run.len() > 1).then(|| run.end() - 1);
    let last = known.or(ending).or(whole)?;
    let end = owned_programme(look, start, last + 1).unwrap_or(last + 1);
    Some(TokenRange::new(start, end))
}

/// Most words of a programme's title, with its marks.
const TITLE: usize = 8;

/// "“Sunday Harbour”" behind "on" or "this week’s edition of": a programme under its title in quotation marks.
fn programme(look: &Look, at: usize) -> Option<TokenRange> {
    let title = title(look, at)?;
    let told = |word: &str| look.words.nouns(word).contains(&Noun::Occasion(OccasionKind::Interview));
    let before = at.checked_sub(1).map(|before| look.scene.lower(before)).unwrap_or_default();
    let airs = match before.as_str() {
        "on" => true,
        "of" => at > 1 && told(&look.scene.lower(at - 2)),
        word => told(word),
    };
    airs.then_some(title)
}

/// The words between the quotation marks that open at `at`, where they are written as a title.
fn title(look: &Look, at: usize) -> Option<TokenRange> {
    let close = look.scene.mate(at).filter(|&close| close > at + 1 && close - at <= TITLE)?;
    let small =
        |word: usize| matches!(look.scene.lower(word).as_str(), "of" | "the" | "and" | "with" | "a" | "in" | "to");
    let titled = |word: usize| look.is_capital(word) || small(word) || !look.scene.is_word(word);
    let all = look.is_capital(at + 1) && (at + 1..close).all(titled);
    all.then(|| TokenRange::new(at, close + 1))
}

/// The end of the programme that the outlet at `start..end` owns, where one is told of: "CBS’s “Face the Day”", "on CNN’s Early Hour".
fn owned_programme(look: &Look, start: usize, end: usize) -> Option<usize> {
    let owns = matches!(look.scene.lower(end).as_str(), "'s" | "'");
    let first = if owns { end + 1 } else { end };
    if let Some(title) = title(look, first) {
        return Some(title.end());
    }
    let run = (first..).take_while(|&at| look.is_capital(at)).count();
    (owns && run > 0 && look.before(start) == "on").then_some(first + run)
}

/// The beginning of the run that the document tells to be an outlet.
fn told_before(look: &Look, run: TokenRange) -> Option<TokenRange> {
    let begins = |name: &&Vec<String>| {
        name.len() <= run.len() && name.iter().zip(run.range()).all(|(word, at)| *word == look.scene.lower(at))
    };
    let name = look.outlets.iter().filter(begins).max_by_key(|name| name.len())?;
    Some(TokenRange::new(run.start(), run.start() + name.len()))
}

fn follows_article(look: &Look, at: usize) -> bool {
    at > 0 && look.scene.lower(at - 1) == "the"
}

/// "Russian state media", "the newspaper".
fn described(look: &Look, at: usize, range: TokenRange) -> Option<TokenRange> {
    let word = look.scene.word(at);
    if !look.words.has("kind", word) {
        return None;
    }
    let makes = |at: &usize| look.has("maker", *at) || (look.is_capital(*at) && look.scene.is_word(*at));
    let before = (range.start()..at).rev().take_while(makes).count();
    let alone = matches!(
        word,
        "newspaper"
            | "broadcaster"
            | "outlet"
            | "magazine"
            | "newspapers"
            | "broadcasters"
            | "outlets"
            | "magazines"
            | "tabloid"
    );
    (before > 0 || (alone && follows_article(look, at))).then(|| TokenRange::new(at - before, at + 1))
}
