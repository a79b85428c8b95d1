//! Form: how much of the content stands in quotation marks (docs/semantics.md, "Form").

use super::parts::Parts;
use super::scene::{Decision, Scene};
use crate::record::Form;
use crate::text::TokenRange;

/// Tells the form of a statement; for one inside another's content only marks that open inside its own content count.
pub fn form(scene: &Scene, parts: &Parts, nested: bool) -> Decision<Form> {
    let own = |piece: &TokenRange| !nested || parts.content.iter().any(|run| run.contains(piece.start()));
    let quoted: Vec<TokenRange> =
        scene.speech().filter(|piece| parts.content.iter().any(|run| run.overlaps(*piece))).filter(own).collect();
    let inside = |at: usize| quoted.iter().any(|piece| piece.contains(at)) || (!nested && scene.in_quoted_part(at));
    let words = counted(scene, parts);
    let count = words.iter().filter(|&&at| inside(at)).count();
    let value = match count {
        0 => Form::Indirect,
        all if all == words.len() => Form::Direct,
        _ => Form::Mixed,
    };
    Decision { value, decider: "quotation marks", evidence: quoted }
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
    use crate::layers::quotations::{Purpose, Quotation};

    /// The form, with the pieces from each “ to the next ” as quotations.
    fn told(marked: &str, nested: bool) -> Form {
        let stage = Stage::new(marked);
        let scene = stage.scene();
        let mut pieces: Vec<TokenRange> = Vec::new();
        let mut open = Vec::new();
        for at in 0..scene.tokens.len() {
            match scene.word(at) {
                "“" | "‘" => open.push(at),
                "”" | "’" => pieces.extend(open.pop().map(|start| TokenRange::new(start, at + 1))),
                _ => {}
            }
        }
        let quotations: Vec<Quotation> = pieces
            .into_iter()
            .map(|piece| Quotation {
                pieces: Vec::new(),
                tokens: vec![piece],
                closed: true,
                within: None,
                purpose: Purpose::Speech,
            })
            .collect();
        form(&Scene { quotations: &quotations, ..scene }, &stage.parts, nested).value
    }

    #[test]
    fn all_part_or_nothing_in_marks() {
        assert_eq!(told("{“ It rained . ”} <Lam> [said] .", false), Form::Direct);
        assert_eq!(told("<Lam> [said] {that “ it rained . ”}", false), Form::Direct);
        assert_eq!(told("<Lam> [said] {it “ rained ” hard}", false), Form::Mixed);
        assert_eq!(told("<Lam> [said] {it rained}", false), Form::Indirect);
    }

    #[test]
    fn inside_another_only_own_marks_count() {
        assert_eq!(told("“ <He> [told] me {he would pay} , ” she said", true), Form::Indirect);
        assert_eq!(told("“ <He> [told] me {‘ no ’} , ” she said", true), Form::Direct);
    }
}
