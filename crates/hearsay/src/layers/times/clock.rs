//! Times of day: "5 p.m.", "8:30am EST", "noon", "half past six", "six o'clock in the evening".

use super::atom::Figure;
use super::meaning::{Clock, Point};
use super::reader::Reader;
use crate::lang::en::times::{Part, Role};

impl Reader<'_> {
    /// A clock time at `at` with its zone, and its end.
    pub fn clock(&self, at: usize) -> Option<(Point, usize)> {
        let (mut clock, mut end) = self
            .past_hour(at)
            .or_else(|| self.named_hour(at))
            .or_else(|| self.shared_half(at))
            .or_else(|| self.hour(at))?;
        let mut part = None;
        if let Some((found, after)) = self.part_behind(end, clock.sure) {
            if !clock.halved {
                clock = in_part(clock, found);
            }
            (part, end) = (Some(found), after);
        }
        if !clock.sure && part.is_none() {
            return None;
        }
        let (zone, end) = self.zone(end);
        Some((Point { clock: Some(clock), zone, ..Point::default() }, end))
    }

    /// "in the morning", "at night", "lunchtime" behind an hour.
    fn part_behind(&self, at: usize, sure: bool) -> Option<(Part, usize)> {
        let the = self.skip(self.skip(self.skip(at, Role::In), Role::At), Role::The);
        let midday = self.value(at, Role::Part) == Some(Part::Midday as i16);
        let direct = (sure || midday) && self.ends_phrase(at + 1);
        (the > at || direct).then(|| self.atoms.get(the)?.part().map(|part| (part, the + 1))).flatten()
    }

    /// "EST", "GMT", "local time".
    fn zone(&self, at: usize) -> (Option<Option<i16>>, usize) {
        let start = self.skip_mark(at, "(");
        match self.value(start, Role::Zone) {
            Some(offset) if self.atoms[start].text.len() <= 4 && self.atoms[start].is_capital() => {
                let closed = if start > at { self.skip_mark(start + 1, ")") } else { start + 1 };
                (Some((offset != i16::MIN).then_some(offset)), closed)
            }
            _ => self
                .zone_in_words(start)
                .filter(|_| start == at)
                .map_or((None, at), |(offset, end)| (Some(offset), end)),
        }
    }

    /// "noon", "12 midnight", "mid day".
    pub fn named_hour(&self, at: usize) -> Option<(Clock, usize)> {
        let word = match self.figure(at) {
            Figure::Whole(12, _) => at + 1,
            _ => at,
        };
        let two = usize::from(self.text(word) == "mid");
        let hour = if self.is(word, Role::Noon) || two == 1 && self.text(word + 1) == "day" {
            12
        } else if self.is(word, Role::Midnight) || two == 1 && self.text(word + 1) == "night" {
            0
        } else {
            return None;
        };
        Some((
            Clock { hour, minute: (word == at && hour == 0).then_some(0), second: None, sure: true, halved: true },
            word + 1 + two,
        ))
    }

    /// "5 p.m.", "8:30", "six o'clock", "14.30".
    pub fn hour(&self, at: usize) -> Option<(Clock, usize)> {
        let (hour, minute, second, mut end) = match self.figure(at) {
            Figure::Clock(hour, minute, second) => (hour, Some(minute), second, at + 1),
            Figure::Dotted(hour, minute) => (hour, Some(minute), None, at + 1),
            Figure::Whole(number, digits) if digits <= 2 && number <= 24 => {
                (u8::try_from(number).ok()?, None, None, at + 1)
            }
            Figure::Whole(number, digits @ (3 | 4))
                if number % 100 < 60
                    && (self.half_of_day(at + 1).is_some()
                        || digits == 4
                            && number < 2400
                            && self.is(at + 1, Role::Zone)
                            && self.atoms[at + 1].is_capital()) =>
            {
                (u8::try_from(number / 100).ok()?, Some(u8::try_from(number % 100).ok()?), None, at + 1)
            }
            Figure::Whole(number @ 100..2400, 4) if number % 100 < 60 && self.is_military(at) => {
                (u8::try_from(number / 100).ok()?, Some(u8::try_from(number % 100).ok()?), None, at + 2)
            }
            Figure::No => {
                let hour = self.value(at, Role::Cardinal).filter(|hour| *hour <= 12)?;
                let (minute, end) = self.spelled_minute(at + 1);
                (u8::try_from(hour).ok()?, minute, None, end)
            }
            _ => return None,
        };
        let mut clock = Clock { hour, minute, second, sure: false, halved: hour == 0 || hour > 12 };
        let dotted = matches!(self.figure(at), Figure::Dotted(..));
        let spelled = self.figure(at) == Figure::No && minute.is_some() && self.half_of_day(end).is_none();
        let zoned = dotted && self.is(end, Role::Zone) && self.atoms[end].is_capital();
        clock.sure = spelled || zoned || minute.is_some() && !dotted && self.figure(at) != Figure::No;
        if matches!(self.figure(at), Figure::Clock(..)) && matches!(self.text(end), "hrs" | "hr" | "hours" | "h") {
            end += 1;
        }
        if self.text(end) == "ish" && self.joined(end) {
            (end, clock.sure) = (end + 1, true);
        }
        if self.is(end, Role::Oclock) {
            (end, clock.sure) = (end + 1, true);
        }
        if let Some((shift, after)) = self.half_of_day(end) {
            let afternoon = hour > 12 && shift == 12;
            if !((1..=12).contains(&hour) || afternoon) {
                return None;
            }
            clock.hour = if hour > 12 { hour } else { hour % 12 + shift };
            (clock.sure, clock.halved, end) = (true, true, after);
        }
        Some((clock, end))
    }

    /// "at 1830 hrs", which is no length.
    pub fn is_military(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, Role::At))
            && matches!(self.text(at + 1), "hrs" | "hours" | "hrs.")
    }

    /// "seven thirty" before "a.m.".
    fn spelled_minute(&self, at: usize) -> (Option<u8>, usize) {
        match self.spelled(at) {
            Some((minute, end))
                if minute < 60.0
                    && (self.half_of_day(end).is_some() || minute > 4.0 && self.is_spelled_clock(at, end)) =>
            {
                (Some(minute as u8), end)
            }
            _ => (None, at),
        }
    }

    /// Whether two numbers in words are hour and minute: "at ten fifty", "five-thirty tomorrow".
    fn is_spelled_clock(&self, minute: usize, end: usize) -> bool {
        let told = minute.checked_sub(2).is_some_and(|before| self.is(before, Role::At) || self.text(before) == "for");
        let day = self.is_any(end, &[Role::Today, Role::Tomorrow, Role::Yesterday]) || self.weekday(end).is_some();
        told && self.ends_phrase(end) || self.atoms[minute].hyphen && (told || day)
    }

    /// "a.m." (0) or "p.m." (12) at `at`, and its end.
    pub fn half_of_day(&self, at: usize) -> Option<(u8, usize)> {
        let atom = self.atoms.get(at)?;
        let letter = atom.text.trim_end_matches('.').len() == 1;
        if letter && (!atom.joined || atom.hyphen) {
            // "a m", "p m" as transcripts have it.
            let dot = self.skip_mark(at + 1, ".");
            let spaced = matches!(self.text(dot), "m" | "m." | "M" | "M.") && !self.joined(dot);
            let end = if dot > at + 1 { self.skip_mark(dot + 1, ".") } else { dot + 1 };
            return (spaced && atom.is_any(&[Role::Am, Role::Pm])).then(|| (12 * u8::from(atom.is(Role::Pm)), end));
        }
        if atom.is(Role::Am) && atom.text != "AM" || atom.is(Role::Am) && self.figure(at.wrapping_sub(1)) != Figure::No
        {
            return Some((0, at + 1));
        }
        atom.is(Role::Pm).then_some((12, at + 1))
    }

    /// "half past six", "ten minutes to five", "quarter past 8".
    fn past_hour(&self, at: usize) -> Option<(Clock, usize)> {
        let start = self.skip(at, Role::Determiner);
        let (minutes, mut end) = if self.is(start, Role::Half) {
            (30, start + 1)
        } else if self.text(start).eq_ignore_ascii_case("quarter") {
            (15, start + 1)
        } else {
            let (number, end) = self.number(at).filter(|(number, _)| (1.0..60.0).contains(number))?;
            (number as i16, end)
        };
        let unit = self.atoms.get(end)?.unit().is_some_and(|unit| unit == crate::lang::en::times::Unit::Minute);
        end += usize::from(unit);
        let at_hour = at.checked_sub(1).is_some_and(|before| self.is(before, Role::At));
        let spelled = self.figure(at) == Figure::No || at_hour || self.is(end + 2, Role::Oclock);
        let sign = match self.text(end) {
            "past" | "after" if unit || minutes % 5 == 0 && spelled => 1,
            "to" | "before" if unit || minutes % 5 == 0 && spelled && self.text(end) == "to" => -1,
            _ => return None,
        };
        let (mut clock, mut end) =
            self.hour(end + 1).or_else(|| self.named_hour(end + 1)).filter(|(clock, _)| clock.hour > 0)?;
        if let Some((minute, after)) = self.spelled(end).filter(|(minute, _)| unit && (10.0..60.0).contains(minute)) {
            (clock.minute, end) = (Some(minute as u8), after);
        }
        let sure = clock.sure || !self.is(end, Role::In) && !self.is(end, Role::At);
        let total = i16::from(clock.hour) * 60 + i16::from(clock.minute.unwrap_or(0)) + sign * minutes;
        (clock.hour, clock.minute) = (u8::try_from(total / 60).ok()?, Some(u8::try_from(total % 60).ok()?));
        clock.sure = sure;
        Some((clock, end))
    }
}

/// The hour in the half of the day that a part of it tells.
pub(super) fn in_part(clock: Clock, part: Part) -> Clock {
    let late = matches!(part, Part::Afternoon | Part::Evening) || part == Part::Night && (5..12).contains(&clock.hour);
    let midnight = part == Part::Night && clock.hour == 12;
    let hour = match clock.hour {
        _ if midnight => 0,
        12 if part == Part::Morning => 0,
        hour if late && hour < 12 => hour + 12,
        hour if part == Part::Midday && hour < 4 => hour + 12,
        hour => hour,
    };
    Clock { hour, sure: true, halved: true, ..clock }
}
