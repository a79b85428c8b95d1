//! Scenes and articles of a seed: what is held against what.

use hearsay::text::Document;

use super::absent::Pool;
use super::article::{self, Case};
use super::make::{self, Words};
use super::noise;
use super::scene::Scene;
use super::sound::Vocabulary;
use super::speech::{self, Rendered, Talk};
use crate::random::Random;

/// Quotations made of one scene.
const PER_SCENE: usize = 24;
/// Quotations in one article.
const PER_ARTICLE: usize = 4;

/// All that scenes are made of.
pub struct Stock {
    talks: Vec<Talk>,
    pool: Pool,
    vocabulary: Vocabulary,
}

impl Stock {
    /// Files the sentences and words of `talks`.
    pub fn new(talks: Vec<Talk>) -> Self {
        let mut counts = std::collections::BTreeMap::<String, usize>::new();
        for word in talks.iter().flat_map(|t| &t.turns).flat_map(|t| &t.words) {
            *counts.entry(word.key()).or_default() += 1;
        }
        let plain = |w: &String| w.chars().all(|c| c.is_ascii_lowercase()) && w.len() > 1;
        let words: Vec<String> = counts.into_iter().filter(|(w, n)| *n >= 4 && plain(w)).map(|(w, _)| w).collect();
        Self { pool: Pool::new(&talks), vocabulary: Vocabulary::new(&words), talks }
    }
}

/// Articles held against the same transcripts.
pub struct Batch {
    /// Its number, under the seed.
    pub number: usize,
    /// The scene that the cases were made of.
    pub scene: Scene,
    /// The transcripts as the checker gets them, and where each word stands in them.
    pub transcripts: Vec<Rendered>,
    /// The articles with their cases, in order.
    pub articles: Vec<(Document, Vec<Case>)>,
}

/// What a run wants.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The seed.
    pub seed: u64,
    /// Percent of words misheard in the transcripts.
    pub noise: u32,
    /// How often each verdict is made.
    pub mix: [u32; 6],
}

/// Batch `number` of a run; the same for the same stock, seed and number.
pub fn batch(stock: &Stock, wanted: Wanted, number: usize) -> Batch {
    let mut random = Random::new(wanted.seed, number as u64);
    let talks = choose(stock, &mut random);
    let scene = Scene::new(talks, &mut random);
    let mut drafts = Vec::new();
    for _ in 0..PER_SCENE * 4 {
        let words = Words::ALL[random.weighted(&wanted.mix)];
        drafts.extend(make::make(words, &scene, wanted.noise > 0, &stock.pool, &mut random));
        if drafts.len() == PER_SCENE {
            break;
        }
    }
    let mut articles = Vec::new();
    for drafts in drafts.chunks(PER_ARTICLE) {
        articles.push(article::write(drafts.to_vec(), &scene, &mut random));
    }
    let transcripts = scene.talks.iter().map(|talk| {
        let heard = match wanted.noise {
            0 => noise::faithful(talk),
            percent => noise::hear(talk, percent, &stock.vocabulary, &mut random),
        };
        speech::render(talk, &heard)
    });
    let transcripts = transcripts.collect();
    Batch { number, scene, transcripts, articles }
}

/// One to three talks; in some the labels are codes.
fn choose(stock: &Stock, random: &mut Random) -> Vec<Talk> {
    let mut chosen: Vec<Talk> = Vec::new();
    for _ in 0..=random.weighted(&[6, 3, 1]) {
        if let Some(talk) = random.pick(&stock.talks)
            && chosen.iter().all(|c| c.name != talk.name)
        {
            chosen.push(talk.clone());
        }
    }
    for talk in &mut chosen {
        if random.chance(0.08) {
            code_labels(talk);
        }
    }
    chosen
}

/// Replaces each label by `SPEAKER_00`, `SPEAKER_01`, … as a diarizer does.
fn code_labels(talk: &mut Talk) {
    let mut known: Vec<String> = Vec::new();
    for speech in &mut talk.turns {
        let name = speech.person.clone().unwrap_or_else(|| speech.label.clone());
        let at = known.iter().position(|k| *k == name).unwrap_or_else(|| {
            known.push(name);
            known.len() - 1
        });
        speech.label = format!("SPEAKER_{at:02}");
    }
}
