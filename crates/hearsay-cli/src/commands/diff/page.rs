//! The difference as one self-contained page: both plans side by side, marks that do not depend on colour.

use std::fmt::Write as _;

use hearsay::record::{ComparedPlan, DiffReport, Force, PointDiff, WordChange};

const STYLE: &str = include_str!("page.css");

/// Writes the page.
pub fn write(report: &DiffReport, names: [&str; 2]) -> String {
    let [a, b] = names.map(escape);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{a} against {b}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{a} against {b}</h1>\n"
    );
    let counts = report.counts.iter().filter(|(_, n)| **n > 0).map(|(kind, n)| format!("{n} {}", kind.name()));
    let _ = writeln!(out, "<p class=\"counts\">{}</p>", counts.collect::<Vec<_>>().join(", "));
    out.push_str("<p class=\"key\"><del>left out</del> <ins>put in</ins></p>\n");
    let _ = writeln!(out, "<table>\n<thead><tr><th>What</th><th>{a}</th><th>{b}</th></tr></thead>\n<tbody>");
    for point in &report.points {
        out.push_str(&row(point, report));
    }
    out.push_str("</tbody>\n</table>\n</body>\n</html>\n");
    out
}

fn row(point: &PointDiff, report: &DiffReport) -> String {
    let kinds = point.kind.all().iter().map(|kind| kind.name()).collect::<Vec<_>>();
    let force = match point.force {
        Some(Force::Stronger) => "<p class=\"force\">▲ stronger</p>",
        Some(Force::Weaker) => "<p class=\"force\">▼ weaker</p>",
        None => "",
    };
    let calls: String =
        point.calls.iter().map(|call| format!("<li>{}</li>", escape(&super::side_by_side::told(call)))).collect();
    let calls = if calls.is_empty() { calls } else { format!("<ul>{calls}</ul>") };
    format!(
        "<tr class=\"{}\"><td><b>{}</b>{force}{calls}</td><td>{}{}</td><td>{}{}</td></tr>\n",
        kinds.join(" "),
        kinds.join(", "),
        labels(&point.a, &report.a),
        side(point, true),
        labels(&point.b, &report.b),
        side(point, false),
    )
}

/// The ids of the points, each with a link target.
fn labels(ids: &[String], plan: &ComparedPlan) -> String {
    let known = |id: &&String| plan.points.iter().any(|point| point.id == **id);
    let shown = ids.iter().filter(known).map(|id| format!("<span class=\"id\">{}</span> ", escape(id)));
    shown.collect()
}

fn side(point: &PointDiff, first: bool) -> String {
    let present = if first { !point.a.is_empty() } else { !point.b.is_empty() };
    if !present {
        return "<span class=\"none\">–</span>".to_owned();
    }
    let piece = |change: &WordChange| match (change, first) {
        (WordChange::Same { words }, _) => escape(words),
        (WordChange::Changed { a, .. } | WordChange::LeftOut { a }, true) => format!("<del>{}</del>", escape(a)),
        (WordChange::Changed { b, .. } | WordChange::PutIn { b }, false) => format!("<ins>{}</ins>", escape(b)),
        _ => String::new(),
    };
    point.changes.iter().map(piece).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_in_a_plan_stays_text() {
        assert_eq!(super::escape("<b>\"&"), "&lt;b&gt;&quot;&amp;");
    }
}
