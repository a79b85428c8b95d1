//! Disclosures that somebody did not comment: no statements, kept apart (docs/semantics.md, "No comment").

use super::attributions::Scene;
use crate::lang::en::WordSet;
use crate::layers::sentences::Sentence;
use crate::record::NoCommentKind;
use crate::text::TokenRange;

/// One disclosure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The clause without its full stop.
    pub clause: TokenRange,
    /// How.
    pub kind: NoCommentKind,
}

/// The disclosures of a document, in order.
#[must_use]
pub fn silences(scene: &Scene) -> Vec<Silence> {
    scene
        .sentences
        .iter()
        .flat_map(|sentence| clauses(scene, sentence))
        .filter_map(|clause| told(scene, clause))
        .collect()
}

/// The clauses of a sentence: parted by semicolons and by a comma or nothing before "and" and "but".
fn clauses(scene: &Scene, sentence: &Sentence) -> Vec<TokenRange> {
    let joint = |&at: &usize| {
        scene.word(at) == ";"
            || (matches!(scene.lower(at).as_str(), "and" | "but" | "while") && subject_follows(scene, at + 1))
    };
    let mut starts: Vec<usize> = sentence.tokens.range().skip(1).filter(joint).map(|at| at + 1).collect();
    starts.insert(0, sentence.tokens.start());
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([sentence.tokens.end()]);
    let loose = |at: usize| matches!(scene.word(at), "." | "," | ";");
    let trimmed = |start: usize, end: usize| {
        let last = (start..end).rev().find(|&at| !loose(at))?;
        Some(TokenRange::new(start, last + 1))
    };
    starts.iter().zip(ends).filter_map(|(&start, end)| trimmed(start, end)).collect()
}

/// Whether a clause with a subject of its own begins at `at`.
fn subject_follows(scene: &Scene, at: usize) -> bool {
    scene.has(WordSet::Determiner, at)
        || scene.has(WordSet::SubjectPronoun, at)
        || scene.word(at).starts_with(char::is_uppercase)
}

fn told(scene: &Scene, clause: TokenRange) -> Option<Silence> {
    let quoted = clause.range().any(|at| scene.quoted_from(at).is_some());
    let kind = clause.range().find_map(|at| kind(scene, clause, at)).filter(|_| !quoted)?;
    Some(Silence { clause, kind })
}

/// What the words at `at` disclose.
fn kind(scene: &Scene, clause: TokenRange, at: usize) -> Option<NoCommentKind> {
    let word = |offset: usize| scene.lower(at + offset);
    let negated = |back: usize| {
        at.checked_sub(back).is_some_and(|at| scene.lower(at) == "not" || scene.lower(at).ends_with("n't"))
    };
    let near = (1..4).any(negated);
    let ends = |at: usize| at >= clause.end();
    let bare = |from: usize| {
        ends(from)
            || matches!(
                scene.lower(from).as_str(),
                "," | "further" | "when" | "beyond" | "citing" | "for" | "until" | "pending" | "after"
            )
    };
    let comment = word(0) == "comment" || word(0) == "comments";
    if comment && word_before(scene, at, 1) == "to" && scene.is(WordSet::Refusal, at.checked_sub(2)?) && bare(at + 1) {
        return Some(NoCommentKind::Declined);
    }
    if comment
        && ((word_before(scene, at, 1) == "no" && scene.is(WordSet::Light, at.checked_sub(2)?))
            || (word_before(scene, at, 1) == "not" && word_before(scene, at, 2) == "would"))
        && bare(at + 1)
    {
        return Some(NoCommentKind::Declined);
    }
    if word(0) == "reached" && near && clause.range().any(|at| matches!(scene.lower(at).as_str(), "could" | "couldn't"))
    {
        return Some(NoCommentKind::NotReached);
    }
    let answers = matches!(word(0).as_str(), "respond" | "reply" | "return" | "answer");
    let asked = |at: usize| {
        matches!(
            scene.lower(at).as_str(),
            "request"
                | "requests"
                | "message"
                | "messages"
                | "call"
                | "calls"
                | "email"
                | "emails"
                | "e-mail"
                | "e-mails"
                | "inquiry"
                | "inquiries"
                | "enquiries"
                | "question"
                | "questions"
                | "letter"
                | "letters"
        )
    };
    let object = (at + 1..clause.end().min(at + 8)).any(asked);
    (answers && near && (object || ends(at + 1))).then_some(NoCommentKind::NoReply)
}

fn word_before(scene: &Scene, at: usize, back: usize) -> String {
    at.checked_sub(back).map(|at| scene.lower(at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::attributions::Stage;

    fn told(text: &str) -> Vec<(String, NoCommentKind)> {
        let stage = Stage::new(text);
        silences(&stage.scene()).into_iter().map(|one| (stage.words(one.clause), one.kind)).collect()
    }

    #[test]
    fn the_three_kinds() {
        let found = told(
            "A spokesman declined to comment. The master did not reply to three messages. Lam could not be reached.",
        );
        let kinds: Vec<NoCommentKind> = found.iter().map(|one| one.1).collect();
        assert_eq!(kinds, [NoCommentKind::Declined, NoCommentKind::NoReply, NoCommentKind::NotReached]);
        assert_eq!(found[0].0, "A spokesman declined to comment");
    }

    #[test]
    fn a_clause_of_a_sentence() {
        assert_eq!(
            told("The toll rose, but the council did not immediately respond to a request for comment.").len(),
            1
        );
        assert_eq!(told("The toll rose, and Lam had no comment.")[0].0, "Lam had no comment");
    }

    #[test]
    fn content_makes_a_statement_and_no_silence() {
        assert!(told("Lam declined to comment on the toll. He did not reply to insults.").is_empty());
        assert!(told("“I have no comment,” Lam said.").is_empty());
    }
}
