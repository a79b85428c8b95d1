//! Whether two values say the same in different notation.

/// Whether `a` and `b` mean the same: `1989-XX` and `1989`, `199X` and `199`, `P2.5Y` and `P2Y6M`.
pub fn same(a: &str, b: &str) -> bool {
    match (length(a), length(b)) {
        (Some(a), Some(b)) => a == b,
        _ => even(a) == even(b),
    }
}

/// A date without its open end.
fn even(value: &str) -> String {
    let mut value = value.trim();
    while let Some(shorter) =
        value.strip_suffix("-XX").or_else(|| value.strip_suffix('X').filter(|rest| rest.len() >= 2))
    {
        value = shorter;
    }
    value.replace("T24:00", "T00:00")
}

/// A duration as months and thousandths of seconds, with the parts that are open by name.
pub fn length(value: &str) -> Option<(i64, i64, String)> {
    let rest = value.strip_prefix('P')?;
    let (mut months, mut millis, mut open, mut clock, mut number) = (0.0, 0.0, String::new(), false, String::new());
    let mut letters = rest.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == 'T' {
            clock = true;
        } else if letter.is_ascii_digit() || matches!(letter, '.' | 'X') {
            number.push(letter);
        } else {
            let second = letters.next_if(|next| letter.is_ascii_uppercase() && matches!(next, 'E' | 'L' | 'D'));
            let count = number.parse::<f64>();
            match (&count, unit(letter, second, clock)) {
                (Ok(count), Some((ratio, true))) => months += count * ratio,
                (Ok(count), Some((ratio, false))) => millis += count * ratio,
                _ => open.push_str(&format!("{number}{letter}{clock}")),
            }
            number.clear();
        }
    }
    Some(((months * 1000.0).round() as i64, (millis * 1000.0).round() as i64, open))
}

/// How many months (`true`) or seconds a unit has.
fn unit(letter: char, second: Option<char>, clock: bool) -> Option<(f64, bool)> {
    Some(match (letter, second, clock) {
        ('D', Some('E'), _) | ('E', _, _) => (120.0, true),
        ('C', _, _) => (1200.0, true),
        ('Y', _, _) => (12.0, true),
        ('Q', _, _) => (3.0, true),
        ('M', _, false) => (1.0, true),
        ('W', _, _) => (7.0 * 86_400.0, false),
        ('D' | 'B', _, _) => (86_400.0, false),
        ('H', _, true) => (3600.0, false),
        ('M', _, true) => (60.0, false),
        ('S', _, true) => (1.0, false),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_is_evened_and_nothing_else() {
        assert!(same("1989-XX", "1989") && same("199X", "199") && same("P2.5Y", "P2Y6M") && same("PT24H", "P1D"));
        assert!(!same("1989", "1990") && !same("PXD", "PXW") && !same("P1D", "P1W") && !same("1989-11", "1989"));
    }
}
