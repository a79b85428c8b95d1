//! The entities in the making.

use super::{Entity, People, Silence, Speaker, Weights};
use crate::layers::attributions::Attribution;
use crate::layers::mentions::{Gender, Mention, Noun, Number, View};
use crate::model::Links;
use crate::record::{EntityType, MentionForm};
use crate::text::TokenRange;

/// An entity in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub kind: EntityType,
    pub name: Option<TokenRange>,
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
        }
    }

    /// A new entity.
    pub(super) fn add(&mut self, kind: EntityType) -> usize {
        self.entities.push(Draft {
            kind,
            name: None,
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

    /// "The Duarte campaign" is called so: from its first capital on.
    fn name_body(&mut self, entity: usize, phrase: TokenRange) {
        let view = self.view;
        let capital = |at: &usize| {
            view.is_capital(*at)
                && !view.is_determiner(*at)
                && (!view.begins(*at) || view.words.demonym(view.lower(*at)).is_some())
        };
        let owned = phrase.range().any(|at| view.is_possessive(at));
        if let Some(first) = phrase.range().find(capital).filter(|_| !owned) {
            self.entities[entity].name = Some(TokenRange::new(first, phrase.end()));
        }
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

    /// Whether an entity has a name of its own.
    pub(super) fn is_named(&self, entity: usize) -> bool {
        self.entities[entity].name.is_some()
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
                self.entities[index].members.iter().for_each(|&member| wanted[member] = true);
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

/// Whether a mention is a name.
pub(super) fn is_name(mention: &Mention) -> bool {
    mention.form == MentionForm::Name
}
