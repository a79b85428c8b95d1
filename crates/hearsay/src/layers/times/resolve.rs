//! From what an expression says to its value: places in the calendar counted from the publication, from another time of
//! the text, or chosen by tense where the words leave the year or the week open.

use jiff::civil::{Date, DateTime};

use super::Anchor;
use super::grain::{self, Grain, days_between, moved};
use super::meaning::{Count, Day, From};
use super::relative::{COMING, FOLLOWING, PREVIOUS};
use super::tense::Tense;
use crate::lang::en::times::{Rule, Season, Unit};

/// Penalty, in days, for a date against the tense of its verb.
const AGAINST_TENSE: i64 = 210;
/// Penalty, in days, for a date that does not fall on the weekday told.
const WRONG_WEEKDAY: i64 = 500;

/// What is known where an expression stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// When it was published, with the time of day where that is known.
    pub published: Option<DateTime>,
    /// Whether that time of day is known.
    pub timed: bool,
    /// The time mentioned before: its place and its index.
    pub mentioned: Option<(Grain, usize)>,
    /// The quarter that is reported on, or its year beside the figures of a longer period, and its index, where one was
    /// named not long before.
    pub quarter: Option<(Grain, usize)>,
    /// Whether the mention is near: in this sentence or the last.
    pub near: bool,
    /// Whether the text tells of the past in order, so that a date without a year follows the mention.
    pub narrative: bool,
    /// The tense around the expression.
    pub tense: Tense,
}

/// A date found, and what it was counted from.
pub(super) type Found = (Place, Option<Anchor>);

/// What a date comes to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Place {
    /// A place in the calendar.
    Known(Grain),
    /// A minute or second: only the last figures of a clock count.
    Moment(DateTime, Unit),
    /// A value that leaves something open: `XXXX-05-10`, `PAST_REF`.
    Open(String),
}

impl Context {
    /// The value of a date; `None` where nothing is known to count from.
    pub fn resolve(&self, day: &Day) -> Option<Found> {
        match day {
            Day::Calendar { year: Some(year), month, day, .. } => self.exact(*year, *month, *day),
            Day::Calendar { year: None, month: Some(month), day, weekday } => self.without_year(*month, *day, *weekday),
            Day::Calendar { year: None, month: None, day: Some(day), weekday } => self.without_month(*day, *weekday),
            Day::Calendar { .. } => None,
            Day::Weekday(weekday, which) => self.weekday(*weekday, *which),
            Day::Month(month, which) => self.month(*month, *which),
            Day::Season(season, Some(year), _) => Some((Place::Known(Grain::Season(*year, *season)), None)),
            Day::Season(season, None, which) => self.season(*season, *which),
            Day::Holiday(rule, year, which) => self.holiday(*rule, *year, *which),
            Day::Shift(count, unit, from) => self.shift(*count, *unit, *from),
            Day::From(count, unit, day) => self.from(*count, *unit, day),
            Day::Nth(number, unit, of) => self.nth(*number, *unit, of.as_deref()),
            Day::NthWeekday(number, weekday, of) => self.inside(of, |whole| whole.nth_weekday(*number, *weekday)),
            Day::In(weekday, week) => self.inside(week, |week| match week {
                Grain::Week(monday) => moved(monday, f64::from(weekday - 1), Unit::Day).map(Grain::Day),
                _ => None,
            }),
            Day::Of(part, year) => self.of(part, year),
            Day::WeekOf(day) => self.inside(day, |day| Some(Grain::around(day.first()?, Unit::Week))),
            Day::Decade(year, true) => Some((Place::Known(Grain::Decade(*year)), None)),
            Day::Decade(year, false) => Some((Place::Known(Grain::Decade(*year)), None)),
            Day::Century(number) => Some((Place::Known(Grain::Century(*number)), None)),
            Day::Pointed(which, day) => self.pointed(*which, day),
            Day::Same(unit) => self.same(*unit),
        }
    }

    fn exact(&self, year: i32, month: Option<u8>, day: Option<u8>) -> Option<Found> {
        let grain = match (month, day) {
            (Some(month), Some(day)) => Grain::day(year, month, day)?,
            (Some(month), None) => Grain::Month(year, month),
            _ => Grain::Year(year),
        };
        Some((Place::Known(grain), None))
    }

