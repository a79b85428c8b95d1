//! Sources and audiences: from a span of words to who it is and what kind of source (docs/semantics.md, "Source kind and
//! entities"). The phrase is read up to its first comma, preposition or relative pronoun; its last word tells.

mod audiences;
mod beside;
mod head;
mod joined;
mod phrase;
mod words;

use super::Speaker;
use super::cast::Cast;
use crate::lang::en::people::Class;
use crate::layers::attributions::{Attribution, Reason};
use crate::record::{EntityType, SourceKind};
use crate::text::TokenRange;

pub(super) use audiences::audiences;

/// Who a phrase is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved {
    pub entity: Option<usize>,
    pub kind: Option<SourceKind>,
    pub decider: &'static str,
    pub score: f32,
}

impl Resolved {
    fn new(entity: Option<usize>, kind: Option<SourceKind>, decider: &'static str, score: f32) -> Self {
        Self { entity, kind, decider, score }
    }
}

/// The speakers of all statements, in their order.
pub(super) fn speakers(cast: &mut Cast) -> Vec<Speaker> {
    let mut found: Vec<Speaker> = Vec::new();
    for index in 0..cast.attributions.len() {
        let speaker = speaker(cast, index, &found);
        found.push(speaker);
    }
    found
}

/// Tells once more who the sources are that only now are known: "I" and "he" in quotations.
pub(super) fn again(cast: &mut Cast, known: &mut Vec<Speaker>) {
    cast.settled = true;
    *known = speakers(cast);
}

fn speaker(cast: &mut Cast, index: usize, before: &[Speaker]) -> Speaker {
    let attributions = cast.attributions;
    let attribution = &attributions[index];
    let Some(span) = attribution
        .source
        .iter()
        .copied()
        .reduce(|a, b| TokenRange::new(a.start().min(b.start()), a.end().max(b.end())))
    else {
        return if attribution.implicit { carried_on(cast, index, before) } else { Speaker::default() };
    };
    let resolved = resolve(cast, span, Some(attribution));
    let resolved = outlet_read(cast, resolved, attribution);
    let reason = |field| Reason {
        field,
        decider: resolved.decider,
        score: Some(resolved.score),
        evidence: evidence(cast, span),
    };
    Speaker {
        entity: resolved.entity,
        kind: resolved.kind,
        audience: Vec::new(),
        certainty: resolved.kind.map(|_| resolved.score),
        audience_certainty: None,
        reasons: if resolved.kind.is_some() {
            vec![reason("source.entity"), reason("source.kind")]
        } else {
            Vec::new()
        },
    }
}

/// The words of the source and the mention that told who a pronoun in it is.
fn evidence(cast: &Cast, span: TokenRange) -> Vec<TokenRange> {
    let told = cast
        .mentions_in(span)
        .first()
        .and_then(|&index| cast.links[index]?.evidence)
        .map(|index| cast.mentions[index].tokens);
    [span].into_iter().chain(told).collect()
}

/// An implicit statement goes on with the one before it.
fn carried_on(cast: &Cast, index: usize, before: &[Speaker]) -> Speaker {
    let own = cast.attributions[index].content.first().map_or(0, |range| range.start());
    let earlier = |other: &usize| {
        let one = &cast.attributions[*other];
        one.within.is_none() && one.content.last().is_some_and(|range| range.end() <= own)
    };
    let last = (0..index)
        .filter(earlier)
        .max_by_key(|&other| cast.attributions[other].content.last().map(|range| range.end()));
    let Some(last) = last else { return Speaker::default() };
    let reasons = vec![Reason {
        field: "source.entity",
        decider: "carried on from the statement before",
        score: Some(0.8),
        evidence: cast.attributions[last].source.clone(),
    }];
    Speaker {
        reasons,
        audience: Vec::new(),
        certainty: before[last].certainty.map(|score| score * 0.85),
        ..before[last].clone()
    }
}

