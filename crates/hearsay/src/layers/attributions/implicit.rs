//! Implicit statements: unquoted sentences that can only be read as going on telling what the source before said, for
//! "would" stands in them where the author would write "will" (docs/semantics.md, "Implicit").

use super::collect::{Draft, Odds};
use super::meaning::meaning;
use super::negation::is_negator;
use super::parts::Parts;
use super::scene::Scene;
use crate::layers::sentences::Sentence;
use crate::record::Mode;
use crate::text::TokenRange;

/// How far into a sentence its "would" may stand, in tokens.
const REACH: usize = 10;

/// Adds the implicit statements of a document.
pub fn implicit(scene: &Scene, drafts: &mut Vec<Draft>) {
    let mut owned = vec![false; scene.tokens.len()];
    let mut tells = vec![false; scene.sentences.len()];
    for draft in drafts.iter().filter(|draft| !draft.inner) {
        draft.parts.all().for_each(|range| owned[range.range()].fill(true));
        if let Some(at) = told_in(scene, draft) {
            tells[at] = true;
        }
    }
    let mut found: Vec<TokenRange> = Vec::new();
    for at in 1..scene.sentences.len() {
        let (before, this) = (&scene.sentences[at - 1], &scene.sentences[at]);
        let free = this.tokens.range().all(|at| !owned[at] && scene.quoted_from(at).is_none());
        if tells[at - 1] && before.paragraph == this.paragraph && free && is_moved_back(scene, this) {
            tells[at] = true;
            match found.last_mut().filter(|run| run.end() == this.tokens.start()) {
                Some(run) => *run = TokenRange::new(run.start(), this.tokens.end()),
                None => found.push(this.tokens),
            }
        }
    }
    drafts.extend(found.into_iter().map(|run| draft(scene, run)));
}

/// The sentence that ends an indirect statement of saying in the past.
fn told_in(scene: &Scene, draft: &Draft) -> Option<usize> {
    let cue = draft.parts.cue?;
    let last = draft.parts.content.last()?.end() - 1;
    let past = cue.range().any(|at| scene.lower(at).ends_with("ed") || scene.lexicon.is_irregular(&scene.lower(at)));
    let plain = !cue.range().any(|at| is_negator(scene, at));
    let says = matches!(meaning(scene, &draft.parts).value.mode, Mode::Speech | Mode::Writing);
    let unquoted = scene.quoted_from(last).is_none() && !scene.in_quoted_part(last);
    let index = scene.sentences.partition_point(|sentence| sentence.tokens.end() <= last.max(cue.start()));
    (past && plain && says && unquoted && last > cue.start()).then_some(index)
}

/// Whether the sentence's main verb is moved back into the past of the telling.
fn is_moved_back(scene: &Scene, sentence: &Sentence) -> bool {
    let opening = sentence.tokens.range().take(REACH);
    let would = opening.clone().find(|&at| matches!(scene.lower(at).as_str(), "would" | "wouldn't"));
    let asks = scene.word(sentence.tokens.end() - 1) == "?";
    let other = opening.clone().any(|at| matches!(scene.lower(at).as_str(), "if" | "who" | "which" | "i" | "you"));
    would.is_some() && !asks && !other
}

fn draft(scene: &Scene, run: TokenRange) -> Draft {
    let stop = usize::from(scene.word(run.end() - 1) == ".");
    let content = vec![TokenRange::new(run.start(), run.end() - stop)];
    let parts = Parts { content, ..Parts::default() };
    Draft {
        parts,
        odds: Odds::default(),
        inner: false,
        settled: vec![("implicit", "tense moved back after a statement")],
    }
}

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;
    use super::*;

    fn carried(marked: &str) -> Vec<String> {
        let stage = Stage::new(marked);
        let first = Draft { parts: stage.parts.clone(), odds: Odds::default(), inner: false, settled: Vec::new() };
        let mut drafts = vec![first];
        implicit(&stage.scene(), &mut drafts);
        drafts[1..].iter().map(|draft| stage.words(draft.parts.content[0])).collect()
    }

    #[test]
    fn would_carries_on() {
        assert_eq!(carried("<Lam> [said] {it was open}. Nobody would pay."), ["Nobody would pay"]);
        assert_eq!(carried("<Lam> [said] {it was open}. Nobody would pay. It would rain.").len(), 1);
    }

    #[test]
    fn what_the_author_may_know_does_not() {
        assert!(carried("<Lam> [said] {it was open}. The port has no master.").is_empty());
        assert!(carried("<Lam> [says] {it is open}. Nobody would pay.").is_empty());
        assert!(carried("<Lam> [said] {it was open}.\n\nNobody would pay.").is_empty());
    }
}
