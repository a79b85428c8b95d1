//! What must not matter: a person under another name throughout, and every name and pronoun under the other gender. The
//! text is changed, read again, and each source and audience held against what it was.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use hearsay::analyze::analyze;
use hearsay::lang::en::people::PeopleWords;
use hearsay::model::Model;
use hearsay::record::{BuildOptions, EntityType, Record, word};
use hearsay::text::{Document, OffsetUnit};

use super::swap::{self, Change};
use crate::random::Random;

/// The arguments of `hearsay-score people rename`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the data sets
    #[arg(long)]
    data: PathBuf,
    /// How many substitutions of each sort
    #[arg(long, default_value_t = 1000)]
    count: usize,
    /// The seed of the choice of articles, persons and names
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Prints each resolution that changed
    #[arg(long)]
    errors: bool,
}

/// Family names that none of the data is about; invented for this test.
const FAMILIES: [&str; 24] = [
    "Ashdown",
    "Barlowe",
    "Calder",
    "Denholm",
    "Eastman",
    "Farrow",
    "Galloway",
    "Hartwell",
    "Ingram",
    "Jessop",
    "Kirkby",
    "Langford",
    "Mercer",
    "Norwood",
    "Oakley",
    "Pemberton",
    "Quayle",
    "Redfern",
    "Stanton",
    "Thornbury",
    "Underhill",
    "Wexford",
    "Yardley",
    "Holbrook",
];

/// Given names, women's first.
const GIVEN: [[&str; 12]; 2] = [
    ["Anna", "Carol", "Diane", "Emily", "Helen", "Janet", "Karen", "Laura", "Martha", "Rachel", "Susan", "Teresa"],
    [
        "Andrew", "Brian", "David", "Edward", "George", "Harold", "Kevin", "Martin", "Peter", "Richard", "Stephen",
        "Walter",
    ],
];

#[derive(Default)]
struct Counts {
    changes: usize,
    untouched: usize,
    same: usize,
    all: usize,
    gone: usize,
    log: String,
}

/// Runs both tests on PolNeAR's development part.
///
/// # Errors
/// Where the model or an article cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let model = crate::attributions::load(None)?;
    let mut paths = super::files(&arguments.data.join("polnear/dev/text"), "txt")?;
    paths.sort();
    let mut random = Random::new(arguments.seed, 3);
    let mut known: BTreeMap<usize, (String, Record)> = BTreeMap::new();
    let (mut renamed, mut swapped) = (Counts::default(), Counts::default());
    let mut tries = 0;
    while (renamed.changes < arguments.count || swapped.changes < arguments.count) && tries < arguments.count * 8 {
        tries += 1;
        let at = random.below(paths.len());
        if let Entry::Vacant(place) = known.entry(at) {
            let text = fs::read_to_string(&paths[at]).map_err(|error| format!("{}: {error}", paths[at].display()))?;
            let record = read(&model, &text);
            place.insert((text, record));
        }
        let (text, record) = &known[&at];
        if renamed.changes < arguments.count
            && let Some(words) = other_name(record, text, &mut random)
        {
            renamed.compare(&model, record, &swap::words(text, &words));
        }
        // An article has one swap of genders, with names drawn anew.
        if swapped.changes < arguments.count {
            swapped.compare(&model, record, &swap::genders(text, &other_genders(record, text, &mut random)));
        }
    }
    let mut out = renamed.report("a person renamed throughout");
    out.push_str(&swapped.report("genders of names and pronouns swapped"));
    if arguments.errors {
        out.push_str(&renamed.log);
        out.push_str(&swapped.log);
    }
    Ok(out)
}

fn read(model: &Model, text: &str) -> Record {
    let document = Document::from_text(text);
    let options = BuildOptions { offsets: OffsetUnit::Byte, ..BuildOptions::default() };
    Record::build(&document, &analyze(&document, model), &options)
}

