//! Arguments that the commands share which read stories.

use std::path::PathBuf;
use std::thread::available_parallelism;

use clap::{Args, ValueEnum};
use hearsay::analyze::Layer;
use hearsay::record::BuildOptions;
use hearsay::text::Kind;
use jiff::{Timestamp, civil};

use crate::fetch::Network;
use crate::reader::Reader;

/// What the user knows of the inputs, and what to read them with.
#[derive(Args)]
pub struct AboutArguments {
    /// When it was published (2025-11-26, or with a time of day); overrides what the input says
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "About the inputs")]
    published: Option<String>,

    /// The outlet; overrides what the input says
    #[arg(long, value_name = "NAME", help_heading = "About the inputs")]
    outlet: Option<String>,

    /// Names for the labels of transcripts: a file with one LABEL = NAME a line
    #[arg(long, value_name = "FILE", help_heading = "About the inputs")]
    speakers: Option<PathBuf>,

    /// What the inputs are; otherwise told from each
    #[arg(long, value_enum, help_heading = "About the inputs")]
    kind: Option<KindName>,

    /// Weights to read with, instead of those inside the program
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    model: Option<PathBuf>,
}

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindName {
    /// A news story
    Article,
    /// The words of a call, interview or hearing, turn by turn
    Transcript,
    /// A numbered draft, deal or bill
    Plan,
}

impl AboutArguments {
    /// What they come to; the error is a message for the user.
    pub fn reader(self, layers: Vec<Layer>, build: BuildOptions) -> Result<Reader, String> {
        let model = super::model(self.model)?;
        let speakers = super::speakers(self.speakers).map_err(|failure| failure.to_string())?;
        let kind = self.kind.map(|kind| match kind {
            KindName::Article => Kind::Article,
            KindName::Transcript => Kind::Transcript,
            KindName::Plan => Kind::Plan,
        });
        let build = BuildOptions {
            model: Some(model.name().to_owned()),
            layers: layers.iter().map(|layer| layer.name().to_owned()).collect(),
            ..build
        };
        Ok(Reader { model, layers, build, published: self.published, outlet: self.outlet, kind, speakers })
    }
}

/// What of the network may be reached.
#[derive(Args)]
pub struct NetworkArguments {
    /// Reach no network: addresses are refused
    #[arg(long, help_heading = "Reading")]
    offline: bool,

    /// Let addresses lead to this machine and to private networks
    #[arg(long, help_heading = "Reading")]
    allow_private: bool,
}

impl From<NetworkArguments> for Network {
    fn from(arguments: NetworkArguments) -> Self {
        Self { offline: arguments.offline, allow_private: arguments.allow_private }
    }
}

/// How many inputs to work on at once: one for each processor, where the user does not say.
pub fn jobs(asked: Option<u16>) -> usize {
    asked.map_or_else(|| available_parallelism().map_or(1, usize::from), usize::from)
}

/// An ISO 8601 date or date-time, as given.
fn date(text: &str) -> Result<String, String> {
    let known = text.parse::<Timestamp>().is_ok()
        || text.parse::<civil::DateTime>().is_ok() && !text.contains('[')
        || text.parse::<civil::Date>().is_ok();
    if known {
        Ok(text.to_owned())
    } else {
        Err("not a date; write it as 2025-11-26 or 2025-11-26T14:05:00Z".to_owned())
    }
}
