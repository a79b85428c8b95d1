//! One source, several cues: "the port announced a new berth and said it would open in May".
//!
//! The lattice gives each token to one cue, so the second is left without; here it takes the source of the one before.

use super::collect::Draft;
use super::scene::Scene;

/// Words before a second cue that join it to the first.
const JOINTS: [&str; 7] = [",", "and", "but", "or", "then", "while", "by"];

/// How far apart, in drafts ordered by their start, two of one sentence may be.
const REACH: usize = 40;

/// Gives drafts without a source that of the draft before them in the sentence, where a joint leads to their cue.
pub fn share(scene: &Scene, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        if drafts[at].parts.source.is_empty() {
            let joined = joined(scene, &drafts[at]);
            let sharing = beside(drafts, at).or_else(|| before(scene, drafts, at).filter(|_| joined));
            let source = sharing.map(|other| (drafts[other].parts.source.clone(), drafts[other].odds.source));
            if let Some((source, odds)) = source {
                let draft = &mut drafts[at];
                draft.parts.source = source;
                draft.odds.source = odds;
                draft.settled.push(("source", "source shared with the cue before"));
            }
        }
    }
}

/// Whether the cue is a participle or stands behind a joint.
fn joined(scene: &Scene, draft: &Draft) -> bool {
    let Some(cue) = draft.parts.cue else { return false };
    let joint = cue.start().checked_sub(1).map(|at| scene.lower(at)).unwrap_or_default();
    scene.lower(cue.start()).ends_with("ing") || JOINTS.contains(&joint.as_str())
}

/// The draft of the same layer whose source stands directly before the cue of `at`: "angered by it, | Lam | complained".
fn beside(drafts: &[Draft], at: usize) -> Option<usize> {
    let cue = drafts[at].parts.cue?;
    let near = at.saturating_sub(REACH)..drafts.len().min(at + REACH);
    let holds = |&other: &usize| {
        let one = &drafts[other];
        one.inner == drafts[at].inner && one.parts.source.iter().any(|source| source.end() == cue.start())
    };
    near.into_iter().find(holds)
}

/// The nearest draft before `at` of the same layer and sentence that has a source.
fn before(scene: &Scene, drafts: &[Draft], at: usize) -> Option<usize> {
    let cue = drafts[at].parts.cue?;
    let sentence = scene.sentence(cue.start())?.tokens;
    let candidate = |&other: &usize| {
        let one = &drafts[other];
        let earlier = one.parts.cue.filter(|other| other.start() < cue.start() && sentence.contains(other.start()));
        one.inner == drafts[at].inner && earlier.is_some() && !one.parts.source.is_empty()
    };
    let near = at.saturating_sub(REACH)..drafts.len().min(at + REACH);
    near.filter(candidate).max_by_key(|&other| drafts[other].parts.cue)
}
