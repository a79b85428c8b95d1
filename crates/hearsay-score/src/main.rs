//! Reads gold sets and prints figures.

mod attributions;
mod check_gold;
mod check_speed;
mod cost;
mod diff_gold;
mod hands;
mod identity;
mod marked;
mod names;
mod pages;
mod people;
mod polnear;
mod prepare;
mod random;
mod records;
mod times;
mod trace;
mod webvtt;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads gold sets and prints figures.
#[derive(Parser)]
#[command(name = "hearsay-score")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// One figure or family of figures each.
#[derive(Subcommand)]
enum Command {
    /// The engine's attributions against PolNeAR's
    Attributions(attributions::Arguments),
    /// What was wrong with the engine's attributions, by kind
    Errors(attributions::ErrorsArguments),
    /// Direct quotations that carry a cue: how often the right source is tied to them
    Direct(attributions::Corpus),
    /// Chooses the numbers of decoding on a part
    Tune(attributions::TuneArguments),
    /// Fits the confidences on articles held out and measures them
    Calibrate(attributions::CalibrateArguments),
    /// Statements inside another's content, against marked stories
    Nested(attributions::NestedArguments),
    /// Occasion, hands and disputes, against ten articles and forty marked stories
    Hands(hands::Arguments),
    /// Quotations held against transcripts: seeded cases and cases by hand
    Check(check_gold::Arguments),
    /// Plans held against revised ones: seeded revisions with known answers
    Diff(diff_gold::Arguments),
    /// Names, persons and speakers against GUM, the newswire set, GAP and the gold by hand
    People(people::Arguments),
    /// Writes PolNeAR as the trainer reads it: tokens, features and gold spans, one article a line
    Prepare(prepare::Arguments),
    /// Persons across documents: topics of ECB+, and pairs of contexts by hand
    Identity(identity::Arguments),
    /// Quotations planted worn among statements, and how many the trace finds
    Trace(trace::Arguments),
    /// What the program costs: start to first record, memory, size
    Cost(cost::Arguments),
    /// Speed of the check beside ripgrep's
    CheckSpeed(check_speed::Arguments),
    /// The layer of times, against TimeML, WikiWars and the cases of Recognizers-Text
    Times(times::Arguments),
    /// Pairs of names: the same or not, against Jaro-Winkler
    Names(names::Arguments),
    /// Learns the weights of `hearsay names` from pairs of words and lists of people
    LearnNames(names::learn::Arguments),
    /// WebVTT files as the specification's parser takes them
    Webvtt(webvtt::Arguments),
    /// The story out of web pages: text, title, date and authors
    Pages(pages::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Attributions(arguments) => attributions::run(&arguments),
        Command::Errors(arguments) => attributions::run_errors(&arguments),
        Command::Direct(arguments) => attributions::run_direct(&arguments),
        Command::Tune(arguments) => attributions::run_tune(&arguments),
        Command::Calibrate(arguments) => attributions::run_calibrate(&arguments),
        Command::Nested(arguments) => attributions::run_nested(&arguments),
        Command::Hands(arguments) => hands::run(&arguments),
        Command::Check(arguments) => check_gold::run(&arguments),
        Command::Diff(arguments) => diff_gold::run(&arguments),
        Command::People(arguments) => people::run(&arguments),
        Command::Prepare(arguments) => prepare::run(&arguments),
        Command::Identity(arguments) => identity::run(&arguments),
        Command::Trace(arguments) => trace::run(&arguments),
        Command::Cost(arguments) => cost::run(&arguments),
        Command::CheckSpeed(arguments) => check_speed::run(&arguments),
        Command::Times(arguments) => times::run(&arguments),
        Command::Names(arguments) => names::run(&arguments),
        Command::LearnNames(arguments) => names::learn::run(&arguments),
        Command::Webvtt(arguments) => webvtt::run(&arguments),
        Command::Pages(arguments) => pages::run(&arguments),
    };
    let (text, code) = match result {
        Ok(figures) => (figures, ExitCode::SUCCESS),
        Err(message) => (format!("{message}\n"), ExitCode::FAILURE),
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}
