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

    /// The counts of a measure and kind (empty: of all kinds): of all, and where the statements are given.
    pub fn of(&self, measure: Measure, kind: &str) -> [Count; 2] {
        self.rows.get(&(measure, kind.to_owned())).copied().unwrap_or_default()
    }
}

/// The counts of a part under either pairing of statements.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// With [`super::score::Pairing::Relaxed`].
    pub relaxed: Tally,
    /// With [`super::score::Pairing::Touching`].
    pub touching: Tally,
}

impl Table {
    /// Adds the counts of other stories.
    pub fn add(&mut self, other: &Self) {
        self.relaxed.add(&other.relaxed);
        self.touching.add(&other.touching);
    }

    /// The table under `title`: gold, found, right, precision, recall, F1; right and F1 where statements need only touch; and the
    /// former over the statements alone that touch one of the other side.
    pub fn report(&self, title: &str) -> String {
        let Count { gold, found, right } = self.relaxed.statements;
        let (texts, touching) = (self.relaxed.stories, self.touching.statements.right);
        let mut out = format!(
            "{title}: {texts} texts, {gold} gold statements, {found} found, {right} in both, {touching} touch\n"
        );
        let heads = " gold found right      P      R     F1";
        let _ = writeln!(out, "{:<22}{heads} | touching F1 | given{heads}", "");
        for ((measure, kind), [all, _]) in &self.relaxed.rows {
            let [touching, given] = self.touching.of(*measure, kind);
            let name = if kind.is_empty() { measure.name().to_owned() } else { format!("  {kind}") };
            let f1 = crate::attributions::f1(touching.right, touching.found, touching.gold);
            let _ = writeln!(
                out,
                "{name:<22}{} | {:>4}{f1:>7.1} |      {}",
                all.columns(),
                touching.right,
                given.columns()
            );
        }
        out
    }
}
