//! Row ids that hold the day: the day of publication turned round in the high bits, a running number below.
//!
//! Ascending they are newest first, and within a day in the order in which documents were added; what has no date comes last. The
//! index of words yields rows in this order without sorting, and stops where the page is full.

use std::ops::RangeInclusive;

/// Bits of the running number.
const RUNNING: u32 = 40;
/// The day of what has no date, turned round; also the most days there are (to the year 2870).
const UNDATED: i64 = (1 << 20) - 1;

/// The row id of something published then.
pub(crate) fn row_id(published: Option<&str>, running: i64) -> i64 {
    (published.and_then(day).map_or(UNDATED, |day| UNDATED - 1 - day) << RUNNING) | running
}

/// What sorts row ids earliest first, within a day as they are; the undated last.
pub(crate) fn by_time(row: i64) -> (i64, i64) {
    let turned = row >> RUNNING;
    (if turned == UNDATED { i64::MAX } else { -turned }, row)
}

/// Days since the first of March of the year 0, of an ISO 8601 date or date-time; what it leaves out is the first.
pub(crate) fn day(date: &str) -> Option<i64> {
    let mut parts = date.get(..date.len().min(10))?.split(['-', 'T']).map(str::parse::<i64>);
    let year = parts.next()?.ok().filter(|year| (1..2800).contains(year))?;
    let month = parts.next().unwrap_or(Ok(1)).ok().filter(|month| (1..=12).contains(month))?;
    let day = parts.next().unwrap_or(Ok(1)).ok().filter(|day| (1..=31).contains(day))?;
    Some(days(year, month, day))
}

/// Days of the Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let (era, of_era) = (year / 400, year % 400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
}

/// The last day of what a date names: `2025-10` is the last of October.
pub(crate) fn last_day(date: &str) -> Option<i64> {
    let first = day(date)?;
    let mut parts = date.split('-');
    let year: i64 = parts.next()?.parse().ok()?;
    match (parts.next(), parts.next()) {
        (None, _) => Some(days(year + 1, 1, 1) - 1),
        (Some("12"), None) => Some(days(year + 1, 1, 1) - 1),
        (Some(month), None) => Some(days(year, month.parse::<i64>().ok()? + 1, 1) - 1),
        _ => Some(first),
    }
}

/// The row ids of what was published from the first day to the last, both included; the undated are in no range that has an edge.
pub(crate) fn rows_between(since: Option<i64>, until: Option<i64>) -> RangeInclusive<i64> {
    let newest = until.map_or(0, |until| (UNDATED - 1 - until) << RUNNING);
    let oldest = match (since, until) {
        (None, None) => i64::MAX,
        (since, _) => ((UNDATED - 1 - since.unwrap_or(0)) << RUNNING) | ((1 << RUNNING) - 1),
    };
    newest..=oldest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newer_comes_first_and_the_undated_last() {
        let dates = [Some("2026-03-01"), Some("2026-02-28T23:59:00Z"), Some("2025-12-31"), Some("1815-06-18"), None];
        let ids: Vec<i64> = dates.iter().map(|date| row_id(*date, 7)).collect();
        assert!(ids.is_sorted() && ids[0] > 0 && ids.windows(2).all(|pair| pair[0] < pair[1]), "{ids:?}");
        let mut by_time = ids.clone();
        by_time.sort_by_key(|id| super::by_time(*id));
        assert_eq!(by_time, [ids[3], ids[2], ids[1], ids[0], ids[4]]);
        assert_eq!(row_id(Some("last week"), 1), row_id(None, 1));
    }

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        let day = |date| day(date).unwrap();
        assert_eq!(day("2024-03-01") - day("2024-02-28"), 2);
        assert_eq!(day("2025-03-01") - day("2025-02-28"), 1);
        assert_eq!(day("2001-01-01") - day("1601-01-01"), 146_097);
        assert_eq!(last_day("2024-02"), Some(day("2024-02-29")));
        assert_eq!(last_day("2025"), Some(day("2025-12-31")));
        assert_eq!(last_day("2025-12"), Some(day("2025-12-31")));
        assert_eq!(last_day("2025-12-03"), Some(day("2025-12-03")));
    }

    #[test]
    fn a_range_of_days_is_a_range_of_rows() {
        let october = rows_between(day("2025-10"), last_day("2025-10"));
        assert!(october.contains(&row_id(Some("2025-10-01"), 0)) && october.contains(&row_id(Some("2025-10-31"), 9)));
        assert!(!october.contains(&row_id(Some("2025-11-01"), 0)) && !october.contains(&row_id(None, 0)));
        assert!(rows_between(None, None).contains(&row_id(None, 9)));
        assert!(!rows_between(None, day("2030")).contains(&row_id(None, 9)));
    }
}
