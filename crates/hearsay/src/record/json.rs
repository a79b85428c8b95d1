//! The record as JSON: the format itself; all others are views of it.

use super::Record;

/// One object, indented, with a line break at its end.
///
/// # Errors
/// Never for a record made by [`Record::build`]; the serialiser's error otherwise.
pub fn pretty(record: &Record) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(record).map(|text| text + "\n")
}

/// One object on one line, with a line break at its end.
///
/// # Errors
/// Never for a record made by [`Record::build`]; the serialiser's error otherwise.
pub fn line(record: &Record) -> Result<String, serde_json::Error> {
    serde_json::to_string(record).map(|text| text + "\n")
}
