//! The gold of `hearsay diff`: plans revised by a seeded generator, with known answers.
//!
//! Written from the issue that asked for the command and the format of its answer alone, never from the engine's alignment: the
//! two must not share a mistake. Seeds 0 to 999 are for development, 7001 and up for reports.

mod compare;
mod force;
mod plan;
mod render;
mod revise;
mod reword;
mod tally;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::PathBuf;

use compare::{Answer, compare};
use plan::Plan;
use render::{Print, Style, print};
use reword::Rewording;
use tally::{ForceTally, Tally};

use crate::random::Random;

/// `hearsay-score diff`: how often the comparison of plans is right.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Folder of plans that revisions are made of
    #[arg(long, value_name = "FOLDER")]
    plans: PathBuf,
    /// Seed of the revisions: 0 to 999 for development, 7001 and up for reports
    #[arg(long, default_value_t = 7001)]
    seed: u64,
    /// Revisions of each plan, in each recipe
    #[arg(long, default_value_t = 40)]
    rounds: u64,
    /// File to write the failures to
    #[arg(long, value_name = "FILE")]
    failures: Option<PathBuf>,
}

/// Runs the gold and gives back what is to be printed.
///
/// # Errors
/// A message where the plans cannot be read or the failures not written.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let plans = plan::load(&arguments.plans)?;
    let texts = plans.iter().flat_map(Plan::flat).map(|point| point.text.as_str());
    let words = Rewording::load(&arguments.plans.join("rewordings.tsv"), texts)?;
    let mut failures = String::new();
    let mut out = format!("seed {}, {} plans, {} rounds\n", arguments.seed, plans.len(), arguments.rounds);
    for (stream, recipe) in revise::RECIPES.into_iter().enumerate() {
        let mut tally = Tally::default();
        for (old, mut random) in rounds(&plans, arguments, stream as u64) {
            let new = revise::revise(old, recipe, &others(&plans, old), &words, &mut random);
            let (first, second, answer) = compared(old, &new, &mut random)?;
            if !tally.add(old, &new, (&first, &second), &answer) {
                failures +=
                    &format!("== {} · {}\n{}\n--\n{}\n{answer:#?}\n", recipe.name, old.name, first.text, second.text);
            }
        }
        out += &tally.lines(recipe.name);
    }
    out += &force(&plans, arguments, &mut failures)?;
    if let Some(path) = &arguments.failures {
        fs::write(path, failures).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(out)
}

fn rounds<'p>(plans: &'p [Plan], arguments: &Arguments, stream: u64) -> impl Iterator<Item = (&'p Plan, Random)> {
    let (seed, rounds) = (arguments.seed, arguments.rounds);
    let each = move |(index, plan): (usize, &'p Plan)| {
        (0..rounds).map(move |round| (plan, Random::new(seed, (stream * 1000 + index as u64) * 10_000 + round)))
    };
    plans.iter().enumerate().flat_map(each)
}

/// Points of the other plans, to be added.
fn others<'p>(plans: &'p [Plan], plan: &Plan) -> Vec<&'p str> {
    let foreign = plans.iter().filter(|other| other.name != plan.name);
    foreign.flat_map(Plan::flat).map(|point| point.text.as_str()).collect()
}

fn compared(old: &Plan, new: &Plan, random: &mut Random) -> Result<(Print, Print, Answer), String> {
    let style = Style::any(random);
    let (first, second) = (print(old, style), print(new, style));
    let answer = compare(&first, &second).map_err(|error| format!("{}: {error}", old.name))?;
    Ok((first, second, answer))
}

fn force(plans: &[Plan], arguments: &Arguments, failures: &mut String) -> Result<String, String> {
    let mut tally = ForceTally::default();
    for (old, mut random) in rounds(plans, arguments, 9) {
        let (new, planted) = force::plant(old, &mut random);
        let (_, _, answer) = compared(old, &new, &mut random)?;
        for (at, planted) in planted.into_iter().enumerate() {
            if !tally.add(planted, at, &answer) {
                let (before, after) = (&old.flat()[at].text, &new.flat()[at].text);
                *failures += &format!("== force · {planted:?}\n{before}\n{after}\n{:#?}\n", answer.force.get(&at));
            }
        }
    }
    Ok(tally.lines())
}
