//! What a verb of saying or thinking takes: a clause, an infinitive, a quotation, an object.

use super::super::audience::told_person;
use super::super::scene::Scene;
use crate::lang::en::WordSet;
use crate::text::TokenRange;

/// One past the cue that ends with `head` or with the preposition that it takes.
pub fn particle(scene: &Scene, piece: TokenRange, head: usize) -> usize {
    let next = scene.lower(head + 1);
    let takes = match next.as_str() {
        "for" | "of" | "at" => scene.is_word(head + 2),
        "to" => scene.has(WordSet::Determiner, head + 2) || scene.has(WordSet::ObjectPronoun, head + 2),
        ":" => true,
        _ => false,
    };
    let towards = next == "to" && scene.is(WordSet::Towards, head);
    if takes && !towards && head + 2 < piece.end() { head + 2 } else { head + 1 }
}

/// The content that begins behind the cue, which ends at `end`.
pub fn after(scene: &Scene, piece: TokenRange, head: usize, end: usize) -> Option<TokenRange> {
    let mut start = end;
    if scene.is(WordSet::Telling, head) || scene.is(WordSet::Directing, head) {
        start = told_person(scene, start).unwrap_or(start);
    } else if scene.lower(start) == "to" && scene.is(WordSet::Towards, head) {
        start = told_person(scene, start + 1).unwrap_or(start);
    }
    if matches!(scene.word(start), "," | ":") && scene.opens_speech(start + 1) {
        start += 1;
    }
    if start >= piece.end() || !begins(scene, start) {
        return None;
    }
    if scene.opens_speech(start) {
        return scene.mate(start).map(|last| TokenRange::new(start, last + 1)).filter(|run| run.end() <= piece.end());
    }
    if stands_alone(scene, start) && !scene.is(WordSet::Objecting, head) {
        return Some(TokenRange::new(start, start + 1));
    }
    let run = TokenRange::new(start, clause_end(scene, piece, start));
    run.range().any(|at| scene.is_word(at)).then_some(run)
}

/// "What he said", "which they hated": the content stands before the subject.
pub fn fronted(scene: &Scene, piece: TokenRange, subject: TokenRange) -> Option<TokenRange> {
    let at = subject.start().checked_sub(1).filter(|&at| at >= piece.start())?;
    matches!(scene.lower(at).as_str(), "what" | "which").then(|| TokenRange::new(at, at + 1))
}

/// Whether a content can begin at `at`: with a word that is no preposition and no mark but a quotation's.
fn begins(scene: &Scene, at: usize) -> bool {
    let word = scene.lower(at);
    let adjunct = matches!(
        word.as_str(),
        "in" | "on"
            | "at"
            | "by"
            | "with"
            | "from"
            | "during"
            | "after"
            | "before"
            | "and"
            | "or"
            | "but"
            | "as"
            | "than"
            | "until"
            | "without"
            | "again"
            | "too"
            | "better"
            | "well"
            | "then"
            | "because"
            | "when"
    );
    scene.opens_speech(at) || (scene.is_word(at) && !adjunct) || (word == "when" && !scene.is_word(at + 1))
}

/// Whether a word at `at` is the whole content: "denied it", "said so in May".
fn stands_alone(scene: &Scene, at: usize) -> bool {
    let stands_for = matches!(
        scene.lower(at).as_str(),
        "it" | "this" | "that" | "so" | "them" | "him" | "nothing" | "anyone" | "anything"
    );
    let follows = scene.has(WordSet::PhraseEnd, at + 1)
        && !matches!(
            scene.lower(at + 1).as_str(),
            "is" | "are"
                | "was"
                | "were"
                | "had"
                | "has"
                | "have"
                | "will"
                | "would"
                | "could"
                | "should"
                | "may"
                | "might"
                | "must"
                | "did"
                | "does"
        );
    let reflexive = scene.lower(at + 1).ends_with("self") || matches!(scene.lower(at + 1).as_str(), "either" | "too");
    stands_for && (follows || reflexive || !scene.is_word(at + 1))
}

/// Where the clause that holds `start` ends inside `piece`: with its sentence or quotation, at a semicolon or dash, before
/// a co-ordinated clause with a subject of its own.
fn clause_end(scene: &Scene, piece: TokenRange, start: usize) -> usize {
    let sentence = scene.sentence(start).map_or(piece.end(), |sentence| sentence.tokens.end());
    let limit = piece.end().min(sentence);
    let opened = scene.lower(start) == "that";
    let ends = |&at: &usize| {
        let closes = scene.mate(at).is_some_and(|mate| mate < start);
        let breaks = matches!(scene.word(at), ";" | "—" | "–" | "--" | "?" | "!");
        let joint = scene.word(at) == "," && matches!(scene.lower(at + 1).as_str(), "and" | "but" | "so" | "or");
        let that = !opened && matches!(scene.lower(at).as_str(), "and" | "but") && scene.lower(at + 1) == "that";
        closes || breaks || joint || that
    };
    (start + 1..limit).find(ends).unwrap_or(limit)
}
