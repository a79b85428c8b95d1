//! Words for occasions of saying and for what carries a saying on, read from `hands.txt`.

use std::collections::BTreeMap;

use crate::record::{OccasionKind, ViaKind};

const WORDS: &str = include_str!("hands.txt");

/// The words, by the list that they stand in.
#[derive(Clone, Debug)]
pub struct HandWords {
    lists: BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>,
}

impl Default for HandWords {
    fn default() -> Self {
        Self::new()
    }
}

impl HandWords {
    /// Parses the lists.
    #[must_use]
    pub fn new() -> Self {
        let (mut lists, mut list): (BTreeMap<_, BTreeMap<_, _>>, _) = (BTreeMap::new(), "");
        for line in WORDS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                list = name;
            } else if let Some((value, words)) = line.split_once(": ") {
                let entries = words.split_whitespace().map(|word| (word, value));
                lists.entry(list).or_default().extend(entries);
            }
        }
        Self { lists }
    }

    /// The occasion that `word`, lower case, names in `list`.
    pub(crate) fn occasion(&self, list: &str, word: &str) -> Option<OccasionKind> {
        Some(match *self.lists.get(list)?.get(word)? {
            "call" => OccasionKind::Call,
            "meeting" => OccasionKind::Meeting,
            "interview" => OccasionKind::Interview,
            "press-conference" => OccasionKind::PressConference,
            "speech" => OccasionKind::Speech,
            "post" => OccasionKind::Post,
            "letter" => OccasionKind::Letter,
            "testimony" => OccasionKind::Testimony,
            _ => OccasionKind::Other,
        })
    }

    /// The kind of carrier that `word`, lower case, names in `list`.
    pub(crate) fn carrier(&self, list: &str, word: &str) -> Option<ViaKind> {
        Some(match *self.lists.get(list)?.get(word)? {
            "recording" => ViaKind::Recording,
            "transcript" => ViaKind::Transcript,
            "document" => ViaKind::Document,
            "spokesperson" => ViaKind::Spokesperson,
            "leak" => ViaKind::Leak,
            "outlet" => ViaKind::Outlet,
            _ => ViaKind::Unknown,
        })
    }

    /// Whether `word`, lower case, stands in `list`.
    pub(crate) fn has(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|words| words.contains_key(word))
    }
}
