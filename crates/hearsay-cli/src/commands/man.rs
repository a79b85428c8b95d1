//! `hearsay man [COMMAND]`, for packagers.

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use crate::failure::{Outcome, usage};
use crate::output::print_all;

/// `hearsay man`
#[derive(Args)]
pub struct Arguments {
    /// Print the page of this subcommand (`read` prints hearsay-read(1)); without it, of the program
    command: Option<String>,
}

/// Prints the page.
pub fn run(arguments: &Arguments) -> Outcome {
    let mut program = crate::Arguments::command();
    program.build();
    let command = match &arguments.command {
        None => Some(program),
        Some(name) => {
            program.find_subcommand(name).cloned().map(|command| command.display_name(format!("hearsay-{name}")))
        }
    };
    let Some(command) = command else {
        return usage("no such command; `hearsay --help` lists them");
    };
    let mut page = Vec::new();
    match Man::new(command).render(&mut page) {
        Ok(()) => print_all(&page),
        Err(error) => usage(&error.to_string()),
    }
}
