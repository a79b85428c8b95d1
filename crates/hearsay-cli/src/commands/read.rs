//! `hearsay read`: the record of each input.

mod plan;
mod work;

use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::failure::{Failure, Outcome, say, usage};
use crate::jobs::in_order;
use crate::output::{Wanted, print};
use crate::progress::Progress;
use plan::Plan;
use work::{Done, Work};

const EXAMPLES: &str = "\
Examples:
  hearsay read story.txt                              the record of one story
  hearsay read *.txt --format jsonl > records.jsonl   of many, one a line
  hearsay read - --outlet 'The Daily' < story.txt     from standard input
";

/// `hearsay read`
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub struct Arguments {
    /// Files to read; - is standard input, which is also read where no file is named
    #[arg(value_name = "FILE|-")]
    inputs: Vec<PathBuf>,

    /// What to print; with several inputs, json is one object after the other, jsonl one a line
    #[arg(long, value_enum, default_value_t = Format::Json, help_heading = "Output")]
    format: Format,

    /// The unit of the offsets in the record
    #[arg(long, value_enum, default_value_t = Offsets::Codepoint, help_heading = "Output")]
    offsets: Offsets,

    /// Add the way back from the text to the bytes of the input
    #[arg(long, help_heading = "Output")]
    map: bool,

    /// Add what decided each field
    #[arg(long, help_heading = "Output")]
    why: bool,

    /// When it was published (2025-11-26, or with a time of day); overrides what the input says
    #[arg(long, value_name = "DATE", value_parser = plan::date, help_heading = "About the inputs")]
    published: Option<String>,

    /// The outlet; overrides what the input says
    #[arg(long, value_name = "NAME", help_heading = "About the inputs")]
    outlet: Option<String>,

    /// What the inputs are; otherwise told from each
    #[arg(long, value_enum, help_heading = "About the inputs")]
    kind: Option<Kind>,

    /// Inputs to work on at once [default: one for each processor]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,

    /// No progress bar, warnings or counts
    #[arg(long, short)]
    quiet: bool,
}

/// How the record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The whole record, indented
    Json,
    /// The whole record, on one line
    Jsonl,
}

/// The unit of the offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Offsets {
    /// Unicode code points (Python)
    Codepoint,
    /// Bytes of UTF-8
    Byte,
    /// UTF-16 code units (JavaScript, Java)
    Utf16,
}

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A news story
    Article,
    /// The words of a call, interview or hearing, turn by turn
    Transcript,
    /// A numbered draft, deal or bill
    Plan,
}

/// Reads the inputs and prints their records.
pub fn run(arguments: Arguments) -> Outcome {
    let plan = match Plan::new(arguments) {
        Ok(plan) => plan,
        Err(message) => return usage(&message),
    };
    let work = Work::new(&plan);
    let mut progress = Progress::new(plan.inputs.len(), plan.quiet);
    let mut broken = None;
    let take = |index: usize, result: Option<Result<Done, Failure>>| {
        let name = plan.inputs[index].name();
        match result
            .unwrap_or_else(|| Err(Failure::new(&name, "a defect in hearsay stopped the reading; please report it")))
        {
            Err(failure) => progress.failed(failure),
            Ok(done) => {
                done.warnings.iter().for_each(|warning| progress.warn(&name, warning));
                match print(done.output.as_bytes()) {
                    Ok(Wanted::More) => progress.done(),
                    Ok(Wanted::NoMore) => return ControlFlow::Break(()),
                    Err(failure) => {
                        broken = Some(failure);
                        return ControlFlow::Break(());
                    }
                }
            }
        }
        ControlFlow::Continue(())
    };
    in_order(plan.inputs.len(), plan.jobs, |index| work.on(index), take);
    let outcome = progress.close();
    match broken {
        None => outcome,
        Some(failure) => {
            say(format_args!("hearsay: {failure}"));
            Outcome::Failed
        }
    }
}
