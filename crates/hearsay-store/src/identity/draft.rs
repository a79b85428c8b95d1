//! What one document tells of each bearer of a name in it, drawn from its record.

use std::collections::BTreeSet;

use hearsay::record::{Entity, EntityType, Form, MentionForm, Record};

use super::company::PLACE;
use super::lexicon::{field, folded, plain, tells, tells_of_namesake};
use super::profile::{BearerKind, Profile, Tally};
use crate::{ids, names, trace};

/// How many of each one document may tell of one bearer.
const COMPANY: usize = 24;
const WORDS: usize = 16;
const SAID: usize = 48;
/// Code points looked at on either side of a mention.
const BESIDE: usize = 110;
const NEXT_TO: usize = 36;
/// Mentions looked at.
const MENTIONS: usize = 6;

/// An entity with a name, and what its document tells of it.
#[derive(Clone, Debug)]
pub(crate) struct Bearer {
    /// Its id in the record.
    pub local: String,
    /// Where its first mention begins, in code points.
    pub starts: usize,
    pub profile: Profile,
}

/// The bearers of names in a record.
pub(crate) fn bearers(record: &Record) -> Vec<Bearer> {
    let drawing = Drawing {
        record,
        text: record.document.text.chars().collect(),
        title: record.document.title.as_deref().map(content).unwrap_or_default(),
    };
    record.entities.iter().filter_map(|entity| drawing.bearer(entity)).collect()
}

struct Drawing<'r> {
    record: &'r Record,
    text: Vec<char>,
    title: Vec<String>,
}

