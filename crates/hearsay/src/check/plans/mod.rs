//! A plan against its next version: aligned over the whole, point by point, then word by word.
//!
//! The two are always compared in the same direction, and turned round at the end where they were given the other way, so
//! that the diff of A and B is the mirror of the diff of B and A, ties included.

mod align;
mod assign;
mod changes;
mod deadlines;
mod force;
mod mirror;
mod order;
mod phrases;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::read::plan::{Outline, Role, outline};
use crate::record::{
    CheckedDocument, ComparedPlan, DiffReport, FORMAT_VERSION, Kinds, MatterRole, Pinned, PlanMatter, PlanPoint,
    PointChange, PointDiff, WordChange,
};
use crate::text::{Document, OffsetTable, OffsetUnit, Span};
use align::{Group, Unit, align};
use force::Side;
use words::{Grams, Word};

/// Holds plan `a` against plan `b`; offsets in the report are counted in `offsets`.
#[must_use]
pub fn diff(a: &Document, b: &Document, offsets: OffsetUnit) -> DiffReport {
    let (first, second) = (Plan::new(a), Plan::new(b));
    let turned = first.order() > second.order();
    let points = if turned { compare(&second, &first) } else { compare(&first, &second) };
    let points = if turned { points.into_iter().map(mirror::point).collect() } else { points };
    let points = sorted(points, &first, &second);
    let count = |kind: PointChange| points.iter().filter(|p| p.kind.all().contains(&kind)).count();
    DiffReport {
        hearsay: FORMAT_VERSION,
        a: first.compared(offsets),
        b: second.compared(offsets),
        counts: PointChange::ALL.iter().map(|&kind| (kind, count(kind))).collect(),
        points,
    }
}

/// How a text became another, word by word; white space aside.
#[must_use]
pub fn reworded(a: &str, b: &str) -> Vec<WordChange> {
    let (words_a, words_b) = (words::words(a), words::words(b));
    let stretches = changes::stretches(&words_a, &words_b);
    changes::changes(a, &words_a, b, &words_b, &stretches)
}

/// A point with what the comparison needs of it.
struct Point {
    id: String,
    label: String,
    parent: Option<usize>,
    text: String,
    words: Vec<Word>,
}

struct Plan<'d> {
    document: &'d Document,
    outline: Outline,
    points: Vec<Point>,
}

impl<'d> Plan<'d> {
    fn new(document: &'d Document) -> Self {
        let outline = outline(document);
        let items: Vec<usize> = outline.points().map(|(at, _)| at).collect();
        let point = |&at: &usize| {
            let item = &outline.items[at];
            let text = outline.text(document, at);
            Point {
                id: item.id.clone(),
                label: item.label.clone().unwrap_or_default(),
                parent: item.parent.and_then(|parent| items.iter().position(|item| *item == parent)),
                words: words::words(&text),
                text,
            }
        };
        let points = items.iter().map(point).collect();
        Self { document, outline, points }
    }

    /// What decides the direction of the comparison.
    fn order(&self) -> Vec<(&str, &str)> {
        self.points.iter().map(|point| (point.id.as_str(), point.text.as_str())).collect()
    }

    fn compared(&self, offsets: OffsetUnit) -> ComparedPlan {
        let table = OffsetTable::new(self.document.text(), offsets);
        let pin = |at: usize| Pinned {
            text: self.outline.text(self.document, at),
            spans: self.outline.items[at].spans.iter().map(|span: &Span| table.pair(*span)).collect(),
        };
        let mut compared = ComparedPlan {
            document: CheckedDocument::new(self.document, offsets),
            points: Vec::new(),
            other: Vec::new(),
        };
        for (at, item) in self.outline.items.iter().enumerate() {
            let role = match item.role {
                Role::Point => {
                    compared.points.push(PlanPoint { id: item.id.clone(), label: item.label.clone(), pinned: pin(at) });
                    continue;
                }
                Role::Preamble => MatterRole::Preamble,
                Role::Heading => MatterRole::Heading,
                Role::Signature => MatterRole::Signature,
            };
            compared.other.push(PlanMatter { role, pinned: pin(at) });
        }
        compared
    }
}

fn compare(a: &Plan<'_>, b: &Plan<'_>) -> Vec<PointDiff> {
    let all: Vec<&[Word]> = a.points.iter().chain(&b.points).map(|point| point.words.as_slice()).collect();
    let grams = words::grams(&all);
    let (grams_a, grams_b) = grams.split_at(a.points.len());
    let groups = align(&units(a, grams_a), &units(b, grams_b));
    let moved = moved(&groups, a, b);
    let tables = force::Tables::english();
    groups.iter().map(|group| describe(group, a, b, moved.contains(&key(group)), &tables)).collect()
}

