//! Persons told of before they are named, as news stories open: "A former deckhand said …" and, some sentences on, "Piet Lam, who was a
//! deckhand on the ferry, said". Tied where what is told of the two shares words.

use std::collections::{BTreeMap, BTreeSet};

use super::cast::{Cast, is_name};
use crate::lang::en::people::Class;
use crate::layers::mentions::Noun;
use crate::record::{EntityType, MentionForm};
use crate::text::TokenRange;

/// How many sentences on the name may stand.
const REACH: usize = 8;

/// In the first sentences also whoever is only spoken of or to.
const LEAD: usize = 3;

/// How far around a mention what is told of it stands, in tokens.
const AROUND: usize = 16;

/// Least letters of a word that tells something, and how many of them must agree ("rape", "raped").
const STEM: usize = 4;

/// Ties descriptions that open a story to the persons named behind them.
pub(super) fn tie(cast: &mut Cast) {
    let mut first: Vec<Option<usize>> = vec![None; cast.entities.len()];
    for (index, link) in cast.links.iter().enumerate() {
        if let Some(slot) = link.and_then(|link| first.get_mut(link.entity)) {
            *slot = slot.or(Some(index));
        }
    }
    let mut into: BTreeMap<usize, usize> = BTreeMap::new();
    for (entity, mention) in first.iter().enumerate().filter_map(|(entity, first)| Some((entity, (*first)?))) {
        let person = if opens(cast, entity, mention) { named_later(cast, &first, mention) } else { None };
        if let Some(person) = person.or_else(|| holder(cast, entity, mention)) {
            into.insert(entity, person);
        }
    }
    cast.unite(&into, "the one of that kind named later", 0.65);
}

/// A description of one person that singles nobody out, in a source or in the lead: "a woman who", "a spokesman for".
fn opens(cast: &Cast, entity: usize, mention: usize) -> bool {
    let (of, draft) = (&cast.mentions[mention], &cast.entities[entity]);
    let indefinite = matches!(cast.view.lower(of.tokens.start()), "a" | "an" | "one") || of.tokens.len() == 1;
    let person = draft.kind == EntityType::Person && !cast.is_named(entity) && draft.members.is_empty();
    let single = matches!(of.noun, Some(Noun::Person | Noun::Position | Noun::Voice));
    of.form == MentionForm::Nominal
        && single
        && indefinite
        && person
        && (cast.in_source[of.head] || cast.view.sentence(of.head) < LEAD)
        && cast.quoted_in[of.head].is_none()
}

/// "The president", before the text names him: the only one whose title has that word, and no "former".
fn holder(cast: &Cast, entity: usize, mention: usize) -> Option<usize> {
    let (of, view) = (&cast.mentions[mention], cast.view);
    let bare = of.tokens.len() == 2 && view.lower(of.tokens.start()) == "the" && of.noun == Some(Noun::Position);
    let complement = matches!(view.lower(of.tokens.end()), "of" | "at" | "for");
    if !bare || complement || cast.is_named(entity) || cast.quoted_in[of.head].is_some() {
        return None;
    }
    let holds = |title: &TokenRange| {
        let same = title.range().any(|at| super::titles::full(view.bare(at)) == view.lower(of.head));
        same && !matches!(view.lower(title.start()), "former" | "vice" | "deputy" | "then" | "ex-president")
    };
    let named = |other: &usize| cast.is_named(*other) && cast.entities[*other].titles.iter().any(holds);
    let mut holders = (0..cast.entities.len()).filter(named);
    let only = holders.next()?;
    let gender = of.gender.is_none() || cast.entities[only].gender.is_none_or(|known| Some(known) == of.gender);
    (holders.next().is_none() && gender).then_some(only)
}

/// The one person who is first named soon after, in a source, and of whom most of the same words are told.
fn named_later(cast: &Cast, first: &[Option<usize>], mention: usize) -> Option<usize> {
    let of = &cast.mentions[mention];
    let here = cast.view.sentence(of.head);
    let told = around(cast, of.tokens, false);
    let mut best: Option<(usize, usize)> = None;
    for (entity, index) in first.iter().enumerate().filter_map(|(entity, index)| Some((entity, (*index)?))) {
        let other = &cast.mentions[index];
        let sentence = cast.view.sentence(other.head);
        let near = index > mention && sentence > here && sentence <= here + REACH;
        let draft = &cast.entities[entity];
        let gender = of.gender.is_none() || draft.gender.is_none() || of.gender == draft.gender;
        let person = draft.kind == EntityType::Person && is_name(other) && cast.in_source[other.head];
        if !near || !person || !gender {
            continue;
        }
        let words = around(cast, other.tokens, true);
        let head = stem(cast.view.lower(of.head));
        let shared =
            told.intersection(&words).count() + usize::from(of.noun != Some(Noun::Person) && words.contains(&head));
        if shared >= 2 && best.is_none_or(|(most, _)| shared > most) {
            best = Some((shared, entity));
        }
    }
    best.map(|(_, entity)| entity)
}

/// The stems of the words that tell of a mention: its own, those behind it in its sentence and, of a name, those before it.
fn around(cast: &Cast, tokens: TokenRange, before: bool) -> BTreeSet<String> {
    let view = cast.view;
    let sentence = view.sentence_tokens(tokens.start());
    let start = if before { sentence.start().max(tokens.start().saturating_sub(AROUND / 2)) } else { tokens.start() };
    let end = sentence.end().min(tokens.end() + AROUND);
    let tells = |at: &usize| {
        let word = view.lower(*at);
        let name = before && tokens.contains(*at);
        !name
            && word.len() >= STEM
            && cast.quoted_in[*at].is_none()
            && !view.is(Class::Stop, *at)
            && view.scene.is_word(*at)
    };
    (start..end).filter(tells).map(|at| stem(view.lower(at))).collect()
}

fn stem(word: &str) -> String {
    word.chars().take(STEM + 1).collect::<String>().trim_end_matches(['s', 'd', 'e']).to_owned()
}
