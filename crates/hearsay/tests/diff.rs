//! Plans held against plans: stories with the difference expected of them, and what must hold for any plans.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "helpers of tests may panic and tell")]

use std::fs;
use std::path::Path;

use hearsay::check::plans::diff;
use hearsay::read::plan::outline;
use hearsay::read::{ReadOptions, read};
use hearsay::record::{DiffReport, Force, PointChange, WordChange};
use hearsay::text::{Document, Kind, OffsetUnit};
use proptest::prelude::*;

fn plan(text: &str) -> Document {
    read(text.as_bytes(), &ReadOptions { kind: Some(Kind::Plan), ..ReadOptions::default() }).unwrap()
}

fn way(force: Option<Force>) -> &'static str {
    match force {
        Some(Force::Stronger) => "stronger",
        Some(Force::Weaker) => "weaker",
        None => "changed",
    }
}

/// One line a point, then the words that changed an obligation.
fn lines(report: &DiffReport) -> String {
    let mut out = String::new();
    let ids = |ids: &[String]| if ids.is_empty() { "-".to_owned() } else { ids.join("+") };
    for point in &report.points {
        let kinds: Vec<_> = point.kind.all().iter().map(|kind| kind.name()).collect();
        let force = point.force.map_or(String::new(), |f| format!(": {}", way(Some(f))));
        out.push_str(&format!("{} -> {}  {}{force}\n", ids(&point.a), ids(&point.b), kinds.join(", ")));
        for call in &point.calls {
            let show = |words: &Option<String>| words.clone().unwrap_or_else(|| "-".to_owned());
            let what = format!("{:?}", call.what).to_lowercase();
            out.push_str(&format!("  {what} {}: {} -> {}\n", way(call.force), show(&call.a), show(&call.b)));
        }
    }
    out
}

fn block<'s>(story: &'s str, name: &str) -> &'s str {
    let (_, rest) = story.split_once(&format!("```{name}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

#[test]
fn stories_have_the_difference_expected_of_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/diff");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 20);
    let mut wrong = 0;
    for path in paths {
        let story = fs::read_to_string(&path).unwrap();
        let report = diff(&plan(block(&story, "a")), &plan(block(&story, "b")), OffsetUnit::Byte);
        let (found, expected) = (lines(&report), block(&story, "diff"));
        if found != expected {
            wrong += 1;
            eprintln!("{}\nexpected:\n{expected}found:\n{found}", path.display());
        }
    }
    assert_eq!(wrong, 0, "stories differ");
}

#[test]
fn preamble_headings_and_signatures_are_told_apart() {
    let text = "Accord\n\nWe agree:\n\nPART ONE\n\n1. Boats sail.\n\nSigned at Gull Rock\nAnsel Crome\n";
    let document = plan(text);
    let roles: Vec<_> = outline(&document).items.iter().map(|item| format!("{:?}", item.role)).collect();
    assert_eq!(roles, ["Preamble", "Preamble", "Heading", "Point", "Signature", "Signature"]);
}

/// Words that plans are made of, common and rare.
const STOCK: &str = "the of and to in shall will may must be by for with on a both towns council harbour lagoon salt works ferry bridge \
    lighthouse reef pilots guild customs house inspectors books prisoners exchange gunboats withdraw shelling stop nets boats anchor \
    fishermen banks weir toll keeper mill wool duty cattle carts road border guards flags schools language teachers hospital doctors \
    grain price tax census votes mayor judges court appeal maps survey stones wells water canal lock timber forest deer hunting season \
    bells church market Monday spring tide winter ice coal ships sailors wages pensions widows orphans bread mines fence towers wall";

/// The share of points (precision and recall together) whose partner is found after 30 % of the words were replaced and a
/// third of the points moved.
fn alignment_f1(seed: u64) -> f64 {
    let mut state = seed;
    let mut below = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    let stock: Vec<&str> = STOCK.split_whitespace().collect();
    let points: Vec<Vec<&str>> =
        (0..24).map(|_| (0..8 + below(16)).map(|_| stock[below(stock.len())]).collect()).collect();
    let mut order: Vec<usize> = (0..points.len()).collect();
    for _ in 0..points.len() / 3 {
        let point = order.remove(below(points.len()));
        order.insert(below(points.len()), point);
    }
    let mut reword = |words: &[&str]| -> String {
        let words = words.iter().map(|word| if below(100) < 30 { stock[below(stock.len())] } else { *word });
        words.collect::<Vec<_>>().join(" ")
    };
    let first: String = points.iter().enumerate().map(|(at, p)| format!("{}. {}.\n", at + 1, p.join(" "))).collect();
    let second: String =
        order.iter().enumerate().map(|(at, p)| format!("{}. {}.\n", at + 1, reword(&points[*p]))).collect();
    let report = diff(&plan(&first), &plan(&second), OffsetUnit::Byte);
    let right = |p: &hearsay::record::PointDiff| {
        p.a.iter()
            .flat_map(|a| p.b.iter().map(move |b| (a, b)))
            .filter(|(a, b)| {
                b.parse::<usize>()
                    .ok()
                    .and_then(|b| order.get(b - 1))
                    .is_some_and(|point| (point + 1).to_string() == **a)
            })
            .count()
    };
    let found: usize = report.points.iter().map(|p| p.a.len() * p.b.len()).sum();
    let right: usize = report.points.iter().map(right).sum();
    2.0 * right as f64 / (found + points.len()) as f64
}

#[test]
fn reworded_and_moved_points_find_their_partners() {
    let mean = (1..=40).map(alignment_f1).sum::<f64>() / 40.0;
    assert!(mean >= 0.97, "{mean}");
}

/// Plans of a few points out of a small stock of words, so that points are alike and ties are common.
fn plans() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "boats", "shall", "may", "sail", "not", "within", "10", "days", "Norvia", "salt", "if",
    ]);
    let point = prop::collection::vec(word, 1..8).prop_map(|words| words.join(" "));
    let label = prop::sample::select(vec!["1.", "2.", "3.", "(a)", "(b)", "(i)", "-", "Article 2:", "2.1", ""]);
    prop::collection::vec((label, point), 0..8)
        .prop_map(|points| points.iter().map(|(label, point)| format!("{label} {point}.\n\n")).collect())
}