fn units<'p>(plan: &'p Plan<'_>, grams: &'p [Grams]) -> Vec<Unit<'p>> {
    let unit = |(point, grams): (&'p Point, &'p Grams)| Unit { grams, label: &point.label, parent: point.parent };
    plan.points.iter().zip(grams).map(unit).collect()
}

/// A point of the first plan and one of the second.
type Pair = (usize, usize);

/// The first points of a group with both sides.
fn key(group: &Group) -> Option<(usize, usize)> {
    Some((*group.a.first()?, *group.b.first()?))
}

/// Groups that moved: under another point than before, or out of the order of their neighbours under the same point.
fn moved(groups: &[Group], a: &Plan<'_>, b: &Plan<'_>) -> BTreeSet<Option<(usize, usize)>> {
    let mut pairs: Vec<(usize, usize)> = groups.iter().filter_map(key).collect();
    pairs.sort_unstable();
    let joined = |x: usize, y: usize| groups.iter().any(|group| group.a.contains(&x) && group.b.contains(&y));
    let mut out = BTreeSet::new();
    let mut families: BTreeMap<Option<Pair>, Vec<Pair>> = BTreeMap::new();
    for (x, y) in pairs {
        match (a.points[x].parent, b.points[y].parent) {
            (None, None) => families.entry(None).or_default().push((x, y)),
            (Some(p), Some(q)) if joined(p, q) => families.entry(Some((p, q))).or_default().push((x, y)),
            _ => {
                out.insert(Some((x, y)));
            }
        }
    }
    out.extend(families.values().flat_map(|family| order::out_of_order(family)).map(Some));
    out
}

fn describe(group: &Group, a: &Plan<'_>, b: &Plan<'_>, moved: bool, tables: &force::Tables) -> PointDiff {
    let (text_a, text_b) = (joined(&group.a, a), joined(&group.b, b));
    let (words_a, words_b) = (words::words(&text_a), words::words(&text_b));
    let stretches = changes::stretches(&words_a, &words_b);
    let both = !group.a.is_empty() && !group.b.is_empty();
    let (side_a, side_b) = (Side { text: &text_a, words: &words_a }, Side { text: &text_b, words: &words_b });
    let calls = if both { force::calls(side_a, side_b, &stretches, tables) } else { Vec::new() };
    let labels = |plan: &Plan<'_>, at: &[usize]| at.first().map(|at| plan.points[*at].label.clone());
    let mut kinds = Vec::new();
    let mut add = |holds: bool, kind: PointChange| kinds.extend(holds.then_some(kind));
    add(group.a.is_empty(), PointChange::Added);
    add(group.b.is_empty(), PointChange::Dropped);
    add(both && group.b.len() > 1, PointChange::Split);
    add(both && group.a.len() > 1, PointChange::Merged);
    add(both && stretches.iter().any(|s| !s.same), PointChange::Reworded);
    add(both && moved, PointChange::Moved);
    add(both && labels(a, &group.a) != labels(b, &group.b), PointChange::Renumbered);
    if kinds.is_empty() {
        kinds.push(PointChange::Kept);
    }
    let ids = |plan: &Plan<'_>, at: &[usize]| at.iter().map(|at| plan.points[*at].id.clone()).collect();
    PointDiff {
        kind: Kinds::new(kinds),
        a: ids(a, &group.a),
        b: ids(b, &group.b),
        changes: changes::changes(&text_a, &words_a, &text_b, &words_b, &stretches),
        force: force::overall(&calls),
        calls,
    }
}

fn joined(at: &[usize], plan: &Plan<'_>) -> String {
    at.iter().map(|at| plan.points[*at].text.as_str()).collect::<Vec<_>>().join(" ")
}

/// In order of the second plan; what was dropped stands after what stood before it in the first.
fn sorted(points: Vec<PointDiff>, a: &Plan<'_>, b: &Plan<'_>) -> Vec<PointDiff> {
    let place = |plan: &Plan<'_>, ids: &[String]| {
        ids.first().and_then(|id| plan.points.iter().position(|point| point.id == *id))
    };
    let mut rest: Vec<PointDiff> = points;
    rest.sort_by_key(|point| (place(b, &point.b).is_none(), place(b, &point.b), place(a, &point.a)));
    let dropped = rest.split_off(rest.iter().position(|point| point.b.is_empty()).unwrap_or(rest.len()));
    for point in dropped {
        let before = place(a, &point.a);
        let at = rest.iter().rposition(|other| place(a, &other.a).is_some_and(|at| Some(at) < before));
        let nearest = at.and_then(|_| {
            (0..rest.len())
                .filter(|&i| place(a, &rest[i].a) < before && !rest[i].a.is_empty())
                .max_by_key(|&i| place(a, &rest[i].a))
        });
        rest.insert(nearest.map_or(0, |i| i + 1), point);
    }
    rest
}
