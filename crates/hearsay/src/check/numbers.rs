//! Numbers spelled and in figures brought to one form: "twenty-two" and "22" are both `#22`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Unit(f64),
    Ten(f64),
    Scale(f64),
    Ordinal(f64),
    Figures(f64),
    OrdinalFigures(f64),
}

static PARTS: LazyLock<BTreeMap<&'static str, Part>> = LazyLock::new(|| {
    let table = include_str!("../lang/en/check/numbers.tsv");
    let row = |line: &'static str| {
        let mut fields = line.split('\t');
        let (kind, word, value) = (fields.next()?, fields.next()?, fields.next()?.parse().ok()?);
        let part = match kind {
            "unit" => Part::Unit(value),
            "ten" => Part::Ten(value),
            "scale" => Part::Scale(value),
            _ => Part::Ordinal(value),
        };
        Some((word, part))
    };
    table.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
});

/// The word for a whole number below twenty or a round ten, from its one form (`#4`).
pub(super) fn small_number(form: &str) -> Option<&'static str> {
    let value: f64 = form.strip_prefix('#')?.parse().ok()?;
    PARTS.iter().find(|(_, part)| matches!(part, Part::Unit(v) | Part::Ten(v) if *v == value)).map(|(word, _)| *word)
}

fn part(word: &str) -> Option<Part> {
    if let Some(part) = PARTS.get(word) {
        return Some(*part);
    }
    word.starts_with(|c: char| c.is_ascii_digit()).then(|| figures(word)).flatten()
}

fn figures(word: &str) -> Option<Part> {
    for suffix in ["st", "nd", "rd", "th"] {
        if let Some(value) = word.strip_suffix(suffix) {
            return value.parse().ok().map(Part::OrdinalFigures);
        }
    }
    let plain: String = word.chars().filter(|&c| c != ',').collect();
    for (suffix, scale) in [("bn", 1e9), ("m", 1e6), ("k", 1e3)] {
        if let Some(value) = plain.strip_suffix(suffix).and_then(|value| value.parse::<f64>().ok()) {
            return Some(Part::Figures(value * scale));
        }
    }
    plain.parse::<f64>().ok().filter(|value| value.is_finite()).map(Part::Figures)
}

/// The number that `words` begin with, in one form (`#22`, `#22nd`), and how many words it takes; `joined(i)` tells
/// whether nothing but space or a hyphen stands between words `i` and `i + 1`.
pub(super) fn number(words: &[&str], joined: impl Fn(usize) -> bool) -> Option<(String, usize)> {
    let article =
        words.first() == Some(&"a") && joined(0) && matches!(words.get(1).and_then(|w| part(w)), Some(Part::Scale(_)));
    let first = if article { Part::Unit(1.0) } else { part(words.first()?)? };
    if let Part::Scale(_) = first {
        return None;
    }
    let mut reading = Reading { total: 0.0, group: 0.0, last: None, ordinal: false };
    reading.take(first);
    let mut taken = 1;
    while taken < words.len() && joined(taken - 1) && !reading.ordinal {
        let next = part(words[taken]);
        if let Some(next) = next.filter(|&next| reading.follows(next)) {
            reading.take(next);
            taken += 1;
        } else if words[taken] == "and" && taken + 1 < words.len() && joined(taken) && reading.after_hundred() {
            let Some(next) =
                part(words[taken + 1]).filter(|next| matches!(next, Part::Unit(_) | Part::Ten(_) | Part::Ordinal(_)))
            else {
                break;
            };
            reading.take(next);
            taken += 2;
        } else if words[taken..].starts_with(&["and", "a", "half"]) && joined(taken) && joined(taken + 1) {
            reading.group += 0.5;
            reading.last = Some(Part::Figures(0.0));
            taken += 3;
        } else if words[taken] == "point" && taken + 1 < words.len() {
            let digits = fraction(&words[taken + 1..], |i| joined(taken + 1 + i));
            if digits.is_empty() || !joined(taken) {
                break;
            }
            taken += 1 + digits.len();
            reading.group = format!("{}.{digits}", reading.group).parse().unwrap_or(reading.group);
            reading.last = Some(Part::Figures(0.0));
        } else {
            break;
        }
    }
    Some((reading.form(), taken))
}