/// "The Tidings reported": an outlet that is read is a document.
fn outlet_read(cast: &Cast, resolved: Resolved, attribution: &Attribution) -> Resolved {
    let view = cast.view;
    let outlet = resolved.kind == Some(SourceKind::NamedOrganisation)
        && resolved.entity.and_then(|entity| cast.entities[entity].name).is_some_and(|name| {
            let last = name.end() - 1;
            view.is(Class::News, name.start())
                || view.is(Class::News, last)
                || view.is(Class::Outlet, last) && (name.len() > 1 || view.lower(name.start().wrapping_sub(1)) == "the")
        });
    let read = attribution.cue.is_some_and(|cue| cue.range().any(|at| lemma_in(cast, Class::ReadAs, at)));
    // "The Tidings said it had not asked": its own acts.
    let own = attribution.content.first().is_some_and(|content| {
        let at = content.start() + usize::from(view.lower(content.start()) == "that");
        matches!(view.lower(at), "it" | "its")
    });
    let finds = attribution.cue.is_some_and(|cue| cue.range().any(|at| matches!(view.lower(at), "found" | "finds")));
    if outlet && read && !own && !(finds && resolved.entity.is_some_and(|entity| asks(cast, entity))) {
        Resolved { kind: Some(SourceKind::Document), decider: "an outlet that is read", ..resolved }
    } else {
        resolved
    }
}

/// Whether the text names a poll or study of an outlet's own: what it found is its own finding.
fn asks(cast: &Cast, outlet: usize) -> bool {
    let own = |name: TokenRange| {
        name.range().any(|at| cast.named_at[at].and_then(|mention| cast.entity_of(mention)) == Some(outlet))
    };
    cast.entities.iter().any(|draft| draft.kind == EntityType::Work && draft.name.is_some_and(own))
}

fn lemma_in(cast: &Cast, class: Class, at: usize) -> bool {
    let words = cast.view.words;
    let word = cast.view.lower(at);
    let stems = [
        word,
        word.strip_suffix('s').unwrap_or(word),
        word.strip_suffix("ed").unwrap_or(word),
        word.strip_suffix('d').unwrap_or(word),
        word.strip_suffix("ing").unwrap_or(word),
    ];
    stems.iter().any(|stem| words.is(class, stem))
        || (class == Class::ReadAs && matches!(word, "said" | "wrote" | "found"))
}

/// Who a phrase is, and what kind of source.
pub(super) fn resolve(cast: &mut Cast, span: TokenRange, attribution: Option<&Attribution>) -> Resolved {
    let span = phrase::trimmed(cast, span);
    let nobody = Resolved::new(None, None, "nobody known", 0.5);
    if span.is_empty() {
        return nobody;
    }
    let told = words::granted(cast, span, attribution)
        .or_else(|| (span.len() == 1).then(|| words::one_word(cast, span.start())).flatten())
        .or_else(|| joined::coordinated(cast, span));
    if let Some(found) = told {
        return found;
    }
    let core = phrase::core(cast, span);
    beside::relevance(cast, span, core);
    joined::exemplified(cast, span, core).or_else(|| head::by_head(cast, span, core, attribution)).unwrap_or(nobody)
}

/// What kind of source an entity is.
pub(super) fn kind_of(cast: &Cast, entity: usize) -> Option<SourceKind> {
    let draft = &cast.entities[entity];
    let named = cast.is_named(entity);
    Some(match draft.kind {
        EntityType::Person if named => SourceKind::NamedPerson,
        EntityType::Person => SourceKind::UnnamedPerson,
        EntityType::Organisation if named => SourceKind::NamedOrganisation,
        EntityType::Organisation => SourceKind::UnnamedGroup,
        EntityType::Place => SourceKind::NamedOrganisation,
        EntityType::Work => SourceKind::Document,
        EntityType::Group => match draft.members.first() {
            Some(&first) if draft.complete == Some(true) && draft.members.iter().all(|&one| cast.is_named(one)) => {
                kind_of(cast, first)?
            }
            _ => SourceKind::UnnamedGroup,
        },
    })
}
