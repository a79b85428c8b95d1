//! What looks like a time and is none: numbers that are no years, "may" the verb, "Sunday Times", "the second man".

use super::atom::Figure;
use super::meaning::{Cycle, Day, Meaning, Parsed};
use super::reader::Reader;
use crate::lang::en::times::Role;

impl Reader<'_> {
    /// Whether the four figures at `at` are a year.
    pub fn is_year(&self, at: usize, year: u32) -> bool {
        let before = at.wrapping_sub(1);
        let counted = self.is(at + 1, Role::Counted) || matches!(self.text(at + 1), "%" | "°");
        let numbered = self.is(before, Role::NumberCue) || self.text(before).ends_with(['$', '£', '€', '#']);
        if !(1000..=2100).contains(&year)
            || counted
            || numbered
            || self.joined(at) && self.text(before).ends_with(['.', ','])
        {
            return false;
        }
        let cue = at > 0 && self.is_any(before, &[Role::YearCue, Role::Month, Role::Season]);
        let bracket = matches!(self.text(before), "(" | "–" | "-" | ",") || matches!(self.text(at + 1), ")" | "–");
        (1700..=2059).contains(&year) || cue || bracket
    }

    /// Whether a month's name that stands alone is one: "May" and "March" begin sentences as verbs and names.
    pub fn is_month_word(&self, at: usize) -> bool {
        let atom = &self.atoms[at];
        let name = atom.text.trim_end_matches('.');
        if !atom.is_capital() || name == "MAR" || name == "DEC" || name == "SEP" {
            return false;
        }
        let year = matches!(self.figure(self.skip_mark(at + 1, ",")), Figure::Whole(1000..=2999, 4));
        match name {
            "May" | "March" | "April" | "June" | "August" | "Mar" | "Jan" | "Augusta" => year || self.month_context(at),
            _ => name.len() > 3 || year || atom.text.ends_with('.') || self.month_context(at),
        }
    }

    /// A word that only a date follows, or a date's other part.
    fn month_context(&self, at: usize) -> bool {
        let cues = [
            Role::In,
            Role::Since,
            Role::To,
            Role::From,
            Role::Last,
            Role::Next,
            Role::This,
            Role::Early,
            Role::Late,
            Role::Mid,
            Role::Before,
            Role::After,
            Role::Previous,
            Role::Of,
            Role::Each,
            Role::Month,
            Role::EndOf,
        ];
        let before = at.checked_sub(1);
        let cue = before
            .is_some_and(|before| self.is_any(before, &cues) || matches!(self.text(before), "by" | "By" | "between"));
        let joined = self.joined(at) || matches!(self.text(at + 1), "'s" | "’s" | "–");
        let listed = before.is_some_and(|before| {
            (self.is_any(before, &[Role::And, Role::Or]) || self.text(before) == ",")
                && before
                    .checked_sub(1)
                    .is_some_and(|first| self.is(first, Role::Month) && self.atoms[first].is_capital())
        });
        let name = self.atoms.get(at + 1).is_some_and(|next| next.is_capital() && next.readings.is_empty());
        let person = name && !matches!(self.atoms[at].text, "May" | "March");
        let noun = self.atoms.get(at + 1).is_some_and(|next| next.text.starts_with(char::is_lowercase));
        let article = before.is_some_and(|before| self.is_any(before, &[Role::The, Role::Determiner]))
            && noun
            && !self.is(at + 1, Role::On);
        (cue || joined || listed || article) && !person
    }

    /// Whether an expression that has been read is one where it stands.
    pub fn is_time(&self, parsed: &Parsed) -> bool {
        match &parsed.meaning {
            Meaning::Point(point) => match &point.day {
                Some(Day::Weekday(..) | Day::Shift(..)) if parsed.end == parsed.start + 1 => !self.is_title(parsed),
                Some(Day::Season(..)) => self.is_season(parsed),
                _ => true,
            },
            Meaning::Set(set) => !matches!(set.of, Cycle::Point(_)) || !self.is_title(parsed),
            _ => true,
        }
    }

    /// "The Sunday Times", "Saturday Night Live".
    fn is_title(&self, parsed: &Parsed) -> bool {
        self.is(parsed.end, Role::TitleWord) && self.atoms[parsed.end].is_capital()
            || self.is(parsed.end, Role::NoSun)
            || self.is_quoted_name(parsed)
            || matches!(self.text(parsed.start), "Friday")
                && matches!(self.text(parsed.start.wrapping_sub(1)), "Good" | "Black")
    }

    /// A capital word alone in quotation marks: the programme “Today”.
    fn is_quoted_name(&self, parsed: &Parsed) -> bool {
        let mark = |at: usize| matches!(self.text(at), "\"" | "“" | "”" | "'" | "‘" | "’" | "``" | "''");
        let alone = parsed.end == parsed.start + 1 && self.atoms[parsed.start].is_capital();
        alone && parsed.start > 0 && mark(parsed.start - 1) && mark(parsed.end)
    }

    /// A season alone, which in small letters can be a verb or a thing ("spring", "fall").
    fn is_season(&self, parsed: &Parsed) -> bool {
        if parsed.end > parsed.start + 1 {
            let fall = matches!(self.text(parsed.end - 1), "fall" | "Fall");
            return !(fall && self.is(parsed.end, Role::Of));
        }
        let before = parsed.start.wrapping_sub(1);
        let word = self.text(parsed.start);
        matches!(word, "summer" | "winter" | "autumn")
            || self
                .is_any(before, &[Role::In, Role::Since, Role::Last, Role::Next, Role::This, Role::Early, Role::Late])
            || matches!(self.text(before), "by" | "By")
            || self.joined(parsed.start) && self.is(before, Role::Mid)
    }
}
