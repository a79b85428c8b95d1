//! Statements that only disclose that somebody did not comment are none (docs/semantics.md, "No comment").

use super::parts::Parts;
use super::scene::Scene;
use crate::layers::silence::told;

/// Whether a statement only discloses that somebody did not comment: its cue tells so, and its content adds nothing but what was asked.
pub fn is_silence(scene: &Scene, parts: &Parts) -> bool {
    let Some(cue) = parts.cue else { return false };
    let end = parts.content.last().map_or(cue.end(), |run| run.end()).max(cue.end());
    let words: Vec<String> = (cue.start()..end).map(|at| scene.lower(at)).collect();
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let own = parts.content.iter().flat_map(|run| run.range()).map(|at| scene.lower(at));
    let clause = own
        .into_iter()
        .any(|word| matches!(word.as_str(), "whether" | "that" | "why" | "how" | "who" | "what" | "“" | "\""));
    !clause && (0..cue.len()).any(|at| told(&word, at).is_some())
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
