//! Anchors: found where there is no doubt, and nowhere else.

use super::anchor::{Quote, locate};

fn quote(text: &str, exact: &str) -> Quote {
    let start = text.find(exact).map(|at| text[..at].chars().count()).unwrap();
    let end = start + exact.chars().count();
    let letters: Vec<char> = text.chars().collect();
    Quote {
        exact: exact.to_owned(),
        prefix: letters[start.saturating_sub(8)..start].iter().collect(),
        suffix: letters[end..(end + 8).min(letters.len())].iter().collect(),
        start,
        end,
    }
}

fn place(text: &str, quote: &Quote) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    locate(&letters, quote).map(|[start, end]| letters[start..end].iter().collect())
}

#[test]
fn words_are_found_where_they_stood_or_between_the_same_words() {
    let text = "Ida Brandt said “no” and Ole Krog said “no” again.";
    let second = quote("x Ole Krog said “no” again.", "“no”");
    assert_eq!(place(text, &quote(text, "“no”")).as_deref(), Some("“no”"));
    assert_eq!(
        place(&format!("Corrected. {text}"), &quote(text, "Ida Brandt")),
        None,
        "it had nothing before it, now it has"
    );
    let moved = format!("Corrected. {text}");
    let letters: Vec<char> = moved.chars().collect();
    let there = locate(&letters, &second).map(|[start, _]| start);
    assert_eq!(there, moved.rfind("“no”").map(|at| moved[..at].chars().count()), "the second, not the first");
}

#[test]
fn a_lookalike_is_not_taken() {
    let text = "Ida Brandt said “no” on Monday.";
    let quoted = quote(text, "“no”");
    assert_eq!(place("Ole Krog answered “no” on Tuesday evening.", &quoted), None);
    assert_eq!(
        place("Well. Ida Brandt said “no” on Monday. Ida Brandt said “no” on Monday.", &quoted),
        None,
        "two of them"
    );
    assert_eq!(place("", &quoted), None);
}
