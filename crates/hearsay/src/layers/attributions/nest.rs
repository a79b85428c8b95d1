//! Statements inside another's content: who holds whom.

use super::collect::Draft;
use crate::text::TokenRange;

/// How many statements before one are looked through for the one that holds it.
const REACH: usize = 200;

/// Puts drafts in order of the text and tells for each inner one the innermost that holds it; drops those in none.
pub fn nest(mut drafts: Vec<Draft>) -> Vec<(Draft, Option<usize>)> {
    drafts.sort_by_key(|draft| (draft.parts.start(), draft.inner, draft.parts.cue));
    let mut nested: Vec<(Draft, Option<usize>)> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let holder = if draft.inner { holder(&nested, &draft) } else { None };
        if holder.is_some() || !draft.inner {
            nested.push((draft, holder));
        }
    }
    nested
}

/// The statement with the shortest content that holds all of `draft`.
fn holder(before: &[(Draft, Option<usize>)], draft: &Draft) -> Option<usize> {
    let near = before.len().saturating_sub(REACH)..before.len();
    let size = |&at: &usize| before[at].0.parts.content.iter().map(|run| run.len()).sum::<usize>();
    near.filter(|&at| holds(&before[at].0, draft)).min_by_key(size)
}

fn holds(outer: &Draft, inner: &Draft) -> bool {
    let says = |range: TokenRange| {
        outer.parts.content.iter().any(|run| run.start() <= range.start() && range.end() <= run.end())
    };
    inner.parts.all().all(says)
}
