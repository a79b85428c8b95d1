//! Transcripts made ready to be searched: their words in one row, with an index of where each stands.

use std::collections::HashMap;
use std::ops::Range;

use super::CheckOptions;
use super::heard;
use super::lexicon::{self, Class};
use super::words::{Flags, Word, mark_disfluencies, words};
use crate::text::{Document, Span, Turn};

/// The number of a word form; [`UNKNOWN`] stands for one that no transcript has.
pub(super) type WordId = u32;

pub(super) const UNKNOWN: WordId = u32::MAX;

/// Stands for a speaker whom the transcript does not name.
pub(super) const NOBODY: u32 = u32::MAX;

/// A form with its classes.
#[derive(Debug)]
pub(super) struct Entry {
    pub form: String,
    pub class: Class,
    /// Mostly written with a capital inside sentences.
    pub name: bool,
}

/// The words of all transcripts, one after the other.
#[derive(Debug)]
pub struct Transcripts<'d> {
    pub(super) documents: &'d [Document],
    pub(super) options: CheckOptions,
    pub(super) ids: Vec<WordId>,
    pub(super) flags: Vec<Flags>,
    pub(super) spans: Vec<Span>,
    /// The turn of each word inside its document; `u32::MAX` where the document has no turns.
    pub(super) turns: Vec<u32>,
    /// Who speaks each word: an index into `voices`, [`NOBODY`] where the transcript does not tell.
    pub(super) voice: Vec<u32>,
    /// The speakers' names, through the table of speakers.
    pub(super) voices: Vec<String>,
    /// The role that a label first gives each speaker.
    pub(super) roles: Vec<Option<String>>,
    /// Who speaks in each document.
    casts: Vec<Vec<u32>>,
    /// The first word of each document, and the end.
    pub(super) starts: Vec<usize>,
    /// The odds that each document was misheard, by its own words.
    pub(super) misheard: Vec<f64>,
    pub(super) entries: Vec<Entry>,
    numbers: HashMap<String, WordId>,
    /// Where the places of each form begin in `places`.
    heads: Vec<u32>,
    places: Vec<u32>,
}

impl<'d> Transcripts<'d> {
    /// Makes `documents` ready; linear in their length.
    #[must_use]
    pub fn new(documents: &'d [Document], options: CheckOptions) -> Self {
        let mut out = Self {
            documents,
            options,
            ids: Vec::new(),
            flags: Vec::new(),
            spans: Vec::new(),
            turns: Vec::new(),
            voice: Vec::new(),
            voices: Vec::new(),
            roles: Vec::new(),
            casts: Vec::new(),
            starts: vec![0],
            misheard: Vec::new(),
            entries: Vec::new(),
            numbers: HashMap::new(),
            heads: Vec::new(),
            places: Vec::new(),
        };
        let mut capitals = Vec::new();
        for document in documents {
            out.add(document, &mut capitals);
        }
        out.name_names(&capitals);
        out.index();
        out.misheard = out.starts.windows(2).map(|pair| heard::by_itself(pair[0]..pair[1], &out)).collect();
        out
    }

    fn add(&mut self, document: &Document, capitals: &mut Vec<[u32; 2]>) {
        for (turn, span) in stretches(document) {
            let voice = self.voice_of(document.turns().get(turn as usize));
            let mut list = words(document.slice(span), span.start());
            mark_disfluencies(&mut list);
            if let Some(first) = list.first_mut() {
                first.flags.set(Flags::TURN);
            }
            if let Some(last) = list.last_mut() {
                last.flags.set(Flags::STOP);
            }
            for word in list {
                self.push(word, turn, voice, capitals);
            }
        }
        let start = self.starts.last().copied().unwrap_or(0);
        self.mark_interjections(start);
        let mut cast: Vec<u32> = self.voice[start..].iter().copied().filter(|&voice| voice != NOBODY).collect();
        cast.sort_unstable();
        cast.dedup();
        self.casts.push(cast);
        self.starts.push(self.ids.len());
    }

    fn push(&mut self, word: Word, turn: u32, voice: u32, capitals: &mut Vec<[u32; 2]>) {
        let next = self.entries.len() as WordId;
        let id = *self.numbers.entry(word.form.clone()).or_insert(next);
        if id == next {
            let class = lexicon::class(&word.form);
            self.entries.push(Entry { form: word.form, class, name: false });
            capitals.push([0, 0]);
        }
        capitals[id as usize][0] += u32::from(word.flags.has(Flags::CAPITAL));
        capitals[id as usize][1] += u32::from(word.flags.has(Flags::SMALL));
        self.ids.push(id);
        self.flags.push(word.flags);
        self.spans.push(word.span);
        self.turns.push(turn);
        self.voice.push(voice);
    }

