//! Tracing: quotations planted worn in other documents among many statements; how many the store finds again, and what else it finds.

mod lexicon;
mod statements;
mod wear;

use std::path::PathBuf;
use std::time::Instant;

use hearsay_store::{Entry, Sighting, Store};

use crate::random::Random;
use crate::records::{record, statement};
use wear::{KINDS, Worn, worn};

/// Statements a document.
const TOGETHER: usize = 20;
/// Documents a transaction.
const BATCH: usize = 200;
/// Steps asked for.
const LIMIT: usize = 50;

/// The arguments of `hearsay-score trace`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Statements among which quotations are planted
    #[arg(long, default_value_t = 100_000)]
    statements: usize,
    /// Quotations planted
    #[arg(long, default_value_t = 5_000)]
    quotations: usize,
    /// The seed; numbers were chosen on 1, 2 and 3
    #[arg(long, default_value_t = 17)]
    seed: u64,
    /// A folder of transcripts that half of the statements are taken from
    #[arg(long, value_name = "FOLDER")]
    transcripts: Option<PathBuf>,
    /// Writes what was missed and what is false into this file
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
}

/// Counts over quotations.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    planted: usize,
    found: usize,
    right: usize,
    wrong: usize,
}

/// Plants, traces, prints the figures.
///
/// # Errors
/// Where transcripts cannot be read, or the store cannot be written.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let fault = |error: &dyn std::fmt::Display| error.to_string();
    let mut random = Random::new(arguments.seed, 41);
    let said = statements::statements(arguments.statements, arguments.transcripts.as_deref(), &mut random)?;
    let planted = plant(&said, arguments.quotations, &mut random)?;
    let folder = tempfile::tempdir().map_err(|error| fault(&error))?;
    let mut store = Store::create(&folder.path().join("trace.db")).map_err(|error| fault(&error))?;
    let begun = Instant::now();
    fill(&mut store, &said, &planted).map_err(|error| fault(&error))?;
    let filled = begun.elapsed();
    let begun = Instant::now();
    let (mut kinds, mut short, mut errors) = ([Counts::default(); KINDS.len()], Counts::default(), String::new());
    for (at, (source, worn)) in planted.iter().enumerate() {
        let family: Vec<String> = family(&planted, *source);
        let counts = ask(&store, &said[*source], worn, &family, at, &mut errors).map_err(|error| fault(&error))?;
        kinds[worn.kind].add(&counts);
        if worn.text.split_whitespace().count() <= 12 {
            short.add(&counts);
        }
    }
    let asked = begun.elapsed();
    if let Some(path) = &arguments.errors {
        std::fs::write(path, errors).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let mut all = Counts::default();
    kinds.iter().for_each(|counts| all.add(counts));
    let mut out = format!(
        "{} quotations planted among {} statements (seed {}{})\n  {:<24} {:>7} {:>7} {:>10}\n",
        planted.len(),
        said.len(),
        arguments.seed,
        if arguments.transcripts.is_some() { ", half of them from transcripts" } else { ", synthetic" },
        "",
        "planted",
        "recall",
        "precision"
    );
    let rows = KINDS.iter().copied().zip(kinds).chain([("of 12 words or fewer", short), ("all", all)]);
    for (name, counts) in rows {
        out += &format!("  {name:<24} {:>7} {:>7.2} {:>10.2}\n", counts.planted, counts.recall(), counts.precision());
    }
    let each = |time: std::time::Duration, many: usize| time.as_secs_f64() * 1000.0 / many.max(1) as f64;
    out += &format!(
        "  put in: {:.2} ms a statement (all of it: rows, both indexes); traced: {:.1} ms each\n",
        each(filled, said.len() + planted.len()),
        each(asked, planted.len())
    );
    Ok(out)
}

impl Counts {
    fn add(&mut self, other: &Self) {
        self.planted += other.planted;
        self.found += other.found;
        self.right += other.right;
        self.wrong += other.wrong;
    }

    fn recall(&self) -> f64 {
        100.0 * self.found as f64 / self.planted.max(1) as f64
    }

