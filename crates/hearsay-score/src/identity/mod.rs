//! Persons across documents: chains of ECB+ topics put into a store, and pairs of contexts by hand, read by the engine and put into one.

mod ecb;
mod pairs;
mod topic;

use std::path::PathBuf;

/// The arguments of `hearsay-score identity`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of shared data, with ecb-plus
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// The pairs by hand
    #[arg(long, default_value = "crates/hearsay-score/gold/identity")]
    gold: PathBuf,
    /// Only the pairs by hand
    #[arg(long)]
    pairs: bool,
    /// Writes what was wrong into this file; the dev part and the second half of the pairs are for figures only
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// Weights to use in place of the shipped ones
    #[arg(long)]
    model: Option<PathBuf>,
}

/// Prints the figures.
///
/// # Errors
/// Where gold, data or model cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let (mut out, mut errors) = (String::new(), String::new());
    if !arguments.pairs {
        for part in ["train", "dev"] {
            out += &topic::figures(&arguments.data.join("ecb-plus"), part, &mut errors)?;
        }
    }
    let model = crate::attributions::load(arguments.model.as_ref())?;
    out += &pairs::figures(&arguments.gold, &model, &mut errors)?;
    if let Some(path) = &arguments.errors {
        std::fs::write(path, errors).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(out)
}
