//! A talk as a recogniser hears it: words taken for others that sound alike, small words lost, small words put in.
//!
//! Words that carry a verdict (numbers, negations, modals, conditions, hedges) are left alone: a transcript that says
//! "fifty" where the speaker said "fifteen" makes a right quotation altered by the table, and the label would be wrong.
//! The rate is of all words, so the others are hit a little oftener.

use super::lexicon;
use super::sound::Vocabulary;
use super::speech::{Talk, Word};
use crate::random::Random;

const PUT_IN: &[&str] = &["the", "a", "and", "uh", "of", "to", "it", "that", "in", "um", "is"];

/// What stands in the recogniser's transcript for each word of `talk`, at `percent` of words wrong.
pub fn hear(talk: &Talk, percent: u32, vocabulary: &Vocabulary, random: &mut Random) -> Vec<Vec<Vec<Word>>> {
    let words = || talk.turns.iter().flat_map(|t| &t.words);
    let open = words().filter(|w| !lexicon::carries_verdict(&w.key())).count().max(1);
    let rate = f64::from(percent) / 100.0 * words().count() as f64 / open as f64;
    let turn = |speech: &super::speech::Speech, random: &mut Random| {
        speech.words.iter().map(|word| hear_word(word, rate, vocabulary, random)).collect()
    };
    talk.turns.iter().map(|speech| turn(speech, random)).collect()
}

fn hear_word(word: &Word, rate: f64, vocabulary: &Vocabulary, random: &mut Random) -> Vec<Word> {
    let key = word.key();
    if lexicon::carries_verdict(&key) || !random.chance(rate) {
        return vec![word.clone()];
    }
    match random.weighted(&[55, 25, 20]) {
        0 => vec![misheard(word, vocabulary, random)],
        1 if lexicon::SMALL.contains(&key.as_str()) => Vec::new(),
        1 => vec![misheard(word, vocabulary, random)],
        _ => vec![word.clone(), Word::new(random.pick(PUT_IN).unwrap_or(&"the"))],
    }
}

/// Another word that sounds alike; where there is none, the word with another ending.
fn misheard(word: &Word, vocabulary: &Vocabulary, random: &mut Random) -> Word {
    let key = word.key();
    let mut others = vocabulary.neighbours(&key);
    others.retain(|other| !lexicon::carries_verdict(other));
    let heard = match random.pick(&others) {
        Some(other) => (*other).to_owned(),
        None => match key.strip_suffix('s') {
            Some(stem) if stem.len() > 2 => stem.to_owned(),
            _ => format!("{key}s"),
        },
    };
    Word { core: heard, ..word.clone() }
}

/// The talk without noise.
pub fn faithful(talk: &Talk) -> Vec<Vec<Vec<Word>>> {
    talk.turns.iter().map(|t| t.words.iter().map(|w| vec![w.clone()]).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check_gold::corpus::{RawTalk, RawTurn};

    #[test]
    fn the_rate_is_met_and_what_carries_a_verdict_is_kept() {
        let text = "We will not sell fifteen of these houses there if the mayor and the council plan another street. "
            .repeat(60);
        let raw = RawTalk { name: "t".into(), turns: vec![RawTurn { label: "A B".into(), text }] };
        let talk = Talk::new(&raw);
        let vocabulary =
            Vocabulary::new(&["their".to_owned(), "there".to_owned(), "plant".to_owned(), "plan".to_owned()]);
        let heard = hear(&talk, 15, &vocabulary, &mut Random::new(1, 1));
        let pairs: Vec<_> = talk.turns[0].words.iter().zip(&heard[0]).collect();
        let wrong = pairs.iter().filter(|(said, heard)| heard.as_slice() != [(*said).clone()]).count();
        let percent = wrong * 100 / pairs.len();
        assert!((12..=18).contains(&percent), "{percent} % of words are wrong");
        assert!(pairs.iter().all(|(said, heard)| !lexicon::carries_verdict(&said.key()) || heard.len() == 1));
    }
}
