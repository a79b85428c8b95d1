//! What stands beside a pair of chunks changes its worth: `c` for `s` before `e`, not before `o`.
//!
//! Each pair with its neighbours on either side falls into a bucket by its hash (feature hashing: Weinberger and others,
//! 2009), and each bucket has a learned weight.

use super::Path;

/// How many buckets; a power of two.
pub const BUCKETS: usize = 1 << 16;

/// A weight of 1 in the file's bytes.
const ONE: f32 = 40.0;

/// The weights of the buckets; empty where none were learned.
#[derive(Clone, Debug, Default)]
pub struct Context {
    weights: Vec<f32>,
}

impl Context {
    /// Reads one signed byte a bucket.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Self {
        Self { weights: bytes.iter().take(BUCKETS).map(|byte| f32::from(byte.cast_signed()) / ONE).collect() }
    }

    /// As [`Context::parse`] reads it.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.weights.iter().map(|weight| ((weight * ONE).round().clamp(-127.0, 127.0) as i8).cast_unsigned()).collect()
    }

    /// Buckets that all weigh nothing, to learn in.
    #[must_use]
    pub fn blank() -> Self {
        Self { weights: vec![0.0; BUCKETS] }
    }

    pub(super) fn score(&self, path: &Path) -> f32 {
        if self.weights.len() < BUCKETS {
            return 0.0;
        }
        buckets(path).map(|bucket| self.weights[bucket]).sum()
    }

    /// The weight of a bucket.
    pub fn weight_mut(&mut self, bucket: usize) -> &mut f32 {
        &mut self.weights[bucket % BUCKETS]
    }
}

/// The buckets of a way through two words: each pair with the one before, with its left chunk, and with its right one.
pub fn buckets(path: &Path) -> impl Iterator<Item = usize> + '_ {
    let neighbours = path.pairs().zip(path.pairs().skip(1));
    neighbours.flat_map(|((left, right), (next_left, next_right))| {
        let bucket = |kind: u64, a: u16, b: u16, c: u16, d: u16| {
            let packed = [a, b, c, d].iter().fold(kind, |packed, part| {
                (packed ^ u64::from(*part)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
            });
            (packed >> 20) as usize % BUCKETS
        };
        [
            bucket(1, left, right, next_left, next_right),
            bucket(2, left, right, next_right, 0),
            bucket(3, right, next_left, next_right, 0),
            bucket(4, left, right, next_left, 0),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_keep_the_weights() {
        let mut context = Context::blank();
        (*context.weight_mut(7), *context.weight_mut(9)) = (0.5, -9.0);
        let mut read = Context::parse(&context.to_bytes());
        assert!((*read.weight_mut(7) - 0.5).abs() < 1e-6);
        assert!((*read.weight_mut(9) + 127.0 / ONE).abs() < 1e-6);
    }
}
