//! Whether who speaks in a transcript is the one whom the article names.

use std::collections::BTreeMap;

use super::Quoted;
use super::attributed::{is_somebody, name_runs, names_in};
use super::corpus::{NOBODY, Transcripts};
use super::lexicon::rank;
use crate::lang::en::people::{Class, PeopleWords};
use crate::names;
use crate::record::Agreement;

/// From this probability on, two names are taken for one person's.
const SAME: f64 = 0.6;
/// Up to this, for two persons'.
const OTHER: f64 = 0.3;
/// By so much another voice must bear a name better to be the one that is meant.
const CLEARER: f64 = 0.1;

/// How the voices of the transcripts answer to what the article calls a speaker.
#[derive(Debug, Default)]
pub(super) struct Called {
    /// For each voice, how likely it bears one of the names; empty where the article has no name.
    alike: Vec<f64>,
    /// For each voice, how many words of a description it bears, its head among them; empty where there is none.
    fits: Vec<usize>,
    /// Whether the article leaves open who is meant.
    unsure: bool,
}

/// Names compared with the voices, each once.
#[derive(Debug, Default)]
pub(super) struct Compared(BTreeMap<String, Vec<f64>>);

impl Compared {
    fn with(&mut self, name: &str, transcripts: &Transcripts<'_>) -> &[f64] {
        self.0
            .entry(name.to_owned())
            .or_insert_with(|| transcripts.voices.iter().map(|voice| likeness(name, voice)).collect())
    }
}

impl Called {
    /// A name of its own comes first; what else the article calls the speaker counts where that is a surname or none.
    pub(super) fn new(quoted: &Quoted, transcripts: &Transcripts<'_>, compared: &mut Compared) -> Self {
        let Some(speaker) = quoted.speaker.as_deref() else { return Self::default() };
        let own = names_in(speaker);
        let fuller =
            quoted.known_as.iter().filter(|_| own.iter().all(|name| !name.contains(' '))).flat_map(|n| names_in(n));
        let names: Vec<String> = own.iter().cloned().chain(fuller).collect();
        let mut alike: Vec<f64> = Vec::new();
        let whole = (!own.is_empty() || is_label(speaker)).then(|| speaker.to_owned());
        for name in names.iter().chain(&whole) {
            let found = compared.with(name, transcripts);
            alike.resize(found.len(), 0.0);
            alike.iter_mut().zip(found).for_each(|(best, &one)| *best = best.max(one));
        }
        let titles = quoted.known_as.iter().filter(|title| names_in(title).is_empty()).map(String::as_str);
        let descriptions: Vec<&str> = if own.is_empty() { titles.chain([speaker]).collect() } else { titles.collect() };
        let fit = |voice: usize| {
            let counts = own.is_empty() || is_role(&transcripts.voices[voice]);
            descriptions.iter().filter(|_| counts).map(|text| fit(text, voice, transcripts)).max().unwrap_or(0)
        };
        let fits = (0..transcripts.voices.len()).filter(|_| !descriptions.is_empty()).map(fit).collect();
        Self { alike, fits, unsure: quoted.unsure }
    }

    /// Whether the voice of word `place` is the one.
    pub(super) fn agreement(&self, place: usize, transcripts: &Transcripts<'_>) -> Agreement {
        let Some(spoken) = transcripts.speaker(place).filter(|spoken| !names::is_placeholder(spoken)) else {
            return Agreement::Unknown;
        };
        let voice = transcripts.voice[place] as usize;
        let rivals: Vec<usize> = transcripts.rivals(place).collect();
        self.by_description(voice, &rivals).unwrap_or_else(|| self.by_name(voice, spoken, &rivals, transcripts))
    }

