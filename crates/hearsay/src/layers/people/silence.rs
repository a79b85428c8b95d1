//! Who did not comment: declined, did not reply, could not be reached. Disclosures of the outlet, no statements.

use super::cast::Cast;
use super::{Silence, sources};
use crate::layers::silence::told;
use crate::text::TokenRange;

/// Finds the clauses that tell of silence, one a verb.
pub(super) fn silences(cast: &mut Cast) -> Vec<Silence> {
    let mut found = Vec::new();
    for at in 0..cast.view.len() {
        let view = cast.view;
        if let Some(kind) = told(&|at| view.lower(at), at) {
            let (start, end) = (clause_start(cast, at), clause_end(cast, at));
            let entity = sources::resolve(cast, TokenRange::new(start, at), None).entity;
            found.push(Silence { entity, kind, tokens: TokenRange::new(start, end) });
        }
    }
    found
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
