//! Names brought together: the fullest first, then what is a part of one. Two people who share a surname stay two.

use std::collections::BTreeMap;

use super::cast::{Cast, Link, is_name};
use crate::lang::en::people::{Class, PeopleWords};
use crate::layers::mentions::Gender;
use crate::record::EntityType;
use crate::text::TokenRange;

/// What decides among several who bear a surname.
const SHARED: &str = "a surname that several bear: the one last named";

/// A name taken apart for comparison.
struct Name {
    mention: usize,
    whole: TokenRange,
    words: Vec<String>,
}

/// Links every name of the document.
pub(super) fn name(cast: &mut Cast) {
    let mut names: Vec<Name> = (0..cast.mentions.len())
        .filter(|&index| is_name(&cast.mentions[index]))
        .map(|index| taken_apart(cast, index))
        .filter(|name| !is_no_name(name))
        .collect();
    names.sort_by_key(|name| (std::cmp::Reverse(name.words.len()), name.mention));
    let mut known: BTreeMap<usize, Vec<Vec<String>>> = BTreeMap::new();
    let mut decided: BTreeMap<String, (usize, &'static str, f32)> = BTreeMap::new();
    for name in &names {
        let key = format!("{} {:?} {:?}", name.words.join(" "), kind(cast, name), cast.mentions[name.mention].gender);
        let found = decided.get(&key).copied().or_else(|| matching(cast, &known, name));
        let (entity, decider, score) = match found {
            Some(found) => found,
            None => (cast.add(kind(cast, name)), "its own name", 0.97),
        };
        if decider != SHARED {
            decided.entry(key).or_insert((
                entity,
                if decider == "its own name" { "the same name" } else { decider },
                score,
            ));
        }
        if cast.entities[entity].name.is_none_or(|old| old.len() < name.whole.len()) {
            cast.entities[entity].name = Some(name.whole);
        }
        let forms = known.entry(entity).or_default();
        if !forms.contains(&name.words) {
            forms.push(name.words.clone());
        }
        cast.link(name.mention, Link { entity, decider, score, evidence: None });
    }
}

fn taken_apart(cast: &Cast, mention: usize) -> Name {
    let whole = whole(cast, mention);
    let words = whole
        .range()
        .filter(|&at| cast.view.scene.is_word(at))
        .map(|at| cast.view.bare(at).replace('.', ""))
        .filter(|word| !word.is_empty() && word != "the");
    Name { mention, whole, words: words.collect() }
}

/// The name with a suffix behind it ("Piet Lam Jr.") and, of a person, a given name before a nickname in quotation marks.
fn whole(cast: &Cast, mention: usize) -> TokenRange {
    let (view, of) = (cast.view, &cast.mentions[mention]);
    let (mut start, mut end) = (of.tokens.start(), of.tokens.end());
    if of.kind != Some(EntityType::Person) {
        return of.tokens;
    }
    let initial = |at: usize| {
        let word = view.scene.word(at);
        word.len() == 2 && word.ends_with('.') && word.starts_with(char::is_uppercase)
    };
    if start > 0 && of.tokens.len() > 1 && initial(start - 1) && cast.named_at[start - 1].is_none() {
        start -= 1;
    }
    let suffix = |at: usize| {
        view.is(Class::Suffix, at) && !view.begins(at) && view.is_capital(at) && cast.named_at.get(at) == Some(&None)
    };
    let comma = usize::from(view.lower(end) == "," && matches!(view.bare(end + 1), "jr" | "sr"));
    if suffix(end + comma) {
        end += comma + 1;
    }
    let is = |at: usize, marks: &[&str]| marks.contains(&view.lower(at));
    let closes = (start..end).filter(|&at| is(at, &["”", "’", "''", "\""])).count();
    let opens = (start..end).filter(|&at| is(at, &["“", "‘", "``", "\""])).count();
    let straight = (start..end).filter(|&at| is(at, &["\""])).count();
    let open = if straight > 0 { straight % 2 == 1 } else { closes > opens };
    let opened = start >= 2 && is(start - 1, &["“", "‘", "``", "\""]) && view.is_capital(start - 2);
    if open && opened {
        start -= 2;
        if start > 0 && initial(start) && view.is_capital(start - 1) && !view.is_title(start - 1) {
            start -= 1;
        }
    }
    TokenRange::new(start, end)
}

/// A day, a month, a language: written with a capital, no name of anybody.
fn is_no_name(name: &Name) -> bool {
    let sides = |word: &String| word.starts_with("pro-") || word.starts_with("anti-");
    match name.words.as_slice() {
        [only] => PeopleWords::get().is(Class::NotName, only) || sides(only),
        words => words.first().is_none_or(sides),
    }
}

/// What a name names: an outlet or a capital that the lists know is no person, unless it is addressed as one or is a part of a person's name.
fn kind(cast: &Cast, name: &Name) -> EntityType {
    let mention = &cast.mentions[name.mention];
    let told = mention.kind.unwrap_or(EntityType::Person);
    let [only] = name.words.as_slice() else { return told };
    let words = PeopleWords::get();
    let before = mention.tokens.start().wrapping_sub(1);
    let addressed =
        mention.tokens.start() > 0 && (cast.view.is(Class::Honorific, before) || cast.view.is_title(before));
    match told {
        EntityType::Person if addressed => told,
        EntityType::Person if words.is(Class::News, only) => EntityType::Organisation,
        EntityType::Person if words.place(only).is_some() && !cast.of_persons.contains(only) => EntityType::Place,
        _ => told,
    }
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
    let holders = if holders.is_empty() { by_given(cast, known, name) } else { holders };
    match holders.as_slice() {
        [one] => {
            return Some((
                *one,
                if name.words.len() == 1 { "a part of the name" } else { "a shorter form of the name" },
                0.95,
            ));
        }
        [] => {}
        several => return Some((shared(cast, several, name), SHARED, 0.7)),
    }
    None
}

/// Those whose name begins with the one word: "Shen" of "Shen Xincheng", "Ines" of "Ines Duarte".
fn by_given(cast: &Cast, known: &Known, name: &Name) -> Vec<usize> {
    let [only] = name.words.as_slice() else { return Vec::new() };
    let begins = |names: &Vec<Vec<String>>| names.iter().any(|words| words.len() > 1 && words.first() == Some(only));
    let fits = |entity: usize| cast.entities[entity].kind == EntityType::Person && agrees(cast, entity, name);
    known.iter().filter(|(entity, names)| fits(**entity) && begins(names)).map(|(entity, _)| *entity).collect()
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
        [_] => ends,
        [first, .., _] => ends && (all.first() == Some(first) || initial(first, &all[0])),
        [] => false,
    }
}

