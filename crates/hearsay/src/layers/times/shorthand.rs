//! Dates and hours told in short: "the week after next", "on the 25th", "mid-week", "between 5 and 7 p.m.", "dawn on Sunday".

use super::atom::Figure;
use super::calendar::Read;
use super::meaning::{Clock, Day, From, Parsed, Point};
use super::reader::Reader;
use crate::lang::en::times::{Part, Role, Unit};

impl Reader<'_> {
    /// "the week after next", "the year before last".
    pub fn beyond(&self, at: usize) -> Read<Day> {
        let start = self.skip(at, Role::The);
        let unit = self.atoms.get(start)?.unit().filter(|unit| *unit >= Unit::Day && start > at)?;
        let count = self.after_next(start + 1)?;
        Some((Day::Shift(Some(count), unit, From::Published), start + 3))
    }

    /// "the night before last".
    pub fn part_beyond(&self, at: usize) -> Read<Point> {
        let start = self.skip(at, Role::The);
        let part = self.atoms.get(start)?.part().filter(|part| *part == Part::Night && start > at)?;
        let day = Day::Shift(Some(self.after_next(start + 1)?), Unit::Day, From::Published);
        Some((Point { day: Some(day), part: Some(part), ..Point::default() }, start + 3))
    }

    /// How many units "after next" or "before last" are away.
    fn after_next(&self, at: usize) -> Option<f64> {
        match (self.text(at), self.text(at + 1)) {
            ("after", "next") => Some(2.0),
            ("before", "last") => Some(-2.0),
            _ => None,
        }
    }

    /// "the 25th" behind "on", where no noun follows that it counts, or behind "the evening of".
    pub fn bare_day(&self, at: usize) -> Read<Day> {
        let on = at.checked_sub(1).is_some_and(|before| self.is(before, Role::On)) && self.is(at, Role::The);
        let part = at.checked_sub(2).is_some_and(|part| self.is(part, Role::Part) && self.is(part + 1, Role::Of));
        let Figure::Ordinal(day @ 1..=31) = self.figure(at + 1) else { return None };
        let free = self.ends_phrase(at + 2) || self.is_any(at + 2, &[Role::In, Role::At, Role::To, Role::From]);
        (on && free || part).then(|| (Day::Calendar { year: None, month: None, day: Some(day), weekday: None }, at + 2))
    }

    /// "mid-week", "mid-month".
    pub fn mid_unit(&self, at: usize) -> Option<Parsed> {
        let unit = self.atoms.get(at + 1)?.unit().filter(|_| self.is(at, Role::Mid) && self.is(at + 1, Role::Unit))?;
        let known = matches!(unit, Unit::Week | Unit::Month | Unit::Year) && self.atoms[at + 1].hyphen;
        let day = Day::Shift(Some(0.0), unit, From::Published);
        known.then(|| super::limits::with(at, at + 2, Point::on(day), "MID"))
    }

    /// "dawn on Sunday", "lunchtime on October 14".
    pub fn part_on_day(&self, at: usize) -> Read<Point> {
        let part = self.atoms.get(at)?.part().filter(|_| self.is(at + 1, Role::On))?;
        let (day, end) = self.day(at + 2)?;
        let point = Point { day: Some(day), part: Some(part), ..Point::default() };
        super::limits::fine(&point).then_some((point, end))
    }

    /// The first of "5 and 7 p.m.", "9 to 11 a.m.": it has the half of the day of the second, unless it would come behind it.
    pub fn shared_half(&self, at: usize) -> Option<(Clock, usize)> {
        let Figure::Whole(first @ 1..=12, _) = self.figure(at) else { return None };
        let linked =
            matches!(self.text(at + 1), "–" | "-" | "—") || self.is_any(at + 1, &[Role::And, Role::To, Role::Or]);
        let next = if self.atoms.get(at + 1)?.hyphen { at + 1 } else { at + 2 };
        let (other, _) =
            self.hour(next).filter(|(other, _)| (linked || next == at + 1) && other.halved && other.sure)?;
        self.half_of_day(next + 1)?;
        let hour = u8::try_from(first).ok()? % 12 + if other.hour >= 12 { 12 } else { 0 };
        let hour = if hour > other.hour { (hour + 12) % 24 } else { hour };
        Some((Clock { hour, minute: None, second: None, sure: true, halved: true }, at + 1))
    }

    /// "Moscow time", "Eastern Standard Time": the offset where it is the same all year, and the end.
    pub fn zone_in_words(&self, at: usize) -> Option<(Option<i16>, usize)> {
        let named = self.atoms.get(at)?.is_capital() && self.figure(at) == Figure::No;
        let end = (at + 1..at + 4).find(|end| matches!(self.text(*end), "time" | "Time"))?;
        let name = (at + 1..end).all(|at| self.atoms[at].is_capital());
        let offset = self.value(at, Role::ZonePlace).filter(|_| end == at + 1);
        (named && name).then_some((offset, end + 1))
    }
}
