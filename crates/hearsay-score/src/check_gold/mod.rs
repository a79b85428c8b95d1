//! The gold of `hearsay check`: seeded quotations with known answers, and the cases written by hand.
//!
//! Written from the table of verdicts alone (the issue that asked for the command, and the format of its record), never
//! from the checker: the two must not share a mistake. Seeds 0 to 999 are for development, 7001 and up for reports.

mod absent;
mod alter;
mod article;
mod batch;
pub(crate) mod corpus;
mod cut;
mod edit;
mod engine;
mod free;
mod hand;
mod kremlin;
mod lexicon;
mod make;
mod noise;
mod numbers;
mod people;
mod plant;
mod run;
mod scene;
mod sound;
mod speech;
mod stitch;
mod tally;

use std::path::PathBuf;

/// `hearsay-score check`: how often the checker is right.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Folder of transcripts that cases are made of
    #[arg(long, value_name = "FOLDER", required_unless_present = "cases_dir")]
    transcripts: Option<PathBuf>,
    /// Percent of words misheard in the transcripts; 0, 5 and 15 in turn where absent
    #[arg(long)]
    noise: Option<u32>,
    /// Seed of the cases: 0 to 999 for development, 7001 and up for reports
    #[arg(long, default_value_t = 7001)]
    seed: u64,
    /// Cases at each level of noise
    #[arg(long, default_value_t = 3000)]
    cases: usize,
    /// Altered and stitched cases besides, on clean transcripts, for the figure of those passed off as verbatim
    #[arg(long, default_value_t = 0)]
    pass_off: usize,
    /// File to write the failures to
    #[arg(long, value_name = "FILE")]
    failures: Option<PathBuf>,
    /// Folder of cases written by hand
    #[arg(long, value_name = "FOLDER")]
    cases_dir: Option<PathBuf>,
}

/// Runs the gold and gives back what is to be printed.
///
/// # Errors
/// Where a folder or file cannot be read or written.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let mut report = run::Report::default();
    if let Some(folder) = &arguments.cases_dir {
        run::hand(folder, &mut report)?;
    }
    if let Some(folder) = &arguments.transcripts {
        run::generated(folder, arguments, &mut report)?;
    }
    if let Some(file) = &arguments.failures {
        std::fs::write(file, &report.failures).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    Ok(report.figures)
}
