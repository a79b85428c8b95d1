//! What the arguments of `read` come to, checked against each other.

use std::collections::BTreeSet;
use std::env;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use hearsay::analyze::Layer;
use hearsay::record::text::Layout;
use hearsay::record::{BuildOptions, Filter, Form, Mode};

use super::names::names;
use super::{Arguments, Form as FormArgument, Format, LayerName, Mode as ModeArgument};
use crate::commands::about::jobs;
use crate::fetch::Network;
use crate::input::Input;
use crate::reader::Reader;

/// Where the files go.
pub struct Out {
    pub folder: PathBuf,
    /// A name without ending for each input.
    pub names: Vec<String>,
    /// The files that are read, which must not be written over.
    pub inputs: BTreeSet<PathBuf>,
}

/// What is to be done.
pub struct Plan {
    pub inputs: Vec<Input>,
    pub format: Format,
    pub out: Option<Out>,
    pub layout: Layout,
    pub reader: Reader,
    pub filter: Filter,
    /// Whether the inputs are held against each other.
    pub together: bool,
    pub jobs: usize,
    pub quiet: bool,
    pub network: Network,
}

impl Plan {
    /// Resolves the arguments; the error is a message for the user.
    pub fn new(arguments: Arguments) -> Result<Self, String> {
        let inputs = inputs(arguments.inputs)?;
        if matches!(arguments.format, Format::Html | Format::Brat) && inputs.len() > 1 && arguments.out.is_none() {
            return Err("several inputs in this format need --out DIR, a folder for their files".to_owned());
        }
        if arguments.together && inputs.len() < 2 {
            return Err("--together needs several inputs".to_owned());
        }
        let out = arguments.out.map(|folder| Out { names: names(&inputs), inputs: files(&inputs), folder });
        let filter = filter(arguments.who, &arguments.form, &arguments.mode);
        let layers = layers(&arguments.layers);
        let build = BuildOptions {
            offsets: arguments.offsets.into(),
            map: arguments.map,
            why: arguments.why,
            ..BuildOptions::default()
        };
        let reader = arguments.about.reader(layers, build)?;
        let jobs = jobs(arguments.jobs);
        Ok(Self {
            inputs,
            format: arguments.format,
            layout: layout(out.is_some()),
            out,
            reader,
            filter,
            together: arguments.together,
            jobs,
            quiet: arguments.quiet,
            network: arguments.network.into(),
        })
    }
}

/// The layers asked for and those they rest on; all, where none is asked for.
fn layers(asked: &[LayerName]) -> Vec<Layer> {
    let asks = |layer: &Layer| match layer {
        Layer::Attributions => true,
        Layer::People => asked.is_empty() || asked.contains(&LayerName::People),
        Layer::Times => asked.is_empty() || asked.contains(&LayerName::Times),
        Layer::Hands => asked.is_empty() || asked.contains(&LayerName::Hands),
        Layer::Disputes => asked.is_empty() || asked.contains(&LayerName::Disputes),
    };
    Layer::ALL.into_iter().filter(asks).collect()
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

fn files(inputs: &[Input]) -> BTreeSet<PathBuf> {
    let file = |input: &Input| match input {
        Input::File(path) => path.canonicalize().ok(),
        Input::Stdin | Input::Address(_) => None,
    };
    inputs.iter().filter_map(file).collect()
}

fn filter(who: Vec<String>, forms: &[FormArgument], modes: &[ModeArgument]) -> Filter {
    let form = |form: &FormArgument| match form {
        FormArgument::Direct => Form::Direct,
        FormArgument::Mixed => Form::Mixed,
        FormArgument::Indirect => Form::Indirect,
    };
    let mode = |mode: &ModeArgument| match mode {
        ModeArgument::Speech => Mode::Speech,
        ModeArgument::Writing => Mode::Writing,
        ModeArgument::Attitude => Mode::Attitude,
        ModeArgument::Finding => Mode::Finding,
    };
    Filter { who, forms: forms.iter().map(form).collect(), modes: modes.iter().map(mode).collect() }
}

/// As wide as the terminal, coloured only there and not where `NO_COLOR` is set (no-color.org) or the terminal is dumb.
fn layout(to_files: bool) -> Layout {
    let stdout = io::stdout();
    if to_files || !stdout.is_terminal() {
        return Layout::default();
    }
    let unset = |name: &str| env::var_os(name).is_none_or(|value| value.is_empty());
    let width = terminal_size::terminal_size_of(stdout).map_or(Layout::default().width, |(width, _)| width.0.into());
    Layout { width, colour: unset("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb") }
}
