//! The engine's comparison of two prints, in the generator's own numbers of points.

use std::collections::{BTreeMap, BTreeSet};

use hearsay::check::plans::diff;
use hearsay::read::{ReadOptions, read};
use hearsay::record::{ComparedPlan, Force, ForceCall, PointChange};
use hearsay::text::{Document, Kind, OffsetUnit};

use super::render::Print;

/// What the engine says of a pair of prints. Points are numbered in reading order; a point that the engine made up has a
/// number past the last.
#[derive(Debug, Default)]
pub struct Answer {
    /// Which point of the first stands for which of the second.
    pub pairs: BTreeSet<(usize, usize)>,
    /// What became of each point of the second.
    pub kinds: BTreeMap<usize, BTreeSet<PointChange>>,
    /// Points of the first that were dropped.
    pub dropped: BTreeSet<usize>,
    /// Force of each point of the second: the way, and the words called out.
    pub force: BTreeMap<usize, (Option<Force>, Vec<ForceCall>)>,
}

/// Runs the engine.
///
/// # Errors
/// The reader's message: a print is a text that must be read.
pub fn compare(first: &Print, second: &Print) -> Result<Answer, String> {
    let documents = (document(first)?, document(second)?);
    let report = diff(&documents.0, &documents.1, OffsetUnit::Byte);
    let (a, b) = (numbers(&report.a, &documents.0, first), numbers(&report.b, &documents.1, second));
    let mut answer = Answer::default();
    for entry in &report.points {
        let ours = |ids: &[String], numbers: &BTreeMap<String, usize>| -> Vec<usize> {
            ids.iter().filter_map(|id| numbers.get(id).copied()).collect()
        };
        let (from, to) = (ours(&entry.a, &a), ours(&entry.b, &b));
        answer.pairs.extend(from.iter().flat_map(|&a| to.iter().map(move |&b| (a, b))));
        for point in to {
            answer.kinds.entry(point).or_default().extend(entry.kind.all());
            answer.force.insert(point, (entry.force, entry.calls.clone()));
        }
        if entry.b.is_empty() {
            answer.dropped.extend(from);
        }
    }
    Ok(answer)
}

fn document(print: &Print) -> Result<Document, String> {
    let options = ReadOptions { name: Some("plan.txt".into()), media_type: None, kind: Some(Kind::Plan) };
    read(print.text.as_bytes(), &options).map_err(|error| error.to_string())
}

/// The engine's ids in the generator's numbers: a point is the one whose words it begins in.
fn numbers(plan: &ComparedPlan, document: &Document, print: &Print) -> BTreeMap<String, usize> {
    let mut unknown = print.points.len();
    let mut numbers = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for point in &plan.points {
        let clean = point.pinned.spans.first().map_or(0, |span| span[0]);
        let start = document.map().original(clean).map_or(0, |(start, _)| start);
        let at = print.points.iter().position(|(_, from, to)| (*from..*to).contains(&start));
        let number = at.filter(|&at| taken.insert(at)).unwrap_or_else(|| {
            unknown += 1;
            unknown
        });
        numbers.insert(point.id.clone(), number);
    }
    numbers
}
