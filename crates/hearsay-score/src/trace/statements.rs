//! Statements for the trace: synthetic ones, seeded, and turns of transcripts where there are any on this machine.

use std::path::Path;

use super::lexicon;
use crate::check_gold::corpus;
use crate::random::Random;

/// Words of a statement from a transcript, from and to.
const WORDS: [usize; 2] = [9, 90];

/// `many` statements, no two the same; up to half of them from transcripts.
pub fn statements(many: usize, transcripts: Option<&Path>, random: &mut Random) -> Result<Vec<String>, String> {
    let mut out = match transcripts {
        Some(folder) => spoken(folder, random)?,
        None => Vec::new(),
    };
    out.truncate(many / 2);
    let mut seen: std::collections::BTreeSet<String> = out.iter().cloned().collect();
    while out.len() < many {
        let text = made(random);
        if seen.insert(text.clone()) {
            out.push(text);
        }
    }
    random.shuffle(&mut out);
    Ok(out)
}

/// One to five made-up clauses.
fn made(random: &mut Random) -> String {
    let mut out = capital(&clause(random));
    for _ in 0..random.weighted(&[3, 5, 4, 2, 1]) {
        let join = random.pick(&lexicon::JOINS).copied().unwrap_or(". ");
        let next = clause(random);
        out += join;
        out += &if join == ". " { capital(&next) } else { next };
    }
    out
}

/// Who does what, where or when; no two words stand together by rule, so that statements share words by chance alone.
fn clause(random: &mut Random) -> String {
    let mut words = noun(lexicon::WHO, random);
    words.push(word(lexicon::WILL, random));
    words.push(word(lexicon::DO, random));
    words.extend(noun(lexicon::WHAT, random));
    if random.chance(0.3) {
        words.extend(["and".to_owned(), word(lexicon::DO, random)]);
        words.extend(noun(lexicon::WHAT, random));
    }
    let place = [lexicon::WHERE, lexicon::WHEN, lexicon::WHAT][random.below(3)];
    let around = [word(lexicon::AT, random), word(place, random)];
    match random.below(4) {
        0 => words.splice(0..0, around).for_each(drop),
        1 | 2 => words.extend(around),
        _ => {}
    }
    if random.chance(0.2) {
        words.push(format!("by {}", random.between(2, 900)));
    }
    words.join(" ")
}

/// A noun with what stands before it.
fn noun(list: &str, random: &mut Random) -> Vec<String> {
    let mut out = vec![word(lexicon::WHICH, random)];
    if random.chance(0.5) {
        out.push(word(lexicon::HOW, random));
    }
    out.push(word(list, random));
    out
}

fn word(list: &str, random: &mut Random) -> String {
    let words: Vec<&str> = list.split_whitespace().collect();
    random.pick(&words).map_or_else(String::new, |word| (*word).to_owned())
}

fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Turns of transcripts, long ones parted at sentences.
fn spoken(folder: &Path, random: &mut Random) -> Result<Vec<String>, String> {
    let mut out = std::collections::BTreeSet::new();
    for turn in corpus::load(folder)?.into_iter().flat_map(|talk| talk.turns) {
        let mut part = String::new();
        for sentence in turn.text.split_inclusive(['.', '?', '!']) {
            part += sentence;
            let words = part.split_whitespace().count();
            if words >= WORDS[0] + random.below(40) {
                let text = part.split_whitespace().collect::<Vec<_>>().join(" ");
                if words <= WORDS[1] {
                    out.insert(text);
                }
                part.clear();
            }
        }
    }
    let mut out: Vec<String> = out.into_iter().collect();
    random.shuffle(&mut out);
    Ok(out)
}
