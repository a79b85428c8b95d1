//! A check report for a person at a terminal. Marks are characters, not colours.

use std::fmt::Write;

use super::flow::Flow;
use crate::record::{Agreement, CheckReport, CheckedQuotation, Piece, Place, word};

/// Writes a report; `name` is what the user called the article.
#[must_use]
pub fn text(report: &CheckReport, name: &str) -> String {
    let mut out = format!("{name}: {}\n", summary(report));
    for (index, quotation) in report.quotations.iter().enumerate() {
        out.push('\n');
        write_quotation(&mut out, index + 1, quotation);
    }
    out
}

/// "5 quotations: 3 verbatim, 2 altered".
#[must_use]
pub fn summary(report: &CheckReport) -> String {
    let count = report.quotations.len();
    let verdicts: Vec<String> = report
        .counts
        .iter()
        .filter(|(_, count)| **count > 0)
        .map(|(worst, count)| format!("{count} {}", spoken(&word(worst))))
        .collect();
    match verdicts.as_slice() {
        [] => "no quotations".to_owned(),
        verdicts => format!("{count} quotation{}: {}", if count == 1 { "" } else { "s" }, verdicts.join(", ")),
    }
}

/// A verdict's word without hyphens.
pub(super) fn spoken(word: &str) -> String {
    word.replace('-', " ")
}

fn write_quotation(out: &mut String, number: usize, quotation: &CheckedQuotation) {
    let verdict = spoken(&word(quotation.worst)).to_uppercase();
    line(out, &format!("{number}  {verdict}"), &format!("“{}”", quotation.pinned.text));
    line(out, "   why", &quotation.why);
    if let Some(place) = quotation.places.first() {
        let transcript = marked(&quotation.alignment, &place.text);
        line(out, "   transcript", &format!("{}{transcript}", head(place)));
    } else if let Some(near) = &quotation.near {
        line(out, "   nearest", &format!("{}{}", head(near), near.text));
    }
    let doubts = [("speaker", quotation.speaker), ("audience", quotation.audience), ("occasion", quotation.occasion)];
    let wrong: Vec<&str> =
        doubts.iter().filter(|(_, agreement)| *agreement == Agreement::Wrong).map(|(name, _)| *name).collect();
    if !wrong.is_empty() {
        line(out, "   wrong", &wrong.join(", "));
    }
    if !quotation.freedoms.is_empty() {
        let freedoms: Vec<String> = quotation.freedoms.iter().map(word).collect();
        line(out, "   freedoms", &freedoms.join(", "));
    }
    if let Some(citation) = &quotation.citation {
        line(out, "   cite", citation);
    }
    if quotation.places.len() > 1 {
        line(
            out,
            "   also",
            &format!("{} more place{}", quotation.places.len() - 1, if quotation.places.len() > 2 { "s" } else { "" }),
        );
    }
}

fn line(out: &mut String, head: &str, body: &str) {
    let body = body.split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = writeln!(out, "{head:<20} {body}");
}

fn head(place: &Place) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(place.speaker.clone());
    parts.extend(place.turn.map(|turn| format!("turn {turn}")));
    parts.extend(place.time.clone());
    if parts.is_empty() { String::new() } else { format!("{}: ", parts.join(", ")) }
}

/// The alignment in one line: `{was → became}`, `[-left out-]`, `{+put in+}`, `(… marked …)`, `// apart //`; the marks are those
/// of the transcript.
#[must_use]
pub fn marked(alignment: &[Piece], transcript: &str) -> String {
    let mut flow = Flow::new(transcript);
    let mut out = String::new();
    let mut push = |spoken: &str, shown: &dyn Fn(&str) -> String| {
        let (before, words) = if spoken.is_empty() { (" ".to_owned(), String::new()) } else { flow.next(spoken) };
        out.push_str(&before);
        out.push_str(&shown(&words));
    };
    for piece in alignment {
        match piece {
            Piece::Same { words } => push(words, &str::to_owned),
            Piece::Free { transcript, .. } => push(transcript, &str::to_owned),
            Piece::Changed { transcript, article, .. } => push(transcript, &|words| format!("{{{words} → {article}}}")),
            Piece::LeftOut { transcript, .. } => push(transcript, &|words| format!("[-{words}-]")),
            Piece::PutIn { article, .. } => push("", &|_| format!("{{+{article}+}}")),
            Piece::Marked { transcript, article } if article.is_empty() => {
                push(transcript, &|words| format!("(… {words} …)"));
            }
            Piece::Marked { transcript, article } => push(transcript, &|words| format!("({words} → {article})")),
            Piece::Apart { .. } => push("", &|_| "// apart //".to_owned()),
        }
    }
    out.push_str(flow.end());
    out
}
