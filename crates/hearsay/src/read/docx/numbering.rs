//! The numbers of Word's lists, which stand nowhere in the text (ECMA-376 part 1, 17.9).

use std::collections::BTreeMap;

use super::{Token, local, tokens, value};
use crate::read::numerals;

/// Levels that a list has at most.
const LEVELS: usize = 9;

/// How one level of a list counts.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    /// `%1.%2)`: the numbers of the levels in their places.
    text: String,
}

/// A list that paragraphs name: the levels it borrows, and where it starts anew.
#[derive(Debug, Default)]
struct List {
    levels: String,
    starts: BTreeMap<usize, u32>,
    begun: bool,
}

/// All lists of a document, with their counts.
#[derive(Debug, Default)]
pub struct Numbering {
    levels: BTreeMap<String, Vec<Level>>,
    lists: BTreeMap<String, List>,
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
}

/// Reads `numbering.xml`.
#[must_use]
pub fn parse(xml: &str) -> Numbering {
    let mut out = Numbering::default();
    let (mut levels, mut list, mut level) = (String::new(), String::new(), 0);
    for token in tokens(xml) {
        let Token::Open { name, attributes, .. } = token else { continue };
        let number = |key: &str| value(&attributes, key).and_then(|value| value.trim().parse::<usize>().ok());
        let text = || value(&attributes, "val").unwrap_or_default();
        match local(&name) {
            "abstractnum" => {
                levels = value(&attributes, "abstractNumId").unwrap_or_default();
                list.clear();
            }
            "num" => {
                list = value(&attributes, "numId").unwrap_or_default();
                out.lists.entry(list.clone()).or_default();
            }
            "abstractnumid" => out.lists.entry(list.clone()).or_default().levels = text(),
            "lvl" | "lvloverride" => level = number("ilvl").unwrap_or(0).min(LEVELS - 1),
            "startoverride" => {
                let start = text().parse().unwrap_or(1);
                out.lists.entry(list.clone()).or_default().starts.insert(level, start);
            }
            "start" | "numfmt" | "lvltext" if list.is_empty() => {
                let known = out.levels.entry(levels.clone()).or_default();
                known.resize(known.len().max(level + 1), Level { start: 1, ..Level::default() });
                match local(&name) {
                    "start" => known[level].start = text().parse().unwrap_or(1),
                    "numfmt" => known[level].format = text(),
                    _ => known[level].text = text(),
                }
            }
            _ => {}
        }
    }
    out
}

impl Numbering {
    /// The label of the next paragraph of list `id` at `level`.
    pub fn next(&mut self, id: &str, level: usize) -> Option<String> {
        let list = self.lists.get_mut(id)?;
        let levels = self.levels.get(&list.levels)?;
        let own = levels.get(level)?;
        let counts = self.counts.entry(list.levels.clone()).or_default();
        if !list.begun {
            list.begun = true;
            for (&level, &start) in &list.starts {
                counts[level] = start.checked_sub(1);
            }
        }
        counts[level] = Some(counts[level].map_or(own.start, |last| last.saturating_add(1)));
        counts[level + 1..].fill(None);
        let number = |at: usize| {
            let level = levels.get(at)?;
            Some(written(counts.get(at).copied().flatten().unwrap_or(level.start), &level.format))
        };
        let label = match own.format.as_str() {
            "bullet" => "•".to_owned(),
            "none" => String::new(),
            _ => filled(&own.text, number),
        };
        Some(label.trim().to_owned()).filter(|label| !label.is_empty())
    }
}

/// `%1.%2` with the numbers in place.
fn filled(pattern: &str, number: impl Fn(usize) -> Option<String>) -> String {
    let mut out = String::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        let level = (character == '%').then(|| characters.clone().next()?.to_digit(10)).flatten();
        match level {
            Some(level @ 1..) => {
                characters.next();
                out.push_str(&number(level as usize - 1).unwrap_or_default());
            }
            _ => out.push(character),
        }
    }
    out
}

fn written(number: u32, format: &str) -> String {
    match format {
        "lowerLetter" => numerals::letters(number.min(10_000)),
        "upperLetter" => numerals::letters(number.min(10_000)).to_uppercase(),
        "lowerRoman" => numerals::roman(number),
        "upperRoman" => numerals::roman(number).to_uppercase(),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}
