//! The difference for a person: words left out in [-…-], words put in in {+…+}, two columns where the width allows.

use std::fmt::Write as _;

use hearsay::record::{DiffReport, Force, ForceCall, PointDiff, WordChange};

/// The narrowest terminal that gets two columns.
const WIDE: usize = 100;

/// Writes the report for a terminal of `width` columns.
pub fn write(report: &DiffReport, width: usize) -> String {
    let mut out = String::new();
    for point in &report.points {
        let _ = writeln!(out, "{}", heading(point));
        let (a, b) = (side(point, true), side(point, false));
        if point.changes.iter().all(|change| matches!(change, WordChange::Same { .. })) {
            out.push_str(&indented(&b, width));
        } else if width >= WIDE {
            out.push_str(&columns(&a, &b, width));
        } else {
            out.push_str(&[a, b].iter().filter(|s| !s.is_empty()).map(|s| indented(s, width)).collect::<String>());
        }
        for call in &point.calls {
            let _ = writeln!(out, "  ! {}", told(call));
        }
        out.push('\n');
    }
    let counts = report.counts.iter().filter(|(_, n)| **n > 0).map(|(kind, n)| format!("{n} {}", kind.name()));
    let _ = writeln!(out, "{}", counts.collect::<Vec<_>>().join(", "));
    out
}

/// "2 → 3  reworded, moved: weaker".
fn heading(point: &PointDiff) -> String {
    let ids = |ids: &[String]| if ids.is_empty() { "–".to_owned() } else { ids.join(" + ") };
    let kinds = point.kind.all().iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    let force = point.force.map_or(String::new(), |force| format!(": {}", way(force)));
    format!("{} → {}  {kinds}{force}", ids(&point.a), ids(&point.b))
}

fn way(force: Force) -> &'static str {
    match force {
        Force::Stronger => "stronger",
        Force::Weaker => "weaker",
    }
}

/// "weaker: shall → may (modal)", "changed: “not” left out (negation)".
pub fn told(call: &ForceCall) -> String {
    let way = call.force.map_or("changed", way);
    let words = match (&call.a, &call.b) {
        (Some(a), Some(b)) => format!("{a} → {b}"),
        (Some(a), None) => format!("“{a}” left out"),
        (None, Some(b)) => format!("“{b}” put in"),
        (None, None) => String::new(),
    };
    format!("{way}: {words} ({})", format!("{:?}", call.what).to_lowercase())
}

/// The words of one side with their marks.
fn side(point: &PointDiff, first: bool) -> String {
    let piece = |change: &WordChange| match (change, first) {
        (WordChange::Same { words }, _) => words.clone(),
        (WordChange::Changed { a, .. } | WordChange::LeftOut { a }, true) => format!("[-{a}-]"),
        (WordChange::Changed { b, .. } | WordChange::PutIn { b }, false) => format!("{{+{b}+}}"),
        _ => String::new(),
    };
    let present = if first { !point.a.is_empty() } else { !point.b.is_empty() };
    let pieces = point.changes.iter().map(piece).filter(|text| present && !text.is_empty());
    pieces.collect::<Vec<_>>().join(" ")
}

/// Lines of at most `width` characters.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn indented(text: &str, width: usize) -> String {
    wrapped(text, width.saturating_sub(2).max(20)).iter().map(|line| format!("  {line}\n")).collect()
}

fn columns(a: &str, b: &str, width: usize) -> String {
    let half = (width - 5) / 2;
    let (a, b) = (wrapped(a, half), wrapped(b, half));
    let empty = String::new();
    let row = |at: usize| {
        let (left, right) = (a.get(at).unwrap_or(&empty), b.get(at).unwrap_or(&empty));
        let gap = " ".repeat(half.saturating_sub(left.chars().count()));
        format!("  {left}{gap} | {right}").trim_end().to_owned() + "\n"
    };
    (0..a.len().max(b.len())).map(row).collect()
}
