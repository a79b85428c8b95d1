//! A second version of a plan, with the answer: which point came from which, and what was done to it.

use super::plan::{Done, Plan, Point};
use super::reword::{Rewording, capital};
use crate::random::Random;

/// How much is done to a plan.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// Name in the table.
    pub name: &'static str,
    /// Share of the words of each point that are reworded.
    pub reword: f64,
    /// Share of the points (and of the sub-points of each) that are moved.
    pub moves: f64,
    /// Points split, pairs merged, points added, points dropped: how many of each.
    pub splits: usize,
    /// See `splits`.
    pub merges: usize,
    /// See `splits`.
    pub added: usize,
    /// See `splits`.
    pub dropped: usize,
}

/// The recipes of the table; the first is the one that the issue asks a figure of.
pub const RECIPES: [Recipe; 4] = [
    Recipe {
        name: "30 % reworded, a third moved",
        reword: 0.3,
        moves: 1.0 / 3.0,
        splits: 0,
        merges: 0,
        added: 0,
        dropped: 0,
    },
    Recipe {
        name: "10 % reworded, a tenth moved",
        reword: 0.1,
        moves: 0.1,
        splits: 0,
        merges: 0,
        added: 1,
        dropped: 1,
    },
    Recipe {
        name: "split, merged, added, dropped",
        reword: 0.0,
        moves: 0.0,
        splits: 2,
        merges: 2,
        added: 2,
        dropped: 2,
    },
    Recipe { name: "all at once", reword: 0.3, moves: 1.0 / 3.0, splits: 2, merges: 2, added: 2, dropped: 2 },
];

/// `plan` revised by `recipe`; added points are taken from `others`.
pub fn revise(plan: &Plan, recipe: Recipe, others: &[&str], words: &Rewording, random: &mut Random) -> Plan {
    let mut new = plan.clone();
    drop_some(&mut new.points, recipe.dropped, random);
    merge_some(&mut new.points, recipe.merges, random);
    split_some(&mut new.points, recipe.splits, random);
    for point in &mut new.points {
        reword(point, recipe.reword, words, random);
    }
    move_some(&mut new.points, recipe.moves, random);
    for point in &mut new.points {
        move_some(&mut point.children, recipe.moves, random);
    }
    add_some(&mut new.points, recipe.added, others, random);
    new
}

fn reword(point: &mut Point, share: f64, words: &Rewording, random: &mut Random) {
    let text = words.reword(&point.text, share, random);
    point.done.reworded = text != point.text;
    point.text = text;
    for child in &mut point.children {
        reword(child, share, words, random);
    }
}

fn leaves(points: &[Point]) -> Vec<usize> {
    (0..points.len()).filter(|&at| points[at].children.is_empty() && points[at].done == Done::default()).collect()
}

fn drop_some(points: &mut Vec<Point>, count: usize, random: &mut Random) {
    for _ in 0..count {
        if let Some(&at) = random.pick(&leaves(points)) {
            points.remove(at);
        }
    }
}

/// Joins a point with the next one.
fn merge_some(points: &mut Vec<Point>, count: usize, random: &mut Random) {
    for _ in 0..count {
        let leaves = leaves(points);
        let pairs: Vec<usize> = leaves.iter().copied().filter(|at| leaves.contains(&(at + 1))).collect();
        let Some(&at) = random.pick(&pairs) else { return };
        let second = points.remove(at + 1);
        let first = &mut points[at];
        first.text = format!("{} {}", first.text, second.text);
        first.from.extend(second.from);
        first.done.merged = true;
    }
}

/// Cuts a point in two where its sentence has a joint.
fn split_some(points: &mut Vec<Point>, count: usize, random: &mut Random) {
    for _ in 0..count {
        let cuts: Vec<(usize, usize)> =
            leaves(points).into_iter().filter_map(|at| joint(&points[at].text).map(|cut| (at, cut))).collect();
        let Some(&(at, cut)) = random.pick(&cuts) else { return };
        let point = &mut points[at];
        point.done.split = true;
        let mut second = point.clone();
        second.text = capital(point.text[cut..].trim_start_matches([',', ' ']).trim_start_matches("and "));
        point.text = format!("{}.", &point.text[..cut]);
        points.insert(at + 1, second);
    }
}

/// The byte of the first ", and ", ", but " or " and " that has four words on each side.
fn joint(text: &str) -> Option<usize> {
    let long = |part: &str| part.split_whitespace().count() > 4;
    [", and ", ", but ", " and ", ", "].iter().find_map(|mark| {
        text.match_indices(mark).map(|(at, _)| at).find(|&at| long(&text[..at]) && long(&text[at + mark.len()..]))
    })
}

/// Takes a share of the points out and puts each back at another place.
fn move_some(points: &mut Vec<Point>, share: f64, random: &mut Random) {
    let count = (points.len() as f64 * share).round() as usize;
    if points.len() < 2 {
        return;
    }
    for _ in 0..count {
        let still: Vec<usize> = (0..points.len()).filter(|&at| !points[at].done.moved).collect();
        let Some(&at) = random.pick(&still) else { return };
        let mut point = points.remove(at);
        point.done.moved = true;
        let to = (at + 1 + random.below(points.len())) % (points.len() + 1);
        points.insert(to, point);
    }
}

fn add_some(points: &mut Vec<Point>, count: usize, others: &[&str], random: &mut Random) {
    for _ in 0..count {
        if let Some(text) = random.pick(others) {
            let point = Point { text: (*text).to_owned(), ..Point::default() };
            points.insert(random.below(points.len() + 1), point);
        }
    }
}
