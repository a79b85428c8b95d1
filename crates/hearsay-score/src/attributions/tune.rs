//! Chooses the few numbers of decoding that training does not (`models/en-1.decoding.json`): on the dev part, one after
//! another and twice over, by the sum of what is asked of the model.

use std::fmt::Write as _;

use hearsay::model::{Config, Decoding, Model};

use super::corpus::{Corpus, Reading};
use super::figures::Counts;

/// The arguments of `hearsay-score tune`.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    corpus: Corpus,
}

/// A number of decoding, and what is tried for it.
struct Choice {
    name: &'static str,
    values: &'static [f64],
    set: fn(&mut Decoding, f64),
}

const CHOICES: [Choice; 3] = [
    Choice { name: "link_scale", values: &[0.2, 0.3, 0.4, 0.5, 0.7, 1.0], set: |all, value| all.link_scale = value },
    Choice {
        name: "outside_bias",
        values: &[0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
        set: |all, value| all.outside_bias = value,
    },
    Choice { name: "glue", values: &[0.0, 4.0, 8.0], set: |all, value| all.glue = value },
];

/// Tries the values, prints the figures of each and the best as JSON.
///
/// # Errors
/// Where the corpus or the model cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let articles = arguments.corpus.articles()?;
    let model = arguments.corpus.model()?;
    let readings: Vec<Reading> = articles.iter().map(|article| Reading::new(article, &model)).collect();
    let mut config = model.config().clone();
    let mut out = String::new();
    for choice in CHOICES.iter().chain(&CHOICES) {
        choose(choice, &readings, &model, &mut config, &mut out);
    }
    let json = serde_json::to_string_pretty(&config.decoding).map_err(|error| error.to_string())?;
    Ok(format!("{out}{json}\n"))
}

fn choose(choice: &Choice, readings: &[Reading], model: &Model, config: &mut Config, out: &mut String) {
    let mut best: Option<(f64, Config)> = None;
    for &value in choice.values {
        let mut tried = config.clone();
        (choice.set)(&mut tried.decoding, value);
        let counts = counts(readings, model, &tried);
        let _ = writeln!(out, "{} {value}: {}", choice.name, counts.line());
        if best.as_ref().is_none_or(|(merit, _)| counts.merit() > *merit) {
            best = Some((counts.merit(), tried));
        }
    }
    if let Some((_, chosen)) = best {
        *config = chosen;
    }
}

fn counts(readings: &[Reading], model: &Model, config: &Config) -> Counts {
    let mut counts = Counts::default();
    for reading in readings {
        super::add(reading, &reading.statements(model, config), usize::MAX, &mut counts);
    }
    counts
}
