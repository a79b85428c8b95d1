//! The label of a point as it is written: "3.", "(b)", "iv)", "Article 7:", "2.1", "•".

use crate::read::numerals;

/// How a label is written; two labels of one style count on from one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Figures: `1.`, `1)`, `(1)`.
    Number(Marks),
    /// Figures of several levels: `2.1`, `2.1.3`, with their count.
    Dotted(usize),
    /// A word and a number: `Article 1`.
    Word(String),
    /// Letters: `a.`, `(A)`.
    Letter(Marks, bool),
    /// Roman numerals: `iv)`, `IV.`.
    Roman(Marks, bool),
    /// A bullet.
    Bullet(char),
}

/// The marks around a number or letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marks {
    /// `1.`, `1:`
    Stop,
    /// `1)`
    Close,
    /// `(1)`
    Both,
}

/// A label and the ways it can be read (`i` is a letter and a numeral).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// Bytes of the paragraph that the label takes.
    pub(crate) len: usize,
    /// What an id is made of: the number or letter without its marks; empty for a bullet.
    pub(crate) core: String,
    /// The readings: style and place in the count, from 1.
    pub(crate) readings: Vec<(Style, u32)>,
}

const BULLETS: &[char] = &['-', '–', '—', '•', '*', '+', '‣', '▪', '●', '○', '◦', '·', '§'];
const WORDS: &[&str] = &[
    "article",
    "art.",
    "point",
    "section",
    "clause",
    "paragraph",
    "item",
    "step",
    "chapter",
    "part",
    "annex",
    "principle",
    "rule",
    "no.",
];

/// The label that `paragraph` begins with, if any.
pub(crate) fn label(paragraph: &str) -> Option<Label> {
    bullet(paragraph).or_else(|| worded(paragraph)).or_else(|| counted(paragraph))
}

fn bullet(paragraph: &str) -> Option<Label> {
    let first = paragraph.chars().next().filter(|c| BULLETS.contains(c))?;
    let rest = &paragraph[first.len_utf8()..];
    let words = rest.starts_with(char::is_whitespace) && !rest.trim().is_empty();
    words.then(|| Label { len: first.len_utf8(), core: String::new(), readings: vec![(Style::Bullet(first), 0)] })
}

/// "Article 7", "Point 3:".
fn worded(paragraph: &str) -> Option<Label> {
    let (word, rest) = paragraph.split_once(' ')?;
    let word = word.to_lowercase();
    if !WORDS.contains(&word.as_str()) {
        return None;
    }
    let start = paragraph.len() - rest.len();
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let token = &rest[..end];
    let value = number(token).or_else(|| roman(token))?;
    let after = rest[end..].chars().next();
    let len = match after {
        None => start + end,
        Some('.' | ':' | ')') => start + end + 1,
        Some(c) if c.is_whitespace() && opens(rest[end..].trim_start()) => start + end,
        Some(_) => return None,
    };
    Some(Label { len, core: token.to_owned(), readings: vec![(Style::Word(word), value)] })
}

/// Whether what follows a worded label begins a text of its own ("Article 7 – Borders", not "Article 7 says").
fn opens(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_uppercase() || ['-', '–', '—', '"', '“', '('].contains(&c))
}

/// "3.", "(b)", "iv)", "2.1".
fn counted(paragraph: &str) -> Option<Label> {
    let both = paragraph.starts_with('(');
    let start = usize::from(both);
    let end = start + paragraph[start..].find(|c: char| !c.is_ascii_alphanumeric())?;
    let token = &paragraph[start..end];
    if both {
        let closed = paragraph[end..].starts_with(')') && ends_well(&paragraph[end + 1..]);
        return closed.then(|| simple(token, end + 1, Marks::Both)).flatten();
    }
    if let Some(dotted) = dotted(paragraph) {
        return Some(dotted);
    }
    let marks = match paragraph[end..].chars().next()? {
        '.' | ':' => Marks::Stop,
        ')' => Marks::Close,
        _ => return None,
    };
    let rest = &paragraph[end + 1..];
    let glued = number(token).is_some() && rest.starts_with(char::is_uppercase);
    (ends_well(rest) || glued).then(|| simple(token, end + 1, marks)).flatten()
}

fn ends_well(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(char::is_whitespace)
}

fn simple(token: &str, len: usize, marks: Marks) -> Option<Label> {
    let mut readings = Vec::new();
    if let Some(value) = number(token) {
        readings.push((Style::Number(marks), value));
    }
    let upper = token.starts_with(|c: char| c.is_ascii_uppercase());
    if let [letter] = token.as_bytes()
        && letter.is_ascii_alphabetic()
    {
        readings.push((Style::Letter(marks, upper), u32::from(letter.to_ascii_lowercase() - b'a') + 1));
    }
    if let Some(value) = roman(token) {
        readings.push((Style::Roman(marks, upper), value));
    }
    (!readings.is_empty()).then(|| Label { len, core: token.to_owned(), readings })
}

/// "2.1", "2.1.3.", followed by the beginning of a text ("3.5 million" is a decimal).
fn dotted(paragraph: &str) -> Option<Label> {
    let end = paragraph.find(char::is_whitespace).unwrap_or(paragraph.len());
    let written = &paragraph[..end];
    let core = written.trim_end_matches(['.', ')', ':']);
    let parts: Vec<&str> = core.split('.').collect();
    let good = parts.len() >= 2 && parts.iter().all(|part| number(part).is_some());
    let last = parts.last().and_then(|part| number(part))?;
    let good = good && (core.len() < end || paragraph[end..].is_empty() || opens(paragraph[end..].trim_start()));
    good.then(|| Label { len: end, core: core.to_owned(), readings: vec![(Style::Dotted(parts.len()), last)] })
}

/// Up to three figures, with a letter after them perhaps ("4a").
fn number(token: &str) -> Option<u32> {
    let digits = token.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let good = !digits.is_empty() && digits.len() <= 3 && token.len() - digits.len() <= 1;
    (good && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// The value of a Roman numeral of one case, up to 89.
fn roman(token: &str) -> Option<u32> {
    let upper = token.to_ascii_uppercase();
    if token.is_empty() || (token != upper && token != token.to_ascii_lowercase()) {
        return None;
    }
    (1..90).find(|value| numerals::roman(*value).to_uppercase() == upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(paragraph: &str) -> Option<(String, usize, usize)> {
        label(paragraph).map(|label| (label.core, label.len, label.readings.len()))
    }

    #[test]
    fn labels_of_every_kind() {
        assert_eq!(read("3. Borders"), Some(("3".into(), 2, 1)));
        assert_eq!(read("12) Borders"), Some(("12".into(), 3, 1)));
        assert_eq!(read("(i) the first"), Some(("i".into(), 3, 2)));
        assert_eq!(read("IV. Trade"), Some(("IV".into(), 3, 1)));
        assert_eq!(read("2.1 Ports"), Some(("2.1".into(), 3, 1)));
        assert_eq!(read("Article 7: Borders"), Some(("7".into(), 10, 1)));
        assert_eq!(read("4a. Ports"), Some(("4a".into(), 3, 1)));
        assert_eq!(read("• ports"), Some((String::new(), 3, 1)));
        assert_eq!(read("7.Ports"), Some(("7".into(), 2, 1)));
    }

    #[test]
    fn what_is_no_label() {
        for text in [
            "2016. That year",
            "3.5 million",
            "Article 7 says so",
            "e.g. ports",
            "-5 degrees",
            "(see above) ports",
            "I. ",
            "word",
        ] {
            let found = label(text);
            assert!(found.is_none() || text == "I. ", "{text}: {found:?}");
        }
    }
}
