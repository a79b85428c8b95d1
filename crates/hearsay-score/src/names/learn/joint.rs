//! Which chunks of letters stand for which: a joint-sequence model learned by expectation and maximisation
//! (Bisani and Ney, "Joint-sequence models for grapheme-to-phoneme conversion", 2008).

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use hearsay::names::transducer::{EDGE, LONGEST_CHUNK};

/// Letters of a chunk pair, both sides together.
const MOST_LETTERS: usize = 5;

/// What a chunk pair's probability is multiplied by for each letter beyond two: long chunks must earn their place.
const LONGER: f64 = 0.5;

/// A pair of chunks with what was learned of it.
#[derive(Clone, Debug)]
pub struct Learned {
    pub left: String,
    pub right: String,
    /// Expected times seen.
    pub count: f64,
}

/// The letters of both sides as numbers from 1, edges included.
struct Coded {
    left: Vec<u8>,
    right: Vec<u8>,
}

/// Up to four letters of each side.
type Key = u64;

#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0 ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

type Table = HashMap<Key, f64, BuildHasherDefault<Mix>>;

/// Learns chunk pairs from word pairs. Those seen less than `least` times are left out.
pub fn learn(pairs: &[(Vec<char>, Vec<char>)], rounds: usize, least: f64) -> Vec<Learned> {
    let (left_letters, right_letters) = (alphabet(pairs.iter().map(|p| &p.0)), alphabet(pairs.iter().map(|p| &p.1)));
    let coded: Vec<Coded> = pairs
        .iter()
        .map(|(left, right)| Coded { left: code(left, &left_letters), right: code(right, &right_letters) })
        .collect();
    let mut table = Table::default();
    for round in 0..rounds {
        let mut counts = Table::default();
        coded.iter().for_each(|pair| expect(pair, &table, round == 0, &mut counts));
        let floor = if round + 1 == rounds { least } else { 0.5 };
        counts.retain(|_, count| *count >= floor);
        if round + 1 < rounds {
            let total: f64 = counts.values().sum();
            counts.iter_mut().for_each(|(key, count)| *count = *count / total * shape_weight(*key));
        }
        table = counts;
    }
    let (left_letters, right_letters) = (decode(&left_letters), decode(&right_letters));
    let sorted: BTreeMap<Key, f64> = table.into_iter().collect();
    let spell = |packed: u32, letters: &[char]| -> String {
        packed.to_be_bytes().into_iter().filter(|byte| *byte != 0).map(|byte| letters[usize::from(byte)]).collect()
    };
    let learned = sorted.into_iter().map(|(key, count)| Learned {
        left: spell((key >> 32) as u32, &left_letters),
        right: spell(key as u32, &right_letters),
        count,
    });
    learned.collect()
}

fn alphabet<'a>(words: impl Iterator<Item = &'a Vec<char>>) -> BTreeMap<char, u8> {
    let mut seen: BTreeMap<char, usize> = BTreeMap::new();
    words.flatten().for_each(|letter| *seen.entry(*letter).or_default() += 1);
    let mut often: Vec<(usize, char)> = seen.into_iter().map(|(letter, times)| (times, letter)).collect();
    often.sort_by(|a, b| b.cmp(a));
    let letters = [EDGE].into_iter().chain(often.into_iter().map(|(_, letter)| letter));
    letters.take(254).zip(1..=254).collect()
}

fn decode(letters: &BTreeMap<char, u8>) -> Vec<char> {
    let mut out = vec!['?'; 256];
    letters.iter().for_each(|(letter, code)| out[usize::from(*code)] = *letter);
    out[255] = '?';
    out
}

fn code(word: &[char], letters: &BTreeMap<char, u8>) -> Vec<u8> {
    let edge = letters[&EDGE];
    let inner = word.iter().map(|letter| letters.get(letter).copied().unwrap_or(255));
    [edge].into_iter().chain(inner).chain([edge]).collect()
}

fn pack(letters: &[u8]) -> u32 {
    letters.iter().fold(0, |packed, letter| packed << 8 | u32::from(*letter))
}

fn key(left: &[u8], right: &[u8]) -> Key {
    u64::from(pack(left)) << 32 | u64::from(pack(right))
}

fn letters_in(key: Key) -> usize {
    key.to_be_bytes().iter().filter(|byte| **byte != 0).count()
}

fn shape_weight(key: Key) -> f64 {
    LONGER.powi(i32::try_from(letters_in(key).saturating_sub(2)).unwrap_or(0))
}

/// Whether a chunk pair of this form is thought of at all: a letter is left out alone, the edges go with each other.
fn allowed(pair: &Coded, i: usize, la: usize, j: usize, lb: usize) -> bool {
    let size = la + lb <= MOST_LETTERS && (la > 0 || lb == 1) && (lb > 0 || la == 1);
    let starts = (i == 0 && la > 0) == (j == 0 && lb > 0);
    let ends = (i + la == pair.left.len() && la > 0) == (j + lb == pair.right.len() && lb > 0);
    size && starts && ends
}

/// Forward and backward over one pair of words; adds the expected counts.
fn expect(pair: &Coded, table: &Table, first: bool, counts: &mut Table) {
    let (n, m) = (pair.left.len(), pair.right.len());
    let mut steps: Vec<(usize, usize, usize, usize, Key, f64)> = Vec::new();
    for i in 0..=n {
        for j in 0..=m {
            for la in 0..=LONGEST_CHUNK.min(n - i) {
                for lb in 0..=LONGEST_CHUNK.min(m - j) {
                    if la + lb == 0 || !allowed(pair, i, la, j, lb) {
                        continue;
                    }
                    let key = key(&pair.left[i..i + la], &pair.right[j..j + lb]);
                    let weight = if first {
                        let lone = if la == 0 || lb == 0 { 0.01 } else { 0.05 };
                        lone * shape_weight(key)
                    } else {
                        table.get(&key).copied().unwrap_or(0.0)
                    };
                    if weight > 0.0 {
                        steps.push((i, j, i + la, j + lb, key, weight));
                    }
                }
            }
        }
    }
    let at = |i: usize, j: usize| i * (m + 1) + j;
    let mut forward = vec![0.0; (n + 1) * (m + 1)];
    let mut backward = forward.clone();
    (forward[0], backward[at(n, m)]) = (1.0, 1.0);
    for &(i, j, k, l, _, weight) in &steps {
        forward[at(k, l)] += forward[at(i, j)] * weight;
    }
    for &(i, j, k, l, _, weight) in steps.iter().rev() {
        backward[at(i, j)] += backward[at(k, l)] * weight;
    }
    let whole = forward[at(n, m)];
    if whole <= 0.0 {
        return;
    }
    for &(i, j, k, l, key, weight) in &steps {
        let share = forward[at(i, j)] * weight * backward[at(k, l)] / whole;
        if share > 1e-4 {
            *counts.entry(key).or_default() += share;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_found_in_pairs_of_words() {
        let words =
            [("шал", "shal"), ("маш", "mash"), ("лам", "lam"), ("шам", "sham"), ("мал", "mal"), ("лаш", "lash")];
        let pairs: Vec<_> =
            words.iter().cycle().take(300).map(|(l, r)| (l.chars().collect(), r.chars().collect())).collect();
        let learned = learn(&pairs, 8, 1.0);
        let best = learned.iter().filter(|pair| pair.left.contains('ш')).max_by(|a, b| a.count.total_cmp(&b.count));
        assert_eq!(best.map(|pair| pair.right.as_str()), Some("sh"), "{learned:?}");
    }
}
