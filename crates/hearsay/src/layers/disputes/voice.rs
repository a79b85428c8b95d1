//! The outlet's own reservations: "it was unclear who", "another alleged call", "could not be verified".

use super::claims::Claim;
use super::{Disputed, Target, View};
use crate::layers::sentences::Sentence;
use crate::record::DisputeKind;
use crate::text::TokenRange;

pub(super) fn voice(view: &View, claims: &[Claim]) -> Vec<Disputed> {
    view.scene.sentences.iter().flat_map(|sentence| sentence_voice(view, claims, sentence)).collect()
}

fn sentence_voice(view: &View, claims: &[Claim], sentence: &Sentence) -> Vec<Disputed> {
    let own = |at: &usize| {
        !view.scene.is_inside_marks(*at)
            && !view.all.iter().any(|one| one.content.iter().any(|range| range.contains(*at)))
    };
    let rules = |at: usize| {
        alleged(view, at, sentence)
            .or_else(|| unclear(view, at, sentence))
            .or_else(|| unverified(view, claims, at, sentence))
            .or_else(|| remained(view, claims, at, sentence))
    };
    sentence.tokens.range().filter(own).filter_map(rules).collect()
}

fn unconfirmed(about: Target, words: TokenRange) -> Disputed {
    Disputed { about, by: None, kind: DisputeKind::Unconfirmed, words }
}

/// "Another alleged call", "the two reportedly discussed", "he falsely claimed": the statement that the word stands in, else the words it bears on.
fn alleged(view: &View, at: usize, sentence: &Sentence) -> Option<Disputed> {
    let falsely = view.has("falsely", at);
    if !(falsely || view.has("alleged", at)) {
        return None;
    }
    let words = TokenRange::new(at, at + 1);
    if at > 0 && view.has("remaining", at - 1) {
        return None;
    }
    if view.scene.lower(at).ends_with("ly") {
        let here = |index: &usize| {
            let statement = &view.all[*index];
            statement.within.is_none() && statement.cue.is_some_and(|cue| cue.start() <= at + 3 && at <= cue.end() + 1)
        };
        let about = (0..view.all.len()).find(here).map(Target::Statement);
        if falsely {
            return about.map(|about| Disputed { about, by: None, kind: DisputeKind::Denies, words });
        }
        return Some(unconfirmed(about.unwrap_or_else(|| Target::Words(vec![sentence.tokens])), words));
    }
    let stop = |next: &usize| {
        !view.scene.is_word(*next)
            || matches!(
                view.scene.lower(*next).as_str(),
                "of" | "between" | "by" | "in" | "and" | "was" | "is" | "that" | "to"
            )
    };
    let end = (at + 1..sentence.tokens.end()).find(stop).unwrap_or(sentence.tokens.end());
    (end > at + 1).then(|| unconfirmed(Target::Words(vec![TokenRange::new(at + 1, end)]), words))
}

/// "It was unclear who was behind the leak", "it was not known who", "could not establish who".
fn unclear(view: &View, at: usize, sentence: &Sentence) -> Option<Disputed> {
    let negated =
        |word: &str| view.scene.lower(at) == word && (at.saturating_sub(2)..at).any(|before| view.has("not", before));
    let unable = view.has("establishing", at) && lacks(view, at, sentence).is_some();
    if !(view.has("unclear", at) || negated("clear") || negated("known") || unable) {
        return None;
    }
    let question = (at + 1..sentence.tokens.end().min(at + 4)).find(|&next| view.has("question", next))?;
    let clause = |next: &usize| matches!(view.scene.word(*next), "," | "." | ";" | "?" | "!");
    let end = (question..sentence.tokens.end()).find(clause).unwrap_or(sentence.tokens.end());
    let start = (sentence.tokens.start()..at).rev().find(|&before| view.scene.lower(before) == "it").unwrap_or(at);
    Some(unconfirmed(Target::Words(vec![TokenRange::new(question, end)]), TokenRange::new(start, at + 1)))
}

/// "Could not be independently verified", "has not been able to confirm the report".
fn unverified(view: &View, claims: &[Claim], at: usize, sentence: &Sentence) -> Option<Disputed> {
    if !view.has("verified", at) {
        return None;
    }
    let not = lacks(view, at, sentence)?;
    let auxiliary = |before: &usize| view.has("auxiliary", *before);
    let start = (sentence.tokens.start()..not).rev().take(1).find(auxiliary).unwrap_or(not);
    let words = TokenRange::new(start, at + 1);
    let passive = (not..at).any(|between| matches!(view.scene.lower(between).as_str(), "be" | "been"))
        && view.scene.lower(at).ends_with('d');
    let about = if passive || start == not {
        TokenRange::new(sentence.tokens.start(), start)
    } else {
        let end =
            (at + 1..sentence.tokens.end()).find(|&next| !view.scene.is_word(next)).unwrap_or(sentence.tokens.end());
        TokenRange::new(at + 1, end)
    };
    (!about.is_empty()).then(|| unconfirmed(pointed_to(view, claims, about), words))
}

/// What negates the verb at `at`: "could not", "neither … could", "have been unable to".
fn lacks(view: &View, at: usize, sentence: &Sentence) -> Option<usize> {
    let negates = |before: &usize| view.has("not", *before) || view.scene.lower(*before) == "unable";
    (sentence.tokens.start()..at).rev().take(8).find(negates)
}

/// "Reports of a second ship remained unconfirmed".
fn remained(view: &View, claims: &[Claim], at: usize, sentence: &Sentence) -> Option<Disputed> {
    let predicate = at > sentence.tokens.start() && view.has("remaining", at - 1);
    let about = TokenRange::new(sentence.tokens.start(), at.saturating_sub(1).max(sentence.tokens.start()));
    let unconfirmed_here = predicate && view.has("unsettled", at) && !about.is_empty();
    unconfirmed_here.then(|| unconfirmed(pointed_to(view, claims, about), TokenRange::new(at - 1, at + 1)))
}

/// What the words stand for: the statement told in them, or the last one before where they only point back ("neither account").
fn pointed_to(view: &View, claims: &[Claim], words: TokenRange) -> Target {
    let inside = |index: &usize| view.all[*index].content.iter().any(|range| words.contains(range.start()));
    if let Some(here) = (0..claims.len()).find(inside) {
        return Target::Statement(here);
    }
    let back = words.len() <= 4 && words.range().any(|at| view.has("claim", at) || view.has("figures", at));
    let before = (0..claims.len()).filter(|&index| claims[index].start < words.start());
    match before.max_by_key(|&index| claims[index].start).filter(|_| back) {
        Some(last) => Target::Statement(last),
        None => Target::Words(vec![words]),
    }
}
