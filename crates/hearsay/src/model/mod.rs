//! The encoder and its heads, loaded once, with the words of its language: what reading a document needs besides the
//! document. The shipped weights lie inside the binary; nothing is fetched.

mod config;
mod names;
mod network;
mod pieces;
mod scores;
mod windows;

use sha2::{Digest, Sha256};

use crate::lang::en::Lexicon;
use crate::layers::features::Features;
use crate::layers::tokens::Token;
use crate::text::Document;

pub use config::{Calibration, Config, Decoding, LINKS, TAGS, TagLayer, Weights};
pub use names::NamesConfig;
use names::NamesHead;
use network::Network;
use pieces::Pieces;
pub use scores::Scores;
pub use windows::Window;

#[cfg(test)]
pub(crate) use config::tests::neutral;

/// The weights that the program ships.
const SHIPPED: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/en-1.onnx"));

/// What was chosen for them after training.
const DECODING: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/en-1.decoding.json"));
/// The weights of the head for names.
const NAMES: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/names-1.onnx"));

/// The row of the feature table for a window's first and last piece.
const SPECIAL_ROW: i32 = 0;

/// The row of the feature table for a token; the first sixteen rows are for what is no token.
fn feature_row(of: Features) -> i32 {
    let (case, quote) = (of.case as i32 + 1, of.quote as i32);
    ((case * 4 + quote) * 2 + i32::from(of.sentence_start)) * 2 + i32::from(of.paragraph_start)
}

/// Weights, vocabulary and parameters of decoding.
#[derive(Debug)]
pub struct Model {
    network: Network,
    names: NamesHead,
    pieces: Pieces,
    config: Config,
    lexicon: Lexicon,
    name: String,
}

/// Why a model could not be loaded.
#[derive(Debug, thiserror::Error)]
#[error("model: {reason}; give a model file that was made for hearsay")]
pub struct ModelError {
    reason: String,
}

impl Model {
    /// The weights inside the binary.
    ///
    /// # Errors
    /// Where the program was built with a broken file.
    pub fn shipped() -> Result<Self, ModelError> {
        let told = |error: serde_json::Error| ModelError { reason: error.to_string() };
        let decoding = serde_json::from_str(DECODING).map_err(told)?;
        Ok(Self::from_bytes(SHIPPED.to_vec())?.with_decoding(decoding))
    }

    /// The same weights, decoded otherwise.
    #[must_use]
    pub fn with_decoding(mut self, decoding: Decoding) -> Self {
        self.config.decoding = decoding;
        self
    }