    /// The day from which "today" and the like are counted.
    fn today(&self) -> Option<Date> {
        self.published.map(DateTime::date)
    }

    /// What a date is counted from.
    fn start(&self, from: From) -> Option<(Grain, Anchor)> {
        let published = self.today().map(|date| (Grain::Day(date), Anchor::Published));
        match (from, self.mentioned) {
            (From::Mentioned, Some((grain, index))) if self.narrative || self.near || published.is_none() => {
                Some((grain, Anchor::Time(index)))
            }
            (_, Some((grain, index))) if self.narrative => Some((grain, Anchor::Time(index))),
            _ => published,
        }
    }

    /// A month and day whose year the text leaves open.
    fn without_year(&self, month: u8, day: Option<u8>, weekday: Option<u8>) -> Option<Found> {
        let make = |year: i32| match day {
            Some(day) => Grain::day(year, month, day),
            None => Some(Grain::Month(year, month)),
        };
        let open = || match day {
            Some(day) => format!("XXXX-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}"),
        };
        let fits = |grain: Grain| match (grain, weekday) {
            (Grain::Day(date), Some(weekday)) => date.weekday() == grain::day_of_week(weekday),
            _ => true,
        };
        match self.nearest(make, fits) {
            Some((grain, anchor)) => Some((Place::Known(grain), Some(anchor))),
            None => Some((Place::Open(open()), None)),
        }
    }

    /// "Friday the 15th": the nearest month whose day that is.
    fn without_month(&self, day: u8, weekday: Option<u8>) -> Option<Found> {
        let (start, anchor) = self.start(From::Published)?;
        let first = start.first()?;
        let months = [0.0, -1.0, 1.0, -2.0, 2.0, -3.0, 3.0].map(|shift| {
            let month = moved(first.first_of_month(), shift, Unit::Month)?;
            Grain::day(i32::from(month.year()), u8::try_from(month.month()).ok()?, day)
        });
        let fits = |grain: &Grain| match (grain, weekday) {
            (Grain::Day(date), Some(weekday)) => date.weekday() == grain::day_of_week(weekday),
            _ => true,
        };
        let found =
            months.into_iter().flatten().filter(fits).min_by_key(|grain| self.distance(first, *grain, Unit::Day))?;
        Some((Place::Known(found), Some(anchor)))
    }

    /// The year that makes a date lie best: near what it is counted from, and on the side that the tense tells.
    fn nearest(&self, make: impl Fn(i32) -> Option<Grain>, fits: impl Fn(Grain) -> bool) -> Option<(Grain, Anchor)> {
        let (start, anchor) = self.start(From::Published)?;
        let first = start.first()?;
        let cost = |grain: &Grain| {
            let fit = if fits(*grain) { 0 } else { WRONG_WEEKDAY };
            fit + self.distance(first, *grain, start.unit())
        };
        let years = [0, -1, 1, -2, 2].map(|shift| make(i32::from(first.year()) + shift));
        years.into_iter().flatten().min_by_key(cost).map(|grain| (grain, anchor))
    }

    fn distance(&self, first: Date, grain: Grain, unit: Unit) -> i64 {
        let Some(at) = grain.first() else { return i64::MAX / 4 };
        let from = Grain::around(first, grain.unit().min(Unit::Month)).first().unwrap_or(first);
        let days = match grain {
            Grain::Quarter(..) | Grain::Half(..) => grain.days_from(first),
            _ => days_between(from, at),
        };
        if self.narrative {
            let same_year = if unit >= Unit::Year && at.year() != first.year() { 1000 } else { 0 };
            return same_year + if days < 0 { -days * 3 / 2 } else { days };
        }
        let against = match self.tense {
            Tense::Done if days > 0 => 2 * AGAINST_TENSE,
            Tense::Past | Tense::Aimed if days > 0 => AGAINST_TENSE,
            // Results of a quarter that has ended are still to come.
            Tense::Future if days < 0 && matches!(grain, Grain::Quarter(..)) => AGAINST_TENSE / 2,
            Tense::Future if days < 0 => AGAINST_TENSE,
            _ => 0,
        };
        days.abs() + against
    }

