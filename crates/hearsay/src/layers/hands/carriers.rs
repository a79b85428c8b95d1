//! What the text tells of carriers, gathered over its sentences: "a leaked recording … the call … the transcript" are one.

use super::outlets::{is_own, outlets};
use super::phrases::{Look, Phrase, phrases};
use super::{Station, Told};
use crate::lang::en::hands::Noun;
use crate::record::{OccasionKind, ViaKind};
use crate::text::TokenRange;

/// One carrier (or chain of them) that the text follows, under all its names.
#[derive(Clone, Debug, Default)]
pub struct Carrier {
    nouns: Vec<Noun>,
    stations: Vec<Station>,
    occasions: Vec<Told<OccasionKind>>,
    leaked: Option<TokenRange>,
    outlet: Option<TokenRange>,
    sentence: usize,
}

/// The carriers of a document, and which phrase names which.
#[derive(Clone, Debug, Default)]
pub struct Carriers {
    all: Vec<Carrier>,
    named: Vec<(TokenRange, usize)>,
}

impl Carriers {
    /// Gathers the carriers of the document; what stands in quotation marks is left out.
    pub fn gather(look: &Look) -> Self {
        let mut carriers = Self::default();
        for (index, sentence) in look.scene.sentences.iter().enumerate() {
            let open = |phrase: &Phrase| !look.scene.is_inside_marks(phrase.words.start());
            let mut phrases: Vec<Phrase> = phrases(look, sentence.tokens).into_iter().filter(open).collect();
            phrases.extend(transcribed(look, sentence.tokens));
            phrases.sort_by_key(|phrase| phrase.words.start());
            carriers.take(look, index, sentence.tokens, &phrases);
        }
        carriers
    }

    /// The carrier that the phrase at `words` names.
    pub fn named(&self, words: TokenRange) -> Option<&Carrier> {
        self.named.iter().find(|(range, _)| *range == words).and_then(|(_, at)| self.all.get(*at))
    }

    /// The last carrier told of up to sentence `sentence` that holds a recording.
    pub fn last_recording(&self, sentence: usize) -> Option<&Carrier> {
        let heard = |carrier: &&Carrier| carrier.stations.iter().any(|station| station.kind == ViaKind::Recording);
        self.all.iter().rev().filter(|carrier| carrier.sentence <= sentence).find(heard)
    }

    /// The recording or text that was named last before sentence `sentence`, if that was not long ago.
    pub fn last_named(&self, look: &Look, sentence: usize) -> Option<&Carrier> {
        let from = look.scene.sentences.get(sentence.saturating_sub(RECENT))?.tokens.start();
        let to = look.scene.sentences.get(sentence)?.tokens.start();
        let (_, at) = self.named.iter().rev().find(|(words, _)| (from..to).contains(&words.start()))?;
        self.all.get(*at).filter(|carrier| carrier.is_text_or_recording())
    }

    fn take(&mut self, look: &Look, index: usize, sentence: TokenRange, phrases: &[Phrase]) {
        let new = phrases.iter().any(|phrase| phrase.new);
        let mut here: Option<usize> = None;
        for phrase in phrases {
            // "A recording of a call", "transcribed another call": the call belongs to what is named just before it.
            let near = |words: &TokenRange| words.contains(phrase.words.start()) || words.end() == phrase.words.start();
            let inside = here.is_some() && self.named.last().is_some_and(|(words, _)| near(words));
            let known = if inside { here } else { self.known(phrase) };
            if known.is_none() && !carries(look, phrase, sentence) {
                continue;
            }
            let back = if new && here.is_none() { None } else { here.or(known) };
            let at = back.unwrap_or(self.all.len());
            if at == self.all.len() {
                self.all.push(Carrier { sentence: index, ..Carrier::default() });
            }
            here = Some(at);
            self.all[at].add(look, phrase, sentence);
            self.named.push((phrase.words, at));
        }
        if let Some(carrier) = here.and_then(|at| self.all.get_mut(at)) {
            carrier.came_by(look, sentence);
        }
    }