    fn precision(&self) -> f64 {
        100.0 * self.right as f64 / (self.right + self.wrong).max(1) as f64
    }
}

/// Worn quotations with the statements they come from.
fn plant(said: &[String], many: usize, random: &mut Random) -> Result<Vec<(usize, Worn)>, String> {
    let mut out = Vec::with_capacity(many);
    for _ in 0..many * 50 {
        if out.len() == many {
            break;
        }
        let source = random.below(said.len());
        out.extend(worn(&said[source], random).map(|worn| (source, worn)));
    }
    if out.len() == many { Ok(out) } else { Err("the statements are too few or too short to plant from".to_owned()) }
}

/// What else was quoted from the same statement.
fn family(planted: &[(usize, Worn)], source: usize) -> Vec<String> {
    planted.iter().filter(|(other, _)| *other == source).map(|(_, worn)| worn.text.clone()).collect()
}

/// Puts all into the store, the statements first; each document has an outlet of its own and a day.
fn fill(store: &mut Store, said: &[String], planted: &[(usize, Worn)]) -> hearsay_store::Result<()> {
    let quoted: Vec<String> = planted.iter().map(|(_, worn)| worn.text.clone()).collect();
    let documents: Vec<&[String]> = said.chunks(TOGETHER).chain(quoted.chunks(1)).collect();
    for (batch, documents) in documents.chunks(BATCH).enumerate() {
        let entries: hearsay_store::Result<Vec<Entry>> =
            documents.iter().enumerate().map(|(at, texts)| entry(batch * BATCH + at, texts)).collect();
        store.put_all(&entries?)?;
    }
    Ok(())
}

fn entry(number: usize, texts: &[String]) -> hearsay_store::Result<Entry> {
    let mut text = format!("{number}\n\n");
    let mut statements = Vec::with_capacity(texts.len());
    for (at, content) in texts.iter().enumerate() {
        statements.push(statement(at + 1, text.chars().count(), content));
        text += content;
        text += "\n\n";
    }
    let day = format!("20{:02}-{:02}-{:02}", number % 25, 1 + number % 12, 1 + number % 28);
    let mut record = record(text, "", Some(&format!("Outlet {}", number % 400)), Some(&day));
    record.statements = statements;
    Entry::new(&record, Sighting::path(format!("/{number}")), None)
}

/// Asks for a planted quotation: its source has to come, and nothing that does not hold the words.
fn ask(
    store: &Store,
    source: &str,
    worn: &Worn,
    family: &[String],
    number: usize,
    errors: &mut String,
) -> hearsay_store::Result<Counts> {
    let mut counts = Counts { planted: 1, ..Counts::default() };
    let said = plain(&worn.said);
    for (row, _) in store.same_words(&worn.text, LIMIT)? {
        if row.content == source {
            counts.found = 1;
        }
        if row.content == worn.text {
            continue; // itself
        }
        let own = row.content == source || family.contains(&row.content);
        // Another statement that has the very words is no error, wherever they come from.
        if own || plain(&row.content).contains(&said) || plain(&row.content).contains(&plain(&worn.text)) {
            counts.right += 1;
        } else {
            counts.wrong += 1;
            errors.push_str(&format!("{number}\tfalse\t{}\t{}\n", worn.text, row.content));
        }
    }
    if counts.found == 0 {
        errors.push_str(&format!("{number}\tmissed\t{}\t{}\t{source}\n", KINDS[worn.kind], worn.text));
    }
    Ok(counts)
}

/// Small letters and figures, parted by one space.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worn_quotations_are_found_again_among_many() {
        let arguments = Arguments { statements: 3000, quotations: 150, seed: 5, transcripts: None, errors: None };
        let figures = run(&arguments).expect("traced");
        let all = figures.lines().find(|line| line.trim_start().starts_with("all")).expect("a row for all");
        let numbers: Vec<f64> = all.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        assert!(numbers[1] >= 95.0 && numbers[2] >= 98.0, "{figures}");
    }
}
