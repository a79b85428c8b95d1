//! Numbers in front of units: figures, words, fractions, and words that leave the number open.

use super::atom::Figure;
use super::meaning::Count;
use super::reader::Reader;
use crate::lang::en::times::Role;

impl Reader<'_> {
    /// A count of units that begins at `at`, and its end.
    pub fn count(&self, at: usize) -> Option<(Count, usize)> {
        self.vague(at).or_else(|| self.multitude(at)).or_else(|| self.half(at)).or_else(|| {
            let (number, end) = self.number(at).or_else(|| self.article(at))?;
            let (number, end) = self.with_fraction(number, end);
            Some(self.either(number, end))
        })
    }

    /// "a few", "several", "a couple of" (two), "some".
    fn vague(&self, at: usize) -> Option<(Count, usize)> {
        let start = self.skip(at, Role::Determiner);
        if self.is(start, Role::Couple) {
            return Some((Some(2.0), self.skip(start + 1, Role::Of)));
        }
        let as_many = start.checked_sub(1).is_some_and(|before| self.text(before) == "as");
        if self.is(start, Role::Vague) && !as_many {
            return Some((None, self.skip(start + 1, Role::More)));
        }
        None
    }

    /// "hundreds of", "dozens of".
    fn multitude(&self, at: usize) -> Option<(Count, usize)> {
        (self.is(at, Role::Multitude) && self.is(at + 1, Role::Of)).then_some((None, at + 2))
    }

    /// "half a", "half an", "half".
    fn half(&self, at: usize) -> Option<(Count, usize)> {
        let start = self.skip(at, Role::Determiner);
        if !self.is(start, Role::Half) {
            return None;
        }
        let end = self.skip(start + 1, Role::Determiner);
        Some((Some(0.5), end))
    }

    /// "a" as one.
    fn article(&self, at: usize) -> Option<(f64, usize)> {
        self.is(at, Role::Determiner).then_some((1.0, at + 1))
    }

    /// A number in figures or words.
    pub fn number(&self, at: usize) -> Option<(f64, usize)> {
        if self.is(at, Role::Determiner) && matches!(self.text(at + 1), "hundred" | "thousand" | "dozen") {
            return self.spelled(at + 1);
        }
        match self.figure(at) {
            Figure::Whole(number, digits) if digits <= 7 => Some((f64::from(number), at + 1)),
            Figure::Amount(number) => Some((number, at + 1)),
            Figure::Dotted(whole, part) => Some((f64::from(whole) + f64::from(part) / 100.0, at + 1)),
            _ => self.spelled(at),
        }
    }

    /// "twenty-four", "two thousand", "one hundred and fifty".
    pub fn spelled(&self, at: usize) -> Option<(f64, usize)> {
        let (mut total, mut group, mut end) = (0.0, 0.0, at);
        let mut last = f64::MAX;
        while let Some(value) = self.value(end, Role::Cardinal).map(f64::from) {
            if value >= 12.0 && matches!(self.text(end), "hundred" | "thousand" | "dozen") {
                if end == at && !self.is(at.wrapping_sub(1), Role::Determiner) {
                    return None;
                }
                group = if group == 0.0 { value } else { group * value };
                if value >= 1000.0 {
                    (total, group) = (total + group, 0.0);
                }
            } else if last <= value || (last < 20.0) || (last < 100.0 && value >= 10.0) {
                break;
            } else {
                group += value;
            }
            last = if matches!(self.text(end), "hundred" | "thousand") { 1000.0 } else { value };
            end += 1;
            if self.is(end, Role::And) && self.is(end + 1, Role::Cardinal) && last >= 100.0 {
                end += 1;
            }
        }
        (end > at).then_some((total + group, end))
    }

    /// "two and a half", "2 1/2", "two-and-a-half".
    fn with_fraction(&self, number: f64, end: usize) -> (f64, usize) {
        if self.is(end, Role::And) {
            let half = self.skip(end + 1, Role::Determiner);
            if self.is(half, Role::Half) {
                return (number + 0.5, half + 1);
            }
        }
        match self.figure(end) {
            Figure::Pair(1, 2) => (number + 0.5, end + 1),
            Figure::Pair(1, 4) => (number + 0.25, end + 1),
            Figure::Pair(3, 4) => (number + 0.75, end + 1),
            _ if self.text(end) == "½" => (number + 0.5, end + 1),
            _ => (number, end),
        }
    }

    /// "two or three", "12 to 18": the number is open.
    fn either(&self, number: f64, end: usize) -> (Count, usize) {
        let dash = matches!(self.text(end), "–" | "-");
        if (self.is_any(end, &[Role::Or, Role::To]) || dash)
            && let Some((other, after)) = self.number(end + 1)
            && other > number
            && self.atoms.get(after).is_some_and(|atom| atom.unit().is_some())
        {
            return (None, after);
        }
        (Some(number), end)
    }
}
