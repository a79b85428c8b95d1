//! Descriptions and pronouns: who is meant, told in the order of the text. Candidates are those mentioned before, and for a pronoun
//! those named right after; each is weighed by what the network says of the two and a few plain features (as in Lappin and Leass
//! 1994), and the heaviest is taken.

use super::cast::{Cast, Link, is_name};
use super::{Speaker, groups, titles};
use crate::lang::en::people::Class;
use crate::layers::mentions::{Mention, Noun, Number, View, is_definite};
use crate::record::{EntityType, MentionForm};
use crate::text::TokenRange;

/// How far back a pronoun looks, in sentences.
const REACH: usize = 8;

/// How far ahead a pronoun looks for a name, in tokens; as in training.
const AHEAD: usize = 60;

/// How far back a description looks, in sentences.
const FAR: usize = 120;

/// Most candidates of one mention, and most mentions that are gone through for them.
const MOST: (usize, usize) = (48, 1500);

/// Number of features of a candidate.
const FEATURES: usize = 19;

/// What is weighed for pronouns and descriptions.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// The weight of each feature of a candidate for a pronoun, in the order of `features`; the last is the network's.
    pub features: [f64; FEATURES],
    /// The least that the network must say, in logits: for a pronoun of one person, of several, of a thing, for a description,
    /// for "I", "we" and "you" outside quotations, and for the description of a place.
    pub least: [f64; 6],
    /// What it counts for a description that its head word fits a title or a name.
    pub fits: f64,
}

impl Weights {
    /// Number `at` of all of them: for choosing them.
    pub fn number_mut(&mut self, at: usize) -> Option<&mut f64> {
        self.features.iter_mut().chain(&mut self.least).chain([&mut self.fits]).nth(at)
    }
}

/// The mean of the climbs of `hearsay-score people tune` on what the network did not learn from: a tenth of GUM's train part and of GAP's development part.
pub const WEIGHTS: Weights = Weights {
    features: [
        0.34, 1.38, 0.2, 1.28, 0.14, -0.28, -1.78, 0.56, 0.5, 1.2, 0.5, -1.12, -0.43, 1.92, 0.36, 0.34, -1.04, 0.56,
        1.0,
    ],
    least: [-2.24, -1.24, -1.12, 0.74, -2.16, 0.32],
    fits: 2.32,
};

/// Links descriptions and pronouns outside quotations.
pub(super) fn outside_quotations(cast: &mut Cast) {
    for mention in 0..cast.mentions.len() {
        if cast.quoted_in[cast.mentions[mention].head].is_none() {
            refer(cast, mention, None);
        }
    }
}

/// Links those inside quotations, where the speaker is never "he" or "she".
pub(super) fn inside_quotations(cast: &mut Cast, speakers: &[Speaker]) {
    for mention in 0..cast.mentions.len() {
        if let Some(statement) = cast.quoted_in[cast.mentions[mention].head] {
            refer(cast, mention, speakers[statement].entity);
        }
    }
}

fn refer(cast: &mut Cast, mention: usize, speaker: Option<usize>) {
    if cast.links[mention].is_some() {
        return;
    }
    let found = match cast.mentions[mention].form {
        MentionForm::Name => None,
        MentionForm::Pronoun => pronoun(cast, mention, speaker),
        MentionForm::Nominal => described(cast, mention),
    };
    if let Some(link) = found {
        cast.link(mention, link);
        if link.decider == FITS
            && cast.mentions[mention].noun == Some(Noun::Position)
            && cast.entities[link.entity].kind == EntityType::Person
            && cast.is_named(link.entity)
        {
            titles::add_described(cast, link.entity, cast.mentions[mention].tokens);
        }
    } else if cast.mentions[mention].form == MentionForm::Nominal && cast.mentions[mention].noun != Some(Noun::Place) {
        cast.described(mention);
    }
}

/// Somebody mentioned before, by the nearest mention.
pub(super) struct Candidate {
    pub entity: usize,
    pub mention: usize,
    /// What the network says of the mention and the likeliest of theirs, in logits.
    pub likely: f64,
}

/// Everybody mentioned within reach before a mention, nearest first.
pub(super) fn candidates(cast: &Cast, mention: usize, reach: usize) -> Vec<Candidate> {
    let here = cast.view.sentence(cast.mentions[mention].head);
    let mut found: Vec<Candidate> = Vec::new();
    for index in (0..mention).rev().take(MOST.1) {
        if cast.view.sentence(cast.mentions[index].head).saturating_add(reach) < here {
            break;
        }
        let inside = cast.mentions[index].tokens.end() > cast.mentions[mention].tokens.start();
        if let Some(entity) = cast.entity_of(index).filter(|_| !inside) {
            add(cast, &mut found, mention, index, entity);
        }
    }
    found
}

