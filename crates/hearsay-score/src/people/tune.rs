//! The weights of pronouns' candidates, chosen by coordinate ascent on GAP's development part and GUM's train part (without the
//! genres under a non-commercial licence): GAP's F1 plus GUM's CoNLL average.

use std::path::PathBuf;

use hearsay::analyze::{Analysis, analyze};
use hearsay::layers::attributions::Scene;
use hearsay::layers::people::{People, WEIGHTS, Weights, people_by};
use hearsay::model::Model;
use hearsay::text::Document;

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
    /// Rounds over all weights
    #[arg(long, default_value_t = 2)]
    rounds: usize,
    /// Every how many cases of GAP
    #[arg(long, default_value_t = 1)]
    every: usize,
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
    let gum = train.filter(|one| !gum::NON_COMMERCIAL.contains(&gum::genre(&one.name)));
    let gum = gum
        .map(|one| {
            let analysis = analyze(&one.document, &model);
            (one, analysis)
        })
        .collect();
    let gap = gap::cases(&arguments.data.join("gap"), "development")?.into_iter().step_by(arguments.every.max(1));
    let gap = gap
        .map(|case| {
            let analysis = analyze(&case.document, &model);
            (case, analysis)
        })
        .collect();
    let bench = Bench { model, gum, gap };
    let mut weights = WEIGHTS;
    let mut best = bench.worth(&weights);
    let mut out = format!("start: GAP {:.2}, GUM {:.2}\n", best.0, best.1);
    for step in [0.6, 0.3, 0.15].into_iter().take(arguments.rounds) {
        for at in 0..weights.len() {
            for sign in [1.0, -1.0] {
                let mut tried = weights;
                tried[at] += sign * step;
                let worth = bench.worth(&tried);
                if worth.0 + worth.1 > best.0 + best.1 {
                    (best, weights) = (worth, tried);
                    break;
                }
            }
        }
        out.push_str(&format!("step {step}: GAP {:.2}, GUM {:.2}: {weights:?}\n", best.0, best.1));
    }
    Ok(out)
}

impl Bench {
    fn worth(&self, weights: &Weights) -> (f64, f64) {
        let (mut figures, mut counts) = (Figures::default(), Counts::default());
        for (one, analysis) in &self.gum {
            let analysis = Analysis { people: self.people(&one.document, analysis, weights), ..analysis.clone() };
            figures.add(&coref::gold_clusters(one), &coref::found(one, &analysis));
        }
        for (case, analysis) in &self.gap {
            counts.add(case, analysis, &self.people(&case.document, analysis, weights));
        }
        (counts.f1(&[0, 1]), figures.average())
    }

    fn people(&self, document: &Document, analysis: &Analysis, weights: &Weights) -> People {
        let scene =
            Scene::new(document, &analysis.tokens, &analysis.sentences, &analysis.quotations, self.model.lexicon());
        people_by(&scene, &analysis.mentions, &analysis.attributions, weights)
    }
}
