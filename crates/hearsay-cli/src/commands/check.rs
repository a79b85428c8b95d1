//! `hearsay check`: each quotation of stories held against transcripts.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use hearsay::analyze::analyze;
use hearsay::check::{CheckOptions, Checked, Transcripts, check, html, text};
use hearsay::read::{ReadOptions, read};
use hearsay::record::CheckReport;
use hearsay::text::{Document, Kind};

use super::Offsets;
use crate::failure::{Failure, Outcome, say};
use crate::input::Input;
use crate::output::print_all;

const EXAMPLES: &str = "\
Examples:
  hearsay check story.txt --against call.vtt                        what was said, and what was not
  hearsay check *.html --against hearing.json --speakers names.txt  labels such as SPEAKER_01 named
  hearsay check story.txt --against call.txt --format html > check.html
";

/// `hearsay check`
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub struct Arguments {
    /// Stories whose quotations are checked; - is standard input
    #[arg(value_name = "ARTICLE", required = true)]
    articles: Vec<PathBuf>,

    /// Transcripts to hold them against
    #[arg(long, value_name = "TRANSCRIPT", required = true, num_args = 1..)]
    against: Vec<PathBuf>,

    /// Names for the transcripts' labels: a file with one LABEL = NAME a line
    #[arg(long, value_name = "FILE")]
    speakers: Option<PathBuf>,

    /// Weights to read the stories with, instead of those in the program
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,

    /// What to print
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// The unit of the offsets in the report
    #[arg(long, value_enum, default_value_t = Offsets::Codepoint)]
    offsets: Offsets,

    /// No warnings
    #[arg(long, short)]
    quiet: bool,
}

/// How the report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person at a terminal
    Text,
    /// One object for each article
    Json,
    /// One page that needs nothing else
    Html,
}

/// Checks and prints. Exit code 3 where a quotation is worse than openly edited, 1 where an input failed.
pub fn run(arguments: Arguments) -> Outcome {
    let mut failed = false;
    let mut note = |result: Result<(String, Document), Failure>| match result {
        Ok(read) => Some(read),
        Err(failure) => {
            say(format_args!("hearsay: {failure}"));
            failed = true;
            None
        }
    };
    let speakers = match super::speakers(arguments.speakers) {
        Ok(speakers) => speakers,
        Err(failure) => {
            say(format_args!("hearsay: {failure}"));
            return Outcome::Failed;
        }
    };
    let quiet = arguments.quiet;
    let mut load_all = |paths: Vec<PathBuf>, kind| -> Vec<(String, Document)> {
        paths.into_iter().filter_map(|path| note(load(path, kind, quiet))).collect()
    };
    let transcripts = load_all(arguments.against, Some(Kind::Transcript));
    let articles = load_all(arguments.articles, Some(Kind::Article));
    if transcripts.is_empty() || articles.is_empty() {
        return Outcome::Failed;
    }
    let (names, documents): (Vec<String>, Vec<Document>) = transcripts.into_iter().unzip();
    let model = match super::model(arguments.model) {
        Ok(model) => model,
        Err(error) => {
            say(format_args!("hearsay: {error}"));
            return Outcome::Failed;
        }
    };
    let ready = Transcripts::new(
        &documents,
        CheckOptions { offsets: arguments.offsets.into(), speakers, names: names.clone() },
    );
    let reports: Vec<CheckReport> =
        articles.iter().map(|(_, article)| check(article, &analyze(article, &model), &ready)).collect();
    let output = write(arguments.format, &articles, &reports, &names, &documents);
    let clean = reports.iter().all(CheckReport::is_clean);
    match print_all(output.as_bytes()) {
        Outcome::Done if failed => Outcome::Failed,
        Outcome::Done if !clean => Outcome::Found,
        outcome => outcome,
    }
}

fn load(path: PathBuf, kind: Option<Kind>, quiet: bool) -> Result<(String, Document), Failure> {
    let input = Input::new(path);
    let name = input.name();
    let loaded = input.load()?;
    let options = ReadOptions { name: Some(name.clone()), media_type: loaded.media_type, kind };
    let document = read(&loaded.bytes, &options).map_err(|error| Failure::new(&name, error))?;
    if kind == Some(Kind::Transcript) && !document.text().contains(char::is_alphanumeric) {
        return Err(Failure::new(&name, "no words in it: nothing to hold quotations against"));
    }
    if !quiet {
        document.warnings().iter().for_each(|warning| say(format_args!("hearsay: {name}: {warning}")));
    }
    Ok((name, document))
}

fn write(
    format: Format,
    articles: &[(String, Document)],
    reports: &[CheckReport],
    names: &[String],
    documents: &[Document],
) -> String {
    let pairs = || articles.iter().zip(reports);
    match format {
        Format::Text => pairs().map(|((name, _), report)| text(report, name)).collect::<Vec<_>>().join("\n"),
        Format::Json => {
            reports.iter().map(|report| serde_json::to_string_pretty(report).unwrap_or_default() + "\n").collect()
        }
        Format::Html => {
            let checked: Vec<Checked<'_>> =
                pairs().map(|((name, article), report)| Checked { name, article, report }).collect();
            let transcripts: Vec<(&str, &Document)> = names.iter().map(String::as_str).zip(documents).collect();
            html(&checked, &transcripts)
        }
    }
}
