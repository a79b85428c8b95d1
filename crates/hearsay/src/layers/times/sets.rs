//! Repeated times: "every Monday", "each year", "daily", "three times a week", "Tuesday nights", "per month".

use super::limits::refined;
use super::meaning::{Cycle, Day, Length, Meaning, Parsed, Point, Repeated};
use super::reader::Reader;
use crate::lang::en::times::{Part, Role, Unit};

impl Reader<'_> {
    /// A repeated time at `at`.
    pub fn set(&self, at: usize) -> Option<Parsed> {
        self.clock_each(at)
            .or_else(|| self.day_of_each(at))
            .or_else(|| self.adverb(at))
            .or_else(|| self.each(at))
            .or_else(|| self.rate(at))
            .or_else(|| self.plural(at))
            .or_else(|| self.weekends(at))
    }

    /// "weekends", "all weekends" without a number.
    fn weekends(&self, at: usize) -> Option<Parsed> {
        let start = self.skip(at, Role::All);
        let counted = at.checked_sub(1).is_some_and(|before| !self.is_any(before, &[Role::On, Role::At]));
        let alone = start > at || !counted || self.ends_phrase(start + 1) && !self.is_amount(start);
        let plain = self.text(start) == "weekends" && alone;
        plain.then(|| parsed(at, start + 1, Cycle::Every(Some(1.0), Unit::Weekend), None, None))
    }

    /// "3pm every day", "9am on Sundays".
    fn clock_each(&self, at: usize) -> Option<Parsed> {
        let (clock, end) = self.clock(at)?;
        let next = self.skip(end, Role::On);
        let inner = self.each(next).or_else(|| self.plural(next)).or_else(|| self.adverb(next))?;
        let Meaning::Set(Repeated { of, quant, .. }) = inner.meaning else { return None };
        let day = match of {
            Cycle::Every(Some(1.0), Unit::Day) => None,
            Cycle::Point(point) => point.day,
            Cycle::Every(..) => return None,
        };
        Some(parsed(at, inner.end, Cycle::Point(Box::new(Point { day, ..clock })), quant, None))
    }

    /// "daily", "weekly".
    fn adverb(&self, at: usize) -> Option<Parsed> {
        let value = self.value(at, Role::AdverbSet)?;
        let name = self.atoms[at].is_capital() && at > 0 && !self.joined(at);
        let every = Cycle::Every(Some(f64::from(value / 16)), Unit::from_value(value % 16));
        let alone = !self.is(at, Role::AdverbOnly) || self.ends_phrase(at + 1);
        let rate = self.is_amount(at) && value % 16 == Unit::Year as i16;
        if name || !alone || rate {
            return None;
        }
        let hour = self.skip(at + 1, Role::At);
        match self.clock(hour).filter(|_| value == 16 + Unit::Day as i16) {
            Some((clock, end)) => Some(parsed(at, end, Cycle::Point(Box::new(clock)), None, None)),
            None => Some(parsed(at, at + 1, every, None, None)),
        }
    }

    /// "the 19th of every month".
    fn day_of_each(&self, at: usize) -> Option<Parsed> {
        let (day, end) = self.day_number(self.skip(at, Role::The))?;
        let each = end + 1;
        let month = self.is(end, Role::Of) && self.is(each, Role::Each) && self.text(each + 1) == "month";
        let day = Day::Calendar { year: None, month: None, day: Some(day), weekday: None };
        month.then(|| parsed(at, each + 2, Cycle::Point(Box::new(Point::on(day))), None, None))
    }

    /// "every day", "each of the two weeks", "every other Friday", "every three months", "each morning at 9".
    fn each(&self, at: usize) -> Option<Parsed> {
        if !self.is(at, Role::Each) {
            return None;
        }
        let quant = Some(if self.text(at).eq_ignore_ascii_case("each") { "EACH" } else { "EVERY" });
        let other = self.text(at + 1) == "other";
        let next = at + 1 + usize::from(other);
        if let Some((Length { amounts, .. }, end)) = self.amount(next).filter(|_| !self.is(next, Role::Determiner)) {
            let (count, unit) = *amounts.first()?;
            return Some(parsed(at, end, Cycle::Every(count, unit), quant, None));
        }
        if let Some(unit) = self.atoms.get(next)?.unit().filter(|_| self.text(next).len() > 2) {
            let count = if other { 2.0 } else { 1.0 };
            return Some(parsed(at, next + 1, Cycle::Every(Some(count), unit), quant, None));
        }
        let (point, end) = self.cycle_point(next)?;
        Some(parsed(at, end, Cycle::Point(Box::new(point)), quant, None))
    }

    /// A day or part of a day that can be repeated: "Monday", "May", "spring", "morning", "Friday night".
    fn cycle_point(&self, at: usize) -> Option<(Point, usize)> {
        let atom = self.atoms.get(at)?;
        let (day, mut end) = match (self.weekday(at), self.month(at), atom.season()) {
            (Some(weekday), _, _) => (Some(Day::Weekday(weekday, None)), at + 1),
            (_, Some(_), _) => self.calendar(at).map(|(day, end)| (Some(day), end))?,
            (_, _, Some(season)) => (Some(Day::Season(season, None, None)), at + 1),
            _ => self.calendar(at).map_or((None, at), |(day, end)| (Some(day), end)),
        };
        let part = self.atoms.get(end).and_then(|atom| atom.part());
        end += usize::from(part.is_some());
        let told = Point { part, ..Point::default() };
        let hour = self.skip(end, Role::At);
        let (clock, end) = match self.clock(hour).or_else(|| self.bare_hour(hour, &told)) {
            Some((point, after)) if end > at => (point.clock.map(|clock| refined(clock, &told)), after),
            _ => (None, end),
        };
        (end > at).then_some((Point { day, part, clock, zone: None }, end))
    }

    /// "three times a week", "once a year", "a month" behind money, "per day".
    fn rate(&self, at: usize) -> Option<Parsed> {
        let (freq, next) = self.frequency(at);
        let per = self.is(next, Role::Per);
        let article = self.is(next, Role::Determiner) && freq.is_some();
        let unit =
            self.atoms.get(next + 1)?.unit().filter(|unit| {
                self.is(next + 1, Role::Unit) && self.text(next + 1).len() > 2 && *unit > Unit::Minute
            })?;
        let starts = if freq.is_some() && (per || article) { at } else { next };
        (per || article).then(|| parsed(starts, next + 2, Cycle::Every(Some(1.0), unit), None, freq))
    }

    /// "three times", "twice", "once".
    fn frequency(&self, at: usize) -> (Option<u32>, usize) {
        match self.text(at) {
            "once" | "Once" => (Some(1), at + 1),
            "twice" | "Twice" => (Some(2), at + 1),
            "thrice" => (Some(3), at + 1),
            _ => match self.number(at) {
                Some((number, end)) if self.text(end) == "times" => (Some(number as u32), end + 1),
                _ => (None, at),
            },
        }
    }

    /// Whether an amount stands before `at`: "$5 million a year", "40 hours a week", "10% a month".
    pub fn is_amount(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let figures = self.figure(before) != super::atom::Figure::No || self.text(before).starts_with(['$', '£', '€']);
        figures
            || self.is(before, Role::Counted)
            || matches!(self.text(before), "million" | "billion" | "cents" | "%" | "trillion" | "yen")
    }

    /// "Mondays", "Tuesday nights", "weekends", "mornings", "summers".
    fn plural(&self, at: usize) -> Option<Parsed> {
        let start = at;
        let weekdays = self.value(at, Role::Weekdays).filter(|_| self.atoms[at].is_capital());
        let single = self.weekday(at).filter(|_| self.is(at + 1, Role::Parts) || self.text(at + 1) == "nights");
        let day = weekdays.and_then(|day| u8::try_from(day).ok()).or(single).map(|day| Day::Weekday(day, None));
        let next = at + usize::from(day.is_some());
        let part =
            self.plural_part(next).or_else(|| if weekdays.is_some() { self.atoms.get(next)?.part() } else { None });
        let end = next + usize::from(part.is_some());
        if end == at {
            return None;
        }
        if day.is_none() && (self.text(at) == "nights" || self.number(at.wrapping_sub(1)).is_some()) {
            return None;
        }
        let told = Point { part, ..Point::default() };
        let hour = self.skip(end, Role::At);
        let (clock, end) = match self.clock(hour).or_else(|| self.bare_hour(hour, &told)) {
            Some((point, after)) => (point.clock.map(|clock| refined(clock, &told)), after),
            None => (None, end),
        };
        let point = Point { day, part, clock, zone: None };
        Some(parsed(start, end, Cycle::Point(Box::new(point)), None, None))
    }

    fn plural_part(&self, at: usize) -> Option<Part> {
        self.value(at, Role::Parts).map(Part::from_value).or_else(|| (self.text(at) == "nights").then_some(Part::Night))
    }
}

fn parsed(start: usize, end: usize, of: Cycle, quant: Option<&'static str>, freq: Option<u32>) -> Parsed {
    Parsed::new(start, end, Meaning::Set(Repeated { of, quant, freq }))
}
