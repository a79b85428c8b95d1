//! The transcripts that a batch of quotations is held against, and the picking of stretches whose answer is certain.

use std::collections::HashMap;
use std::ops::Range;

use super::lexicon;
use super::plant::{Planted, plant};
use super::speech::{Talk, Word};
use crate::random::Random;

/// A stretch of words of one turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Index of the talk in the scene.
    pub talk: usize,
    /// Index of the turn in the talk.
    pub turn: usize,
    /// The words of the turn.
    pub range: Range<usize>,
}

/// Several talks with what was planted in them.
pub struct Scene {
    /// The talks.
    pub talks: Vec<Talk>,
    /// What was planted, by talk.
    pub planted: Vec<Vec<Planted>>,
    phrases: Phrases,
}

impl Scene {
    /// Plants in the talks and files their phrases.
    pub fn new(mut talks: Vec<Talk>, random: &mut Random) -> Self {
        let planted = talks.iter_mut().map(|talk| plant(talk, random)).collect();
        let phrases = Phrases::new(&talks);
        Self { talks, planted, phrases }
    }

    /// The words of a stretch as they are quoted: without stumbles.
    pub fn said(&self, stretch: &Stretch) -> Vec<Word> {
        let words = &self.talks[stretch.talk].turns[stretch.turn].words[stretch.range.clone()];
        words.iter().filter(|w| !w.stumble).cloned().collect()
    }

    /// The person who said it.
    pub fn person(&self, stretch: &Stretch) -> Option<&str> {
        self.talks[stretch.talk].turns[stretch.turn].person.as_deref()
    }

    /// The label of the turn.
    pub fn label(&self, stretch: &Stretch) -> &str {
        &self.talks[stretch.talk].turns[stretch.turn].label
    }

    /// How often these words stand in the talks, in a row.
    pub fn count(&self, words: &[Word]) -> usize {
        self.phrases.count(words)
    }

    /// Whether a quotation may be made of it: nothing in it is itself an editor's mark, and it stands once.
    pub fn usable(&self, stretch: &Stretch, least: usize) -> bool {
        let said = self.said(stretch);
        said.len() >= least && said.iter().all(plain) && self.count(&said) == 1
    }

    /// A turn whose speaker is a person or a code, drawn by its number of sentences.
    fn turn(&self, random: &mut Random) -> Option<(usize, usize)> {
        for _ in 0..200 {
            let talk = random.below(self.talks.len());
            let turns = &self.talks[talk].turns;
            let turn = random.below(turns.len());
            let speech = &turns[turn];
            let speaks = speech.person.is_some() || super::people::is_code(&speech.label);
            if speaks && random.chance(speech.sentences.len() as f64 / 12.0) {
                return Some((talk, turn));
            }
        }
        None
    }

    /// One to three whole sentences, not the first of the turn, so that no question of the turn before is lost.
    pub fn sentences(&self, random: &mut Random, least: usize, most: usize) -> Option<Stretch> {
        for _ in 0..60 {
            let (talk, turn) = self.turn(random)?;
            let sentences = &self.talks[talk].turns[turn].sentences;
            if sentences.len() < 2 {
                continue;
            }
            let first = random.between(1, sentences.len() - 1);
            let last = (first + random.weighted(&[6, 3, 1])).min(sentences.len() - 1);
            let stretch = Stretch { talk, turn, range: sentences[first].start..sentences[last].end };
            let ends = self.said(&stretch).last().is_some_and(|w| w.post.contains(['.', '?', '!']));
            if ends && stretch.range.len() <= most && self.usable(&stretch, least) {
                return Some(stretch);
            }
        }
        None
    }

    /// A part of a sentence outside of which stands nothing whose loss anybody might call a turn of the meaning.
    pub fn fragment(&self, random: &mut Random, least: usize) -> Option<Stretch> {
        for _ in 0..120 {
            let (talk, turn) = self.turn(random)?;
            let speech = &self.talks[talk].turns[turn];
            let Some(sentence) = speech.sentences.iter().skip(1).nth(random.below(speech.sentences.len().max(2) - 1))
            else {
                continue;
            };
            if sentence.len() < least + 3 || speech.words[sentence.clone()].iter().any(|w| w.post.contains('?')) {
                continue;
            }
            let length = random.between(least, (sentence.len() - 2).min(24));
            let start = random.between(sentence.start, sentence.end - length);
            let stretch = Stretch { talk, turn, range: start..start + length };
            let outside = (sentence.start..start).chain(start + length..sentence.end);
            let clean =
                outside.clone().all(|at| !lexicon::is_doubtful(&speech.words[at].key()) && plain(&speech.words[at]));
            if clean && !speech.words[start].stumble && self.usable(&stretch, least) {
                return Some(stretch);
            }
        }
        None
    }

    /// Whole sentences or a clean fragment.
    pub fn stretch(&self, random: &mut Random, least: usize) -> Option<Stretch> {
        if random.chance(0.6) { self.sentences(random, least, 60) } else { self.fragment(random, least) }
    }
}

/// A word whose marks are plain punctuation.
pub fn plain(word: &Word) -> bool {
    !word.pre.contains(['(', '[', '…'])
        && !word.post.contains([')', ']', '…', '(', '[', '"', '”', '“'])
        && !word.pre.contains(['"', '“', '”'])
        && !word.core.contains(['[', ']', '(', ')', '…', '"'])
}

/// Where each run of three words stands, to tell how often a longer run does.
struct Phrases {
    words: Vec<String>,
    starts: HashMap<[String; 3], Vec<usize>>,
}

impl Phrases {
    fn new(talks: &[Talk]) -> Self {
        let said = talks.iter().flat_map(|t| &t.turns).flat_map(|t| &t.words).filter(|w| !w.stumble);
        let words: Vec<String> = said.map(Word::key).collect();
        let mut starts: HashMap<[String; 3], Vec<usize>> = HashMap::new();
        for (at, three) in words.windows(3).enumerate() {
            starts.entry([three[0].clone(), three[1].clone(), three[2].clone()]).or_default().push(at);
        }
        Self { words, starts }
    }

    fn count(&self, words: &[Word]) -> usize {
        let keys: Vec<String> = words.iter().map(Word::key).collect();
        let [a, b, c, ..] = keys.as_slice() else { return usize::MAX };
        let Some(starts) = self.starts.get(&[a.clone(), b.clone(), c.clone()]) else { return 0 };
        starts.iter().filter(|&&at| self.words[at..].starts_with(&keys)).count()
    }
}
