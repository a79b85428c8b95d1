//! Names of outlets, and descriptions of them: "the Evening Tidings", "Reuters", "state media".

use super::phrases::Look;
use crate::text::TokenRange;

/// The outlets named in `range`, in order.
pub fn outlets(look: &Look, range: TokenRange) -> Vec<TokenRange> {
    let mut found = Vec::new();
    let mut at = range.start();
    while at < range.end() {
        match named(look, at, range.end()).or_else(|| described(look, at, range)) {
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

/// A run of capitals that ends as names of outlets do, or holds a name that is known.
fn named(look: &Look, start: usize, end: usize) -> Option<TokenRange> {
    let stop = (start..end).find(|&at| !look.is_capital(at)).unwrap_or(end);
    let run = TokenRange::new(start, stop);
    let known = run.range().rev().find(|&at| look.has("name", at));
    let ending = run.range().rev().find(|&at| look.has("ending", at) && (at > start || follows_article(look, at)));
    let whole = (look.has("beginning", start) && run.len() > 1).then(|| run.end() - 1);
    let last = known.or(ending).or(whole)?;
    Some(TokenRange::new(start, last + 1))
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
