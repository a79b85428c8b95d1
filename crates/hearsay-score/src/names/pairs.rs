//! Pairs of names to score: what is one name, and what nearly is.

use std::collections::BTreeMap;

use hearsay::names::letters::{Letters, Script};

use super::people::{Listed, Share};
use super::words::{Links, Neighbours, Pair};
use crate::random::Random;

/// Two names, and whether they are one bearer's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePair {
    pub kind: &'static str,
    /// The script of the one that is not Latin.
    pub script: Script,
    pub a: String,
    pub b: String,
    pub same: bool,
}

impl NamePair {
    fn new(kind: &'static str, a: impl Into<String>, b: impl Into<String>, same: bool) -> Self {
        let (a, b) = (a.into(), b.into());
        let foreign = b.chars().chain(a.chars()).filter_map(Script::of).find(|script| *script != Script::Latin);
        Self { kind, script: foreign.unwrap_or(Script::Latin), a, b, same }
    }
}

/// Words in two scripts: `most` pairs that stand for each other, and as many in which the Latin word is another,
/// one letter off. Only words that stand for each other in `least` names or more; no spelling that either is known by
/// is shared.
pub fn transliterations(pairs: &[Pair], all: &Links, most: usize, least: u32, random: &mut Random) -> Vec<NamePair> {
    let mut order: Vec<&Pair> = pairs.iter().filter(|pair| pair.count >= least).collect();
    random.shuffle(&mut order);
    let near = Neighbours::of(order.iter().map(|pair| Letters::of(&pair.latin)));
    let mut out = Vec::new();
    for pair in order {
        if out.len() >= 2 * most {
            break;
        }
        let (word, other) = (Letters::of(&pair.latin), Letters::of(&pair.foreign));
        let close: Vec<&Letters> =
            near.near(&word).into_iter().filter(|near| !all.share(&word, near) && !all.has(near, &other)).collect();
        let Some(wrong) = random.pick(&close) else { continue };
        out.push(NamePair::new("transliteration", &pair.latin, &pair.foreign, true));
        out.push(NamePair::new("one letter off", wrong.as_slice().iter().collect::<String>(), &pair.foreign, false));
    }
    out
}

/// Names of two words each, given and family: as they are, with another given name, and with a family name one letter off.
pub fn composed(pairs: &[Pair], all: &Links, most: usize, least: u32, random: &mut Random) -> Vec<NamePair> {
    let words: Vec<&Pair> = pairs.iter().filter(|pair| pair.count >= least).collect();
    let near = Neighbours::of(words.iter().map(|pair| Letters::of(&pair.latin)));
    let mut out = Vec::new();
    for _ in 0..most {
        let (Some(given), Some(other), Some(family)) = (random.pick(&words), random.pick(&words), random.pick(&words))
        else {
            break;
        };
        let word = Letters::of(&family.latin);
        let foreign = Letters::of(&family.foreign);
        let close: Vec<&Letters> =
            near.near(&word).into_iter().filter(|near| !all.share(&word, near) && !all.has(near, &foreign)).collect();
        let script = foreign.script();
        let joint = if script == Script::Chinese || script == Script::Kana { "·" } else { " " };
        let whole = format!("{}{joint}{}", capital(&given.foreign), capital(&family.foreign));
        let latin = |given: &str, family: &str| format!("{} {}", capital(given), capital(family));
        out.push(NamePair::new("whole name across scripts", latin(&given.latin, &family.latin), &whole, true));
        if random.chance(0.5) && !all.share(&Letters::of(&given.latin), &Letters::of(&other.latin)) {
            out.push(NamePair::new("same surname across scripts", latin(&other.latin, &family.latin), &whole, false));
        } else if let Some(wrong) = random.pick(&close) {
            let wrong = wrong.as_slice().iter().collect::<String>();
            out.push(NamePair::new("one letter off across scripts", latin(&given.latin, &wrong), &whole, false));
        }
    }
    out
}

/// Words that stand for Latin ones, and Latin spellings, to write people's names in other ways with.
#[derive(Default)]
pub struct Stock {
    foreign: BTreeMap<(Script, Letters), String>,
    joined: BTreeMap<Letters, Vec<Letters>>,
    apart: BTreeMap<Letters, Vec<Letters>>,
}

impl Stock {
    pub fn add_foreign(&mut self, script: Script, pairs: &[Pair]) {
        for pair in pairs.iter().filter(|pair| pair.count > 1) {
            self.foreign.entry((script, Letters::of(&pair.latin))).or_insert_with(|| pair.foreign.clone());
        }
    }

