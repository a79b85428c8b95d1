//! `hearsay-score learn-names`: from the pairs of words to the weights that `hearsay names` decides with.

mod examples;
mod joint;
mod persons;
mod weigh;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use hearsay::names::letters::{Letters, Script};
use hearsay::names::transducer::Transducer;

use self::examples::{across, spellings, weights_file, within};
use self::weigh::{Example, start, weigh, weigh_context};
use super::SpellingPairs;
use super::precision::average_precision;
use super::words::{Links, Part, read};
use crate::random::Random;

/// Pairs that the chunks are learned from; more bring nothing new.
const MOST_PAIRS: usize = 60_000;

/// Rounds of expectation and maximisation, of weighing pairs, of weighing their neighbours.
const ROUNDS: (usize, usize, usize) = (7, 6, 8);

/// A chunk pair seen less often than this is left out.
const LEAST: f64 = 5.0;

/// `hearsay-score learn-names`
#[derive(Args)]
pub struct Arguments {
    /// The folder with names data (`ne-transliteration`)
    #[arg(long, value_name = "DIR")]
    names: PathBuf,

    /// Where the weights go, one file a script
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// Only this script's file word (russian, arabic, …, latin)
    #[arg(long)]
    only: Option<String>,
}

/// Learns every transducer, writes it, and says its average precision on the dev part.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let mut said = String::new();
    let wanted = |script| arguments.only.as_deref().is_none_or(|only| only == super::words::file_word(script));
    for script in Script::FOREIGN.into_iter().filter(|script| wanted(*script)) {
        let learned = foreign(&arguments.names, script)?;
        learned.write(&arguments.out, script)?;
        let _ = writeln!(said, "{script:?}: {}", learned.said);
    }
    if wanted(Script::Latin) {
        let learned = latin(&arguments.names, &arguments.out)?;
        learned.write(&arguments.out, Script::Latin)?;
        let _ = writeln!(said, "{:?}: {}", Script::Latin, learned.said);
    }
    if arguments.only.as_deref().is_none_or(|only| only == "persons") {
        let (text, learned) = persons::learn(&arguments.names)?;
        let path = arguments.out.join("persons.tsv");
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        let _ = writeln!(said, "persons: {learned}");
    }
    Ok(said)
}

/// Spellings that two scripts join and near ones that nothing joins, less those that were learned from.
pub fn held_back_spellings(names: &Path, least: u32) -> Result<(SpellingPairs, SpellingPairs), String> {
    let test = spellings(names, Part::Test, |_, _, _| true)?;
    let mut joined = examples::joined_by_two_scripts(names, least)?;
    let mut apart = test.apart;
    for part in [Part::Train, Part::Dev] {
        let learned = spellings(names, part, |_, _, _| true)?;
        joined.retain(|pair| !learned.joined.contains(pair));
        apart.retain(|pair| !learned.apart.contains(pair));
    }
    Ok((joined, apart))
}

fn foreign(names: &Path, script: Script) -> Result<Learned, String> {
    let mut random = Random::new(3, script as u64);
    let mut train = read(names, script, Part::Train)?;
    let dev = read(names, script, Part::Dev)?;
    random.shuffle(&mut train);
    let words: Vec<(Vec<char>, Vec<char>)> = train
        .iter()
        .take(MOST_PAIRS)
        .map(|pair| (Letters::of(&pair.foreign).as_slice().to_vec(), Letters::of(&pair.latin).as_slice().to_vec()))
        .collect();
    let pairs = start(&joint::learn(&words, ROUNDS.0, LEAST), 1.0);
    let chance = Transducer::new(&pairs, 0.0);
    let before = train.len();
    train.retain(|pair| chance.score(&Letters::of(&pair.foreign), &Letters::of(&pair.latin)) > 0.0);
    let damped: Vec<(String, String, f32)> = pairs.iter().map(|(l, r, w)| (l.clone(), r.clone(), w * 0.5)).collect();
    let mut transducer = Transducer::new(&damped, -4.0);
    let (mut links, mut all) = (Links::default(), Links::default());
    links.add(&train);
    for part in Part::ALL {
        all.add(&read(names, script, part)?);
    }
    let mut examples = across(&train, &links, &train, &mut random);
    let held = across(&dev, &all, &dev, &mut random);
    let first = precision(&transducer, &held);
    weigh(&mut transducer, &mut examples, ROUNDS.1, false, 3);
    let pairs_alone = precision(&transducer, &held);
    weigh_context(&mut transducer, &mut examples, ROUNDS.2, 3);
    let said = format!(
        "{} chunk pairs; {} of {before} pairs believed; dev average precision {first:.4} → {pairs_alone:.4} → {:.4}",
        pairs.len(),
        train.len(),
        precision(&transducer, &held)
    );
    Ok(Learned { weights: write_weights(&mut transducer, &pairs), context: transducer.context_mut().to_bytes(), said })
}

