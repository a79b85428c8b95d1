//! `hearsay read`: the record of each input.

mod names;
mod plan;
mod printer;
mod render;
mod work;

use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use hearsay::layers::disputes::together;
use hearsay::record::Record;

use super::about::{AboutArguments, NetworkArguments};
use super::{DEFECT, Offsets};
use crate::failure::{Failure, Outcome, usage};
use crate::jobs::in_order;
use plan::Plan;
use printer::Printer;
use work::{Done, Read, Work};

const EXAMPLES: &str = "\
Examples:
  hearsay read story.txt                              who said what, for the terminal
  hearsay read *.txt --format jsonl > records.jsonl   the whole record of each, one a line
  hearsay read story.txt --format html > page.html    the story with its statements marked
  hearsay read *.txt --format csv > statements.csv    one statement a row
  hearsay read *.txt --format brat --out annotated    one pair of files for each story
  hearsay read story.txt --who Hale --form direct     only what Hale is quoted as saying
  hearsay read call.vtt --speakers names.txt          labels such as SPEAKER_01 named
  hearsay read https://example.org/2026/story         a page of the web
  hearsay read a.txt b.txt --together                 also who of one story disputes what of the other
  hearsay read - --outlet 'The Daily' < story.txt     from standard input
";

/// `hearsay read`
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub struct Arguments {
    /// Files and addresses to read; - is standard input, which is also read where none is named
    #[arg(value_name = "FILE|-|URL")]
    inputs: Vec<PathBuf>,

    /// What to print; with several inputs, json is one object after the other, jsonl one a line
    #[arg(long, short, value_enum, default_value_t = Format::Text, help_heading = "Output")]
    format: Format,

    /// Layers to read, parted by commas; what rests on nothing else is always read
    #[arg(long, value_enum, value_delimiter = ',', value_name = "LAYER", help_heading = "Reading")]
    layers: Vec<LayerName>,

    /// Also find disputes between the inputs: who in one denies or contradicts whom in another
    #[arg(long, help_heading = "Reading")]
    together: bool,

    /// Write files into this folder, named after the inputs, instead of printing
    #[arg(long, short, value_name = "DIR", help_heading = "Output")]
    out: Option<PathBuf>,

    /// Keep only statements whose source holds this name (may be given several times)
    #[arg(long, value_name = "NAME", help_heading = "Which statements")]
    who: Vec<String>,

    /// Keep only statements of this form
    #[arg(long, value_enum, value_delimiter = ',', help_heading = "Which statements")]
    form: Vec<Form>,

    /// Keep only statements of this mode
    #[arg(long, value_enum, value_delimiter = ',', help_heading = "Which statements")]
    mode: Vec<Mode>,

    /// The unit of the offsets in the record
    #[arg(long, value_enum, default_value_t = Offsets::Codepoint, help_heading = "Output")]
    offsets: Offsets,

    /// Add the way back from the text to the bytes of the input
    #[arg(long, help_heading = "Output")]
    map: bool,

    /// Add what decided each field
    #[arg(long, help_heading = "Output")]
    why: bool,

    #[command(flatten)]
    about: AboutArguments,

    /// Inputs to work on at once [default: one for each processor]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,

    #[command(flatten)]
    network: NetworkArguments,

    /// No progress bar, warnings or counts
    #[arg(long, short)]
    quiet: bool,
}

/// How the record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person at a terminal
    Text,
    /// The whole record, indented
    Json,
    /// The whole record, on one line
    Jsonl,
    /// A table, one statement a row
    Csv,
    /// Standoff annotations for brat, with the labels of PolNeAR; with --out, the text beside them
    Brat,
    /// W3C Web Annotations (JSON-LD)
    Webanno,
    /// One page with the statements marked in the story; several inputs need --out
    Html,
}

/// A layer of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LayerName {
    /// Statements: source, cue, content
    Attributions,
    /// Who speaks and who is spoken to, under every name
    People,
    /// Time expressions, and when things were said
    Times,
    /// Occasions, and through whom statements passed
    Hands,
    /// Who disputes what
    Disputes,
}

/// How much of the words stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// All
    Direct,
    /// Some
    Mixed,
    /// None
    Indirect,
}

/// What kind of saying it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// Said
    Speech,
    /// Written
    Writing,
    /// Wanted, feared, believed
    Attitude,
    /// Found by a study or poll
    Finding,
}

/// Reads the inputs and prints their records.
pub fn run(arguments: Arguments) -> Outcome {
    let plan = match Plan::new(arguments) {
        Ok(plan) => plan,
        Err(message) => return usage(&message),
    };
    let work = Work::new(&plan);
    let mut printer = Printer::new(&plan);
    if plan.together {
        all_together(&plan, &work, &mut printer);
        return printer.close();
    }
    let take = |index: usize, result: Option<Result<Done, Failure>>| {
        printer.take(index, result.unwrap_or_else(|| Err(Failure::new(plan.inputs[index].name(), DEFECT))))
    };
    in_order(plan.inputs.len(), plan.jobs, |index| work.on(index), take);
    printer.close()
}

/// Reads all inputs before the first is printed, so that each can dispute each.
fn all_together(plan: &Plan, work: &Work, printer: &mut Printer) {
    let mut read: Vec<Result<Read, Failure>> = Vec::with_capacity(plan.inputs.len());
    let take = |index: usize, result: Option<Result<Read, Failure>>| {
        read.push(result.unwrap_or_else(|| Err(Failure::new(plan.inputs[index].name(), DEFECT))));
        ControlFlow::Continue(())
    };
    in_order(plan.inputs.len(), plan.jobs, |index| work.read(index), take);
    let mut records: Vec<&mut Record> =
        read.iter_mut().filter_map(|result| result.as_mut().ok().map(|read| &mut read.record)).collect();
    together(&mut records);
    for (index, result) in read.into_iter().enumerate() {
        if printer.take(index, result.and_then(|read| work.done(index, read))).is_break() {
            return;
        }
    }
}
