//! Examples to learn from and to choose on: words that stand for each other, and words that nearly do.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hearsay::names::letters::{Letters, Script};

use super::weigh::Example;
use crate::names::words::{Links, Neighbours, Pair, Part, file_word, read};
use crate::random::Random;

/// Each pair, and for each a word one letter off and a word that is not near, that stand for something else.
/// What stands for what is known from `links`; `near` is where other words are drawn from.
pub fn across(pairs: &[Pair], links: &Links, near: &[Pair], random: &mut Random) -> Vec<Example> {
    let latin = Neighbours::of(near.iter().map(|pair| Letters::of(&pair.latin)));
    let foreign = Neighbours::of(near.iter().map(|pair| Letters::of(&pair.foreign)));
    let mut examples = Vec::new();
    for pair in pairs {
        let (word, other) = (Letters::of(&pair.latin), Letters::of(&pair.foreign));
        let apart = |candidate: &&Letters| !links.share(&word, candidate) && !links.has(candidate, &other);
        let close: Vec<&Letters> = latin.near(&word).into_iter().filter(apart).collect();
        let close_foreign: Vec<&Letters> =
            foreign.near(&other).into_iter().filter(|candidate| !links.has(&word, candidate)).collect();
        if let Some(wrong) = random.pick(&close) {
            examples.push((other.clone(), (*wrong).clone(), false));
        }
        if let Some(wrong) = random.pick(&close_foreign) {
            examples.push(((*wrong).clone(), word.clone(), false));
        }
        if let Some(wrong) = random.pick(latin.words()).filter(apart) {
            examples.push((other.clone(), wrong.clone(), false));
        }
        examples.push((other, word, true));
    }
    examples
}

/// Latin spellings of one word, as other scripts join them, and spellings one letter apart that none joins.
pub struct Spellings {
    /// Words that a Russian spelling joins, or spellings in two other scripts.
    pub joined: BTreeSet<(Letters, Letters)>,
    /// Known in Russian, near, and joined by nothing.
    pub apart: BTreeSet<(Letters, Letters)>,
}

/// Reads them out of one part; `plausible` says whether a pair of words may be believed.
pub fn spellings(
    names: &Path,
    part: Part,
    mut plausible: impl FnMut(Script, &Letters, &Letters) -> bool,
) -> Result<Spellings, String> {
    let mut votes: BTreeMap<(Letters, Letters), usize> = BTreeMap::new();
    let mut everywhere: BTreeMap<Script, Links> = BTreeMap::new();
    for script in Script::FOREIGN {
        let mut by_foreign: BTreeMap<Letters, BTreeSet<Letters>> = BTreeMap::new();
        for pair in read(names, script, part)? {
            let (latin, foreign) = (Letters::of(&pair.latin), Letters::of(&pair.foreign));
            if plausible(script, &foreign, &latin) {
                by_foreign.entry(foreign).or_default().insert(latin);
            }
        }
        for words in by_foreign.values() {
            for (at, a) in words.iter().enumerate() {
                for b in words.iter().skip(at + 1) {
                    let weight = if script == Script::Cyrillic { 2 } else { 1 };
                    *votes.entry((a.clone(), b.clone())).or_default() += weight;
                }
            }
        }
        for part in Part::ALL {
            everywhere.entry(script).or_default().add(&read(names, script, part)?);
        }
    }
    let known: Vec<Letters> =
        read(names, Script::Cyrillic, part)?.iter().map(|pair| Letters::of(&pair.latin)).collect();
    let neighbours = Neighbours::of(known.iter().cloned());
    let mut apart = BTreeSet::new();
    for word in neighbours.words() {
        for other in neighbours.near(word) {
            if word < other && !everywhere.values().any(|links| links.share(word, other)) {
                apart.insert((word.clone(), other.clone()));
            }
        }
    }
    let joined = votes.into_iter().filter(|(_, votes)| *votes > 1).map(|(pair, _)| pair).collect();
    Ok(Spellings { joined, apart })
}

/// Latin words that spellings in two scripts or more join, whatever the part, each seen in `least` names or more.
pub fn joined_by_two_scripts(names: &Path, least: u32) -> Result<BTreeSet<(Letters, Letters)>, String> {
    let mut scripts: BTreeMap<(Letters, Letters), BTreeSet<Script>> = BTreeMap::new();
    for script in Script::FOREIGN {
        let mut by_foreign: BTreeMap<Letters, BTreeSet<Letters>> = BTreeMap::new();
        for part in Part::ALL {
            for pair in read(names, script, part)?.into_iter().filter(|pair| pair.count >= least) {
                by_foreign.entry(Letters::of(&pair.foreign)).or_default().insert(Letters::of(&pair.latin));
            }
        }
        for words in by_foreign.values() {
            for (at, a) in words.iter().enumerate() {
                for b in words.iter().skip(at + 1) {
                    scripts.entry((a.clone(), b.clone())).or_default().insert(script);
                }
            }
        }
    }
    Ok(scripts.into_iter().filter(|(_, scripts)| scripts.len() > 1).map(|(pair, _)| pair).collect())
}

/// The spellings as examples, each way round once, with as many strangers.
pub fn within(spellings: &Spellings, random: &mut Random) -> Vec<Example> {
    let words: Vec<&Letters> = spellings.apart.iter().map(|(a, _)| a).collect();
    let mut examples: Vec<Example> = Vec::new();
    for (a, b) in &spellings.joined {
        examples.push((a.clone(), b.clone(), true));
        if let Some(stranger) = random.pick(&words) {
            examples.push((a.clone(), (*stranger).clone(), false));
        }
        if random.chance(0.3) {
            examples.push((a.clone(), a.clone(), true));
        }
    }
    let mut apart: Vec<_> = spellings.apart.iter().collect();
    random.shuffle(&mut apart);
    apart.truncate(spellings.joined.len() * 3 / 2);
    examples.extend(apart.into_iter().map(|(a, b)| (a.clone(), b.clone(), false)));
    examples
}

/// The name of a script's weights file.
pub fn weights_file(script: Script) -> String {
    let word = match script {
        Script::Cyrillic => "cyrillic",
        Script::Kana => "kana",
        Script::Hangul => "hangul",
        other => file_word(other),
    };
    format!("{word}.tsv")
}
