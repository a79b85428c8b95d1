//! What two names are weighed by: a number for each thing that speaks for or against, times what was learned of it.

use std::sync::LazyLock;

use super::letters::Script;
use super::word::{SURE, Word};
use super::{Comparison, Reason};

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident $key:literal $words:literal,)*) => {
        /// What may speak for or against.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Feature { $($(#[$doc])* $name,)* }

        /// Names of the features in the weights file, with the words of their reasons.
        const WORDS: [(&str, &str); FEATURES] = [$(($key, $words),)*];

        /// How many there are.
        pub const FEATURES: usize = [$($key),*].len();
    };
}

features! {
    /// Always 1.
    Always "always" "",
    /// Log-odds of the family names' spellings, in ninths.
    Family "family" "spellings of one family name",
    /// The same, where they speak against.
    OtherFamily "other-family" "different family names",
    /// Equal letters.
    SameFamily "same-family" "the same family name",
    /// Letters of the shorter family name, from none (0) to twelve (1).
    Length "length" "",
    /// Length, where the letters are equal.
    SameLength "same-length" "",
    /// The family names' log-odds again, where given names are compared too: for, and against.
    FamilyOfNamed "family-of-named" "",
    /// Against.
    OtherFamilyOfNamed "other-family-of-named" "",
    /// One family name is in Cyrillic letters, the other not; and so on.
    Cyrillic "cyrillic" "",
    /// Arabic.
    Arabic "arabic" "",
    /// Hebrew.
    Hebrew "hebrew" "",
    /// Chinese.
    Chinese "chinese" "",
    /// Kana.
    Kana "kana" "",
    /// Hangul.
    Hangul "hangul" "",
    /// Equal first given names.
    SameGiven "same-given" "the same given name",
    /// Short for the other (1), or both short for one (0.5).
    Nickname "nickname" "a short form of the given name",
    /// One begins the other.
    Begins "begins" "one given name begins the other",
    /// One name in two languages.
    Equivalent "equivalent" "one given name in two languages",
    /// Log-odds of the given names' spellings, in ninths, where they speak for.
    GivenSpelling "given-spelling" "spellings of one given name",
    /// An initial agrees.
    Initial "initial" "an initial agrees",
    /// How much the given names speak against.
    OtherGiven "other-given" "different given names",
    /// Known by the middle name.
    ByMiddle "by-middle" "goes by a middle name",
    /// Only one has given names.
    OneGiven "one-given" "one has only the family name",
    /// Neither has.
    NoGiven "no-given" "single words",
    /// Middle names agree.
    SameMiddle "same-middle" "middle names agree",
    /// They do not.
    OtherMiddle "other-middle" "different middle names",
    /// Only one has a middle name.
    OneMiddle "one-middle" "only one has a middle name",
    /// Jr. and Jr.
    SameSuffix "same-suffix" "the same generational suffix",
    /// Jr. and Sr.
    OtherSuffix "other-suffix" "different generational suffixes",
    /// Only one has a suffix.
    OneSuffix "one-suffix" "only one has a generational suffix",
    /// Mr. and Ms.
    OtherCourtesy "other-courtesy" "a man's and a woman's title",
    /// Family name first.
    Turned "turned" "the family name stands first in one",
    /// Half of a double family name.
    PartOfDouble "part-of-double" "part of a double family name",
    /// One is only a given name, and the other has it.
    OnlyGiven "only-given" "one is only a given name, and the other has it",
    /// All words as one.
    Together "together" "the words compared as one",
}

/// The learned weights, in the order of the features.
static WEIGHTS: LazyLock<[f32; FEATURES]> = LazyLock::new(|| parse(include_str!("weights/persons.tsv")));

/// Reads `feature TAB hundredths` lines; a feature that is not named weighs nothing.
fn parse(text: &str) -> [f32; FEATURES] {
    let mut weights = [0.0; FEATURES];
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((name, hundredths)) = line.split_once('\t') else { continue };
        let place = WORDS.iter().position(|(key, _)| *key == name);
        if let (Some(place), Ok(hundredths)) = (place, hundredths.parse::<f32>()) {
            weights[place] = hundredths / 100.0;
        }
    }
    weights
}

