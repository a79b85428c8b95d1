//! Fingerprints of a text: pairs of telling words that stand near each other. A quotation of a few words has several, and keeps some when it is cut, when
//! words are dropped or replaced, or when its clauses change places.
//!
//! Longer shingles, of which MinHash takes a sample, were not used: of eight quoted words with one replaced, hardly a shingle of
//! three survives, and a sample of a long speech seldom holds the eight that were quoted.

use std::collections::BTreeSet;

use super::words::{Word, words};

/// How far apart the words of a pair may stand, in telling words.
const REACH: usize = 2;
/// Words of a stretch that is told by its small words, and how many telling ones it may hold at most.
const STRETCH: usize = 4;
const TELLING: usize = 1;

/// The fingerprints of a text.
pub(crate) fn prints(text: &str) -> BTreeSet<u32> {
    of_words(&words(text))
}

/// The fingerprints of a text as words of the index, parted by spaces.
pub(crate) fn tokens(text: &str) -> String {
    prints(text).into_iter().map(token).collect::<Vec<_>>().join(" ")
}

/// A fingerprint as a word of the index: figures of base 36.
pub(super) fn token(print: u32) -> String {
    let mut rest = print;
    let mut out = Vec::with_capacity(7);
    while out.is_empty() || rest > 0 {
        out.push(char::from_digit(rest % 36, 36).unwrap_or('0'));
        rest /= 36;
    }
    out.into_iter().rev().collect()
}

pub(super) fn of_words(words: &[Word]) -> BTreeSet<u32> {
    let telling: Vec<&str> = words.iter().filter(|word| word.tells).map(|word| word.form.as_str()).collect();
    let mut out = BTreeSet::new();
    for (at, first) in telling.iter().enumerate() {
        out.extend(telling.iter().skip(at + 1).take(REACH).map(|second| hash(&[first, second])));
    }
    for stretch in words.windows(STRETCH) {
        if stretch.iter().filter(|word| word.tells).count() <= TELLING {
            let forms: Vec<&str> = stretch.iter().map(|word| word.form.as_str()).collect();
            out.insert(hash(&forms));
        }
    }
    out
}

/// FNV-1a (Fowler, Noll and Vo), 64 bits folded to 32.
fn hash(words: &[&str]) -> u32 {
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in words.iter().flat_map(|word| word.bytes().chain([b' '])) {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    ((state >> 32) ^ (state & 0xffff_ffff)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(a: &str, b: &str) -> usize {
        prints(a).intersection(&prints(b)).count()
    }

    const SAID: &str = "We will not rebuild the harbour wall until the council pays for the cracked ramp";

    #[test]
    fn a_worn_quotation_keeps_some() {
        for worn in [
            "the council pays for the cracked ramp",
            "We won’t rebuild the harbour wall … until the council pays",
            "Until the town pays for the cracked ramp, we will not rebuild the harbour wall",
            "rebuild that wall until the council pays for [the] ramp",
        ] {
            assert!(shared(SAID, worn) > 1, "{worn}: {}", shared(SAID, worn));
        }
        assert!(shared(SAID, "The harbour council will hear the ferry firm on Monday") < 2);
    }

    #[test]
    fn small_words_tell_in_a_row() {
        assert!(shared("It is what it is and we will not do it", "he said it is what it is") > 0);
    }

    #[test]
    fn a_fingerprint_is_one_word_of_the_index() {
        assert_eq!([token(0), token(35), token(36)], ["0", "z", "10"]);
        assert!(token(u32::MAX).len() <= 7);
    }
}
