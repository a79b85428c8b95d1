//! Speakers' labels at the head of a turn: `NAME:`, `NAME (role):`, `[00:12] NAME:`, `Q.`, `>> NAME:`, a dash.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::text::{Label, Span};

/// What stands at the head of a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The speaker, where the head names one; its span counts from the start of the paragraph.
    pub label: Option<Label>,
    /// A time code, in milliseconds.
    pub time_ms: Option<u64>,
    /// Where the words begin, in bytes from the start of the paragraph.
    pub words: usize,
}

/// The longest label, in characters.
const LONGEST: usize = 90;
/// The most words a label has before its parenthesis.
const WORDS: usize = 9;

static NOT_LABELS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../lang/en/transcript/not-labels.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// The head of a turn at the start of `paragraph`, where there is one.
#[must_use]
pub fn head(paragraph: &str) -> Option<Head> {
    head_or(paragraph, &BTreeSet::new())
}

/// The same, where the transcript uses words as `labels` that elsewhere name no speaker.
pub(super) fn head_or(paragraph: &str, labels: &BTreeSet<String>) -> Option<Head> {
    let mut at = paragraph.len() - paragraph.trim_start().len();
    let arrows = paragraph[at..].starts_with(">>");
    at += paragraph[at..].len() - paragraph[at..].trim_start_matches(['>', ' ']).len();
    let (time_ms, skipped) = time_code(&paragraph[at..]).unwrap_or((None, 0));
    at += skipped;
    if let Some((label, length)) =
        named(&paragraph[at..], at, labels).or_else(|| question_or_answer(&paragraph[at..], at))
    {
        let (inner, name_end) = (label.1, at + length);
        let space = paragraph[name_end..].len() - paragraph[name_end..].trim_start().len();
        return Some(Head { label: Some(label.0), time_ms: time_ms.or(inner), words: name_end + space });
    }
    (arrows || time_ms.is_some()).then_some(Head { label: None, time_ms, words: at })
}

/// Whether a paragraph begins with a dash, as a turn does in some transcripts; where its words begin.
pub(super) fn dash(paragraph: &str) -> Option<usize> {
    let rest = paragraph.trim_start();
    let dash = rest.chars().next().filter(|c| matches!(c, '-' | '–' | '—'))?;
    let words = rest[dash.len_utf8()..].trim_start();
    (words.len() < rest.len() - dash.len_utf8() && words.starts_with(char::is_alphanumeric))
        .then(|| paragraph.len() - words.len())
}

/// A label, with a time code found inside it, and the length up to and with its colon.
type Found = ((Label, Option<u64>), usize);

/// A word that mostly names no speaker, in capitals before a colon: "SOURCE: …".
pub(super) fn unlikely(paragraph: &str) -> Option<&str> {
    let name = paragraph[..label_end(paragraph)?].trim();
    let capitals = name.chars().all(|c| c.is_uppercase() || c == ' ');
    (capitals && NOT_LABELS.contains(name.to_lowercase().as_str())).then_some(name)
}

fn named(text: &str, offset: usize, labels: &BTreeSet<String>) -> Option<Found> {
    let colon = label_end(text)?;
    let written = text[..colon].trim_end();
    let (written, time) = trailing_time(written);
    let (name, role) = with_role(written);
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    if !is_name(name) && !labels.contains(name) {
        return None;
    }
    let start = offset + text.find(name)?;
    let label = Label {
        name: name.to_owned(),
        role: role.map(str::to_owned),
        span: Some(Span::new(start, start + name.len())),
    };
    Some(((label, time), colon + 1))
}

/// The colon that ends a label: outside parentheses, followed by white space or nothing.
fn label_end(text: &str) -> Option<usize> {
    let mut depth = 0i32;
    for (index, (at, character)) in text.char_indices().enumerate() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '\n' => return None,
            ':' if depth <= 0 => {
                let rest = &text[at + 1..];
                return (rest.is_empty() || rest.starts_with(char::is_whitespace) || rest.starts_with('*'))
                    .then_some(at);
            }
            _ if index > LONGEST => return None,
            _ => {}
        }
    }
    None
}

/// `NAME (role)`: the outermost parenthesis at the end.
fn with_role(label: &str) -> (&str, Option<&str>) {
    let Some(body) = label.strip_suffix(')') else { return (label, None) };
    match body.split_once('(') {
        Some((name, role)) if !name.trim().is_empty() => (name.trim_end(), Some(role.trim())),
        _ => (label, None),
    }
}

/// `NAME [00:12]`, `NAME 00:12`.
fn trailing_time(label: &str) -> (&str, Option<u64>) {
    let Some(at) = label.rfind([' ', '[']) else { return (label, None) };
    let code = label[at..].trim_matches([' ', '[', ']']);
    match clock(code) {
        Some(ms) => (label[..at].trim_end_matches([' ', '[']), Some(ms)),
        None => (label, None),
    }
}

