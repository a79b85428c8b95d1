//! Is this the same name? Titles, initials, short forms, spellings and scripts vary; the bearer does not.
//!
//! A name is taken apart (`parse`, `organisation`, `ship`), its words are held against each other by their letters
//! (`letters`, `transducer`: which chunks of letters stand for which, learned for each script) and by tables of short forms
//! (`nicknames`); what speaks for and against is weighed as learned (`features`). [`same_in_story`] says what a
//! story may do with it.

mod endings;
mod features;
mod fold;
pub mod letters;
mod nicknames;
mod organisation;
mod parse;
mod person;
mod ship;
mod story;
pub mod transducer;
mod word;

pub use features::{FEATURES, Features, names as feature_names};
pub(crate) use fold::{distance as letters_apart, plain as without_accent};
use organisation::Organisation;
use parse::Person;
pub use parse::is_placeholder;
pub use story::{InStory, Support, same_in_story};

/// How alike two names are.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// 0 to 1: that the two name the same.
    pub probability: f64,
    /// What speaks for it and against it.
    pub reasons: Vec<Reason>,
}

/// Something that speaks for two names being one, or against.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// In words.
    pub words: String,
    /// Log-odds: above 0 it speaks for, below against.
    pub weight: f64,
}

/// What a probability comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 0.8 or more.
    Same,
    /// Between.
    Unsure,
    /// 0.2 or less.
    Different,
}

impl Comparison {
    fn weighed(probability: f64, reasons: Vec<Reason>) -> Self {
        Self { probability, reasons }
    }

    fn plain(probability: f64, words: &str) -> Self {
        let weight = (probability / (1.0 - probability).max(1e-9)).ln();
        Self::weighed(probability, vec![Reason { words: words.to_owned(), weight }])
    }

    /// What the probability comes to.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.probability {
            same if same >= 0.8 => Verdict::Same,
            different if different <= 0.2 => Verdict::Different,
            _ => Verdict::Unsure,
        }
    }
}

/// A name ready to be compared with many.
#[derive(Clone, Debug)]
pub struct Name {
    text: String,
    folded: String,
    persons: Vec<Person>,
    organisation: Organisation,
    office: bool,
    ship: bool,
    placeholder: bool,
}

impl Name {
    /// Takes a name apart, roles in parentheses included.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            folded: fold::fold(text),
            persons: parse::readings(text),
            organisation: Organisation::parse(text),
            office: parse::opens_with_office(text),
            ship: ship::parse(text).is_some(),
            placeholder: is_placeholder(text),
            text: text.to_owned(),
        }
    }

    /// Compares two names; the best of the readings counts.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Comparison {
        if self.text == other.text || (self.folded == other.folded && !self.folded.is_empty()) {
            return Comparison::plain(1.0, "the same words");
        }
        if self.placeholder || other.placeholder {
            return Comparison::plain(0.5, "a placeholder, not a name");
        }
        if self.ship || other.ship {
            let ship = ship::compare(&self.text, &other.text);
            return ship.unwrap_or_else(|| Comparison::plain(0.5, "no name to compare"));
        }
        if (self.organisation.marked && !self.office) || (other.organisation.marked && !other.office) {
            return organisation::compare(&self.organisation, &other.organisation);
        }
        // Which is asked about which makes no difference: the learned costs run one way, so the order is fixed.
        let (first, second) = if other.text < self.text { (other, self) } else { (self, other) };
        let best = first.persons(second).max_by(|a, b| a.log_odds().total_cmp(&b.log_odds()));
        best.map_or_else(|| Comparison::plain(0.5, "no name to compare"), Features::into_comparison)
    }

    /// The numbers by which two names of persons are weighed, for each pair of readings.
    pub fn persons<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Features> + 'a {
        self.persons.iter().flat_map(|a| other.persons.iter().map(|b| person::compare(a, b)))
    }
}

/// Compares two names as texts and transcripts give them, roles in parentheses included; the best of the readings counts.
///
/// A placeholder (`SPEAKER_01`, `Q`) names nobody: its probability is 0.5 against anything but itself.
#[must_use]
pub fn compare(a: &str, b: &str) -> Comparison {
    Name::new(a).compare(&Name::new(b))
}

#[cfg(test)]
mod tests;
