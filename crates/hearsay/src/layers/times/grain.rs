//! A place in the calendar, as fine as the text tells it, and arithmetic on it (Gregorian, through `jiff`; years before
//! Christ by astronomical numbering: 1 BC is 0).

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::meaning::Count;
use crate::lang::en::times::{Rule, Season, Unit};

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    /// Counted from 1; negative before Christ.
    Century(i32),
    /// Its first year.
    Decade(i32),
    Year(i32),
    Half(i32, u8),
    Quarter(i32, u8),
    Season(i32, Season),
    Month(i32, u8),
    /// Its Monday.
    Week(Date),
    /// The Monday before it.
    Weekend(Date),
    Day(Date),
}

impl Grain {
    /// The day of a year, month and day, where there is one.
    pub fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(year, month, day).ok().map(Self::Day)
    }

    /// The stretch of `unit` that holds `date`.
    pub fn around(date: Date, unit: Unit) -> Self {
        let (year, month) = (i32::from(date.year()), u8::try_from(date.month()).unwrap_or(1));
        match unit {
            Unit::Century | Unit::Millennium => Self::Century(year.div_euclid(100) + 1),
            Unit::Decade => Self::Decade(year - year.rem_euclid(10)),
            Unit::Year => Self::Year(year),
            Unit::Half => Self::Half(year, (month - 1) / 6 + 1),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Month => Self::Month(year, month),
            Unit::Week | Unit::Fortnight => Self::Week(monday(date)),
            Unit::Weekend => Self::Weekend(monday(date)),
            _ => Self::Day(date),
        }
    }

    /// How fine it is.
    pub fn unit(self) -> Unit {
        match self {
            Self::Century(_) => Unit::Century,
            Self::Decade(_) => Unit::Decade,
            Self::Year(_) => Unit::Year,
            Self::Half(..) => Unit::Half,
            Self::Quarter(..) | Self::Season(..) => Unit::Quarter,
            Self::Month(..) => Unit::Month,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Day(_) => Unit::Day,
        }
    }

    /// Its first day; `None` beyond the years -9999 to 9999.
    pub fn first(self) -> Option<Date> {
        let (year, month) = match self {
            Self::Century(number) => ((number - 1) * 100, 1),
            Self::Decade(year) | Self::Year(year) => (year, 1),
            Self::Half(year, half) => (year, half * 6 - 5),
            Self::Quarter(year, quarter) => (year, quarter * 3 - 2),
            Self::Season(year, season) => (year, season_month(season)),
            Self::Month(year, month) => (year, month),
            Self::Weekend(monday) => return monday.checked_add(5.days()).ok(),
            Self::Week(day) | Self::Day(day) => return Some(day),
        };
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()
    }

    /// How many days it lies after `date`; negative behind its end, 0 inside.
    pub fn days_from(self, date: Date) -> i64 {
        let first = self.first().unwrap_or(date);
        let last = moved(first, 1.0, self.unit()).and_then(|next| next.checked_sub(1.day()).ok()).unwrap_or(first);
        if first > date { days_between(date, first) } else { days_between(date, last).min(0) }
    }

    /// Its year.
    pub fn year(self) -> Option<i32> {
        self.first().map(|date| i32::from(date.year()))
    }

    /// So many units on, as fine as the finer of itself and the unit.
    pub fn shifted(self, count: f64, unit: Unit) -> Option<Self> {
        let keep = if unit < self.unit() { unit } else { self.unit() };
        let moved = moved(self.first()?, count, unit)?;
        match self {
            Self::Season(year, season) if keep == Unit::Quarter => {
                Some(Self::Season(year + i32::from(moved.year() - self.first()?.year()), season))
            }
            _ => Some(Self::around(moved, keep)),
        }
    }

    /// The n-th `unit` in it; -1 is the last.
    pub fn nth(self, number: i8, unit: Unit) -> Option<Self> {
        let first = self.first()?;
        if number < 0 {
            let next = moved(first, 1.0, self.unit())?;
            let last = next.checked_sub(1.day()).ok()?;
            return Some(Self::around(last, unit));
        }
        let start =
            if unit == Unit::Week && self.unit() == Unit::Year { first.checked_add(3.days()).ok()? } else { first };
        let found = moved(start, f64::from(number - 1), unit)?;
        (self.unit() == Unit::Year || self.days_from(found) == 0).then(|| Self::around(found, unit))
    }

    /// The n-th such weekday in it; -1 is the last.
    pub fn nth_weekday(self, number: i8, weekday: u8) -> Option<Self> {
        let Self::Month(year, month) = self else { return None };
        let first = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()?;
        first.nth_weekday_of_month(number, day_of_week(weekday)).ok().map(Self::Day)
    }

    /// TIMEX3's value.
    pub fn value(self) -> String {
        match self {
            Self::Century(number) if number < 0 => format!("BC{:02}", -number - 1),
            Self::Century(number) => format!("{:02}", number - 1),
            Self::Decade(year) if year <= 0 => format!("BC{:03}", (1 - year) / 10),
            Self::Decade(year) => format!("{:03}", year / 10),
            Self::Year(year) => year_value(year),
            Self::Half(year, half) => format!("{}-H{half}", year_value(year)),
            Self::Quarter(year, quarter) => format!("{}-Q{quarter}", year_value(year)),
            Self::Season(year, season) => format!("{}-{}", year_value(year), season.code()),
            Self::Month(year, month) => format!("{}-{month:02}", year_value(year)),
            Self::Week(monday) => week_value(monday),
            Self::Weekend(monday) => format!("{}-WE", week_value(monday)),
            Self::Day(date) => format!("{}-{:02}-{:02}", year_value(i32::from(date.year())), date.month(), date.day()),
        }
    }
}

