//! What is weighed for pronouns and descriptions, chosen by some climbs on what the network did not learn from: a tenth of
//! GAP's development part and of GUM's train part (without the genres under a non-commercial licence): GAP's F1 plus GUM's CoNLL average.

use std::path::PathBuf;

use hearsay::analyze::{Analysis, analyze};
use hearsay::layers::attributions::Scene;
use hearsay::layers::people::{People, WEIGHTS, Weights, people_by};
use hearsay::model::Model;
use hearsay::text::Document;
use sha2::{Digest, Sha256};

use super::clusters::Figures;
use super::coref;
use super::gap::{self, Case, Counts};
use super::gum::{self, GumDocument};

/// The arguments of `hearsay-score people tune`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the data sets
    #[arg(long)]
    data: PathBuf,
    /// Rounds over all weights, with ever smaller steps
    #[arg(long, default_value_t = 4)]
    rounds: usize,
}

struct Bench {
    model: Model,
    gum: Vec<(GumDocument, Analysis)>,
    gap: Vec<(Case, Analysis)>,
}

/// Climbs and prints the weights.
///
/// # Errors
/// Where a set cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let model = crate::attributions::load(None)?;
    let train = gum::documents(&arguments.data.join("gum"), "train")?.into_iter();
    let gum = train.filter(|one| !gum::NON_COMMERCIAL.contains(&gum::genre(&one.name)) && taught_nothing(&one.name));
    let gum = gum
        .map(|one| {
            let analysis = analyze(&one.document, &model);
            (one, analysis)
        })
        .collect();
    let gap = gap::cases(&arguments.data.join("gap"), "development")?.into_iter().enumerate();
    let gap = gap
        .filter(|(number, _)| taught_nothing(&format!("development-{}", number + 1)))
        .map(|(_, case)| {
            let analysis = analyze(&case.document, &model);
            (case, analysis)
        })
        .collect();
    let bench = Bench { model, gum, gap };
    let mut out = format!("start: {}\n", told(bench.worth(&START, &|_| true)));
    let (mut climbed, mut apart) = (Vec::new(), (0.0, 0.0));
    for part in 0..PARTS {
        let weights = bench.climb(arguments.rounds, &|number| number % PARTS != part);
        let left = bench.worth(&weights, &|number| number % PARTS == part);
        apart = (apart.0 + left.0 / PARTS as f64, apart.1 + left.1 / PARTS as f64);
        climbed.push(weights);
    }
    let mean = mean(&climbed);
    out.push_str(&format!("each part by what was climbed on the rest: {}\n", told(apart)));
    out.push_str(&format!("mean of the climbs: {}: {mean:?}\n", told(bench.worth(&mean, &|_| true))));
    let old = bench.worth(&WEIGHTS, &|_| true);
    out.push_str(&format!("as shipped: {}\n", told(old)));
    Ok(out)
}

/// So many climbs, each without one part of the documents: their mean suits what was not climbed on better than one climb on all does.
const PARTS: usize = 5;

/// Where a climb begins.
const START: Weights = Weights {
    features: [-1.1, 1.7, -0.6, 1.2, -1.1, -0.6, -0.5, 0.8, 0.1, 0.4, 0.5, -0.8, -0.35, 0.8, 0.6, 0.5, -0.4, 0.4, 1.0],
    least: [-4.0, -2.2, 0.0, -0.7, -3.6, 0.0],
    fits: 3.6,
};

fn told((gap, gum): (f64, f64)) -> String {
    format!("GAP {gap:.2}, GUM {gum:.2}")
}

/// The mean of some weights, number by number.
fn mean(all: &[Weights]) -> Weights {
    let mut mean = START;
    for at in 0..numbers(&START) {
        let values = all.iter().filter_map(|weights| weights.clone().number_mut(at).copied());
        let sum: f64 = values.sum();
        mean.number_mut(at).into_iter().for_each(|number| *number = (100.0 * sum / all.len() as f64).round() / 100.0);
    }
    mean
}

fn numbers(weights: &Weights) -> usize {
    (0..).take_while(|&at| weights.clone().number_mut(at).is_some()).count()
}

/// Whether the network did not learn from a document, as `kept_out` in `training/hearsay_training/links.py`.
pub fn taught_nothing(name: &str) -> bool {
    Sha256::digest(format!("choose {name}").as_bytes()).first().is_some_and(|&byte| byte < 26)
}

impl Bench {
    /// Coordinate ascent on the documents whose number `holds`, with ever smaller steps.
    fn climb(&self, rounds: usize, holds: &dyn Fn(usize) -> bool) -> Weights {
        let mut weights = START;
        let mut best = self.worth(&weights, holds);
        for step in [1.6, 0.8, 0.4, 0.2].into_iter().take(rounds) {
            for at in 0..numbers(&weights) {
                for sign in [1.0, -1.0] {
                    let mut tried = weights.clone();
                    tried.number_mut(at).into_iter().for_each(|number| *number += sign * step);
                    let worth = self.worth(&tried, holds);
                    if worth.0 + worth.1 > best.0 + best.1 {
                        (best, weights) = (worth, tried);
                        break;
                    }
                }
            }
        }
        weights
    }

    fn worth(&self, weights: &Weights, holds: &dyn Fn(usize) -> bool) -> (f64, f64) {
        let (mut figures, mut counts) = (Figures::default(), Counts::default());
        for (_, (one, analysis)) in self.gum.iter().enumerate().filter(|(number, _)| holds(*number)) {
            let analysis = Analysis { people: self.people(&one.document, analysis, weights), ..analysis.clone() };
            figures.add(&coref::gold_clusters(one), &coref::found(one, &analysis));
        }
        for (_, (case, analysis)) in self.gap.iter().enumerate().filter(|(number, _)| holds(*number)) {
            counts.add(case, analysis, &self.people(&case.document, analysis, weights));
        }
        (counts.f1(&[0, 1]), figures.average())
    }

    fn people(&self, document: &Document, analysis: &Analysis, weights: &Weights) -> People {
        let scene =
            Scene::new(document, &analysis.tokens, &analysis.sentences, &analysis.quotations, self.model.lexicon());
        people_by(&scene, &analysis.mentions, &analysis.links, &analysis.attributions, weights)
    }
}
