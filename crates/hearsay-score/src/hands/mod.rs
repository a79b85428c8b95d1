//! Occasion, stations, hands and disputes of the engine against gold: articles of PolNeAR with rows of their own, and stories marked in place.

mod articles;
mod page;
mod score;
mod stories;
mod tally;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use hearsay::analyze::analyze;
use hearsay::model::Model;
use hearsay::record::{BuildOptions, Record, word};
use hearsay::text::{Document, OffsetUnit};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::attributions::load;
use page::Page;
use score::{Pairing, score};
use tally::Table;

/// The arguments of `hearsay-score hands`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of gold, with hands and hands-stories
    #[arg(long, default_value = "crates/hearsay-score/gold")]
    gold: PathBuf,
    /// The folder of PolNeAR, whose dev part has the articles
    #[arg(long, default_value = "../shared/data/polnear")]
    polnear: PathBuf,
    /// Only these; otherwise stories and articles, apart and together
    #[arg(long, value_enum)]
    part: Option<Part>,
    /// Writes what was missed and what is false into this file. The parts that are not named for tuning are for figures: a rule that is
    /// mended after reading their errors makes the figures worthless
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// Weights to use in place of the shipped ones
    #[arg(long)]
    model: Option<PathBuf>,
}

/// A part of the gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The marked stories
    Stories,
    /// The articles of PolNeAR
    Articles,
    /// Other marked stories, to tune on
    TuneStories,
    /// Other articles of PolNeAR, to tune on
    TuneArticles,
}

impl Part {
    /// Those that figures are reported on.
    const REPORTED: [Self; 2] = [Self::Stories, Self::Articles];

    fn title(self) -> &'static str {
        match self {
            Self::Stories => "stories",
            Self::Articles => "articles",
            Self::TuneStories => "stories to tune on",
            Self::TuneArticles => "articles to tune on",
        }
    }

    fn cases(self, gold: &Path, polnear: &Path) -> Result<Vec<Case>, String> {
        match self {
            Self::Stories => stories::cases(&gold.join("hands-stories")),
            Self::Articles => articles::cases(&gold.join("hands"), polnear),
            Self::TuneStories => stories::cases(&gold.join("hands-tune")),
            Self::TuneArticles => articles::cases(&gold.join("hands-articles-tune"), polnear),
        }
    }
}

/// A text with its gold.
struct Case {
    name: String,
    document: Document,
    gold: Page,
    /// Whether the gold has only what PolNeAR marks.
    outermost: bool,
}

/// Runs the engine over the gold and prints the figures.
///
/// # Errors
/// Where gold, corpus or model cannot be read, or the file of errors cannot be written.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let model = load(arguments.model.as_ref())?;
    let (mut out, mut errors, mut together) = (String::new(), String::new(), Table::default());
    let parts = arguments.part.map_or(Part::REPORTED.to_vec(), |part| vec![part]);
    for part in parts {
        let cases = part.cases(&arguments.gold, &arguments.polnear)?;
        let mut table = Table::default();
        cases.iter().for_each(|case| case.score(&model, &mut table, &mut errors));
        out.push_str(&table.report(part.title()));
        together.add(&table);
    }
    if arguments.part.is_none() {
        out.push_str(&together.report("together"));
    }
    if let Some(path) = &arguments.errors {
        std::fs::write(path, errors).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(out)
}

impl Case {
    /// Adds the counts of this text, and its errors.
    fn score(&self, model: &Model, table: &mut Table, errors: &mut String) {
        let analysis = analyze(&self.document, model);
        let options = BuildOptions { offsets: OffsetUnit::Byte, ..BuildOptions::default() };
        let found = page::of_record(&Record::build(&self.document, &analysis, &options), self.outermost);
        let score = |pairing| score(self.document.text(), &analysis.tokens, &self.gold, &found, pairing);
        table.relaxed.add(&score(Pairing::Relaxed).tally);
        let touching = score(Pairing::Touching);
        table.touching.add(&touching.tally);
        touching.errors.iter().for_each(|error| errors.push_str(&format!("{}\t{error}\n", self.name)));
    }
}

/// A kind as the record writes it.
fn known<K: DeserializeOwned + Serialize>(kind: &str) -> Result<String, String> {
    let known: Result<K, _> = serde_json::from_value(serde_json::Value::from(kind));
    known.map(word).map_err(|_| format!("{kind:?} is no kind here"))
}
