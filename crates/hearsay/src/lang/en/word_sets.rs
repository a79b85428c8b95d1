//! Named sets of words in a data file: a section begins with its name in brackets, `#` begins a remark.

use std::collections::{BTreeMap, BTreeSet};

/// The sets of one file.
#[derive(Clone, Debug)]
pub struct WordSets(BTreeMap<&'static str, BTreeSet<&'static str>>);

impl WordSets {
    /// Parses the files, one after the other.
    #[must_use]
    pub fn parse(files: &[&'static str]) -> Self {
        let mut sets: BTreeMap<&'static str, BTreeSet<&'static str>> = BTreeMap::new();
        let mut current = "";
        for line in files.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(name) => current = name,
                None => sets.entry(current).or_default().extend(line.split_whitespace()),
            }
        }
        Self(sets)
    }

    /// Whether `word`, lower case, stands in the set of that name.
    #[must_use]
    pub fn has(&self, set: &str, word: &str) -> bool {
        self.0.get(set).is_some_and(|words| words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_known_by_its_name() {
        let sets = WordSets::parse(&["# why\n[one]\na b\n\n[two]\nc\n", "[one]\nd"]);
        assert!(sets.has("one", "a") && sets.has("one", "d") && sets.has("two", "c"));
        assert!(!sets.has("two", "a") && !sets.has("three", "a") && !sets.has("one", "why"));
    }
}
