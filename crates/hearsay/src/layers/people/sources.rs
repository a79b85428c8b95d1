//! Sources and audiences: from a span of words to who it is and what kind of source (docs/semantics.md, "Source kind and
//! entities"). The phrase is read up to its first comma, preposition or relative pronoun; its last word tells.

use super::cast::{Cast, is_name};
use super::{Speaker, groups, titles};
use crate::lang::en::people::Class;
use crate::layers::attributions::{Attribution, Reason};
use crate::layers::mentions::{Noun, Number};
use crate::record::{EntityType, Mode, SourceKind};
use crate::text::TokenRange;

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

/// Who the audiences of each statement are; a plural that names nobody is nobody in particular.
pub(super) fn audiences(cast: &mut Cast, speakers: &mut [Speaker]) {
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
    if outlet && read {
        Resolved { kind: Some(SourceKind::Document), decider: "an outlet that is read", ..resolved }
    } else {
        resolved
    }
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
    let span = trimmed(cast, span);
    let nobody = Resolved::new(None, None, "nobody known", 0.5);
    if span.is_empty() {
        return nobody;
    }
    if let Some(found) = granted(cast, span, attribution) {
        return found;
    }
    if span.len() == 1
        && let Some(found) = one_word(cast, span.start())
    {
        return found;
    }
    if let Some(found) = coordinated(cast, span) {
        return found;
    }
    let core = core(cast, span);
    relevance(cast, span, core);
    by_head(cast, span, core, attribution).unwrap_or(nobody)
}

/// Without punctuation at its ends and the mark of a possessive.
fn trimmed(cast: &Cast, span: TokenRange) -> TokenRange {
    let view = cast.view;
    let (mut start, mut end) = (span.start(), span.end());
    while end > start
        && (!view.scene.is_word(end - 1)
            || view.is_possessive(end - 1)
            || matches!(view.lower(end - 1), "himself" | "herself" | "itself" | "themselves") && end - 1 > start)
    {
        end -= 1;
    }
    while start < end && !view.scene.is_word(start) {
        start += 1;
    }
    TokenRange::new(start, end)
}

/// Anonymity that was granted or is plain.
fn granted(cast: &mut Cast, span: TokenRange, attribution: Option<&Attribution>) -> Option<Resolved> {
    let view = cast.view;
    let sentence = view.sentence_tokens(span.start());
    let condition = sentence.range().any(|at| view.lower(at) == "anonymity") && attribution.is_some();
    let named = cast.mentions_in(span).iter().any(|&index| {
        is_name(&cast.mentions[index])
            && cast.mentions[index].kind == Some(EntityType::Person)
            && cast.mentions[index].tokens.start() == span.start()
    });
    let words = |at: usize| (view.lower(at), view.lower(at + 1));
    let plain = span.range().any(|at| {
        matches!(
            words(at),
            ("familiar", "with")
                | ("close", "to")
                | ("briefed", "on")
                | ("knowledge", "of")
                | ("not", "authorized" | "authorised")
        )
    }) || span.range().any(|at| matches!(view.lower(at), "unnamed" | "unidentified" | "anonymous"));
    let source = span.range().any(|at| matches!(view.lower(at), "sources" | "source" | "insiders" | "insider"));
    if named || !(condition || plain || source) {
        return None;
    }
    let core = core(cast, span);
    let entity = cast
        .headed_at(core.end() - 1)
        .map(|mention| cast.entity_of(mention).unwrap_or_else(|| cast.described(mention)));
    let entity = entity.filter(|&entity| !cast.is_named(entity));
    Some(Resolved::new(entity, Some(SourceKind::Anonymous), "words of anonymity", 0.9))
}

