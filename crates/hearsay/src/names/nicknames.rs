//! Short forms of given names, and given names that are one name in several languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// For each name, the lines of the tables that it stands in.
type Table = BTreeMap<&'static str, Vec<u32>>;

/// Full name, tab, short forms; the first table is the project's own, the second derived (see its head).
static NICKNAMES: LazyLock<(Table, Vec<&'static str>)> = LazyLock::new(|| {
    let files = [include_str!("../lang/en/names/nicknames.tsv"), include_str!("../lang/en/names/nicknames-more.tsv")];
    let (mut table, mut full_names) = (Table::new(), Vec::new());
    for line in files.into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#')) {
        let Some((full, short)) = line.split_once('\t') else { continue };
        let number = u32::try_from(full_names.len()).unwrap_or(u32::MAX);
        full_names.push(full);
        short.split(' ').chain([full]).for_each(|name| table.entry(name).or_default().push(number));
    }
    (table, full_names)
});

/// One given name in several languages: a line each.
static EQUIVALENTS: LazyLock<(Table, Vec<Vec<&'static str>>)> = LazyLock::new(|| {
    let (mut table, mut lines) = (Table::new(), Vec::new());
    for line in include_str!("../lang/en/names/equivalents.txt").lines().filter(|line| !line.starts_with('#')) {
        let number = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let names: Vec<&str> = line.split(' ').collect();
        names.iter().for_each(|name| table.entry(name).or_default().push(number));
        lines.push(names);
    }
    (table, lines)
});

/// How two given names, in plain lower-case letters, are tied by the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    /// One is short for the other.
    ShortFor,
    /// Both are short for one name.
    ShortForOne,
    /// The same name in two languages.
    Equivalent,
}

/// The strongest tie of two names.
pub(super) fn tie(a: &str, b: &str) -> Option<Tie> {
    let (table, full_names) = &*NICKNAMES;
    let shared = |table: &'static Table| -> Option<Vec<u32>> {
        let (a, b) = (table.get(a)?, table.get(b)?);
        Some(a.iter().filter(|line| b.contains(line)).copied().collect())
    };
    let lines = shared(table).unwrap_or_default();
    if lines.iter().any(|line| [a, b].contains(&full_names[*line as usize])) {
        return Some(Tie::ShortFor);
    }
    if shared(&EQUIVALENTS.0).is_some_and(|lines| !lines.is_empty()) {
        return Some(Tie::Equivalent);
    }
    (!lines.is_empty()).then_some(Tie::ShortForOne)
}

/// Names that a given name may stand for: its full names, its short forms, its equivalents in other languages.
pub(super) fn relatives(name: &str) -> impl Iterator<Item = &'static str> {
    let equivalents = EQUIVALENTS.0.get(name).into_iter().flatten().flat_map(|line| &EQUIVALENTS.1[*line as usize]);
    let full = NICKNAMES.0.get(name).into_iter().flatten().map(|line| &NICKNAMES.1[*line as usize]);
    equivalents.chain(full).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_and_equivalents_are_tied() {
        assert_eq!(tie("bill", "william"), Some(Tie::ShortFor));
        assert_eq!(tie("robert", "bob"), Some(Tie::ShortFor));
        assert_eq!(tie("bram", "abe"), Some(Tie::ShortForOne));
        assert_eq!(tie("volodymyr", "vladimir"), Some(Tie::Equivalent));
        assert_eq!(tie("robert", "susan"), None);
        assert_eq!(tie("", "susan"), None);
    }

    #[test]
    fn relatives_of_a_short_form_are_its_full_names() {
        assert!(relatives("bill").any(|name| name == "william"));
        assert!(relatives("kate").any(|name| name == "katherine"));
    }
}
