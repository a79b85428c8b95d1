//! The entities in the making.

use std::collections::{BTreeMap, BTreeSet};

use super::spellings::Offer;
use super::{Entity, People, Silence, Speaker, Weights};
use crate::lang::en::people::PeopleWords;
use crate::layers::attributions::Attribution;
use crate::layers::mentions::{Gender, Mention, Noun, Number, View};
use crate::model::Links;
use crate::record::{EntityType, MentionForm};
use crate::text::TokenRange;

/// Most words of a work's title.
const TITLE: usize = 9;

/// An entity in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub kind: EntityType,
    pub name: Option<TokenRange>,
    /// Of a body that is told of by its owner ("her campaign"): whose it is, and the token of its noun.
    pub owner: Option<(usize, usize)>,
    pub titles: Vec<TokenRange>,
    pub members: Vec<usize>,
    pub complete: Option<bool>,
    pub relevance: Vec<TokenRange>,
    pub gender: Option<Gender>,
    pub number: Option<Number>,
    /// What the head words of its descriptions told.
    pub nouns: Vec<Noun>,
    /// The head words of its descriptions.
    pub heads: Vec<String>,
    /// How many mentions are known to be it.
    pub count: usize,
}

/// What decided that a mention is somebody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub entity: usize,
    pub decider: &'static str,
    pub score: f32,
    /// The mention that it rests on.
    pub evidence: Option<usize>,
}

/// Everybody so far, and who each mention is.
pub(super) struct Cast<'a> {
    pub view: &'a View<'a>,
    pub mentions: &'a [Mention],
    /// What the network says of who is who.
    pub likely: &'a Links,
    pub attributions: &'a [Attribution],
    pub weights: &'a Weights,
    pub entities: Vec<Draft>,
    pub links: Vec<Option<Link>>,
    /// For each token the innermost statement in whose quoted content it stands.
    pub quoted_in: Vec<Option<usize>>,
    /// Which tokens stand in the source of a statement.
    pub in_source: Vec<bool>,
    /// For each token the name that holds it.
    pub named_at: Vec<Option<usize>>,
    /// The words of persons' names of several words, lower case.
    pub of_persons: BTreeSet<String>,
    /// Whether descriptions inside quotations have been told who they are.
    pub settled: bool,
    /// Persons of two names who may be one.
    pub offers: Vec<Offer>,
}

impl<'a> Cast<'a> {
    pub(super) fn new(
        view: &'a View<'a>,
        mentions: &'a [Mention],
        likely: &'a Links,
        attributions: &'a [Attribution],
        weights: &'a Weights,
    ) -> Self {
        let quoted_in = quoted_in(view, attributions);
        let mut in_source = vec![false; view.len()];
        for range in attributions.iter().flat_map(|one| &one.source) {
            in_source.iter_mut().take(range.end()).skip(range.start()).for_each(|slot| *slot = true);
        }
        Self {
            view,
            mentions,
            likely,
            attributions,
            weights,
            entities: Vec::new(),
            links: vec![None; mentions.len()],
            quoted_in,
            in_source,
            named_at: named_at(view, mentions),
            of_persons: of_persons(view, mentions),
            settled: false,
            offers: Vec::new(),
        }
    }

    /// A new entity.
    pub(super) fn add(&mut self, kind: EntityType) -> usize {
        self.entities.push(Draft {
            kind,
            name: None,
            owner: None,
            titles: Vec::new(),
            members: Vec::new(),
            complete: None,
            relevance: Vec::new(),
            gender: None,
            number: None,
            nouns: Vec::new(),
            heads: Vec::new(),
            count: 0,
        });
        self.entities.len() - 1
    }

    /// Says who a mention is; what the mention tells of gender and number is known of the entity from then on.
    pub(super) fn link(&mut self, mention: usize, link: Link) {
        let of = &self.mentions[mention];
        let entity = &mut self.entities[link.entity];
        entity.gender = entity.gender.or(of.gender);
        entity.number = entity.number.or(of.number);
        entity.nouns.extend(of.noun);
        entity.count += 1;
        let head = self.view.lower(of.head);
        if of.form == MentionForm::Nominal && entity.heads.iter().all(|known| known != head) {
            entity.heads.push(head.to_owned());
        }
        self.links[mention] = Some(link);
        let text = of.form == MentionForm::Nominal && of.noun == Some(Noun::Text);
        if text && self.entities[link.entity].kind == EntityType::Work && self.entities[link.entity].name.is_none() {
            self.name_text(link.entity, of.tokens);
        }
    }

    /// A new entity for a mention by description.
    pub(super) fn described(&mut self, mention: usize) -> usize {
        let kind = self.mentions[mention].kind.unwrap_or(EntityType::Person);
        let entity = self.add(kind);
        self.link(mention, Link { entity, decider: "described only", score: 0.9, evidence: None });
        if self.mentions[mention].noun == Some(Noun::Body) {
            self.name_body(entity, self.mentions[mention].tokens);
        }
        entity
    }