fn mirrored(report: &DiffReport) -> Vec<String> {
    let kind = |kind: &PointChange| match kind {
        PointChange::Added => PointChange::Dropped,
        PointChange::Dropped => PointChange::Added,
        PointChange::Split => PointChange::Merged,
        PointChange::Merged => PointChange::Split,
        other => *other,
    };
    let turn = |change: &WordChange| match change.clone() {
        WordChange::Changed { a, b } => WordChange::Changed { a: b, b: a },
        WordChange::LeftOut { a } => WordChange::PutIn { b: a },
        WordChange::PutIn { b } => WordChange::LeftOut { a: b },
        same => same,
    };
    let point = |p: &hearsay::record::PointDiff| {
        let mut kinds: Vec<_> = p.kind.all().iter().map(kind).collect();
        kinds.sort();
        let force = p.force.map(|f| if f == Force::Stronger { Force::Weaker } else { Force::Stronger });
        format!("{:?} {:?} {kinds:?} {force:?} {:?}", p.b, p.a, p.changes.iter().map(turn).collect::<Vec<_>>())
    };
    let mut all: Vec<String> = report.points.iter().map(point).collect();
    all.sort();
    all
}

fn plainly(report: &DiffReport) -> Vec<String> {
    let point = |p: &hearsay::record::PointDiff| {
        format!("{:?} {:?} {:?} {:?} {:?}", p.a, p.b, p.kind.all(), p.force, p.changes)
    };
    let mut all: Vec<String> = report.points.iter().map(point).collect();
    all.sort();
    all
}

proptest! {
    #[test]
    fn a_plan_against_itself_is_all_kept(text in plans()) {
        let report = diff(&plan(&text), &plan(&text), OffsetUnit::Byte);
        prop_assert!(report.points.iter().all(|p| p.kind.all() == [PointChange::Kept] && p.a == p.b), "{}", lines(&report));
    }

    #[test]
    fn the_other_way_round_is_the_mirror(a in plans(), b in plans()) {
        let there = diff(&plan(&a), &plan(&b), OffsetUnit::Byte);
        let back = diff(&plan(&b), &plan(&a), OffsetUnit::Byte);
        prop_assert_eq!(mirrored(&there), plainly(&back));
    }

    #[test]
    fn every_point_is_in_one_entry(a in plans(), b in plans()) {
        let report = diff(&plan(&a), &plan(&b), OffsetUnit::Byte);
        let mut ids: Vec<_> = report.points.iter().flat_map(|p| &p.b).collect();
        let mut all: Vec<_> = report.b.points.iter().map(|p| &p.id).collect();
        ids.sort();
        all.sort();
        prop_assert_eq!(ids, all);
    }

    #[test]
    fn broken_plans_are_read_or_refused(text in plans(), cuts in prop::collection::vec((0usize..400, any::<u8>()), 0..12)) {
        let mut bytes = text.into_bytes();
        for (at, byte) in cuts {
            if !bytes.is_empty() {
                let at = at % bytes.len();
                bytes[at] = byte;
            }
        }
        let options = ReadOptions { kind: Some(Kind::Plan), ..ReadOptions::default() };
        if let Ok(document) = read(&bytes, &options) {
            for item in outline(&document).items {
                prop_assert!(item.spans.iter().all(|span| !document.slice(*span).is_empty()));
            }
        }
    }
}
