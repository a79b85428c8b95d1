//! Words that differ without a mark, from slight to grave.
//!
//! In noisy transcripts only such alterations are made as no recogniser makes: no small word swapped, lost or put in, no word
//! replaced by one that sounds alike.

use super::free;
use super::lexicon;
use super::make::{Draft, Words};
use super::numbers;
use super::scene::Scene;
use super::speech::Word;
use super::{edit, sound, stitch};
use crate::random::Random;

/// An altered quotation: one to three changes, at times in one that is edited openly or stitched besides.
pub fn altered(scene: &Scene, noisy: bool, random: &mut Random) -> Option<Draft> {
    if random.chance(0.1) {
        return stitch::stitched_and_altered(scene, noisy, random);
    }
    let stretch = scene.stretch(random, 7)?;
    let original = scene.said(&stretch);
    let mut words = original.clone();
    let most = (original.len() / 8).clamp(1, 3);
    let mut recipe = Vec::new();
    for _ in 0..random.between(1, most) {
        recipe.extend(change(&mut words, noisy, random));
    }
    let undone = recipe.contains(&"negation left out") && recipe.contains(&"negation put in");
    if recipe.is_empty() || undone || scene.count(&words) > 0 {
        return None;
    }
    if random.chance(0.15) {
        recipe.extend(edit::light_mark(&mut words, random));
    } else if random.chance(0.4) {
        free::dress(&mut words, random, &mut recipe);
    }
    Some(Draft::one(Words::Altered, &format!("altered: {}", recipe.join(", ")), words, vec![stretch]))
}

type Change = fn(&mut Vec<Word>, bool, &mut Random) -> Option<&'static str>;

/// Makes one change; its name comes back.
pub fn change(words: &mut Vec<Word>, noisy: bool, random: &mut Random) -> Option<&'static str> {
    const CHANGES: [Change; 8] = [
        |words, _, random| negation_out(words, random),
        |words, _, random| negation_in(words, random),
        |words, _, random| number(words, random),
        |words, _, random| name(words, random),
        |words, noisy, random| swap(words, noisy, random),
        |words, noisy, random| slight(words, noisy, random),
        left_out,
        |words, _, random| put_in(words, random),
    ];
    const WEIGHTS: [u32; 8] = [4, 3, 4, 3, 5, 3, 4, 3];
    for _ in 0..20 {
        let before = words.clone();
        if let Some(name) = CHANGES[random.weighted(&WEIGHTS)](words, noisy, random)
            && keys(words) != keys(&before)
        {
            return Some(name);
        }
        *words = before;
    }
    None
}

fn keys(words: &[Word]) -> Vec<String> {
    words.iter().map(Word::key).collect()
}

/// Indices, in random order, strictly inside.
fn inside(words: &[Word], random: &mut Random) -> Vec<usize> {
    let mut at: Vec<usize> = (1..words.len().saturating_sub(1)).collect();
    random.shuffle(&mut at);
    at
}

fn negation_out(words: &mut Vec<Word>, random: &mut Random) -> Option<&'static str> {
    let at = inside(words, random).into_iter().find(|&i| lexicon::is_negation(&words[i].key()))?;
    let key = words[at].key();
    match key.as_str() {
        "not" | "never" if words[at].post.is_empty() => drop(words.remove(at)),
        "cannot" | "can't" => words[at].core = "can".to_owned(),
        "won't" => words[at].core = "will".to_owned(),
        "no" => words[at].core = "some".to_owned(),
        "nothing" => words[at].core = "something".to_owned(),
        "nobody" => words[at].core = "everybody".to_owned(),
        _ => words[at].core = key.strip_suffix("n't").filter(|verb| verb.len() > 1 && *verb != "sha")?.to_owned(),
    }
    Some("negation left out")
}

fn negation_in(words: &mut Vec<Word>, random: &mut Random) -> Option<&'static str> {
    const AUXILIARIES: &[&str] =
        &["is", "are", "was", "were", "will", "would", "could", "should", "must", "may", "can", "does", "did"];
    let at = inside(words, random).into_iter().find(|&i| {
        let next = words[i + 1].key();
        AUXILIARIES.contains(&words[i].key().as_str()) && words[i].post.is_empty() && !lexicon::is_negation(&next)
    })?;
    words.insert(at + 1, Word::new("not"));
    Some("negation put in")
}

fn number(words: &mut [Word], random: &mut Random) -> Option<&'static str> {
    let at = inside(words, random).into_iter().find(|&i| changed_number(&words[i].key(), 1).is_some())?;
    let step = random.between(1, 4) as u64;
    words[at].core = changed_number(&words[at].key(), step)?;
    Some("number")
}

