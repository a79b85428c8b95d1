//! Plausible quotations that are nowhere in the transcripts: sentences of other talks, the nearest misses first.

use std::collections::HashMap;

use super::free;
use super::lexicon;
use super::make::{Draft, Words};
use super::scene::{Scene, plain};
use super::speech::{Talk, Word};
use crate::random::Random;

/// The largest share of telling words that may stand together in the transcripts.
const NEAREST: f64 = 0.4;

/// Sentences of all talks.
pub struct Pool {
    sentences: Vec<(String, Vec<Word>)>,
}

impl Pool {
    /// Files every tenth sentence of fitting length.
    pub fn new(talks: &[Talk]) -> Self {
        let mut sentences = Vec::new();
        for talk in talks {
            for speech in &talk.turns {
                for range in &speech.sentences {
                    let words = &speech.words[range.clone()];
                    if (8..=28).contains(&words.len()) && words.iter().all(|w| plain(w) && !w.stumble) {
                        sentences.push((talk.name.clone(), words.to_vec()));
                    }
                }
            }
        }
        let every_tenth = sentences.into_iter().step_by(10).collect();
        Self { sentences: every_tenth }
    }

    /// The nearest miss among a dozen sentences of other talks.
    pub fn absent(&self, scene: &Scene, random: &mut Random) -> Option<Draft> {
        let index = Index::new(scene);
        let mut best: Option<(f64, &Vec<Word>)> = None;
        for _ in 0..12 {
            let (talk, words) = random.pick(&self.sentences)?;
            if scene.talks.iter().any(|t| t.name == *talk) {
                continue;
            }
            let nearness = index.nearness(words);
            if nearness <= NEAREST && best.as_ref().is_none_or(|(b, _)| nearness > *b) {
                best = Some((nearness, words));
            }
        }
        let (nearness, words) = best?;
        let recipe = format!("not found: nearest miss {:.0} %", nearness * 100.0);
        let mut words = words.clone();
        free::dress(&mut words, random, &mut Vec::new());
        Some(Draft::one(Words::NotFound, &recipe, words, Vec::new()))
    }
}

/// Where each telling word stands.
struct Index {
    places: HashMap<String, Vec<usize>>,
}

impl Index {
    fn new(scene: &Scene) -> Self {
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        let said = scene.talks.iter().flat_map(|t| &t.turns).flat_map(|t| &t.words);
        for (at, word) in said.enumerate() {
            let key = word.key();
            if telling(&key) {
                places.entry(key).or_default().push(at);
            }
        }
        Self { places }
    }

    /// The largest share of the telling words of `words` that stand within one window of twice their number.
    fn nearness(&self, words: &[Word]) -> f64 {
        let mut keys: Vec<String> = words.iter().map(Word::key).filter(|k| telling(k)).collect();
        keys.sort();
        keys.dedup();
        if keys.len() < 4 {
            return 1.0;
        }
        let mut hits: Vec<(usize, usize)> = Vec::new();
        for (which, key) in keys.iter().enumerate() {
            hits.extend(self.places.get(key).into_iter().flatten().map(|&at| (at, which)));
        }
        hits.sort_unstable();
        let (mut start, mut best, mut held) = (0, 0, vec![0usize; keys.len()]);
        for end in 0..hits.len() {
            held[hits[end].1] += 1;
            while hits[end].0 - hits[start].0 > words.len() * 2 {
                held[hits[start].1] -= 1;
                start += 1;
            }
            best = best.max(held.iter().filter(|h| **h > 0).count());
        }
        best as f64 / keys.len() as f64
    }
}

fn telling(key: &str) -> bool {
    key.len() > 3 && !lexicon::SMALL.contains(&key) && !lexicon::is_doubtful(key)
}
