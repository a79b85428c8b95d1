//! Entities and silences from the layer of people.

use super::pin::Pinner;
use super::statements::{because, rounded};
use crate::analyze::Analysis;
use crate::layers::people::{Entity as Person, Speaker};
use crate::record::{Entity, Mention, MentionForm, NoComment, OFFER, Statement};
use crate::text::TokenRange;

/// The id of the entity at `index`.
pub(super) fn id(index: usize) -> String {
    format!("e{}", index + 1)
}

/// The entities of an analysis, in order of their first mention.
pub(super) fn entities(pinner: &Pinner, analysis: &Analysis) -> Vec<Entity> {
    let all = analysis.people.entities.iter().enumerate();
    all.map(|(index, person)| entity(pinner, analysis, index, person)).collect()
}

/// The statement with who speaks and who is spoken to.
pub(super) fn spoken(pinner: &Pinner, mut statement: Statement, speaker: &Speaker, why: bool) -> Statement {
    statement.source.entity = speaker.entity.map(id);
    statement.source.kind = speaker.kind;
    statement.confidence.speaker = speaker.certainty.map(rounded);
    statement.confidence.audience = speaker.audience_certainty.map(rounded);
    for (audience, entity) in statement.audience.iter_mut().zip(&speaker.audience) {
        audience.entity = entity.map(id);
    }
    // An offer is for a person to decide, and so always told.
    let told = speaker.reasons.iter().filter(|reason| why || reason.decider == OFFER);
    statement.because.extend(told.map(|reason| because(pinner, reason)));
    statement
}

/// Who did not comment.
pub(super) fn no_comment(pinner: &Pinner, analysis: &Analysis) -> Vec<NoComment> {
    let entry = |silence: &crate::layers::people::Silence| {
        let pinned = pinner.pin(&[pinner.span(silence.tokens)?]);
        Some(NoComment { entity: silence.entity.map(id), kind: silence.kind, pinned })
    };
    analysis.people.silences.iter().filter_map(entry).collect()
}

fn entity(pinner: &Pinner, analysis: &Analysis, index: usize, person: &Person) -> Entity {
    let words = |range: TokenRange| {
        pinner.span(range).map(|span| pinner.pin(&[span]).text.replace(['\n', '\r', '\u{a0}'], " "))
    };
    let mention = |&index: &usize| {
        let mention = analysis.mentions.get(index)?;
        Some(Mention { pinned: pinner.pin(&[pinner.span(mention.tokens)?]), form: mention.form })
    };
    let name = person.name.and_then(words).or_else(|| {
        let (owner, noun) = person.owner?;
        let owner = analysis.people.entities.get(owner)?.name.and_then(words)?;
        Some(format!("{} {}", family(&owner), words(noun)?))
    });
    let mentions: Vec<Mention> = person.mentions.iter().filter_map(mention).collect();
    Entity {
        id: id(index),
        kind: person.kind,
        titles: person.titles.iter().filter_map(|title| words(*title)).collect(),
        aliases: aliases(name.as_deref(), &mentions),
        name,
        members: person.members.iter().map(|&member| id(member)).collect(),
        complete: person.complete,
        relevance: person.relevance.iter().filter_map(|range| Some(pinner.pin(&[pinner.span(*range)?]))).collect(),
        mentions,
    }
}

/// A person's name without the first given name and initials: what a body of hers is called by.
fn family(name: &str) -> &str {
    let mut rest = name.split_once(' ').map_or(name, |(_, rest)| rest);
    while let Some((first, more)) =
        rest.split_once(' ').filter(|(first, _)| first.trim_end_matches('.').chars().count() == 1)
    {
        rest = if first.is_empty() { break } else { more };
    }
    rest
}

/// The names and descriptions of the mentions, each once, without the name itself.
fn aliases(name: Option<&str>, mentions: &[Mention]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.form != MentionForm::Pronoun) {
        let words = mention.pinned.text.replace(['\n', '\r', '\u{a0}'], " ");
        if Some(words.as_str()) != name && !found.contains(&words) {
            found.push(words);
        }
    }
    found
}
