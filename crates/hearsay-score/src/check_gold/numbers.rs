//! Numbers, spelled and in figures: a freedom that leaves a quotation verbatim.

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [&str; 5] = ["hundred", "thousand", "million", "billion", "trillion"];
const ORDINALS: [&str; 13] = [
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
];

/// Whether `word` (lowercase) is a number in any dress.
pub fn is_number(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
        || SCALES.iter().any(|s| word.trim_end_matches('s') == *s)
        || ORDINALS.contains(&word)
        || small_value(word).is_some()
}

/// The value of one spelled word below one hundred ("seven", "twenty-two").
pub fn small_value(word: &str) -> Option<u64> {
    if let Some(unit) = UNITS.iter().position(|u| *u == word) {
        return Some(unit as u64);
    }
    if let Some(tens) = TENS.iter().position(|t| !t.is_empty() && *t == word) {
        return Some(tens as u64 * 10);
    }
    let (tens, unit) = word.split_once('-')?;
    let tens = TENS.iter().position(|t| !t.is_empty() && *t == tens)?;
    let unit = UNITS.iter().take(10).position(|u| *u == unit).filter(|u| *u > 0)?;
    Some((tens * 10 + unit) as u64)
}

/// The value of plain figures ("1,250", "48"); `None` for years, decimals and anything else.
pub fn figure_value(figures: &str) -> Option<u64> {
    let plain: String = figures.chars().filter(|c| *c != ',').collect();
    let grouped = !figures.contains(',') || figures.split(',').skip(1).all(|g| g.len() == 3);
    if plain.is_empty() || !grouped || plain.starts_with('0') || !plain.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value: u64 = plain.parse().ok()?;
    let year = !figures.contains(',') && (1400..2200).contains(&value);
    (!year && value < 1_000_000).then_some(value)
}

/// `value` (below a million) in words; `british` puts "and" after the hundreds.
pub fn spelled(value: u64, british: bool) -> String {
    if value < 20 {
        return UNITS[value as usize].to_owned();
    }
    if value < 100 {
        let tens = TENS[(value / 10) as usize];
        return if value.is_multiple_of(10) {
            tens.to_owned()
        } else {
            format!("{tens}-{}", UNITS[(value % 10) as usize])
        };
    }
    let (scale, name) = if value < 1000 { (100, "hundred") } else { (1000, "thousand") };
    let mut out = format!("{} {name}", spelled(value / scale, british));
    let rest = value % scale;
    if rest > 0 {
        out.push_str(if british && rest < 100 { " and " } else { " " });
        out.push_str(&spelled(rest, british));
    }
    out
}

/// `value` in figures, with commas from a thousand on.
pub fn figures(value: u64) -> String {
    if value < 1000 { value.to_string() } else { format!("{},{:03}", value / 1000, value % 1000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_into_words() {
        assert_eq!(spelled(1_122, true), "one thousand one hundred and twenty-two");
        assert_eq!(spelled(40_005, false), "forty thousand five");
        assert_eq!(small_value("twenty-two"), Some(22));
        assert_eq!(figure_value("1,250"), Some(1250));
        assert_eq!(figure_value("2016"), None);
        assert!(is_number("third") && is_number("5%") && is_number("millions") && !is_number("the"));
    }
}
