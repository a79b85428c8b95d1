//! "Declined to say whether …": the verb of saying behind a refusal belongs to the cue (docs/semantics.md, "Negated").

use super::super::parts::{Parts, from};
use super::super::scene::Scene;
use crate::lang::en::WordSet;
use crate::record::{Act, Mode};
use crate::text::TokenRange;

/// Takes "to say" from the content into a cue of refusal, where a clause or an object follows.
pub fn whole(scene: &Scene, parts: &mut Parts) {
    let Some(cue) = parts.cue.filter(|cue| scene.is(WordSet::Refusal, cue.end() - 1)) else { return };
    let verb = cue.end() + 1;
    let says = scene.lexicon.meaning(&scene.lower(verb), None).is_some_and(|meaning| {
        matches!(meaning.mode, Mode::Speech | Mode::Writing) && matches!(meaning.act, Act::Say | Act::Confirm)
    });
    let opens = scene.has(WordSet::ClauseOpener, verb + 1);
    if scene.lower(cue.end()) == "to" && says && opens && parts.says(cue.end()) && parts.says(verb + 1) {
        parts.cue = Some(TokenRange::new(cue.start(), verb + 1));
        parts.content = parts
            .content
            .iter()
            .filter_map(|run| if run.contains(verb) { from(*run, verb + 1) } else { Some(*run) })
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::stage::Stage;

    #[test]
    fn the_verb_of_saying_goes_to_the_cue() {
        let mut stage = Stage::new("<Lam> [declined] {to say whether it rained}");
        let mut parts = stage.parts.clone();
        super::whole(&stage.scene(), &mut parts);
        assert_eq!(parts.cue.map(|cue| stage.words(cue)).as_deref(), Some("declined to say"));
        assert_eq!(stage.words(parts.content[0]), "whether it rained");
        stage = Stage::new("<Lam> [declined] {to pay the toll}");
        parts = stage.parts.clone();
        super::whole(&stage.scene(), &mut parts);
        assert_eq!(parts, stage.parts);
    }
}
