//! Dates that name their place in the calendar: "Wednesday, March 1, 2011", "24 April", "1998-07-14", "the 15th of May",
//! "1960s", "490 BC", "the twentieth century".

use super::atom::Figure;
use super::meaning::Day;
use super::reader::Reader;
use crate::lang::en::times::Role;

/// Reads a date at an atom and says where it ends.
pub(super) type Read<T> = Option<(T, usize)>;

impl Reader<'_> {
    /// A date of the calendar at `at`.
    pub fn calendar(&self, at: usize) -> Read<Day> {
        let rules = [
            Self::iso,
            Self::slashed,
            Self::weekday_date,
            Self::month_first_date,
            Self::day_first_date,
            Self::shared_month,
            Self::before_christ,
            Self::century,
            Self::decade,
            Self::year,
        ];
        longest(rules.iter().filter_map(|rule| rule(self, at)))
    }

    fn iso(&self, at: usize) -> Read<Day> {
        let Figure::Iso(year, month, day) = self.figure(at) else { return None };
        Some((date(Some(i32::from(year)), month, day), at + 1))
    }

    /// `11/02/89`, `4/15`.
    fn slashed(&self, at: usize) -> Read<Day> {
        let (first, second, year) = match self.figure(at) {
            Figure::Slashed([year, month, day], 4) => {
                return checked(Some(i32::try_from(year).ok()?), month, day, at + 1);
            }
            Figure::Slashed([first, second, year], _) => (first, second, Some(self.full_year(year))),
            Figure::Pair(first, second) if first <= 31 && second <= 31 && self.pair_is_date(at) => {
                (first, second, None)
            }
            _ => return None,
        };
        let month_first = if second > 12 { true } else { first <= 12 && self.month_first };
        let (month, day) = if month_first { (first, second) } else { (second, first) };
        checked(year, month, day, at + 1)
    }

    /// "on 4/15": a word for a date stands before it.
    fn pair_is_date(&self, at: usize) -> bool {
        at > 0
            && self.is_any(
                at - 1,
                &[Role::On, Role::Weekday, Role::Each, Role::To, Role::Before, Role::From, Role::This, Role::Next],
            )
    }

    /// The year that two figures mean: the nearest.
    pub fn full_year(&self, figures: u32) -> i32 {
        let year = i32::try_from(figures).unwrap_or(0);
        if figures > 99 {
            return year;
        }
        let century = self.near - self.near.rem_euclid(100);
        let candidates = [century - 100 + year, century + year, century + 100 + year];
        candidates.into_iter().min_by_key(|candidate| (candidate - self.near - 1).abs()).unwrap_or(year)
    }

    /// "Wednesday, March 1".
    fn weekday_date(&self, at: usize) -> Read<Day> {
        let named = self.pointer(at).map_or(at, |(_, _, next)| next);
        let weekday = self.weekday(named)?;
        let next = self.skip(self.skip_mark(self.skip_mark(named + 1, ","), "("), Role::The);
        let rules = [Self::month_first_date, Self::day_first_date, Self::slashed, Self::iso];
        let Some((day, end)) = longest(rules.iter().filter_map(|rule| rule(self, next))) else {
            let (day, end) =
                self.day_number(next).filter(|(_, end)| self.is(next - 1, Role::The) && !self.noun_at(*end))?;
            return Some((Day::Calendar { year: None, month: None, day: Some(day), weekday: Some(weekday) }, end));
        };
        match day {
            Day::Calendar { year, month, day: Some(day), .. } => {
                let closed = if self.text(next - 1) == "(" { self.skip_mark(end, ")") } else { end };
                Some((Day::Calendar { year, month, day: Some(day), weekday: Some(weekday) }, closed))
            }
            _ => None,
        }
    }

    /// A word that the number before it counts: "Friday, the fourth decline".
    fn noun_at(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|next| next.readings.is_empty() && next.text.starts_with(char::is_lowercase))
    }

    /// A weekday's number at `at`; short forms need a capital letter or a full stop.
    pub fn weekday(&self, at: usize) -> Option<u8> {
        let atom = self.atoms.get(at)?;
        let number = atom.value(Role::Weekday)?;
        let short = atom.text.len() <= 4 && !atom.text.ends_with('.');
        let doubtful = short
            && (!(atom.is_capital() || self.is(at + 1, Role::The) && self.date_follows(at))
                || matches!(atom.text, "Sun" | "Sat" | "Wed") && !self.date_follows(at));
        (!doubtful).then_some(u8::try_from(number).unwrap_or(1))
    }

    /// Whether a comma, a month or figures follow a short name of a day ("tues the 4th").
    fn date_follows(&self, at: usize) -> bool {
        if self.is(at + 1, Role::The) && matches!(self.figure(at + 2), Figure::Ordinal(_)) {
            return true;
        }
        let next = self.skip_mark(at + 1, ",");
        self.month(next).is_some()
            || matches!(self.figure(next), Figure::Whole(..) | Figure::Ordinal(_) | Figure::Clock(..))
    }

    /// A month's number at `at`.
    pub fn month(&self, at: usize) -> Option<u8> {
        let atom = self.atoms.get(at)?;
        let number = u8::try_from(atom.value(Role::Month)?).ok()?;
        let beside = |at: Option<usize>| {
            at.is_some_and(|at| matches!(self.figure(at), Figure::Whole(1..=31, _) | Figure::Ordinal(_)))
        };
        let small =
            atom.text.len() > 5 && atom.text != "august" || beside(at.checked_sub(1)) || beside(at.checked_add(1));
        (atom.is_capital() || small).then_some(number)
    }

    /// "March 1, 2011", "March 1", "March 2011", "March", "July of that year".
    fn month_first_date(&self, at: usize) -> Read<Day> {
        let month = self.month(at)?;
        let next = self.skip(at + 1, Role::The);
        if let Some((day, end)) =
            self.day_number(next).or_else(|| self.spelled_day(next)).filter(|(_, end)| !self.unit_follows(*end))
        {
            let (year, end) = self.year_behind(end);
            return Some((Day::Calendar { year, month: Some(month), day: Some(day), weekday: None }, end));
        }
        if !self.is_month_word(at) {
            return None;
        }
        let (year, end) = self.year_behind(at + 1);
        Some((Day::Calendar { year, month: Some(month), day: None, weekday: None }, end))
    }

    /// "twenty two" behind a month.
    fn spelled_day(&self, at: usize) -> Read<u8> {
        let (day, end) = self.spelled(at).filter(|(day, _)| (1.0..=31.0).contains(day))?;
        let closed = self.year_behind(end).0.is_some() || self.text(end) == ",";
        closed.then_some((day as u8, end))
    }

    /// "24 April 1999", "the 15th of May", "1 May".
    fn day_first_date(&self, at: usize) -> Read<Day> {
        let start = self.skip(at, Role::The);
        let (day, next) = self.day_number(start)?;
        let of = self.skip(next, Role::Of);
        let month = self.month(of)?;
        let ordinal = matches!(self.figure(start), Figure::Ordinal(_)) || self.is(start, Role::Ordinal);
        if start > at && !ordinal && of > next {
            return None;
        }
        let (year, end) = self.year_behind(of + 1);
        Some((Day::Calendar { year, month: Some(month), day: Some(day), weekday: None }, end))
    }

    /// The first of "5–7 May", "between 10 and 15 June 1940".
    fn shared_month(&self, at: usize) -> Read<Day> {
        let start = self.skip(at, Role::The);
        let (day, next) = self.day_number(start)?;
        let other = if self.joined(next) && self.figure(next) != Figure::No {
            next
        } else if matches!(self.text(next), "–" | "-" | "/" | ",")
            || self.is_any(next, &[Role::To, Role::And, Role::Or])
        {
            next + 1
        } else {
            return None;
        };
        let (date, _) = self.day_first_date(other)?;
        match date {
            Day::Calendar { year, month, day: Some(_), .. } => {
                Some((Day::Calendar { year, month, day: Some(day), weekday: None }, next))
            }
            _ => None,
        }
    }

    /// A day of the month in figures or as an ordinal.
    pub fn day_number(&self, at: usize) -> Read<u8> {
        match self.figure(at) {
            Figure::Whole(day @ 1..=31, digits) if digits <= 2 => Some((u8::try_from(day).ok()?, at + 1)),
            Figure::Ordinal(day @ 1..=31) => Some((day, at + 1)),
            Figure::No => {
                let first = self.value(at, Role::Cardinal).filter(|tens| matches!(tens, 20 | 30)).unwrap_or(0);
                let last = at + usize::from(first > 0);
                let day = self.value(last, Role::Ordinal).filter(|day| first == 0 || *day < 10)?;
                u8::try_from(first + day).ok().filter(|day| *day <= 31).map(|day| (day, last + 1))
            }
            _ => None,
        }
    }

    fn unit_follows(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.unit().is_some() && !atom.is(Role::Month) && atom.text.len() > 1)
            || self.is_any(at, &[Role::Am, Role::Pm]) && self.text(at).len() > 1
    }

    /// ", 2011", "2011", "of 1998", "'98"; where none stands, the end given.
    fn year_behind(&self, at: usize) -> (Option<i32>, usize) {
        let comma = self.skip_mark(at, ",");
        let of = self.skip(comma, Role::Of);
        let start = if self.text(of) == "in" && matches!(self.figure(of + 1), Figure::Whole(..)) { of + 1 } else { of };
        let year = match self.figure(start) {
            Figure::Whole(year @ 1000..=2999, 4) if !self.unit_follows(start + 1) => {
                Some(i32::try_from(year).unwrap_or(0))
            }
            Figure::Short(year) => Some(self.full_year(u32::from(year))),
            Figure::Whole(year @ 32..=99, 2) if start > comma && self.ends_phrase(start + 1) => {
                Some(self.full_year(year))
            }
            Figure::Whole(year @ 1..=2999, 2..=4) if self.is(start + 1, Role::Bc) => {
                return (Some(1 - i32::try_from(year).unwrap_or(0)), start + 2);
            }
            _ => self.spelled_year(start).map(|(year, _)| year),
        };
        match year {
            Some(year) => (Some(year), self.spelled_year(start).map_or(start + 1, |(_, end)| end)),
            None => (None, at),
        }
    }

    /// "nineteen ninety-six", "two thousand five".
    fn spelled_year(&self, at: usize) -> Read<i32> {
        if self.text(at) == "two" && self.text(at + 1) == "thousand" {
            let rest = self.skip(at + 2, Role::And);
            let (rest, end) = self.spelled(rest).filter(|(rest, _)| *rest < 100.0)?;
            return (!self.unit_follows(end)).then_some((2000 + rest as i32, end));
        }
        let century = self.value(at, Role::Cardinal).filter(|value| (16..=20).contains(value))?;
        let hundred = if self.text(at + 1) == "hundred" { self.skip(at + 2, Role::And) } else { at + 1 };
        let zero = usize::from(matches!(self.text(hundred), "zero" | "oh"));
        let small = hundred > at + 1 || zero > 0;
        let (rest, end) =
            self.spelled(hundred + zero).filter(|(rest, _)| (10.0..100.0).contains(rest) || small && *rest < 10.0)?;
        (!self.unit_follows(end)).then_some((i32::from(century) * 100 + rest as i32, end))
    }

    /// "490 BC", "AD 70".
    fn before_christ(&self, at: usize) -> Read<Day> {
        let year = |at: usize| match self.figure(at) {
            Figure::Whole(year @ 1..=9999, _) => i32::try_from(year).ok(),
            _ => None,
        };
        let whole_year = |year: i32| Day::Calendar { year: Some(year), month: None, day: None, weekday: None };
        let start = usize::from(self.is(at, Role::Ad) && self.atoms[at].is_capital()) + at;
        let number = year(start)?;
        if start > at {
            return Some((whole_year(number), start + 1));
        }
        if self.is(at + 1, Role::Bc) {
            return Some((whole_year(1 - number), at + 2));
        }
        if self.is(at + 1, Role::Ad) && self.atoms[at + 1].is_capital() {
            return Some((whole_year(number), at + 2));
        }
        let other = if self.joined(at + 1) { at + 1 } else { at + 2 };
        let shared = self.joined(at + 1)
            || matches!(self.text(at + 1), "–" | "-" | "/" | ",")
            || self.is_any(at + 1, &[Role::To, Role::And, Role::Or]);
        (shared && year(other).is_some() && self.is(other + 1, Role::Bc)).then(|| (whole_year(1 - number), at + 1))
    }

    /// "the 20th century", "eighteenth-century", "the fifth century BC".
    fn century(&self, at: usize) -> Read<Day> {
        let start = self.skip(at, Role::The);
        let (number, end) = self.day_number(start).filter(|_| !matches!(self.figure(start), Figure::Whole(..)))?;
        if !matches!(self.text(end), "century" | "centuries" | "Century") {
            return None;
        }
        let before = self.is(end + 1, Role::Bc);
        let number = i32::from(number);
        Some((Day::Century(if before { -number } else { number }), end + 1 + usize::from(before)))
    }

    /// "the 1960s", "the '90s", "the nineties".
    fn decade(&self, at: usize) -> Read<Day> {
        let start = self.skip(at, Role::The);
        let (year, sure) = match self.figure(start) {
            Figure::Decade(year @ 1000..) => (i32::from(year), true),
            Figure::Decade(year) => (self.full_year(u32::from(year)), false),
            _ => {
                let word = self
                    .value(start, Role::Decades)
                    .filter(|_| start > at || self.is(at.wrapping_sub(1), Role::Mid))?;
                (self.full_year(u32::try_from(word).ok()?), false)
            }
        };
        let before = self.is(start + 1, Role::Bc);
        Some((Day::Decade(if before { 1 - year } else { year }, sure), start + 1 + usize::from(before)))
    }

    /// A year in four figures, where nothing speaks against it; "'98"; the 39 of "1936–39".
    fn year(&self, at: usize) -> Read<Day> {
        let start = if self.is(at, Role::The) && self.text(at + 1) == "year" { at + 2 } else { at };
        let year = match self.figure(start) {
            Figure::Whole(year, 4) if start > at || self.is_year(at, year) => i32::try_from(year).ok()?,
            Figure::Short(year) => self.full_year(u32::from(year)),
            Figure::Whole(figures, 2) if start == at => self.second_of_years(at, figures)?,
            _ => {
                let (year, end) = self.spelled_year(start).or_else(|| self.thousands(start).filter(|_| start > at))?;
                return Some((Day::Calendar { year: Some(year), month: None, day: None, weekday: None }, end));
            }
        };
        Some((Day::Calendar { year: Some(year), month: None, day: None, weekday: None }, start + 1))
    }

    /// "the year two thousand".
    fn thousands(&self, at: usize) -> Read<i32> {
        let (year, end) = self.spelled(at)?;
        (1000.0..3000.0).contains(&year).then_some((year as i32, end))
    }

    /// The year that two figures behind a whole one and a dash mean.
    fn second_of_years(&self, at: usize, figures: u32) -> Option<i32> {
        let dash = matches!(self.text(at.wrapping_sub(1)), "–" | "-" | "/");
        let before = if self.joined(at) && !dash { at.checked_sub(1)? } else { at.checked_sub(2).filter(|_| dash)? };
        let Figure::Whole(first @ 1000..=2100, 4) = self.figure(before) else { return None };
        (figures > first % 100).then(|| i32::try_from(first - first % 100 + figures).ok()).flatten()
    }
}

/// Whether month and day are such, as a date.
fn checked(year: Option<i32>, month: u32, day: u32, end: usize) -> Read<Day> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then(|| (date(year, month, day), end))
}

fn date(year: Option<i32>, month: u8, day: u8) -> Day {
    Day::Calendar { year, month: Some(month), day: Some(day), weekday: None }
}

/// The reading that reaches farthest; of equal ones the first.
pub(super) fn longest<T>(readings: impl Iterator<Item = (T, usize)>) -> Read<T> {
    readings.reduce(|best, next| if next.1 > best.1 { next } else { best })
}
