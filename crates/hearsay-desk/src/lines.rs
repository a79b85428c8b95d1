//! Statements and documents as lines of a list.

use hearsay::record::{Act, Mode, word};
use hearsay_store::{DocumentRow, StatementRow};

use crate::links;

/// A statement in a list.
pub(crate) struct Line {
    pub address: String,
    /// Who, as shown; empty where nobody is named.
    pub who: String,
    /// The page of who said it, where the name is known.
    pub person: Option<String>,
    pub cue: String,
    pub content: String,
    /// Form and whatever is out of the ordinary.
    pub marks: String,
    pub hands: String,
    pub title: String,
    pub outlet: String,
    pub published: String,
    /// How sure, in whole percent.
    pub sure: u8,
    /// The least sure of its parts, in whole percent.
    pub least: u8,
    pub reviewed: bool,
}

impl Line {
    pub fn new(row: &StatementRow) -> Self {
        let source = row.source.as_deref().map(|source| source.trim_end_matches(',').to_owned());
        Self {
            address: links::statement(&row.document, &row.id),
            who: row.speaker.clone().or(source).unwrap_or_default(),
            person: row.speaker.as_deref().map(links::person),
            cue: row.cue.clone().unwrap_or_default(),
            content: row.content.clone(),
            marks: marks(row),
            hands: hands(row.hands),
            title: title(row.title.as_deref(), &row.document),
            outlet: row.outlet.clone().unwrap_or_default(),
            published: day(row.published.as_deref()),
            sure: percent(row.confidence),
            least: percent(row.doubt),
            reviewed: row.reviewed,
        }
    }
}

fn marks(row: &StatementRow) -> String {
    let mut marks = vec![word(row.form)];
    if row.mode != Mode::Speech {
        marks.push(word(row.mode));
    }
    if !matches!(row.act, Act::Say | Act::Other) {
        marks.push(word(row.act));
    }
    if row.negated {
        marks.push("negated".to_owned());
    }
    if !row.audience.is_empty() {
        marks.push(format!("to {}", row.audience.join(" and ")));
    }
    marks.join(" · ")
}

/// The headline; of a text without one enough of its id to tell it from others.
pub(crate) fn title(title: Option<&str>, id: &str) -> String {
    let digits = || id.trim_start_matches("sha256:").chars().take(8).collect::<String>();
    title.map_or_else(|| format!("Untitled ({})", digits()), ToOwned::to_owned)
}

/// `2 hands`; empty where it passed none.
pub(crate) fn hands(hands: u32) -> String {
    match hands {
        0 => String::new(),
        1 => "1 hand".to_owned(),
        hands => format!("{hands} hands"),
    }
}

/// A document in a list.
pub(crate) struct DocumentLine {
    pub address: String,
    pub title: String,
    pub outlet: String,
    pub published: String,
    pub kind: String,
    pub statements: String,
    pub superseded: bool,
    pub added: String,
}

impl DocumentLine {
    pub fn new(row: &DocumentRow) -> Self {
        Self {
            address: links::document(&row.id),
            title: title(row.title.as_deref(), &row.id),
            outlet: row.outlet.clone().unwrap_or_default(),
            published: day(row.published.as_deref()),
            kind: word(row.kind),
            statements: many(row.statements, "statement"),
            superseded: row.superseded,
            added: moment(&row.added),
        }
    }
}

/// `1 statement`, `12 statements`.
pub(crate) fn many(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{} {what}s", grouped(count)) }
}

/// `1,234,567`
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The day of a date or date-time.
pub(crate) fn day(published: Option<&str>) -> String {
    published.unwrap_or_default().chars().take(10).collect()
}

/// `2026-05-04 13:20` of `2026-05-04T13:20:11Z`.
pub(crate) fn moment(at: &str) -> String {
    at.chars().take(16).collect::<String>().replace('T', " ")
}

/// A probability in whole percent.
pub(crate) fn percent(probability: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 100")]
    {
        (probability.clamp(0.0, 1.0) * 100.0).round() as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(many(1, "statement"), "1 statement");
        assert_eq!(percent(0.426), 43);
    }
}
