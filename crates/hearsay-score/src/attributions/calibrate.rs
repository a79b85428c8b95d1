//! Confidence: fitted on articles that neither trained nor chose anything, and measured there (each fifth of the articles with
//! weights fitted on the rest) and on the dev part.

use std::fmt::Write as _;
use std::path::PathBuf;

use hearsay::layers::attributions::Attribution;
use hearsay::model::{Calibration, Model, Weights};

use super::corpus::{Reading, named};
use super::figures::Relation;
use super::logistic::{Case, chance, fit, quality};
use super::relation;
use crate::polnear::{Article, articles};

/// The parts that the articles are cut into for measuring.
const FOLDS: usize = 5;

const FIELDS: [&str; 3] = ["statement", "source", "content"];

/// The arguments of `hearsay-score calibrate`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the corpus, with the parts train and dev
    #[arg(long)]
    polnear: PathBuf,
    /// The articles of the train part that trained nothing, one a line
    #[arg(long, default_value = "training/config/held-out.txt", value_name = "FILE")]
    held_out: PathBuf,
    #[command(flatten)]
    weights: super::corpus::Weights,
}

/// The cases of one article, a list for each field.
type Cases = [Vec<Case>; 3];

/// Fits, and prints the figures and the numbers of decoding with the new weights as JSON.
///
/// # Errors
/// Where the corpus or the model cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let model = arguments.weights.load()?;
    let held_out = cases(&named(&arguments.polnear, "train", &arguments.held_out)?, &model);
    let dev = cases(&articles(&arguments.polnear, "dev")?, &model);
    let mut out = String::new();
    let of = |from: &[Cases], field: usize| from.iter().flat_map(|one| one[field].clone()).collect::<Vec<Case>>();
    let fitted: [Weights; 3] = std::array::from_fn(|field| fit(&of(&held_out, field)));
    let shipped = model.config().decoding.certainty;
    let shipped = [shipped.statement, shipped.source, shipped.content];
    for field in 0..FIELDS.len() {
        let told = |weights: &Weights, cases: &[Case]| {
            cases.iter().map(|(evidence, right)| (chance(weights, evidence), *right)).collect::<Vec<_>>()
        };
        line(&mut out, field, "held out, each fifth by the others", crossed(&held_out, field));
        line(&mut out, field, "dev, fitted on all held out", told(&fitted[field], &of(&dev, field)));
        line(&mut out, field, "dev, the model's own weights", told(&shipped[field], &of(&dev, field)));
    }
    let [statement, source, content] = fitted;
    let mut decoding = model.config().decoding.clone();
    decoding.certainty = Calibration { statement, source, content };
    let json = serde_json::to_string_pretty(&decoding).map_err(|error| error.to_string())?;
    Ok(format!("{out}{json}\n"))
}

fn line(out: &mut String, field: usize, title: &str, told: Vec<(f64, bool)>) {
    let count = told.len();
    let found = quality(told);
    let _ = writeln!(
        out,
        "{:<10}{title:<36}{count:>6} cases  ECE {:.3}  AUROC {:.3}  error {:.3}, in the surer half {:.3}",
        FIELDS[field], found.calibration, found.ranking, found.error, found.surer_half
    );
}

/// What is told of each article by weights fitted on the articles of the other folds.
fn crossed(articles: &[Cases], field: usize) -> Vec<(f64, bool)> {
    let mut told = Vec::new();
    for fold in 0..FOLDS {
        let part = |own: bool| {
            let wanted = articles.iter().enumerate().filter(move |(at, _)| (at % FOLDS == fold) == own);
            wanted.flat_map(|(_, one)| one[field].iter())
        };
        let weights = fit(&part(false).copied().collect::<Vec<Case>>());
        told.extend(part(true).map(|(evidence, right)| (chance(&weights, evidence), *right)));
    }
    told
}

fn cases(articles: &[Article], model: &Model) -> Vec<Cases> {
    articles.iter().map(|article| of_article(&Reading::new(article, model), model)).collect()
}

/// Each statement found, against each annotator's file: there is one where a cue overlaps; source and content are right
/// where they are the same.
fn of_article(reading: &Reading, model: &Model) -> Cases {
    let mut cases = Cases::default();
    let found = reading.statements(model, model.config());
    for gold in reading.gold() {
        for one in &found {
            let right = right(one, &gold);
            (0..FIELDS.len()).for_each(|field| cases[field].push((one.evidence, right[field])));
        }
    }
    cases
}

fn right(one: &Attribution, gold: &[Relation]) -> [bool; 3] {
    let one = relation(one);
    let partners = || gold.iter().filter(|gold| gold.cue.iter().any(|token| one.cue.contains(token)));
    [
        partners().next().is_some(),
        partners().any(|gold| gold.source == one.source),
        partners().any(|gold| gold.content == one.content),
    ]
}
