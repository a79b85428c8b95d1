//! Words and numbers with the marks inside them.

use super::{address, character, is_apostrophe, is_word};
use crate::lang::en::structure::{Abbreviation, Structure};

/// What is split off the word before it: possessive and shortened verbs (Penn Treebank's way; `n't` stays on).
const CLITICS: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];

/// The end of the clitic that starts at `start`, if one does.
pub(super) fn clitic_end(text: &str, start: usize) -> Option<usize> {
    let attached = character::before(text, start)?;
    if !(is_word(attached) || matches!(attached, '.' | ')' | '"' | '”' | '%' | '»')) {
        return None;
    }
    let apostrophe = character::at(text, start).filter(|&c| is_apostrophe(c))?;
    let letters_start = start + apostrophe.len_utf8();
    let end = letters_end(text, letters_start, 3);
    let letters = &text[letters_start..end];
    CLITICS.iter().any(|clitic| clitic.eq_ignore_ascii_case(letters)).then_some(end)
}

/// The end of `'em`, `'til` or `'90s`, if one starts at `start`.
pub(super) fn elision_end(text: &str, start: usize, words: &Structure) -> Option<usize> {
    let mark = character::at(text, start).filter(|&c| is_apostrophe(c) || c == '‘')?;
    if character::before(text, start).is_some_and(is_word) {
        return None;
    }
    let from = start + mark.len_utf8();
    decade_end(text, from, mark).or_else(|| {
        let end = letters_end(text, from, 7);
        if !words.is_elision(&text[from..end]) {
            return None;
        }
        let closing = character::at(text, end).filter(|&c| is_apostrophe(c) && &text[from..end] == "n");
        Some(end + closing.map_or(0, char::len_utf8))
    })
}

/// `'90s`; and `’16`, where the mark can be nothing but an apostrophe.
fn decade_end(text: &str, from: usize, mark: char) -> Option<usize> {
    let digits = text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let plural = text[from + digits..].starts_with('s');
    let end = from + digits + usize::from(plural);
    let next = character::at(text, end);
    let closed = !next.is_some_and(|c| is_word(c) || c == '-');
    (digits == 2 && closed && (plural || mark == '’')).then_some(end)
}

/// The end of the ASCII letters from `from` on where no word character follows; `from` where more than `most` stand.
fn letters_end(text: &str, from: usize, most: usize) -> usize {
    let length = text[from..].bytes().take(most + 1).take_while(u8::is_ascii_alphabetic).count();
    let end = from + length;
    if length > most || character::at(text, end).is_some_and(is_word) { from } else { end }
}

/// The end of the word or number that starts at `start`, if one does.
pub(super) fn end(text: &str, start: usize, first: char, words: &Structure) -> Option<usize> {
    let mut end = start;
    if is_currency(first) && digit(character::at(text, start + first.len_utf8())) {
        end += first.len_utf8();
    } else if !is_word(first) {
        return None;
    } else if character::stands_alone(first) {
        return Some(character::cluster_end(text, start));
    }
    let mut piece = end;
    loop {
        let acronym = if end == piece { acronym_end(text, piece) } else { None };
        end = acronym.unwrap_or_else(|| plain_end(text, end));
        match joined(text, piece, end) {
            Some(next) => (piece, end) = next,
            None => break,
        }
    }
    Some(address::domain_end(text, end).or_else(|| period_end(text, start, piece, end, words)).unwrap_or(end))
}

/// The end of the run of word characters from `from` on.
fn plain_end(text: &str, from: usize) -> usize {
    let more = |c: char| !is_word(c) || character::stands_alone(c);
    text[from..].find(more).map_or(text.len(), |length| from + length)
}

/// Letters with a period behind each: `U.S.`, `p.m.`; at least two of them.
fn acronym_end(text: &str, from: usize) -> Option<usize> {
    let mut end = from;
    let mut letters = 0;
    while let Some(letter) = character::at(text, end).filter(|c| c.is_alphabetic()) {
        let after = end + letter.len_utf8();
        if text[after..].starts_with('.') && !text[after..].starts_with("..") {
            end = after + 1;
            letters += 1;
        } else if letters > 0 && !character::at(text, after).is_some_and(is_word) {
            end = after;
            letters += 1;
            break;
        } else {
            break;
        }
    }
    (letters > 1).then_some(end)
}

/// Whether the mark at `end` joins the piece that started at `piece` to what follows; where the next piece starts, and
/// from where to scan on.
fn joined(text: &str, piece: usize, end: usize) -> Option<(usize, usize)> {
    let mark = character::at(text, end)?;
    let after = end + mark.len_utf8();
    let next = character::at(text, after).filter(|&c| is_word(c) || is_currency(c))?;
    let last = character::before(text, end)?;
    let numbers = last.is_numeric() && next.is_numeric();
    let joins = match mark {
        '-' | '‐' | '‑' => is_word(next),
        '_' => is_word(next),
        '.' | ':' | '/' => numbers,
        ',' => numbers && thousands(&text[after..]),
        '&' => last.is_uppercase() && next.is_uppercase(),
        '$' => last.is_uppercase() && next.is_numeric() && end - piece <= 3,
        _ => is_apostrophe(mark) && is_word(next) && clitic_end(text, end).is_none(),
    };
    let starts_piece = matches!(mark, '-' | '‐' | '‑');
    joins.then_some((if starts_piece { after } else { piece }, after))
}

/// Three digits and no fourth.
fn thousands(rest: &str) -> bool {
    rest.bytes().take(4).take_while(u8::is_ascii_digit).count() == 3
}

/// The end of the word with the period behind it, where that period belongs to the word.
fn period_end(text: &str, start: usize, piece: usize, end: usize, words: &Structure) -> Option<usize> {
    let rest = text[end..].strip_prefix('.')?;
    if rest.starts_with('.') {
        return None;
    }
    if let Some(longer) = spaced_abbreviation(text, start, end, words) {
        return Some(longer);
    }
    let word = &text[piece..end];
    let following = rest.trim_start_matches([' ', '\u{a0}']).chars().next();
    let attached = match words.abbreviation(word) {
        Some(Abbreviation::Title) => following.is_some_and(|c| is_word(c) || matches!(c, '“' | '"' | '(' | '‘')),
        Some(Abbreviation::Number) => digit(following),
        Some(Abbreviation::Any) => true,
        None => is_initial(word) && start == piece && following.is_some_and(char::is_uppercase),
    };
    attached.then_some(end + 1)
}

/// An abbreviation with a period inside (`Ph.D.`, `Lt.Col.`); the word that ends at `end` is its first part.
fn spaced_abbreviation(text: &str, start: usize, end: usize, words: &Structure) -> Option<usize> {
    let second = end + 1 + text[end + 1..].bytes().take(5).take_while(u8::is_ascii_alphabetic).count();
    let closed = !character::at(text, second).is_some_and(is_word);
    (second > end + 1 && closed && words.abbreviation(&text[start..second]).is_some())
        .then(|| second + usize::from(text[second..].starts_with('.')))
}

/// One capital letter, and not the pronoun.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|c| c.is_uppercase() && c != 'I') && letters.next().is_none()
}

fn is_currency(character: char) -> bool {
    matches!(character, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₴' | '₩' | '₪' | '₺' | '¢')
}

fn digit(character: Option<char>) -> bool {
    character.is_some_and(|c| c.is_ascii_digit())
}
