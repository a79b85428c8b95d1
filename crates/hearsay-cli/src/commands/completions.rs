//! `hearsay completions SHELL`, for packagers.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::failure::Outcome;
use crate::output::print_all;

/// `hearsay completions`
#[derive(Args)]
pub struct Arguments {
    /// The shell to complete in
    shell: Shell,
}

/// Prints the completions.
pub fn run(arguments: &Arguments) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut crate::Arguments::command(), "hearsay", &mut script);
    print_all(&script)
}
