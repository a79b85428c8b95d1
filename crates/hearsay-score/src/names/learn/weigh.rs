//! What each pair of chunks is worth: logistic regression over the best way through each pair of words
//! (McCallum, Bellare and Pereira, "A conditional random field for discriminatively-trained finite-state string edit
//! distance", 2005), by AdaGrad.

use std::collections::BTreeMap;

use hearsay::names::letters::Letters;
use hearsay::names::transducer::{Context, Transducer, buckets};

use super::joint::Learned;
use crate::random::Random;

const RATE: f32 = 0.08;

const CONTEXT_RATE: f32 = 0.1;

/// How strongly the neighbours' weights are drawn to nothing.
const RIDGE: f32 = 0.005;

/// Two words, and whether they are one.
pub type Example = (Letters, Letters, bool);

/// Starting weights: how much more often the chunks meet than chance would have them, damped.
pub fn start(learned: &[Learned], damp: f32) -> Vec<(String, String, f32)> {
    let total: f64 = learned.iter().map(|pair| pair.count).sum();
    let (mut left, mut right) = (BTreeMap::new(), BTreeMap::new());
    for pair in learned {
        *left.entry(pair.left.as_str()).or_insert(0.0) += pair.count;
        *right.entry(pair.right.as_str()).or_insert(0.0) += pair.count;
    }
    let weight = |pair: &Learned| {
        let chance = match (pair.left.is_empty(), pair.right.is_empty()) {
            (false, false) => left[pair.left.as_str()] * right[pair.right.as_str()] / total,
            (false, true) => left[pair.left.as_str()],
            (true, _) => right[pair.right.as_str()],
        };
        (pair.count / chance).ln() as f32
    };
    learned.iter().map(|pair| (pair.left.clone(), pair.right.clone(), damp * weight(pair))).collect()
}

/// Learns the weights from examples: first those of the pairs alone, then those of their neighbours too.
/// `symmetric`: both sides are one script, and order must not matter.
pub fn weigh(transducer: &mut Transducer, examples: &mut [Example], rounds: usize, symmetric: bool, seed: u64) {
    let mut random = Random::new(seed, 71);
    let mut squares: BTreeMap<(u16, u16), f32> = BTreeMap::new();
    let mut bias_squares = 1.0;
    for round in 0..rounds {
        random.shuffle(examples);
        let rate = RATE / (1.0 + round as f32 * 0.5);
        for (left, right, same) in examples.iter() {
            let (score, path) = transducer.path(left, right);
            let slope = slope(score, *same);
            if slope.abs() < 0.005 {
                continue;
            }
            for (x, y) in path.pairs() {
                let key = if symmetric { (x.min(y), x.max(y)) } else { (x, y) };
                let square = squares.entry(key).or_insert(0.1);
                *square += slope * slope;
                let step = rate * slope / square.sqrt();
                *transducer.weight_mut((x, y)) -= step;
                if symmetric && x != y {
                    *transducer.weight_mut((y, x)) = *transducer.weight_mut((x, y));
                }
            }
            bias_squares += slope * slope;
            *transducer.bias_mut() -= rate * slope / f32::sqrt(bias_squares);
        }
    }
}

fn slope(score: f32, same: bool) -> f32 {
    1.0 / (1.0 + (-score).exp()) - f32::from(u8::from(same))
}

/// Learns what the neighbours of each pair are worth; the pairs keep their weights.
pub fn weigh_context(transducer: &mut Transducer, examples: &mut [Example], rounds: usize, seed: u64) {
    let mut random = Random::new(seed, 72);
    *transducer.context_mut() = Context::blank();
    let mut squares: BTreeMap<usize, f32> = BTreeMap::new();
    for round in 0..rounds {
        random.shuffle(examples);
        let rate = CONTEXT_RATE / (1.0 + round as f32);
        for (left, right, same) in examples.iter() {
            let (score, path) = transducer.path(left, right);
            let slope = slope(score, *same);
            if slope.abs() < 0.005 {
                continue;
            }
            for bucket in buckets(&path) {
                let square = squares.entry(bucket).or_insert(1.0);
                *square += slope * slope;
                let weight = transducer.context_mut().weight_mut(bucket);
                *weight -= rate * (slope + RIDGE * *weight) / square.sqrt();
            }
        }
    }
}