fn year_value(year: i32) -> String {
    if year <= 0 { format!("BC{:04}", 1 - year) } else { format!("{year:04}") }
}

fn week_value(monday: Date) -> String {
    let week = monday.iso_week_date();
    format!("{}-W{:02}", year_value(i32::from(week.year())), week.week())
}

/// Days from one date to another.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    to.since(from).map_or(0, |span| i64::from(span.get_days()))
}

/// The Monday of a date's week.
pub(super) fn monday(date: Date) -> Date {
    let days = i64::from(date.weekday().to_monday_zero_offset());
    date.checked_sub(days.days()).unwrap_or(date)
}

/// The weekday that a number stands for, 1 is Monday.
pub(super) fn day_of_week(number: u8) -> Weekday {
    i8::try_from(number).ok().and_then(|number| Weekday::from_monday_one_offset(number).ok()).unwrap_or(Weekday::Monday)
}

/// The date so many units from `date`.
pub(super) fn moved(date: Date, count: f64, unit: Unit) -> Option<Date> {
    let span: Span = match unit {
        Unit::Millennium => span(count * 12_000.0, Unit::Month)?,
        Unit::Century => span(count * 1200.0, Unit::Month)?,
        Unit::Decade => span(count * 120.0, Unit::Month)?,
        Unit::Year => span(count * 12.0, Unit::Month)?,
        Unit::Half => span(count * 6.0, Unit::Month)?,
        Unit::Quarter => span(count * 3.0, Unit::Month)?,
        Unit::Month => span(count, Unit::Month)?,
        Unit::Week | Unit::Weekend => span(count * 7.0, Unit::Day)?,
        Unit::Fortnight => span(count * 14.0, Unit::Day)?,
        _ => span(count, Unit::Day)?,
    };
    date.checked_add(span).ok()
}

/// A span of whole months or days.
fn span(count: f64, unit: Unit) -> Option<Span> {
    let whole = count.round();
    if whole.abs() > 3_000_000.0 {
        return None;
    }
    let whole = whole as i64;
    if unit == Unit::Month { Span::new().try_months(whole).ok() } else { Span::new().try_days(whole).ok() }
}

/// The first month of a season, north of the equator; winter begins with December.
pub(super) fn season_month(season: Season) -> u8 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Fall => 9,
        Season::Winter => 12,
    }
}

/// The date of a named day in a year.
pub(super) fn holiday(rule: Rule, year: i32) -> Option<Grain> {
    let short = i16::try_from(year).ok()?;
    let date = match rule {
        Rule::Once(year, month, day) => Date::new(year, month, day).ok()?,
        Rule::Fixed(month, day) => Date::new(short, month, day).ok()?,
        Rule::Nth(month, weekday, number, after) => {
            let first = Date::new(short, month, 1).ok()?;
            let weekday = day_of_week(u8::try_from(weekday).ok()?);
            first.nth_weekday_of_month(number, weekday).ok()?.checked_add(i64::from(after).days()).ok()?
        }
        Rule::Easter(days) => easter(short)?.checked_add(i64::from(days).days()).ok()?,
    };
    Some(Grain::Day(date))
}

/// Western Easter Sunday (the anonymous Gregorian algorithm, Nature 1876).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (golden, century, rest) = (year_number % 19, year_number / 100, year_number % 100);
    let (leap, skipped) = (century / 4, century % 4);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leap - correction + 15) % 30;
    let weekday = (32 + 2 * skipped + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}

/// A count in whole tenths, as a duration writes it.
pub(super) fn number(count: Count) -> String {
    match count {
        None => "X".to_owned(),
        Some(count) if count.fract() == 0.0 => format!("{count:.0}"),
        Some(count) => format!("{count}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Grain {
        Grain::day(year, month, day).unwrap()
    }

    #[test]
    fn arithmetic_keeps_to_the_calendar() {
        assert_eq!(day(2024, 1, 31).shifted(1.0, Unit::Month).unwrap().value(), "2024-02-29");
        assert_eq!(day(2025, 11, 26).shifted(-1.0, Unit::Week).unwrap().value(), "2025-11-19");
        assert_eq!(Grain::Year(2025).shifted(-1.0, Unit::Day).unwrap().value(), "2024-12-31");
        assert_eq!(Grain::around(Date::constant(2024, 12, 31), Unit::Week).value(), "2025-W01");
        assert_eq!(Grain::Year(-489).value(), "BC0490");
        assert_eq!(Grain::Century(20).value(), "19");
    }

    #[test]
    fn parts_are_counted_inside_their_whole() {
        assert_eq!(Grain::Month(2024, 2).nth(-1, Unit::Day).unwrap().value(), "2024-02-29");
        assert_eq!(Grain::Year(1989).nth(3, Unit::Quarter).unwrap().value(), "1989-Q3");
        assert_eq!(Grain::Month(2025, 11).nth_weekday(4, 4).unwrap().value(), "2025-11-27");
    }

    #[test]
    fn named_days_fall_where_they_fell() {
        assert_eq!(holiday(Rule::Easter(0), 2018).unwrap().value(), "2018-04-01");
        assert_eq!(holiday(Rule::Easter(-2), 2024).unwrap().value(), "2024-03-29");
        assert_eq!(holiday(Rule::Nth(11, 4, 4, 1), 2010).unwrap().value(), "2010-11-26");
    }
}
