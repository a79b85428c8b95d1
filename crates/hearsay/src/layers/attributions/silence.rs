//! "Declined to comment", "did not respond to requests": disclosures without content, no statements (docs/semantics.md, "No comment").

use super::negation::is_negator;
use super::parts::Parts;
use super::scene::Scene;
use crate::lang::en::WordSet;

/// What is asked of those who stay silent.
const ASKED: [&str; 10] =
    ["request", "requests", "message", "messages", "call", "calls", "email", "emails", "inquiries", "inquiry"];

/// Whether a statement only discloses that somebody did not comment.
pub fn is_silence(scene: &Scene, parts: &Parts) -> bool {
    let Some(cue) = parts.cue else { return false };
    let word = |at: usize| scene.lower(at);
    let content: Vec<String> =
        parts.content.iter().flat_map(|run| run.range()).filter(|&at| scene.is_word(at)).map(word).collect();
    let refuses = cue.range().any(|at| scene.is(WordSet::Refusal, at) || is_negator(scene, at));
    let comment = content.iter().all(|word| matches!(word.as_str(), "to" | "comment" | "further" | "immediately"));
    let answers =
        |at: usize| matches!(word(at).as_str(), "respond" | "reply" | "return" | "answer" | "responded" | "replied");
    let asked = content.iter().any(|word| ASKED.contains(&word.as_str()));
    refuses && (comment || (cue.range().any(answers) && asked))
}

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;

    fn is_silence(marked: &str) -> bool {
        let stage = Stage::new(marked);
        super::is_silence(&stage.scene(), &stage.parts)
    }

    #[test]
    fn nothing_was_said() {
        assert!(is_silence("<A spokesman> [declined] {to comment}"));
        assert!(is_silence("<The port> [did not respond to] {requests for comment}"));
    }

    #[test]
    fn content_makes_a_statement() {
        assert!(!is_silence("<Lam> [declined to say] {whether he had the key}"));
        assert!(!is_silence("<Lam> [did not reply to] {the insult}"));
        assert!(!is_silence("<Lam> [said] {no comment}"));
    }
}
