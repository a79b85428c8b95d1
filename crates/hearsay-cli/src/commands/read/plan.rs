//! What the arguments of `read` come to, checked against each other.

use std::collections::BTreeSet;
use std::env;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::thread::available_parallelism;

use hearsay::analyze::Layer;
use hearsay::model::Model;
use hearsay::read::transcript::SpeakerTable;
use hearsay::record::text::Layout;
use hearsay::record::{BuildOptions, Filter, Form, Mode};
use hearsay::text::Kind;
use jiff::{Timestamp, civil};

use super::names::names;
use super::{Arguments, Form as FormArgument, Format, Kind as KindArgument, LayerName, Mode as ModeArgument};
use crate::fetch::Network;
use crate::input::Input;

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
    pub build: BuildOptions,
    pub model: Model,
    pub layers: Vec<Layer>,
    pub filter: Filter,
    pub published: Option<String>,
    pub outlet: Option<String>,
    pub kind: Option<Kind>,
    pub speakers: SpeakerTable,
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
        let out = arguments.out.map(|folder| Out { names: names(&inputs), inputs: files(&inputs), folder });
        let filter = filter(arguments.who, &arguments.form, &arguments.mode);
        let model = crate::commands::model(arguments.model)?;
        let speakers = crate::commands::speakers(arguments.speakers).map_err(|failure| failure.to_string())?;
        let layers = layers(&arguments.layers);
        let build = BuildOptions {
            offsets: arguments.offsets.into(),
            map: arguments.map,
            why: arguments.why,
            model: Some(model.name().to_owned()),
            layers: layers.iter().map(|layer| layer.name().to_owned()).collect(),
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
            layout: layout(out.is_some()),
            out,
            build,
            model,
            layers,
            filter,
            published: arguments.published,
            outlet: arguments.outlet,
            kind,
            speakers,
            jobs,
            quiet: arguments.quiet,
            network: Network { offline: arguments.offline, allow_private: arguments.allow_private },
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
