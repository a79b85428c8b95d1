//! The subcommands, one file each.

mod check;
mod completions;
mod diff;
mod man;
mod names;
mod read;

use std::path::PathBuf;

use clap::Subcommand;
use hearsay::model::Model;

use crate::failure::Outcome;

/// What the program is asked to do.
#[derive(Subcommand)]
pub enum Command {
    /// Print the record of stories: who said what, to whom
    Read(read::Arguments),
    /// Hold the quotations of stories against transcripts: was it said?
    Check(check::Arguments),
    /// Hold a plan against its next version, point by point
    Diff(diff::Arguments),
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
            Self::Names(arguments) => names::run(&arguments),
            Self::Completions(arguments) => completions::run(&arguments),
            Self::Man(arguments) => man::run(&arguments),
        }
    }
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
