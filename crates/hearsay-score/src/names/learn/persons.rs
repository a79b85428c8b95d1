//! How much each thing weighs that speaks for or against two names being one person's: logistic regression.

use std::fmt::Write;
use std::path::Path;

use hearsay::names::letters::Script;
use hearsay::names::transducer::shipped;
use hearsay::names::{FEATURES, Name, feature_names};

use super::examples::spellings;
use crate::names::pairs::{NamePair, Stock, composed, nicknames, people, transliterations};
use crate::names::people::{Listed, Share, read as read_people, short_forms};
use crate::names::precision::{average_precision, calibration_error};
use crate::names::words::{Links, Part, read};
use crate::random::Random;

/// Words of each script, of the dev part: those of the train part fit their transducers too well.
const WORDS: usize = 700;

/// Words that stand side by side in fewer names are left out: many are mistakes.
const LEAST: u32 = 2;

/// How often a bare family name is another bearer's, against how often it is the one's.
const BARE: f64 = 0.2;

/// How often a bare given name is the person's: less often than a bare family name.
const GIVEN_ALONE: f64 = 0.7;

const ROUNDS: usize = 400;

/// The weights of the features, as the file has them, and how well they fit the examples.
pub fn learn(names: &Path) -> Result<(String, String), String> {
    let mut random = Random::new(5, 1);
    let pairs = examples(names, &mut random)?;
    let rows: Vec<([f32; FEATURES], bool)> =
        pairs.iter().filter_map(|pair| Some((numbers(pair)?, pair.same))).collect();
    let weights = fit(&rows);
    let scored: Vec<(f64, bool)> = rows.iter().map(|(row, same)| (probability(row, &weights), *same)).collect();
    let mut text = String::from(
        "# Learned by `hearsay-score learn-names` from public lists of people (HistoryAtState/pocom and\n\
         # unitedstates/congress-legislators, both CC0 1.0) and word pairs of Wikidata (CC0 1.0): feature, hundredths of log-odds.\n",
    );
    for (name, weight) in feature_names().zip(weights) {
        let _ = writeln!(text, "{name}\t{:.0}", weight * 100.0);
    }
    let said = format!(
        "{} pairs; average precision {:.4}, calibration error {:.3}",
        rows.len(),
        average_precision(&scored),
        calibration_error(&scored)
    );
    Ok((text, said))
}

fn examples(names: &Path, random: &mut Random) -> Result<Vec<NamePair>, String> {
    let mut stock = Stock::default();
    let mut pairs = Vec::new();
    for script in Script::FOREIGN {
        let mut all = Links::default();
        for part in Part::ALL {
            all.add(&read(names, script, part)?);
        }
        let dev = read(names, script, Part::Dev)?;
        stock.add_foreign(script, &dev);
        pairs.extend(transliterations(&dev, &all, WORDS, LEAST, random));
        pairs.extend(composed(&dev, &all, WORDS, LEAST, random));
    }
    let found = spellings(names, Part::Dev, |script, foreign, latin| shipped(script).score(foreign, latin) > 0.0)?;
    stock.add_spellings(found.joined.iter(), true);
    stock.add_spellings(found.apart.iter(), false);
    pairs.extend(crate::names::pairs::spellings(found.joined.iter(), found.apart.iter(), 2 * WORDS, random));
    let listed = read_people(names, Share::Learned)?;
    let short = short_forms(names)?;
    pairs.extend(people(&listed, &short, &stock, random));
    pairs.extend(nicknames(&short, Share::Learned, &listed, random));
    pairs.extend(bare(&listed, random));
    Ok(pairs)
}

/// A bare family name against someone else who bears it.
fn bare(listed: &[Listed], random: &mut Random) -> Vec<NamePair> {
    let mut out = Vec::new();
    for person in listed {
        let same = !random.chance(BARE);
        let title = if random.chance(0.3) { "Mr. " } else { "" };
        out.push(NamePair {
            kind: "bare",
            script: Script::Latin,
            a: person.whole(),
            b: format!("{title}{}", person.family),
            same,
        });
        if random.chance(0.2) {
            let same = random.chance(GIVEN_ALONE);
            out.push(NamePair {
                kind: "bare",
                script: Script::Latin,
                a: person.whole(),
                b: person.given[0].clone(),
                same,
            });
        }
    }
    out
}

fn numbers(pair: &NamePair) -> Option<[f32; FEATURES]> {
    Name::new(&pair.a).persons(&Name::new(&pair.b)).next().map(|features| *features.values())
}

fn probability(row: &[f32; FEATURES], weights: &[f64; FEATURES]) -> f64 {
    let sum: f64 = row.iter().zip(weights).map(|(value, weight)| f64::from(*value) * weight).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Gradient descent with AdaGrad and a little ridge, over all rows in each round.
fn fit(rows: &[([f32; FEATURES], bool)]) -> [f64; FEATURES] {
    let (mut weights, mut squares) = ([0.0; FEATURES], [1e-8; FEATURES]);
    for _ in 0..ROUNDS {
        let mut slopes = [0.0; FEATURES];
        for (row, same) in rows {
            let error = probability(row, &weights) - f64::from(u8::from(*same));
            for (slope, value) in slopes.iter_mut().zip(row) {
                *slope += error * f64::from(*value) / rows.len() as f64;
            }
        }
        for place in 0..FEATURES {
            let slope = slopes[place] + 2e-5 * weights[place];
            squares[place] += slope * slope;
            weights[place] -= 0.5 * slope / f64::sqrt(squares[place]);
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_pairs_apart_is_weighed() {
        let row = |value: f32| {
            let mut row = [0.0; FEATURES];
            (row[0], row[1]) = (1.0, value);
            row
        };
        let rows: Vec<_> = (0..100).map(|at| (row(if at % 2 == 0 { 1.0 } else { -1.0 }), at % 2 == 0)).collect();
        let weights = fit(&rows);
        assert!(weights[1] > 2.0 && weights[0].abs() < 0.1, "{weights:?}");
    }
}
