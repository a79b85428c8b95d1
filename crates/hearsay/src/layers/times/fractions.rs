//! Quarters, halves and other counted parts of longer units: "the third quarter of 1989", "Q3 2024", "fiscal 1990",
//! "the first week of March", "the last day of the year", "the year-ago quarter".

use super::atom::Figure;
use super::calendar::{Read, longest};
use super::meaning::{Day, From};
use super::reader::Reader;
use crate::lang::en::times::{Role, Unit};

impl Reader<'_> {
    /// A counted part of a longer unit at `at`.
    pub fn fraction(&self, at: usize) -> Read<Day> {
        let rules = [
            Self::nth,
            Self::year_then_part,
            Self::short_quarter,
            Self::fiscal_year,
            Self::year_ago_period,
            Self::same_period,
        ];
        longest(rules.iter().filter_map(|rule| rule(self, at)))
    }

    /// "the [fiscal] third quarter [of 1989]", "first two quarters of 1990", "the last week of May".
    fn nth(&self, at: usize) -> Read<Day> {
        let start = self.skip(self.skip(self.skip(at, Role::The), Role::Possessive), Role::Fiscal);
        let (number, next) = self.nth_word(start)?;
        let next = self.skip(next, Role::Fiscal);
        if let Some(weekday) = self.weekday(next) {
            let (of, end) = self.container(next + 1, Unit::Weekend)?;
            return Some((Day::NthWeekday(number, weekday, Box::new(of)), end));
        }
        if let Some(found) = self.day_of_month(number, next) {
            return Some(found);
        }
        let unit = self.atoms.get(next)?.unit().filter(|_| self.text(next).len() > 2)?;
        let fine = matches!(unit, Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Year | Unit::Decade);
        match self.container(next + 1, unit) {
            Some((of, end)) => Some((Day::Nth(number, unit, Some(Box::new(of))), end)),
            None if fine || number < 0 => None,
            None if unit == Unit::Quarter || unit == Unit::Half && start > at => {
                Some((Day::Nth(number, unit, None), next + 1))
            }
            None => None,
        }
    }

    /// "the 20th of next month".
    fn day_of_month(&self, number: i8, at: usize) -> Read<Day> {
        if !self.is(at, Role::Of) || number < 1 {
            return None;
        }
        let (month, end) = self.relative(at + 1)?;
        matches!(month, Day::Shift(_, Unit::Month, _) | Day::Same(Unit::Month))
            .then(|| (Day::Nth(number, Unit::Day, Some(Box::new(month))), end))
    }

    /// "third", "last", "final".
    fn nth_word(&self, at: usize) -> Option<(i8, usize)> {
        if self.is(at, Role::Last) && self.text(at) == "last" || self.text(at) == "final" {
            return Some((-1, at + 1));
        }
        let number = match self.figure(at) {
            Figure::Ordinal(number) => i16::from(number),
            _ => self.value(at, Role::Ordinal)?,
        };
        i8::try_from(number).ok().filter(|number| *number <= 31).map(|number| (number, at + 1))
    }

    /// The longer unit behind a counted part: "of 1989", "last year", "of the year", "in March".
    fn container(&self, at: usize, unit: Unit) -> Read<Day> {
        let of = self.skip(self.skip(at, Role::Of), Role::In);
        let rules = [Self::calendar, Self::relative, Self::fiscal_year, Self::nth];
        let (day, end) = longest(rules.iter().filter_map(|rule| rule(self, of)))?;
        let bare = of == at;
        let fits = match &day {
            Day::Calendar { day: Some(_), .. } => false,
            Day::Calendar { month: Some(_), .. } => matches!(unit, Unit::Week | Unit::Day | Unit::Weekend | Unit::Half),
            Day::Calendar { .. } => true,
            Day::Shift(Some(_), other, _) => *other > unit && (!bare || *other >= Unit::Year),
            Day::Same(other) => *other > unit,
            Day::Month(..) => unit < Unit::Month,
            Day::Decade(..) | Day::Century(_) | Day::Season(..) | Day::Nth(..) => !bare,
            _ => false,
        };
        fits.then_some((day, end))
    }

    /// "this year's third quarter", "the 1988 third quarter", "the 1988 quarter", "2024 Q3".
    fn year_then_part(&self, at: usize) -> Read<Day> {
        let start = self.skip(at, Role::The);
        let (year, next) = self.year_at(start).or_else(|| self.whose_year(start))?;
        let next = next + usize::from(matches!(self.text(next), "'s" | "’s" | "'"));
        if let Some((Day::Nth(number, unit, None), end)) = self.nth(next).or_else(|| self.short_quarter(next)) {
            return Some((Day::Nth(number, unit, Some(Box::new(year))), end));
        }
        let bare = self.is(next, Role::Period) || self.text(next) == "quarter";
        (bare && (start > at || matches!(self.text(next - 1), "'s" | "’s"))).then(|| {
            let ended = Day::Shift(Some(0.0), Unit::Quarter, From::Mentioned);
            (Day::Of(Box::new(ended), Box::new(year)), next + 1)
        })
    }

    fn year_at(&self, at: usize) -> Read<Day> {
        self.calendar(at).filter(|(day, _)| matches!(day, Day::Calendar { year: Some(_), month: None, .. }))
    }

    /// "Q3", "Q3 2024", "H1 of 2020", "3Q".
    fn short_quarter(&self, at: usize) -> Read<Day> {
        let letter = |at: usize| match self.text(at) {
            "Q" => Some((Unit::Quarter, 4)),
            "H" => Some((Unit::Half, 2)),
            _ => None,
        };
        let number = |at: usize, most: u32| match self.figure(at) {
            Figure::Whole(number, 1) if (1..=most).contains(&number) => i8::try_from(number).ok(),
            _ => None,
        };
        let (unit, number) = match letter(at) {
            Some((unit, most)) if self.joined(at + 1) => (unit, number(at + 1, most)?),
            _ => {
                let (unit, most) = letter(at + 1).filter(|_| self.joined(at + 1))?;
                (unit, number(at, most)?)
            }
        };
        let of = self.skip(at + 2, Role::Of);
        match self.year_at(of).or_else(|| self.whose_year(of)).or_else(|| self.fiscal_year(of)) {
            Some((year, end)) => Some((Day::Nth(number, unit, Some(Box::new(year))), end)),
            None => Some((Day::Nth(number, unit, None), at + 2)),
        }
    }

    /// "fiscal 1989", "fiscal year 1990", "FY2024", "the 2024 fiscal year".
    pub fn fiscal_year(&self, at: usize) -> Read<Day> {
        let year = |at: usize| match self.figure(at) {
            Figure::Whole(year @ 1900..=2100, 4) => i32::try_from(year).ok(),
            Figure::Short(year) => Some(self.full_year(u32::from(year))),
            Figure::Whole(year, 2) if self.joined(at) => Some(self.full_year(year)),
            _ => None,
        };
        let whole = |year: i32| Day::Calendar { year: Some(year), month: None, day: None, weekday: None };
        let start = self.skip(at, Role::The);
        if self.is(start, Role::Fiscal) || self.text(start) == "FY" {
            let number = start + 1 + usize::from(self.text(start + 1) == "year");
            return Some((whole(year(number)?), number + 1));
        }
        let year = year(start)?;
        (self.is(start + 1, Role::Fiscal) && self.text(start + 2) == "year").then(|| (whole(year), start + 3))
    }

    /// "the year-ago quarter", "the year-earlier period", "the year-earlier third quarter", "year-ago".
    fn year_ago_period(&self, at: usize) -> Read<Day> {
        let start = self.skip(at, Role::The);
        let hyphened =
            self.text(start) == "year" && self.joined(start + 1) && self.is_any(start + 1, &[Role::Ago, Role::Earlier]);
        if !hyphened {
            return None;
        }
        let (quarter, end) = match self.nth(start + 2) {
            Some((quarter @ Day::Nth(..), end)) => (quarter, end),
            _ => {
                let noun = self.is(start + 2, Role::Period) || self.text(start + 2) == "quarter";
                (Day::Shift(Some(0.0), Unit::Quarter, From::Mentioned), start + 2 + usize::from(noun))
            }
        };
        Some((Day::From(Some(-1.0), Unit::Year, Box::new(quarter)), end))
    }

    /// "the same period last year", "the corresponding quarter a year ago", "the latest quarter".
    fn same_period(&self, at: usize) -> Read<Day> {
        let start = self.skip(at, Role::The);
        let noun = |at: usize| self.is(at, Role::Period) || self.text(at) == "quarter";
        let ended = || Day::Shift(Some(0.0), Unit::Quarter, From::Mentioned);
        if self.is(start, Role::Latest) && noun(start + 1) {
            return Some((ended(), start + 2));
        }
        let same = self.is(start, Role::Same) || matches!(self.text(start), "corresponding" | "comparable");
        if same && let Some(found) = self.year_ago_period(start + 1) {
            return Some(found);
        }
        let noun_at = start + usize::from(same);
        if !noun(noun_at) || !same && (start == at || self.text(start) != "quarter") {
            return None;
        }
        let (year, end) = self.whose_year(noun_at + 1).or_else(|| self.ago_year(noun_at + 1))?;
        Some((Day::Of(Box::new(ended()), Box::new(year)), end))
    }

    /// "a year ago", "a year earlier".
    fn ago_year(&self, at: usize) -> Read<Day> {
        self.relative(at).filter(|(day, _)| matches!(day, Day::Shift(_, Unit::Year, _)))
    }
}
