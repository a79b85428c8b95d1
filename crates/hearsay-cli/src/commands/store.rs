//! `hearsay store`: looks after the store.

mod forget;
mod reread;
mod versions;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::store_file::{StoreArgument, failed};
use crate::failure::{Outcome, say};
use crate::output::print_all;

const EXAMPLES: &str = "\
Examples:
  hearsay store check                                 is it whole?
  hearsay store backup /mnt/safe/hearsay.db           a copy, while others use it
  hearsay store versions https://example.org/story    what a page said before, and what it changed
  hearsay store reread                                records of older models made anew; your corrections stay
  hearsay store forget --person 'Ann Lee' --yes       every document that names somebody, without a trace
";

/// `hearsay store`
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    task: Task,

    #[command(flatten)]
    store: StoreArgument,
}

#[derive(Subcommand)]
enum Task {
    /// Check the file, what points to what, the index and the counts; exit 1 where something is wrong
    Check,
    /// Copy the store while others use it; an older copy is replaced
    Backup {
        /// Where to
        #[arg(value_name = "FILE")]
        to: PathBuf,
    },
    /// Make the file as small as it can be
    Compact,
    /// What a path or address showed, and what changed from one version to the next
    Versions(versions::Arguments),
    /// Make records of an older program or model anew
    Reread(reread::Arguments),
    /// Take documents out so that nothing of them is left, but that something was
    Forget(forget::Arguments),
}

/// Does the task.
pub fn run(arguments: Arguments) -> Outcome {
    let outcome = match arguments.task {
        Task::Check => check(&arguments.store),
        Task::Backup { to } => backup(&arguments.store, &to),
        Task::Compact => compact(&arguments.store),
        Task::Versions(task) => versions::run(&task, &arguments.store),
        Task::Reread(task) => reread::run(task, &arguments.store),
        Task::Forget(task) => forget::run(&task, &arguments.store),
    };
    outcome.unwrap_or_else(|outcome| outcome)
}

fn check(store: &StoreArgument) -> Result<Outcome, Outcome> {
    let checked = store.write()?.check().map_err(|error| failed(&error.to_string()))?;
    for problem in &checked.problems {
        say(problem);
    }
    let counts = checked.counts;
    let line = format!(
        "{} documents, {} statements: {}\n",
        counts.documents,
        counts.statements,
        match checked.problems.len() {
            0 => "whole".to_owned(),
            1 => "1 problem".to_owned(),
            many => format!("{many} problems"),
        }
    );
    let printed = print_all(line.as_bytes());
    Ok(if checked.problems.is_empty() { printed } else { Outcome::Failed })
}

fn backup(store: &StoreArgument, to: &std::path::Path) -> Result<Outcome, Outcome> {
    store.read()?.backup(to).map_err(|error| failed(&error.to_string()))?;
    Ok(Outcome::Done)
}

fn compact(store: &StoreArgument) -> Result<Outcome, Outcome> {
    let mut opened = store.write()?;
    let size = |store: &hearsay_store::Store| std::fs::metadata(store.path()).map_or(0, |file| file.len());
    let before = size(&opened);
    opened.compact().map_err(|error| failed(&error.to_string()))?;
    say(format_args!("{} MiB before, {} MiB now", before >> 20, size(&opened) >> 20));
    Ok(Outcome::Done)
}
