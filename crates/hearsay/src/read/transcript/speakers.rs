//! Names for labels such as `SPEAKER_01`: a layer over a transcript, never written into it.

use std::collections::BTreeMap;

use crate::read::ReadError;
use crate::text::Label;

/// Which name stands for which label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakerTable(BTreeMap<String, String>);

impl SpeakerTable {
    /// Reads a table: one `LABEL = NAME` (or label, tab, name) a line; empty lines and lines that begin with `#` are
    /// passed over.
    ///
    /// # Errors
    /// Where a line has no label, no name, or a label that already has another name.
    pub fn parse(text: &str) -> Result<Self, ReadError> {
        let mut table = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let place = (index + 1).to_string();
            let (label, name) = line
                .split_once('\t')
                .or_else(|| line.split_once('='))
                .map(|(label, name)| (label.trim(), name.trim()))
                .filter(|(label, name)| !label.is_empty() && !name.is_empty())
                .ok_or_else(|| ReadError::at(place.clone(), "not a speaker: write LABEL = NAME"))?;
            match table.insert(label.to_owned(), name.to_owned()) {
                Some(other) if other != name => {
                    return Err(ReadError::at(place, format!("{label} is already {other}: give each label one name")));
                }
                _ => {}
            }
        }
        Ok(Self(table))
    }

    /// The name that the table has for a label.
    #[must_use]
    pub fn get(&self, label: &str) -> Option<&str> {
        self.0.get(label).map(String::as_str)
    }

    /// The name to use for `label`: the table's, else the label's own.
    #[must_use]
    pub fn name<'a>(&'a self, label: &'a Label) -> &'a str {
        self.get(&label.name).unwrap_or(&label.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_names_labels_and_leaves_others() {
        let table =
            SpeakerTable::parse("# the call of May\nSPEAKER_00 = Ida Brandt\n\nSPEAKER_01\tOle Krog\n").unwrap();
        let label = |name: &str| Label { name: name.into(), role: None, span: None };
        assert_eq!(table.name(&label("SPEAKER_01")), "Ole Krog");
        assert_eq!(table.name(&label("SPEAKER_02")), "SPEAKER_02");
    }

    #[test]
    fn a_bad_line_is_named() {
        assert_eq!(SpeakerTable::parse("A = B\nC").unwrap_err().to_string(), "2: not a speaker: write LABEL = NAME");
        assert_eq!(
            SpeakerTable::parse("A = B\nA = C").unwrap_err().to_string(),
            "2: A is already B: give each label one name"
        );
    }
}
