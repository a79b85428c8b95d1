//! The network for who is who: layers over the heads of mentions, which look at each other and at the hidden states of the words around them
//! (`training/hearsay_training/links_export.py`). Unlike the encoder it reads several windows together, so that a pronoun at the
//! top of one sees the names at the end of the last.

use std::sync::Arc;

use rten::{ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};
use serde::Deserialize;

use super::network::Rows;
use super::seen::{PAIRS, Seen, marks, pair};
use super::tapped::Tapped;

/// What is decoded beside the scores.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct LinksConfig {
    /// Name of the weights: `links-2`.
    pub name: String,
    /// The values of the encoder's graph that are read.
    pub taps: Vec<String>,
    /// How many windows are read together.
    pub together: usize,
    /// What counts that two mentions have so much in common, for their forms: `[3 of + other][pair]`.
    pub pairs: Vec<Vec<f64>>,
    /// Score of a distance in tokens between two mentions, for each form of the first: `[form][bucket]`.
    pub distance: Vec<Vec<f64>>,
    /// The same in sentences.
    pub sentences: Vec<Vec<f64>>,
    /// Numbers in a vector of links.
    pub depth: usize,
}

/// The loaded network.
pub struct LinksNetwork {
    graph: rten::Model,
    inputs: [NodeId; INPUTS.len()],
    rows: NodeId,
    /// What decoding needs.
    pub config: LinksConfig,
}

/// The hidden states of all words, which of them are heads, what is known of each mention, what two have in common, how far apart they are, and how far from
/// each word.
const INPUTS: [&str; 6] = ["words", "heads", "marks", "pairs", "apart", "around"];

impl std::fmt::Debug for LinksNetwork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LinksNetwork").field("name", &self.config.name).finish_non_exhaustive()
    }
}

impl LinksNetwork {
    /// Loads a graph with the inputs above and the output `rows`.
    ///
    /// # Errors
    /// Where the bytes are no such graph.
    pub fn load(bytes: Vec<u8>) -> Result<Self, String> {
        let graph =
            ModelOptions::with_all_ops().prepack_weights(true).load(bytes).map_err(|error| error.to_string())?;
        let node = |name| graph.node_id(name).map_err(|error| error.to_string());
        let mut inputs = [node("rows")?; INPUTS.len()];
        for (slot, name) in inputs.iter_mut().zip(INPUTS) {
            *slot = node(name)?;
        }
        let rows = node("rows")?;
        let config = graph.metadata().get("hearsay.links").ok_or("no `hearsay.links` inside")?;
        let config: LinksConfig = serde_json::from_str(config).map_err(|error| error.to_string())?;
        if !config.fits() {
            return Err("depth, windows, pairs and distances are not those of links".to_owned());
        }
        Ok(Self { graph, inputs, rows, config })
    }

    /// A row for each mention of some windows that are read together, whose first token is `start`: the score of nobody and the
    /// two vectors of links.
    ///
    /// # Errors
    /// Where the graph gives something else than rows.
    pub fn run(
        &self,
        windows: &[Tapped],
        start: usize,
        mentions: &[&Seen],
        pool: &Arc<ThreadPool>,
    ) -> Result<Rows, String> {
        let count = mentions.len();
        if count == 0 {
            return Ok(Rows::default());
        }
        let [words, heads, own, pairs, apart, around] = self.inputs;
        let (states, shapes) = self.states(windows);
        let head = |mention: &Seen| mention.head.saturating_sub(start);
        let shape = |mention: &Seen| shapes.get(head(mention)).copied().unwrap_or(0);
        let places: Vec<i32> = mentions.iter().map(|mention| number(head(mention))).collect();
        let marked: Vec<i32> = mentions.iter().flat_map(|mention| marks(mention, shape(mention))).collect();
        let both: Vec<i32> =
            mentions.iter().flat_map(|of| mentions.iter().map(|other| number(pair(of, other)))).collect();
        let far = |to: Vec<usize>| -> Vec<i32> {
            let one =
                |of: &&Seen| to.iter().map(|&at| number(bucket(head(of) as isize - at as isize))).collect::<Vec<_>>();
            mentions.iter().flat_map(one).collect()
        };
        let heads_again = mentions.iter().map(|mention| head(mention)).collect();
        let length = shapes.len();
        let inputs = vec![
            (words, states.into()),
            (heads, Tensor::from_data(&[count], places).into()),
            (own, Tensor::from_data(&[count, marked.len() / count], marked).into()),
            (pairs, Tensor::from_data(&[count, count], both).into()),
            (apart, Tensor::from_data(&[count, count], far(heads_again)).into()),
            (around, Tensor::from_data(&[count, length], far((0..length).collect())).into()),
        ];
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(pool)));
        let [rows] = self.graph.run_n(inputs, [self.rows], Some(options)).map_err(|error| error.to_string())?;
        let rows: NdTensor<f32, 2> = rows.try_into().map_err(|_| "rows are not two-dimensional".to_owned())?;
        let expected = 1 + 2 * self.config.depth;
        match rows.shape() {
            [found, width] if found == count && width == expected => Ok(Rows::new(rows.into_data(), width)),
            shape => Err(format!("rows have shape {shape:?}, expected [{count}, {expected}]")),
        }
    }

    /// The hidden states of all words of some windows, tap by tap, and how each word is written.
    fn states(&self, windows: &[Tapped]) -> (Tensor<f32>, Vec<i32>) {
        let shapes: Vec<i32> = windows.iter().flat_map(|window| window.shapes.iter().copied()).collect();
        let taps = self.config.taps.len();
        let of = |tap: usize| windows.iter().flat_map(move |window| window.states[tap].iter().copied());
        let states: Vec<f32> = (0..taps).flat_map(of).collect();
        let width = states.len() / (shapes.len() * taps).max(1);
        (Tensor::from_data(&[taps, shapes.len(), width], states), shapes)
    }
}

