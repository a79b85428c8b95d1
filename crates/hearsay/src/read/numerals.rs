//! Letters and Roman numerals, as lists count with them.

/// 1 is `a`, 26 `z`, 27 `aa` (as browsers count).
#[must_use]
pub fn letters(mut number: u32) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        letters.push(char::from(b'a' + ((number - 1) % 26) as u8));
        number = (number - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Roman numerals up to 3999, figures beyond.
#[must_use]
pub fn roman(number: u32) -> String {
    const VALUES: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number >= 4000 {
        return number.to_string();
    }
    let (mut out, mut rest) = (String::new(), number);
    for (value, written) in VALUES {
        while rest >= value {
            out.push_str(written);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_go_on_as_readers_expect() {
        assert_eq!([1, 26, 27, 53].map(letters), ["a", "z", "aa", "ba"]);
        assert_eq!([4, 9, 14, 1999].map(roman), ["iv", "ix", "xiv", "mcmxcix"]);
    }
}
