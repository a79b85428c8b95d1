//! What is said on standard error while a command works and when it is done.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

use crate::failure::{Failure, Outcome, say};

/// Counts inputs, shows a bar where somebody watches, and closes with the failures.
pub struct Progress {
    bar: ProgressBar,
    quiet: bool,
    inputs: usize,
    done: usize,
    failures: Vec<Failure>,
}

impl Progress {
    /// For `inputs` inputs. A bar is shown for several of them, on a terminal that the output itself does not go to.
    pub fn new(inputs: usize, quiet: bool) -> Self {
        let watched = inputs > 1 && !quiet && io::stderr().is_terminal() && !io::stdout().is_terminal();
        let bar = if watched { ProgressBar::new(inputs as u64) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta:>4} {msg}") {
            bar.set_style(style);
        }
        Self { bar, quiet, inputs, done: 0, failures: Vec::new() }
    }

    /// There are more inputs than was known at first.
    pub fn more(&mut self, inputs: usize) {
        self.inputs += inputs;
        self.bar.inc_length(inputs as u64);
    }

    /// One input is done.
    pub fn done(&mut self) {
        self.done += 1;
        self.bar.inc(1);
    }

    /// One input failed.
    pub fn failed(&mut self, failure: Failure) {
        self.failures.push(failure);
        self.bar.inc(1);
        self.bar.set_message(format!("{} failed", self.failures.len()));
    }

    /// Says a warning about an input, unless warnings are unwanted.
    pub fn warn(&self, name: &str, warning: &str) {
        if !self.quiet {
            self.bar.suspend(|| say(format_args!("{name}: warning: {warning}")));
        }
    }

    /// Closes: the count where there were several inputs, the failures in any case.
    pub fn close(self) -> Outcome {
        let count = format!("{} of {} read", self.done, self.inputs);
        self.close_with(&count)
    }

    /// Closes with other words than the count.
    pub fn close_with(self, count: &str) -> Outcome {
        self.bar.finish_and_clear();
        if self.inputs > 1 && !self.quiet {
            say(format_args!("{count}{}", if self.failures.is_empty() { "" } else { "; failed:" }));
        }
        for failure in &self.failures {
            say(failure);
        }
        if self.failures.is_empty() { Outcome::Done } else { Outcome::Failed }
    }
}