/// Those named right after a pronoun who were not named before it.
fn ahead(cast: &Cast, mention: usize, found: &mut Vec<Candidate>) {
    let end = cast.mentions[mention].head + AHEAD;
    for index in (mention + 1..cast.mentions.len()).take_while(|&index| cast.mentions[index].head < end) {
        if let Some(entity) = cast.entity_of(index).filter(|_| is_name(&cast.mentions[index])) {
            add(cast, found, mention, index, entity);
        }
    }
}

fn add(cast: &Cast, found: &mut Vec<Candidate>, of: usize, mention: usize, entity: usize) {
    let likely = cast.likely.score(of, mention).clamp(-LIKELY, LIKELY);
    if let Some(known) = found.iter_mut().find(|other| other.entity == entity) {
        known.likely = known.likely.max(likely);
    } else if found.len() < MOST.0 {
        found.push(Candidate { entity, mention, likely });
    }
}

/// Beyond this the network's word tells nothing more.
const LIKELY: f64 = 10.0;

fn pronoun(cast: &Cast, mention: usize, speaker: Option<usize>) -> Option<Link> {
    let of = &cast.mentions[mention];
    match cast.view.lower(of.head) {
        "who" | "whose" | "whom" => relative(cast, mention),
        "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves" | "you" | "your"
        | "yours" | "yourself" | "yourselves" => None,
        "himself" | "herself" | "itself" | "themselves" => {
            nearest(cast, mention, 0, speaker).or_else(|| nearest(cast, mention, 1, speaker))
        }
        "it" | "its" => nearest(cast, mention, 4, speaker),
        _ => nearest(cast, mention, REACH, speaker),
    }
}

/// "A deckhand, who": whoever stands right before.
fn relative(cast: &Cast, mention: usize) -> Option<Link> {
    let at = cast.mentions[mention].head;
    let sentence = cast.view.sentence_tokens(at).start();
    let before = (0..mention).rev().take(8).find(|&index| {
        let end = cast.mentions[index].tokens.end();
        end <= at
            && end > sentence
            && (end..at)
                .all(|gap| !cast.view.scene.is_word(gap) || cast.view.lower(gap).chars().all(|c| c.is_ascii_digit()))
    })?;
    let entity = cast.entity_of(before)?;
    Some(Link { entity, decider: "relative pronoun", score: 0.93, evidence: Some(before) })
}

/// The heaviest candidate that agrees.
fn nearest(cast: &Cast, mention: usize, reach: usize, speaker: Option<usize>) -> Option<Link> {
    let mut all = candidates(cast, mention, reach);
    ahead(cast, mention, &mut all);
    let [person, several, thing, ..] = cast.weights.least;
    let least = match cast.view.lower(cast.mentions[mention].head) {
        "it" | "its" | "itself" => thing,
        "they" | "them" | "their" | "theirs" | "themselves" => several,
        _ => person,
    };
    let agreeing: Vec<Candidate> = all
        .into_iter()
        .filter(|candidate| candidate.likely >= least)
        .filter(|candidate| Some(candidate.entity) != speaker && agrees(cast, mention, candidate.entity))
        .collect();
    let weights: Vec<f64> = agreeing
        .iter()
        .enumerate()
        .map(|(rank, candidate)| {
            features(cast, mention, candidate, rank).iter().zip(&cast.weights.features).map(|(x, w)| x * w).sum()
        })
        .collect();
    let best = (0..agreeing.len()).max_by(|&a, &b| weights[a].total_cmp(&weights[b]).then(b.cmp(&a)))?;
    let total: f64 = weights.iter().map(|weight| (weight - weights[best]).exp()).sum();
    let score = (0.95 / total) as f32;
    Some(Link {
        entity: agreeing[best].entity,
        decider: "pronoun: the likeliest who agrees",
        score,
        evidence: Some(agreeing[best].mention),
    })
}

/// Whose voice an "I", "we" or "you" outside quotations is: one of those before it, as the network tells.
pub(super) fn voice(cast: &Cast, mention: usize, kind: EntityType) -> Option<usize> {
    let told = |index: usize| {
        let entity = cast.entity_of(index).filter(|&entity| cast.entities[entity].kind == kind)?;
        let outside = cast.quoted_in[cast.mentions[index].head].is_none();
        let plain = cast.mentions[index].form != MentionForm::Nominal;
        (outside && plain).then(|| (cast.likely.score(mention, index), entity))
    };
    let (score, entity) =
        (0..mention).rev().take(MOST.1).filter_map(told).rev().max_by(|one, other| one.0.total_cmp(&other.0))?;
    (score >= cast.weights.least[4]).then_some(entity)
}