    /// Who a mention is; a description that nothing refers to is somebody new, once all have been asked.
    pub(super) fn somebody(&mut self, mention: usize) -> Option<usize> {
        let asked = self.settled || self.quoted_in[self.mentions[mention].head].is_none();
        self.entity_of(mention).or_else(|| asked.then(|| self.described(mention)))
    }

    /// "The Duarte campaign" is called so: from its first capital on.
    fn name_body(&mut self, entity: usize, phrase: TokenRange) {
        let view = self.view;
        let capital = |at: &usize| {
            view.is_capital(*at)
                && !view.is_determiner(*at)
                && (self.named_at[*at].is_some()
                    || view.words.demonym(view.lower(*at)).is_some()
                    || all_capital(view, *at, phrase))
        };
        let owned = phrase.range().any(|at| view.is_possessive(at));
        if let Some(first) = phrase.range().find(capital).filter(|_| !owned) {
            self.entities[entity].name = Some(TokenRange::new(first, phrase.end()));
        }
    }

    /// "The latest Tidings survey" is called by its maker and what it is; "the spot, “Tides,”" by its title.
    fn name_text(&mut self, entity: usize, phrase: TokenRange) {
        if let Some(title) = self.title_behind(phrase.end()) {
            self.entities[entity].name = Some(title);
            return;
        }
        let maker = |at: &usize| {
            let name = self.named_at[*at].map(|mention| self.mentions[mention].kind);
            let body = matches!(name, Some(Some(EntityType::Organisation | EntityType::Place)));
            let known = PeopleWords::get().place(self.view.lower(*at)).is_some();
            body && !known && !self.view.is_determiner(*at)
        };
        let owned = phrase.range().any(|at| self.view.is_possessive(at));
        if let Some(first) = phrase.range().find(maker).filter(|_| !owned) {
            self.entities[entity].name = Some(TokenRange::new(first, phrase.end()));
        }
    }

    /// The title in quotation marks behind a noun for a work, a comma aside: at most [`TITLE`] words, the first with a capital.
    fn title_behind(&self, at: usize) -> Option<TokenRange> {
        let view = self.view;
        let open = at + usize::from(view.lower(at) == ",");
        let close = view.scene.mate(open).filter(|&close| close > open + 1 && close - open <= TITLE)?;
        let marks = (open + 1..close).rev().take_while(|&at| !view.scene.is_word(at)).count();
        (view.is_capital(open + 1) && open + 1 + marks < close).then(|| TokenRange::new(open + 1, close - marks))
    }

    /// Who a mention is.
    pub(super) fn entity_of(&self, mention: usize) -> Option<usize> {
        self.links[mention].map(|link| link.entity)
    }

    /// The words of a mention in lower case.
    pub(super) fn words(&self, mention: usize) -> String {
        self.view.text(self.mentions[mention].tokens).to_lowercase()
    }

    /// The mention with head `at`.
    pub(super) fn headed_at(&self, at: usize) -> Option<usize> {
        let until = self.mentions.partition_point(|mention| mention.tokens.start() <= at);
        (0..until).rev().take(12).find(|&index| self.mentions[index].head == at)
    }

    /// The mentions that lie in a range, in order.
    pub(super) fn mentions_in(&self, range: TokenRange) -> Vec<usize> {
        let from = self.mentions.partition_point(|mention| mention.tokens.start() < range.start());
        let inside = |index: &usize| self.mentions[*index].tokens.end() <= range.end();
        (from..self.mentions.len())
            .take_while(|&index| self.mentions[index].tokens.start() < range.end())
            .filter(inside)
            .collect()
    }

    /// Whether an entity has a name of its own, or its owner's.
    pub(super) fn is_named(&self, entity: usize) -> bool {
        self.entities[entity].name.is_some() || self.entities[entity].owner.is_some()
    }

    /// Makes each entity of `into` one with the entity it stands beside.
    pub(super) fn unite(&mut self, into: &BTreeMap<usize, usize>, decider: &'static str, score: f32) {
        let last = |entity: usize| {
            let mut one = entity;
            while let Some(&next) = into.get(&one).filter(|next| **next != entity) {
                one = next;
            }
            one
        };
        for link in self.links.iter_mut().flatten().filter(|link| into.contains_key(&link.entity)) {
            *link = Link { entity: last(link.entity), decider, score: link.score.min(score), ..*link };
        }
        for draft in &mut self.entities {
            draft.members.iter_mut().for_each(|member| *member = last(*member));
        }
        for &from in into.keys() {
            let gone = self.entities[from].clone();
            let to = last(from);
            self.take_over(to, gone);
        }
    }

    /// What is known of one entity is known of another from now on.
    fn take_over(&mut self, entity: usize, gone: Draft) {
        for title in gone.titles {
            super::titles::add(self, entity, title);
        }
        let draft = &mut self.entities[entity];
        if gone.name.is_some_and(|name| draft.name.is_none_or(|known| known.len() < name.len())) {
            draft.name = gone.name;
        }
        draft.gender = draft.gender.or(gone.gender);
        draft.count += gone.count;
        draft.heads.extend(gone.heads);
        draft.nouns.extend(gone.nouns);
        draft.relevance.extend(gone.relevance);
    }

