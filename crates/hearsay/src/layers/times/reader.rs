//! Reads one sentence's atoms: the grammar's entry. Every rule is a method that looks at an atom and says how far an
//! expression of its kind reaches from there; the longest reading wins, and of equal ones the first.

use super::atom::{Atom, Figure};
use super::meaning::{Day, Meaning, Parsed, Point};
use crate::lang::en::times::{Phrase, PhraseKind, Role, TimeWords};

/// The atoms of a sentence, as the grammar looks at them.
pub(super) struct Reader<'a> {
    pub atoms: &'a [Atom<'a>],
    pub words: &'a TimeWords,
    /// Whether the first of two numbers in `4/7` is the month.
    pub month_first: bool,
    /// The year that figures of two digits are near to.
    pub near: i32,
}

impl Reader<'_> {
    /// All expressions, in order.
    pub fn read(&self) -> Vec<Parsed> {
        let mut found: Vec<Parsed> = Vec::new();
        let mut at = 0;
        while at < self.atoms.len() {
            let parsed = self.may_begin(at).then(|| self.expression(at)).flatten();
            match parsed.filter(|parsed| parsed.end > at && self.is_time(parsed)) {
                Some(parsed) => {
                    at = parsed.end;
                    let sibling = self.sibling(&parsed);
                    found.push(self.trimmed(parsed));
                    if let Some(sibling) = sibling {
                        at = sibling.end;
                        found.push(sibling);
                    }
                }
                None => at += 1,
            }
        }
        share_years(&mut found, |at, next| self.links(at, next));
        share_days(&mut found, |at, next| self.text(at) == "(" && next == at + 1);
        share_late_day(&mut found, |at, next| self.is_loose(at, next));
        found
    }

    /// Whether only "and", "or", "to" or a dash stands between the end of one expression and the start of the next.
    fn links(&self, end: usize, start: usize) -> bool {
        let word = self.is_any(end, &[Role::And, Role::Or, Role::To]) || matches!(self.text(end), "–" | "-" | "—");
        start == end && self.joined(start) || start == end + 1 && word
    }

    /// Whether only brackets, "local time" and "on" stand between two expressions.
    fn is_loose(&self, end: usize, start: usize) -> bool {
        let loose = |at: usize| self.is(at, Role::On) || matches!(self.text(at), "(" | ")" | "," | "local" | "time");
        end < start && start <= end + 5 && (end..start).all(loose)
    }

    /// The second day of "April 24 and 25", "May 5–7".
    fn sibling(&self, parsed: &Parsed) -> Option<Parsed> {
        let Meaning::Point(Point {
            day: Some(Day::Calendar { year, month: Some(month), day: Some(day), .. }),
            clock: None,
            ..
        }) = &parsed.meaning
        else {
            return None;
        };
        let at = parsed.end;
        let joined = self.joined(at) && self.figure(at) != Figure::No;
        let next = if joined { at } else { at + 1 };
        let linked = joined || self.is_any(at, &[Role::And, Role::Or, Role::To]) || matches!(self.text(at), "–" | "-");
        let (other, end) = self.day_number(next).filter(|(other, _)| linked && other > day)?;
        let free = self.atoms.get(end).is_none_or(|next| next.unit().is_none() && self.month(end).is_none());
        let bare = !matches!(self.figure(at - 1), Figure::Whole(_, 3..)) && self.figure(next) != Figure::No;
        let other = Day::Calendar { year: *year, month: Some(*month), day: Some(other), weekday: None };
        (free && bare).then(|| Parsed::new(next, end, Meaning::Point(Point::on(other))))
    }

    /// Without the article or possessive that belongs to a noun behind it: "the third-quarter loss", "its 1990 budget".
    fn trimmed(&self, parsed: Parsed) -> Parsed {
        let (start, last) = (parsed.start, parsed.end - 1);
        let decade = matches!(self.figure(last), Figure::Decade(_)) || self.is(last, Role::Cardinal);
        let hyphened = self.atoms[last].hyphen && last > start && !self.is(last, Role::Period) && !decade;
        let ago = self.is_any(last, &[Role::Ago, Role::Earlier]);
        let counted = self.is_number_word(start) && !ago;
        let article = self.is_any(start, &[Role::The, Role::Determiner]) && hyphened && !counted;
        if (article || self.is(start, Role::Possessive)) && start < last {
            Parsed { start: start + 1, ..parsed }
        } else {
            parsed
        }
    }

    /// Whether the article counts: "a hundred-day".
    fn is_number_word(&self, at: usize) -> bool {
        !self.is(at, Role::The) && self.atoms.get(at + 1).is_some_and(|next| next.unit().is_some())
    }

    /// Whether an expression could begin here: a figure, or a word with a role.
    fn may_begin(&self, at: usize) -> bool {
        let atom = &self.atoms[at];
        atom.figure != Figure::No || !atom.readings.is_empty()
    }

    fn expression(&self, at: usize) -> Option<Parsed> {
        let rules =
            [Self::limited, Self::set, Self::edged, Self::in_future, Self::length, Self::point, Self::reference];
        let mut best: Option<Parsed> = None;
        for rule in rules {
            if let Some(parsed) = rule(self, at)
                && best.as_ref().is_none_or(|best| parsed.end > best.end)
            {
                best = Some(parsed);
            }
        }
        best
    }

    /// Whether atom `at` can be `role`.
    pub fn is(&self, at: usize, role: Role) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.is(role))
    }

    /// Whether atom `at` can be one of `roles`.
    pub fn is_any(&self, at: usize, roles: &[Role]) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.is_any(roles))
    }

    /// The number of atom `at` as `role`.
    pub fn value(&self, at: usize, role: Role) -> Option<i16> {
        self.atoms.get(at)?.value(role)
    }

    /// One past atom `at` where it can be `role`, else `at`.
    pub fn skip(&self, at: usize, role: Role) -> usize {
        at + usize::from(self.is(at, role))
    }

    /// One past atom `at` where it is `mark`, else `at`.
    pub fn skip_mark(&self, at: usize, mark: &str) -> usize {
        at + usize::from(self.text(at) == mark)
    }

    /// The characters of atom `at`; empty beyond the end.
    pub fn text(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |atom| atom.text)
    }

    /// What atom `at` is as figures.
    pub fn figure(&self, at: usize) -> Figure {
        self.atoms.get(at).map_or(Figure::No, |atom| atom.figure)
    }

    /// Whether atom `at` hangs on the one before without a space.
    pub fn joined(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.joined)
    }

    /// The longest set phrase that begins at `at` and is accepted, with its end.
    pub fn phrase<T>(&self, at: usize, accept: impl Fn(&PhraseKind) -> Option<T>) -> Option<(T, usize)> {
        let atom = self.atoms.get(at)?;
        if !atom.is(Role::Phrase) && atom.figure == Figure::No {
            return None;
        }
        let first = lower(atom.text);
        self.words.phrases(&first).iter().find_map(|phrase| {
            let found = accept(&phrase.kind)?;
            Some((found, self.phrase_end(at, phrase)?))
        })
    }

    fn phrase_end(&self, at: usize, phrase: &Phrase) -> Option<usize> {
        let mut end = at;
        for word in &phrase.words {
            if end > at && self.atoms.get(end)?.hyphen {
                return None;
            }
            let mut left = *word;
            // A phrase's word may be several atoms: `year's`, `9/11`, `d-day`.
            while !left.is_empty() {
                let atom = self.atoms.get(end)?;
                left = left.trim_start_matches('-');
                left = left.strip_prefix(lower(atom.text).as_str())?;
                end += 1;
            }
        }
        Some(end)
    }
}

