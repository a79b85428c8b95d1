//! `hearsay-score names`: is this the same name? Average precision over held-back pairs, against Jaro-Winkler.

pub mod learn;
mod pairs;
mod people;
pub mod precision;
mod table;
mod words;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use hearsay::names::letters::{Letters, Script};

use self::pairs::{NamePair, Stock};
use self::people::Share;
use self::words::{Links, Part, read};
use crate::random::Random;

/// Pairs that are one name, of each script's words; as many are not.
const WORDS: usize = 1_500;

/// `hearsay-score names`
#[derive(Args)]
pub struct Arguments {
    /// The folder with names data
    #[arg(long, value_name = "DIR")]
    names: PathBuf,

    /// The seed that pairs are drawn by
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// Words of two scripts that stand side by side in fewer names of Wikidata are left out: many that do so once are
    /// mistakes (a given name beside a family name)
    #[arg(long, default_value_t = 2)]
    least: u32,

    /// Print the pairs that were judged worst, this many of each kind
    #[arg(long, default_value_t = 0)]
    worst: usize,
}

/// Scores held-back pairs and prints the figures.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let pairs = held_back(arguments, &mut Random::new(arguments.seed, 11))?;
    Ok(table::write(&pairs, arguments.worst))
}

/// Every pair that is reported on; nothing learns or is chosen on them.
fn held_back(arguments: &Arguments, random: &mut Random) -> Result<Vec<NamePair>, String> {
    let (names, least) = (arguments.names.as_path(), arguments.least);
    let mut stock = Stock::default();
    let mut out = Vec::new();
    for script in Script::FOREIGN {
        let mut all = Links::default();
        for part in Part::ALL {
            all.add(&read(names, script, part)?);
        }
        let test = read(names, script, Part::Test)?;
        stock.add_foreign(script, &test);
        out.extend(pairs::transliterations(&test, &all, WORDS, least, random));
        out.extend(pairs::composed(&test, &all, WORDS / 3, least, random));
    }
    let (joined, apart) = learn::held_back_spellings(names, least)?;
    stock.add_spellings(joined.iter(), true);
    stock.add_spellings(apart.iter(), false);
    out.extend(pairs::spellings(joined.iter(), apart.iter(), WORDS, random));
    for file in ["wd_hebrew.names.tsv", "wd_korean.names.tsv"] {
        out.extend(pairs::whole_names(&whole_names(&names.join("ne-transliteration").join(file))?, WORDS / 2, random));
    }
    let listed = people::read(names, Share::HeldBack)?;
    let short = people::short_forms(names)?;
    let mut of_people = pairs::people(&listed, &short, &stock, random);
    of_people.extend(pairs::nicknames(&short, Share::HeldBack, &listed, random));
    out.extend(balanced(of_people, random));
    out.extend(organisations()?);
    Ok(out)
}

/// As many pairs that are one as that are not.
fn balanced(mut pairs: Vec<NamePair>, random: &mut Random) -> Vec<NamePair> {
    random.shuffle(&mut pairs);
    let same = pairs.iter().filter(|pair| pair.same).count();
    let (mut same_left, mut other_left) = (same.min(pairs.len() - same), same.min(pairs.len() - same));
    pairs.retain(|pair| {
        let left = if pair.same { &mut same_left } else { &mut other_left };
        let keep = *left > 0;
        *left = left.saturating_sub(1);
        keep
    });
    pairs
}

/// Held-back rows of two or three words on both sides.
fn whole_names(path: &Path) -> Result<Vec<(String, String)>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let rows = text.lines().filter_map(|line| line.split_once('\t')).filter(|(english, foreign)| {
        let words = |name: &str| (2..=3).contains(&name.split_whitespace().count());
        words(english) && words(foreign) && Share::of(english) == Share::HeldBack && english.is_ascii()
    });
    Ok(rows.map(|(english, foreign)| (english.to_owned(), foreign.to_owned())).collect())
}

/// The held-back half of our own list of organisations and ships.
fn organisations() -> Result<Vec<NamePair>, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("gold/names/organisations.tsv");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let kinds = ["acronym", "legal form", "spelling", "ship", "parent and subsidiary", "near name"];
    let rows = text.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let (verdict, kind, a, b) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        let kind = *kinds.iter().find(|known| **known == kind)?;
        let kind = if kind == "spelling" { "organisation" } else { kind };
        let held = people::remainder(&format!("{a}\t{b}"), 2) == 0;
        held.then(|| NamePair { kind, script: Script::Latin, a: a.into(), b: b.into(), same: verdict == "same" })
    });
    Ok(rows.collect())
}

/// Two spellings, the lesser first.
type SpellingPairs = BTreeSet<(Letters, Letters)>;