fn latin(names: &Path, weights: &Path) -> Result<Learned, String> {
    let mut random = Random::new(3, Script::Latin as u64);
    let transducers: Vec<(Script, Transducer)> = Script::FOREIGN
        .into_iter()
        .map(|script| {
            let path = weights.join(weights_file(script));
            let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            Ok((script, Transducer::parse(&text)))
        })
        .collect::<Result<_, String>>()?;
    let believed = |script: Script, foreign: &Letters, latin: &Letters| {
        transducers.iter().any(|(known, transducer)| *known == script && transducer.score(foreign, latin) > 0.0)
    };
    let train = spellings(names, Part::Train, believed)?;
    let dev = spellings(names, Part::Dev, believed)?;
    let both_ways = train.joined.iter().flat_map(|(a, b)| [(a, b), (b, a), (a, a)]);
    let mut words: Vec<(Vec<char>, Vec<char>)> =
        both_ways.map(|(a, b)| (a.as_slice().to_vec(), b.as_slice().to_vec())).collect();
    random.shuffle(&mut words);
    words.truncate(MOST_PAIRS * 2);
    let mut learned = joint::learn(&words, ROUNDS.0, LEAST);
    learned.retain(|pair| pair.left != pair.right || pair.left.chars().count() < 2);
    let pairs = symmetric(start(&learned, 1.0));
    let damped: Vec<(String, String, f32)> = pairs.iter().map(|(l, r, w)| (l.clone(), r.clone(), w * 0.5)).collect();
    let mut transducer = Transducer::new(&damped, -4.0);
    let mut examples = within(&train, &mut random);
    let mut held = within(&dev, &mut random);
    in_order(&mut held);
    let first = precision(&transducer, &held);
    in_order(&mut examples);
    weigh(&mut transducer, &mut examples, ROUNDS.1, true, 3);
    let pairs_alone = precision(&transducer, &held);
    weigh_context(&mut transducer, &mut examples, ROUNDS.2, 3);
    let said = format!(
        "{} chunk pairs; {} spellings joined, {} apart; dev average precision {first:.4} → {pairs_alone:.4} → {:.4}",
        pairs.len(),
        train.joined.len(),
        train.apart.len(),
        precision(&transducer, &held)
    );
    Ok(Learned { weights: write_weights(&mut transducer, &pairs), context: transducer.context_mut().to_bytes(), said })
}

/// The lesser word first, as names are compared.
fn in_order(examples: &mut [Example]) {
    for (a, b, _) in examples {
        if a.as_slice() > b.as_slice() {
            std::mem::swap(a, b);
        }
    }
}

/// Every pair both ways round with one weight; where only one way was learned, it holds for both.
fn symmetric(pairs: Vec<(String, String, f32)>) -> Vec<(String, String, f32)> {
    let mut both: std::collections::BTreeMap<(String, String), f32> = std::collections::BTreeMap::new();
    for (left, right, weight) in pairs {
        let key = if left <= right { (left, right) } else { (right, left) };
        let known = both.entry(key).or_insert(weight);
        *known = known.max(weight);
    }
    let mirrored = both.into_iter().flat_map(|((left, right), weight)| {
        let turned = (left != right).then(|| (right.clone(), left.clone(), weight));
        [Some((left, right, weight)), turned].into_iter().flatten()
    });
    mirrored.collect()
}

fn precision(transducer: &Transducer, examples: &[Example]) -> f64 {
    let scored: Vec<(f64, bool)> =
        examples.iter().map(|(left, right, same)| (f64::from(transducer.score(left, right)), *same)).collect();
    average_precision(&scored)
}

fn write_weights(transducer: &mut Transducer, pairs: &[(String, String, f32)]) -> String {
    let mut text = String::from(
        "# Learned by `hearsay-score learn-names` from word pairs of Wikidata (steveash/NETransliteration-COLING2018, CC0 1.0):\n\
         # letters of the script, Latin letters, hundredths of log-odds; | is the edge of the word.\n",
    );
    let _ = writeln!(text, "=\t=\t{:.0}", *transducer.bias_mut() * 100.0);
    for (left, right, _) in pairs {
        let pair = transducer.find(left, right);
        let _ = writeln!(text, "{left}\t{right}\t{:.0}", *transducer.weight_mut(pair) * 100.0);
    }
    text
}

/// A transducer as it is shipped, and what is to be said of it.
struct Learned {
    weights: String,
    context: Vec<u8>,
    said: String,
}

impl Learned {
    fn write(&self, folder: &Path, script: Script) -> Result<(), String> {
        let path = folder.join(weights_file(script));
        let context = path.with_extension("context");
        std::fs::write(&path, &self.weights).map_err(|error| format!("{}: {error}", path.display()))?;
        std::fs::write(&context, &self.context).map_err(|error| format!("{}: {error}", context.display()))
    }
}