    /// Another's turn of at most three words between two turns of one speaker interrupts nothing.
    fn mark_interjections(&mut self, start: usize) {
        let ranges: Vec<Range<usize>> = self.turn_ranges(start);
        for three in ranges.windows(3) {
            let [before, middle, after] = [0, 1, 2].map(|index: usize| self.voice[three[index].start]);
            if three[1].len() <= 3 && before != NOBODY && before == after && middle != before {
                self.flags[three[1].clone()].iter_mut().for_each(|flags| flags.set(Flags::INTERJECTION));
            }
        }
    }

    /// The number of a turn's speaker.
    fn voice_of(&mut self, turn: Option<&Turn>) -> u32 {
        let Some(label) = turn.and_then(|turn| turn.speaker.as_ref()) else { return NOBODY };
        let name = self.options.speakers.name(label).to_owned();
        let at = self.voices.iter().position(|voice| *voice == name).unwrap_or_else(|| {
            self.voices.push(name);
            self.roles.push(label.role.clone());
            self.voices.len() - 1
        });
        at as u32
    }

    fn turn_ranges(&self, start: usize) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for at in start..self.turns.len() {
            match ranges.last_mut() {
                Some(last) if self.turns[last.start] == self.turns[at] => last.end = at + 1,
                _ => ranges.push(at..at + 1),
            }
        }
        ranges
    }

    fn name_names(&mut self, capitals: &[[u32; 2]]) {
        let total: [u32; 2] = capitals.iter().fold([0, 0], |sum, pair| [sum[0] + pair[0], sum[1] + pair[1]]);
        if total[0] > total[1] {
            return; // all in capitals: they tell nothing
        }
        for (entry, [capital, small]) in self.entries.iter_mut().zip(capitals) {
            entry.name = capital > small && !entry.class.has(Class::FUNCTION);
        }
    }

    fn index(&mut self) {
        self.heads = vec![0; self.entries.len() + 1];
        for &id in &self.ids {
            self.heads[id as usize + 1] += 1;
        }
        for at in 1..self.heads.len() {
            self.heads[at] += self.heads[at - 1];
        }
        let mut next = self.heads.clone();
        self.places = vec![0; self.ids.len()];
        for (at, &id) in self.ids.iter().enumerate() {
            self.places[next[id as usize] as usize] = at as u32;
            next[id as usize] += 1;
        }
    }

    /// The number of a form.
    pub(super) fn id(&self, form: &str) -> WordId {
        self.numbers.get(form).copied().unwrap_or(UNKNOWN)
    }

    /// Where a form stands, in order.
    pub(super) fn places(&self, id: WordId) -> &[u32] {
        if id == UNKNOWN {
            return &[];
        }
        &self.places[self.heads[id as usize] as usize..self.heads[id as usize + 1] as usize]
    }

    /// The entry of the word at `at`.
    pub(super) fn entry(&self, at: usize) -> &Entry {
        &self.entries[self.ids[at] as usize]
    }

    /// The classes of the word at `at`, as it is written there.
    pub(super) fn class(&self, at: usize) -> Class {
        let entry = self.entry(at);
        let month = self.flags[at].has(Flags::CAPITAL) && lexicon::is_month(&entry.form);
        if month { Class::default() } else { entry.class }
    }

    /// Index of the document that holds the word at `at`.
    pub(super) fn document_of(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1).min(self.documents.len().saturating_sub(1))
    }

    /// The name of who speaks the word at `at`, through the table of speakers.
    pub(super) fn speaker(&self, at: usize) -> Option<&str> {
        self.voices.get(self.voice[at] as usize).map(String::as_str)
    }

    /// Whether two words are spoken by two, or stand in two documents.
    pub(super) fn speaker_changes(&self, from: usize, to: usize) -> bool {
        self.voice[from] != self.voice[to] || self.document_of(from) != self.document_of(to)
    }

    /// Who else speaks in the document that holds the word at `at`, as indices into `voices`.
    pub(super) fn rivals(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let voice = self.voice[at];
        self.casts[self.document_of(at)]
            .iter()
            .copied()
            .filter(move |&other| other != voice)
            .map(|other| other as usize)
    }

    /// Their names.
    pub(super) fn other_speakers(&self, at: usize) -> Vec<&str> {
        self.rivals(at).map(|other| self.voices[other].as_str()).collect()
    }
}

/// What is spoken in a document: its turns, or its parts where it has none.
fn stretches(document: &Document) -> Vec<(u32, Span)> {
    if document.turns().is_empty() {
        return document.parts().iter().map(|part| (u32::MAX, part.span)).collect();
    }
    document.turns().iter().enumerate().map(|(index, turn)| (index as u32, turn.span)).collect()
}
