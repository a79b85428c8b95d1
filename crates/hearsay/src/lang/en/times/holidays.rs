//! Named days and the rules that put them into a year.

use super::entries;

pub(super) const HOLIDAYS: &str = include_str!("holidays.txt");

/// A named day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Holiday {
    /// How its date follows from the year.
    pub rule: Rule,
}

/// How a named day's date follows from the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// One day of history: year, month, day.
    Once(i16, i8, i8),
    /// Month and day.
    Fixed(i8, i8),
    /// Month, weekday (1 is Monday), which one (-1 is the last), days after it.
    Nth(i8, i8, i8, i8),
    /// Days after Western Easter Sunday.
    Easter(i16),
}

/// Every named day with its names.
pub(super) fn holidays() -> impl Iterator<Item = (Holiday, &'static str)> {
    entries(HOLIDAYS)
        .filter_map(|line| line.split_once(": "))
        .filter_map(|(rule, names)| {
            let rule = rule_of(rule)?;
            Some(names.split(" | ").map(move |name| (Holiday { rule }, name)))
        })
        .flatten()
}

/// `2001-09-11`, `12-25`, `11 4#4`, `11 4#4+` (the day after), `easter-2`.
fn rule_of(text: &str) -> Option<Rule> {
    if let Some(days) = text.strip_prefix("easter") {
        return Some(Rule::Easter(days.parse().ok()?));
    }
    if let [year, month, day] = text.split('-').collect::<Vec<_>>()[..] {
        return Some(Rule::Once(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?));
    }
    if let Some((month, day)) = text.split_once('-').filter(|(month, _)| !month.contains(' ')) {
        return Some(Rule::Fixed(month.parse().ok()?, day.parse().ok()?));
    }
    let (month, which) = text.split_once(' ')?;
    let (weekday, number) = which.split_once('#')?;
    let (number, after) = number.split_once('+').unwrap_or((number, "0"));
    Some(Rule::Nth(month.parse().ok()?, weekday.parse().ok()?, number.parse().ok()?, after.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_understood() {
        for line in entries(HOLIDAYS) {
            assert!(line.split_once(": ").and_then(|(rule, _)| rule_of(rule)).is_some(), "{line}");
        }
        assert_eq!(rule_of("05 1#-1"), Some(Rule::Nth(5, 1, -1, 0)));
        assert_eq!(rule_of("easter-2"), Some(Rule::Easter(-2)));
    }
}
