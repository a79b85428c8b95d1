//! Names brought together: the fullest first, then what is a part of one. Two people who share a surname stay two.

use std::collections::BTreeMap;

use super::cast::{Cast, Link, is_name};
use crate::lang::en::people::{Class, PeopleWords};
use crate::layers::mentions::Gender;
use crate::names::compare;
use crate::record::EntityType;

/// A name taken apart for comparison.
struct Name {
    mention: usize,
    words: Vec<String>,
}

/// Above this, two full names of the same surname and given name are spellings of one.
const SPELLING: f64 = 0.9;

/// Links every name of the document.
pub(super) fn name(cast: &mut Cast) {
    let mut names: Vec<Name> = (0..cast.mentions.len())
        .filter(|&index| is_name(&cast.mentions[index]))
        .map(|index| taken_apart(cast, index))
        .collect();
    names.sort_by_key(|name| (std::cmp::Reverse(name.words.len()), name.mention));
    let mut known: BTreeMap<usize, Vec<Vec<String>>> = BTreeMap::new();
    for name in &names {
        let (entity, decider, score) = match matching(cast, &known, name) {
            Some(found) => found,
            None => (cast.add(kind(cast, name)), "its own name", 0.97),
        };
        let fuller = cast.entities[entity].name.is_none_or(|old| old.len() < cast.mentions[name.mention].tokens.len());
        if fuller {
            cast.entities[entity].name = Some(cast.mentions[name.mention].tokens);
        }
        known.entry(entity).or_default().push(name.words.clone());
        cast.link(name.mention, Link { entity, decider, score, evidence: None });
    }
}

fn taken_apart(cast: &Cast, mention: usize) -> Name {
    let range = cast.mentions[mention].tokens;
    let words = range
        .range()
        .map(|at| cast.view.bare(at).replace('.', ""))
        .filter(|word| !word.is_empty() && word != "the" && word != "\"");
    Name { mention, words: words.collect() }
}

fn kind(cast: &Cast, name: &Name) -> EntityType {
    cast.mentions[name.mention].kind.unwrap_or(EntityType::Person)
}

type Known = BTreeMap<usize, Vec<Vec<String>>>;

/// Whom a name belongs to, with the rule and its score.
fn matching(cast: &Cast, known: &Known, name: &Name) -> Option<(usize, &'static str, f32)> {
    let whole = name.words.len() > 1 || kind(cast, name) != EntityType::Person;
    let same_words =
        known.iter().find(|(entity, names)| whole && names.contains(&name.words) && agrees(cast, **entity, name));
    if let Some((&entity, _)) = same_words {
        return Some((entity, "the same name", 0.97));
    }
    match kind(cast, name) {
        EntityType::Person => person(cast, known, name),
        EntityType::Place => place(cast, known, name),
        _ => body(cast, known, name),
    }
}

/// Kinds that one name may have, and genders that do not speak against each other.
fn agrees(cast: &Cast, entity: usize, name: &Name) -> bool {
    let (draft, mention) = (&cast.entities[entity], &cast.mentions[name.mention]);
    let kinds =
        draft.kind == kind(cast, name) || (draft.kind != EntityType::Person && kind(cast, name) != EntityType::Person);
    kinds && (draft.gender.is_none() || mention.gender.is_none() || draft.gender == mention.gender)
}

fn person(cast: &Cast, known: &Known, name: &Name) -> Option<(usize, &'static str, f32)> {
    let fits = |entity: &usize| cast.entities[*entity].kind == EntityType::Person && agrees(cast, *entity, name);
    let part = |words: &Vec<String>| is_part(&name.words, words);
    let holders: Vec<usize> = known
        .iter()
        .filter(|(entity, names)| fits(entity) && names.iter().any(part))
        .map(|(entity, _)| *entity)
        .collect();
    match holders.as_slice() {
        [one] => {
            return Some((
                *one,
                if name.words.len() == 1 { "a part of the name" } else { "a shorter form of the name" },
                0.95,
            ));
        }
        [] => {}
        several => return Some((shared(cast, several, name), "a surname that several bear: the one last named", 0.7)),
    }
    let text = cast.words(name.mention);
    let spelt = known.iter().filter(|(entity, _)| fits(entity)).find(|(entity, names)| {
        name.words.len() > 1
            && names.iter().any(|words| words.len() > 1 && same_given(words, &name.words))
            && alike(cast, **entity, &text)
    });
    spelt.map(|(&entity, _)| (entity, "another spelling, with the same given name", 0.85))
}

