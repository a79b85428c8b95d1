//! The best way to pair the letters of two words, by dynamic programming over both.

use super::trie::Trie;
use super::{EDGE, FORBIDDEN, LONGEST_CHUNK, Transducer};

/// Letters of a word that are looked at, its two edges included; names are shorter.
const MOST: usize = 36;

/// The pairs of chunks of the best way, first to last.
#[derive(Clone, Debug, Default)]
pub struct Path(Vec<(u16, u16)>);

impl Path {
    /// Chunk on the left, chunk on the right.
    pub fn pairs(&self) -> impl Iterator<Item = (u16, u16)> {
        self.0.iter().copied()
    }
}

/// The chunks that start at each place of a word, by length.
struct Word {
    starting: [[u16; LONGEST_CHUNK]; MOST],
    length: usize,
}

impl Word {
    fn new(trie: &Trie, letters: &[char]) -> Self {
        let mut numbers = [0; MOST];
        let inner = letters.len().min(MOST - 2);
        let length = inner + 2;
        (numbers[0], numbers[length - 1]) = (trie.letter(EDGE), trie.letter(EDGE));
        for (number, &letter) in numbers[1..=inner].iter_mut().zip(letters) {
            *number = trie.letter(letter);
        }
        let mut starting = [[0; LONGEST_CHUNK]; MOST];
        for at in 0..length {
            starting[at] = trie.starting(&numbers[at..length]);
        }
        Self { starting, length }
    }

    /// The chunks at a place: the empty one, then those that are there, each with its length.
    fn at(&self, place: usize) -> impl Iterator<Item = (usize, u16)> + '_ {
        let here = if place < self.length { self.starting[place] } else { [0; LONGEST_CHUNK] };
        let chunks = here.into_iter().enumerate().filter(|(_, chunk)| *chunk != 0);
        std::iter::once((0, 0)).chain(chunks.map(|(before, chunk)| (before + 1, chunk)))
    }
}

/// The weight of the best way through both words, and the way itself where it is wanted.
pub(super) fn fill(transducer: &Transducer, left: &[char], right: &[char], path: Option<&mut Path>) -> f32 {
    let (left, right) = (Word::new(&transducer.left, left), Word::new(&transducer.right, right));
    let columns = transducer.right.chunks();
    let mut best = [[FORBIDDEN; MOST + 1]; MOST + 1];
    let mut from = [[(0_u16, 0_u16, 0_u8, 0_u8); MOST + 1]; MOST + 1];
    best[0][0] = 0.0;
    for i in 0..=left.length {
        for j in 0..=right.length {
            let here = best[i][j];
            if here == FORBIDDEN {
                continue;
            }
            for (taken, chunk) in left.at(i) {
                let row = &transducer.weights[usize::from(chunk) * columns..][..columns];
                for (other_taken, other) in right.at(j) {
                    let score = here + row[usize::from(other)];
                    let target = &mut best[i + taken][j + other_taken];
                    if score > *target {
                        *target = score;
                        from[i + taken][j + other_taken] = (chunk, other, taken as u8, other_taken as u8);
                    }
                }
            }
        }
    }
    if let Some(path) = path {
        let (mut i, mut j) = (left.length, right.length);
        while (i, j) != (0, 0) {
            let (chunk, other, taken, other_taken) = from[i][j];
            path.0.push((chunk, other));
            (i, j) = (i - usize::from(taken), j - usize::from(other_taken));
        }
        path.0.reverse();
    }
    best[left.length][right.length]
}
