//! Dates counted from another: "yesterday", "last month", "the following day", "three weeks ago", "two days later",
//! "last Friday", "this fall", "that year".

use super::calendar::{Read, longest};
use super::limits::fine;
use super::meaning::{Count, Day, From, Length, Meaning, Parsed, Point};
use super::reader::Reader;
use crate::lang::en::times::{PhraseKind, Role, Unit};

/// "coming", "this coming": the next there is, where "next" means that of the next week.
pub(super) const COMING: i8 = 2;
/// "the following Friday": counted from the day mentioned before.
pub(super) const FOLLOWING: i8 = 3;
/// "the previous Friday": likewise.
pub(super) const PREVIOUS: i8 = -2;

impl Reader<'_> {
    /// A date counted from another, at `at`.
    pub fn relative(&self, at: usize) -> Read<Day> {
        let rules = [
            Self::around_today,
            Self::deictic,
            Self::before_or_after_day,
            Self::directed,
            Self::same,
            Self::ago,
            Self::the_unit,
            Self::week_of,
            Self::beyond,
            Self::bare_day,
            Self::named,
        ];
        longest(rules.iter().filter_map(|rule| rule(self, at)))
    }

    /// "today", "yesterday", "tomorrow".
    fn deictic(&self, at: usize) -> Read<Day> {
        let days = if self.is(at, Role::Today) {
            0.0
        } else if self.is(at, Role::Yesterday) {
            -1.0
        } else if self.is(at, Role::Tomorrow) {
            1.0
        } else {
            return None;
        };
        Some((Day::Shift(Some(days), Unit::Day, From::Published), at + 1))
    }

    /// "the day before yesterday", "the day after tomorrow", "day before last Tuesday".
    fn around_today(&self, at: usize) -> Read<Day> {
        let start = self.skip(at, Role::The);
        let sign = match self.text(start + 1) {
            "before" if self.text(start) == "day" => -1.0,
            "after" if self.text(start) == "day" => 1.0,
            _ => return None,
        };
        let (day, end) = self.told_day(start + 2)?;
        Some((Day::From(Some(sign), Unit::Day, Box::new(day)), end))
    }

    /// "the day before", "a week earlier", "two days later", "the month after".
    fn before_or_after_day(&self, at: usize) -> Read<Day> {
        let start = self.skip(at, Role::The);
        let unit = self.atoms.get(start)?.unit().filter(|_| start > at)?;
        let sign = if self.is(start + 1, Role::Before) {
            -1.0
        } else if self.is(start + 1, Role::After) {
            1.0
        } else {
            return None;
        };
        let open = self.atoms.get(start + 2).is_none_or(|next| !next.text.starts_with(char::is_alphanumeric));
        (open && unit >= Unit::Day).then_some((Day::Shift(Some(sign), unit, From::Mentioned), start + 2))
    }

    /// "three weeks ago", "a year earlier", "two days later", "a decade before", "a week from now".
    fn ago(&self, at: usize) -> Read<Day> {
        let (length, next) = self.amount(at).or_else(|| self.some_units(at))?;
        let end = self.skip_or_so(next);
        let (count, unit) = in_plain_units(*length.amounts.first()?);
        let (sign, from, end) = if self.is(end, Role::Ago) {
            (-1.0, From::Ago, end + 1)
        } else if self.is(end, Role::Earlier) || self.is(end, Role::Before) && self.ends_phrase(end + 1) {
            (-1.0, From::Mentioned, end + 1)
        } else if self.is(end, Role::Later) && !self.is(end + 1, Role::This) {
            (1.0, From::Mentioned, end + 1)
        } else if self.is(end, Role::Hence)
            || self.is(end, Role::From) && self.is_any(end + 1, &[Role::Now, Role::Today])
        {
            (1.0, From::Published, self.skip(self.skip(self.skip(end, Role::Hence), Role::From), Role::Now))
        } else {
            return self.counted_from_day(end, count, unit);
        };
        let end = if self.is(end - 1, Role::From) && self.is(end, Role::Today) { end + 1 } else { end };
        // Without a number only the direction is left to tell.
        let from = if count.is_none() && sign < 0.0 { From::Ago } else { from };
        let signed = |count: Count| count.map(|count| count * sign);
        if length.amounts.len() == 1 {
            return Some((Day::Shift(signed(count), unit, from), end));
        }
        let parts = length.amounts.iter().map(|amount| in_plain_units(*amount)).filter(|(_, unit)| *unit >= Unit::Day);
        let today = Day::Shift(Some(0.0), Unit::Day, if from == From::Mentioned { from } else { From::Published });
        Some((parts.fold(today, |day, (count, unit)| Day::From(signed(count), unit, Box::new(day))), end))
    }

    /// "two days before Christmas", "three weeks from tomorrow": only where the other date is told in words of the calendar.
    fn counted_from_day(&self, at: usize, count: Count, unit: Unit) -> Read<Day> {
        let sign = match self.text(at) {
            "before" => -1.0,
            "after" | "from" => 1.0,
            _ => return None,
        };
        let (day, end) = self.told_day(at + 1)?;
        // In "days before Tuesday's vote" it is the vote that is counted from; "64 days from May 1 to July 3" is a length.
        let other = matches!(self.text(end), "'s" | "’s") || self.text(at) == "from" && self.is(end, Role::To);
        count.filter(|_| !other).map(|count| (Day::From(Some(count * sign), unit, Box::new(day)), end))
    }

    /// A day told in words of the calendar.
    fn told_day(&self, at: usize) -> Read<Day> {
        let calendar = |reader: &Self, at: usize| reader.calendar(at).filter(|(day, _)| fine(&Point::on(day.clone())));
        let found = [Self::deictic, Self::directed, Self::named].iter().filter_map(|rule| rule(self, at));
        longest(found.chain(calendar(self, at)))
    }

    /// "months" in "months ago".
    fn some_units(&self, at: usize) -> Read<Length> {
        let unit = Unit::from_value(self.value(at, Role::Units)?);
        Some((Length { amounts: vec![(None, unit)], direction: 0 }, at + 1))
    }

    fn skip_or_so(&self, at: usize) -> usize {
        if self.is(at, Role::Or) && self.is(at + 1, Role::So) { at + 2 } else { at }
    }

    /// Whether nothing that belongs to a phrase begins at `at`.
    pub fn ends_phrase(&self, at: usize) -> bool {
        self.atoms.get(at).is_none_or(|next| !next.text.starts_with(char::is_alphanumeric) || next.is(Role::And))
    }

    /// -1, 0 or 1 of the word that points ("last", "this", "next"), where it counts from, and its end.
    pub fn pointer(&self, at: usize) -> Option<(i8, From, usize)> {
        let the = self.is(at.wrapping_sub(1), Role::The);
        let mentioned = |when: bool| if when { From::Mentioned } else { From::Published };
        let next = at + 1;
        if self.is(at, Role::This) {
            return Some(match () {
                () if self.is(next, Role::Last) => (-1, From::Published, next + 1),
                () if self.is(next, Role::Next) => (COMING, From::Published, next + 1),
                () => (0, From::Published, self.skip(next, Role::Current)),
            });
        }
        if self.is(at, Role::Last) {
            Some((-1, From::Published, next))
        } else if self.is(at, Role::Previous) {
            Some((-1, From::Mentioned, next))
        } else if self.is(at, Role::Following) {
            Some((1, From::Mentioned, next))
        } else if self.is(at, Role::Next) && self.text(at) != "next" && self.text(at) != "Next" {
            Some((COMING, From::Published, next))
        } else if self.is(at, Role::Next) {
            Some((1, mentioned(the && self.text(at) == "next"), next))
        } else {
            self.is(at, Role::Current).then_some((0, From::Published, next))
        }
    }

    /// "last week", "the following year", "next Friday", "this fall", "last April", "next Thanksgiving".
    fn directed(&self, at: usize) -> Read<Day> {
        let (which, from, next) = self.pointer(self.skip(at, Role::The))?;
        let next = self.skip(next, Role::Fiscal);
        let atom = self.atoms.get(next)?;
        if let Some(weekday) = self.weekday(next) {
            let which = match (which, from) {
                (-1, From::Mentioned) => PREVIOUS,
                (1, From::Mentioned) if self.is(next - 1, Role::Following) => FOLLOWING,
                _ => which,
            };
            return Some((Day::Weekday(weekday, Some(which)), next + 1));
        }
        if let Some(month) = self.month(next) {
            if self.day_number(next + 1).is_some() {
                return self.pointed(which, next);
            }
            return Some((Day::Month(month, which.min(1)), next + 1));
        }
        if let Some(season) = atom.season() {
            return Some((Day::Season(season, None, Some(which.min(1))), next + 1));
        }
        if let Some((rule, end)) = self.holiday(next) {
            return Some((Day::Holiday(rule, None, Some(which.min(1))), end));
        }
        if let Some(found) = self.pointed(which, next) {
            return Some(found);
        }
        let unit = atom.unit().filter(|_| atom.is(Role::Unit) && atom.text.len() > 2)?;
        if unit < Unit::Day || unit == Unit::Half || self.is_stretch(next - 1) && from == From::Published {
            return None;
        }
        if self.is_programme(next) {
            return None;
        }
        let week = Day::Shift(Some(f64::from(which.min(1))), unit, from);
        let on = self.skip(self.skip_mark(next + 1, "-"), Role::On);
        match self.weekday(on).filter(|_| unit == Unit::Week) {
            Some(weekday) => Some((Day::In(weekday, Box::new(week)), on + 1)),
            None => Some((week, self.skip_or_so(next + 1))),
        }
    }

    /// "the past year" is a length, "this past weekend" a date.
    fn is_stretch(&self, at: usize) -> bool {
        self.text(at) == "past" && !at.checked_sub(1).is_some_and(|before| self.is(before, Role::This))
    }

    /// "next 6th of April", "this 5/12": a day of the year before, this or the next one.
    fn pointed(&self, which: i8, at: usize) -> Read<Day> {
        let (day, end) = self.calendar(at)?;
        let open = matches!(day, Day::Calendar { year: None, month: Some(_), day: Some(_), weekday: None });
        open.then(|| (Day::Pointed(which.min(1), Box::new(day)), end))
    }

    /// "This Week" as the name of a programme: capitals inside a sentence that is not all in capitals.
    fn is_programme(&self, unit: usize) -> bool {
        let title = self.atoms[unit].is_capital() && self.atoms[unit].text.chars().skip(1).all(char::is_lowercase);
        let quoted =
            unit.checked_sub(2).is_some_and(|before| matches!(self.text(before), "\"" | "“" | "'" | "‘" | "``"));
        title && quoted
    }

    /// "that year", "the same day", "that very month".
    fn same(&self, at: usize) -> Read<Day> {
        let mut next = self.skip(at, Role::The);
        let that = self.is(next, Role::That);
        next += usize::from(that);
        let same = self.is(next, Role::Same) || self.text(next) == "very" && that;
        next += usize::from(same);
        let atom = self.atoms.get(next)?;
        let unit = atom.unit().filter(|_| atom.is(Role::Unit) && atom.text.len() > 2)?;
        ((that || same) && unit >= Unit::Day).then_some((Day::Same(unit), next + 1))
    }

    /// "the week", "the weekend", "the year", "the quarter": the one under way, or the one that ended.
    fn the_unit(&self, at: usize) -> Read<Day> {
        if !self.is(at, Role::The) {
            return None;
        }
        let next = self.skip(self.skip(at + 1, Role::Whole), Role::Fiscal);
        let unit = self.atoms.get(next)?.unit().filter(|_| self.is(next, Role::Unit))?;
        let known = matches!(unit, Unit::Weekend | Unit::Quarter | Unit::Week | Unit::Year | Unit::Month);
        let alone = !self.joined(next + 1) && !matches!(self.text(next + 1), "ended" | "ending");
        let alone = alone || unit == Unit::Quarter;
        (known && alone).then_some((Day::Shift(Some(0.0), unit, From::Mentioned), next + 1))
    }

    /// "the week of March 6", "the week ended Sept. 1".
    fn week_of(&self, at: usize) -> Read<Day> {
        let start = self.skip(at, Role::The);
        if self.text(start) != "week" || !matches!(self.text(start + 1), "of" | "ended" | "ending") {
            return None;
        }
        let (day, end) = self.calendar(start + 2)?;
        let full = matches!(day, Day::Calendar { day: Some(_), .. });
        full.then(|| (Day::WeekOf(Box::new(day)), end))
    }

    /// A weekday, season or named day with no word that points.
    pub fn named(&self, at: usize) -> Read<Day> {
        if let Some((rule, end)) = self.holiday(at) {
            let (year, end) = self.own_year(end);
            return Some((Day::Holiday(rule, year, None), end));
        }
        if let Some(weekday) = self.weekday(at) {
            return Some(self.weekday_with_week(weekday, at + 1));
        }
        let start = self.skip(at, Role::The);
        let season = self.atoms.get(start)?.season()?;
        let (year, end) = self.own_year(start + 1);
        if year.is_some() {
            return Some((Day::Season(season, year, None), end));
        }
        match self.whose_year(end) {
            Some((year, end)) => Some((Day::Of(Box::new(Day::Season(season, None, None)), Box::new(year)), end)),
            None => Some((Day::Season(season, None, None), end)),
        }
    }

    /// "Monday", "Monday of next week", "Friday last week".
    fn weekday_with_week(&self, weekday: u8, at: usize) -> (Day, usize) {
        let of = self.skip(self.skip(at, Role::Of), Role::In);
        match self.directed(of) {
            Some((week @ Day::Shift(_, Unit::Week, _), end)) => (Day::In(weekday, Box::new(week)), end),
            _ => (Day::Weekday(weekday, None), at),
        }
    }

    /// A year behind a season or named day: "of 1998", "2017", "'68".
    fn own_year(&self, at: usize) -> (Option<i32>, usize) {
        let start = self.skip(self.skip_mark(at, ","), Role::Of);
        match self.calendar(start) {
            Some((Day::Calendar { year: Some(year), month: None, .. }, end)) => (Some(year), end),
            _ => (None, at),
        }
    }

    /// "last year", "of that year", "this year" behind a month or season.
    pub fn whose_year(&self, at: usize) -> Read<Day> {
        let start = self.skip(at, Role::Of);
        let rules = [Self::directed, Self::same];
        let (day, end) = longest(rules.iter().filter_map(|rule| rule(self, start)))?;
        matches!(day, Day::Shift(_, Unit::Year, _) | Day::Same(Unit::Year)).then_some((day, end))
    }

    /// The named day at `at`.
    fn holiday(&self, at: usize) -> Read<crate::lang::en::times::Rule> {
        let first = self.atoms.get(at)?;
        let named = first.is_capital() || first.text.starts_with(|c: char| c.is_ascii_digit()) || first.text == "the";
        let found = self.phrase(at, |kind| match kind {
            PhraseKind::Holiday(holiday) => Some(holiday.rule),
            _ => None,
        })?;
        let pointed = at.checked_sub(1).is_some_and(|before| {
            self.is_any(before, &[Role::Last, Role::Next, Role::Previous, Role::Following, Role::This])
        });
        (named || pointed || found.1 > at + 1 || self.own_year(found.1).0.is_some()).then_some(found)
    }

    /// "the last two weeks", "the next several months", "the past year", "recent days", "the first nine months".
    pub fn directed_length(&self, at: usize) -> Option<Parsed> {
        let start = self.skip(at, Role::The);
        let last = self.is(start, Role::Last) || self.is(start, Role::Previous) || self.is(start, Role::Latest);
        let next = self.is(start, Role::Next) || self.is(start, Role::Following);
        let recent = self.is(start, Role::Recent);
        let ordinal = self.is(start, Role::Ordinal) && start > at;
        let these = self.is(start, Role::These);
        let direction = if last || recent { -1 } else { i8::from(next) };
        let verb = self.text(at) == "last"
            && at.checked_sub(1).is_some_and(|before| self.is_any(before, &[Role::To, Role::FutureTense, Role::Not]));
        if self.is(start, Role::The)
            || verb
            || !(last || next || recent || ordinal || these)
            || self.is(start, Role::Unit) && !ordinal
        {
            return None;
        }
        let first = start + 1;
        let (mut length, end) = match self.amount(first) {
            // "the last three months and two days ago" are two times.
            Some((_, end)) if self.is(end, Role::Ago) => self.first_amount(first)?,
            Some(found) if !self.is(first, Role::Determiner) => found,
            _ => self.some_units(first).map(|(length, end)| (length, self.longer_units(end))).or_else(|| {
                self.one_unit(first).filter(|_| self.text(start) == "past" || (last || next) && self.is_short(first))
            })?,
        };
        if (ordinal || these) && length.amounts.first().is_some_and(|(count, _)| count.is_none()) {
            return None;
        }
        length.direction = direction;
        let end = self.skip_or_so(end);
        let mut parsed = Parsed::new(at, end, Meaning::Length(length));
        if self.is(end - 1, Role::So) {
            parsed.modifier = Some("APPROX");
        }
        Some(parsed)
    }

    /// "the last hour" is a length, where "the last day" is a date.
    fn is_short(&self, at: usize) -> bool {
        matches!(self.text(at), "hour" | "minute") && !self.joined(at)
    }

    /// "the weeks ahead".
    pub fn units_ahead(&self, at: usize) -> Option<Parsed> {
        let (mut length, end) = self.some_units(self.skip(at, Role::The))?;
        length.direction = 1;
        (self.text(end) == "ahead").then(|| Parsed::new(at, end + 1, Meaning::Length(length)))
    }

    /// "the year ended March 31", "the fiscal year ending in June".
    pub fn year_ended(&self, at: usize) -> Option<Parsed> {
        let year = self.skip(self.skip(at, Role::The), Role::Fiscal);
        let ended = year > at && self.text(year) == "year" && matches!(self.text(year + 1), "ended" | "ending");
        let length = Length { amounts: vec![(Some(1.0), Unit::Year)], direction: 0 };
        ended.then(|| Parsed::new(at, year + 1, Meaning::Length(length)))
    }

    fn one_unit(&self, at: usize) -> Read<Length> {
        let unit = Unit::from_value(self.value(at, Role::Unit)?);
        Some((Length { amounts: vec![(Some(1.0), unit)], direction: 0 }, at + 1))
    }

    /// "this morning", "last night", "the following afternoon", "that evening", "the morning".
    pub fn part_of_day(&self, at: usize) -> Read<Point> {
        let start = self.skip(at, Role::The);
        let part_at = |at: usize| self.atoms.get(at).and_then(|atom| atom.part());
        if self.is(at, Role::Overnight) {
            let day = Day::Shift(Some(0.0), Unit::Day, From::Published);
            return Some((
                Point { part: Some(crate::lang::en::times::Part::Night), day: Some(day), ..Point::default() },
                at + 1,
            ));
        }
        let (day, next) = if self.is(start, Role::That) || self.is(start, Role::Same) {
            let next = self.skip(self.skip(start, Role::That), Role::Same);
            (Day::Same(Unit::Day), next)
        } else if let Some((which, from, next)) = self.pointer(start) {
            (Day::Shift(Some(f64::from(which.min(1))), Unit::Day, from), next)
        } else if start > at {
            (Day::Shift(Some(0.0), Unit::Day, From::Mentioned), start)
        } else {
            return None;
        };
        let part = part_at(next)?;
        Some((Point { day: Some(day), part: Some(part), ..Point::default() }, next + 1))
    }
}

/// Decades and centuries as years, fortnights as weeks, nights as days: "a decade ago" is a year.
fn in_plain_units((count, unit): (Count, Unit)) -> (Count, Unit) {
    let times = |factor: f64| count.map(|count| count * factor);
    match unit {
        Unit::Decade => (times(10.0), Unit::Year),
        Unit::Century => (times(100.0), Unit::Year),
        Unit::Millennium => (times(1000.0), Unit::Year),
        Unit::Fortnight => (times(2.0), Unit::Week),
        Unit::Night | Unit::Weekend => (count, Unit::Day),
        _ => (count, unit),
    }
}
