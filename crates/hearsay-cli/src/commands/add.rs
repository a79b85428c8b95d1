//! `hearsay add`: stories into the store.

mod batch;
mod work;

use std::path::PathBuf;

use clap::Args;
use hearsay::analyze::Layer;
use hearsay::record::BuildOptions;

use super::about::{AboutArguments, NetworkArguments, jobs};
use super::store_file::StoreArgument;
use crate::failure::{Outcome, usage};
use crate::input::Input;
use crate::jobs::from_source;
use crate::walk::Walk;
use batch::Batch;
use work::Work;

const EXAMPLES: &str = "\
Examples:
  hearsay add stories/                        every file in a folder and in the folders below it
  hearsay add march.zip april.tar.gz          every file in an archive
  hearsay add https://example.org/2026/story  a page of the web; again later, and changes are kept as versions
  hearsay add *.vtt --kind transcript --outlet 'The Daily'
  hearsay add stories/ --store case.db        into another store than your own

It may be stopped at any moment and started again: what is in is in, and is not read twice.
";

/// `hearsay add`
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub struct Arguments {
    /// Files, folders, archives (.zip, .tar, .tar.gz) and addresses
    #[arg(value_name = "PATH|URL", required = true)]
    inputs: Vec<PathBuf>,

    #[command(flatten)]
    store: StoreArgument,

    #[command(flatten)]
    about: AboutArguments,

    /// Stories to read at once [default: one for each processor]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,

    #[command(flatten)]
    network: NetworkArguments,

    /// Print a line for each story when it is on the disk: what it is to the store, its id, where it was seen
    #[arg(long, short)]
    verbose: bool,

    /// No progress bar, warnings or counts
    #[arg(long, short)]
    quiet: bool,
}

/// Reads the inputs into the store.
pub fn run(arguments: Arguments) -> Outcome {
    let inputs: Vec<Input> = arguments.inputs.into_iter().map(Input::new).collect();
    if inputs.contains(&Input::Stdin) {
        return usage("standard input has no place to be found again: add a file");
    }
    let build = BuildOptions { why: true, ..BuildOptions::default() };
    let reader = match arguments.about.reader(Layer::ALL.to_vec(), build) {
        Ok(reader) => reader,
        Err(message) => return usage(&message),
    };
    let (store, lookup) = match arguments.store.create().and_then(|store| Ok((store, arguments.store.read()?))) {
        Ok(stores) => stores,
        Err(outcome) => return outcome,
    };
    let work = Work::new(reader, arguments.network.into(), lookup);
    let mut batch = Batch::new(store, arguments.verbose, arguments.quiet);
    from_source(Walk::new(inputs), jobs(arguments.jobs), |item| work.on(item), |_, step| batch.take(step));
    batch.close(work.seconds())
}
