//! What the grammar reads: words and numbers with all that they can be. A token falls into several where a hyphen, or
//! the change from figures to letters, joins words that each have a meaning of their own (`mid-1990s`, `5pm`).

use crate::lang::en::times::{Part, Reading, Role, Season, TimeWords, Unit};
use crate::layers::tokens::Token;
use crate::text::{Document, Span};

/// A word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom<'a> {
    /// Where it stands.
    pub span: Span,
    /// Index of its token.
    pub token: usize,
    /// Its characters.
    pub text: &'a str,
    /// What it can be as a word.
    pub readings: &'a [Reading],
    /// What it is as figures.
    pub figure: Figure,
    /// Whether it and the atom before are parts of one token.
    pub joined: bool,
    /// Whether a hyphen or slash stands between them.
    pub hyphen: bool,
}

/// What an atom is as figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Figure {
    /// None.
    No,
    /// A whole number without marks, and how many figures it has.
    Whole(u32, u8),
    /// A number with a decimal point or thousands.
    Amount(f64),
    /// `4th`.
    Ordinal(u8),
    /// `1990s`, `90s`, `'90s`.
    Decade(u16),
    /// `'98`.
    Short(u8),
    /// `10:35`, `10:35:20`.
    Clock(u8, u8, Option<u8>),
    /// `11/02/89`: three numbers, and how many figures the first has.
    Slashed([u32; 3], u8),
    /// `4/15`.
    Pair(u32, u32),
    /// `10.30`: hour and minute, or a decimal number.
    Dotted(u8, u8),
    /// A stretch of an ISO 8601 date-time: year, month, day; the clock stands in the text behind `T`.
    Iso(i16, u8, u8),
}

impl Atom<'_> {
    /// Its number as `role`, where it can be that.
    pub fn value(&self, role: Role) -> Option<i16> {
        self.readings.iter().find(|(known, _)| *known == role).map(|(_, value)| *value)
    }

    /// Whether it can be `role`.
    pub fn is(&self, role: Role) -> bool {
        self.value(role).is_some()
    }

    /// Whether it can be one of `roles`.
    pub fn is_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.is(*role))
    }

    /// The unit, singular or plural.
    pub fn unit(&self) -> Option<Unit> {
        self.value(Role::Unit).or_else(|| self.value(Role::Units)).map(Unit::from_value)
    }

    /// The season.
    pub fn season(&self) -> Option<Season> {
        self.value(Role::Season).map(Season::from_value)
    }

    /// The part of the day.
    pub fn part(&self) -> Option<Part> {
        self.value(Role::Part).map(Part::from_value).or_else(|| (self.text == "night").then_some(Part::Night))
    }

    /// Whether it begins with a capital letter.
    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The atoms of `tokens`, in order.
pub(super) fn atoms<'a>(document: &'a Document, tokens: &[Token], first: usize, words: &'a TimeWords) -> Vec<Atom<'a>> {
    let mut out = Vec::with_capacity(tokens.len() + 4);
    for (index, token) in tokens.iter().enumerate() {
        let text = document.slice(token.span);
        push(&mut out, text, token.span.start(), first + index, words);
    }
    out
}

/// Adds the atoms of one token.
fn push<'a>(out: &mut Vec<Atom<'a>>, text: &'a str, start: usize, token: usize, words: &'a TimeWords) {
    let mut joined = false;
    let mut add = |piece: &'a str, at: usize, joined: bool| {
        let span = Span::new(start + at, start + at + piece.len());
        let (readings, figure) = (readings(piece, words), figure(piece));
        let hyphen = joined && out.last().is_some_and(|last| last.span.end() < span.start());
        out.push(Atom { span, token, text: piece, readings, figure, joined, hyphen });
    };
    if whole(text) || !readings(text, words).is_empty() {
        return add(text, 0, joined);
    }
    let mut from = 0;
    for (at, mark) in text.match_indices(['-', '‐', '‑', '–', '/']).chain([(text.len(), "")]) {
        let mut piece = from;
        while let Some(cut) = figures_end(&text[piece..at]) {
            add(&text[piece..piece + cut], piece, joined);
            (piece, joined) = (piece + cut, true);
        }
        if piece < at {
            add(&text[piece..at], piece, joined);
            joined = true;
        }
        from = at + mark.len();
    }
}

/// Whether a token that holds a mark or letters behind figures is one atom all the same.
fn whole(text: &str) -> bool {
    !text.starts_with(|c: char| c.is_ascii_digit() || c == '\'' || c == '’' || c == 'Q' || c == 'H' || c == 'F')
        && !text.contains(['-', '‐', '‑', '–', '/'])
        || figure(text) != Figure::No
}

/// Where a piece changes from figures to letters or back (`5|pm`, `Q|3`, `3|h`), unless the whole is a figure.
fn figures_end(piece: &str) -> Option<usize> {
    if figure(piece) != Figure::No {
        return None;
    }
    let first = piece.bytes().next()?;
    let figures = |c: char| c.is_ascii_digit() || matches!(c, '.' | ':' | ',');
    let cut = if first.is_ascii_digit() {
        piece.find(|c: char| !figures(c))?
    } else {
        piece.find(|c: char| c.is_ascii_digit()).filter(|cut| *cut <= 5)?
    };
    (cut > 0).then_some(cut)
}

