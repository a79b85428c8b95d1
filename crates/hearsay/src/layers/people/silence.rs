//! Who did not comment: the subject of each disclosure that [`crate::layers::silence`] finds.

use super::cast::Cast;
use super::{Silence, sources};
use crate::layers::silence::silences as disclosures;
use crate::text::TokenRange;

/// Verbs and auxiliaries that end the subject of a disclosure.
const VERBS: [&str; 15] = [
    "declined",
    "declines",
    "declining",
    "refused",
    "refuses",
    "did",
    "does",
    "do",
    "has",
    "have",
    "had",
    "could",
    "would",
    "was",
    "were",
];

/// The disclosures with who is silent.
pub(super) fn silences(cast: &mut Cast) -> Vec<Silence> {
    let mut found = Vec::new();
    for one in disclosures(cast.view.scene) {
        let subject = TokenRange::new(one.clause.start(), verb(cast, one.clause));
        let entity = sources::resolve(cast, subject, None).entity;
        found.push(Silence { entity, kind: one.kind, tokens: one.clause });
    }
    found
}

fn verb(cast: &Cast, clause: TokenRange) -> usize {
    clause.range().find(|&at| VERBS.contains(&cast.view.lower(at))).unwrap_or(clause.end())
}