/// The digits after "point", as figures.
fn fraction(words: &[&str], joined: impl Fn(usize) -> bool) -> String {
    let mut digits = String::new();
    for (index, word) in words.iter().enumerate() {
        match part(word) {
            Some(Part::Unit(value)) if value < 10.0 && (index == 0 || joined(index - 1)) => {
                digits.push_str(&value.to_string())
            }
            _ => break,
        }
    }
    digits
}

struct Reading {
    total: f64,
    group: f64,
    last: Option<Part>,
    ordinal: bool,
}

impl Reading {
    fn after_hundred(&self) -> bool {
        matches!(self.last, Some(Part::Scale(_)))
    }

    /// Whether `next` goes on with the number that has been read.
    fn follows(&self, next: Part) -> bool {
        match (self.last, next) {
            (Some(Part::Ten(_)), Part::Unit(value) | Part::Ordinal(value)) if value < 10.0 => true,
            (Some(Part::Unit(_) | Part::Ten(_)), Part::Ten(_)) => self.is_century(),
            (Some(Part::Ten(value)), Part::Unit(teen)) if teen >= 10.0 => value == 20.0 && self.is_century(),
            (Some(Part::Unit(_) | Part::Ten(_) | Part::Figures(_) | Part::Scale(_)), Part::Scale(_)) => true,
            (Some(Part::Scale(scale)), Part::Unit(_) | Part::Ten(_) | Part::Ordinal(_)) => scale >= 100.0,
            _ => false,
        }
    }

    /// "nineteen ninety", "twenty twenty": the first half of a year.
    fn is_century(&self) -> bool {
        self.total == 0.0 && (self.group == 20.0 || (13.0..=19.0).contains(&self.group))
    }

    fn take(&mut self, part: Part) {
        match part {
            Part::Scale(scale) if scale > 100.0 => {
                self.total += self.group.max(if self.group == 0.0 { 1.0 } else { 0.0 }) * scale;
                self.group = 0.0;
            }
            Part::Scale(scale) => self.group *= scale,
            Part::Ten(value) if self.is_century() && self.last.is_some() => self.group = self.group * 100.0 + value,
            Part::Unit(value) if value >= 10.0 && self.is_century() && self.last.is_some() => {
                self.group = self.group * 100.0 + value;
            }
            Part::Unit(value) | Part::Ten(value) | Part::Figures(value) => self.group += value,
            Part::Ordinal(value) | Part::OrdinalFigures(value) => {
                self.group += value;
                self.ordinal = true;
            }
        }
        self.last = Some(part);
    }

    fn form(&self) -> String {
        let value = self.total + self.group;
        // Rounding to a millionth makes "1.1 million" and "1,100,000" one number in spite of binary fractions.
        let value = (value * 1e6).round() / 1e6;
        format!("#{value}{}", if self.ordinal { "th" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> (String, usize) {
        let words: Vec<&str> = text.split(' ').collect();
        number(&words, |_| true).unwrap()
    }

    #[test]
    fn spelled_and_in_figures() {
        for (spelled, figures) in [
            ("twenty two", "22"),
            ("two hundred and five", "205"),
            ("one point five million", "1.5 million"),
            ("nineteen ninety one", "1991"),
            ("twenty twenty five", "2025"),
            ("two thousand and twenty five", "2025"),
            ("twenty first", "21st"),
            ("a hundred thousand", "100,000"),
            ("three hundred thousand", "300k"),
            ("one point one million", "1,100,000"),
        ] {
            assert_eq!(form(spelled).0, form(figures).0, "{spelled}");
            assert_eq!(form(spelled).1, spelled.split(' ').count(), "{spelled}");
        }
    }

    #[test]
    fn numbers_side_by_side_stay_apart() {
        assert_eq!(form("five six"), ("#5".into(), 1));
        assert_eq!(form("twenty point plan"), ("#20".into(), 1));
        assert_eq!(form("two and three"), ("#2".into(), 1));
        assert_eq!(number(&["hundred"], |_| true), None);
    }
}
