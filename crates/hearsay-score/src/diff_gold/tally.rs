//! Right and wrong, counted and printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use hearsay::record::{ForceKind, PointChange};

use super::compare::Answer;
use super::force::{KINDS, Planted};
use super::plan::{Done, Plan, Point};
use super::render::Print;

/// Gold, found and both, of one figure.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    gold: usize,
    found: usize,
    right: usize,
}

impl Count {
    fn add<T: Ord>(&mut self, gold: &BTreeSet<T>, found: &BTreeSet<T>) {
        self.gold += gold.len();
        self.found += found.len();
        self.right += gold.intersection(found).count();
    }

    fn cells(self) -> String {
        let share = |whole: usize| if whole == 0 { 0.0 } else { 100.0 * self.right as f64 / whole as f64 };
        let f1 = if self.right == 0 { 0.0 } else { 200.0 * self.right as f64 / (self.gold + self.found) as f64 };
        format!("{:>7} {:>8.2} {:>8.2} {:>8.2}", self.gold, share(self.found), share(self.gold), f1)
    }
}

/// Counts of one recipe.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pairs: Count,
    kinds: BTreeMap<PointChange, Count>,
    plans: usize,
}

impl Tally {
    /// Counts one pair of plans; gives back whether every pair of points was right.
    pub fn add(&mut self, old: &Plan, new: &Plan, prints: (&Print, &Print), answer: &Answer) -> bool {
        let gold = pairs(new);
        self.plans += 1;
        self.pairs.add(&gold, &answer.pairs);
        self.count_kinds(old, new, prints, answer);
        gold == answer.pairs
    }

    fn count_kinds(&mut self, old: &Plan, new: &Plan, prints: (&Print, &Print), answer: &Answer) {
        for kind in PointChange::ALL {
            let (gold, found) = if kind == PointChange::Dropped {
                (dropped(old, new), answer.dropped.clone())
            } else {
                let told = |point: &usize| answer.kinds.get(point).is_some_and(|kinds| kinds.contains(&kind));
                let flat = new.flat();
                let asked: BTreeSet<usize> = (0..flat.len()).filter(|&at| asked(kind, flat[at])).collect();
                let holds = |at: &usize| kinds(flat[*at], *at, prints).contains(&kind);
                (asked.iter().copied().filter(holds).collect(), asked.into_iter().filter(told).collect())
            };
            self.kinds.entry(kind).or_default().add(&gold, &found);
        }
    }

    /// The lines of one recipe. Several sets of moves can explain one order, so that `moved` can be wrong and still true.
    pub fn lines(&self, name: &str) -> String {
        let mut out = format!("{name} ({} pairs of plans)\n", self.plans);
        let _ = writeln!(out, "  {:<12} {:>7} {:>8} {:>8} {:>8}", "", "gold", "prec.", "recall", "F1");
        let _ = writeln!(out, "  {:<12} {}", "alignment", self.pairs.cells());
        for (kind, count) in self.kinds.iter().filter(|(_, count)| count.gold + count.found > 0) {
            let _ = writeln!(out, "  {:<12} {}", kind.name(), count.cells());
        }
        out
    }
}

fn pairs(new: &Plan) -> BTreeSet<(usize, usize)> {
    let flat = new.flat();
    (0..flat.len()).flat_map(|at| flat[at].from.iter().map(move |&from| (from, at))).collect()
}

fn dropped(old: &Plan, new: &Plan) -> BTreeSet<usize> {
    let here: BTreeSet<usize> = new.flat().iter().flat_map(|point| point.from.clone()).collect();
    (0..old.flat().len()).filter(|at| !here.contains(at)).collect()
}

/// Whether a kind is judged on a point: labels and words of a split or merged point change of themselves.
fn asked(kind: PointChange, point: &Point) -> bool {
    let Done { split, merged, moved, .. } = point.done;
    match kind {
        PointChange::Reworded => !split && !merged,
        PointChange::Renumbered | PointChange::Kept => !split && !merged && !moved,
        PointChange::Moved => !split && !merged,
        _ => true,
    }
}

fn kinds(point: &Point, at: usize, (first, second): (&Print, &Print)) -> BTreeSet<PointChange> {
    let Done { reworded, moved, split, merged } = point.done;
    let renumbered = point.from.first().is_some_and(|&from| first.points[from].0 != second.points[at].0);
    let added = point.from.is_empty();
    let kept = !(added || reworded || moved || split || merged || renumbered);
    let told = [
        (PointChange::Kept, kept),
        (PointChange::Reworded, reworded),
        (PointChange::Moved, moved),
        (PointChange::Renumbered, renumbered),
        (PointChange::Split, split),
        (PointChange::Merged, merged),
        (PointChange::Added, added),
    ];
    told.into_iter().filter(|(_, holds)| *holds).map(|(kind, _)| kind).collect()
}

/// Whether a call of `found` names what was planted: a figure in "within 30 days" is a number and a deadline.
fn names(planted: ForceKind, found: ForceKind) -> bool {
    found == planted || (planted == ForceKind::Number && found == ForceKind::Deadline)
}

/// Counts of planted changes of force.
#[derive(Clone, Debug, Default)]
pub struct ForceTally {
    planted: BTreeMap<ForceKind, [usize; 3]>,
    still: usize,
    false_calls: usize,
}

impl ForceTally {
    /// Counts one point; gives back whether it was right.
    pub fn add(&mut self, planted: Option<Planted>, at: usize, answer: &Answer) -> bool {
        let told = answer.force.get(&at);
        let Some(planted) = planted else {
            self.still += 1;
            let called = told.is_some_and(|(force, calls)| force.is_some() || !calls.is_empty());
            self.false_calls += usize::from(called);
            return !called;
        };
        let called = told.is_some_and(|(_, calls)| calls.iter().any(|call| names(planted.what, call.what)));
        let way = planted.force.is_none() || told.is_some_and(|(force, _)| *force == planted.force);
        let counts = self.planted.entry(planted.what).or_default();
        counts[0] += 1;
        counts[1] += usize::from(called);
        counts[2] += usize::from(called && way);
        called && way
    }

    /// The lines of the table.
    pub fn lines(&self) -> String {
        let mut out = String::from("force (one planted change in about half of the points)\n");
        let _ = writeln!(out, "  {:<12} {:>7} {:>8} {:>10}", "", "planted", "called", "right way");
        for kind in KINDS {
            let [all, called, way] = self.planted.get(&kind).copied().unwrap_or_default();
            let share = |part: usize| 100.0 * part as f64 / all.max(1) as f64;
            let name = format!("{kind:?}").to_lowercase();
            let _ = writeln!(out, "  {name:<12} {all:>7} {:>8.2} {:>10.2}", share(called), share(way));
        }
        let _ = writeln!(out, "  called where nothing was changed: {} of {}", self.false_calls, self.still);
        out
    }
}
