//! A name taken apart: given names, family name, suffix; titles and places of office aside.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::fold::fold;

/// One reading of a name: folded words, titles left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Given names, then the family name; never empty.
    pub words: Vec<String>,
    /// `jr`, `sr`, `ii`, …
    pub suffix: Option<String>,
}

impl Name {
    pub(super) fn family(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    pub(super) fn given(&self) -> &[String] {
        &self.words[..self.words.len() - 1]
    }
}

static TITLES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    include_str!("../lang/en/names/titles.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

const SUFFIXES: [&str; 7] = ["jr", "sr", "junior", "ii", "iii", "iv", "esq"];

/// Letters after a name: seats, orders, degrees.
const AFTER: [&str; 17] =
    ["mp", "am", "ms", "msp", "mep", "mla", "td", "qc", "kc", "obe", "mbe", "cbe", "phd", "md", "ceo", "cfo", "bt"];

/// Whether a label stands for an unknown speaker: `SPEAKER_01`, `Speaker 2`, `Q`, `Unidentified`.
#[must_use]
pub fn is_placeholder(label: &str) -> bool {
    let folded = fold(&label.replace('_', " "));
    let words: Vec<&str> = folded.split(' ').collect();
    let numbered = |word: &str| word.chars().all(|character| character.is_ascii_digit()) || word.len() == 1;
    match words.as_slice() {
        [] | [""] | ["q" | "a" | "question" | "answer" | "unknown" | "speaker" | "interviewer" | "interviewee"] => true,
        ["unidentified" | "unknown" | "male" | "female" | "man" | "woman" | "multiple", ..] => true,
        ["speaker" | "voice" | "spk" | "participant", number] => numbered(number),
        [word] => word.strip_prefix("speaker").is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit())),
        _ => false,
    }
}

/// The readings of a label: the words before a parenthesis, and those in it.
pub(super) fn readings(label: &str) -> Vec<Name> {
    let mut names: Vec<Name> = label.split(['(', ')', '[', ']', ';']).filter_map(parse).collect();
    names.dedup();
    names
}

fn parse(text: &str) -> Option<Name> {
    let (main, after) = text.split_once(',').unwrap_or((text, ""));
    let mut suffix = None;
    let mut words = words(main, &mut suffix);
    let after = self::words(after, &mut suffix);
    let inverted = words.len() == 1 && !after.is_empty() && after.len() <= 2 && text.split(',').count() == 2;
    if inverted {
        words.splice(0..0, after);
    }
    if words.is_empty() {
        words = fold(main).split(' ').filter(|word| !word.is_empty() && *word != "the").map(str::to_owned).collect();
    }
    (!words.is_empty()).then_some(Name { words, suffix })
}

/// The words of a name without titles; what comes with "of" ("President of Norland Ida Brandt") goes with its title.
fn words(text: &str, suffix: &mut Option<String>) -> Vec<String> {
    let folded: Vec<String> = text.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        let word = folded[at].as_str();
        if word == "of" && out.is_empty() && folded.len() > at + 2 {
            at += if folded[at + 1] == "the" { 3 } else { 2 };
            continue;
        }
        if SUFFIXES.contains(&word) && !out.is_empty() {
            *suffix = Some(if word == "junior" { "jr".into() } else { word.to_owned() });
        } else if out.len() > 1 && AFTER.contains(&word) {
            // no part of the name
        } else if word != "and" && !(TITLES.contains(word) && (out.is_empty() || folded.len() > at + 1)) {
            out.extend(word.split(' ').map(str::to_owned));
        }
        at += 1;
    }
    out
}
