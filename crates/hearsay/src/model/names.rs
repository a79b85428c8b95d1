//! The head for names: a transformer layer over the encoder's hidden states, which the encoder's graph gives out on its way
//! (`training/hearsay_training/names_export.py`).

use std::sync::Arc;

use rten::{ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};
use serde::Deserialize;

use super::network::Rows;
use super::tapped::Tapped;

/// What is decoded beside the scores.
#[derive(Clone, Debug, Deserialize)]
pub struct NamesConfig {
    /// Name of the weights: `names-1`.
    pub name: String,
    /// The values of the encoder's graph that are mixed.
    pub taps: Vec<String>,
    /// The weight of each.
    pub mix: Vec<f32>,
    /// `O`, `B-PER`, `I-PER`, …
    pub tags: Vec<String>,
    /// Score of a tag after another: `[from][to]`.
    pub transitions: Vec<Vec<f64>>,
    /// Score of a tag at the start of a text.
    pub start: Vec<f64>,
}

/// The loaded head.
pub struct NamesHead {
    graph: rten::Model,
    hidden: NodeId,
    shapes: NodeId,
    names: NodeId,
    /// What decoding needs.
    pub config: NamesConfig,
}

impl std::fmt::Debug for NamesHead {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NamesHead").field("name", &self.config.name).finish_non_exhaustive()
    }
}

impl NamesHead {
    /// Loads a graph with inputs `hidden` and `shapes` and output `names`.
    ///
    /// # Errors
    /// Where the bytes are no such graph.
    pub fn load(bytes: Vec<u8>) -> Result<Self, String> {
        let graph =
            ModelOptions::with_all_ops().prepack_weights(true).load(bytes).map_err(|error| error.to_string())?;
        let node = |name| graph.node_id(name).map_err(|error| error.to_string());
        let (hidden, shapes, names) = (node("hidden")?, node("shapes")?, node("names")?);
        let config = graph.metadata().get("hearsay.names").ok_or("no `hearsay.names` inside")?;
        let config: NamesConfig = serde_json::from_str(config).map_err(|error| error.to_string())?;
        let tags = config.tags.len();
        let square = config.transitions.len() == tags && config.transitions.iter().all(|row| row.len() == tags);
        if tags == 0 || !square || config.start.len() != tags || config.mix.len() != config.taps.len() {
            return Err("tags, transitions and taps do not fit each other".to_owned());
        }
        Ok(Self { graph, hidden, shapes, names, config })
    }

    /// A row of scores for each token of a window.
    ///
    /// # Errors
    /// Where the graph gives something else than rows.
    pub fn run(&self, window: &Tapped, pool: &Arc<ThreadPool>) -> Result<Rows, String> {
        let words = window.shapes.len();
        if words == 0 {
            return Ok(Rows::default());
        }
        let (hidden, shapes) = (self.mixed(&window.states), window.shapes.clone());
        let width = hidden.len() / words;
        let inputs = vec![
            (self.hidden, Tensor::from_data(&[1, words, width], hidden).into()),
            (self.shapes, Tensor::from_data(&[1, words], shapes).into()),
        ];
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(pool)));
        let [names] = self.graph.run_n(inputs, [self.names], Some(options)).map_err(|error| error.to_string())?;
        let names: NdTensor<f32, 3> = names.try_into().map_err(|_| "names are not three-dimensional".to_owned())?;
        let tags = self.config.tags.len();
        match names.shape() {
            [1, rows, width] if rows == words && width == tags => Ok(Rows::new(names.into_data(), tags)),
            shape => Err(format!("names have shape {shape:?}, expected [1, {words}, {tags}]")),
        }
    }

    /// The hidden states of the taps, weighed.
    fn mixed(&self, states: &[Vec<f32>]) -> Vec<f32> {
        let mut mixed = vec![0.0; states.first().map_or(0, Vec::len)];
        for (tap, weight) in states.iter().zip(&self.config.mix) {
            mixed.iter_mut().zip(tap).for_each(|(sum, value)| *sum += weight * value);
        }
        mixed
    }
}
