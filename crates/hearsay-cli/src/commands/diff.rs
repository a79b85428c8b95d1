//! `hearsay diff`: a plan against its next version.

mod page;
mod side_by_side;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use hearsay::check::plans::diff;
use hearsay::read::{ReadOptions, read};
use hearsay::record::DiffReport;
use hearsay::text::{Document, Kind, OffsetUnit};

use crate::failure::{Failure, Outcome, say};
use crate::input::Input;
use crate::output::print_all;

const EXAMPLES: &str = "\
Examples:
  hearsay diff draft-1.txt draft-2.docx                 what became of each point
  hearsay diff draft-1.md draft-2.md --format json      for a program
  hearsay diff draft-1.pdf draft-2.pdf --format html > changes.html
";

/// `hearsay diff`
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub struct Arguments {
    /// The first plan; - is standard input
    #[arg(value_name = "PLAN")]
    first: PathBuf,

    /// The next version
    #[arg(value_name = "PLAN")]
    second: PathBuf,

    /// What to print
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How the difference is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person at a terminal: side by side where the width allows
    Text,
    /// For a program
    Json,
    /// One self-contained page, both plans side by side
    Html,
}

/// Reads both plans and prints the difference.
pub fn run(arguments: &Arguments) -> Outcome {
    let plans = (load(&arguments.first), load(&arguments.second));
    let (first, second) = match plans {
        (Ok(first), Ok(second)) => (first, second),
        (first, second) => {
            for failure in [first.err(), second.err()].into_iter().flatten() {
                say(format_args!("hearsay: {failure}"));
            }
            return Outcome::Failed;
        }
    };
    let report = diff(&first, &second, OffsetUnit::Codepoint);
    match show(&report, arguments) {
        Ok(text) => print_all(text.as_bytes()),
        Err(error) => {
            say(format_args!("hearsay: the difference could not be written: {error}"));
            Outcome::Failed
        }
    }
}

fn load(path: &std::path::Path) -> Result<Document, Failure> {
    let input = Input::new(path.to_owned());
    let loaded = input.load()?;
    let name = Some(input.name());
    let options = ReadOptions { name, media_type: loaded.media_type, kind: Some(Kind::Plan) };
    let plan = read(&loaded.bytes, &options).map_err(|error| Failure::new(input.name(), error))?;
    if !plan.text().contains(char::is_alphanumeric) {
        return Err(Failure::new(input.name(), "no words in it: nothing to compare"));
    }
    Ok(plan)
}

fn show(report: &DiffReport, arguments: &Arguments) -> serde_json::Result<String> {
    match arguments.format {
        Format::Json => serde_json::to_string_pretty(report).map(|text| text + "\n"),
        Format::Html => Ok(page::write(report, [&name(&arguments.first), &name(&arguments.second)])),
        Format::Text => Ok(side_by_side::write(report, width())),
    }
}

/// The file's name without its folder.
fn name(path: &std::path::Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Columns of the terminal; 80 where there is none.
fn width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0))
}