/// Words that begin with capitals (or all of them small but joined to one that does: "de", "van"), few, no sentence.
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let lower = name.to_lowercase();
    if words.is_empty() || words.len() > WORDS || NOT_LABELS.contains(lower.as_str()) {
        return false;
    }
    let joins = [
        "of", "the", "and", "de", "da", "van", "von", "der", "den", "bin", "al", "la", "le", "for", "no", "to", "&",
        "in",
    ];
    let begins = |word: &str| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_lowercase()) || joins.contains(&word)
    };
    let first = words[0].chars().next().is_some_and(|c| c.is_uppercase() || (!c.is_lowercase() && c.is_alphabetic()));
    let sentence = words
        .iter()
        .rev()
        .skip(1)
        .any(|word| word.ends_with(['!', '?', ';']) || (word.ends_with('.') && word.len() > 6));
    let numbers = words.iter().all(|word| word.chars().all(|c| !c.is_alphabetic()));
    first && !sentence && !numbers && words.iter().all(|word| begins(word))
}

/// `Q.`, `Q:`, `A.`, `Q   ` of an interview.
fn question_or_answer(text: &str, offset: usize) -> Option<Found> {
    let name = text.chars().next().filter(|c| matches!(c, 'Q' | 'A'))?;
    let rest = &text[1..];
    let length = if rest.starts_with(". ") || rest.starts_with(": ") {
        2
    } else if name == 'Q' && (rest.starts_with("   ") || rest.starts_with('\t')) {
        1
    } else {
        return None;
    };
    let label = Label { name: name.to_string(), role: None, span: Some(Span::new(offset, offset + 1)) };
    Some(((label, None), length))
}

/// `[00:12]`, `(1:02:03)`, `00:00:49.000` at the start, and the bytes it takes.
fn time_code(text: &str) -> Option<(Option<u64>, usize)> {
    let closing = match text.chars().next()? {
        '[' => ']',
        '(' => ')',
        c if c.is_ascii_digit() => ' ',
        _ => return None,
    };
    let inner = text.trim_start_matches(['[', '(']);
    let open = text.len() - inner.len();
    let end = inner.find(closing)?;
    let ms = clock(inner[..end].split_whitespace().next()?)?;
    let rest = &inner[end + 1..];
    Some((Some(ms), open + end + 1 + rest.len() - rest.trim_start_matches([' ', '-', '–']).len()))
}

/// `12:34`, `1:02:03`, `00:00:49.000`, `00:00:49,000`: milliseconds.
pub(super) fn clock(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let units: Vec<u64> =
        whole.split(':').map(|unit| unit.parse().ok().filter(|_| unit.len() <= 4)).collect::<Option<_>>()?;
    let thousandths: u64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    let seconds = match units.as_slice() {
        [minutes, seconds] if *seconds < 60 => minutes * 60 + seconds,
        [hours, minutes, seconds] if *minutes < 60 && *seconds < 60 => hours * 3600 + minutes * 60 + seconds,
        _ => return None,
    };
    Some(seconds * 1000 + thousandths)
}

/// The label that bold text at the head of a paragraph makes ("**Ida Brandt:** We go."), for the readers of formats
/// that have bold: `bold` is the bold text, `after` what follows it.
#[must_use]
pub fn bold_label(bold: &str, after: &str) -> Option<Label> {
    let trimmed = bold.trim();
    let colon = trimmed.ends_with(':') || after.trim_start().starts_with(':');
    let (name, role) = with_role(trimmed.trim_end_matches(':').trim_end());
    let question = matches!(name, "Q" | "A" | "Question" | "Answer");
    let label = Label { name: name.to_owned(), role: role.map(str::to_owned), span: None };
    ((colon || question) && name.chars().count() <= LONGEST && is_name(name)).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(paragraph: &str) -> Option<String> {
        head(paragraph)?.label.map(|label| label.name)
    }

    #[test]
    fn labels_are_told_from_sentences() {
        assert_eq!(name("MR. HALE: We go."), Some("MR. HALE".into()));
        assert_eq!(name("SPEAKER_01: We go."), Some("SPEAKER_01".into()));
        assert_eq!(name("Ida van der Berg (Eastport, Lib.): We go."), Some("Ida van der Berg".into()));
        assert_eq!(name("Q. And then?"), Some("Q".into()));
        assert_eq!(name("President of Norland Ida Brandt: Good."), Some("President of Norland Ida Brandt".into()));
        for sentence in [
            "We have one aim: peace.",
            "Note: this is a draft.",
            "At 10:30 we left.",
            "He said: go.",
            "A vote was held.",
        ] {
            assert_eq!(name(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn times_and_roles_are_read() {
        let paragraph = "[00:01:02] Ole Krog (aide): Yes.";
        let head = head(paragraph).unwrap();
        assert_eq!(head.time_ms, Some(62_000));
        assert_eq!(&paragraph[head.words..], "Yes.");
        let label = head.label.unwrap();
        assert_eq!(label.span.unwrap().slice(paragraph), "Ole Krog");
        assert_eq!(label.role.as_deref(), Some("aide"));
        assert_eq!(super::head("Ole Krog [12:03]: Yes.").unwrap().time_ms, Some(723_000));
        assert_eq!(super::head(">> All right.").unwrap().words, 3);
    }

    #[test]
    fn bold_heads_are_labels_with_a_colon() {
        assert_eq!(bold_label("Ida Brandt:", " We go.").unwrap().name, "Ida Brandt");
        assert_eq!(bold_label("Ida Brandt", ": We go.").unwrap().name, "Ida Brandt");
        assert_eq!(bold_label("Important", " We go."), None);
    }
}