    fn weekday(&self, weekday: u8, which: Option<i8>) -> Option<Found> {
        let open = || Some((Place::Open(format!("XXXX-WXX-{weekday}")), None));
        let Some((start, anchor)) = self.start_of_weekday(which) else { return open() };
        let date = start.first().filter(|_| start.unit() <= Unit::Week);
        let Some(date) = date else { return open() };
        let days = i64::from(weekday) - i64::from(date.weekday().to_monday_one_offset());
        let days = match which {
            Some(-1 | PREVIOUS) => days - if days >= 0 { 7 } else { 0 },
            Some(COMING | FOLLOWING) => (days - 1).rem_euclid(7) + 1,
            Some(1) => days + 7,
            Some(_) => days,
            None if self.tense == Tense::Future && days != 0 || self.narrative => days.rem_euclid(7),
            None => -(-days).rem_euclid(7),
        };
        let found = moved(date, days as f64, Unit::Day)?;
        Some((Place::Known(Grain::Day(found)), Some(anchor)))
    }

    /// "Last Friday" counts from publication, "the previous Friday" from the day mentioned before.
    fn start_of_weekday(&self, which: Option<i8>) -> Option<(Grain, Anchor)> {
        match which {
            Some(PREVIOUS | FOLLOWING) => self.start(From::Mentioned).filter(|(start, _)| start.unit() <= Unit::Week),
            Some(_) => Some((Grain::Day(self.today()?), Anchor::Published)),
            None => self.start(if self.narrative { From::Mentioned } else { From::Published }),
        }
    }

    fn month(&self, month: u8, which: i8) -> Option<Found> {
        let Some((start, anchor)) = self.start(From::Published) else {
            return Some((Place::Open(format!("XXXX-{month:02}")), None));
        };
        let first = start.first()?;
        let (year, now) = (i32::from(first.year()), u8::try_from(first.month()).ok()?);
        let year = match which {
            // In March, "last February" is that of the year before: the other would be "last month".
            -1 => year - i32::from(month + 1 >= now),
            1 => year + i32::from(month <= now),
            _ => year,
        };
        Some((Place::Known(Grain::Month(year, month)), Some(anchor)))
    }

    fn season(&self, season: Season, which: Option<i8>) -> Option<Found> {
        let open = || Some((Place::Open(format!("XXXX-{}", season.code())), None));
        let Some((start, anchor)) = self.start(From::Published) else { return open() };
        let first = start.first()?;
        let year = i32::from(first.year());
        let month = u8::try_from(first.month()).ok()?;
        let begun = month >= grain::season_month(season);
        let ended = month >= grain::season_month(season) + 3;
        let found = match which {
            Some(-1) => Grain::Season(if ended { year } else { year - 1 }, season),
            Some(1) => Grain::Season(if begun { year + 1 } else { year }, season),
            Some(_) => Grain::Season(year, season),
            None if self.narrative => Grain::Season(year, season),
            None => self.nearest(|year| Some(Grain::Season(year, season)), |_| true)?.0,
        };
        Some((Place::Known(found), Some(anchor)))
    }

    fn holiday(&self, rule: Rule, year: Option<i32>, which: Option<i8>) -> Option<Found> {
        if let Some(year) = year.or(if let Rule::Once(year, ..) = rule { Some(i32::from(year)) } else { None }) {
            return grain::holiday(rule, year).map(|grain| (Place::Known(grain), None));
        }
        let make = |year: i32| grain::holiday(rule, year);
        let Some((start, anchor)) = self.start(From::Published) else {
            return Some((Place::Open(open_holiday(rule)), None));
        };
        let first = start.first()?;
        let year = i32::from(first.year());
        let found = match which {
            Some(-1) => make(year).filter(|grain| grain.first() < Some(first)).or_else(|| make(year - 1)),
            Some(1) => make(year).filter(|grain| grain.first() > Some(first)).or_else(|| make(year + 1)),
            Some(_) => make(year),
            None => self.nearest(make, |_| true).map(|(grain, _)| grain),
        };
        found.map(|grain| (Place::Known(grain), Some(anchor)))
    }