/// The words of one person's name and those that take their place: of the same number, gender and order.
fn other_name(record: &Record, text: &str, random: &mut Random) -> Option<BTreeMap<String, String>> {
    let whole = |name: &&str| name.split(' ').count() == 2 && name.split(' ').all(plain);
    let persons = record.entities.iter().filter(|entity| entity.kind == EntityType::Person);
    let names: Vec<&str> = persons.filter_map(|entity| entity.name.as_deref()).filter(whole).collect();
    let name = random.pick(&names)?;
    let (given, family) = name.split_once(' ')?;
    let woman = PeopleWords::get().given_to_women(given)?;
    let unused = |word: &&str| !text.contains(*word);
    let givens: Vec<&str> = GIVEN[usize::from(!woman)].iter().copied().filter(unused).collect();
    let families: Vec<&str> = FAMILIES.iter().copied().filter(unused).collect();
    let mut words = BTreeMap::new();
    words.insert(given.to_owned(), (*random.pick(&givens)?).to_owned());
    words.insert(family.to_owned(), (*random.pick(&families)?).to_owned());
    Some(words)
}

fn plain(word: &str) -> bool {
    word.chars().count() > 2 && word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic)
}

/// Given names of the other gender for all persons whose given name tells theirs.
fn other_genders(record: &Record, text: &str, random: &mut Random) -> BTreeMap<String, String> {
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    let persons = record.entities.iter().filter(|entity| entity.kind == EntityType::Person);
    for given in persons.filter_map(|entity| entity.name.as_deref()?.split_once(' ')).map(|(given, _)| given) {
        let Some(woman) = PeopleWords::get().given_to_women(given).filter(|_| plain(given)) else { continue };
        let free = |word: &&str| !text.contains(*word) && !words.values().any(|taken| taken == word);
        let givens: Vec<&str> = GIVEN[usize::from(woman)].iter().copied().filter(free).collect();
        if let Some(other) = random.pick(&givens) {
            words.entry(given.to_owned()).or_insert((*other).to_owned());
        }
    }
    words
}

impl Counts {
    fn compare(&mut self, model: &Model, before: &Record, change: &Change) {
        let after = read(model, &change.text);
        let (same, all) = (self.same, self.all);
        for statement in before.statements.iter().filter(|one| !one.source.spans.is_empty()) {
            let spans: Vec<[usize; 2]> = statement.source.spans.iter().map(|span| change.place(*span)).collect();
            self.all += 1;
            let cue =
                statement.cue.as_ref().map(|cue| cue.spans.iter().map(|span| change.place(*span)).collect::<Vec<_>>());
            let found = after.statements.iter().filter(|one| one.source.spans == spans);
            let found: Vec<_> = found.collect();
            let by_cue = found.iter().find(|one| one.cue.as_ref().map(|cue| cue.spans.clone()) == cue);
            let Some(found) = by_cue.or(found.first()) else {
                self.gone += 1;
                continue;
            };
            let expected = told(before, statement, |text| change.apply(text));
            let got = told(&after, found, str::to_owned);
            if expected == got {
                self.same += 1;
            } else {
                let text = statement.source.text.as_deref().unwrap_or("");
                let _ = writeln!(self.log, "{text:?}: {expected} became {got}");
            }
        }
        self.changes += 1;
        self.untouched += usize::from(self.same - same == self.all - all);
    }

    fn report(&self, what: &str) -> String {
        let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        format!(
            "{what}: {} substitutions, {} resolutions, unchanged {:.2} % (asked 98; of those whose source is found again {:.2} %; {} sources not found again); {:.1} % of the substitutions change nothing at all\n",
            self.changes,
            self.all,
            share(self.same, self.all),
            share(self.same, self.all - self.gone),
            self.gone,
            share(self.untouched, self.changes)
        )
    }
}

/// Who a statement's source and audiences are, in words; `names` changes names as the text was changed.
fn told(record: &Record, statement: &hearsay::record::Statement, names: impl Fn(&str) -> String) -> String {
    let called = |id: Option<&String>| -> String {
        let Some(entity) = record.entities.iter().find(|one| Some(&one.id) == id) else { return "-".to_owned() };
        let members = entity.members.iter().filter_map(|id| record.entities.iter().find(|one| one.id == *id));
        let mut all: Vec<String> = members.chain([entity]).filter_map(|one| one.name.as_deref()).map(&names).collect();
        all.sort();
        all.join(" + ")
    };
    let kind = statement.source.kind.as_ref().map_or("-".to_owned(), word);
    let to: Vec<String> = statement.audience.iter().map(|one| called(one.entity.as_ref())).collect();
    format!("{} ({kind}) to {}", called(statement.source.entity.as_ref()), to.join(", "))
}
