//! Free quotations: who speaks where no cue tells (docs/semantics.md, "Quotations").

use super::collect::Draft;
use super::meaning::head;
use super::scene::Scene;
use crate::lang::en::WordSet;
use crate::text::TokenRange;

/// The longest name that is taken for a speaker, in tokens.
const LONGEST: usize = 4;

/// A verb that stands in a sentence of its own and is none of saying ties nothing: the quotation is free.
pub fn unbind(scene: &Scene, draft: &mut Draft) {
    let parts = &mut draft.parts;
    let Some(cue) = parts.cue else { return };
    let Some(sentence) = scene.sentence(cue.start()).map(|sentence| sentence.tokens) else { return };
    let apart = |run: &TokenRange| !run.overlaps(sentence) && scene.opens_speech(run.start());
    let gesture = cue.range().any(|at| scene.is(WordSet::Gesture, at)) || head(scene, cue).is_none();
    if gesture && scene.is_word(cue.start()) && parts.content.iter().all(apart) {
        parts.cue = None;
        parts.source = parts.content.first().and_then(|run| speaker(scene, *run)).into_iter().collect();
        draft.settled.push(("cue", "verb in a sentence of its own"));
    }
}

/// The subject of the author's sentence before or after the quotation, in its paragraph, if that is plainly who speaks.
pub fn speaker(scene: &Scene, quotation: TokenRange) -> Option<TokenRange> {
    let home = scene.paragraph(quotation.start());
    let before = quotation.start().checked_sub(1).filter(|&at| home.contains(at));
    let after = Some(quotation.end()).filter(|&at| home.contains(at));
    let sentence = |at: usize| scene.sentence(at).map(|sentence| sentence.tokens);
    before.and_then(sentence).and_then(|tokens| subject(scene, tokens, false)).or_else(|| {
        let tokens = after.and_then(sentence).filter(|tokens| tokens.start() == quotation.end())?;
        subject(scene, tokens, true)
    })
}

/// The subject that opens a sentence: a name before a verb, or anybody but a pronoun before a verb of gesture.
fn subject(scene: &Scene, sentence: TokenRange, strict: bool) -> Option<TokenRange> {
    if sentence.range().any(|at| scene.quoted_from(at).is_some()) {
        return None;
    }
    let start = sentence.start();
    let named = |&at: &usize| scene.word(at).starts_with(char::is_uppercase);
    let closed = scene.has(WordSet::SubjectPronoun, start) || scene.has(WordSet::Determiner, start);
    let name = (start..sentence.end().min(start + LONGEST)).take_while(named).count();
    if name > 0 && !closed {
        let verb = start + name;
        let acts = scene.is(WordSet::Gesture, verb) || (!strict && scene.lower(verb).ends_with("ed"));
        return acts.then(|| TokenRange::new(start, verb));
    }
    let verb = (start + 1..sentence.end().min(start + LONGEST)).find(|&at| scene.is(WordSet::Gesture, at))?;
    let phrase = scene.has(WordSet::Determiner, start) && verb > start + 1;
    phrase.then(|| TokenRange::new(start, verb))
}

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;

    fn speaker(marked: &str) -> Option<String> {
        let stage = Stage::new(marked);
        super::speaker(&stage.scene(), stage.parts.content[0]).map(|range| stage.words(range))
    }

    #[test]
    fn the_subject_beside_a_quotation_speaks() {
        assert_eq!(speaker("Lam shrugged. {“Ask the tide.”}").as_deref(), Some("Lam"));
        assert_eq!(speaker("The sexton sighed. {“It is late.”}").as_deref(), Some("The sexton"));
        assert_eq!(speaker("{“It is late.”} Mara Voss nodded.").as_deref(), Some("Mara Voss"));
    }

    #[test]
    fn where_it_is_not_plain_nobody_does() {
        assert_eq!(speaker("He poured tea. {“It is late.”}"), None);
        assert_eq!(speaker("{“Not again!”} Somebody laughed."), None);
        assert_eq!(speaker("The bridge fell. {“It is late.”}"), None);
    }
}
