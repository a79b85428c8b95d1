//! The outlet's own reservations: "it was unclear who", "another alleged call", "could not be verified".

use super::{Disputed, Target, View};
use crate::layers::sentences::Sentence;
use crate::record::DisputeKind;
use crate::text::TokenRange;

pub(super) fn voice(view: &View) -> Vec<Disputed> {
    view.scene.sentences.iter().flat_map(|sentence| sentence_voice(view, sentence)).collect()
}

fn sentence_voice(view: &View, sentence: &Sentence) -> Vec<Disputed> {
    let own = |at: &usize| {
        !view.scene.is_inside_marks(*at)
            && !view.all.iter().any(|one| one.content.iter().any(|range| range.contains(*at)))
    };
    let rules = |at: usize| {
        alleged(view, at, sentence).or_else(|| unclear(view, at, sentence)).or_else(|| unverified(view, at, sentence))
    };
    sentence.tokens.range().filter(own).filter_map(rules).collect()
}

fn unconfirmed(about: Target, words: TokenRange) -> Disputed {
    Disputed { about, by: None, kind: DisputeKind::Unconfirmed, words }
}

/// "Another alleged call", "the two reportedly discussed": the statement that the word stands in, else the words it bears on.
fn alleged(view: &View, at: usize, sentence: &Sentence) -> Option<Disputed> {
    if !view.has("alleged", at) {
        return None;
    }
    let words = TokenRange::new(at, at + 1);
    if view.scene.lower(at).ends_with("ly") {
        let here = |index: &usize| {
            let statement = &view.all[*index];
            statement.within.is_none() && statement.cue.is_some_and(|cue| cue.start() <= at + 3 && at <= cue.end() + 1)
        };
        let about = (0..view.all.len()).find(here).map(Target::Statement);
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

/// "It was unclear who was behind the leak".
fn unclear(view: &View, at: usize, sentence: &Sentence) -> Option<Disputed> {
    let negated_clear = view.scene.lower(at) == "clear" && at > 0 && view.has("not", at - 1);
    if !(view.has("unclear", at) || negated_clear) {
        return None;
    }
    let asks =
        |word: &str| matches!(word, "who" | "what" | "whether" | "how" | "why" | "when" | "if" | "where" | "which");
    let question = (at + 1..sentence.tokens.end().min(at + 4)).find(|&next| asks(&view.scene.lower(next)))?;
    let clause = |next: &usize| matches!(view.scene.word(*next), "," | "." | ";" | "?" | "!");
    let end = (question..sentence.tokens.end()).find(clause).unwrap_or(sentence.tokens.end());
    let start = (sentence.tokens.start()..at).rev().find(|&before| view.scene.lower(before) == "it").unwrap_or(at);
    Some(unconfirmed(Target::Words(vec![TokenRange::new(question, end)]), TokenRange::new(start, at + 1)))
}

/// "Could not be independently verified", "has not been able to confirm the report".
fn unverified(view: &View, at: usize, sentence: &Sentence) -> Option<Disputed> {
    if !view.has("verified", at) {
        return None;
    }
    let not = (sentence.tokens.start()..at).rev().take(7).find(|&before| view.has("not", before))?;
    let auxiliary = |before: &usize| {
        matches!(
            view.scene.lower(*before).as_str(),
            "could" | "has" | "have" | "had" | "can" | "was" | "were" | "did" | "been"
        )
    };
    let start = (sentence.tokens.start()..not).rev().take(1).find(auxiliary)?;
    let words = TokenRange::new(start, at + 1);
    let passive = (not..at).any(|between| matches!(view.scene.lower(between).as_str(), "be" | "been"))
        && !view.scene.lower(at).ends_with('y');
    let about = if passive {
        TokenRange::new(sentence.tokens.start(), start)
    } else {
        let end =
            (at + 1..sentence.tokens.end()).find(|&next| !view.scene.is_word(next)).unwrap_or(sentence.tokens.end());
        TokenRange::new(at + 1, end)
    };
    (!about.is_empty()).then(|| unconfirmed(Target::Words(vec![about]), words))
}
