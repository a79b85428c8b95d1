//! `hearsay names`: are these two the same name?

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use hearsay::names::{Comparison, Verdict, compare};
use serde_json::json;

use crate::failure::{Failure, Outcome, say, usage};
use crate::input::Input;
use crate::output::{Wanted, print, print_all};

const EXAMPLES: &str = "\
Examples:
  hearsay names Witkoff Vitkov                      0 to 1, and what it comes to
  hearsay names 'Bill Clinton' 'W. J. Clinton' --why
  hearsay names --pairs pairs.tsv > scores.txt      one score a line, in the order of the pairs
  cut -f2,5 people.tsv | hearsay names --pairs -
";

/// `hearsay names`
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub struct Arguments {
    /// The first name
    #[arg(value_name = "A", required_unless_present = "pairs", conflicts_with = "pairs", requires = "second")]
    first: Option<String>,

    /// The second name
    #[arg(value_name = "B")]
    second: Option<String>,

    /// A file with two names a line, parted by a tab; - is standard input
    #[arg(long, value_name = "FILE")]
    pairs: Option<PathBuf>,

    /// Print what speaks for and against
    #[arg(long)]
    why: bool,

    /// What to print
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// No closing count
    #[arg(long, short)]
    quiet: bool,
}

/// How the comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The probability and what it comes to; with --pairs the probability alone
    Text,
    /// One object for each pair
    Json,
}

/// Compares and prints. Exit code 1 where a line of the pairs could not be read.
pub fn run(arguments: &Arguments) -> Outcome {
    if let Some(path) = &arguments.pairs {
        return many(path, arguments);
    }
    match (&arguments.first, &arguments.second) {
        (Some(first), Some(second)) => print_all(one(first, second, arguments).as_bytes()),
        _ => usage("two names are needed, or --pairs FILE"),
    }
}

fn one(first: &str, second: &str, arguments: &Arguments) -> String {
    let comparison = compare(first, second);
    match arguments.format {
        Format::Json => object(first, second, &comparison) + "\n",
        Format::Text => {
            let head = format!("{:.3}  {}\n", comparison.probability, in_words(comparison.verdict()));
            head + &if arguments.why { reasons(&comparison) } else { String::new() }
        }
    }
}

fn in_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "the same",
        Verdict::Unsure => "perhaps the same",
        Verdict::Different => "different",
    }
}

/// One line for each reason: how much it weighs, for (+) or against (-).
fn reasons(comparison: &Comparison) -> String {
    comparison.reasons.iter().map(|reason| format!("  {:+.1}  {}\n", reason.weight, reason.words)).collect()
}

fn object(first: &str, second: &str, comparison: &Comparison) -> String {
    let reasons: Vec<_> = comparison
        .reasons
        .iter()
        .map(|reason| json!({ "reason": reason.words, "weight": (reason.weight * 100.0).round() / 100.0 }))
        .collect();
    let verdict = match comparison.verdict() {
        Verdict::Same => "same",
        Verdict::Unsure => "unsure",
        Verdict::Different => "different",
    };
    let probability = (comparison.probability * 1000.0).round() / 1000.0;
    json!({ "a": first, "b": second, "probability": probability, "verdict": verdict, "reasons": reasons }).to_string()
}

/// Every pair of the file. A line that is no pair prints an empty line, so that scores and pairs stay side by side.
fn many(path: &std::path::Path, arguments: &Arguments) -> Outcome {
    let input = Input::new(path.to_owned());
    let bytes = match input.load() {
        Ok(loaded) => loaded.bytes,
        Err(failure) => {
            say(format_args!("hearsay: {failure}"));
            return Outcome::Failed;
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    let mut failures = Vec::new();
    let mut out = String::new();
    let mut lines = 0;
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        lines += 1;
        match pair(line) {
            Ok((first, second)) => out += &row(first, second, arguments),
            Err(reason) => {
                failures.push(Failure::new(format!("{}:{}", input.name(), number + 1), reason));
                out.push('\n');
            }
        }
        if out.len() > 1 << 16 {
            match print(out.as_bytes()) {
                Ok(Wanted::More) => out.clear(),
                Ok(Wanted::NoMore) => return Outcome::Done,
                Err(failure) => {
                    say(format_args!("hearsay: {failure}"));
                    return Outcome::Failed;
                }
            }
        }
    }
    let printed = print_all(out.as_bytes());
    if failures.is_empty() {
        return printed;
    }
    if !arguments.quiet {
        say(format_args!("{} of {lines} pairs compared; failed:", lines - failures.len()));
    }
    failures.iter().for_each(say);
    Outcome::Failed
}

fn pair(line: &str) -> Result<(&str, &str), &'static str> {
    if line.contains('\u{fffd}') {
        return Err("not UTF-8: save the file as UTF-8");
    }
    let mut fields = line.split('\t');
    match (fields.next(), fields.next(), fields.next()) {
        (Some(first), Some(second), None) if !first.trim().is_empty() && !second.trim().is_empty() => {
            Ok((first, second))
        }
        (_, Some(_), Some(_)) => Err("more than two names: a pair is two names parted by one tab"),
        (_, Some(_), None) => Err("an empty name: a pair is two names parted by one tab"),
        _ => Err("no tab: a pair is two names parted by one tab"),
    }
}

fn row(first: &str, second: &str, arguments: &Arguments) -> String {
    let comparison = compare(first, second);
    match arguments.format {
        Format::Json => object(first, second, &comparison) + "\n",
        Format::Text => {
            let head = format!("{:.3}\n", comparison.probability);
            head + &if arguments.why { reasons(&comparison) } else { String::new() }
        }
    }
}