    /// "The mayor" is the voice MAYOR HALE where no other voice is as much a mayor.
    fn by_description(&self, voice: usize, rivals: &[usize]) -> Option<Agreement> {
        let own = *self.fits.get(voice)?;
        let best = rivals.iter().map(|&rival| self.fits[rival]).max().unwrap_or(0);
        let alone = rivals.iter().filter(|&&rival| self.fits[rival] == best).count() == 1;
        if own > best {
            return Some(Agreement::Right);
        }
        (best > own && alone && self.alike.is_empty()).then_some(Agreement::Wrong)
    }

    fn by_name(&self, voice: usize, spoken: &str, rivals: &[usize], transcripts: &Transcripts<'_>) -> Agreement {
        let Some(&own) = self.alike.get(voice) else { return Agreement::Unknown };
        let is_other = |rival: &&usize| likeness(&transcripts.voices[**rival], spoken) <= OTHER;
        let bears_it = |rival: &&usize| self.alike[**rival] >= SAME && self.alike[**rival] > own + CLEARER;
        let rival = rivals.iter().filter(bears_it).any(|rival| is_other(&rival));
        if own >= SAME && !rival {
            Agreement::Right
        } else if !self.unsure && (rival || own <= OTHER && !is_role(spoken)) {
            Agreement::Wrong
        } else {
            Agreement::Unknown
        }
    }

    /// For each voice, whether it is the one whom the article names.
    pub(super) fn preferred(&self) -> Vec<bool> {
        let longer = self.alike.len().max(self.fits.len());
        let at = |voice: usize| {
            self.alike.get(voice).is_some_and(|&alike| alike >= SAME)
                || self.fits.get(voice).is_some_and(|&fit| fit > 0)
        };
        (0..longer).map(at).collect()
    }

    /// Whether the transcripts name all who speak in them, and none is the one whom the article names.
    pub(super) fn is_absent(&self, transcripts: &Transcripts<'_>) -> bool {
        let is_other = |(voice, &alike): (usize, &f64)| {
            let label = &transcripts.voices[voice];
            alike <= OTHER && !names::is_placeholder(label) && !is_role(label)
        };
        !self.unsure
            && !self.alike.is_empty()
            && !transcripts.voice.contains(&NOBODY)
            && self.alike.iter().enumerate().all(is_other)
    }
}

/// A description that a transcript may use as a label: "the caller", "caller".
fn is_label(speaker: &str) -> bool {
    !is_somebody(speaker) && !speaker.contains(' ')
}

/// A label that tells what somebody is and not who: HOST, LEAD ACTOR, THE WITNESS.
fn is_role(label: &str) -> bool {
    let words: Vec<String> = label.split_whitespace().map(bare).collect();
    let honorific = words.first().is_some_and(|word| PeopleWords::get().is(Class::Honorific, word));
    let given = words.iter().any(|word| PeopleWords::get().given_to_women(word).is_some());
    words.last().is_some_and(|word| is_noun(word)) && !honorific && !given
}

