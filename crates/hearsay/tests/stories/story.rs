//! The format of a story: a title that names what it shows, prose for people, the text in a fence, the record expected of it in another.
//!
//! ````text
//! # What it shows
//!
//! Why that is hard. A line `known failure: reason` says that the engine gets it wrong for now.
//!
//! ```text
//! “We waited,” Duarte told reporters.
//! ```
//!
//! ```record
//! s1: direct, speech, say
//!   source: Duarte
//!   cue: told
//!   content: “We waited,”
//!   audience: reporters
//! ```
//! ````
//!
//! The head of a statement gives form, mode and act, then `negated`, `implicit`, `within s1` where they hold. A line that has nothing to say is left out.
//! Pieces of one span are parted by ` … `, several audiences by ` & `. Words that occur more than once are told apart by `#2` (the second).

use hearsay::record::{Act, Form, Mode, Offsets, Statement};
use hearsay::text::Span;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::pins;

/// One story file.
#[derive(Debug)]
pub struct Story {
    /// The file's name without its ending.
    pub name: String,
    /// The language of the text's fence: `text`, `markdown` or `html`.
    pub language: String,
    /// What is read.
    pub text: String,
    /// The expected record, as written.
    pub expected: String,
    /// Why the engine gets it wrong for now.
    pub known_failure: Option<String>,
}

/// A statement as far as stories check it, its words pinned to bytes of the text.
#[derive(Clone, Debug)]
pub struct Seen {
    pub id: String,
    pub form: Form,
    pub mode: Mode,
    pub act: Act,
    pub negated: bool,
    pub implicit: bool,
    pub within: Option<String>,
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
    pub audience: Vec<Span>,
}

impl Story {
    /// Reads a story file.
    pub fn parse(name: &str, file: &str) -> Result<Story, String> {
        let (mut title, mut known_failure, mut fences) = (None, None, Vec::new());
        let mut lines = file.lines();
        while let Some(line) = lines.next() {
            if let Some(language) = line.strip_prefix("```") {
                let body: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
                fences.push((language.to_owned(), body.join("\n")));
            } else if let Some(words) = line.strip_prefix("# ") {
                title.get_or_insert(words.to_owned());
            } else if let Some(reason) = line.strip_prefix("known failure:") {
                known_failure = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
                known_failure.as_ref().ok_or("a known failure needs a reason")?;
            }
        }
        title.ok_or("no title")?;
        match <[_; 2]>::try_from(fences) {
            Ok([(language, text), (record, expected)]) if record == "record" => {
                Ok(Story { name: name.to_owned(), language, text, expected, known_failure })
            }
            _ => Err("a story has two fences: its text, then its record".to_owned()),
        }
    }

    /// The expected statements, pinned to `text` (the clean text that was read).
    pub fn expected(&self, text: &str) -> Result<Vec<Seen>, String> {
        let mut all: Vec<Seen> = Vec::new();
        for line in self.expected.lines().filter(|line| !line.trim().is_empty()) {
            if !line.starts_with(' ') {
                all.push(head(line)?);
                continue;
            }
            let (field, words) = line.trim().split_once(": ").ok_or_else(|| format!("no field in {line:?}"))?;
            let last = all.last_mut().ok_or("a field before the first statement")?;
            let pin = |separator: &str| {
                words.split(separator).map(|one| pins::find(text, one)).collect::<Result<Vec<Span>, String>>()
            };
            match field {
                "source" => last.source = pin(pins::GAP)?,
                "cue" => last.cue = vec![pins::find(text, words)?],
                "content" => last.content = pin(pins::GAP)?,
                "audience" => last.audience = pin(pins::AND)?,
                other => return Err(format!("no such field: {other:?}")),
            }
        }
        match all.iter().find(|seen| seen.content.is_empty()) {
            Some(seen) => Err(format!("{} has no content", seen.id)),
            None => Ok(all),
        }
    }
}

impl From<&Statement> for Seen {
    /// A statement of a record whose offsets are bytes.
    fn from(statement: &Statement) -> Seen {
        let spans = |offsets: &[Offsets]| offsets.iter().map(|&[start, end]| Span::new(start, end)).collect::<Vec<_>>();
        Seen {
            id: statement.id.clone(),
            form: statement.form,
            mode: statement.mode,
            act: statement.act,
            negated: statement.negated,
            implicit: statement.implicit,
            within: statement.within.clone(),
            source: spans(&statement.source.spans),
            cue: statement.cue.iter().flat_map(|cue| spans(&cue.spans)).collect(),
            content: spans(&statement.content.spans),
            audience: statement.audience.iter().flat_map(|one| spans(&one.pinned.spans)).collect(),
        }
    }
}

fn head(line: &str) -> Result<Seen, String> {
    let wrong = || format!("a head reads `s1: form, mode, act[, negated][, implicit][, within s2]`, not {line:?}");
    let (id, words) = line.split_once(": ").ok_or_else(wrong)?;
    let words: Vec<&str> = words.split(", ").collect();
    let [form, mode, act, flags @ ..] = words.as_slice() else { return Err(wrong()) };
    let known = |flag: &&str| ["negated", "implicit"].contains(flag) || flag.starts_with("within s");
    if !flags.iter().all(known) {
        return Err(wrong());
    }
    Ok(Seen {
        id: id.to_owned(),
        form: value(form).ok_or_else(wrong)?,
        mode: value(mode).ok_or_else(wrong)?,
        act: value(act).ok_or_else(wrong)?,
        negated: flags.contains(&"negated"),
        implicit: flags.contains(&"implicit"),
        within: flags.iter().find_map(|flag| flag.strip_prefix("within ")).map(str::to_owned),
        source: Vec::new(),
        cue: Vec::new(),
        content: Vec::new(),
        audience: Vec::new(),
    })
}

/// The statements in the story's own format, numbered in order of the text: equal output means equal records.
pub fn render(text: &str, mut all: Vec<Seen>) -> Vec<String> {
    let start = |seen: &Seen| seen.source.iter().chain(&seen.cue).chain(&seen.content).map(|span| span.start()).min();
    let length = |seen: &Seen| seen.content.iter().map(|span| span.len()).sum::<usize>();
    all.sort_by_key(|seen| (start(seen), std::cmp::Reverse(length(seen))));
    let number =
        |id: &str| all.iter().position(|seen| seen.id == id).map_or("nothing".to_owned(), |at| format!("s{}", at + 1));
    all.iter().map(|seen| block(text, seen, &number)).collect()
}

fn block(text: &str, seen: &Seen, number: &dyn Fn(&str) -> String) -> String {
    let mut out = format!("{}: {}, {}, {}", number(&seen.id), word(seen.form), word(seen.mode), word(seen.act));
    out.push_str(if seen.negated { ", negated" } else { "" });
    out.push_str(if seen.implicit { ", implicit" } else { "" });
    if let Some(within) = &seen.within {
        out.push_str(&format!(", within {}", number(within)));
    }
    let fields = [
        ("source", &seen.source, pins::GAP),
        ("cue", &seen.cue, pins::GAP),
        ("content", &seen.content, pins::GAP),
        ("audience", &seen.audience, pins::AND),
    ];
    for (field, spans, separator) in fields.iter().filter(|(_, spans, _)| !spans.is_empty()) {
        let words: Vec<String> = spans.iter().map(|&span| pins::show(text, span)).collect();
        out.push_str(&format!("\n  {field}: {}", words.join(separator)));
    }
    out
}

/// The name of a value as the record writes it.
fn word<T: Serialize>(value: T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn value<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(word.into()).ok()
}
