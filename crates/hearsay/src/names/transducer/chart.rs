//! The best way to pair the letters of two words, by dynamic programming over both.

use super::trie::Trie;
use super::{EDGE, FORBIDDEN, LONGEST_CHUNK, Transducer};

/// Letters of a word that are looked at, its two edges included; names are shorter.
const MOST: usize = 28;

/// The pairs of chunks of the best way, last to first inside; nothing is allocated.
#[derive(Clone, Debug)]
pub struct Path {
    steps: [(u16, u16); 2 * MOST],
    length: usize,
}

impl Path {
    /// Chunk on the left, chunk on the right, first to last.
    pub fn pairs(&self) -> impl Iterator<Item = (u16, u16)> {
        self.steps[..self.length].iter().rev().copied()
    }
}

/// A chunk with its length in letters.
type Taken = (u8, u16);

/// The chunks that start at each place of a word: the empty one, then those that are there.
struct Word {
    starting: [[Taken; LONGEST_CHUNK + 1]; MOST + 1],
    number: [u8; MOST + 1],
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
        let mut word = Self { starting: [[(0, 0); LONGEST_CHUNK + 1]; MOST + 1], number: [1; MOST + 1], length };
        for at in 0..length {
            let chunks = trie.starting(&numbers[at..length]).into_iter().zip(1..).filter(|(chunk, _)| *chunk != 0);
            for (chunk, taken) in chunks {
                word.starting[at][usize::from(word.number[at])] = (taken, chunk);
                word.number[at] += 1;
            }
        }
        word
    }

    fn at(&self, place: usize) -> &[Taken] {
        &self.starting[place][..usize::from(self.number[place])]
    }
}

/// The weight of the best way through both words, and the way itself.
pub(super) fn fill(transducer: &Transducer, left: &[char], right: &[char]) -> (f32, Path) {
    let (left, right) = (Word::new(&transducer.left, left), Word::new(&transducer.right, right));
    let columns = transducer.right.chunks();
    let mut best = [[FORBIDDEN; MOST + 1]; MOST + 1];
    let mut from = [[((0_u8, 0_u16), (0_u8, 0_u16)); MOST + 1]; MOST + 1];
    best[0][0] = 0.0;
    for i in 0..=left.length {
        for j in 0..=right.length {
            let here = best[i][j];
            if here == FORBIDDEN {
                continue;
            }
            for &(taken, chunk) in left.at(i) {
                let row = &transducer.weights[usize::from(chunk) * columns..][..columns];
                for &(other_taken, other) in right.at(j) {
                    let score = here + row[usize::from(other)];
                    let (k, l) = (i + usize::from(taken), j + usize::from(other_taken));
                    if score > best[k][l] {
                        best[k][l] = score;
                        from[k][l] = ((taken, chunk), (other_taken, other));
                    }
                }
            }
        }
    }
    (best[left.length][right.length], back(&from, left.length, right.length))
}

/// The way back from the end.
fn back(from: &[[(Taken, Taken); MOST + 1]; MOST + 1], mut i: usize, mut j: usize) -> Path {
    let mut path = Path { steps: [(0, 0); 2 * MOST], length: 0 };
    while (i, j) != (0, 0) && path.length < path.steps.len() {
        let ((taken, chunk), (other_taken, other)) = from[i][j];
        path.steps[path.length] = (chunk, other);
        path.length += 1;
        (i, j) = (i - usize::from(taken), j - usize::from(other_taken));
    }
    path
}