fn readings<'a>(text: &str, words: &'a TimeWords) -> &'a [Reading] {
    let text = text.trim_end_matches('.');
    if text.is_empty() || text.len() > 20 || !text.is_ascii() && !text.contains('’') {
        return &[];
    }
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return words.readings(text);
    }
    let mut lower = [0_u8; 24];
    let mut length = 0;
    for character in text.chars() {
        let byte =
            if character == '’' { b'\'' } else { u8::try_from(character).unwrap_or(b'?').to_ascii_lowercase() };
        lower[length] = byte;
        length += 1;
    }
    std::str::from_utf8(&lower[..length]).map_or(&[], |word| words.readings(word))
}

/// What `text` is as figures.
fn figure(text: &str) -> Figure {
    let elided = text.strip_prefix(['\'', '’', '‘']);
    let bare = elided.unwrap_or(text);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 9 {
        return Figure::No;
    }
    let (number, rest) = bare.split_at(digits);
    let Ok(number) = number.parse::<u32>() else { return Figure::No };
    match (rest, elided) {
        ("", Some(_)) if digits == 2 => Figure::Short(u8::try_from(number).unwrap_or(0)),
        ("s" | "'s" | "’s", _) if matches!(digits, 2 | 4) && number % 10 == 0 => {
            Figure::Decade(u16::try_from(number).unwrap_or(0))
        }
        (_, Some(_)) => Figure::No,
        ("", None) if digits == 8 => packed(bare).unwrap_or(Figure::No),
        ("", None) => Figure::Whole(number, u8::try_from(digits).unwrap_or(0)),
        ("st" | "nd" | "rd" | "th", None) if digits <= 2 => Figure::Ordinal(u8::try_from(number).unwrap_or(0)),
        (_, None) => marked(bare, number, digits),
    }
}

/// Figures with marks between them.
fn marked(text: &str, first: u32, digits: usize) -> Figure {
    if let Some(date) = text.get(..10).filter(|_| digits == 4).and_then(iso) {
        return if text.len() == 10 || text.as_bytes()[10] == b'T' { date } else { Figure::No };
    }
    let Some(mark) = text[digits..].chars().next().filter(char::is_ascii_punctuation) else { return Figure::No };
    let numbers: Option<Vec<u32>> = text.split(mark).map(|piece| piece.parse().ok()).collect();
    let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    match (mark, numbers.as_deref()) {
        (':', Some(&[hour, minute])) if hour < 25 && minute < 60 => Figure::Clock(small(hour), small(minute), None),
        (':', Some(&[hour, minute, second])) if hour < 25 && minute < 60 && second < 61 => {
            Figure::Clock(small(hour), small(minute), Some(small(second)))
        }
        ('/' | '-' | '.', Some(&[a, b, c])) => Figure::Slashed([a, b, c], small(u32::try_from(digits).unwrap_or(0))),
        ('/', Some(&[a, b])) if a < 1000 => Figure::Pair(a, b),
        ('.', Some(&[hour, minute])) if hour < 25 && minute < 60 && text.len() == digits + 3 => {
            Figure::Dotted(small(hour), small(minute))
        }
        ('.', Some(&[_, _])) => text.parse().map_or(Figure::No, Figure::Amount),
        (',', _) => text.replace(',', "").parse().map_or(Figure::No, Figure::Amount),
        _ if first == 0 => Figure::No,
        _ => Figure::No,
    }
}

/// `20251126`.
fn packed(text: &str) -> Option<Figure> {
    let date = format!("{}-{}-{}", text.get(..4)?, text.get(4..6)?, text.get(6..)?);
    iso(&date).filter(|figure| matches!(figure, Figure::Iso(1900..=2100, ..)))
}

/// `2025-11-26`.
fn iso(text: &str) -> Option<Figure> {
    let date = text.parse::<jiff::civil::Date>().ok()?;
    Some(Figure::Iso(date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::structure;

    fn pieces(text: &str) -> Vec<String> {
        let document = Document::from_text(text);
        let (tokens, _, _) = structure(&document);
        let words = TimeWords::new();
        atoms(&document, &tokens, 0, &words).iter().map(|atom| atom.text.to_owned()).collect()
    }

    #[test]
    fn a_token_falls_into_its_meanings() {
        assert_eq!(
            pieces("mid-1990s 5pm third-quarter 8:30am Q3 24th"),
            ["mid", "1990s", "5", "pm", "third", "quarter", "8:30", "am", "Q", "3", "24th"]
        );
        assert_eq!(pieces("2025-11-26 11/02/89 1998-2000 3.5"), ["2025-11-26", "11/02/89", "1998", "2000", "3.5"]);
    }

    #[test]
    fn figures_are_told_apart() {
        assert_eq!(figure("'90s"), Figure::Decade(90));
        assert_eq!(figure("1,200"), Figure::Amount(1200.0));
        assert_eq!(figure("10.30"), Figure::Dotted(10, 30));
        assert_eq!(figure("2nd"), Figure::Ordinal(2));
        assert_eq!(figure("10:75"), Figure::No);
    }
}
