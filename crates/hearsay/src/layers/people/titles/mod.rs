//! Positions: before a name ("Finance Minister Ida Brandt"), beside it ("Ida Brandt, the finance minister, said"), and told of it
//! ("Ida Brandt is the finance minister"). A description beside a name is a mention of the same person.

mod before;
mod beside;
mod held_as;
mod phrase;

use super::cast::{Cast, Link, is_name};
use crate::lang::en::people::Class;
use crate::layers::mentions::View;
use crate::record::EntityType;
use crate::text::TokenRange;

pub(super) use beside::{apposition_start, phrase_end};
use phrase::is_position;

/// Finds the titles of all persons, and links descriptions that stand beside names.
pub(super) fn before_and_beside(cast: &mut Cast) {
    for mention in 0..cast.mentions.len() {
        let Some(entity) = named_person(cast, mention).filter(|_| is_name(&cast.mentions[mention])) else { continue };
        let name = cast.entities[entity].name.filter(|name| name.contains(cast.mentions[mention].head));
        let name = name.unwrap_or(cast.mentions[mention].tokens);
        let mut titles = before::before(cast, name);
        titles.extend(beside::behind(cast, name));
        titles.extend(beside::leading(cast, name));
        titles.extend(beside::told(cast, name));
        titles.into_iter().for_each(|title| add(cast, entity, title));
        described_beside(cast, mention, entity);
    }
}

/// Finds what is told of a person under a pronoun or a description: "She is the mayor of Eastport." Quotations aside.
pub(super) fn told_later(cast: &mut Cast) {
    for mention in 0..cast.mentions.len() {
        let of = &cast.mentions[mention];
        if is_name(of) || cast.quoted_in[of.head].is_some() {
            continue;
        }
        let Some(entity) = named_person(cast, mention) else { continue };
        for title in beside::told(cast, cast.mentions[mention].tokens) {
            add(cast, entity, title);
        }
    }
    held_as::tell(cast);
}

/// Adds the position that a description of a person tells, if it tells one.
pub(super) fn add_described(cast: &mut Cast, entity: usize, description: TokenRange) {
    if let Some(title) = phrase::position(cast, description) {
        add(cast, entity, title);
    }
}

fn named_person(cast: &Cast, mention: usize) -> Option<usize> {
    let entity = cast.entity_of(mention)?;
    (cast.entities[entity].kind == EntityType::Person && cast.is_named(entity)).then_some(entity)
}

/// Adds a title. Two wordings of one position are one title, in the fuller wording. What a quotation calls somebody is no title, but
/// before a name.
pub(super) fn add(cast: &mut Cast, entity: usize, title: TokenRange) {
    let new = Wording::new(cast.view, title);
    let olds: Vec<(TokenRange, Wording)> =
        cast.entities[entity].titles.iter().map(|&old| (old, Wording::new(cast.view, old))).collect();
    let claimed = cast.quoted_in[title.start()].is_some() && cast.named_at.get(title.end()).is_none_or(Option::is_none);
    let ranked = matches!(cast.view.lower(title.start()), "most" | "least" | "only");
    if claimed
        || ranked
        || new.words.is_empty()
        || olds.iter().any(|(_, old)| old.covers(&new) && (new.several || !old.several))
    {
        return;
    }
    let mut kept: Vec<TokenRange> = olds.iter().filter(|(_, old)| !new.covers(old)).map(|(range, _)| *range).collect();
    kept.push(title);
    cast.entities[entity].titles = kept;
}

/// Whether a description tells of another place than a person's position of that name: "the Ohio governor" is no governor of Florida.
pub(super) fn speaks_against(cast: &Cast, entity: usize, mention: usize) -> bool {
    let told = Wording::new(cast.view, cast.mentions[mention].tokens);
    let other = |title: &TokenRange| {
        let held = Wording::new(cast.view, *title);
        let apart = !held.held.is_empty() && !held.held.iter().any(|word| told.held.contains(word));
        held.head == told.head && apart
    };
    !told.held.is_empty() && cast.entities[entity].titles.iter().any(other)
}

/// A title taken apart for comparison.
struct Wording {
    words: Vec<String>,
    head: String,
    /// Whether several hold it: "Sens."
    several: bool,
    /// Where it is held, as far as capitals tell.
    held: Vec<String>,
}

impl Wording {
    fn new(view: &View, title: TokenRange) -> Self {
        let plain = |at: usize| full(view.bare(at)).to_owned();
        let idle = |word: &str| matches!(word, "the" | "a" | "an" | "" | "of" | "'s" | "’s");
        let one = |word: String, head: bool| match word.strip_suffix('s').filter(|_| head) {
            Some(one) => full(one).to_owned(),
            None => word,
        };
        let end = title.range().find(|&at| matches!(view.lower(at), "of" | "at" | "for" | "in" | "on" | "to" | "and"));
        let head = end.unwrap_or(title.end()).saturating_sub(1).max(title.start());
        let capital = |at: &usize| {
            *at != head && view.is_capital(*at) && !is_position(view, *at) && !view.is(Class::Modifier, *at)
        };
        Self {
            words: title.range().map(|at| one(plain(at), at == head)).filter(|word| !idle(word)).collect(),
            head: one(plain(head), true),
            several: phrase::is_plural_position(view, head),
            held: title.range().filter(capital).map(plain).collect(),
        }
    }

    /// Whether it tells all that the other tells.
    fn covers(&self, other: &Self) -> bool {
        let all = other.words.iter().all(|word| self.words.contains(word));
        let open = other.held.is_empty() || self.held.iter().any(|word| other.held.contains(word));
        let fuller = (self.held.len().min(1), self.words.len()) >= (other.held.len().min(1), other.words.len());
        all || self.head == other.head && open && fuller
    }
}

/// The full form of an abbreviated title.
pub(super) fn full(word: &str) -> &str {
    match word {
        "sen" => "senator",
        "gov" => "governor",
        "rep" => "representative",
        "gen" => "general",
        "lt" => "lieutenant",
        "rev" => "reverend",
        "prof" => "professor",
        "dr" => "doctor",
        other => other,
    }
}

/// Descriptions beside a name are the same person: "the envoy, Piet Halloran," and "Piet Halloran, the envoy,".
fn described_beside(cast: &mut Cast, mention: usize, entity: usize) {
    let name = cast.mentions[mention].tokens;
    let behind = apposition_start(cast.view, name).map(|start| TokenRange::new(start, phrase_end(cast.view, start)));
    for index in mention.saturating_sub(6)..(mention + 8).min(cast.mentions.len()) {
        let other = &cast.mentions[index];
        let single = other.kind == Some(EntityType::Person) && !is_name(other) && other.noun.is_some();
        if cast.links[index].is_some() || !single {
            continue;
        }
        let first = behind.is_some_and(|phrase| other.tokens.start() == phrase.start());
        let leads = other.tokens.end() + 1 == name.start() && cast.view.lower(other.tokens.end()) == ",";
        let closes = !cast.view.scene.is_word(name.end())
            || cast.view.scene.lexicon.meaning(cast.view.lower(name.end()), None).is_some();
        if first || (leads && closes) {
            cast.link(index, Link { entity, decider: "apposition", score: 0.95, evidence: Some(mention) });
            add_described(cast, entity, cast.mentions[index].tokens);
        }
    }
}
