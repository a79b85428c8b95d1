//! "I" and "we" inside a quotation are its speaker, "you" the one it is said to.

use super::cast::{Cast, Link, is_name};
use super::{Speaker, refer};
use crate::record::EntityType;

/// How many paragraphs at the end may tell who signs.
const LAST: usize = 3;

/// Links first and second persons outside quotations: the author, whoever the author goes with, the reader. In a transcript every turn has its
/// own speaker, so nothing is linked there.
pub(super) fn author(cast: &mut Cast) {
    if cast.view.scene.document.kind() == crate::text::Kind::Transcript {
        return;
    }
    let (signed, told) = (signature(cast), told_of(cast));
    for mention in 0..cast.mentions.len() {
        if cast.quoted_in[cast.mentions[mention].head].is_some() || cast.links[mention].is_some() {
            continue;
        }
        let own = matches!(cast.view.lower(cast.mentions[mention].head), "i" | "me" | "my" | "mine" | "myself");
        if let Some(entity) = signed.filter(|_| own) {
            cast.link(mention, Link { entity, decider: "the author who signs", score: 0.9, evidence: None });
            continue;
        }
        let kind = match cast.view.lower(cast.mentions[mention].head) {
            "i" | "me" | "my" | "mine" | "myself" | "you" | "your" | "yours" | "yourself" => EntityType::Person,
            "we" | "us" | "our" | "ours" | "ourselves" => EntityType::Group,
            _ => continue,
        };
        let voice = refer::voice(cast, mention, kind).filter(|&entity| !told.get(entity).copied().unwrap_or(false));
        let entity = voice.unwrap_or_else(|| cast.add(kind));
        cast.link(mention, Link { entity, decider: "the author’s own voice", score: 0.7, evidence: None });
    }
}

/// For each entity whether it is "he" or "she" outside quotations: then the author's "I" is somebody else.
fn told_of(cast: &Cast) -> Vec<bool> {
    let mut told = vec![false; cast.entities.len()];
    for (mention, link) in cast.mentions.iter().zip(&cast.links) {
        let third = matches!(cast.view.lower(mention.head), "he" | "she" | "his" | "her" | "him");
        if let Some(slot) = link.filter(|_| third).and_then(|link| told.get_mut(link.entity)) {
            *slot |= cast.quoted_in[mention.head].is_none();
        }
    }
    told
}

/// The person whom one of the last paragraphs introduces, "Ida Brandt is a reporter for the Tidings.", and who is named nowhere before: who
/// signs what "I" tells.
fn signature(cast: &Cast) -> Option<usize> {
    let paragraphs = cast.view.scene.paragraphs();
    let (last, known) = (paragraphs.len().saturating_sub(LAST), |index: usize| cast.entity_of(index));
    paragraphs.get(last.max(1)..)?.iter().find_map(|paragraph| {
        let index = cast.mentions_in(*paragraph).into_iter().find(|&index| is_name(&cast.mentions[index]))?;
        let of = &cast.mentions[index];
        let title = |at: usize| cast.view.is_title(at) || cast.view.is_capital(at);
        let opens = (paragraph.start()..of.tokens.start()).all(title);
        let tells = (of.tokens.end()..paragraph.end().min(of.tokens.end() + 6))
            .any(|at| matches!(cast.view.lower(at), "is" | "was" | "writes" | "covers"));
        let person = of.kind == Some(EntityType::Person) && of.tokens.len() > 1;
        let new = !(0..index).any(|other| known(other) == known(index));
        known(index).filter(|_| opens && tells && person && new)
    })
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
