//! Deadlines, as days: "within 100 days", "no later than two weeks", "in due course".

use std::ops::Range;

use super::phrases::Phrases;
use super::words::Word;

const SPELLED: &[&str] =
    &["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const TENS: &[&str] = &["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The value of a number in figures or in one word.
pub(super) fn number(key: &str) -> Option<f64> {
    let plain = key.trim_start_matches(['$', '€', '£']).trim_end_matches('%').replace(',', "");
    if plain.starts_with(|c: char| c.is_ascii_digit()) {
        return plain.parse().ok();
    }
    let spelled = |word: &str| {
        let small = SPELLED.iter().position(|s| *s == word).map(|at| at as f64);
        small.or_else(|| TENS.iter().position(|t| *t == word).map(|at| (at + 1) as f64 * 10.0))
    };
    match plain.split_once('-') {
        Some((tens, unit)) => Some(spelled(tens)? + spelled(unit)?),
        None => match plain.as_str() {
            "hundred" => Some(100.0),
            "thousand" => Some(1e3),
            "million" => Some(1e6),
            "billion" => Some(1e9),
            word => spelled(word),
        },
    }
}

fn days(unit: &str) -> Option<f64> {
    Some(match unit.trim_end_matches('s') {
        "hour" => 1.0 / 24.0,
        "day" => 1.0,
        "week" => 7.0,
        "month" => 30.0,
        "year" => 365.0,
        _ => return None,
    })
}

/// The deadlines of a text: their words and days.
pub(super) fn find(words: &[Word], vague: &Phrases) -> Vec<(Range<usize>, f64)> {
    let mut out: Vec<(Range<usize>, f64)> =
        vague.find(words).into_iter().map(|(range, value)| (range, f64::from(value))).collect();
    for at in 0..words.len() {
        let key = |i: usize| words.get(i).map_or("", |w| w.key.as_str());
        let opens = match (key(at), key(at + 1), key(at + 2)) {
            ("within", ..) => 1,
            ("no", "later", "than") => 3,
            _ => continue,
        };
        let skip = usize::from(["the", "a", "an", "next"].contains(&key(at + opens)));
        let count = at + opens + skip;
        let (value, unit) = match number(key(count)) {
            Some(value) => (value, count + 1),
            None => (1.0, count),
        };
        let unit = if ["working", "calendar", "business"].contains(&key(unit)) { unit + 1 } else { unit };
        if let Some(length) = days(key(unit)) {
            out.push((at..unit + 1, value * length));
        }
    }
    out.sort_by_key(|(range, _)| range.start);
    out
}