    /// Weights from a file's bytes, decoded as the file says.
    ///
    /// # Errors
    /// Where the bytes are no model of hearsay.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, ModelError> {
        Self::load(bytes).map_err(|reason| ModelError { reason })
    }

    fn load(bytes: Vec<u8>) -> Result<Self, String> {
        let digest = Sha256::digest(&bytes);
        let names = NamesHead::load(NAMES.to_vec())?;
        let network = Network::load(bytes, &names.config.taps)?;
        let text = |key: &str| network.text(key).ok_or(format!("no `{key}` inside"));
        let config = Config::parse(text("hearsay.config")?)?;
        let pieces =
            Pieces::parse(text("hearsay.vocabulary")?).map_err(|piece| format!("no {piece} in the vocabulary"))?;
        let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let name = format!("{} sha256:{hash}", config.name);
        let model = Self { network, names, pieces, config, lexicon: Lexicon::new(), name };
        model.try_out()?;
        Ok(model)
    }

    /// One run on the two special pieces: a graph of another shape is refused here and not in the middle of a text.
    fn try_out(&self) -> Result<(), String> {
        let (rows, _) =
            self.network.run(vec![self.pieces.first, self.pieces.last], vec![SPECIAL_ROW, SPECIAL_ROW], true)?;
        let depth = rows.width().saturating_sub(2 * TAGS) / (2 * LINKS);
        let expected = 2 * TAGS + 2 * LINKS * depth;
        if depth == 0 || rows.width() != expected { Err(format!("scores are {} wide", rows.width())) } else { Ok(()) }
    }

    /// Name and digest of the weights: `en-1 sha256:…`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The parameters of decoding.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The tags of names and how they follow each other.
    #[must_use]
    pub fn names(&self) -> &NamesConfig {
        &self.names.config
    }

    /// The words of the language.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Reads a document window by window, in order; each window's scores are made when they are asked for. With `names` they hold
    /// those of the head for names.
    pub fn read<'a>(
        &'a self,
        document: &'a Document,
        tokens: &'a [Token],
        features: &'a [Features],
        names: bool,
    ) -> impl Iterator<Item = (Window, Scores)> + 'a {
        let mut ids = Vec::new();
        let mut starts = Vec::with_capacity(tokens.len() + 1);
        let room = self.config.window.limit - 2;
        for token in tokens {
            let start = ids.len();
            starts.push(start);
            self.pieces.encode(document.slice(token.span), &mut ids);
            ids.truncate(start + room);
        }
        starts.push(ids.len());
        let sizes: Vec<usize> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let windows = windows::windows(features, &sizes, self.config.window);
        let words = move |at: usize| tokens.get(at).map_or("", |token| document.slice(token.span));
        windows.into_iter().map(move |window| {
            let (mut scores, hidden) = self.score(window, &ids, &starts, features, names);
            if names {
                scores.set_names(self.name_scores(window, hidden, features, &words));
            }
            (window, scores)
        })
    }

    /// The scores of one window's tokens. A graph that was tried out does not fail; if it did, nothing would be found.
    fn score(
        &self,
        window: Window,
        ids: &[i32],
        starts: &[usize],
        features: &[Features],
        names: bool,
    ) -> (Scores, Vec<f32>) {
        let tokens = window.first..window.last;
        let (from, to) = (starts[window.first], starts[window.last]);
        let mut pieces = Vec::with_capacity(to - from + 2);
        let mut rows = Vec::with_capacity(to - from + 2);
        pieces.push(self.pieces.first);
        rows.push(SPECIAL_ROW);
        pieces.extend_from_slice(&ids[from..to]);
        for at in tokens.clone() {
            rows.extend(std::iter::repeat_n(feature_row(features[at]), starts[at + 1] - starts[at]));
        }
        pieces.push(self.pieces.last);
        rows.push(SPECIAL_ROW);
        let (found, taps) = self.network.run(pieces, rows, names).unwrap_or_default();
        let firsts = || tokens.clone().map(|at| starts[at] - from + 1);
        (Scores::gather(&found, firsts()), self.mix(&taps, firsts()))
    }

    /// The hidden states of the tokens' first pieces, mixed as the head for names wants them.
    fn mix(&self, taps: &[network::Rows], firsts: impl Iterator<Item = usize>) -> Vec<f32> {
        let width = taps.first().map_or(0, network::Rows::width);
        let mut mixed = Vec::new();
        for first in firsts.filter(|_| width > 0) {
            let start = mixed.len();
            mixed.resize(start + width, 0.0);
            for (tap, weight) in taps.iter().zip(&self.names.config.mix) {
                mixed[start..].iter_mut().zip(tap.row(first)).for_each(|(sum, value)| *sum += weight * value);
            }
        }
        mixed
    }

    /// The rows of the head for names for a window's own tokens.
    fn name_scores<'w>(
        &self,
        window: Window,
        hidden: Vec<f32>,
        features: &[Features],
        word: &impl Fn(usize) -> &'w str,
    ) -> Vec<Vec<f32>> {
        let shapes = (window.first..window.last).map(|at| names::shape(word(at), features[at])).collect();
        let rows = self.network.with_pool(|pool| self.names.run(hidden, shapes, pool)).unwrap_or_default();
        (window.core..window.last).map(|at| rows.row(at - window.first).to_vec()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the trainer's scorer gave for a text of our own (`training/hearsay_training/parity.py`).
    #[derive(serde::Deserialize)]
    struct Parity {
        words: Vec<String>,
        ids: Vec<i32>,
        features: Vec<i32>,
        rows: Vec<usize>,
        eight: Vec<Vec<f32>>,
    }

    fn parity() -> Parity {
        serde_json::from_str(include_str!("../../../../models/parity.json")).unwrap()
    }

    #[test]
    fn words_have_the_pieces_that_they_have_in_python() {
        let (model, stored) = (Model::shipped().unwrap(), parity());
        let mut ids = vec![model.pieces.first];
        stored.words.iter().for_each(|word| model.pieces.encode(word, &mut ids));
        ids.push(model.pieces.last);
        assert_eq!(ids, stored.ids);
    }

    /// Activations are rounded to 8 bits anew at every layer, by each runtime in its own order of sums, so that the scores, which
    /// run to about ten, differ in the second place.
    #[test]
    fn scores_are_those_of_python() {
        let (model, stored) = (Model::shipped().unwrap(), parity());
        let rows = model.network.run(stored.ids, stored.features).unwrap();
        let mut furthest = 0.0f32;
        for (&at, expected) in stored.rows.iter().zip(&stored.eight) {
            assert_eq!(rows.row(at).len(), expected.len());
            let apart = rows.row(at).iter().zip(expected).map(|(one, other)| (one - other).abs());
            furthest = apart.fold(furthest, f32::max);
        }
        assert!(furthest < TOLERANCE, "{furthest}");
    }

    const TOLERANCE: f32 = 0.01;
}