    pub fn add_spellings<'a>(&mut self, pairs: impl Iterator<Item = &'a (Letters, Letters)>, joined: bool) {
        let table = if joined { &mut self.joined } else { &mut self.apart };
        for (a, b) in pairs {
            table.entry(a.clone()).or_default().push(b.clone());
            table.entry(b.clone()).or_default().push(a.clone());
        }
    }

    fn other(&self, joined: bool, word: &str, random: &mut Random) -> Option<String> {
        let table = if joined { &self.joined } else { &self.apart };
        let others = table.get(&Letters::of(word))?;
        random.pick(others).map(|letters| capital(&letters.as_slice().iter().collect::<String>()))
    }

    fn in_script(&self, script: Script, words: &[&str]) -> Option<String> {
        let foreign = words.iter().map(|word| self.foreign.get(&(script, Letters::of(word))).map(|word| capital(word)));
        let joint = if script == Script::Chinese || script == Script::Kana { "·" } else { " " };
        foreign.collect::<Option<Vec<_>>>().map(|words| words.join(joint))
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Every way of writing the people's names that the lists and the stock give, and their doubles.
pub fn people(people: &[Listed], short: &[(String, String)], stock: &Stock, random: &mut Random) -> Vec<NamePair> {
    let mut by_family: BTreeMap<&str, Vec<&Listed>> = BTreeMap::new();
    people.iter().for_each(|person| by_family.entry(&person.family).or_default().push(person));
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (full, short) in short {
        groups.entry(short).or_default().push(full);
        groups.entry(full).or_default().push(full);
    }
    let mut out = Vec::new();
    for person in people {
        variants(person, stock, random, &mut out);
        doubles(person, stock, random, &mut out);
        let others = by_family[person.family.as_str()].iter().filter(|other| !tied(person, other, &groups)).copied();
        if let Some(other) = random.pick(&others.collect::<Vec<_>>()) {
            let short = random.chance(0.5);
            let name = |p: &Listed| if short { format!("{} {}", p.given[0], p.family) } else { p.whole() };
            out.push(NamePair::new("same surname", name(person), name(other), false));
        }
    }
    out
}

/// Whether two people may bear one first name, whole or short (`groups`: the full names of each).
fn tied(a: &Listed, b: &Listed, groups: &BTreeMap<&str, Vec<&str>>) -> bool {
    let first = |p: &Listed| p.given[0].trim_end_matches('.').to_lowercase();
    let (x, y) = (first(a), first(b));
    let full = |name: &str| groups.get(name).cloned().unwrap_or_default();
    let share = full(&x).iter().any(|name| full(&y).contains(name));
    a.key == b.key
        || share
        || x.starts_with(&y)
        || y.starts_with(&x)
        || a.nickname.to_lowercase() == y
        || b.nickname.to_lowercase() == x
}

fn variants(person: &Listed, stock: &Stock, random: &mut Random, out: &mut Vec<NamePair>) {
    let Listed { given, family, suffix, nickname, .. } = person;
    let (whole, first) = (person.whole(), given[0].as_str());
    for also in person.also.iter().filter(|also| **also != whole) {
        out.push(NamePair::new("other name in the list", &whole, also, true));
    }
    if !nickname.is_empty() {
        out.push(NamePair::new("nickname", &whole, format!("{nickname} {family}"), true));
    }
    let initials: Vec<String> = given.iter().filter_map(|name| name.chars().next()).map(|c| format!("{c}.")).collect();
    let comma = if suffix.is_empty() { String::new() } else { format!(", {suffix}") };
    let way = match random.below(5) {
        0 => format!("{} {family}", initials.join(" ")),
        1 => format!("{first} {family}"),
        2 => format!("Mr. {family}"),
        3 => format!("{family} {first}"),
        _ => format!("{family}, {}{comma}", given.join(" ")),
    };
    out.push(NamePair::new("form", &whole, way, true));
    if let Some(other) = stock.other(true, family, random) {
        out.push(NamePair::new("spelling", format!("{first} {family}"), format!("{first} {other}"), true));
    }
    if let Some(other) = stock.other(true, first, random) {
        out.push(NamePair::new("spelling", format!("{first} {family}"), format!("{other} {family}"), true));
    }
    for script in Script::FOREIGN {
        if let Some(foreign) = stock.in_script(script, &[first, family]) {
            out.push(NamePair::new("whole name across scripts", format!("{first} {family}"), foreign, true));
        }
    }
}

fn doubles(person: &Listed, stock: &Stock, random: &mut Random, out: &mut Vec<NamePair>) {
    let Listed { given, family, suffix, .. } = person;
    let first = given[0].as_str();
    if let Some(other) = stock.other(false, family, random) {
        out.push(NamePair::new("one letter off", format!("{first} {family}"), format!("{first} {other}"), false));
        for script in Script::FOREIGN {
            if let Some(foreign) = stock.in_script(script, &[first, &other]) {
                out.push(NamePair::new("one letter off across scripts", format!("{first} {family}"), foreign, false));
            }
        }
    }
    if !suffix.is_empty() || random.chance(0.08) {
        let suffixes = ["Jr.", "Sr.", "II", "III", "IV"];
        let own = if suffix.is_empty() { "Jr." } else { suffix.as_str() };
        let others: Vec<&str> =
            suffixes.into_iter().filter(|other| *other != own && !(own == "3rd" && *other == "III")).collect();
        let other = random.pick(&others).copied().unwrap_or("Sr.");
        let name = [given.join(" "), family.clone()].join(" ");
        let comma = if random.chance(0.5) { "," } else { "" };
        out.push(NamePair::new(
            "father and son",
            format!("{name} {own}"),
            format!("{first} {family}{comma} {other}"),
            false,
        ));
    }
    if random.chance(0.05) {
        out.push(NamePair::new("husband and wife", format!("Mr. {family}"), format!("Mrs. {family}"), false));
    }
}

/// Short forms with a listed person's family name.
pub fn nicknames(short: &[(String, String)], share: Share, people: &[Listed], random: &mut Random) -> Vec<NamePair> {
    let rows = short.iter().filter(|(full, _)| Share::of(full) == share);
    let pair = |(full, short): &(String, String)| {
        let family = random.pick(people).map_or("Hale", |person| person.family.as_str());
        NamePair::new("nickname", format!("{} {family}", capital(full)), format!("{} {family}", capital(short)), true)
    };
    rows.map(pair).collect()
}

/// Latin spellings that other scripts join, and near ones that nothing joins, `most` of each.
pub fn spellings<'a>(
    joined: impl Iterator<Item = &'a (Letters, Letters)>,
    apart: impl Iterator<Item = &'a (Letters, Letters)>,
    most: usize,
    random: &mut Random,
) -> Vec<NamePair> {
    let word = |letters: &Letters| capital(&letters.as_slice().iter().collect::<String>());
    let (mut joined, mut apart): (Vec<_>, Vec<_>) = (joined.collect(), apart.collect());
    random.shuffle(&mut joined);
    random.shuffle(&mut apart);
    let number = most.min(joined.len()).min(apart.len());
    let pair = |kind, same| move |(a, b): &(Letters, Letters)| NamePair::new(kind, word(a), word(b), same);
    let same = joined[..number].iter().map(|pair_of| pair("spelling", true)(pair_of));
    same.chain(apart[..number].iter().map(|pair_of| pair("one letter off", false)(pair_of))).collect()
}

/// Whole names in two scripts (`English TAB foreign` lines): as they are, and with someone else of the surname.
pub fn whole_names(rows: &[(String, String)], most: usize, random: &mut Random) -> Vec<NamePair> {
    let last = |name: &str| name.split_whitespace().next_back().unwrap_or("").to_lowercase();
    let first = |name: &str| name.split_whitespace().next().unwrap_or("").to_lowercase();
    let mut by_family: BTreeMap<String, Vec<&(String, String)>> = BTreeMap::new();
    rows.iter().for_each(|row| by_family.entry(last(&row.0)).or_default().push(row));
    let mut order: Vec<&(String, String)> = rows.iter().collect();
    random.shuffle(&mut order);
    let mut out = Vec::new();
    for row in order {
        let others =
            by_family[&last(&row.0)].iter().filter(|other| first(&other.0) != first(&row.0) && other.1 != row.1);
        let Some(other) = random.pick(&others.collect::<Vec<_>>()).copied() else { continue };
        out.push(NamePair::new("whole name across scripts", &row.0, &row.1, true));
        out.push(NamePair::new("same surname across scripts", &row.0, &other.1, false));
        if out.len() >= 2 * most {
            break;
        }
    }
    out
}