/// Lower case, with straight apostrophes.
pub(super) fn lower(text: &str) -> String {
    text.chars().map(|c| if c == '’' { '\'' } else { c.to_ascii_lowercase() }).collect()
}

/// Gives a date without a year that of the one it is linked to: "from May 15 to August 16, 1988", "spring and summer 1979".
fn share_years(found: &mut [Parsed], linked: impl Fn(usize, usize) -> bool) {
    for index in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(index);
        let (Some(one), Some(next)) = (before.last_mut(), after.first()) else { continue };
        if !linked(one.end, next.start) {
            continue;
        }
        share_day(&mut one.meaning, &next.meaning);
        let Some(shared) = told_year(&next.meaning) else { continue };
        if let Meaning::Point(Point { day: Some(Day::Calendar { year, .. } | Day::Season(_, year, None)), .. }) =
            &mut one.meaning
        {
            *year = year.or(Some(shared));
        }
    }
}

/// Gives an hour without a day that of the hour it is linked to: "between 5 and 7 p.m. on Friday".
fn share_day(one: &mut Meaning, next: &Meaning) {
    if let (Meaning::Point(one), Meaning::Point(next)) = (one, next)
        && one.clock.is_some()
        && next.clock.is_some()
        && one.day.is_none()
    {
        one.day.clone_from(&next.day);
    }
}

/// Gives an hour in brackets the day of the hour before it: "10:35 a.m. on Friday (0735 GMT)".
fn share_days(found: &mut [Parsed], in_brackets: impl Fn(usize, usize) -> bool) {
    for index in 1..found.len() {
        let (before, after) = found.split_at_mut(index);
        if let (Some(one), Some(next)) = (before.last(), after.first_mut())
            && in_brackets(one.end, next.start)
        {
            share_day(&mut next.meaning, &one.meaning);
        }
    }
}

/// Gives hours the day that follows them: "4 a.m. local time (0200 GMT) on Wednesday".
fn share_late_day(found: &mut [Parsed], loose: impl Fn(usize, usize) -> bool) {
    for index in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(index);
        if let (Some(one), Some(next)) = (before.last_mut(), after.first())
            && loose(one.end, next.start)
            && let (Meaning::Point(one), Meaning::Point(next)) = (&mut one.meaning, &next.meaning)
            && one.clock.is_some()
            && one.day.is_none()
            && super::limits::fine(next)
        {
            one.day.clone_from(&next.day);
        }
    }
}

/// The year of a date or season that tells it.
fn told_year(meaning: &Meaning) -> Option<i32> {
    match meaning {
        Meaning::Point(Point {
            day: Some(Day::Calendar { year, month: Some(_), .. } | Day::Season(_, year, None)),
            ..
        }) => *year,
        _ => None,
    }
}