fn initial(a: &str, b: &str) -> bool {
    a.chars().count() == 1 && b.starts_with(a) || b.chars().count() == 1 && a.starts_with(b)
}

/// How many sentences a name in a source outweighs one elsewhere.
const SPEAKER: usize = 3;

/// How many mentions back somebody of the surname is weighed.
const BACK: usize = 400;

/// Of several who bear the surname: whoever's gender the address tells, else the one last named in full before, one who speaks there
/// rather than one who is only spoken of; else the one named most.
fn shared(cast: &Cast, holders: &[usize], name: &Name) -> usize {
    let mention = &cast.mentions[name.mention];
    let told =
        |entity: &&usize| mention.gender.is_some_and(|gender: Gender| cast.entities[**entity].gender == Some(gender));
    if let Some(&only) = holders.iter().find(told) {
        return only;
    }
    let here = cast.view.sentence(mention.head);
    let near = |index: usize| {
        let entity = cast.links[index].map(|link| link.entity).filter(|entity| holders.contains(entity))?;
        let head = cast.mentions[index].head;
        let away = here.saturating_sub(cast.view.sentence(head)) + if speaks(cast, index) { 0 } else { SPEAKER };
        Some((away, entity))
    };
    let close = (0..name.mention).rev().take(BACK).filter_map(near).min_by_key(|(away, _)| *away);
    let last = || (0..name.mention).rev().find_map(near);
    close.or_else(last).map_or(holders[0], |(_, entity)| entity)
}

/// Whether a name is the first person's in a source: the one who speaks, not one whom the source tells of.
fn speaks(cast: &Cast, index: usize) -> bool {
    let head = cast.mentions[index].head;
    let person = |other: usize| {
        let mention = &cast.mentions[other];
        is_name(mention) && mention.kind == Some(EntityType::Person) && cast.in_source[mention.head]
    };
    let first =
        (0..index).rev().take_while(|&other| cast.view.sentence(cast.mentions[other].head) == cast.view.sentence(head));
    cast.in_source[head]
        && !first
            .into_iter()
            .any(|other| person(other) && (cast.mentions[other].head..head).all(|at| cast.in_source[at]))
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

/// Words by which a body goes that is named in full elsewhere: "the Department".
const DEPARTMENTS: [&str; 10] = [
    "department",
    "ministry",
    "commission",
    "committee",
    "bureau",
    "agency",
    "council",
    "foundation",
    "institute",
    "administration",
];

fn last_letter(initials: &str) -> usize {
    initials.chars().next_back().map_or(0, char::len_utf8)
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
        let shorter = words.last().is_some_and(|last| PeopleWords::get().is(Class::Body, last) && all.len() > 2);
        words.len() > 1 && (all == short || main == short || shorter && all[..all.len() - last_letter(&all)] == short)
    };
    let begins = |words: &Vec<String>| {
        let legal =
            |word: &String| PeopleWords::get().is(Class::Organisation, word) || word == "news" || word == "newspaper";
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
    let called = |words: &Vec<String>| {
        words.len() > 1
            && name.words.len() == 1
            && words.last() == name.words.first()
            && DEPARTMENTS.contains(&short.as_str())
    };
    let acronym = (name.words.len() == 1 && short.len() > 1).then(|| by(&initials)).flatten();
    acronym
        .map(|entity| (entity, "its initials", 0.93))
        .or_else(|| by(&begins).map(|entity| (entity, "a shorter form of the name", 0.93)))
        .or_else(|| by(&called).map(|entity| (entity, "the last word of the body’s name", 0.85)))
        .or_else(|| by(&closes).map(|entity| (entity, "the last word of an outlet’s name", 0.85)))
}
