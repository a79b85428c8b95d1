//! Form: how much of the content stands in quotation marks (docs/semantics.md, "Form").

use super::parts::Parts;
use super::scene::{Decision, Scene};
use crate::record::Form;
use crate::text::TokenRange;

/// Tells the form of a statement; for one inside another's content only marks that open inside its own content count.
pub fn form(scene: &Scene, parts: &Parts, nested: bool) -> Decision<Form> {
    let own = |start: usize| !nested || parts.says(start);
    let inside = |at: usize| scene.quoted_from(at).is_some_and(own) || (!nested && scene.in_quoted_part(at));
    let words = counted(scene, parts);
    let quoted: Vec<usize> = words.iter().copied().filter(|&at| inside(at)).collect();
    let value = match quoted.len() {
        0 => Form::Indirect,
        all if all == words.len() => Form::Direct,
        _ => Form::Mixed,
    };
    Decision { value, decider: "quotation marks", evidence: stretches(&quoted) }
}

/// Neighbouring tokens as ranges.
fn stretches(tokens: &[usize]) -> Vec<TokenRange> {
    let neighbours = tokens.chunk_by(|one, next| one + 1 == *next);
    neighbours.filter_map(|run| Some(TokenRange::new(*run.first()?, run.last()? + 1))).collect()
}

/// The words of the content, without an opening "that" or "to".
fn counted(scene: &Scene, parts: &Parts) -> Vec<usize> {
    let all = parts.content.iter().flat_map(|run| run.range()).filter(|&at| scene.is_word(at));
    let mut words: Vec<usize> = all.collect();
    let openers = words.iter().take_while(|&&at| matches!(scene.lower(at).as_str(), "that" | "to")).count();
    if openers < words.len() {
        words.drain(..openers);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;
    use super::*;

    fn told(marked: &str, nested: bool) -> Form {
        let stage = Stage::new(marked);
        form(&stage.scene(), &stage.parts, nested).value
    }

    #[test]
    fn all_part_or_nothing_in_marks() {
        assert_eq!(told("{“It rained.”} <Lam> [said] .", false), Form::Direct);
        assert_eq!(told("<Lam> [said] {that “ it rained . ”}", false), Form::Direct);
        assert_eq!(told("<Lam> [said] {it “rained like never before” hard}", false), Form::Mixed);
        assert_eq!(told("<Lam> [said] {it rained}", false), Form::Indirect);
    }

    #[test]
    fn inside_another_only_own_marks_count() {
        assert_eq!(told("“<He> [told] me {he would pay},” she said.", true), Form::Indirect);
        assert_eq!(told("“<He> [told] me {‘no way’},” she said.", true), Form::Direct);
    }
}