impl Drawing<'_> {
    fn bearer(&self, entity: &Entity) -> Option<Bearer> {
        let kind = match entity.kind {
            EntityType::Person => BearerKind::Person,
            EntityType::Organisation => BearerKind::Organisation,
            EntityType::Place | EntityType::Work | EntityType::Group => return None,
        };
        let name = squeezed(entity.name.as_deref()?)?;
        let (aliases, descriptions): (Vec<&String>, Vec<&String>) =
            entity.aliases.iter().partition(|alias| names::is_name(alias));
        let document = &self.record.document;
        let day = document.published.as_deref().and_then(ids::day);
        let beside = self.beside(entity);
        let profile = Profile {
            kind,
            aliases: Tally::once(
                aliases.into_iter().filter_map(|alias| squeezed(alias)).filter(|alias| *alias != name),
            ),
            titles: Tally::once(entity.titles.iter().cloned()),
            roles: Tally::once(self.roles(entity, &descriptions)),
            company: Tally::once(self.company(entity)),
            words: Tally::once(self.words(&beside)),
            outlets: Tally::once(document.outlet.clone()),
            said: self.said(&entity.id),
            days: day.map(|day| [day, day]),
            born: self.born(entity),
            pronouns: self.pronouns(entity),
            namesake: self.namesake(entity),
            names: Tally::once([name]),
            entities: 1,
        };
        Some(Bearer { local: entity.id.clone(), starts: starts(entity), profile })
    }

    /// Words of positions and descriptions. Names in them (of a town, a firm) are borne by many who hold them, and are left out.
    fn roles(&self, entity: &Entity, descriptions: &[&String]) -> BTreeSet<String> {
        let relevance = entity.relevance.iter().map(|pinned| pinned.text.as_str());
        let texts = entity.titles.iter().map(String::as_str).chain(descriptions.iter().map(|text| text.as_str()));
        let small = |word: &&str| word.chars().next().is_some_and(char::is_lowercase) && tells(&plain(word));
        let words = texts.chain(relevance).flat_map(str::split_whitespace);
        let words = words.filter(|word| small(word) || field(&plain(word)).is_some()).map(plain);
        words.chain(self.called(entity)).collect()
    }

    /// Words of positions right beside the name, which the record may have passed over: "the singer NAME", "NAME, a surgeon at …".
    fn called(&self, entity: &Entity) -> Vec<String> {
        let mut out = Vec::new();
        for [start, end] in self.spans(entity) {
            let around = self.around(start, end, NEXT_TO);
            let (before, after) = around.split_once('\u{0}').unwrap_or_default();
            let before = before.rsplit(['.', ',', ';', ':', '”', '"', '\n']).next().unwrap_or_default();
            out.extend(before.split_whitespace().rev().take(3).map(str::to_owned));
            if let Some(after) = after.strip_prefix(", ") {
                let apposition = after.split([',', '.', ';', '\n']).next().unwrap_or_default();
                out.extend(apposition.split_whitespace().take(6).map(str::to_owned));
            }
        }
        out.iter().map(|word| plain(word)).filter(|word| field(word).is_some()).collect()
    }

    /// Names of the others, those mentioned most first.
    fn company(&self, bearer: &Entity) -> Vec<String> {
        let own: BTreeSet<String> = bearer.name.iter().chain(&bearer.aliases).map(|name| folded(name)).collect();
        let outlet = self.record.document.outlet.as_deref().map(folded);
        let mut others: Vec<(usize, String)> = Vec::new();
        for entity in self.record.entities.iter().filter(|entity| entity.id != bearer.id) {
            let place = entity.kind == EntityType::Place;
            let Some(name) = entity.name.as_deref().map(folded).filter(|name| !name.is_empty()) else { continue };
            if own.contains(&name) || Some(&name) == outlet.as_ref() || entity.kind == EntityType::Work {
                continue;
            }
            let name = if place { format!("{PLACE}{name}") } else { name };
            others.push((entity.mentions.len(), name));
        }
        others.sort_by_key(|other| std::cmp::Reverse(other.0));
        let mut out = Vec::new();
        for (_, name) in others {
            if !out.contains(&name) && out.len() < COMPANY {
                out.push(name);
            }
        }
        out
    }

    /// The text around each mention by name.
    fn beside(&self, entity: &Entity) -> Vec<String> {
        self.spans(entity).map(|[start, end]| self.around(start, end, BESIDE)).collect()
    }

    fn spans<'e>(&self, entity: &'e Entity) -> impl Iterator<Item = [usize; 2]> + use<'e> {
        let named = entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name);
        named.filter_map(|mention| mention.pinned.spans.first().copied()).take(MENTIONS)
    }

    /// The text from so many code points before a span to as many after it, without the words cut by the edges, the span itself a space.
    fn around(&self, start: usize, end: usize, far: usize) -> String {
        let (start, end) = (start.min(self.text.len()), end.clamp(start, self.text.len().max(start)));
        let end = end.min(self.text.len());
        let before: String = self.text[start.saturating_sub(far)..start].iter().collect();
        let after: String = self.text[end..(end + far).min(self.text.len())].iter().collect();
        let before = if start > far { before.split_once(' ').map_or("", |(_, rest)| rest).to_owned() } else { before };
        let after = if end + far < self.text.len() {
            after.rsplit_once(' ').map_or("", |(rest, _)| rest).to_owned()
        } else {
            after
        };
        format!("{before}\u{0}{after}")
    }

    /// Words that tell what the sentences around, and the headline, are about.
    fn words(&self, beside: &[String]) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for word in beside.iter().flat_map(|text| content(text)).chain(self.title.iter().cloned()) {
            if !out.contains(&word) && out.len() < WORDS {
                out.push(word);
            }
        }
        out
    }

    /// Fingerprints of what the bearer said in so many words.
    fn said(&self, id: &str) -> BTreeSet<u32> {
        let own = self.record.statements.iter().filter(|statement| statement.source.entity.as_deref() == Some(id));
        let quoted = own.filter(|statement| statement.form != Form::Indirect);
        let mut prints: BTreeSet<u32> = quoted.flat_map(|statement| trace::prints(&statement.content.text)).collect();
        while prints.len() > SAID {
            prints.pop_last();
        }
        prints
    }

    /// The year of birth, from an age between commas after the name: "Ida Brandt, 54, said".
    fn born(&self, entity: &Entity) -> Option<[i64; 2]> {
        let year: i64 = self.record.document.published.as_deref()?.get(..4)?.parse().ok()?;
        self.spans(entity).find_map(|[_, end]| {
            let after: String = self.text.get(end..)?.iter().take(12).collect();
            let age = after.strip_prefix(", ").or_else(|| after.strip_prefix(" ("))?;
            let digits: String = age.chars().take_while(char::is_ascii_digit).collect();
            let closed = age[digits.len()..].starts_with([',', ')', '.', ' ']) && digits.len() == 2;
            let age: i64 = digits.parse().ok().filter(|_| closed)?;
            Some([year - age - 1, year - age])
        })
    }

    /// Pronouns that mean the bearer: of a man, of a woman.
    fn pronouns(&self, entity: &Entity) -> [u32; 2] {
        let mut counts = [0, 0];
        for mention in entity.mentions.iter().filter(|mention| mention.form == MentionForm::Pronoun) {
            match mention.pinned.text.to_lowercase().as_str() {
                "he" | "him" | "his" | "himself" => counts[0] += 1,
                "she" | "her" | "hers" | "herself" => counts[1] += 1,
                _ => {}
            }
        }
        counts
    }

    fn namesake(&self, entity: &Entity) -> bool {
        self.spans(entity).any(|[start, end]| {
            let around = self.around(start, end, NEXT_TO).to_lowercase();
            let words: Vec<&str> =
                around.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            tells_of_namesake(&words.join(" "))
        })
    }
}

/// Where the first mention begins.
fn starts(entity: &Entity) -> usize {
    let spans = entity.mentions.iter().filter_map(|mention| mention.pinned.spans.first());
    spans.map(|span| span[0]).min().unwrap_or(0)
}

/// Words in small letters that tell something.
fn content(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-')).filter(|word| !word.is_empty());
    let small = words.filter(|word| word.chars().all(|c| c.is_lowercase() || !c.is_alphabetic()));
    small.map(plain).filter(|word| tells(word) && word.chars().any(char::is_alphabetic)).collect()
}

/// A name with single spaces; `None` where nothing is left.
fn squeezed(name: &str) -> Option<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}
