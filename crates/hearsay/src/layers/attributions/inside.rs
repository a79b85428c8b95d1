//! Statements inside contents, put together: what the network finds, what clauses tell, each ended before the next that
//! stands beside it.

use super::clauses::{clauses, particle};
use super::collect::Draft;
use super::meaning::head;
use super::mend;
use super::parts::{Parts, from, until};
use super::scene::Scene;
use crate::text::TokenRange;

/// The statements of one level inside `holder`; `found` are the network's.
pub fn level(scene: &Scene, holder: &[TokenRange], mut found: Vec<Draft>) -> Vec<Draft> {
    for draft in &mut found {
        take_particle(scene, holder, draft);
        mend::inner(scene, draft);
    }
    found.retain(|draft| !draft.parts.content.is_empty());
    for mut draft in holder.iter().flat_map(|&piece| clauses(scene, piece)) {
        if !found.iter().any(|other| conflicts(other, &draft)) {
            mend::inner(scene, &mut draft);
            found.push(draft);
        }
    }
    found.retain(|draft| !draft.parts.content.is_empty() && tells(scene, &draft.parts));
    found.sort_by_key(|draft| draft.parts.cue);
    for at in 0..found.len() {
        for next in at + 1..found.len() {
            if let Some(joint) = beside(scene, &found[at], &found[next]) {
                let draft = &mut found[at];
                draft.parts.content = draft.parts.content.iter().filter_map(|run| until(*run, joint)).collect();
                mend::inner(scene, draft);
            }
        }
    }
    keep_outermost(found)
}

/// Whether a statement is one: somebody says it, or at least a word of its cue tells of saying or thinking.
fn tells(scene: &Scene, parts: &Parts) -> bool {
    let known = parts.cue.is_some_and(|cue| head(scene, cue).is_some());
    (known || !parts.source.is_empty()) && !mend::is_unsaid(scene, parts)
}

/// The preposition that ties the content to its verb belongs to the cue: "asked for | one week".
fn take_particle(scene: &Scene, holder: &[TokenRange], draft: &mut Draft) {
    let Some(cue) = draft.parts.cue else { return };
    let Some(piece) = holder.iter().find(|piece| piece.contains(cue.end())) else { return };
    let end = particle(scene, *piece, cue.end() - 1);
    if end > cue.end() && draft.parts.content.first().is_some_and(|run| run.start() == cue.end() && run.end() > end) {
        draft.parts.cue = Some(TokenRange::new(cue.start(), end));
        draft.parts.content = draft.parts.content.iter().filter_map(|run| from(*run, end)).collect();
    }
}

/// Whether a clause tells what the network has found already, or of its parts.
fn conflicts(found: &Draft, clause: &Draft) -> bool {
    let cue = clause.parts.cue;
    let taken = found.parts.source.iter().chain(&found.parts.cue).copied();
    taken.into_iter().any(|range| cue.is_some_and(|cue| cue.overlaps(range)))
}

/// Where the content of `one` ends if `next`, which begins inside it, stands beside it and not within: behind a joint, with
/// no subject of its own or set off by a comma.
fn beside(scene: &Scene, one: &Draft, next: &Draft) -> Option<usize> {
    let cue = one.parts.cue?.end();
    let subject = next.parts.source.iter().map(|run| run.start()).find(|&start| start >= cue);
    let start = subject.or_else(|| next.parts.cue.map(TokenRange::start))?;
    let joint = start.checked_sub(1).filter(|&at| one.parts.says(at) && one.parts.says(start))?;
    let that = usize::from(scene.lower(joint) == "that");
    let at = joint.checked_sub(that)?;
    if !matches!(scene.lower(at).as_str(), "and" | "but") {
        return None;
    }
    let comma = scene.word(at.checked_sub(1)?) == ",";
    let opened = one.parts.content.first().is_some_and(|run| scene.lower(run.start()) == "that");
    let own = subject.is_some();
    let splits = if that == 1 { !opened } else { comma || !own };
    splits.then(|| if comma { at - 1 } else { at })
}

/// Drops clauses that lie inside the content of another: the next level finds them again.
fn keep_outermost(found: Vec<Draft>) -> Vec<Draft> {
    let held = |draft: &Draft| {
        found.iter().any(|other| other != draft && draft.parts.cue.is_some_and(|cue| other.parts.says(cue.start())))
    };
    let keep: Vec<bool> = found.iter().map(|draft| !held(draft)).collect();
    found.into_iter().zip(keep).filter_map(|(draft, keep)| keep.then_some(draft)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;
    use super::*;

    fn told(marked: &str) -> Vec<String> {
        let stage = Stage::new(marked);
        let found = level(&stage.scene(), &stage.parts.content, Vec::new());
        found.iter().map(|draft| stage.show(&draft.parts)).collect()
    }

    #[test]
    fn what_stands_beside_is_parted() {
        let found = told("Lam said {that Voss had offered to pay, and that the police had said it was not needed}.");
        assert_eq!(found, ["Voss | had offered | to pay", "the police | had said | it was not needed"]);
    }

    #[test]
    fn what_lies_deeper_is_left_to_the_next_level() {
        assert_eq!(told("Lam said {Voss knew that he hoped to win}."), ["Voss | knew | that he hoped to win"]);
    }
}
