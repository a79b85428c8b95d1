//! Counts by measure and kind, and the table that they are printed in.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What is measured, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// The occasion of a statement.
    Occasion,
    /// Each station of each statement, in any order.
    Station,
    /// The number of hands of a statement that passed any.
    Hands,
    /// Occasions and stations in one count.
    OccasionAndHands,
    /// Statements that have either: the occasion right and every station, in order.
    Whole,
    /// The language a statement was said in.
    Language,
    /// Disputes.
    Dispute,
}

impl Measure {
    /// What errors call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Occasion => "occasion",
            Self::Station => "via (stations)",
            Self::Hands => "hands (how many)",
            Self::OccasionAndHands => "occasion and hands",
            Self::Whole => "the whole way right",
            Self::Language => "quoted language",
            Self::Dispute => "disputes",
        }
    }
}

/// What there is to find, what was found, what of it is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// In the gold.
    pub gold: usize,
    /// In the engine's record.
    pub found: usize,
    /// In both.
    pub right: usize,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
    }

    fn columns(self) -> String {
        let percent = |of: usize| if of == 0 { 0.0 } else { 100.0 * self.right as f64 / of as f64 };
        let f1 = crate::attributions::f1(self.right, self.found, self.gold);
        format!(
            "{:>5}{:>6}{:>6}{:>7.1}{:>7.1}{:>7.1}",
            self.gold,
            self.found,
            self.right,
            percent(self.found),
            percent(self.gold),
            f1
        )
    }
}

/// Counts over any number of stories: over all statements, and over those alone that gold and engine both have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Stories.
    pub stories: usize,
    /// Statements.
    pub statements: Count,
    rows: BTreeMap<(Measure, String), [Count; 2]>,
}

impl Tally {
    /// Counts one thing, under its kind and under the whole; `given` says that it hangs on statements that both sides have.
    pub fn count(&mut self, measure: Measure, kind: &str, count: Count, given: bool) {
        let kinds = if kind.is_empty() { vec![""] } else { vec!["", kind] };
        for kind in kinds {
            let row = self.rows.entry((measure, kind.to_owned())).or_default();
            row[0].add(count);
            if given {
                row[1].add(count);
            }
        }
    }

    /// Adds the counts of other stories.
    pub fn add(&mut self, other: &Self) {
        self.stories += other.stories;
        self.statements.add(other.statements);
        for (key, [all, given]) in &other.rows {
            let row = self.rows.entry(key.clone()).or_default();
            row[0].add(*all);
            row[1].add(*given);
        }
    }

    /// The counts of a measure: of all, and where the statements are given.
    #[cfg(test)]
    pub fn of(&self, measure: Measure) -> [Count; 2] {
        self.rows.get(&(measure, String::new())).copied().unwrap_or_default()
    }

    /// The table under `title`; columns are gold, found, right, precision, recall, F1, twice.
    pub fn report(&self, title: &str) -> String {
        let Count { gold, found, right } = self.statements;
        let mut out =
            format!("{title}: {} texts, {gold} gold statements, {found} found, {right} in both\n", self.stories);
        let heads = " gold found right      P      R     F1";
        let _ = writeln!(out, "{:<22}{heads}  | given{heads}", "");
        for ((measure, kind), [all, given]) in &self.rows {
            let name = if kind.is_empty() { measure.name().to_owned() } else { format!("  {kind}") };
            let _ = writeln!(out, "{name:<22}{}  |      {}", all.columns(), given.columns());
        }
        out
    }
}
