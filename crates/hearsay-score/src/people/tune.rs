//! What is weighed for pronouns and descriptions, chosen by coordinate ascent on what the network did not learn from: a tenth of
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
    let mut weights = WEIGHTS;
    let mut best = bench.worth(&weights);
    let mut out = format!("start: GAP {:.2}, GUM {:.2}\n", best.0, best.1);
    for step in [1.6, 0.8, 0.4, 0.2].into_iter().take(arguments.rounds) {
        let numbers = (0..).take_while(|&at| weights.clone().number_mut(at).is_some()).count();
        for at in 0..numbers {
            for sign in [1.0, -1.0] {
                let mut tried = weights.clone();
                tried.number_mut(at).into_iter().for_each(|number| *number += sign * step);
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

/// Whether the network did not learn from a document, as `kept_out` in `training/hearsay_training/people.py`.
fn taught_nothing(name: &str) -> bool {
    Sha256::digest(format!("choose {name}").as_bytes()).first().is_some_and(|&byte| byte < 26)
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
        people_by(&scene, &analysis.mentions, &analysis.links, &analysis.attributions, weights)
    }
}
