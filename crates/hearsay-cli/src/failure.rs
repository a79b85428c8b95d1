//! How a command ended, and the inputs that failed on the way.

use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was done.
    Done,
    /// Some inputs failed, or the output could not be written.
    Failed,
    /// The arguments make no sense together.
    Usage,
    /// `check` found something.
    Found,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Failed => Self::from(1),
            Outcome::Usage => Self::from(2),
            Outcome::Found => Self::from(3),
        }
    }
}

/// An input that could not be done.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{name}:{}{reason}", if reason.starts_with(|first: char| first.is_ascii_digit()) { "" } else { " " })]
pub struct Failure {
    /// The input as the user named it.
    pub name: String,
    /// Why, on one line; where it begins with a line number it follows the name at once: `story.vtt:41: …`.
    pub reason: String,
}

impl Failure {
    /// A failure of `name`; line breaks in the reason become spaces.
    pub fn new(name: impl Into<String>, reason: impl Display) -> Self {
        let reason = reason.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        Self { name: name.into(), reason }
    }
}

/// Says a line on standard error. Where that is closed there is nobody left to tell.
pub fn say(line: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Says what is wrong with the arguments.
pub fn usage(message: &str) -> Outcome {
    say(format_args!("hearsay: {message}"));
    Outcome::Usage
}
