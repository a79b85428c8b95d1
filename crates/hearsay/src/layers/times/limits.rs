//! What limits an expression: "early", "late", "mid-", "the end of", "about", "at least", "later this year"; and points
//! as dates joined to parts of the day and clock times.

use super::calendar::{Read, longest};
use super::meaning::{Clock, Day, From, Meaning, Parsed, Point};
use super::reader::Reader;
use super::tense::{Tense, tense};
use crate::lang::en::times::{PhraseKind, Role, Unit};

impl Reader<'_> {
    /// "about two years ago", "at least 30 days", "nearly an hour".
    pub fn limited(&self, at: usize) -> Option<Parsed> {
        let (modifier, next) = self.phrase(at, |kind| match kind {
            PhraseKind::Modifier(modifier) => Some(*modifier),
            _ => None,
        })?;
        let rules = [Self::directed_length, Self::length, Self::point];
        let mut parsed = rules.iter().filter_map(|rule| rule(self, next)).max_by_key(|parsed| parsed.end)?;
        let plain = match &parsed.meaning {
            Meaning::Length(length) => modifier != "APPROX" || length.amounts.iter().all(|(count, _)| count.is_some()),
            Meaning::Point(point) => {
                let counted = matches!(point.day, Some(Day::Shift(Some(count), ..)) if count.abs() > 0.0);
                modifier == "APPROX" && self.text(at) != "some"
                    || counted && !matches!(self.text(at), "over" | "under" | "within")
            }
            _ => false,
        };
        let named = self.text(at).eq_ignore_ascii_case("around") && matches!(self.text(parsed.end), "'s" | "’s");
        if !plain
            || named
            || self.is_throughout(at, next, matches!(parsed.meaning, Meaning::Length(_)))
            || self.text(at).eq_ignore_ascii_case("about") && matches!(&parsed.meaning, Meaning::Point(p) if !dated(p))
        {
            return None;
        }
        parsed.start = at;
        parsed.modifier = Some(modifier);
        Some(parsed)
    }

    /// "over three years" as the time that something takes, not as more than three.
    fn is_throughout(&self, at: usize, next: usize, length: bool) -> bool {
        let before = at.checked_sub(1);
        let measured = before.is_some_and(|before| self.is(before, Role::Measures));
        self.text(at).eq_ignore_ascii_case("over")
            && (self.is(next, Role::The) || length && before.is_some() && !measured)
    }

    /// "early October", "late last week", "mid-2024", "the end of the year", "later this month", "year-end".
    pub fn edged(&self, at: usize) -> Option<Parsed> {
        self.edge_word(at)
            .or_else(|| self.edge_phrase(at))
            .or_else(|| self.earlier_this(at))
            .or_else(|| self.unit_end(at))
            .or_else(|| self.mid_unit(at))
    }

    fn edge_word(&self, at: usize) -> Option<Parsed> {
        let start = self.skip(at, Role::The);
        let modifier = if self.is(start, Role::Early) {
            "START"
        } else if self.is(start, Role::Late) {
            "END"
        } else if self.is(start, Role::Mid) && self.named_hour(start).is_none() {
            "MID"
        } else {
            return None;
        };
        let next = self.skip(self.skip(self.skip(start + 1, Role::In), Role::On), Role::The);
        let (point, end) = self.moment(next).or_else(|| self.bare_part(next))?;
        let coarse = point.clock.is_none() && (point.day.is_some() || point.part.is_some());
        coarse.then(|| with(at, end, point, modifier))
    }

    /// "afternoon", "afternoon yesterday" behind "mid-" or "late".
    fn bare_part(&self, at: usize) -> Read<Point> {
        let part = self.atoms.get(at)?.part()?;
        let today = Day::Shift(Some(0.0), Unit::Day, From::Published);
        let (day, end) = self.day(self.skip(self.skip(at + 1, Role::Of), Role::On)).unwrap_or((today, at + 1));
        Some((Point { day: Some(day), part: Some(part), ..Point::default() }, end))
    }

    /// "the end of 1990", "the beginning of October".
    fn edge_phrase(&self, at: usize) -> Option<Parsed> {
        let (modifier, next) = self.phrase(at, |kind| match kind {
            PhraseKind::Edge(modifier) => Some(*modifier),
            _ => None,
        })?;
        let (point, end) = self.moment(next)?;
        let half = (at..next).any(|at| self.text(at) == "half");
        let countable = matches!(point.day, Some(Day::Decade(..) | Day::Century(_) | Day::Month(..)));
        (!half || countable).then(|| with(at, end, point, modifier))
    }

    /// "earlier this year", "later that month", "later in the year", "earlier in the week".
    fn earlier_this(&self, at: usize) -> Option<Parsed> {
        let modifier = if self.is(at, Role::Earlier) {
            "START"
        } else if self.is(at, Role::Later) {
            "END"
        } else {
            return None;
        };
        let next = self.skip(self.skip(at + 1, Role::In), Role::On);
        let (point, end) = self.moment(next)?;
        let long = match &point.day {
            Some(Day::Shift(_, unit, _) | Day::Same(unit)) => *unit >= Unit::Day,
            Some(Day::Calendar { day: None, .. } | Day::Season(..)) => next > at + 1,
            Some(Day::Weekday(..)) => true,
            _ => false,
        };
        long.then(|| with(at, end, point, modifier))
    }

    /// "year-end", "year's end", "month's end", "the year-end".
    fn unit_end(&self, at: usize) -> Option<Parsed> {
        let start = self.skip(at, Role::The);
        let unit = self
            .atoms
            .get(start)?
            .unit()
            .filter(|unit| matches!(unit, Unit::Year | Unit::Month | Unit::Week | Unit::Quarter))?;
        let mark = start + 1 + usize::from(matches!(self.text(start + 1), "'s" | "’s"));
        if self.text(mark) != "end" || self.is(start, Role::Units) {
            return None;
        }
        let past = at.checked_sub(1).is_some_and(|before| self.is(before, Role::Since));
        let day = Day::Shift(Some(-f64::from(past)), unit, From::Published);
        Some(with(at, mark + 1, Point::on(day), "END"))
    }

    /// A date or time of day at `at`.
    pub fn point(&self, at: usize) -> Option<Parsed> {
        let (point, end) = self.moment(at)?;
        let mut parsed = Parsed::new(at, end, Meaning::Point(point));
        let modifier = match (self.text(end), self.text(end + 1)) {
            ("or", "later") | ("and", "beyond" | "after") => Some("ON_OR_AFTER"),
            ("or", "earlier") | ("and", "before") => Some("ON_OR_BEFORE"),
            _ => None,
        };
        if modifier.is_some() && self.year_only(&parsed) {
            (parsed.end, parsed.modifier) = (end + 2, modifier);
        } else if (at..end).any(|at| self.is(at, Role::So) && self.is(at.wrapping_sub(1), Role::Or)) {
            parsed.modifier = Some("APPROX");
        }
        Some(parsed)
    }

    /// "two weeks" behind "in", where the verb is in the future.
    pub fn in_future(&self, at: usize) -> Option<Parsed> {
        let before = at.checked_sub(1).filter(|before| self.text(*before).eq_ignore_ascii_case("in"))?;
        let (length, end) = self.amount(at)?;
        let clock = length.amounts.iter().all(|(_, unit)| *unit < Unit::Day);
        let told = tense(self.atoms, before, before);
        if told != Tense::Future && !(told == Tense::Unknown && clock && self.ends_phrase(end)) {
            return None;
        }
        let (count, unit) = *length.amounts.first().filter(|(count, _)| count.is_some())?;
        let point = Point::on(Day::Shift(count, unit, From::Ago));
        (length.amounts.len() == 1).then(|| Parsed::new(at, end, Meaning::Point(point)))
    }

    fn year_only(&self, parsed: &Parsed) -> bool {
        matches!(&parsed.meaning, Meaning::Point(Point { day: Some(Day::Calendar { month: None, .. }), .. }))
    }

    /// A date, a time of day, or both in either order.
    pub fn moment(&self, at: usize) -> Read<Point> {
        let rules =
            [Self::clock_then_day, Self::day_then_clock, Self::part_then_day, Self::part_beyond, Self::part_on_day];
        longest(rules.iter().filter_map(|rule| rule(self, at)))
    }

    /// A date without a time of day.
    pub fn day(&self, at: usize) -> Read<Day> {
        let rules = [Self::calendar, Self::relative, Self::fraction];
        let (day, end) = longest(rules.iter().filter_map(|rule| rule(self, at)))?;
        match (&day, self.whose_year(end)) {
            (Day::Calendar { year: None, month: Some(_), .. }, Some((year, end))) => {
                Some((Day::Of(Box::new(day), Box::new(year)), end))
            }
            _ => Some((day, end)),
        }
    }

    /// "5 p.m. EST on Nov. 9", "9 a.m. Tuesday", "noon today", "five-thirty tomorrow evening".
    fn clock_then_day(&self, at: usize) -> Read<Point> {
        let (point, end) = self.clock(at)?;
        let next = self.skip(self.skip_mark(end, ","), Role::On);
        match self.day(next) {
            Some((day, end)) if !matches!(day, Day::Calendar { month: None, .. } | Day::Decade(..)) => {
                let whole = Point { day: Some(day), ..point };
                Some(self.with_part(&whole, end).filter(|_| fine(&whole)).unwrap_or((whole, end)))
            }
            _ => Some((point, end)),
        }
    }

    /// The point in the part of the day that follows.
    fn with_part(&self, point: &Point, at: usize) -> Read<Point> {
        let part = self.atoms.get(at)?.part()?;
        let told = Point { part: Some(part), ..point.clone() };
        Some((Point { clock: point.clock.map(|clock| refined(clock, &told)), ..told }, at + 1))
    }

    /// "Friday night", "yesterday morning", "Nov. 9 at 5 p.m.", "tomorrow, 8:00".
    fn day_then_clock(&self, at: usize) -> Read<Point> {
        let (day, end) = self.day(at)?;
        let mut point = Point::on(day);
        point.clock = self.iso_clock(at);
        point.zone = point.clock.filter(|_| self.text(at).ends_with('Z')).map(|_| Some(0));
        if self.text(at) == "tonight" {
            point.part = Some(crate::lang::en::times::Part::Night);
        }
        let mut end = end;
        let the = self.skip(self.skip(end, Role::In), Role::The);
        let early = if the == end { self.skip(end, Role::Early) } else { the };
        if let Some(part) = self.atoms.get(early).and_then(|atom| atom.part()).filter(|_| fine(&point)) {
            (point.part, end) = (Some(part), early + 1);
        }
        let comma = self.skip_mark(end, ",");
        let next = self.skip(self.skip_mark(self.skip(comma, Role::At), "@"), Role::About);
        match self.clock(next).or_else(|| self.bare_hour(next, &point)).filter(|_| fine(&point)) {
            Some((clock, after)) => {
                let told = clock.clock.map(|told| refined(told, &point));
                Some((Point { clock: told, zone: clock.zone, part: clock.part.or(point.part), ..point }, after))
            }
            None => Some((point, end)),
        }
    }

    /// The clock of `2016-12-16T12:23:59`.
    fn iso_clock(&self, at: usize) -> Option<Clock> {
        let super::atom::Figure::Iso(..) = self.figure(at) else { return None };
        let mut parts =
            self.text(at).split_once('T')?.1.split([':', '.', 'Z', '+']).map(|part| part.parse::<u8>().ok());
        let mut next = || parts.next().flatten();
        Some(Clock { hour: next()?, minute: next(), second: next(), sure: true, halved: true })
    }

    /// "at 7" behind a part of the day.
    pub fn bare_hour(&self, at: usize, point: &Point) -> Read<Point> {
        point.part?;
        let told = matches!(self.text(at.wrapping_sub(1)), "at" | "around" | "about" | "by");
        if let Some(hour) = self.value(at, Role::Cardinal).filter(|hour| told && *hour <= 12) {
            let clock =
                Clock { hour: u8::try_from(hour).ok()?, minute: None, second: None, sure: false, halved: false };
            return Some((Point { clock: Some(clock), ..Point::default() }, at + 1));
        }
        match self.figure(at) {
            super::atom::Figure::Whole(hour @ 1..=12, _) if told => {
                let clock =
                    Clock { hour: u8::try_from(hour).ok()?, minute: None, second: None, sure: false, halved: false };
                Some((Point { clock: Some(clock), ..Point::default() }, at + 1))
            }
            _ => None,
        }
    }

    /// "the morning of Sept. 11", "this morning", "the night of 3 May".
    fn part_then_day(&self, at: usize) -> Read<Point> {
        let Some((point, end)) = self.part_of_day(at) else { return self.part_and_hour(at) };
        if self.is(end, Role::Of) || self.is(end, Role::On) {
            let day = self.day(end + 1).filter(|(day, _)| fine(&Point::on(day.clone())));
            if let Some((day, end)) = day {
                return Some((Point { day: Some(day), ..point }, end));
            }
        }
        let hour = self.skip(self.skip(end, Role::At), Role::About);
        match self.clock(hour).or_else(|| self.bare_hour(hour, &point)) {
            Some((clock, after)) => {
                let told = clock.clock.map(|told| refined(told, &point));
                Some((Point { clock: told, zone: clock.zone, ..point }, after))
            }
            None => Some((point, end)),
        }
    }

    /// "afternoon at 7", "evening 7:00".
    fn part_and_hour(&self, at: usize) -> Read<Point> {
        let told = Point { part: Some(self.atoms.get(at)?.part()?), ..Point::default() };
        let hour = self.skip(at + 1, Role::At);
        let (clock, end) = self.clock(hour).or_else(|| self.bare_hour(hour, &told))?;
        Some((Point { clock: clock.clock.map(|clock| refined(clock, &told)), zone: clock.zone, ..told }, end))
    }

    /// "now", "recently", "the future": TIMEX3's reference values.
    pub fn reference(&self, at: usize) -> Option<Parsed> {
        if let Some(parsed) = self.directed_length(at).or_else(|| self.year_ended(at)).or_else(|| self.units_ahead(at))
        {
            return Some(parsed);
        }
        if let Some((value, end)) = self.phrase(at, |kind| match kind {
            PhraseKind::Value(value) => Some(*value),
            _ => None,
        }) {
            return Some(Parsed::new(at, end, Meaning::Reference(value)));
        }
        if self.is_some_day(at) {
            return Some(Parsed::new(at, at + 2, Meaning::Reference("FUTURE_REF")));
        }
        let value = if self.is(at, Role::Present) {
            "PRESENT_REF"
        } else if self.is(at, Role::Past) {
            "PAST_REF"
        } else if self.is(at, Role::PresentAdjective) {
            "PRESENT_REF"
        } else {
            return None;
        };
        Some(Parsed::new(at, at + 1, Meaning::Reference(value)))
    }

    /// "Islam will one day …": no length.
    pub fn is_some_day(&self, at: usize) -> bool {
        let named = self.text(at).eq_ignore_ascii_case("one") && self.text(at + 1) == "day";
        let bound = at.checked_sub(1).is_some_and(|before| self.is(before, Role::Measures));
        named && !bound && !self.is(at + 2, Role::Later) && tense(self.atoms, at, at + 2) == Tense::Future
    }
}

pub(super) fn with(start: usize, end: usize, point: Point, modifier: &'static str) -> Parsed {
    Parsed { start, end, meaning: Meaning::Point(point), modifier: Some(modifier) }
}

/// Whether the date is one day.
pub(super) fn fine(point: &Point) -> bool {
    match &point.day {
        Some(Day::Calendar { day, .. }) => day.is_some(),
        Some(Day::Shift(_, unit, _) | Day::Same(unit) | Day::From(_, unit, _) | Day::Nth(_, unit, _)) => {
            *unit == Unit::Day
        }
        Some(Day::Weekday(..) | Day::Holiday(..) | Day::In(..) | Day::NthWeekday(..)) => true,
        _ => false,
    }
}

/// Whether the point is a calendar date, not a number that could be an amount.
fn dated(point: &Point) -> bool {
    !matches!(point.day, Some(Day::Calendar { month: None, .. }))
}

pub(super) fn refined(clock: Clock, point: &Point) -> Clock {
    match point.part {
        Some(part) if clock.hour <= 12 && !clock.halved => super::clock::in_part(clock, part),
        _ => clock,
    }
}
