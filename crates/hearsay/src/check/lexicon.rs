//! What the checker knows of English: contractions, fillers, and the words that weigh.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::lang::en::MONTHS;

/// Classes that a word belongs to, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u16);

impl Class {
    pub(super) const FILLER: Self = Self(1);
    pub(super) const ARTICLE: Self = Self(2);
    pub(super) const FUNCTION: Self = Self(4);
    pub(super) const NEGATION: Self = Self(8);
    pub(super) const MODAL: Self = Self(16);
    pub(super) const PRONOUN: Self = Self(32);
    pub(super) const CONDITION: Self = Self(64);
    pub(super) const HEDGE: Self = Self(128);
    pub(super) const NUMBER: Self = Self(256);

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

static CLASSES: LazyLock<BTreeMap<&'static str, Class>> = LazyLock::new(|| {
    let mut classes: BTreeMap<&'static str, Class> = BTreeMap::new();
    for (name, words) in rows(include_str!("../lang/en/check/classes.tsv")) {
        let class = match name {
            "filler" => Class::FILLER,
            "article" => Class::ARTICLE,
            "function" => Class::FUNCTION,
            "negation" => Class::NEGATION,
            "modal" => Class::MODAL,
            "pronoun" => Class::PRONOUN,
            "condition" => Class::CONDITION,
            _ => Class::HEDGE,
        };
        for word in words.split(' ') {
            let entry = classes.entry(word).or_default();
            *entry = entry.with(class);
        }
    }
    classes
});

static CONTRACTIONS: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    rows(include_str!("../lang/en/check/contractions.tsv"))
        .map(|(form, words)| (form, words.split(' ').collect()))
        .collect()
});

static NONSPEECH: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    include_str!("../lang/en/check/nonspeech.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// The rows of a two-column table; lines that begin with `#` are comments.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// The classes of a normalised word.
pub(super) fn class(word: &str) -> Class {
    if word.starts_with('#') {
        return Class::NUMBER;
    }
    CLASSES.get(word).copied().unwrap_or_default()
}

/// The classes of a word as it is written: "May" inside a sentence is the month.
pub(super) fn class_as_written(form: &str, capital: bool) -> Class {
    if capital && is_month(form) { Class::default() } else { class(form) }
}

/// Whether a word marks a parenthesis as no speech ("laughs").
pub(super) fn is_nonspeech(word: &str) -> bool {
    NONSPEECH.contains(word)
}

type Pairs = BTreeSet<(&'static str, &'static str)>;

static NEVER_TOGETHER: LazyLock<Pairs> = LazyLock::new(|| pairs(include_str!("../lang/en/check/never-together.tsv")));

static EDITORS: LazyLock<Pairs> = LazyLock::new(|| pairs(include_str!("../lang/en/check/editors.tsv")));

fn pairs(table: &'static str) -> Pairs {
    rows(table).flat_map(|(first, seconds)| seconds.split(' ').map(move |second| (first, second))).collect()
}

static RANKS: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| rows(include_str!("../lang/en/check/ranks.tsv")).collect());

/// A rank or office written out; any other word as it is. Lower case, without a stop.
pub(super) fn rank(word: &str) -> &str {
    RANKS.get(word).copied().unwrap_or(word)
}

/// Whether editors put one of two words for the other, though they sound alike.
pub(super) fn are_edited(a: &str, b: &str) -> bool {
    EDITORS.contains(&(a, b)) || EDITORS.contains(&(b, a))
}

/// Whether two words hardly ever follow each other in speech.
pub(super) fn are_never_together(first: &str, second: &str) -> bool {
    NEVER_TOGETHER.contains(&(first, second))
}

/// Whether a form names a month.
pub(super) fn is_month(form: &str) -> bool {
    MONTHS.contains(&form)
}

/// The words that a lower-case form stands for, where it stands for several or for another.
pub(super) fn expand(form: &str) -> Option<Vec<&str>> {
    if let Some(words) = CONTRACTIONS.get(form) {
        return Some(words.clone());
    }
    let (stem, tail) = form.split_at(form.find('\'')?);
    if let Some(verb) = form.strip_suffix("n't").filter(|verb| !verb.is_empty()) {
        return (verb != "ai").then(|| vec![verb, "not"]);
    }
    if stem.is_empty() {
        return None;
    }
    match tail {
        "'s" => Some(vec![stem, "'s"]),
        "'d" => Some(vec![stem, "'d"]),
        "'ll" => Some(vec![stem, "will"]),
        "'re" => Some(vec![stem, "are"]),
        "'ve" => Some(vec![stem, "have"]),
        "'m" => Some(vec![stem, "am"]),
        "'" => Some(vec![stem]),
        _ => None,
    }
}

/// Whether two normalised words may stand for each other: an open contraction and what it can mean.
pub(super) fn stands_for(a: &str, b: &str) -> bool {
    let open = |short: &str, long: &str| match short {
        "'s" => matches!(long, "is" | "has" | "us" | "does"),
        "'d" => matches!(long, "had" | "would" | "did"),
        _ => false,
    };
    open(a, b) || open(b, a)
}
