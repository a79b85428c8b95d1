//! Who did not comment: declined, did not reply, could not be reached. Disclosures of the outlet, no statements.

use super::cast::Cast;
use super::{Silence, sources};
use crate::record::NoCommentKind;
use crate::text::TokenRange;

/// Finds the clauses that tell of silence, one a verb.
pub(super) fn silences(cast: &mut Cast) -> Vec<Silence> {
    let mut found = Vec::new();
    for at in 0..cast.view.len() {
        if let Some((verb, end, kind)) = told(cast, at) {
            let start = clause_start(cast, verb);
            let entity = sources::resolve(cast, TokenRange::new(start, verb), None).entity;
            found.push(Silence { entity, kind, tokens: TokenRange::new(start, end) });
        }
    }
    found
}

/// Whether a verb group at `at` tells of silence: its first token, the end of its clause, and how.
fn told(cast: &Cast, at: usize) -> Option<(usize, usize, NoCommentKind)> {
    let view = cast.view;
    let word = |offset: usize| view.lower(at + offset);
    let negated = |offset: usize| matches!(word(offset), "not" | "n't" | "n’t");
    let skip = |mut offset: usize| {
        while word(offset).ends_with("ly") || matches!(word(offset), "yet" | "been") {
            offset += 1;
        }
        offset
    };
    let silent = |offset: usize| matches!(word(offset), "comment" | "elaborate");
    let asked = |offset: usize| {
        matches!(
            word(offset),
            "respond" | "responded" | "reply" | "replied" | "return" | "returned" | "answer" | "answered"
        ) && wrote(cast, at + offset)
    };
    let kind = match word(0) {
        "declined" | "declines" | "refused" | "declining" if word(1) == "to" && silent(2) => NoCommentKind::Declined,
        "would" | "did" | "does" | "will" if negated(1) && silent(skip(2)) => NoCommentKind::Declined,
        "had" | "has" if word(1) == "no" && (word(2) == "comment" || word(3) == "comment") => NoCommentKind::Declined,
        "did" | "has" | "have" | "had" | "does" if negated(1) && asked(skip(2)) => NoCommentKind::NoReply,
        "could" if negated(1) && word(skip(2)) == "be" && word(skip(2) + 1) == "reached" => NoCommentKind::NotReached,
        "was" | "were" if negated(1) && word(skip(2)) == "available" => NoCommentKind::NotReached,
        _ => return None,
    };
    Some((at, clause_end(cast, at), kind))
}

/// Whether what was not answered is a message, a call, a request: "did not return the car" is no silence.
fn wrote(cast: &Cast, at: usize) -> bool {
    let view = cast.view;
    let end = view.sentence_tokens(at).end().min(at + 12);
    let asks = |at: usize| {
        [
            "request",
            "requests",
            "message",
            "messages",
            "call",
            "calls",
            "email",
            "emails",
            "e-mail",
            "e-mails",
            "question",
            "questions",
            "comment",
            "inquiry",
            "inquiries",
            "enquiries",
        ]
        .contains(&view.lower(at))
    };
    (at..end).any(asks) || !view.scene.is_word(at + 1)
}

fn clause_start(cast: &Cast, verb: usize) -> usize {
    let sentence = cast.view.sentence_tokens(verb).start();
    let joins = |at: &usize| matches!(cast.view.lower(*at), "and" | "but" | "while" | "though" | ";" | "—");
    let last = (sentence..verb)
        .rev()
        .find(|at| joins(at) && *at + 1 < verb && !cast.mentions_in(TokenRange::new(*at + 1, verb)).is_empty());
    last.map_or(sentence, |at| at + 1)
}

fn clause_end(cast: &Cast, verb: usize) -> usize {
    let view = cast.view;
    let end = view.sentence_tokens(verb).end();
    let stops = |at: &usize| {
        matches!(view.lower(*at), "." | ";" | "!" | "?" | "—")
            || view.lower(*at) == ","
                && matches!(view.lower(*at + 1), "but" | "and" | "while" | "though" | "saying" | "citing")
    };
    (verb..end).find(stops).unwrap_or(end)
}