/// Another number in the same dress.
fn changed_number(key: &str, step: u64) -> Option<String> {
    if let Some(value) = numbers::small_value(key).filter(|v| *v > 1 && *v < 90) {
        return Some(numbers::spelled(value + step, false));
    }
    let digits = key.trim_start_matches('$').trim_end_matches('%');
    let plain: u64 = digits.replace(',', "").parse().ok()?;
    let grouped = digits.contains(',');
    let value = if grouped { numbers::figures((plain + step * 100).min(999_999)) } else { (plain + step).to_string() };
    (!grouped || plain < 900_000).then(|| key.replace(digits, &value))
}

fn name(words: &mut [Word], random: &mut Random) -> Option<&'static str> {
    let at = inside(words, random).into_iter().find(|&i| {
        let word = &words[i];
        let opens = words[i - 1].post.contains(['.', '?', '!', ':']);
        !opens
            && word.core.len() > 4
            && word.core.starts_with(char::is_uppercase)
            && word.core.chars().all(char::is_alphabetic)
    })?;
    let other = random.pick(lexicon::NAMES)?;
    (!sound::alike(other, &words[at].core)).then(|| words[at].core = (*other).to_owned())?;
    Some("name")
}

fn swap(words: &mut [Word], noisy: bool, random: &mut Random) -> Option<&'static str> {
    for at in inside(words, random) {
        let key = words[at].key();
        let fits = lexicon::SWAPS.iter().filter(|(from, to, _)| *from == key && !(noisy && sound::alike(from, to)));
        let fits: Vec<_> = fits.collect();
        if let Some((_, to, weight)) = random.pick(&fits) {
            words[at].core = (*to).to_owned();
            return Some(if *weight == "modal" {
                "modal"
            } else if *weight == "person" {
                "person"
            } else {
                "word"
            });
        }
    }
    None
}

fn slight(words: &mut [Word], noisy: bool, random: &mut Random) -> Option<&'static str> {
    if noisy {
        return None;
    }
    for at in inside(words, random) {
        let key = words[at].key();
        if let Some((_, to)) = lexicon::SLIGHT.iter().find(|(from, _)| *from == key) {
            words[at].core = (*to).to_owned();
            return Some("slight");
        }
    }
    None
}

/// Words whose loss may pass for tidied speech: never the only ones left out.
const CHATTER: &[&str] = &[
    "well", "so", "like", "you", "know", "mean", "i", "okay", "ok", "right", "yeah", "yes", "no", "and", "but", "oh",
    "now", "just", "actually", "really", "sort", "kind", "of", "sorry", "please",
];

fn left_out(words: &mut Vec<Word>, noisy: bool, random: &mut Random) -> Option<&'static str> {
    for _ in 0..20 {
        let length = random.between(1, 6).min(words.len() / 3).max(1);
        let start = random.between(2, words.len().checked_sub(length + 2).filter(|last| *last >= 2)?);
        let gap = start..start + length;
        let inner = words[gap.start - 1..gap.end].iter().all(|w| !w.post.contains(['.', '?', '!', '—', '–']));
        let keys = keys(words);
        let telling =
            |key: &String| !lexicon::SMALL.contains(&key.as_str()) && !CHATTER.contains(&key.as_str()) && key.len() > 3;
        let content = keys[gap.clone()].iter().filter(|key| telling(key)).count();
        let enough = if noisy { content >= 2 } else { content >= 1 };
        if inner && enough && !is_repair(&keys, &gap) {
            words.drain(gap);
            return Some("left out");
        }
    }
    None
}

/// Whether what is left out looks like a false start or a repetition: it begins or ends as what stands beside it does.
fn is_repair(keys: &[String], gap: &std::ops::Range<usize>) -> bool {
    let after = &keys[gap.end..(gap.end + 3).min(keys.len())];
    let before = &keys[gap.start.saturating_sub(3)..gap.start];
    let gone = &keys[gap.clone()];
    gone.iter().any(|key| after.contains(key) || before.contains(key))
}

fn put_in(words: &mut Vec<Word>, random: &mut Random) -> Option<&'static str> {
    let at = *inside(words, random).iter().find(|&&i| i >= 2 && words[i - 1].post.is_empty())?;
    let (text, _) = random.pick(lexicon::INSERTIONS)?;
    let new: Vec<Word> = text.split(' ').map(Word::new).collect();
    words.splice(at..at, new);
    Some("put in")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check_gold::speech::words;

    #[test]
    fn every_change_changes_words() {
        let text = "In March we will not sell 25 of the new bridges to Halvard Lunde, and the council agreed.";
        for seed in 0..200 {
            let mut changed = words(text);
            let name = change(&mut changed, seed % 2 == 0, &mut Random::new(seed, 0));
            assert!(name.is_some());
            assert_ne!(keys(&changed), keys(&words(text)), "{name:?}");
        }
    }
}