/// "Duarte" or "Ines" of "Ines Maria Duarte"; "Ines Duarte" too; a suffix aside ("Duarte Jr." is not "Duarte Sr.").
fn is_part(short: &[String], long: &[String]) -> bool {
    let words = PeopleWords::get();
    let bare = |name: &[String]| name.iter().filter(|word| !words.is(Class::Suffix, word)).cloned().collect::<Vec<_>>();
    let suffix = |name: &[String]| name.iter().find(|word| words.is(Class::Suffix, word)).cloned();
    let (few, all) = (bare(short), bare(long));
    if few.len() > all.len()
        || few.is_empty()
        || (suffix(short).is_some() && suffix(long).is_some() && suffix(short) != suffix(long))
    {
        return false;
    }
    let ends = all.last() == few.last();
    match few.as_slice() {
        [only] => ends || all.first() == Some(only) && all.len() > 1 && words.given_to_women(only).is_some(),
        [first, .., _] => ends && (all.first() == Some(first) || initial(first, &all[0])),
        [] => false,
    }
}

fn initial(a: &str, b: &str) -> bool {
    a.chars().count() == 1 && b.starts_with(a) || b.chars().count() == 1 && a.starts_with(b)
}

fn same_given(a: &[String], b: &[String]) -> bool {
    a.first().zip(b.first()).is_some_and(|(a, b)| a == b || compare(a, b).probability > SPELLING)
}

fn alike(cast: &Cast, entity: usize, text: &str) -> bool {
    let name = cast.entities[entity].name.map(|range| cast.view.text(range));
    name.is_some_and(|name| compare(&name, text).probability >= SPELLING)
}

/// Of several who bear the surname: whoever's gender the address tells, else the one last named before, else the one named most.
fn shared(cast: &Cast, holders: &[usize], name: &Name) -> usize {
    let mention = &cast.mentions[name.mention];
    let told =
        |entity: &&usize| mention.gender.is_some_and(|gender: Gender| cast.entities[**entity].gender == Some(gender));
    if let Some(&only) = holders.iter().find(told) {
        return only;
    }
    let last = |entity: usize| {
        let before = cast.links.iter().enumerate().filter(|(index, link)| {
            link.is_some_and(|link| link.entity == entity)
                && cast.mentions[*index].tokens.start() < mention.tokens.start()
        });
        before.map(|(index, _)| index).next_back()
    };
    let nearest = holders.iter().copied().filter(|&entity| last(entity).is_some()).max_by_key(|&entity| last(entity));
    nearest.unwrap_or(holders[0])
}

fn place(cast: &Cast, known: &Known, name: &Name) -> Option<(usize, &'static str, f32)> {
    let usual = |text: &str| PeopleWords::get().place(text.trim_start_matches("the ")).map(str::to_owned);
    let wanted = usual(&cast.words(name.mention))?;
    let same = |entity: &usize| {
        cast.entities[*entity]
            .name
            .is_some_and(|range| usual(&cast.view.text(range)).as_deref() == Some(wanted.as_str()))
    };
    known.keys().find(|entity| same(entity)).map(|&entity| (entity, "another name of the place", 0.95))
}

/// Bodies: by initials, or by the words that a longer name begins with.
fn body(cast: &Cast, known: &Known, name: &Name) -> Option<(usize, &'static str, f32)> {
    let short: String = name.words.concat();
    let initials = |words: &Vec<String>| {
        let all: String = words.iter().filter_map(|word| word.chars().next()).collect();
        let main: String = words
            .iter()
            .filter(|word| !PeopleWords::get().is(Class::Stop, word))
            .filter_map(|word| word.chars().next())
            .collect();
        words.len() > 1 && (all == short || main == short)
    };
    let begins = |words: &Vec<String>| {
        let legal = |word: &String| PeopleWords::get().is(Class::Organisation, word);
        words.len() > name.words.len() && words.starts_with(&name.words) && words[name.words.len()..].iter().all(legal)
    };
    let fits = |entity: &usize| cast.entities[*entity].kind != EntityType::Person;
    let by = |test: &dyn Fn(&Vec<String>) -> bool| {
        known.iter().find(|(entity, names)| fits(entity) && names.iter().any(test)).map(|(entity, _)| *entity)
    };
    let closes = |words: &Vec<String>| {
        words.len() > 1
            && name.words.len() == 1
            && words.last() == name.words.first()
            && PeopleWords::get().is(Class::Outlet, &name.words[0])
    };
    let acronym = (name.words.len() == 1 && short.len() > 1).then(|| by(&initials)).flatten();
    acronym
        .map(|entity| (entity, "its initials", 0.93))
        .or_else(|| by(&begins).map(|entity| (entity, "a shorter form of the name", 0.93)))
        .or_else(|| by(&closes).map(|entity| (entity, "the last word of an outlet’s name", 0.85)))
}