fn one_word(cast: &mut Cast, at: usize) -> Option<Resolved> {
    let view = cast.view;
    match view.lower(at) {
        "that" | "which" | "who" => {
            let mention =
                cast.headed_at(at).and_then(|mention| cast.links[mention]).map(|link| (link.entity, link.score));
            let before = mention.or_else(|| antecedent(cast, at))?;
            Some(Resolved::new(Some(before.0), kind_of(cast, before.0), "relative pronoun", before.1))
        }
        "everyone" | "everybody" | "nobody" | "others" | "many" | "some" | "most" | "few" | "both" | "those"
        | "several" => Some(Resolved::new(None, Some(SourceKind::UnnamedGroup), "several without a name", 0.85)),
        "someone" | "somebody" | "anyone" => {
            Some(Resolved::new(None, Some(SourceKind::UnnamedPerson), "somebody without a name", 0.7))
        }
        word => {
            let mention = cast.headed_at(at)?;
            match cast.links[mention] {
                Some(link) => {
                    Some(Resolved::new(Some(link.entity), kind_of(cast, link.entity), link.decider, link.score))
                }
                None if word == "i" => Some(Resolved::new(None, Some(SourceKind::UnnamedPerson), "the author", 0.6)),
                None if word == "we" => {
                    Some(Resolved::new(None, Some(SourceKind::UnnamedGroup), "the outlet or the speaker's side", 0.6))
                }
                None if matches!(word, "they" | "them" | "their") => {
                    Some(Resolved::new(None, Some(SourceKind::UnnamedGroup), "several without a name", 0.5))
                }
                None => None,
            }
        }
    }
}

