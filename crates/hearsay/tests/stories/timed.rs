//! Stories about times, in `tests/stories/times`: a title, prose, lines `published:` and `outlet:`, the text in a fence, and in a
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
//! `from` gives the anchor; `begin`, `end`, `quant` and `freq` follow it. A line `when CUE: t1` (or `none`) says when the statement of that cue was said.

use hearsay::analyze::Analysis;
use hearsay::record::{BuildOptions, Record, Time};
use hearsay::text::{Document, Metadata};

/// One story file.
pub struct Story {
    pub name: String,
    published: Option<String>,
    outlet: Option<String>,
    text: String,
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
            expected: fence("times")?.lines().map(str::to_owned).collect(),
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
        let mut actual: Vec<String> = record.times.iter().map(line).collect();
        let asked = self.expected.iter().filter_map(|line| line.strip_prefix("when ")?.split_once(": "));
        actual.extend(asked.map(|(cue, _)| {
            let said = record.statements.iter().find(|one| one.cue.as_ref().is_some_and(|found| found.text == cue));
            let when = said.map_or("no such statement", |one| one.time.as_deref().unwrap_or("none"));
            format!("when {cue}: {when}")
        }));
        let missing = self.expected.iter().filter(|line| !actual.contains(line)).map(|line| format!("  - {line}"));
        let unexpected = actual.iter().filter(|line| !self.expected.contains(line)).map(|line| format!("  + {line}"));
        missing.chain(unexpected).collect()
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
