//! Dates of publication as pages and addresses write them, into ISO 8601. What does not fit is no date.

use crate::lang::en::MONTHS;

/// An ISO 8601 date or date-time out of a machine-made field: ISO itself in its variants, the form of e-mail
/// ("Sat, 27 Apr 2024 15:56:35 +0100"), or a date in words ("April 27, 2024").
#[must_use]
pub fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    iso_form(text).or_else(|| compact(text)).or_else(|| in_words(text))
}

fn iso_form(text: &str) -> Option<String> {
    let date = text.get(..10)?;
    let mut fields = date.split('-');
    let (year, month, day) = (fields.next()?, fields.next()?, fields.next()?);
    let date = checked(year, month.parse().ok()?, day.parse().ok()?)?;
    let rest = text[10..].trim_start_matches(['T', 't', ' ']);
    Some(match time(rest) {
        Some(time) => format!("{date}T{time}"),
        None => date,
    })
}

/// `20240427` and nothing else, or with a time behind a `T`.
fn compact(text: &str) -> Option<String> {
    let digits = text.split('T').next()?;
    (digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(())?;
    checked(&digits[..4], digits[4..6].parse().ok()?, digits[6..].parse().ok()?)
}

/// `15:56`, `15:56:35.123`, with `Z`, `+01:00`, `+0100` or nothing behind; fractions are dropped.
fn time(text: &str) -> Option<String> {
    let clock = text.split(|c: char| !(c.is_ascii_digit() || c == ':')).next()?;
    let mut fields = clock.split(':');
    let hour: u8 = two_digits(fields.next()?)?;
    let minute: u8 = two_digits(fields.next()?)?;
    let second: u8 = fields.next().map_or(Some(0), two_digits)?;
    (hour < 24 && minute < 60 && second < 61).then_some(())?;
    let rest = text[clock.len()..].trim_start_matches(|c: char| c == '.' || c.is_ascii_digit()).trim_start();
    Some(format!("{hour:02}:{minute:02}:{second:02}{}", offset(rest)?))
}

fn offset(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some(String::new());
    }
    if text.starts_with(['Z', 'z']) || text.starts_with("GMT") || text.starts_with("UTC") {
        return Some("Z".to_owned());
    }
    let sign = text.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let digits: String = text[1..].chars().filter(char::is_ascii_digit).take(4).collect();
    let (hours, minutes) = (digits.get(..2)?, digits.get(2..4).unwrap_or("00"));
    Some(format!("{sign}{hours}:{minutes}"))
}

fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2).then(|| text.parse().ok())?
}

/// A day, a month's English name and a year, in either order, with a time of day if one follows.
fn in_words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', ',', '\u{A0}']).filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|word| month(word).is_some())?;
    let day =
        |word: &&str| word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse::<u8>().ok().filter(|day| *day <= 31);
    let before = at.checked_sub(1).and_then(|before| words.get(before)).and_then(day);
    let after = words.get(at + 1).and_then(day);
    let (day, year_at) = before.map(|day| (day, at + 1)).or(after.map(|day| (day, at + 2)))?;
    let year = words.get(year_at)?;
    let date = checked(year, month(words[at])?, day)?;
    let rest = words.get(year_at + 1..).unwrap_or_default().join(" ");
    let half_day = rest.to_ascii_lowercase().contains(['a', 'p']) && rest.to_ascii_lowercase().contains('m');
    Some(match time(&rest).filter(|_| !half_day || rest.contains("GMT")) {
        Some(time) => format!("{date}T{time}"),
        None => date,
    })
}

fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let fits = |name: &&str| word.len() >= 3 && (name.starts_with(&word) || (word == "sept" && **name == *"september"));
    MONTHS.iter().position(fits).map(|index| index as u8 + 1)
}

fn checked(year: &str, month: u8, day: u8) -> Option<String> {
    let number: u16 = year.parse().ok().filter(|_| year.len() == 4)?;
    let leap = number.is_multiple_of(4) && (!number.is_multiple_of(100) || number.is_multiple_of(400));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    ((1800..2200).contains(&number) && (1..=days).contains(&day)).then(|| format!("{number:04}-{month:02}-{day:02}"))
}

/// The date that stands in an address: `/2024/04/27/`, `/2024-04-27/`, `-20240427`, `/2024/apr/27/`.
#[must_use]
pub fn in_address(url: &str) -> Option<String> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split_once('/')?.1;
    let path = path.split(['?', '#']).next()?;
    let fields: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    fields.windows(3).find_map(three_fields).or_else(|| fields.iter().find_map(|field| eight_digits(field)))
}

fn three_fields(fields: &[&str]) -> Option<String> {
    let number = |text: &str| (text.len() <= 2).then(|| text.parse::<u8>().ok())?;
    let written = |text: &str| month(text).filter(|_| text.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let (year, middle, day) = (fields[0], fields[1], fields[2]);
    let recent = |date: &String| date.as_str() >= "1990";
    checked(year, number(middle).or_else(|| written(middle))?, number(day)?).filter(recent)
}

fn eight_digits(field: &str) -> Option<String> {
    compact(field).filter(|date| ("1990".."2100").contains(&date.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_in_its_variants() {
        assert_eq!(iso("2024-04-27T15:56:35+0100").as_deref(), Some("2024-04-27T15:56:35+01:00"));
        assert_eq!(iso("2024-04-27 15:56:35.123Z").as_deref(), Some("2024-04-27T15:56:35Z"));
        assert_eq!(iso("2024-04-27T15:56").as_deref(), Some("2024-04-27T15:56:00"));
        assert_eq!(iso(" 2024-04-27").as_deref(), Some("2024-04-27"));
        assert_eq!(iso("20240427").as_deref(), Some("2024-04-27"));
        assert_eq!(iso("2024-02-30"), None);
        assert_eq!(iso("yesterday"), None);
    }

    #[test]
    fn dates_in_words() {
        assert_eq!(iso("Sat, 27 Apr 2024 15:56:35 +0100").as_deref(), Some("2024-04-27T15:56:35+01:00"));
        assert_eq!(iso("April 27th, 2024").as_deref(), Some("2024-04-27"));
        assert_eq!(iso("27 Sept. 2024").as_deref(), Some("2024-09-27"));
        assert_eq!(iso("April 27, 2024 03:56 pm").as_deref(), Some("2024-04-27"));
        assert_eq!(iso("two days in May"), None);
    }

    #[test]
    fn dates_in_addresses() {
        assert_eq!(in_address("https://example.org/2024/04/27/a-story").as_deref(), Some("2024-04-27"));
        assert_eq!(in_address("https://example.org/world/2024/apr/07/x").as_deref(), Some("2024-04-07"));
        assert_eq!(in_address("https://example.org/a-20240427.html?d=2001-01-01").as_deref(), Some("2024-04-27"));
        assert_eq!(in_address("https://example.org/news-13357113/1024/44/99"), None);
    }
}