impl LinksConfig {
    fn fits(&self) -> bool {
        let all = |tables: &Vec<Vec<f64>>, count, length| {
            tables.len() == count && tables.iter().all(|table| table.len() == length)
        };
        let scores = all(&self.pairs, FORMS * FORMS, PAIRS);
        let far = all(&self.distance, FORMS, BUCKETS) && all(&self.sentences, FORMS, SENTENCES);
        self.depth > 0 && self.together > 0 && scores && far
    }
}

/// What the network counts in: small numbers all.
fn number(value: usize) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

const FORMS: usize = 3;
const BUCKETS: usize = 22;
const SENTENCES: usize = 7;

/// Where a distance in tokens falls: by powers of two, those behind first.
fn bucket(distance: isize) -> usize {
    let half = BUCKETS / 2;
    bits(distance.unsigned_abs()).min(half).saturating_sub(1) + if distance > 0 { 0 } else { half }
}

fn bits(value: usize) -> usize {
    (usize::BITS - value.leading_zeros()) as usize
}

/// What the network says of the mentions of a document: how likely one is another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    seen: Vec<Seen>,
    /// For each mention the score of nobody and the vectors that seek and are sought.
    rows: Vec<f32>,
    config: LinksConfig,
}

impl Links {
    /// Takes the rows of the mentions.
    #[must_use]
    pub(super) fn new(config: &LinksConfig, seen: Vec<Seen>, rows: Vec<f32>) -> Self {
        Self { seen, rows, config: config.clone() }
    }

    /// How much more likely mention `of` is the same as `other` than nobody else's: in logits, 0 at evens.
    #[must_use]
    pub fn score(&self, of: usize, other: usize) -> f64 {
        let depth = self.config.depth;
        let width = 1 + 2 * depth;
        let row = |at: usize| self.rows.get(at * width..(at + 1) * width);
        let (Some(own), Some(theirs)) = (row(of), row(other)) else { return 0.0 };
        let (Some(here), Some(there)) = (self.seen.get(of), self.seen.get(other)) else { return 0.0 };
        let dot: f32 = own[1..=depth].iter().zip(&theirs[1 + depth..]).map(|(a, b)| a * b).sum();
        f64::from(dot) / (depth.max(1) as f64).sqrt() + self.prior(here, there) - f64::from(own[0])
    }

    /// What their forms, words and distance count.
    fn prior(&self, of: &Seen, other: &Seen) -> f64 {
        let form = usize::from(of.form);
        let common = self.config.pairs[form * FORMS + usize::from(other.form)][pair(of, other)];
        let apart = bucket(of.head as isize - other.head as isize);
        let sentences = bits(of.sentence.abs_diff(other.sentence)).min(SENTENCES - 1);
        common + self.config.distance[form][apart] + self.config.sentences[form][sentences]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of `buckets` in `training/hearsay_training/links_pairs.py`.
    #[test]
    fn distances_fall_where_they_did_in_training() {
        let found: Vec<usize> = [1, 2, 3, 4, 1023, 1024, 5000, 0, -1, -2, -60].map(bucket).to_vec();
        assert_eq!(found, [0, 1, 1, 2, 9, 10, 10, 11, 11, 12, 16]);
    }
}
