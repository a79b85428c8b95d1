//! Stories about times and hands, in `tests/stories/times` and `tests/stories/hands`: a title, prose, lines `published:` and `outlet:`, the text in a fence, and in a
//! second one the times expected of it. `known failure: reason` as elsewhere.
//!
//! ````text
//! ```times
//! t1: Wednesday = DATE 2025-11-26, mod START, from published
//! t2: the last two weeks = DURATION P2W, end published
//! when said: t1
//! ```
//! ````
//!
//! A fence `hands` has only lines about statements: `when CUE: t1` (or `none`), `occasion CUE: letter, a letter to staff` (or `none`),
//! `via CUE: recording a recording > outlet the Tidings` (or `none`).
//!
//! `from` gives the anchor; `begin`, `end`, `quant` and `freq` follow it. A line `when CUE: t1` (or `none`) says when the statement of that cue was said.

use hearsay::analyze::Analysis;
use hearsay::record::{BuildOptions, Record, Statement, Time, word};
use hearsay::text::{Document, Metadata};

/// One story file.
pub struct Story {
    pub name: String,
    published: Option<String>,
    outlet: Option<String>,
    text: String,
    /// Whether all times are told.
    times: bool,
    expected: Vec<String>,
    pub known_failure: Option<String>,
}

impl Story {
    /// Reads a story file.
    pub fn parse(name: &str, file: &str) -> Result<Self, String> {
        let value = |key: &str| {
            let line = file.lines().find_map(|line| line.strip_prefix(key))?;
            Some(line.trim().to_owned())
        };
        let fence = |language: &str| {
            let opening = format!("```{language}\n");
            let (_, rest) = file.split_once(&opening).ok_or_else(|| format!("no fence {language}"))?;
            let (body, _) = rest.split_once("```").ok_or_else(|| format!("fence {language} has no end"))?;
            Ok::<_, String>(body.trim_end().to_owned())
        };
        file.lines().find(|line| line.starts_with("# ")).ok_or("no title")?;
        Ok(Self {
            name: name.to_owned(),
            published: value("published:"),
            outlet: value("outlet:"),
            text: fence("text")?,
            times: fence("times").is_ok(),
            expected: fence("times").or_else(|_| fence("hands"))?.lines().map(str::to_owned).collect(),
            known_failure: value("known failure:"),
        })
    }

    /// The document that is read.
    pub fn document(&self) -> Document {
        let (published, outlet) = (self.published.clone(), self.outlet.clone());
        Document::from_text(&self.text).with_metadata(Metadata { published, outlet, ..Metadata::default() })
    }

    /// Lines that are missing, and lines too many; `analyze` is the whole engine.
    pub fn differences(&self, analyze: impl Fn(&Document) -> Analysis) -> Vec<String> {
        let document = self.document();
        let record = Record::build(&document, &analyze(&document), &BuildOptions::default());
        let mut actual: Vec<String> = if self.times { record.times.iter().map(line).collect() } else { Vec::new() };
        let asked = self.expected.iter().filter_map(|line| Some((line.split_once(' ')?, line.split_once(": ")?.0)));
        actual.extend(asked.filter_map(|((field, _), head)| {
            let cue = head.strip_prefix(field)?.trim();
            let said = record.statements.iter().find(|one| one.cue.as_ref().is_some_and(|found| found.text == cue));
            Some(format!("{head}: {}", said.map_or(Some("no such statement".to_owned()), |one| told(one, field))?))
        }));
        let missing = self.expected.iter().filter(|line| !actual.contains(line)).map(|line| format!("  - {line}"));
        let unexpected = actual.iter().filter(|line| !self.expected.contains(line)).map(|line| format!("  + {line}"));
        missing.chain(unexpected).collect()
    }
}

/// What a statement says of itself in `field`.
fn told(one: &Statement, field: &str) -> Option<String> {
    let none = || "none".to_owned();
    match field {
        "when" => Some(one.time.clone().unwrap_or_else(none)),
        "occasion" => Some(
            one.occasion.as_ref().map_or_else(none, |found| format!("{}, {}", word(found.kind), found.pinned.text)),
        ),
        "via" => {
            let stations: Vec<String> =
                one.via.iter().map(|via| format!("{} {}", word(via.kind), via.pinned.text)).collect();
            assert_eq!(stations.len(), one.hands as usize);
            Some(if stations.is_empty() { none() } else { stations.join(" > ") })
        }
        _ => None,
    }
}

fn line(time: &Time) -> String {
    let kind = serde_json::to_value(time.kind).unwrap();
    let value = time.value.as_deref().unwrap_or("null");
    let mut out = format!("{}: {} = {} {value}", time.id, time.pinned.text, kind.as_str().unwrap());
    let fields = [
        ("mod", &time.modifier),
        ("from", &time.anchor),
        ("begin", &time.begin),
        ("end", &time.end),
        ("quant", &time.quant),
        ("freq", &time.freq),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            out.push_str(&format!(", {name} {value}"));
        }
    }
    out
}
