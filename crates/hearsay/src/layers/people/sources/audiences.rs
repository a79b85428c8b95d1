//! Who the audiences are.

use super::super::Speaker;
use super::super::cast::Cast;
use super::resolve;
use crate::layers::attributions::Reason;
use crate::record::SourceKind;

/// Who the audiences of each statement are; a plural that names nobody is nobody in particular.
pub(in super::super) fn audiences(cast: &mut Cast, speakers: &mut [Speaker]) {
    for (index, speaker) in speakers.iter_mut().enumerate() {
        for range in cast.attributions[index].audience.clone() {
            let resolved = resolve(cast, range, None);
            let general = resolved.kind == Some(SourceKind::UnnamedGroup)
                && resolved.entity.is_none_or(|entity| cast.entities[entity].members.is_empty());
            let entity = resolved.entity.filter(|_| !general);
            speaker.audience.push(entity);
            if entity.is_some() {
                speaker.reasons.push(Reason {
                    field: "audience.entity",
                    decider: resolved.decider,
                    score: Some(resolved.score),
                    evidence: vec![range],
                });
            }
        }
    }
}
