//! Departures marked by brackets or an ellipsis; where what is hidden turns the meaning, the quotation is cut short.

use std::ops::Range;

use super::free;
use super::lexicon;
use super::make::{Draft, Words};
use super::scene::Scene;
use super::speech::Word;
use crate::random::Random;

const ELLIPSES: &[&str] = &["…", "...", ". . .", "[…]", "[...]"];
const NOUNS: &[&str] = &["the committee", "the ministry", "the company", "the delegation", "the government"];
const PEOPLE: &[&str] = &["the minister", "the chairman", "the president", "the analyst"];
const ADJECTIVES: &[&str] = &["federal", "national", "joint", "regional", "local", "official"];

/// An openly edited quotation.
pub fn edited(scene: &Scene, random: &mut Random) -> Option<Draft> {
    let stretch = scene.stretch(random, 8)?;
    let mut words = scene.said(&stretch);
    let mut used = Vec::new();
    if random.chance(0.4) {
        free::dress(&mut words, random, &mut used);
    }
    let mut marks = Vec::new();
    for _ in 0..random.between(1, 2) {
        marks.extend(mark(&mut words, random));
    }
    if marks.is_empty() {
        return None;
    }
    let recipe = format!("edited: {}; {}", marks.join(", "), used.join(", "));
    Some(Draft::one(Words::EditedOpenly, &recipe, words, vec![stretch]))
}

/// A quotation whose ellipsis hides a negation, condition or hedge.
pub fn hidden(scene: &Scene, random: &mut Random) -> Option<Draft> {
    for _ in 0..80 {
        let stretch = scene.sentences(random, 8, 45)?;
        let mut words = scene.said(&stretch);
        let Some(gap) = telling_gap(&words) else { continue };
        ellipsis(&mut words, gap, random);
        return Some(Draft::one(
            Words::CutShort,
            "cut short: an ellipsis hides what turns the meaning",
            words,
            vec![stretch],
        ));
    }
    None
}

/// The words that hold a cue: "will [not ever] accept", "we go [, if they go,] home". A question never: it cannot be hidden.
fn telling_gap(words: &[Word]) -> Option<Range<usize>> {
    let at = (3..words.len().saturating_sub(3)).find(|&i| {
        let key = words[i].key();
        let only = ["just", "only", "merely"].contains(&words[i + 1].key().as_str());
        !only
            && ["not", "never", "nothing", "nobody", "perhaps", "maybe", "probably", "possibly", "if", "unless"]
                .contains(&key.as_str())
    })?;
    let key = words[at].key();
    let limit = words.len() - 3;
    if key == "if" || key == "unless" {
        let end = (at..limit).find(|&i| !words[i].post.is_empty())? + 1;
        return (end - at <= 15).then_some(at..end);
    }
    Some(at..at + 1)
}

/// Adds one mark to the quotation; its name comes back.
pub fn mark(words: &mut Vec<Word>, random: &mut Random) -> Option<&'static str> {
    match random.below(6) {
        0 => bracket_pronoun(words, random),
        1 => bracket_letter(words),
        2 => bracket_addition(words, random),
        3 => sic(words, random),
        _ => {
            let gap = harmless_gap(words, random)?;
            ellipsis(words, gap, random);
            Some("ellipsis")
        }
    }
}

fn bracket_pronoun(words: &mut [Word], random: &mut Random) -> Option<&'static str> {
    let at = (0..words.len()).find(|&i| ["he", "she", "they", "them", "him"].contains(&words[i].key().as_str()))?;
    let many = words[at].key().starts_with("the");
    let noun = random.pick(if many { NOUNS } else { PEOPLE })?;
    words[at].core = format!("[{noun}]");
    Some("bracketed noun for a pronoun")
}

fn bracket_letter(words: &mut [Word]) -> Option<&'static str> {
    let word = words.first_mut().filter(|w| !w.core.starts_with('[') && w.core.len() > 1)?;
    let first = word.core.chars().next().filter(char::is_ascii_alphabetic)?;
    let other = if first.is_uppercase() { first.to_ascii_lowercase() } else { first.to_ascii_uppercase() };
    word.core = format!("[{other}]{}", &word.core[1..]);
    Some("bracketed letter")
}

fn bracket_addition(words: &mut Vec<Word>, random: &mut Random) -> Option<&'static str> {
    let at = (0..words.len().checked_sub(2)?).find(|&i| words[i].key() == "the" && words[i].post.is_empty())?;
    let adjective = random.pick(ADJECTIVES)?;
    words.insert(at + 1, Word::new(&format!("[{adjective}]")));
    Some("bracketed addition")
}

fn sic(words: &mut Vec<Word>, random: &mut Random) -> Option<&'static str> {
    let at = random.between(2, words.len().checked_sub(3)?);
    words[at].post.is_empty().then(|| words.insert(at + 1, Word::new("[sic]")))?;
    Some("sic")
}

/// Two to twelve words inside one sentence, none of which could turn the meaning.
fn harmless_gap(words: &[Word], random: &mut Random) -> Option<Range<usize>> {
    for _ in 0..30 {
        let length = random.between(2, 12);
        let start = random.between(3, words.len().checked_sub(length + 3).filter(|last| *last >= 3)?);
        let gap = start..start + length;
        let harmless = words[gap.clone()].iter().all(|w| {
            !lexicon::is_doubtful(&w.key()) && !super::numbers::is_number(&w.key()) && !w.core.starts_with('[')
        });
        let inside = words[start - 1..start + length].iter().all(|w| !w.post.contains(['.', '?', '!']));
        if harmless && inside {
            return Some(gap);
        }
    }
    None
}

fn ellipsis(words: &mut Vec<Word>, gap: Range<usize>, random: &mut Random) {
    let sign = random.pick(ELLIPSES).unwrap_or(&"…");
    words.drain(gap.clone());
    if let Some(before) = words.get_mut(gap.start.saturating_sub(1)) {
        before.post = format!(" {sign}");
    }
}

/// A mark that can stand on any quotation: a bracketed letter, or "[sic]".
pub fn light_mark(words: &mut Vec<Word>, random: &mut Random) -> Option<&'static str> {
    if random.chance(0.5) { bracket_letter(words) } else { sic(words, random) }
}