/// Whether gender, number and kind allow a pronoun to stand for an entity.
pub(super) fn agrees(cast: &Cast, mention: usize, entity: usize) -> bool {
    let (of, draft): (&Mention, _) = (&cast.mentions[mention], &cast.entities[entity]);
    let word = cast.view.lower(of.head);
    match word {
        "it" | "its" | "itself" => {
            let speaks = draft.kind != EntityType::Place || !is_source(cast, of.head);
            let thing = matches!(draft.kind, EntityType::Organisation | EntityType::Place | EntityType::Work);
            speaks && thing && draft.number != Some(Number::Several)
        }
        "they" | "them" | "their" | "theirs" | "themselves" => {
            draft.kind == EntityType::Group
                || draft.kind == EntityType::Organisation
                || draft.number == Some(Number::Several)
        }
        _ => draft.kind == EntityType::Person && (draft.gender.is_none() || draft.gender == of.gender),
    }
}

/// What speaks for a candidate; the order is that of the weights.
pub(super) fn features(cast: &Cast, mention: usize, candidate: &Candidate, rank: usize) -> [f64; FEATURES] {
    let (of, other) = (&cast.mentions[mention], &cast.mentions[candidate.mention]);
    let flag = |test: bool| f64::from(u8::from(test));
    let view = cast.view;
    let (here, there) = (view.sentence(of.head), view.sentence(other.head));
    let paragraph = |sentence: usize| view.scene.sentences.get(sentence).map(|one| one.paragraph);
    let draft = &cast.entities[candidate.entity];
    [
        here.abs_diff(there).min(4) as f64,
        flag(here == there),
        flag(leads(cast, candidate.mention)),
        flag(is_source(cast, other.head)),
        (draft.count as f64).ln_1p(),
        flag(view.is_possessive(other.tokens.end()) || is_possessive_pronoun(view.lower(other.head))),
        flag(other.tokens.start() > 0 && is_preposition(view.lower(other.tokens.start() - 1))),
        flag(draft.gender.is_some() && of.gender == draft.gender),
        flag(other.form == MentionForm::Pronoun),
        flag(paragraph(here) == paragraph(there)),
        flag(is_name(other)),
        flag(cast.quoted_in[other.head] != cast.quoted_in[of.head]),
        (rank as f64).min(6.0),
        flag(is_source(cast, of.head) && last_source(cast, of.head) == Some(candidate.entity)),
        flag(acts(view, other.tokens.end())),
        flag(acts(view, other.tokens.end()) && acts(view, of.tokens.end())),
        flag(here == there && is_possessive_pronoun(view.lower(of.head)) && !acts(view, of.tokens.end())),
        flag(cast.links[..mention].iter().flatten().next().is_some_and(|first| first.entity == candidate.entity)),
        candidate.likely,
    ]
}

/// Whether a verb stands at `at`, as far as its form tells: then what is before it is its subject.
fn acts(view: &View, at: usize) -> bool {
    let word = view.lower(at);
    let auxiliary = matches!(
        word,
        "is" | "was"
            | "has"
            | "had"
            | "will"
            | "would"
            | "can"
            | "could"
            | "did"
            | "does"
            | "may"
            | "might"
            | "were"
            | "are"
            | "have"
            | "then"
            | "also"
    );
    auxiliary || word.len() > 3 && word.ends_with("ed") || view.scene.lexicon.meaning(word, None).is_some()
}

/// Whether a mention is the first of its sentence and no object of a preposition.
fn leads(cast: &Cast, mention: usize) -> bool {
    let view = cast.view;
    let of = &cast.mentions[mention];
    let start = view.sentence_tokens(of.head).start();
    let earlier = cast.mentions[..mention]
        .iter()
        .rev()
        .take(8)
        .any(|other| other.tokens.start() >= start && other.tokens.end() <= of.tokens.start());
    let governed = of.tokens.start() > 0 && is_preposition(view.lower(of.tokens.start() - 1));
    !(earlier || governed)
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "from"
            | "with"
            | "to"
            | "about"
            | "against"
            | "between"
            | "over"
            | "under"
            | "after"
            | "before"
    )
}

fn is_possessive_pronoun(word: &str) -> bool {
    matches!(word, "his" | "her" | "their" | "its")
}

/// Whether a token stands in the source of a statement.
fn is_source(cast: &Cast, at: usize) -> bool {
    cast.in_source.get(at).copied().unwrap_or(false)
}

/// Who the source of the last statement before `at` is.
fn last_source(cast: &Cast, at: usize) -> Option<usize> {
    const REACH: usize = 400;
    let mut before = (0..at).rev().take(REACH).skip_while(|&token| cast.in_source[token]);
    let last = before.find(|&token| cast.in_source[token])?;
    let first = last - (0..last).rev().take_while(|&token| cast.in_source[token]).count();
    cast.mentions_in(TokenRange::new(first, last + 1)).first().and_then(|&index| cast.entity_of(index))
}