    fn shift(&self, count: Count, unit: Unit, from: From) -> Option<Found> {
        let Some(count) = count else {
            // "a few weeks ago", "several years later": the sign is lost with the number.
            let value = if from == From::Mentioned { "FUTURE_REF" } else { "PAST_REF" };
            return Some((Place::Open(value.to_owned()), None));
        };
        if unit == Unit::Hour && from == From::Mentioned && count % 24.0 == 0.0 {
            return self.shift(Some(count / 24.0), Unit::Day, from);
        }
        if unit < Unit::Day {
            let unknown = from == From::Mentioned && self.near;
            return if unknown { None } else { self.minutes(count, unit) };
        }
        if count == 0.0 && from == From::Mentioned {
            return self.under_way(unit);
        }
        if let Some(found) = self.year_before_quarter(count, unit, from) {
            return Some(found);
        }
        let (start, anchor) = self.start(from)?;
        let (count, unit) = if count.fract() != 0.0 { finer(count, unit) } else { (count, unit) };
        if start.unit() > unit && from == From::Mentioned && !self.narrative {
            return inside_open(start, unit).map(|open| (Place::Open(open), Some(anchor)));
        }
        Some((Place::Known(Grain::around(moved(start.first()?, count, unit)?, unit)), Some(anchor)))
    }

    /// "the week", "the year": the one under way; of quarters and weekends rather the one that has ended.
    fn under_way(&self, unit: Unit) -> Option<Found> {
        if let (Unit::Quarter, Some((quarter @ Grain::Quarter(..), index))) = (unit, self.quarter) {
            return Some((Place::Known(quarter), Some(Anchor::Time(index))));
        }
        let (start, anchor) = match self.mentioned {
            Some((grain, index)) if self.narrative => (grain, Anchor::Time(index)),
            _ => (Grain::Day(self.today()?), Anchor::Published),
        };
        let count = match unit {
            Unit::Quarter if !self.narrative => -1.0,
            Unit::Weekend => self.weekend(),
            _ => 0.0,
        };
        Some((Place::Known(Grain::around(moved(start.first()?, count, unit)?, unit)), Some(anchor)))
    }

    /// "a year ago" in a report on a quarter: that quarter a year before.
    fn year_before_quarter(&self, count: f64, unit: Unit, from: From) -> Option<Found> {
        let (period, index) = self.quarter?;
        let before = match period {
            Grain::Quarter(year, quarter) => Grain::Quarter(year - 1, quarter),
            Grain::Year(year) => Grain::Year(year - 1),
            _ => return None,
        };
        let measured = unit == Unit::Year && count == -1.0 && from != From::Published;
        measured.then_some((Place::Known(before), Some(Anchor::Time(index))))
    }

    /// Hours, minutes and seconds from the publication, where its time of day is known.
    fn minutes(&self, count: f64, unit: Unit) -> Option<Found> {
        let seconds = match unit {
            Unit::Hour => count * 3600.0,
            Unit::Minute => count * 60.0,
            _ => count,
        };
        let published = self.published.filter(|_| self.timed)?;
        let span = jiff::Span::new().try_seconds(seconds.round() as i64).ok()?;
        Some((Place::Moment(published.checked_add(span).ok()?, unit), Some(Anchor::Published)))
    }

    /// The weekend past, or in the future tense the one to come.
    fn weekend(&self) -> f64 {
        let late = self.today().is_some_and(|date| date.weekday().to_monday_zero_offset() >= 5);
        if self.tense == Tense::Future || late { 0.0 } else { -1.0 }
    }

    fn from(&self, count: Count, unit: Unit, day: &Day) -> Option<Found> {
        let Some(count) = count else { return Some((Place::Open("PAST_REF".to_owned()), None)) };
        let (place, anchor) = self.resolve(day)?;
        let Place::Known(grain) = place else { return None };
        grain.shifted(count, unit).map(|grain| (Place::Known(grain), anchor))
    }

