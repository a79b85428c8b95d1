//! Chunks of letters and their numbers, found letter by letter.

use std::collections::BTreeSet;

use super::{EDGE, LONGEST_CHUNK};

/// The number of a letter that is in no chunk.
const UNKNOWN_LETTER: u16 = 0;

/// Chunks by their letters. Chunk 0 is the empty one, chunk 1 a letter in no chunk.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    /// Sorted; a letter's number is one more than its place.
    letters: Vec<char>,
    /// For each node and letter the next node; 0 where there is none (node 0 is the root, to which nothing leads).
    next: Vec<u16>,
    /// The chunk that ends at each node; 0 for none.
    chunk: Vec<u16>,
    /// The letters of each chunk.
    spelled: Vec<String>,
}

impl Trie {
    pub(super) fn new<'a>(chunks: impl Iterator<Item = &'a str>) -> Self {
        let mut chunks: BTreeSet<&str> = chunks.filter(|chunk| !chunk.is_empty()).collect();
        let letters: BTreeSet<char> = chunks.iter().flat_map(|chunk| chunk.chars()).chain([EDGE]).collect();
        let single: Vec<String> = letters.iter().map(char::to_string).collect();
        chunks.extend(single.iter().map(String::as_str));
        let mut trie = Self {
            letters: letters.into_iter().collect(),
            next: Vec::new(),
            chunk: Vec::new(),
            spelled: vec![String::new(), "?".to_owned()],
        };
        let root = trie.add_node();
        let unknown = trie.add_node();
        trie.chunk[usize::from(unknown)] = 1;
        let at = trie.at(root, UNKNOWN_LETTER);
        trie.next[at] = unknown;
        chunks.into_iter().for_each(|chunk| trie.add(chunk));
        trie
    }

    fn add_node(&mut self) -> u16 {
        let node = self.chunk.len();
        self.chunk.push(0);
        self.next.resize((node + 1) * (self.letters.len() + 1), 0);
        u16::try_from(node).unwrap_or(u16::MAX)
    }

    fn at(&self, node: u16, letter: u16) -> usize {
        usize::from(node) * (self.letters.len() + 1) + usize::from(letter)
    }

    fn add(&mut self, chunk: &str) {
        let mut node = 0;
        for letter in chunk.chars() {
            let at = self.at(node, self.letter(letter));
            if self.next[at] == 0 {
                self.next[at] = self.add_node();
            }
            node = self.next[at];
        }
        self.chunk[usize::from(node)] = u16::try_from(self.spelled.len()).unwrap_or(0);
        self.spelled.push(chunk.to_owned());
    }

    /// The number of a letter.
    pub(super) fn letter(&self, letter: char) -> u16 {
        match self.letters.binary_search(&letter) {
            Ok(at) => u16::try_from(at + 1).unwrap_or(UNKNOWN_LETTER),
            Err(_) => UNKNOWN_LETTER,
        }
    }

    /// The chunks that start with the first of these letters, by length; 0 where there is none.
    pub(super) fn starting(&self, letters: &[u16]) -> [u16; LONGEST_CHUNK] {
        let mut found = [0; LONGEST_CHUNK];
        let mut node = 0;
        for (place, &letter) in found.iter_mut().zip(letters) {
            node = self.next[self.at(node, letter)];
            if node == 0 {
                break;
            }
            *place = self.chunk[usize::from(node)];
        }
        found
    }

    /// How many chunks there are, the empty one and the unknown letter included.
    pub(super) fn chunks(&self) -> usize {
        self.spelled.len()
    }

    /// The chunks of one letter, the unknown one included.
    pub(super) fn single_letters(&self) -> impl Iterator<Item = usize> {
        (1..self.spelled.len()).filter(|&chunk| self.spelled[chunk].chars().nth(1).is_none())
    }

    /// The number of a chunk; 0 for the empty one, 1 for one never added.
    pub(super) fn find(&self, chunk: &str) -> u16 {
        let found = self.spelled.iter().position(|spelled| spelled == chunk).unwrap_or(1);
        u16::try_from(found).unwrap_or(1)
    }

    pub(super) fn spell(&self, chunk: u16) -> String {
        self.spelled.get(usize::from(chunk)).cloned().unwrap_or_default()
    }
}
