//! Names, persons and what they are called, against gold: what the README's table of people reports.

pub(crate) mod clusters;
mod coref;
mod coref_errors;
mod gap;
mod gold;
mod gum;
mod litbank;
mod mentions;
mod newswire;
mod prepare;
mod rename;
mod swap;
mod tune;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Subcommand;

/// The arguments of `hearsay-score people`.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Named mentions on GUM's dev part and the newswire articles held back
    Mentions(mentions::Arguments),
    /// Coreference on GUM, beside the plainest rule
    Coref(coref::Arguments),
    /// Which of two names a pronoun means
    Gap(gap::Arguments),
    /// Sources and audiences by hand
    Gold(gold::Arguments),
    /// Chooses the weights of pronouns' candidates
    Tune(tune::Arguments),
    /// Persons renamed, genders swapped: what else changes
    Rename(rename::Arguments),
    /// Writes GUM and the newswire set as the trainer reads them
    Prepare(prepare::Arguments),
}

/// Runs one measure.
///
/// # Errors
/// Where a set or the model cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    match &arguments.command {
        Command::Mentions(arguments) => mentions::run(arguments),
        Command::Coref(arguments) => coref::run(arguments),
        Command::Gap(arguments) => gap::run(arguments),
        Command::Gold(arguments) => gold::run(arguments),
        Command::Tune(arguments) => tune::run(arguments),
        Command::Rename(arguments) => rename::run(arguments),
        Command::Prepare(arguments) => prepare::run(arguments),
    }
}

/// The files of `folder` that end in `.ending`, in no order.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(told)?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()).map_err(told)).collect::<Result<Vec<_>, _>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|found| found == ending)).collect())
}
