//! Time expressions, as TIMEX3 has them (ISO-TimeML).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Pinned;

/// A time expression with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// `t1`, `t2`, … in order of the text.
    pub id: String,
    /// The words and where they stand.
    #[serde(flatten)]
    pub pinned: Pinned,
    /// Date, time, duration or set.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3's value: `2025-W49`, `PT2H30M`, `P1D`; null where it counts from a date that is not known.
    pub value: Option<String>,
    /// TIMEX3's modifier: START, MID, END, APPROX, …
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// What a relative time counts from: `published` or the id of a time.
    pub anchor: Option<String>,
    /// What a duration begins at: `published` or the id of a time.
    pub begin: Option<String>,
    /// What a duration ends at: `published` or the id of a time.
    pub end: Option<String>,
    /// TIMEX3's quant of a set.
    pub quant: Option<String>,
    /// TIMEX3's freq of a set.
    pub freq: Option<String>,
}

/// TIMEX3's types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "each name is its own meaning")]
pub enum TimeType {
    Date,
    Time,
    Duration,
    Set,
}
