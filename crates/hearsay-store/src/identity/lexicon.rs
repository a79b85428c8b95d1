//! The English words of identity, out of `lang/en`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use hearsay::names::letters::Letters;

type Words = LazyLock<BTreeSet<&'static str>>;

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#'))
}

fn words(file: &'static str) -> BTreeSet<&'static str> {
    lines(file).flat_map(str::split_whitespace).collect()
}

static PLAIN: Words = LazyLock::new(|| words(include_str!("../lang/en/plain_words.txt")));
static GENERIC: Words = LazyLock::new(|| words(include_str!("../lang/en/generic_organisations.txt")));
static NAMESAKES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../lang/en/namesakes.txt")).collect());

/// Each word of a position with its field.
static FIELDS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = lines(include_str!("../lang/en/roles.tsv")).filter_map(|line| line.split_once('\t'));
    rows.flat_map(|(field, words)| words.split(' ').map(move |word| (word, field))).collect()
});

/// Family names, and given names, that many bear.
static COMMON: LazyLock<[BTreeSet<&'static str>; 2]> = LazyLock::new(|| {
    let (family, given) = include_str!("../lang/en/common_names.txt").split_once("# given").unwrap_or_default();
    [words(family), words(given)]
});

/// Whether many bear the family name (the last word), and the given name (the first).
pub(super) fn common(name: &str) -> [bool; 2] {
    let words: Vec<String> = name.split_whitespace().map(plain).collect();
    let has = |at: usize, word: Option<&String>| word.is_some_and(|word| COMMON[at].contains(word.as_str()));
    [has(0, words.last()), words.len() > 1 && has(1, words.first())]
}

/// Whether a word of a sentence tells something of what it is about.
pub(super) fn tells(word: &str) -> bool {
    word.chars().count() > 3 && !PLAIN.contains(word)
}

/// Whether every word of an organisation's name is borne by many.
pub(super) fn is_generic(name: &str) -> bool {
    name.split_whitespace().all(|word| GENERIC.contains(plain(word).as_str()))
}

/// The field of life that a word of a position belongs to.
pub(super) fn field(word: &str) -> Option<&'static str> {
    FIELDS.get(word).copied()
}

/// Whether words beside a name, in small letters, say that there is another of the name.
pub(super) fn tells_of_namesake(beside: &str) -> bool {
    let padded = format!(" {beside} ");
    NAMESAKES.iter().any(|words| padded.contains(&format!(" {words} ")))
}

/// A word in plain Latin small letters.
pub(super) fn plain(word: &str) -> String {
    Letters::plain(word).as_slice().iter().collect()
}

/// A name in plain Latin small letters, its words parted by one space.
pub(super) fn folded(name: &str) -> String {
    name.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
