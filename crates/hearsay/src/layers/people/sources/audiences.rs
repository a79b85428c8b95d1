//! Who the audiences are.

use super::super::Speaker;
use super::super::cast::{Cast, is_name};
use super::{Resolved, resolve};
use crate::layers::attributions::Reason;
use crate::record::{EntityType, SourceKind};
use crate::text::TokenRange;

/// Who the audiences of each statement are; a plural that names nobody is nobody in particular.
pub(in super::super) fn audiences(cast: &mut Cast, speakers: &mut [Speaker]) {
    for (index, speaker) in speakers.iter_mut().enumerate() {
        for range in cast.attributions[index].audience.clone() {
            let resolved = resolve(cast, range, None);
            let resolved = if resolved.entity.is_none() { channel(cast, range).unwrap_or(resolved) } else { resolved };
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

/// "The Tidings’ “Morning Desk”": whoever tells a programme tells the outlet that makes it.
fn channel(cast: &Cast, range: TokenRange) -> Option<Resolved> {
    let index = *cast.mentions_in(range).first()?;
    let mention = &cast.mentions[index];
    let body = is_name(mention) && mention.kind == Some(EntityType::Organisation);
    let owner = body && cast.view.is_possessive(mention.tokens.end());
    let entity = cast.entity_of(index).filter(|_| owner)?;
    Some(Resolved::new(Some(entity), Some(SourceKind::NamedOrganisation), "the outlet of a programme", 0.7))
}