/// Who a description means; `None` for somebody new.
fn described(cast: &mut Cast, mention: usize) -> Option<Link> {
    let of = cast.mentions[mention].clone();
    if let Some(link) = groups::several(cast, mention) {
        return Some(link);
    }
    let first = cast.view.lower(of.tokens.start()).to_owned();
    if matches!(first.as_str(), "a" | "an" | "another" | "one" | "some" | "other" | "many" | "most" | "several") {
        return None;
    }
    let definite = is_definite(&first);
    let bare = of.tokens.len() == 1 && of.noun == Some(Noun::Position);
    if !definite && !bare {
        return None;
    }
    if of.noun == Some(Noun::Place) {
        return place(cast, mention);
    }
    let head = cast.view.lower(of.head).to_owned();
    let names = names_inside(cast, &of);
    let may = |candidate: &&Candidate| {
        let draft = &cast.entities[candidate.entity];
        let gender = draft.gender.is_none() || of.gender.is_none() || draft.gender == of.gender;
        let called = names.iter().all(|name| is_called(cast, candidate.entity, name));
        let against = of.noun == Some(Noun::Position) && titles::speaks_against(cast, candidate.entity, mention);
        gender && called && !against && draft.kind == of.kind.unwrap_or(draft.kind)
    };
    let worth = |candidate: &Candidate| {
        let fits = bears(cast, candidate.entity, &of, &head);
        (candidate.likely + if fits { cast.weights.fits } else { 0.0 }, fits)
    };
    let all = candidates(cast, mention, FAR);
    // One whom the description does not fit is not taken however likely: a wrong name is worse than none.
    let weighed = all.iter().filter(may).map(|one| (worth(one), one)).filter(|((_, fits), _)| *fits).rev();
    let ((worth, _), found) = weighed.max_by(|one, other| one.0.0.total_cmp(&other.0.0))?;
    let link = Link { entity: found.entity, decider: FITS, score: 0.8, evidence: Some(found.mention) };
    (worth >= cast.weights.least[3]).then_some(link)
}

/// The place named before that "the city" means, as the network tells; a place that nobody names stays nobody.
fn place(cast: &Cast, mention: usize) -> Option<Link> {
    let named = |candidate: &&Candidate| {
        cast.entities[candidate.entity].kind == EntityType::Place && cast.is_named(candidate.entity)
    };
    let all = candidates(cast, mention, FAR);
    let found = all.iter().filter(named).rev().max_by(|one, other| one.likely.total_cmp(&other.likely))?;
    let link =
        Link { entity: found.entity, decider: "description of a place", score: 0.7, evidence: Some(found.mention) };
    (found.likely >= cast.weights.least[5]).then_some(link)
}

/// The words of names inside the description of a body: "Duarte" in "the Duarte campaign".
fn names_inside(cast: &Cast, of: &Mention) -> Vec<String> {
    let body = of.noun == Some(Noun::Body);
    let named = |at: &usize| body && *at > of.tokens.start() && cast.view.is_capital(*at) && *at != of.head;
    of.tokens.range().filter(named).map(|at| cast.view.lower(at).to_owned()).collect()
}

/// Whether one of the entity's mentions so far has the word.
fn is_called(cast: &Cast, entity: usize, word: &str) -> bool {
    let own = |link: &Option<Link>| link.is_some_and(|link| link.entity == entity);
    let mentions = cast.mentions.iter().zip(&cast.links).filter(|(_, link)| own(link));
    mentions.flat_map(|(mention, _)| mention.tokens.range()).any(|at| cast.view.lower(at) == word)
}

/// Decides that a description is somebody: then a position is a title.
const FITS: &str = "description that fits";

/// Whether a description's head fits somebody: a title, the last word of a name, or the same description before.
fn bears(cast: &Cast, entity: usize, of: &Mention, head: &str) -> bool {
    let draft = &cast.entities[entity];
    let view = cast.view;
    let in_title = draft.titles.iter().any(|title| title.range().any(|at| titles::full(view.bare(at)) == head));
    let in_name =
        of.noun == Some(Noun::Body) && draft.name.is_some_and(|name| name.range().any(|at| view.lower(at) == head));
    let again = !cast.is_named(entity) && draft.heads.iter().any(|known| known == head);
    let kin = of.noun == Some(Noun::Body)
        && draft.kind == EntityType::Organisation
        && ["company", "firm", "organisation", "organization", "group", "agency", "non-profit", "nonprofit", "charity"]
            .contains(&head)
        && cast.is_named(entity)
        && !draft.name.is_some_and(|name| view.is(Class::News, name.start()));
    in_title || in_name || again || kin
}
