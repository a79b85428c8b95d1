//! The encoder with the networks for names and links, loaded once, with the words of its language: what reading a document needs besides the
//! document. The shipped weights lie inside the binary; nothing is fetched.

mod config;
mod links;
mod names;
mod network;
mod pieces;
mod scores;
mod seen;
mod tapped;
mod windows;

use sha2::{Digest, Sha256};

use crate::lang::en::Lexicon;
use crate::layers::attributions::Scene;
use crate::layers::features::{Features, features};
use crate::layers::mentions::Mention;
use crate::layers::tokens::Token;
use crate::text::Document;

pub use config::{Calibration, Config, Decoding, LINKS, TAGS, TagLayer, Weights};
use links::LinksNetwork;
pub use links::{Links, LinksConfig};
pub use names::NamesConfig;
use names::NamesHead;
use network::Network;
pub use network::Rows;
use pieces::Pieces;
pub use scores::Scores;
pub use seen::{Seen, seen};
pub use tapped::{Overheard, Tapped};
pub use windows::Window;

#[cfg(test)]
pub(crate) use config::tests::neutral;

/// The weights that the program ships.
const SHIPPED: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/en-1.onnx"));

/// What was chosen for them after training.
const DECODING: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/en-1.decoding.json"));

/// The weights of the head for names.
const NAMES: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/names-1.onnx"));
/// The weights of the network for who is who.
const LINKS_WEIGHTS: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/links-2.onnx"));

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
    links: LinksNetwork,
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
        let links = LinksNetwork::load(LINKS_WEIGHTS.to_vec())?;
        if links.config.taps != names.config.taps {
            return Err("names and links read different layers".to_owned());
        }
        let network = Network::load(bytes, &names.config.taps)?;
        let text = |key: &str| network.text(key).ok_or(format!("no `{key}` inside"));
        let config = Config::parse(text("hearsay.config")?)?;
        let pieces =
            Pieces::parse(text("hearsay.vocabulary")?).map_err(|piece| format!("no {piece} in the vocabulary"))?;
        let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let name = format!("{} sha256:{hash}", config.name);
        let model = Self { network, names, links, pieces, config, lexicon: Lexicon::new(), name };
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

    /// The scores of names' tags for each token of a window, from what the encoder gave out on its way.
    #[must_use]
    pub fn read_names(&self, window: &Tapped) -> Rows {
        self.network.with_pool(|pool| self.names.run(window, pool)).unwrap_or_default()
    }

    /// What the network for links says of a document's mentions, from the same.
    #[must_use]
    pub fn read_links(&self, scene: &Scene, overheard: &Overheard, mentions: &[Mention]) -> Links {
        let features = features(scene.document, scene.tokens, scene.sentences, scene.quotations);
        let windows = overheard.windows(self, scene.document, scene.tokens, &features);
        self.linked(windows, seen(scene, mentions))
    }

    /// Runs of so many windows, whatever is in them, and the mentions whose heads are there.
    fn linked(&self, mut windows: impl Iterator<Item = Tapped>, mentions: Vec<Seen>) -> Links {
        let config = &self.links.config;
        let mut order: Vec<usize> = (0..mentions.len()).collect();
        order.sort_by_key(|&index| mentions[index].head);
        let width = 1 + 2 * config.depth;
        let mut rows = vec![0.0; mentions.len() * width];
        let mut start = 0;
        loop {
            let run: Vec<Tapped> = windows.by_ref().take(config.together).collect();
            let end = start + run.iter().map(|window| window.shapes.len()).sum::<usize>();
            if end == start {
                return Links::new(config, mentions, rows);
            }
            let from = order.partition_point(|&index| mentions[index].head < start);
            let to = order.partition_point(|&index| mentions[index].head < end);
            let own: Vec<&Seen> = order[from..to].iter().map(|&index| &mentions[index]).collect();
            let found = self.network.with_pool(|pool| self.links.run(&run, start, &own, pool)).unwrap_or_default();
            for (at, &index) in order[from..to].iter().enumerate() {
                rows[index * width..(index + 1) * width].copy_from_slice(found.row(at));
            }
            start = end;
        }
    }

    /// The words of the language.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Reads a document window by window, in order; each window's scores are made when they are asked for. With `tapped` they hold
    /// the hidden states that the networks for names and links read.
    pub fn read<'a>(
        &'a self,
        document: &'a Document,
        tokens: &'a [Token],
        features: &'a [Features],
        tapped: bool,
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
            let (mut scores, states) = self.score(window, &ids, &starts, features, tapped);
            if tapped {
                let shapes = (window.core..window.last).map(|at| tapped::shape(words(at), features[at])).collect();
                scores.set_tapped(Tapped { states, shapes });
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
        tapped: bool,
    ) -> (Scores, Vec<Vec<f32>>) {
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
        let (found, taps) = self.network.run(pieces, rows, tapped).unwrap_or_default();
        let firsts = |from_token: usize| (from_token..window.last).map(|at| starts[at] - from + 1);
        let own = |tap: &network::Rows| firsts(window.core).flat_map(|first| tap.row(first).to_vec()).collect();
        (Scores::gather(&found, firsts(window.first)), taps.iter().map(own).collect())
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
        let rows = model.network.run(stored.ids, stored.features, false).unwrap().0;
        let mut furthest = 0.0f32;
        for (&at, expected) in stored.rows.iter().zip(&stored.eight) {
            assert_eq!(rows.row(at).len(), expected.len());
            let apart = rows.row(at).iter().zip(expected).map(|(one, other)| (one - other).abs());
            furthest = apart.fold(furthest, f32::max);
        }
        assert!(furthest < TOLERANCE, "{furthest}");
    }

    const TOLERANCE: f32 = 0.01;

    /// What the network for links gave in Python on the pieces of that text, taken for words, some of them for mentions.
    #[derive(serde::Deserialize)]
    struct LinksParity {
        shapes: Vec<i32>,
        mentions: Vec<Told>,
        scores: Vec<Vec<f64>>,
    }

    #[derive(serde::Deserialize)]
    struct Told {
        head: usize,
        form: u8,
        kind: u8,
        gender: u8,
        number: u8,
        pronoun: u8,
        quotation: usize,
        sentence: usize,
        word: String,
        whole: String,
    }

    impl Told {
        fn seen(&self, words: &mut seen::Words) -> Seen {
            let Self { head, form, kind, gender, number, pronoun, quotation, sentence, .. } = *self;
            let word = words.number(self.word.clone());
            let whole = self.whole.split(' ').map(|word| words.number(word.to_owned())).collect();
            Seen { head, form, kind, gender, number, pronoun, quotation, sentence, word, whole }
        }
    }

    /// Through nine rounded layers, the encoder's and its own; with what pairs and distances count.
    #[test]
    fn links_are_those_of_python() {
        let (model, text) = (Model::shipped().unwrap(), parity());
        let stored: LinksParity = serde_json::from_str(include_str!("../../../../models/links-parity.json")).unwrap();
        let (_, taps) = model.network.run(text.ids, text.features, true).unwrap();
        let states = taps.iter().map(|tap| tap.values().to_vec()).collect();
        let mut words = seen::Words::default();
        let mentions: Vec<Seen> = stored.mentions.iter().map(|told| told.seen(&mut words)).collect();
        let links = model.linked([Tapped { states, shapes: stored.shapes }].into_iter(), mentions);
        let mut furthest = 0.0f64;
        for (of, expected) in stored.scores.iter().enumerate() {
            let apart = expected.iter().enumerate().map(|(other, score)| (links.score(of, other) - score).abs());
            furthest = apart.fold(furthest, f64::max);
        }
        assert!(furthest < LINKS_TOLERANCE, "{furthest}");
    }

    const LINKS_TOLERANCE: f64 = 0.1;
}
