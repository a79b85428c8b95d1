//! What the network says of the tokens of one window, read off at each token's first piece.

use super::config::{Config, LINKS, TAGS};
use super::network::Rows;
use super::tapped::Tapped;

/// Scores of a window's tokens, counted from the window's first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    tags: Vec<[f64; TAGS]>,
    inner: Vec<[f64; TAGS]>,
    token: Vec<f32>,
    cue: Vec<f32>,
    depth: usize,
    tapped: Tapped,
}

impl Scores {
    /// Takes the rows of the tokens' first pieces.
    #[must_use]
    pub fn gather(rows: &Rows, firsts: impl Iterator<Item = usize>) -> Self {
        let depth = rows.width().saturating_sub(2 * TAGS) / (2 * LINKS);
        let mut scores = Self { depth, ..Self::default() };
        for row in firsts.map(|first| rows.row(first)).filter(|row| row.len() >= 2 * TAGS) {
            scores.push(row);
        }
        scores
    }

    fn push(&mut self, row: &[f32]) {
        let (tags, rest) = row.split_at(TAGS);
        let (inner, rest) = rest.split_at(TAGS);
        let (token, cue) = rest.split_at(LINKS * self.depth);
        self.tags.push(std::array::from_fn(|tag| f64::from(tags[tag])));
        self.inner.push(std::array::from_fn(|tag| f64::from(inner[tag])));
        self.token.extend_from_slice(token);
        self.cue.extend_from_slice(cue);
    }

    /// Adds the hidden states of the window's own tokens.
    pub(super) fn set_tapped(&mut self, tapped: Tapped) {
        self.tapped = tapped;
    }

    /// The hidden states of the window's own tokens; none where they were not asked for, or once they were taken.
    pub fn take_tapped(&mut self) -> Tapped {
        std::mem::take(&mut self.tapped)
    }

    /// Number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// Whether there is no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// Scores of the tags of the story's own statements.
    #[must_use]
    pub fn tags(&self) -> &[[f64; TAGS]] {
        &self.tags
    }

    /// Scores of the tags of statements inside contents.
    #[must_use]
    pub fn inner(&self) -> &[[f64; TAGS]] {
        &self.inner
    }

    /// How each token in `tokens` is tied to the cue `first..last`: bilinear scores plus distance.
    #[must_use]
    pub fn links(&self, config: &Config, cue: (usize, usize), tokens: &[usize]) -> Vec<[f64; LINKS]> {
        let seeking = self.mean_cue(cue);
        let scale = config.decoding.link_scale;
        let one = |token: usize, link: usize| {
            let from = (token * LINKS + link) * self.depth;
            let sought = self.token.get(from..from + self.depth).unwrap_or(&[]);
            let dot: f32 = sought.iter().zip(&seeking[link * self.depth..]).map(|(a, b)| a * b).sum();
            let bilinear = f64::from(dot) / (self.depth as f64).sqrt();
            scale * (bilinear + config.distance_score(link, token as isize - cue.0 as isize))
        };
        tokens.iter().map(|&token| std::array::from_fn(|link| one(token, link))).collect()
    }

    /// The cue's vectors, averaged over its tokens.
    fn mean_cue(&self, (first, last): (usize, usize)) -> Vec<f32> {
        let width = LINKS * self.depth;
        let mut mean = vec![0.0; width];
        let rows = self.cue.get(first * width..last * width).unwrap_or(&[]);
        for row in rows.chunks_exact(width.max(1)) {
            mean.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        }
        let count = (last - first).max(1) as f32;
        mean.iter_mut().for_each(|sum| *sum /= count);
        mean
    }

    /// Scores made by hand: for tests of decoding.
    #[cfg(test)]
    pub(crate) fn by_hand(tags: Vec<[f64; TAGS]>, inner: Vec<[f64; TAGS]>, token: Vec<f32>, cue: Vec<f32>) -> Self {
        let depth = if tags.is_empty() { 0 } else { token.len() / (LINKS * tags.len()) };
        Self { tags, inner, token, cue, depth, tapped: Tapped::default() }
    }
}
