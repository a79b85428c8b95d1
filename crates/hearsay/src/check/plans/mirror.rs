//! A difference seen from the other side.

use crate::record::{Force, ForceCall, Kinds, PointChange, PointDiff, WordChange};

/// The same point with the plans exchanged.
pub(super) fn point(point: PointDiff) -> PointDiff {
    PointDiff {
        kind: Kinds::new(point.kind.all().iter().map(|kind| change(*kind)).collect()),
        changes: point.changes.into_iter().map(words).collect(),
        force: point.force.map(force),
        calls: point.calls.into_iter().map(call).collect(),
        a: point.b,
        b: point.a,
    }
}

fn change(kind: PointChange) -> PointChange {
    match kind {
        PointChange::Added => PointChange::Dropped,
        PointChange::Dropped => PointChange::Added,
        PointChange::Split => PointChange::Merged,
        PointChange::Merged => PointChange::Split,
        other => other,
    }
}

fn words(change: WordChange) -> WordChange {
    match change {
        WordChange::Changed { a, b } => WordChange::Changed { a: b, b: a },
        WordChange::LeftOut { a } => WordChange::PutIn { b: a },
        WordChange::PutIn { b } => WordChange::LeftOut { a: b },
        same => same,
    }
}

fn force(force: Force) -> Force {
    match force {
        Force::Stronger => Force::Weaker,
        Force::Weaker => Force::Stronger,
    }
}

fn call(call: ForceCall) -> ForceCall {
    ForceCall { what: call.what, a: call.b, b: call.a, force: call.force.map(force) }
}
