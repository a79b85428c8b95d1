//! Amounts of time: "three days", "two-and-a-half-hour", "an hour and a half", "several weeks", "decades".

use super::atom::Figure;
use super::meaning::{Count, Length, Meaning, Parsed};
use super::reader::Reader;
use crate::lang::en::times::{Role, Unit};

/// What may stand between a number and its unit.
const BETWEEN: [Role; 3] = [Role::More, Role::Whole, Role::Fiscal];

impl Reader<'_> {
    /// An amount of time at `at`.
    pub fn length(&self, at: usize) -> Option<Parsed> {
        let (length, end) = self
            .the_amount(at)
            .or_else(|| self.whole_period(at))
            .or_else(|| self.amount(at))
            .or_else(|| self.bare_units(at))
            .or_else(|| self.unit_long(at))
            .or_else(|| self.all_unit(at))?;
        if self.is(end, Role::Old)
            || self.text(end) == "of" && self.text(end + 1) == "age"
            || self.behind_money(at, end)
            || self.is_share(at, end)
            || self.is_some_day(at)
        {
            return None;
        }
        let end = self.or_so(end).unwrap_or(end);
        let mut parsed = Parsed::new(at, end, Meaning::Length(length));
        if self.is_any(end, &[Role::Or]) && self.is_any(end + 1, &[Role::More]) {
            (parsed.end, parsed.modifier) = (end + 2, Some("EQUAL_OR_MORE"));
        } else if self.or_so(parsed.end).is_some() || end > at && self.is(end - 1, Role::So) {
            parsed.modifier = Some("APPROX");
        }
        Some(parsed)
    }

    /// "the four days", "the first hours".
    fn the_amount(&self, at: usize) -> Option<(Length, usize)> {
        if !self.is(at, Role::The) {
            return None;
        }
        if self.is(at + 1, Role::Ordinal) && self.is(at + 2, Role::Units) {
            let unit = self.unit_at(at + 2)?;
            return Some((Length { amounts: vec![(None, unit)], direction: 0 }, at + 3));
        }
        let (_, next) = self.number(at + 1)?;
        self.is(next, Role::Units).then(|| self.amount(at + 1)).flatten().filter(|_| !self.joined(next))
    }

    /// "a three-year period".
    fn whole_period(&self, at: usize) -> Option<(Length, usize)> {
        let (length, end) = self.amount(at + 1).filter(|_| self.is(at, Role::Determiner))?;
        (self.atoms[end - 1].hyphen && self.text(end) == "period").then_some((length, end + 1))
    }

    /// Whether "a year" is a rate behind an amount: "$5 a year", "200 seats a week".
    fn behind_money(&self, at: usize, end: usize) -> bool {
        self.is(at, Role::Determiner) && end == at + 2 && self.is_amount(at)
    }

    /// "A quarter of the market" is no time.
    fn is_share(&self, at: usize, end: usize) -> bool {
        self.text(end - 1) == "quarter" && self.text(end) == "of" && self.is(at, Role::Determiner)
    }

    /// The end of "or so".
    fn or_so(&self, at: usize) -> Option<usize> {
        (self.is(at, Role::Or) && self.is(at + 1, Role::So)).then_some(at + 2)
    }

    /// A count and a unit, and smaller units behind it.
    pub fn amount(&self, at: usize) -> Option<(Length, usize)> {
        let (count, unit, mut end) = self.count_unit(at)?;
        let mut amounts = vec![(count, unit)];
        while amounts.len() < 4 {
            let next = self.skip_mark(self.skip(end, Role::And), ",");
            let Some((count, unit, after)) = self.count_unit(next) else { break };
            let known = amounts.iter().any(|(_, known)| *known == unit);
            let smaller = amounts.last().is_some_and(|(_, last)| unit < *last) && !self.is(next, Role::Determiner);
            let listed = next == end && !known && self.figures(next) && self.figures(at);
            if !(smaller || listed) || count.is_none() || (next > end && self.text(end) == "," && !self.figures(next)) {
                break;
            }
            amounts.push((count, unit));
            end = after;
        }
        amounts.sort_by_key(|(_, unit)| std::cmp::Reverse(*unit));
        Some((Length { amounts, direction: 0 }, end))
    }

    /// Only the first count and unit.
    pub fn first_amount(&self, at: usize) -> Option<(Length, usize)> {
        let (count, unit, end) = self.count_unit(at)?;
        Some((Length { amounts: vec![(count, unit)], direction: 0 }, end))
    }

    fn figures(&self, at: usize) -> bool {
        matches!(self.figure(at), Figure::Whole(..) | Figure::Amount(_))
    }

    /// "three days", "a year and a half", "an additional two weeks".
    fn count_unit(&self, at: usize) -> Option<(Count, Unit, usize)> {
        let (count, mut end) = self.count(at).filter(|_| !self.is_military(at))?;
        let number = end;
        while BETWEEN.iter().any(|role| self.is(end, *role)) && end < number + 2 {
            end += 1;
        }
        if end > number
            && self.is(number, Role::More)
            && self.is(at, Role::Determiner)
            && let Some((count, after)) = self.number(end)
        {
            return self.unit_at(after).map(|unit| (Some(count), unit, after + 1));
        }
        let unit = self.unit_at(end)?;
        let adjective =
            number == at + 1 && self.is(at, Role::Determiner) && self.is(end + 1, Role::Long) && self.joined(end + 1);
        if adjective || !self.fits(at, number, end, unit) {
            return None;
        }
        let (count, end) = self.and_a_half(count, end + 1);
        Some((count, unit, end))
    }

    /// "an hour and a half", "a year and a quarter".
    fn and_a_half(&self, count: Count, end: usize) -> (Count, usize) {
        let half = self.skip(end + 1, Role::Determiner);
        let part = match self.text(half) {
            _ if !self.is(end, Role::And) => None,
            "quarter" if half > end + 1 => Some(0.25),
            _ => self.is(half, Role::Half).then_some(0.5),
        };
        part.map_or((count, end), |part| (count.map(|count| count + part), half + 1))
    }

    fn unit_at(&self, at: usize) -> Option<Unit> {
        let atom = self.atoms.get(at)?;
        atom.unit().filter(|unit| !matches!(unit, Unit::Half) && (atom.text.len() > 1 || atom.joined))
    }

    /// Whether number and unit go together: "one years" and "4 second" do not, "four-day" and "3 hour" do.
    fn fits(&self, at: usize, number: usize, end: usize, unit: Unit) -> bool {
        let one = number == at + 1 && self.is(at, Role::Determiner);
        let plural = self.is(end, Role::Units);
        let after = self.is(end, Role::Ordinal) && !self.joined(end) && !matches!(self.text(at), "one" | "One" | "1");
        let ordinal = one && self.is(end, Role::Ordinal);
        let quarters = unit == Unit::Quarter && self.atoms[end].hyphen && !self.figures(at);
        let short_unit = self.text(end).len() <= 2 && !self.joined(end) && !self.figures(at);
        !(quarters || ordinal || one && plural || after && !one || short_unit || unit == Unit::Half)
    }

    /// Units without a number: "weeks", "decades".
    fn bare_units(&self, at: usize) -> Option<(Length, usize)> {
        let unit = Unit::from_value(self.value(at, Role::Units)?);
        let plain = self.text(at).len() > 4 || self.text(at) == "days";
        let known =
            !matches!(unit, Unit::Quarter | Unit::Half | Unit::Weekend | Unit::Second | Unit::Night | Unit::Minute);
        let hyphen = self.joined(at) && !self.is(at.wrapping_sub(1), Role::Each);
        let condition = self.text(at + 1) == "when";
        (plain && known && !hyphen && !condition)
            .then(|| (Length { amounts: vec![(None, unit)], direction: 0 }, self.longer_units(at + 1)))
    }

    /// One past "or months", "and months" behind shorter units without a number.
    pub fn longer_units(&self, at: usize) -> usize {
        let joined = self.is_any(at, &[Role::Or, Role::And]) && self.is(at + 1, Role::Units);
        let longer = self.atoms.get(at + 1).and_then(|next| next.unit()) > self.atoms[at - 1].unit();
        if joined && longer { at + 2 } else { at }
    }

    /// "all week", "another month", "full day".
    fn all_unit(&self, at: usize) -> Option<(Length, usize)> {
        let next = self.skip(at + 1, Role::Whole);
        let unit = self
            .unit_at(next)
            .filter(|_| self.is(at, Role::All) && self.is(next, Role::Unit) && self.text(next).len() > 2)?;
        let article = self.is_any(at.wrapping_sub(1), &[Role::The, Role::Determiner]);
        let plain = !matches!(unit, Unit::Quarter | Unit::Second) && !article && !self.hyphen_follows(next);
        plain.then(|| (Length { amounts: vec![(Some(1.0), unit)], direction: 0 }, next + 1))
    }

    fn hyphen_follows(&self, at: usize) -> bool {
        self.atoms.get(at + 1).is_some_and(|next| next.hyphen)
    }

    /// "day-long", "month-long".
    fn unit_long(&self, at: usize) -> Option<(Length, usize)> {
        let unit = self.unit_at(at).filter(|_| self.is(at + 1, Role::Long) && self.joined(at + 1))?;
        Some((Length { amounts: vec![(Some(1.0), unit)], direction: 0 }, at + 2))
    }
}
