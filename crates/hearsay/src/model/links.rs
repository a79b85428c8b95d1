//! The network for who is who: transformer layers over the encoder's hidden states, which the encoder's graph gives out
//! on its way (`training/hearsay_training/links_export.py`). Unlike the encoder it reads several windows together, so that a
//! pronoun at the top of one sees the names at the end of the last.

use std::sync::Arc;

use rten::{ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};
use serde::Deserialize;

use super::network::Rows;
use crate::layers::features::Features;
use crate::layers::mentions::Mention;
use crate::record::MentionForm;

/// What is decoded beside the scores.
#[derive(Clone, Debug, Deserialize)]
pub struct LinksConfig {
    /// Name of the weights: `links-1`.
    pub name: String,
    /// The values of the encoder's graph that are read.
    pub taps: Vec<String>,
    /// How many windows are read together.
    pub together: usize,
    /// Score of a distance between two mentions, for each form of the later: `[form][bucket]`.
    pub distance: Vec<Vec<f64>>,
    /// Numbers in a vector of links.
    pub depth: usize,
}

/// The hidden states of a window's own tokens, as the encoder gave them out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tapped {
    /// The states of each tap, one token after the other.
    pub states: Vec<Vec<f32>>,
    /// How each token is written.
    pub shapes: Vec<i32>,
}

/// The loaded network.
pub struct LinksNetwork {
    graph: rten::Model,
    hidden: NodeId,
    shapes: NodeId,
    blocks: NodeId,
    rows: NodeId,
    /// What decoding needs.
    pub config: LinksConfig,
}

impl std::fmt::Debug for LinksNetwork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LinksNetwork").field("name", &self.config.name).finish_non_exhaustive()
    }
}

impl LinksNetwork {
    /// Loads a graph with inputs `hidden`, `shapes` and `blocks` and output `rows`.
    ///
    /// # Errors
    /// Where the bytes are no such graph.
    pub fn load(bytes: Vec<u8>) -> Result<Self, String> {
        let graph =
            ModelOptions::with_all_ops().prepack_weights(true).load(bytes).map_err(|error| error.to_string())?;
        let node = |name| graph.node_id(name).map_err(|error| error.to_string());
        let (hidden, shapes, blocks, rows) = (node("hidden")?, node("shapes")?, node("blocks")?, node("rows")?);
        let config = graph.metadata().get("hearsay.links").ok_or("no `hearsay.links` inside")?;
        let config: LinksConfig = serde_json::from_str(config).map_err(|error| error.to_string())?;
        if config.depth == 0 || config.together == 0 || config.distance.len() != FORMS {
            return Err("depth, windows and distances are not those of links".to_owned());
        }
        Ok(Self { graph, hidden, shapes, blocks, rows, config })
    }

    /// A row for each token of some windows that are read together: the score of nobody and the two vectors of links.
    ///
    /// # Errors
    /// Where the graph gives something else than rows.
    pub fn run(&self, windows: &[Tapped], pool: &Arc<ThreadPool>) -> Result<Rows, String> {
        let shapes: Vec<i32> = windows.iter().flat_map(|window| window.shapes.iter().copied()).collect();
        let words = shapes.len();
        if words == 0 {
            return Ok(Rows::default());
        }
        let taps = self.config.taps.len();
        let hidden: Vec<f32> = (0..taps)
            .flat_map(|tap| windows.iter().flat_map(move |window| window.states[tap].iter().copied()))
            .collect();
        let blocks: Vec<i32> =
            (0i32..).zip(windows).flat_map(|(block, window)| window.shapes.iter().map(move |_| block)).collect();
        let width = hidden.len() / (words * taps);
        let inputs = vec![
            (self.hidden, Tensor::from_data(&[taps, words, width], hidden).into()),
            (self.shapes, Tensor::from_data(&[1, words], shapes).into()),
            (self.blocks, Tensor::from_data(&[1, words], blocks).into()),
        ];
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(pool)));
        let [rows] = self.graph.run_n(inputs, [self.rows], Some(options)).map_err(|error| error.to_string())?;
        let rows: NdTensor<f32, 3> = rows.try_into().map_err(|_| "rows are not three-dimensional".to_owned())?;
        let expected = 1 + 2 * self.config.depth;
        match rows.shape() {
            [1, count, width] if count == words && width == expected => Ok(Rows::new(rows.into_data(), width)),
            shape => Err(format!("rows have shape {shape:?}, expected [1, {words}, {expected}]")),
        }
    }
}

/// How a token is written, as the network was told in training.
#[must_use]
pub fn shape(word: &str, features: Features) -> i32 {
    let short = i32::from(word.chars().count() <= 2);
    let marked = i32::from(word.contains(['-', '\'', '’', '.', '/', '&']));
    ((features.case as i32 * 2 + i32::from(features.sentence_start)) * 2 + short) * 2 + marked
}

const FORMS: usize = 3;

/// Where a distance in tokens falls: by powers of two, those behind first.
fn bucket(distance: isize, buckets: usize) -> usize {
    let half = buckets / 2;
    let bits = (usize::BITS - distance.unsigned_abs().leading_zeros()) as usize;
    bits.min(half).saturating_sub(1) + if distance > 0 { 0 } else { half }
}

/// What the network says of the mentions of a document: how likely one is another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    heads: Vec<usize>,
    forms: Vec<usize>,
    nobody: Vec<f32>,
    seeking: Vec<f32>,
    sought: Vec<f32>,
    depth: usize,
    distance: Vec<Vec<f64>>,
}

impl Links {
    /// Takes the rows of the mentions' heads.
    #[must_use]
    pub fn new(config: &LinksConfig, rows: &[Vec<f32>], mentions: &[Mention]) -> Self {
        let depth = config.depth;
        let mut links = Self { depth, distance: config.distance.clone(), ..Self::default() };
        let blank = vec![0.0; 1 + 2 * depth];
        for mention in mentions {
            let row = rows.get(mention.head).filter(|row| row.len() == blank.len()).unwrap_or(&blank);
            links.heads.push(mention.head);
            links.forms.push(match mention.form {
                MentionForm::Name => 0,
                MentionForm::Nominal => 1,
                MentionForm::Pronoun => 2,
            });
            links.nobody.push(row[0]);
            links.seeking.extend_from_slice(&row[1..=depth]);
            links.sought.extend_from_slice(&row[1 + depth..]);
        }
        links
    }

    /// How much more likely mention `of` is the same as `other` than nobody else's: in logits, 0 at evens.
    #[must_use]
    pub fn score(&self, of: usize, other: usize) -> f64 {
        let own = |at: usize| at * self.depth..(at + 1) * self.depth;
        let (Some(seeking), Some(sought)) = (self.seeking.get(own(of)), self.sought.get(own(other))) else {
            return 0.0;
        };
        let dot: f32 = seeking.iter().zip(sought).map(|(a, b)| a * b).sum();
        let (Some(&here), Some(&there)) = (self.heads.get(of), self.heads.get(other)) else { return 0.0 };
        let distances = &self.distance[self.forms[of]];
        let apart = distances[bucket(here as isize - there as isize, distances.len())];
        f64::from(dot) / (self.depth.max(1) as f64).sqrt() + apart - f64::from(self.nobody[of])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of `bucket` in `training/hearsay_training/links_model.py`.
    #[test]
    fn distances_fall_where_they_did_in_training() {
        let found: Vec<usize> = [1, 2, 3, 4, 1023, 1024, 5000, 0, -1, -2, -60].map(|d| bucket(d, 22)).to_vec();
        assert_eq!(found, [0, 1, 1, 2, 9, 10, 10, 11, 11, 12, 16]);
    }
}