/// The names of the features, as the weights file has them.
pub fn names() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(key, _)| *key)
}

/// The numbers of one comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Features {
    values: [f32; FEATURES],
    told: Vec<(Feature, String)>,
}

impl Default for Features {
    fn default() -> Self {
        let mut values = [0.0; FEATURES];
        values[Feature::Always as usize] = 1.0;
        Self { values, told: Vec::new() }
    }
}

impl Features {
    /// The numbers, in the order of [`names`].
    #[must_use]
    pub fn values(&self) -> &[f32; FEATURES] {
        &self.values
    }

    pub(super) fn set(&mut self, feature: Feature, value: f32) {
        self.values[feature as usize] = value;
    }

    /// Sets a feature and says it in words of its own.
    pub(super) fn tell(&mut self, feature: Feature, value: f32, words: impl FnOnce() -> String) {
        self.set(feature, value);
        self.told.push((feature, words()));
    }

    pub(super) fn family(&mut self, score: f32, same: bool, a: &Word, b: &Word) {
        let length = a.letters.as_slice().len().min(b.letters.as_slice().len());
        let length = length.min(12) as f32 / 12.0;
        self.set(Feature::Length, length);
        if same {
            self.set(Feature::SameFamily, 1.0);
            self.set(Feature::SameLength, length);
            return;
        }
        let feature = if score > 0.0 { Feature::Family } else { Feature::OtherFamily };
        let words = if score > 0.0 { "spellings of one family name" } else { "different family names" };
        self.tell(feature, score.abs() / SURE, || format!("{words}: {}, {}", a.text, b.text));
        if let Some(script) = script_of(a.script(), b.script()) {
            self.set(script, 1.0);
        }
    }

    /// Says that given names are compared too: the same likeness of family names then tells another thing.
    pub(super) fn named(&mut self) {
        self.set(Feature::FamilyOfNamed, self.values[Feature::Family as usize]);
        self.set(Feature::OtherFamilyOfNamed, self.values[Feature::OtherFamily as usize]);
    }

    /// Log-odds of the family names, as far as they were compared.
    pub(super) fn family_score(&self) -> f32 {
        let value = |feature: Feature| self.values[feature as usize] * SURE;
        value(Feature::Family) + value(Feature::SameFamily) - value(Feature::OtherFamily)
    }

    /// All that speaks for one person, less all that speaks against.
    pub(super) fn log_odds(&self) -> f32 {
        self.values.iter().zip(WEIGHTS.iter()).map(|(value, weight)| value * weight).sum()
    }

    pub(super) fn into_comparison(self) -> Comparison {
        let probability = 1.0 / (1.0 + f64::from(-self.log_odds()).exp());
        let mut told = self.told;
        let mut reasons = Vec::new();
        for (place, (value, weight)) in self.values.iter().zip(WEIGHTS.iter()).enumerate() {
            let own = told.iter().position(|(feature, _)| *feature as usize == place);
            let words = own.map_or_else(|| WORDS[place].1.to_owned(), |at| told.swap_remove(at).1);
            if *value != 0.0 && !words.is_empty() {
                reasons.push(Reason { words, weight: f64::from(value * weight) });
            }
        }
        Comparison::weighed(probability, reasons)
    }
}

/// The feature of two scripts.
fn script_of(a: Script, b: Script) -> Option<Feature> {
    match if a == Script::Latin { b } else { a } {
        _ if a == b => None,
        Script::Cyrillic => Some(Feature::Cyrillic),
        Script::Arabic => Some(Feature::Arabic),
        Script::Hebrew => Some(Feature::Hebrew),
        Script::Chinese => Some(Feature::Chinese),
        Script::Kana => Some(Feature::Kana),
        Script::Hangul => Some(Feature::Hangul),
        Script::Latin => None,
    }
}