    fn nth(&self, number: i8, unit: Unit, of: Option<&Day>) -> Option<Found> {
        match of {
            Some(whole) => self.inside(whole, |whole| whole.nth(number, unit)),
            None => {
                let make = |year: i32| Grain::Year(year).nth(number, unit);
                self.nearest(make, |_| true).map(|(grain, anchor)| (Place::Known(grain), Some(anchor)))
            }
        }
    }

    fn inside(&self, whole: &Day, part: impl Fn(Grain) -> Option<Grain>) -> Option<Found> {
        let (place, anchor) = self.resolve(whole)?;
        let Place::Known(grain) = place else { return None };
        part(grain).map(|grain| (Place::Known(grain), anchor))
    }

    /// A month, day or season put into a year that is told.
    fn of(&self, part: &Day, year: &Day) -> Option<Found> {
        let (place, anchor) = self.resolve(year)?;
        let Place::Known(whole) = place else { return None };
        let year = whole.year()?;
        let grain = match part {
            Day::Calendar { month: Some(month), day: Some(day), .. } => Grain::day(year, *month, *day)?,
            Day::Calendar { month: Some(month), .. } => Grain::Month(year, *month),
            Day::Season(season, ..) => Grain::Season(year, *season),
            other => match self.resolve(other)?.0 {
                Place::Known(Grain::Quarter(_, quarter)) => Grain::Quarter(year, quarter),
                _ => return None,
            },
        };
        Some((Place::Known(grain), anchor))
    }

    /// "next April 6": the first such day on that side of the publication.
    fn pointed(&self, which: i8, day: &Day) -> Option<Found> {
        let (Day::Calendar { month: Some(month), day: Some(day), .. }, Some(today)) = (day, self.today()) else {
            return self.resolve(day);
        };
        let make = |shift: i32| Grain::day(i32::from(today.year()) + shift, *month, *day);
        let fits = |grain: &Grain| match which {
            -1 => grain.first() < Some(today),
            1 => grain.first() > Some(today),
            _ => true,
        };
        let found = [0, i32::from(which)].into_iter().filter_map(make).find(fits)?;
        Some((Place::Known(found), Some(Anchor::Published)))
    }

    /// "that year": the unit around the time mentioned before.
    fn same(&self, unit: Unit) -> Option<Found> {
        let quarter = self.quarter.filter(|_| unit == Unit::Quarter);
        let start = quarter.or(self.mentioned).map(|(grain, index)| (grain, Anchor::Time(index)));
        let (grain, anchor) = start.or_else(|| self.start(From::Mentioned))?;
        if grain.unit() > unit {
            return inside_open(grain, unit).map(|open| (Place::Open(open), Some(anchor)));
        }
        Some((Place::Known(Grain::around(grain.first()?, unit)), Some(anchor)))
    }
}

/// Some unit inside a longer stretch: `1989-XX`, `1989-05-XX`.
fn inside_open(whole: Grain, unit: Unit) -> Option<String> {
    match (whole, unit) {
        (Grain::Month(..), Unit::Day) | (Grain::Year(_), Unit::Month) => Some(format!("{}-XX", whole.value())),
        (Grain::Year(_), Unit::Day) => Some(format!("{}-XX-XX", whole.value())),
        (Grain::Year(year) | Grain::Month(year, _), Unit::Week) => Some(format!("{}-WXX", Grain::Year(year).value())),
        _ => None,
    }
}

/// Half units as whole finer ones.
fn finer(count: f64, unit: Unit) -> (f64, Unit) {
    match unit {
        Unit::Year => (count * 12.0, Unit::Month),
        Unit::Decade => (count * 10.0, Unit::Year),
        Unit::Century => (count * 100.0, Unit::Year),
        Unit::Month => (count * 30.0, Unit::Day),
        Unit::Week => (count * 7.0, Unit::Day),
        _ => (count, unit),
    }
}

fn open_holiday(rule: Rule) -> String {
    match rule {
        Rule::Fixed(month, day) | Rule::Once(_, month, day) => format!("XXXX-{month:02}-{day:02}"),
        Rule::Nth(month, ..) => format!("XXXX-{month:02}-XX"),
        Rule::Easter(_) => "XXXX-XX-XX".to_owned(),
    }
}
