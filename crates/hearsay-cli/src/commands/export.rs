//! `hearsay export`: statements of the store for other programs and for readers.

mod dossier;
pub mod records;

use clap::{Args, ValueEnum};
use hearsay::record::{csv, json, webanno};
use hearsay_store::{Query, Store};

use super::find::query;
use super::store_file::{StoreArgument, failed};
use crate::failure::{Outcome, usage};
use crate::output::{Wanted, print};
use records::kept;

const EXAMPLES: &str = "\
Examples:
  hearsay export > records.jsonl                          everything: the record of each document, one a line
  hearsay export 'who:ushakov' --format csv > said.csv    one statement a row
  hearsay export 'in:\"peace plan\"' --format html > dossier.html
  hearsay export --sample 200 --seed 7 --format csv > to-check.csv

Records hold only the statements that the query finds. The same seed draws the same sample of the same store.
";

/// `hearsay export`
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub struct Arguments {
    /// Which statements, as for `find`; all where there is none
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    #[command(flatten)]
    store: StoreArgument,

    /// What to write
    #[arg(long, short, value_enum, default_value_t = Format::Jsonl)]
    format: Format,

    /// Draw so many statements by lot
    #[arg(long, value_name = "N")]
    sample: Option<usize>,

    /// What the lot depends on
    #[arg(long, value_name = "S", requires = "sample", default_value_t = 1)]
    seed: u64,

    /// Also what people want, fear or believe
    #[arg(long)]
    attitudes: bool,
}

/// How statements are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The record of each document, one a line
    Jsonl,
    /// A table, one statement a row
    Csv,
    /// W3C Web Annotations (JSON-LD), one collection a document
    Webanno,
    /// A dossier: one self-contained page
    Html,
}

/// Exports.
pub fn run(arguments: &Arguments) -> Outcome {
    if arguments.sample == Some(0) {
        return usage("a sample of nothing is nothing");
    }
    let query = match query(&arguments.query, arguments.attitudes) {
        Ok(query) => query,
        Err(outcome) => return outcome,
    };
    let store = match arguments.store.read() {
        Ok(store) => store,
        Err(outcome) => return outcome,
    };
    match export(arguments, &store, &query) {
        Ok(()) => Outcome::Done,
        Err(message) => failed(&message),
    }
}

fn export(arguments: &Arguments, store: &Store, query: &Query) -> Result<(), String> {
    let sample = arguments.sample.map(|many| (many, arguments.seed));
    let documents = store.find_by_document(query, sample).map_err(|error| error.to_string())?;
    let format = arguments.format;
    let title = arguments.query.join(" ");
    let head = match format {
        Format::Csv => csv::HEADER.to_owned(),
        Format::Html => dossier::head(&title, documents.len(), documents.iter().map(|(_, ids)| ids.len()).sum()),
        Format::Jsonl | Format::Webanno => String::new(),
    };
    let mut pieces = std::iter::once(Ok(head))
        .chain(documents.iter().map(|(document, ids)| {
            let record = kept(store, document, ids)?;
            record.map_or(Ok(String::new()), |record| written(&record, format))
        }))
        .chain(std::iter::once(Ok(if format == Format::Html { dossier::foot() } else { String::new() })));
    pieces
        .try_for_each(|piece| match print(piece?.as_bytes()) {
            Ok(Wanted::More) => Ok(()),
            Ok(Wanted::NoMore) => Err(String::new()),
            Err(failure) => Err(failure.to_string()),
        })
        .or_else(|message| if message.is_empty() { Ok(()) } else { Err(message) })
}

fn written(record: &hearsay::record::Record, format: Format) -> Result<String, String> {
    match format {
        Format::Jsonl => json::line(record).map_err(|error| error.to_string()),
        Format::Webanno => webanno::pretty(record).map_err(|error| error.to_string()),
        Format::Csv => Ok(csv::rows(record)),
        Format::Html => Ok(dossier::document(record)),
    }
}
