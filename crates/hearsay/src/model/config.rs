//! What decoding needs beside the network's scores; it travels inside the model file (`training/DECODING.md`).

use serde::{Deserialize, Serialize};

/// Number of tags: outside, begin and inside of source, cue and content.
pub const TAGS: usize = 7;

/// Number of links: begin and inside of a cue's source and content.
pub const LINKS: usize = 4;

/// Buckets of the distance between a token and a cue.
pub const DISTANCES: usize = 2 * DISTANCE_EDGES.len() + 1;

/// A distance of at least this many tokens reaches the next bucket.
pub const DISTANCE_EDGES: [usize; 13] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96];

/// How windows are packed, in pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct WindowRule {
    /// Most pieces of a window, the two special ones included.
    pub limit: usize,
    /// Most pieces of context before what a window decodes.
    pub context: usize,
}

/// The parameters of one layer of tags.
#[derive(Clone, Debug, PartialEq)]
pub struct TagLayer {
    /// Score of a tag after another: `[from][to]`.
    pub transitions: [[f64; TAGS]; TAGS],
    /// Added to the score of being outside.
    pub outside_bias: f64,
}

/// The parameters of decoding.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Config {
    /// Name of the weights: `en-1`.
    pub name: String,
    /// How windows are packed.
    pub window: WindowRule,
    transitions: [[f64; TAGS]; TAGS],
    inner_transitions: [[f64; TAGS]; TAGS],
    /// Score of a link at a bucket of distance: `[link][bucket]`.
    pub distance: [Vec<f64>; LINKS],
    /// Score of each link to no cue at all.
    pub none: [f64; LINKS],
    /// What is chosen after training.
    #[serde(flatten)]
    pub decoding: Decoding,
}

/// The numbers that are chosen after training, on articles held out from it. Those of the shipped weights lie in
/// `models/en-1.decoding.json`, so that choosing anew needs no new weights; another model's lie in its own file.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Decoding {
    /// Factor of the link scores.
    pub link_scale: f64,
    /// Added to the score of being outside the story's own statements.
    pub outside_bias: f64,
    /// Added to the score of being outside statements inside contents.
    pub inner_outside_bias: f64,
    /// The price of a content that begins or ends inside a pair of quotation marks.
    pub glue: f64,
    /// From the probabilities of decoding to calibrated ones.
    pub certainty: Calibration,
}

/// Weights of what a statement's certainty rests on, bias first (`layers::attributions::Evidence`).
pub type Weights = [f64; 7];

/// Weights for each field whose certainty is told.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
pub struct Calibration {
    /// Of the statement as such.
    pub statement: Weights,
    /// Of its source.
    pub source: Weights,
    /// Of its content.
    pub content: Weights,
}

impl Default for Decoding {
    fn default() -> Self {
        Self {
            link_scale: 1.0,
            outside_bias: 0.0,
            inner_outside_bias: 0.0,
            glue: 4.0,
            certainty: Calibration::default(),
        }
    }
}

/// Before it is fitted: the odds of the run itself.
impl Default for Calibration {
    fn default() -> Self {
        let only = |at: usize| std::array::from_fn(|weight| if weight == at { 1.0 } else { 0.0 });
        Self { statement: only(1), source: only(2), content: only(4) }
    }
}

impl Config {
    /// Reads the parameters.
    ///
    /// # Errors
    /// Where the text is not JSON of this shape.
    pub fn parse(json: &str) -> Result<Self, String> {
        let config: Self = serde_json::from_str(json).map_err(|error| error.to_string())?;
        if config.window.limit < 16 || config.distance.iter().any(|row| row.len() != DISTANCES) {
            return Err(format!("window limit below 16 or distance rows not {DISTANCES} long"));
        }
        Ok(config)
    }

    /// The layer of the story's own statements.
    #[must_use]
    pub fn outer(&self) -> TagLayer {
        TagLayer { transitions: self.transitions, outside_bias: self.decoding.outside_bias }
    }

    /// The layer of statements inside contents.
    #[must_use]
    pub fn inner(&self) -> TagLayer {
        TagLayer { transitions: self.inner_transitions, outside_bias: self.decoding.inner_outside_bias }
    }

    /// Score of link `link` for a token at `offset` tokens from the cue's first token (negative: before it).
    #[must_use]
    pub fn distance_score(&self, link: usize, offset: isize) -> f64 {
        let size = DISTANCE_EDGES.partition_point(|&edge| edge <= offset.unsigned_abs());
        let bucket = (2 * size).saturating_sub(usize::from(offset < 0));
        self.distance.get(link).and_then(|row| row.get(bucket)).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Parameters that leave every decision to the scores.
    pub(crate) fn neutral() -> Config {
        let mut transitions = [[0.0; TAGS]; TAGS];
        for (from, row) in transitions.iter_mut().enumerate() {
            for inside in [2, 4, 6] {
                row[inside] = if from == inside || from + 1 == inside { 0.0 } else { -1e4 };
            }
        }
        Config {
            name: "test".to_owned(),
            window: WindowRule { limit: 64, context: 16 },
            transitions,
            inner_transitions: transitions,
            distance: std::array::from_fn(|_| vec![0.0; DISTANCES]),
            none: [0.0; LINKS],
            decoding: Decoding::default(),
        }
    }

    #[test]
    fn near_and_far_fall_into_buckets() {
        let mut config = neutral();
        config.distance[0] = (0..DISTANCES).map(|bucket| bucket as f64).collect();
        let bucket = |offset| config.distance_score(0, offset);
        assert_eq!([bucket(0), bucket(-1), bucket(1), bucket(-2)], [0.0, 1.0, 2.0, 3.0]);
        assert_eq!([bucket(5), bucket(4), bucket(96), bucket(-5000)], [8.0, 8.0, 26.0, 25.0]);
    }

    #[test]
    fn a_config_of_another_shape_is_refused() {
        assert!(Config::parse("{}").is_err());
        assert!(Config::parse("not json").is_err());
    }
}
