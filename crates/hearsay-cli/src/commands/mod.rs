//! The subcommands, one file each.

mod about;
mod add;
mod check;
mod completions;
mod desk;
mod diff;
mod export;
mod find;
mod man;
mod names;
mod persons;
mod read;
mod rows;
mod store;
mod store_file;
mod trace;
mod who;

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use hearsay::model::Model;
use hearsay::read::transcript::SpeakerTable;
use hearsay::text::OffsetUnit;

use crate::failure::{Failure, Outcome};
use crate::input::Input;

/// What is said of an input whose work panicked.
const DEFECT: &str = "a defect in hearsay stopped the work on it; please report it";

/// What the program is asked to do.
#[derive(Subcommand)]
pub enum Command {
    /// Print the record of stories: who said what, to whom
    Read(read::Arguments),
    /// Hold the quotations of stories against transcripts: was it said?
    Check(check::Arguments),
    /// Hold a plan against its next version, point by point
    Diff(diff::Arguments),
    /// Read stories into the store
    Add(add::Arguments),
    /// Search the statements of the store
    Find(find::Arguments),
    /// What somebody said, in order of time
    Who(who::Arguments),
    /// The same words in other documents, and what became of them
    Trace(trace::Arguments),
    /// Who is who across documents: list, candidates, merge, split, undo
    Persons(persons::Arguments),
    /// Write statements of the store for other programs and for readers
    Export(export::Arguments),
    /// Open the store in a browser
    Desk(desk::Arguments),
    /// Look after the store
    Store(store::Arguments),
    /// Say whether two names are the same
    Names(names::Arguments),
    /// Print the completions for a shell
    Completions(completions::Arguments),
    /// Print the manual page
    Man(man::Arguments),
}

impl Command {
    /// Does it.
    pub fn run(self) -> Outcome {
        match self {
            Self::Read(arguments) => read::run(arguments),
            Self::Check(arguments) => check::run(arguments),
            Self::Diff(arguments) => diff::run(&arguments),
            Self::Add(arguments) => add::run(arguments),
            Self::Find(arguments) => find::run(&arguments),
            Self::Who(arguments) => who::run(&arguments),
            Self::Trace(arguments) => trace::run(&arguments),
            Self::Persons(arguments) => persons::run(&arguments),
            Self::Export(arguments) => export::run(&arguments),
            Self::Desk(arguments) => desk::run(arguments),
            Self::Store(arguments) => store::run(arguments),
            Self::Names(arguments) => names::run(&arguments),
            Self::Completions(arguments) => completions::run(&arguments),
            Self::Man(arguments) => man::run(&arguments),
        }
    }
}

/// The unit of the offsets in what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Offsets {
    /// Unicode code points (Python)
    Codepoint,
    /// Bytes of UTF-8
    Byte,
    /// UTF-16 code units (JavaScript, Java)
    Utf16,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Codepoint => Self::Codepoint,
            Offsets::Byte => Self::Byte,
            Offsets::Utf16 => Self::Utf16,
        }
    }
}

/// The names of a file for the labels of transcripts; none where there is no file.
pub fn speakers(file: Option<PathBuf>) -> Result<SpeakerTable, Failure> {
    let Some(path) = file else { return Ok(SpeakerTable::default()) };
    let input = Input::new(path);
    let bytes = input.load()?.bytes;
    let text =
        std::str::from_utf8(&bytes).map_err(|_| Failure::new(input.name(), "not UTF-8: save the file as UTF-8"))?;
    SpeakerTable::parse(text).map_err(|error| Failure::new(input.name(), error))
}

/// The weights of a file, or those inside the program.
pub fn model(file: Option<PathBuf>) -> Result<Model, String> {
    match file {
        None => Model::shipped().map_err(|error| error.to_string()),
        Some(path) => {
            let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            Model::from_bytes(bytes).map_err(|error| format!("{}: {error}", path.display()))
        }
    }
}
