//! Pairs of quotation marks: a content holds both or neither.

use super::super::parts::Parts;
use super::super::scene::Scene;
use crate::text::TokenRange;

/// How far, in tokens, a run may stop short of the marks of a quotation that is all its own.
const SHORT: usize = 3;

/// Takes in the marks of a quotation that a run fills but for its ends.
pub fn complete(scene: &Scene, parts: &mut Parts) {
    let others: Vec<TokenRange> = parts.source.iter().copied().chain(parts.cue).collect();
    for run in &mut parts.content {
        let Some(first) = scene.quoted_from(run.end() - 1).or_else(|| scene.quoted_from(run.start())) else { continue };
        let Some(last) = scene.mate(first) else { continue };
        let near = first.abs_diff(run.start()) <= SHORT || first >= run.start();
        let ends_near = last < run.end() + SHORT;
        let wide = TokenRange::new(run.start().min(first), run.end().max(last + 1));
        let words = |from: usize, to: usize| (from..to).any(|at| scene.is_word(at));
        let lost = words(wide.start(), run.start()) || words(run.end(), wide.end());
        if near && ends_near && !lost && others.iter().all(|other| !other.overlaps(wide)) {
            *run = wide;
        }
    }
}

/// A content that opens with an inner quotation directly after its cue is that quotation, to its closing mark.
pub fn whole_quotation(scene: &Scene, parts: &mut Parts) {
    let Some(cue) = parts.cue else { return };
    let Some(run) = parts.content.first_mut().filter(|run| run.start() >= cue.end()) else { return };
    let Some(last) = scene.mate(run.start()).filter(|&last| last > run.start()) else { return };
    let stops = matches!(scene.word(last - 1), "." | "," | "!" | "?") || matches!(scene.word(last + 1), "," | "and");
    if stops || last + 1 >= run.end() {
        *run = TokenRange::new(run.start(), last + 1);
        parts.content.truncate(1);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::stage::Stage;
    use super::*;

    #[test]
    fn a_content_holds_both_marks_or_neither() {
        let stage = Stage::new("“{We waited}.” <Lam> [said].");
        let mut parts = stage.parts.clone();
        complete(&stage.scene(), &mut parts);
        assert_eq!(stage.show(&parts), "Lam | said | “ We waited . ”");
    }

    #[test]
    fn a_quotation_within_is_the_whole_content() {
        let stage = Stage::new("“<He> [said]: {‘Show me this book.’ So she did},” Lam told us.");
        let mut parts = stage.parts.clone();
        whole_quotation(&stage.scene(), &mut parts);
        assert_eq!(stage.show(&parts), "He | said | ‘ Show me this book . ’");
    }
}