    /// The entities that are mentioned, or named as members, sources or audiences, numbered in order of first mention.
    pub(super) fn finish(self, mut speakers: Vec<Speaker>, mut silences: Vec<Silence>) -> People {
        let mut first: Vec<usize> = vec![usize::MAX; self.entities.len()];
        let mut mentions: Vec<Vec<usize>> = vec![Vec::new(); self.entities.len()];
        for (index, link) in self.links.iter().enumerate() {
            if let Some(link) = link {
                first[link.entity] = first[link.entity].min(self.mentions[index].tokens.start());
                mentions[link.entity].push(index);
            }
        }
        let wanted = self.wanted(&speakers, &silences, &mentions);
        let mut order: Vec<usize> = (0..self.entities.len()).filter(|&index| wanted[index]).collect();
        order.sort_by_key(|&index| (first[index], index));
        let mut number = vec![None; self.entities.len()];
        order.iter().enumerate().for_each(|(at, &index)| number[index] = Some(at));
        let again = |entity: Option<usize>| entity.and_then(|index| number[index]);
        for speaker in &mut speakers {
            speaker.entity = again(speaker.entity);
            speaker.audience.iter_mut().for_each(|one| *one = again(*one));
        }
        silences.iter_mut().for_each(|one| one.entity = again(one.entity));
        let entity = |&index: &usize| {
            let draft = &self.entities[index];
            Entity {
                kind: draft.kind,
                name: draft.name,
                owner: draft.owner.and_then(|(owner, noun)| Some((number[owner]?, TokenRange::new(noun, noun + 1)))),
                titles: draft.titles.clone(),
                mentions: mentions[index].clone(),
                members: draft.members.iter().filter_map(|&member| number[member]).collect(),
                complete: draft.complete,
                relevance: draft.relevance.clone(),
                gender: draft.gender,
            }
        };
        People { entities: order.iter().map(entity).collect(), speakers, silences }
    }

    /// Named ones, those that sources, audiences and silences point to, and their members; the rest are only words.
    fn wanted(&self, speakers: &[Speaker], silences: &[Silence], mentions: &[Vec<usize>]) -> Vec<bool> {
        let mut wanted: Vec<bool> = (0..self.entities.len())
            .map(|index| !mentions[index].is_empty() && (self.is_named(index) || mentions[index].len() > 1))
            .collect();
        let pointed = speakers.iter().flat_map(|one| one.entity.iter().chain(one.audience.iter().flatten()).copied());
        pointed.chain(silences.iter().filter_map(|one| one.entity)).for_each(|index| wanted[index] = true);
        for index in 0..self.entities.len() {
            if wanted[index] {
                let owner = self.entities[index].owner.map(|(owner, _)| owner);
                self.entities[index].members.iter().copied().chain(owner).for_each(|other| wanted[other] = true);
            }
        }
        wanted
    }
}

/// For each token the innermost statement whose content holds it inside quotation marks.
fn quoted_in(view: &View, attributions: &[Attribution]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; view.len()];
    let mut by_length: Vec<usize> = (0..attributions.len()).collect();
    let length = |index: usize| attributions[index].content.iter().map(|range| range.len()).sum::<usize>();
    by_length.sort_by_key(|&index| std::cmp::Reverse(length(index)));
    for index in by_length {
        for at in attributions[index].content.iter().flat_map(|range| range.range()) {
            if view.scene.quoted_from(at).is_some() || view.scene.in_quoted_part(at) {
                let own = attributions[index].form != crate::record::Form::Indirect;
                if let Some(slot) = found.get_mut(at).filter(|_| own) {
                    *slot = Some(index);
                }
            }
        }
    }
    found
}

/// The words of persons' names of several words.
fn of_persons(view: &View, mentions: &[Mention]) -> BTreeSet<String> {
    let long =
        |mention: &&Mention| is_name(mention) && mention.kind == Some(EntityType::Person) && mention.tokens.len() > 1;
    mentions.iter().filter(long).flat_map(|mention| mention.tokens.range()).map(|at| view.bare(at).to_owned()).collect()
}

/// Whether every word from `at` to the end of the phrase has a capital that no sentence gave it.
fn all_capital(view: &View, at: usize, phrase: TokenRange) -> bool {
    !view.begins(at) && (at..phrase.end()).all(|at| view.is_capital(at) || !view.scene.is_word(at))
}

/// For each token the name that holds it.
fn named_at(view: &View, mentions: &[Mention]) -> Vec<Option<usize>> {
    let mut found = vec![None; view.len()];
    for (index, mention) in mentions.iter().enumerate().filter(|(_, mention)| is_name(mention)) {
        found[mention.tokens.range()].fill(Some(index));
    }
    found
}

/// Whether a mention is a name.
pub(super) fn is_name(mention: &Mention) -> bool {
    mention.form == MentionForm::Name
}