/// Whether a word, lower case, is a noun for what a person is.
fn is_noun(word: &str) -> bool {
    let words = PeopleWords::get();
    let nouns = [Class::Position, Class::Voice, Class::Post, Class::Official, Class::Person, Class::Body];
    nouns.iter().any(|&class| words.is(class, word) || words.is_plural(class, word))
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// How many words of a description a voice bears in its label and role; none where its head is not among them.
fn fit(description: &str, voice: usize, transcripts: &Transcripts<'_>) -> usize {
    let head =
        [" of ", " from ", " for ", " at ", " in ", " who ", " with ", ","].iter().fold(description, |head, small| {
            let end = head.find(small).unwrap_or(head.len());
            &head[..end]
        });
    let small = ["the", "a", "an", "one", "his", "her", "its", "their", "this", "that"];
    let words: Vec<String> = head.split_whitespace().map(bare).filter(|word| !small.contains(&word.as_str())).collect();
    let label: Vec<String> = transcripts.voices[voice].split_whitespace().map(bare).collect();
    let role = transcripts.roles[voice].iter().flat_map(|role| role.split_whitespace()).map(bare);
    let borne: Vec<String> = label.into_iter().chain(role).map(|word| rank(&word).to_owned()).collect();
    let count = words.iter().filter(|word| borne.iter().any(|other| other == rank(word))).count();
    if words.last().is_some_and(|word| borne.iter().any(|other| other == rank(word))) { count } else { 0 }
}

/// How likely a name in the article and a transcript's label are one person's, whether the label's office counts or not.
fn likeness(name: &str, label: &str) -> f64 {
    let label = set_down(label);
    let person = without_office(&label);
    let compare = |label: &str| names::compare(name, label).probability;
    let whole = compare(&label);
    person.map_or(whole, |person| whole.max(compare(person)))
}

/// The capitals of a label are set down, or a surname in capitals would be taken for initials.
fn set_down(label: &str) -> String {
    if label.contains(char::is_lowercase) {
        return label.to_owned();
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        let long = word.chars().filter(|letter| letter.is_alphabetic()).count() > 3;
        match letters.next().filter(|_| long) {
            Some(first) => first.to_string() + &letters.as_str().to_lowercase(),
            None => word.to_owned(),
        }
    };
    label.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The name behind an office: "Engineer Lund", "Rector of Eastport University Ida Brandt".
fn without_office(label: &str) -> Option<&str> {
    let (_, rest) = label.split_once(' ').filter(|(office, _)| is_noun(&bare(office)))?;
    if !rest.starts_with("of ") {
        return Some(rest);
    }
    let (surname, _) = rest.rmatch_indices(' ').next()?;
    let (given, _) = rest[..surname].rmatch_indices(' ').next()?;
    (given > "of".len()).then(|| &rest[given + 1..])
}

/// Compares whom the article names as the hearer with the other speakers of the transcript.
pub(super) fn audience(quoted: &Quoted, place: usize, transcripts: &Transcripts<'_>) -> Agreement {
    let (Some(audience), Some(_)) = (&quoted.audience, transcripts.speaker(place)) else { return Agreement::Unknown };
    let others = transcripts.other_speakers(place);
    if others.is_empty() || others.iter().any(|name| names::is_placeholder(name) || is_role(name)) {
        return Agreement::Unknown;
    }
    let best = others.iter().map(|other| likeness(audience, other)).fold(0.0, f64::max);
    match best {
        p if p >= SAME => Agreement::Right,
        p if p <= OTHER && !quoted.unsure_audience && !name_runs(audience).is_empty() => Agreement::Wrong,
        _ => Agreement::Unknown,
    }
}

/// What kinds of occasion go under what words.
const OCCASIONS: [(&str, &[&str]); 6] = [
    ("call", &["call", "phone", "telephone", "telephoned", "phoned"]),
    ("interview", &["interview", "interviewed"]),
    ("press conference", &["press", "briefing", "reporters", "news conference"]),
    ("hearing", &["hearing", "testimony", "testified", "committee", "trial"]),
    ("speech", &["speech", "address", "remarks", "keynote"]),
    ("meeting", &["meeting", "met", "talks", "summit"]),
];

fn occasion_of(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let has = |word: &&str| {
        lower
            .split(|c: char| !c.is_alphanumeric() && c != ' ')
            .any(|part| format!(" {part} ").contains(&format!(" {word} ")))
    };
    OCCASIONS.iter().find(|(_, words)| words.iter().any(&has)).map(|(kind, _)| *kind)
}

/// Compares the article's occasion with the transcript's title.
pub(super) fn occasion(quoted: &Quoted, place: usize, transcripts: &Transcripts<'_>) -> Agreement {
    let document = &transcripts.documents[transcripts.document_of(place)];
    let said = quoted.occasion.as_deref().and_then(occasion_of);
    let title = document.metadata().title.as_deref().and_then(occasion_of);
    match (said, title) {
        (Some(said), Some(title)) if said == title => Agreement::Right,
        (Some(_), Some(_)) => Agreement::Wrong,
        _ => Agreement::Unknown,
    }
}
