//! How a quotation wears as it travels: cut, words left out or replaced, clauses turned, an ellipsis, a bracket.

use super::lexicon;
use crate::random::Random;

/// The kinds of wear.
pub const KINDS: [&str; 7] =
    ["cut", "words left out", "words replaced", "clauses turned", "ellipsis", "bracket", "several"];

/// A worn quotation.
#[derive(Clone, Debug)]
pub struct Worn {
    /// Index into [`KINDS`].
    pub kind: usize,
    /// The words as they are quoted now.
    pub text: String,
    /// The words as they were said.
    pub said: String,
}

/// Cuts five words or more out of a statement and wears them; `None` where it has too little to know it by.
pub fn worn(statement: &str, random: &mut Random) -> Option<Worn> {
    let words: Vec<&str> = statement.split_whitespace().collect();
    let kind = random.below(KINDS.len());
    // Half of all quotations are short; what loses words has some to lose.
    let least = if kind == 0 { 5 } else { 8 };
    let most = if random.chance(0.5) { 12 } else { 30 };
    if words.len() <= least {
        return None;
    }
    let many = random.between(least, most).min(words.len());
    let start = random.below(words.len() - many + 1);
    let said = &words[start..start + many];
    if said.iter().filter(|word| tells(word)).count() < 3 {
        return None;
    }
    let mut quoted: Vec<String> = said.iter().map(|word| (*word).to_owned()).collect();
    // One change for about eight words, and at least one.
    let changes = (many / 8).max(1);
    match kind {
        0 => {}
        1 => (0..changes).for_each(|_| leave_out(&mut quoted, random)),
        2 => (0..changes).for_each(|_| replace(&mut quoted, random)),
        3 => turn(&mut quoted, random),
        4 => ellipsis(&mut quoted, random),
        5 => bracket(&mut quoted, random),
        _ => {
            leave_out(&mut quoted, random);
            replace(&mut quoted, random);
            if many > 16 {
                ellipsis(&mut quoted, random);
            }
        }
    }
    let text = quoted.join(" ");
    let text = text.trim_end_matches([',', ';', '.', '–', ' ']).to_owned();
    Some(Worn { kind, text, said: said.join(" ") })
}

/// Whether a word is known again by itself: five letters or more.
fn tells(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 4
}

fn leave_out(words: &mut Vec<String>, random: &mut Random) {
    if words.len() > 6 {
        words.remove(random.between(1, words.len() - 2));
    }
}

fn replace(words: &mut [String], random: &mut Random) {
    let at = random.below(words.len());
    let list = if tells(&words[at]) { lexicon::HOW } else { "this that some each such" };
    let list: Vec<&str> = list.split_whitespace().collect();
    words[at] = random.pick(&list).map_or_else(String::new, |word| (*word).to_owned());
}

/// The end before the beginning.
fn turn(words: &mut [String], random: &mut Random) {
    let at = random.between(3, words.len().saturating_sub(3).max(3));
    words.rotate_left(at.min(words.len()));
}

/// Some words in the middle become three dots.
fn ellipsis(words: &mut Vec<String>, random: &mut Random) {
    let gone = random.between(1, (words.len() / 4).max(1));
    let at = random.between(2, words.len().saturating_sub(gone + 2).max(2));
    let end = (at + gone).min(words.len());
    words.splice(at..end, ["…".to_owned()]);
}

/// A word becomes one in brackets.
fn bracket(words: &mut [String], random: &mut Random) {
    let at = random.below(words.len());
    let list: Vec<&str> = lexicon::WHO.split_whitespace().collect();
    words[at] = random.pick(&list).map_or_else(String::new, |word| format!("[the {word}]"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_wear_leaves_words_and_changes_the_rest() {
        let statement = "The ministry of Norland will rebuild the coastal lighthouse before winter and the council will dismantle the rusty ferry";
        let mut seen = [false; KINDS.len()];
        for seed in 0..400 {
            let mut random = Random::new(seed, 1);
            let Some(worn) = worn(statement, &mut random) else { continue };
            seen[worn.kind] = true;
            assert!(statement.contains(&worn.said), "{worn:?}");
            assert!(worn.text.split_whitespace().count() >= 5, "{worn:?}");
        }
        assert!(seen.iter().all(|seen| *seen), "{seen:?}");
    }
}
