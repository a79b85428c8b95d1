//! "I" and "we" inside a quotation are its speaker, "you" the one it is said to.

use super::cast::{Cast, Link};
use super::{Speaker, refer};
use crate::record::EntityType;

/// Links first and second persons outside quotations: the author, whoever the author goes with, the reader. In a transcript every turn has its
/// own speaker, so nothing is linked there.
pub(super) fn author(cast: &mut Cast) {
    if cast.view.scene.document.kind() == crate::text::Kind::Transcript {
        return;
    }
    for mention in 0..cast.mentions.len() {
        if cast.quoted_in[cast.mentions[mention].head].is_some() || cast.links[mention].is_some() {
            continue;
        }
        let kind = match cast.view.lower(cast.mentions[mention].head) {
            "i" | "me" | "my" | "mine" | "myself" | "you" | "your" | "yours" | "yourself" => EntityType::Person,
            "we" | "us" | "our" | "ours" | "ourselves" => EntityType::Group,
            _ => continue,
        };
        let entity = refer::voice(cast, mention, kind).unwrap_or_else(|| cast.add(kind));
        cast.link(mention, Link { entity, decider: "the author’s own voice", score: 0.7, evidence: None });
    }
}

/// Links first and second persons in quotations.
pub(super) fn speakers_themselves(cast: &mut Cast, speakers: &mut [Speaker]) {
    for mention in 0..cast.mentions.len() {
        let Some(statement) = cast.quoted_in[cast.mentions[mention].head].filter(|_| cast.links[mention].is_none())
        else {
            continue;
        };
        let (entity, decider, score) = match cast.view.lower(cast.mentions[mention].head) {
            "i" | "me" | "my" | "mine" | "myself" => (speakers[statement].entity, "first person in a quotation", 0.95),
            "we" | "us" | "our" | "ours" | "ourselves" => {
                (speakers[statement].entity, "first person in a quotation", 0.8)
            }
            "you" | "your" | "yours" | "yourself" => (addressed(cast, statement), "second person in a quotation", 0.8),
            _ => continue,
        };
        if let Some(entity) = entity {
            cast.link(mention, Link { entity, decider, score, evidence: None });
        }
    }
}

/// The one person or body that a statement is said to.
fn addressed(cast: &mut Cast, statement: usize) -> Option<usize> {
    let [only] = cast.attributions[statement].audience.as_slice() else { return None };
    super::sources::resolve(cast, *only, None).entity
}