/// Who stands right before "that" or "which".
fn antecedent(cast: &Cast, at: usize) -> Option<(usize, f32)> {
    let until = cast.mentions.partition_point(|mention| mention.tokens.start() < at);
    let index = (0..until).rev().take(8).find(|&index| {
        let end = cast.mentions[index].tokens.end();
        end <= at && at - end <= 1 && (end..at).all(|gap| !cast.view.scene.is_word(gap))
    })?;
    Some((cast.entity_of(index)?, 0.85))
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

/// The phrase up to its first comma, bracket, preposition, relative pronoun or "and".
fn core(cast: &Cast, span: TokenRange) -> TokenRange {
    let view = cast.view;
    let ends = |at: &usize| {
        let name = cast
            .mentions
            .iter()
            .skip(cast.mentions.partition_point(|mention| mention.tokens.end() <= *at))
            .take(3)
            .any(|mention| is_name(mention) && mention.tokens.contains(*at));
        let breaks = matches!(
            view.lower(*at),
            "of" | "at"
                | "for"
                | "in"
                | "with"
                | "from"
                | "on"
                | "to"
                | "by"
                | "who"
                | "whose"
                | "which"
                | "that"
                | "or"
                | "like"
                | "such"
                | "including"
                | "close"
                | "familiar"
                | "inside"
                | "within"
                | "near"
                | "around"
        );
        !name && (breaks || !view.scene.is_word(*at) && !view.is_possessive(*at))
    };
    let end = (span.start() + 1..span.end()).find(ends).unwrap_or(span.end());
    TokenRange::new(span.start(), end)
}

/// "Ana Duarte and Piet Lam": a group, unless "and" stands inside one name or one title.
fn coordinated(cast: &mut Cast, span: TokenRange) -> Option<Resolved> {
    let view = cast.view;
    let and =
        span.range().find(|&at| matches!(view.lower(at), "and" | "&") && at > span.start() && at + 1 < span.end())?;
    let inside = cast.mentions_in(span);
    let before = inside.iter().rev().copied().find(|&index| {
        let end = cast.mentions[index].tokens.end();
        end <= and
            && and - end < 7
            && (end..and).all(|gap| {
                !view.scene.is_word(gap) || view.is_possessive(gap) || view.is_capital(gap) && view.lower(end) != "of"
            })
    })?;
    let person = |index: usize| {
        matches!(cast.mentions[index].kind, Some(EntityType::Person | EntityType::Group))
            || cast.mentions[index].form == crate::record::MentionForm::Pronoun
    };
    let body = |index: usize| matches!(cast.mentions[index].kind, Some(EntityType::Organisation | EntityType::Place));
    let after = inside.iter().copied().find(|&index| {
        let start = cast.mentions[index].tokens.start();
        start > and
            && (and + 1..start).all(|gap| {
                view.is_title(gap)
                    || view.is_capital(gap)
                    || view.is(Class::Modifier, gap)
                    || view.is(Class::Honorific, gap)
            })
    })?;
    let held = |index: usize| inside.iter().any(|&other| other != index && cast.mentions[other].tokens.contains(and));
    let prepositional = span.start() < cast.mentions[before].tokens.start()
        && view.lower(cast.mentions[before].tokens.start() - 1) == "of";
    if held(before) || prepositional || !(person(before) && person(after) || body(before) && body(after)) {
        return None;
    }
    let mut members = Vec::new();
    for &index in &inside {
        let listed = index == before
            || index == after
            || cast.mentions[index].tokens.end() <= and
                && is_name(&cast.mentions[index])
                && person(index) == person(before)
                && view.lower(cast.mentions[index].tokens.end()) == ",";
        if listed {
            let entity = cast.entity_of(index).unwrap_or_else(|| cast.described(index));
            members.push(entity);
        }
    }
    members.dedup();
    if members.len() < 2 {
        return None;
    }
    let entity = groups::of_members(cast, members);
    Some(Resolved::new(Some(entity), kind_of(cast, entity), "joined by “and”", 0.85))
}

/// By the last word of the phrase's core.
fn by_head(cast: &mut Cast, span: TokenRange, core: TokenRange, attribution: Option<&Attribution>) -> Option<Resolved> {
    let view = cast.view;
    let last = core.end() - 1;
    if let Some(index) = cast
        .mentions_in(core)
        .into_iter()
        .rev()
        .find(|&index| is_name(&cast.mentions[index]) && cast.mentions[index].tokens.end() == core.end())
    {
        let entity = cast.entity_of(index)?;
        let link = cast.links[index]?;
        return Some(Resolved::new(Some(entity), kind_of(cast, entity), link.decider, link.score));
    }
    if let Some(found) =
        named_beside(cast, span, core).or_else(|| maker(cast, span, core)).or_else(|| this_place(cast, core))
    {
        return Some(found);
    }
    let noun = cast.headed_at(last).and_then(|index| cast.mentions[index].noun.map(|noun| (index, noun)));
    let officials = matches!(
        view.lower(last),
        "officials"
            | "official"
            | "representatives"
            | "lawyers"
            | "attorneys"
            | "aides"
            | "spokesmen"
            | "spokespeople"
            | "panel"
            | "prosecutors"
    );
    if let Some((index, noun)) = noun {
        if (noun == Noun::Voice || officials)
            && let Some(body) = body_in(cast, span)
        {
            return Some(Resolved::new(Some(body), Some(SourceKind::NamedOrganisation), "speaks for the body", 0.88));
        }
        let entity = cast.entity_of(index).unwrap_or_else(|| cast.described(index));
        let link = cast.links[index]?;
        return Some(Resolved::new(Some(entity), kind_of(cast, entity), link.decider, link.score.min(0.85)));
    }
    let several = view.lower(last).ends_with('s') && view.lower(last).len() > 3 || quantity(cast, core);
    let writes = attribution.is_some_and(|one| matches!(one.mode, Mode::Writing | Mode::Finding));
    let article = matches!(view.lower(core.start()), "a" | "an" | "one" | "another");
    match () {
        () if view.is_plural(Class::Adherent, last) || view.is(Class::Adherent, last) => {
            Some(Resolved::new(None, Some(SourceKind::UnnamedGroup), "several without a name", 0.85))
        }
        () if writes => Some(Resolved::new(None, Some(SourceKind::Document), "what is read", 0.6)),
        () if several => Some(Resolved::new(None, Some(SourceKind::UnnamedGroup), "several without a name", 0.7)),
        () if article => Some(Resolved::new(None, Some(SourceKind::UnnamedPerson), "somebody without a name", 0.5)),
        () => None,
    }
}

fn quantity(cast: &Cast, core: TokenRange) -> bool {
    if matches!(
        cast.view.lower(core.start() + 1),
        "few" | "handful" | "number" | "majority" | "couple" | "dozen" | "group"
    ) {
        return true;
    }
    let first = cast.view.lower(core.start());
    let number = first.chars().next().is_some_and(|c| c.is_ascii_digit());
    number
        || matches!(
            first,
            "many"
                | "most"
                | "some"
                | "several"
                | "few"
                | "both"
                | "all"
                | "two"
                | "three"
                | "four"
                | "five"
                | "other"
                | "dozens"
                | "hundreds"
                | "thousands"
                | "more"
        )
}

/// A person's name beside a description: "an adviser to the port, Piet Lam,", "the envoy, Piet Lam".
fn named_beside(cast: &Cast, span: TokenRange, core: TokenRange) -> Option<Resolved> {
    let rest = TokenRange::new(core.end(), span.end());
    let index = cast.mentions_in(rest).into_iter().find(|&index| {
        let mention = &cast.mentions[index];
        let view = cast.view;
        let title = |at: &usize| {
            view.is_title(*at)
                || view.is(Class::Honorific, *at)
                || view.is(Class::Modifier, *at)
                || view.is_capital(*at)
        };
        let comma =
            (core.end()..mention.tokens.start()).rev().find(|at| !title(at)).is_some_and(|at| view.lower(at) == ",");
        let closes = mention.tokens.end() == span.end() || !cast.view.scene.is_word(mention.tokens.end());
        is_name(mention) && mention.kind == Some(EntityType::Person) && comma && closes
    })?;
    Some(Resolved::new(cast.entity_of(index), Some(SourceKind::NamedPerson), "apposition", 0.93))
}

/// A person goes before a thing: "Duarte's report", "a study by the economist Piet Lam".
fn maker(cast: &Cast, span: TokenRange, core: TokenRange) -> Option<Resolved> {
    let view = cast.view;
    let person =
        |index: &usize| cast.mentions[*index].kind == Some(EntityType::Person) && is_name(&cast.mentions[*index]);
    let noun = cast.headed_at(core.end() - 1).and_then(|index| cast.mentions[index].noun);
    let thing = noun.is_none_or(|noun| noun == Noun::Text);
    let by = view.lower(core.end()) == "by" && noun == Some(Noun::Text);
    let found = cast.mentions_in(span).into_iter().filter(person).find(|&index| {
        let tokens = cast.mentions[index].tokens;
        let owner = thing && tokens.end() < core.end() && view.is_possessive(tokens.end());
        let author =
            by && tokens.start() > core.end() && (core.end() + 1..tokens.start()).all(|at| view.lower(at) != ",");
        owner || author
    })?;
    Some(Resolved::new(cast.entity_of(found), Some(SourceKind::NamedPerson), "a person goes before a thing", 0.85))
}

/// "The state", "the city": the place last named.
fn this_place(cast: &Cast, core: TokenRange) -> Option<Resolved> {
    let view = cast.view;
    let meant = core.len() == 2 && view.lower(core.start()) == "the";
    if !meant
        || !matches!(
            view.lower(core.end() - 1),
            "state" | "city" | "county" | "country" | "town" | "province" | "nation" | "village"
        )
    {
        return None;
    }
    let until = cast.mentions.partition_point(|mention| mention.tokens.start() < core.start());
    let place = (0..until)
        .rev()
        .find(|&index| cast.mentions[index].kind == Some(EntityType::Place) && is_name(&cast.mentions[index]))?;
    Some(Resolved::new(cast.entity_of(place), Some(SourceKind::NamedOrganisation), "the place last named", 0.6))
}

/// The body that a spokesman or officials in a phrase belong to.
fn body_in(cast: &mut Cast, span: TokenRange) -> Option<usize> {
    for index in cast.mentions_in(span) {
        let mention = cast.mentions[index].clone();
        let body = matches!(mention.kind, Some(EntityType::Organisation | EntityType::Place));
        if !body {
            continue;
        }
        let entity = match cast.entity_of(index) {
            Some(entity) => entity,
            None => cast.described(index),
        };
        if cast.is_named(entity) {
            return Some(entity);
        }
    }
    None
}

/// What stands beside a name in a source and is no title tells why this voice is heard.
fn relevance(cast: &mut Cast, span: TokenRange, core: TokenRange) {
    let Some(index) =
        cast.mentions_in(core).into_iter().rev().find(|&index| cast.mentions[index].tokens.end() == core.end())
    else {
        return;
    };
    let Some(entity) = cast.entity_of(index) else { return };
    let Some(start) =
        titles::apposition_start(cast.view, cast.mentions[index].tokens).filter(|&start| start < span.end())
    else {
        return;
    };
    let clause = TokenRange::new(start, span.end());
    let title = cast.entities[entity].titles.iter().any(|title| title.overlaps(clause));
    let new = !cast.entities[entity].relevance.contains(&clause);
    let several = cast.entities[entity].number == Some(Number::Several);
    if !title && new && !several && clause.len() > 1 {
        cast.entities[entity].relevance.push(clause);
    }
}
