//! HTML character references as they stand in cue text: `&amp;`, `&#39;`, `&nbsp`.

/// Names that count without a semicolon too (HTML Living Standard, 13.5).
#[rustfmt::skip]
const WITHOUT_SEMICOLON: [&str; 106] = [
    "AElig", "AMP", "Aacute", "Acirc", "Agrave", "Aring", "Atilde", "Auml", "COPY", "Ccedil", "ETH", "Eacute", "Ecirc",
    "Egrave", "Euml", "GT", "Iacute", "Icirc", "Igrave", "Iuml", "LT", "Ntilde", "Oacute", "Ocirc", "Ograve", "Oslash",
    "Otilde", "Ouml", "QUOT", "REG", "THORN", "Uacute", "Ucirc", "Ugrave", "Uuml", "Yacute", "aacute", "acirc", "acute",
    "aelig", "agrave", "amp", "aring", "atilde", "auml", "brvbar", "ccedil", "cedil", "cent", "copy", "curren", "deg",
    "divide", "eacute", "ecirc", "egrave", "eth", "euml", "frac12", "frac14", "frac34", "gt", "iacute", "icirc", "iexcl",
    "igrave", "iquest", "iuml", "laquo", "lt", "macr", "micro", "middot", "nbsp", "not", "ntilde", "oacute", "ocirc",
    "ograve", "ordf", "ordm", "oslash", "otilde", "ouml", "para", "plusmn", "pound", "quot", "raquo", "reg", "sect", "shy",
    "sup1", "sup2", "sup3", "szlig", "thorn", "times", "uacute", "ucirc", "ugrave", "uml", "uuml", "yacute", "yen", "yuml",
];

/// The longest name of a reference, in letters.
const LONGEST: usize = 32;

/// The characters that the reference at the start of `text` (an ampersand) stands for, and its length in bytes.
pub(super) fn reference(text: &str) -> Option<(String, usize)> {
    let body = text.strip_prefix('&')?;
    if let Some(digits) = body.strip_prefix('#') {
        return numeric(digits).map(|(character, length)| (character.to_string(), length + 2));
    }
    let end = body.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    if body[end..].starts_with(';')
        && let Some(characters) = named(&body[..end])
    {
        return Some((characters, end + 2));
    }
    let name = (1..=end).rev().map(|length| &body[..length]).find(|name| WITHOUT_SEMICOLON.contains(name))?;
    Some((named(name)?, name.len() + 1))
}

fn named(name: &str) -> Option<String> {
    let written = format!("&{name};");
    let characters = html_escape::decode_html_entities(&written);
    (characters != written.as_str()).then(|| characters.into_owned())
}

fn numeric(text: &str) -> Option<(char, usize)> {
    let hexadecimal = text.strip_prefix(['x', 'X']);
    let (digits, radix, before) = hexadecimal.map_or((text, 10, 0), |digits| (digits, 16, 1));
    let end = digits.bytes().take_while(|byte| (*byte as char).is_digit(radix)).count();
    if end == 0 {
        return None;
    }
    let value = u32::from_str_radix(&digits[..end], radix).unwrap_or(u32::MAX);
    let character = char::from_u32(value).filter(|&c| c != '\0').unwrap_or('\u{fffd}');
    Some((character, before + end + usize::from(digits[end..].starts_with(';'))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_end_where_html_says() {
        let read = |text: &str| reference(text);
        assert_eq!(read("&amp;x"), Some(("&".into(), 5)));
        assert_eq!(read("&notit;"), Some(("¬".into(), 4)));
        assert_eq!(read("&notin;"), Some(("∉".into(), 7)));
        assert_eq!(read("&#x20;"), Some((" ".into(), 6)));
        assert_eq!(read("&#32"), Some((" ".into(), 4)));
        assert_eq!(read("& x"), None);
        assert_eq!(read("&unknown;"), None);
    }
}
