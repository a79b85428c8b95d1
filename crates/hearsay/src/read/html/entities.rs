//! Character references: `&amp;`, `&#8217;`, `&#x2019;`, and those that old pages leave without a semicolon.
//!
//! After the HTML standard, "named character reference state" and "numeric character reference end state".

use html_escape::NAMED_ENTITIES;

/// The longest name in the standard's table, with a margin.
const LONGEST: usize = 40;

/// What the reference at the start of `raw` (an `&`) stands for, and its length in the source.
///
/// `in_attribute` applies the standard's exception: `?a=b&copy=c` is no copyright sign.
#[must_use]
pub fn reference(raw: &str, in_attribute: bool) -> Option<(String, usize)> {
    let rest = raw.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        return numeric(number).map(|(character, length)| (character.to_string(), length + 2));
    }
    let end =
        rest.bytes().take(LONGEST).position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len().min(LONGEST));
    let name = rest.get(..end)?;
    if rest.as_bytes().get(end) == Some(&b';')
        && let Some(text) = named(name)
    {
        return Some((text.to_owned(), end + 2));
    }
    unterminated(rest, name, in_attribute)
}

/// A name without a semicolon: only the old Latin-1 names count, the longest that fits.
fn unterminated(rest: &str, name: &str, in_attribute: bool) -> Option<(String, usize)> {
    let (text, length) = (2..=name.len().min(6)).rev().find_map(|length| {
        let text = named(&name[..length])?;
        is_legacy(&name[..length], text).then_some((text, length))
    })?;
    let next = rest.as_bytes().get(length);
    let runs_on = next.is_some_and(|&byte| byte == b'=' || byte.is_ascii_alphanumeric());
    (!(in_attribute && runs_on)).then(|| (text.to_owned(), length + 1))
}

fn named(name: &str) -> Option<&'static str> {
    let at = NAMED_ENTITIES.binary_search_by(|(known, _)| known.cmp(&name.as_bytes())).ok()?;
    Some(NAMED_ENTITIES[at].1)
}

/// The names that HTML 3 knew: Latin-1 and the four of the syntax itself.
fn is_legacy(name: &str, text: &str) -> bool {
    let latin = text.chars().all(|c| ('\u{A0}'..='\u{FF}').contains(&c));
    let first_names = !matches!(name, "half" | "die" | "Dot" | "circledR" | "div" | "angst" | "pm" | "centerdot");
    matches!(name, "amp" | "AMP" | "lt" | "LT" | "gt" | "GT" | "quot" | "QUOT") || (latin && first_names)
}

fn numeric(number: &str) -> Option<(char, usize)> {
    let (digits, radix, prefix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 1),
        None => (number, 10, 0),
    };
    let length = digits.bytes().position(|byte| !(byte as char).is_digit(radix)).unwrap_or(digits.len());
    if length == 0 {
        return None;
    }
    let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
    let semicolon = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    Some((character(code), prefix + length + semicolon))
}

/// Numbers 128 to 159 mean Windows-1252, as browsers read them; what is no character is U+FFFD.
fn character(code: u32) -> char {
    if (0x80..0xA0).contains(&code) {
        let byte = [code as u8];
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
        return text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    char::from_u32(code).filter(|&c| c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// `raw` with its references resolved, as in an attribute's value.
#[must_use]
pub fn unescape(raw: &str, in_attribute: bool) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (text, length) = reference(&rest[at..], in_attribute).unwrap_or_else(|| ("&".to_owned(), 1));
        out.push_str(&text);
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_every_make() {
        assert_eq!(unescape("&amp;&lt;&#8217;&#x201C;&#146;&eacute;", false), "&<’“’é");
        assert_eq!(unescape("AT&T &bogus; &#; &", false), "AT&T &bogus; &#; &");
        assert_eq!(unescape("caf&eacute, &nbsp", false), "café, \u{A0}");
        assert_eq!(unescape("&#0;&#xD800;&#99999999999;", false), "\u{FFFD}\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn an_address_keeps_its_parameters() {
        assert_eq!(unescape("/?a=1&copy=2&amp;b", true), "/?a=1&copy=2&b");
        assert_eq!(unescape("&copy 2026", true), "© 2026");
    }
}
