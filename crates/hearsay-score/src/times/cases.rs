//! The cases of Recognizers-Text: an input, the day it is read on, and what is expected of it. A case counts where its type
//! is a date, date-time, time, duration or set and its expected value is one (no "either past or future").

use std::path::Path;

use hearsay::analyze::structure;
use hearsay::lang::en::times::TimeWords;
use hearsay::layers::times::times;
use serde_json::Value;

use super::value::length;
use super::{document, files, is_chosen};

/// One expected time of one input.
struct Case {
    file: String,
    input: String,
    reference: Option<String>,
    words: String,
    kind: String,
    timex: String,
    value: String,
}

/// Prints how many cases are right.
pub fn score(folder: &Path, words: &TimeWords, errors: bool) -> Result<String, String> {
    let (mut right, mut coarse, mut count, mut out) = ([0; 2], [0; 2], [0; 2], String::new());
    for case in cases(folder)? {
        let part = usize::from(is_chosen(&case.input));
        count[part] += 1;
        let found = found(&case, words);
        if found.iter().any(|(text, value)| overlaps(text, &case.words) && is_right(&case, value)) {
            right[part] += 1;
        } else if found.iter().any(|(text, value)| overlaps(text, &case.words) && holds(value, &case.value)) {
            coarse[part] += 1;
        } else if errors && part == 0 {
            out.push_str(&format!(
                "{}: {:?} @{} wants {:?} {} {} {}; found {found:?}\n",
                case.file,
                case.input,
                case.reference.as_deref().unwrap_or("-"),
                case.words,
                case.kind,
                case.timex,
                case.value
            ));
        }
    }
    let percent = |right: u32, part: usize| 100.0 * f64::from(right) / f64::from(count[part]).max(1.0);
    for (part, name) in [(0, "to learn from:"), (1, "to choose on: ")] {
        let with_coarse = percent(right[part] + coarse[part], part);
        out.push_str(&format!(
            "Recognizers-Text, {name} {:.1} % of {} cases ({with_coarse:.1} % with the week, month or year that holds the day: two months ago)\n",
            percent(right[part], part),
            count[part]
        ));
    }
    Ok(out)
}

fn found(case: &Case, words: &TimeWords) -> Vec<(String, String)> {
    let reference = case.reference.as_deref().and_then(|time| time.get(..19));
    let document = document(&case.input, reference);
    let (tokens, sentences, _) = structure(&document);
    let found = times(&document, &tokens, &sentences, words);
    found.iter().map(|time| (document.slice(time.span).to_owned(), time.value.clone().unwrap_or_default())).collect()
}

/// Whether one holds the other, but for case.
fn overlaps(found: &str, expected: &str) -> bool {
    let (found, expected) = (found.to_lowercase(), expected.to_lowercase());
    found.contains(&expected) || expected.contains(&found)
}

/// Whether `found` is the week, month or year that the day `expected` lies in: TIMEX3 is as coarse as the unit counted in.
fn holds(found: &str, expected: &str) -> bool {
    let week = |date: &str| date.parse::<jiff::civil::Date>().ok().map(|date| date.iso_week_date());
    let in_week = week(expected).is_some_and(|week| found == format!("{:04}-W{:02}", week.year(), week.week()));
    in_week || matches!(found.len(), 4 | 7) && expected.len() == 10 && expected.starts_with(found)
}

fn is_right(case: &Case, found: &str) -> bool {
    if found == case.timex {
        return true;
    }
    match case.kind.as_str() {
        "date" => found == case.value,
        "datetime" => minutes(found).is_some_and(|found| minutes(&case.value.replace(' ', "T")) == Some(found)),
        "time" => found.split_once('T').and_then(|(_, clock)| seconds(clock)) == seconds(&case.value),
        "duration" => length(found).is_some_and(|found| length(&case.timex) == Some(found)),
        _ => is_same_set(found, &case.timex),
    }
}

/// `XXXX-XX-XXT09:00` is `T09`, `P3M` is `P1Q`.
fn is_same_set(found: &str, timex: &str) -> bool {
    let even = |value: &str| value.replace("XXXX-XX-XX", "").trim_end_matches(":00").to_owned();
    even(found) == even(timex) || length(found).is_some_and(|found| length(timex) == Some(found))
}

/// Day and seconds of a date-time.
fn minutes(value: &str) -> Option<(String, u32)> {
    let (day, clock) = value.split_once('T')?;
    Some((day.to_owned(), seconds(clock)?))
}

/// `19:56:30`, `19:56`, `19`; a zone is left out.
fn seconds(clock: &str) -> Option<u32> {
    let clock = clock.trim_end_matches('Z').split(['+', '-']).next()?;
    let mut parts = clock.split(':').map(|part| part.parse::<u32>());
    let mut next = || parts.next().map_or(Some(0), Result::ok);
    Some(next()? * 3600 + next()? * 60 + next()?)
}

fn cases(folder: &Path) -> Result<Vec<Case>, String> {
    let mut out = Vec::new();
    for path in files(folder, "json")? {
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let file = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let specs: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| format!("{}: {error}", path.display()))?;
        for spec in &specs {
            let reference = spec["Context"]["ReferenceDateTime"].as_str();
            for result in spec["Results"].as_array().into_iter().flatten() {
                out.extend(case(&file, spec, reference, result));
            }
        }
    }
    Ok(out)
}

/// The case of one result, if it counts.
fn case(file: &str, spec: &Value, reference: Option<&str>, result: &Value) -> Option<Case> {
    let kind = result["TypeName"].as_str().or_else(|| result["Type"].as_str())?.trim_start_matches("datetimeV2.");
    if !matches!(kind, "date" | "datetime" | "time" | "duration" | "set") {
        return None;
    }
    let (timex, value) = resolution(result)?;
    Some(Case {
        file: file.to_owned(),
        input: spec["Input"].as_str()?.to_owned(),
        reference: reference.map(str::to_owned),
        words: result["Text"].as_str()?.to_owned(),
        kind: kind.to_owned(),
        timex,
        value,
    })
}

/// TIMEX and value, where there is one and it is a whole one.
fn resolution(result: &Value) -> Option<(String, String)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if let Some([only]) = result["Resolution"]["values"].as_array().map(Vec::as_slice) {
        let same = only["type"].as_str().is_some_and(|kind| !kind.ends_with("range"));
        return same.then(|| Some((text(&only["timex"])?, text(&only["value"])?))).flatten();
    }
    let value = &result["Value"];
    let (future, past) = (value["FutureResolution"].as_object()?, value["PastResolution"].as_object()?);
    let single = future == past && future.len() == 1;
    single.then(|| Some((text(&value["Timex"])?, future.values().next().and_then(text)?))).flatten()
}