    /// The carrier that a phrase points back to.
    fn known(&self, phrase: &Phrase) -> Option<usize> {
        let same = |carrier: &Carrier| {
            let shares = carrier.nouns.iter().any(|noun| phrase.nouns.contains(noun));
            (phrase.definite && shares) || (phrase.leaked && carrier.leaked.is_some())
        };
        if phrase.new { None } else { self.all.iter().rposition(same) }
    }
}

/// Whether a phrase begins a carrier: a recording, a transcript, anything leaked, a document that somebody obtained.
fn carries(look: &Look, phrase: &Phrase, sentence: TokenRange) -> bool {
    let described = phrase.words.len() > 1 || phrase.governor.is_some();
    match phrase.carrier() {
        Some(ViaKind::Recording | ViaKind::Transcript) => described,
        Some(ViaKind::Document) => phrase.leaked || obtained(look, phrase, sentence) || according(phrase),
        _ => phrase.leaked && phrase.occasion().is_some(),
    }
}

fn according(phrase: &Phrase) -> bool {
    phrase.governor.as_deref() == Some("according to")
}

/// "A memo obtained by the Tidings", "emails seen by Reuters".
fn obtained(look: &Look, phrase: &Phrase, sentence: TokenRange) -> bool {
    let after = phrase.words.end()..sentence.end().min(phrase.words.end() + 3);
    after
        .into_iter()
        .any(|at| look.has("obtained", at) && matches!(look.scene.lower(at + 1).as_str(), "by" | "with" | "to"))
}

/// "Bloomberg transcribed the call".
fn transcribed(look: &Look, sentence: TokenRange) -> Option<Phrase> {
    let at = sentence.range().find(|&at| look.scene.lower(at) == "transcribed" && !look.scene.is_inside_marks(at))?;
    let nouns = vec![Noun::Carrier(ViaKind::Transcript)];
    let words = TokenRange::new(at, at + 1);
    Some(Phrase { words, nouns, governor: Some("transcribed".into()), definite: false, new: false, leaked: false })
}

/// Sentences in which a carrier that was named is still in the reader's mind.
const RECENT: usize = 8;

impl Carrier {
    /// Whether words stand in it, so that it can be quoted.
    pub fn is_text_or_recording(&self) -> bool {
        let holds =
            |station: &Station| matches!(station.kind, ViaKind::Recording | ViaKind::Transcript | ViaKind::Document);
        self.stations.iter().any(holds)
    }

    /// The stations in order; the outlet that came by them stands behind the last.
    pub fn stations(&self) -> Vec<Station> {
        let mut stations = self.stations.clone();
        if let Some(words) = self.leaked.filter(|_| stations.is_empty()) {
            stations.push(Station { kind: ViaKind::Leak, words, who: None });
        }
        if let Some(last) = stations.last_mut() {
            last.who = self.outlet;
        }
        stations
    }

    /// The occasion that it carries from, in the words that name it last before token `end`; what is named later does not hold
    /// backwards.
    pub fn occasion(&self, end: usize) -> Option<Told<OccasionKind>> {
        let words = self.occasions.iter().rev().find(|told| told.words.start() < end)?.words;
        let first = self.occasions.first()?;
        Some(Told { value: first.value, words })
    }

    fn add(&mut self, look: &Look, phrase: &Phrase, sentence: TokenRange) {
        self.nouns.extend(&phrase.nouns);
        if phrase.leaked {
            self.leaked.get_or_insert(phrase.words);
        }
        let kind = phrase.carrier().filter(|_| carries(look, phrase, sentence));
        if let Some(kind) = kind.filter(|kind| self.stations.iter().all(|station| station.kind != *kind)) {
            self.stations.push(Station { kind, words: phrase.words, who: None });
        }
        if let Some(value) = phrase.occasion().filter(|_| kind.is_none() || phrase.nouns.len() > 1) {
            self.occasions.push(Told { value, words: phrase.words });
        }
    }

    /// The outlet of a sentence that tells how somebody came by the carrier.
    fn came_by(&mut self, look: &Look, sentence: TokenRange) {
        if self.outlet.is_none() && look.any("obtained", sentence) {
            let open = |outlet: &TokenRange| !look.scene.is_inside_marks(outlet.start()) && !is_own(look, *outlet);
            self.outlet = outlets(look, sentence).into_iter().find(open);
        }
    }
}
