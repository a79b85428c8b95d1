//! What was just done, told on the page that follows, with the way back.

use hearsay_store::{AuditRow, Store};

use crate::failure::Failure;

/// A change that was just made.
pub(crate) struct Notice {
    pub words: String,
    /// What undoes it.
    pub undo: i64,
}

impl Notice {
    /// Of the change with this number in the log, where the address holds one.
    pub fn of(store: &Store, number: Option<i64>) -> Result<Option<Self>, Failure> {
        let Some(number) = number else { return Ok(None) };
        Ok(store.change(number)?.map(|change| Self { words: told(&change), undo: number }))
    }
}

/// A change in words.
pub(crate) fn told(change: &AuditRow) -> String {
    let detail = &change.detail["change"];
    let statement = detail["statement"].as_str().or(detail["entity"].as_str()).unwrap_or_default();
    let which = if statement.is_empty() { String::new() } else { format!(" {statement}") };
    match change.what.as_str() {
        "accept" => format!("Accepted{which}"),
        "reject" => format!("Rejected{which}"),
        "speaker" => match detail["name"].as_str() {
            Some(name) => format!("{which} was said by {name}").trim().to_owned(),
            None => format!("{which} was said by nobody who is named").trim().to_owned(),
        },
        "spans" => format!("Moved the {} of{which}", part(detail["part"].as_str().unwrap_or("place"))),
        "rename" => format!("Named{which} {}", detail["name"].as_str().unwrap_or_default()),
        "merge" => format!("Made one person of {}", both(&change.detail)),
        "split" => format!("Made two persons of {}", change.detail["name"].as_str().unwrap_or("one")),
        "never merge" => format!("Decided that {} are two", both(&change.detail)),
        "rename person" => match change.detail["after"].as_str() {
            Some(name) => format!("Renamed a person {name}"),
            None => "Gave a person its own name back".to_owned(),
        },
        "settle" => format!("Tied a correction to{which}"),
        "undo" => "Undone".to_owned(),
        "redo" => "Made again".to_owned(),
        other => format!("{other}{which}"),
    }
}

/// The names of the two persons of a decision.
fn both(detail: &serde_json::Value) -> String {
    let name = |at: usize| detail["names"][at].as_str().unwrap_or("somebody").to_owned();
    format!("{} and {}", name(0), name(1))
}

fn part(part: &str) -> &str {
    match part {
        "content" => "words",
        other => other,
    }
}
