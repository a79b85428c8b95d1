//! What the arguments of `read` come to, checked against each other.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::thread::available_parallelism;

use hearsay::record::BuildOptions;
use hearsay::text::{Kind, OffsetUnit};
use jiff::{Timestamp, civil};

use super::{Arguments, Format, Kind as KindArgument, Offsets};
use crate::input::Input;

/// What is to be done.
pub struct Plan {
    pub inputs: Vec<Input>,
    pub format: Format,
    pub build: BuildOptions,
    pub published: Option<String>,
    pub outlet: Option<String>,
    pub kind: Option<Kind>,
    pub jobs: usize,
    pub quiet: bool,
}

impl Plan {
    /// Resolves the arguments; the error is a message for the user.
    pub fn new(arguments: Arguments) -> Result<Self, String> {
        let inputs = inputs(arguments.inputs)?;
        let build = BuildOptions {
            offsets: match arguments.offsets {
                Offsets::Codepoint => OffsetUnit::Codepoint,
                Offsets::Byte => OffsetUnit::Byte,
                Offsets::Utf16 => OffsetUnit::Utf16,
            },
            map: arguments.map,
            why: arguments.why,
            model: None,
            layers: vec!["attributions".to_owned()],
        };
        let kind = arguments.kind.map(|kind| match kind {
            KindArgument::Article => Kind::Article,
            KindArgument::Transcript => Kind::Transcript,
            KindArgument::Plan => Kind::Plan,
        });
        let jobs = arguments.jobs.map_or_else(|| available_parallelism().map_or(1, usize::from), usize::from);
        Ok(Self {
            inputs,
            format: arguments.format,
            build,
            published: arguments.published,
            outlet: arguments.outlet,
            kind,
            jobs,
            quiet: arguments.quiet,
        })
    }
}

fn inputs(arguments: Vec<PathBuf>) -> Result<Vec<Input>, String> {
    let mut inputs: Vec<Input> = arguments.into_iter().map(Input::new).collect();
    if inputs.is_empty() {
        if io::stdin().is_terminal() {
            return Err("name a file to read, or - for standard input (`hearsay read --help` has examples)".to_owned());
        }
        inputs.push(Input::Stdin);
    }
    if inputs.iter().filter(|input| **input == Input::Stdin).count() > 1 {
        return Err("standard input (-) can be read only once".to_owned());
    }
    Ok(inputs)
}

/// An ISO 8601 date or date-time, as given.
pub fn date(text: &str) -> Result<String, String> {
    let known = text.parse::<Timestamp>().is_ok()
        || text.parse::<civil::DateTime>().is_ok() && !text.contains('[')
        || text.parse::<civil::Date>().is_ok();
    if known {
        Ok(text.to_owned())
    } else {
        Err("not a date; write it as 2025-11-26 or 2025-11-26T14:05:00Z".to_owned())
    }
}
