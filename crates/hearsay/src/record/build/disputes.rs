//! Disputes, pinned; attributions become the ids of their statements.

use super::pin::Pinner;
use super::statements::ids;
use crate::analyze::Analysis;
use crate::layers::disputes::{Disputed, Target};
use crate::record::{About, Dispute};

pub(super) fn disputes(pinner: &Pinner, analysis: &Analysis) -> Vec<Dispute> {
    let ids = ids(&analysis.attributions);
    let dispute = |disputed: &Disputed| Dispute {
        about: match &disputed.about {
            Target::Statement(index) => About::Statement { statement: ids[*index].clone() },
            Target::Words(words) => About::Words(pinner.pin(&pinner.spans(words))),
        },
        by: disputed.by.map(|index| ids[index].clone()),
        kind: disputed.kind,
        pinned: pinner.pin(&pinner.spans(&[disputed.words])),
    };
    analysis.disputes.iter().map(dispute).collect()
}
