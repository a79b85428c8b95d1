//! The program `hearsay`: raw arguments → resolved plan → work → printer.
//!
//! Each subcommand is one file under `commands`; what they share (inputs, jobs, output, failures) lies beside it.

mod archive;
mod commands;
mod failure;
mod fetch;
mod input;
mod jobs;
mod output;
mod progress;
mod reader;
mod walk;

use std::process::ExitCode;

use clap::Parser;

use commands::Command;

/// Who said what, to whom, when and through whom: reads news stories, call transcripts and plan drafts and keeps the
/// record of them.
#[derive(Parser)]
#[command(name = "hearsay", version, max_term_width = 100, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let outcome = Arguments::parse().command.run();
    outcome.into()
}
