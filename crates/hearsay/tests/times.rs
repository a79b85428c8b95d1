//! Whatever the text, times stand inside it, in order, without overlap, with values of TIMEX3's form; and where they count
//! from another time, from one before them.

use hearsay::analyze::structure;
use hearsay::lang::en::times::TimeWords;
use hearsay::layers::times::{Anchor, Time, times};
use hearsay::read::{self, ReadOptions};
use hearsay::text::{Document, Metadata};
use proptest::prelude::*;

fn read(text: &str, published: Option<&str>) -> (Document, Vec<Time>) {
    let metadata = Metadata { published: published.map(str::to_owned), ..Metadata::default() };
    let document = Document::from_text(text).with_metadata(metadata);
    let (tokens, sentences, _) = structure(&document);
    let found = times(&document, &tokens, &sentences, &TimeWords::new());
    (document, found)
}

fn is_value(value: &str) -> bool {
    let known = |c: char| c.is_ascii_digit() || "XPTBCWQHSUFAINOEDYM_REVL-:.+Z".contains(c);
    !value.is_empty() && value.chars().all(known)
}

fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "the",
        "last",
        "next",
        "two",
        "three",
        "weeks",
        "ago",
        "May",
        "March",
        "4",
        "31",
        "1999",
        "2025",
        "Friday",
        ",",
        "before",
        "after",
        "a",
        "year",
        "of",
        "quarter",
        "third",
        "5",
        "p.m.",
        "EST",
        "early",
        "mid-",
        "1990s",
        "the end of",
        "every",
        "’98",
        "10:75",
        "0",
        "99999999999999",
        "half",
        "and",
        "Easter",
        "of February",
        "-",
        "–",
        "century",
        "BC",
        "й",
        "second",
        "to",
        ".",
    ]);
    prop::collection::vec(words, 0..24).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn times_stand_in_the_text(text in prop_oneof![pieces(), "\\PC{0,80}"], published in prop::option::of("[0-9]{4}-0[1-9]-[0-2][0-9]")) {
        let (document, found) = read(&text, published.as_deref());
        let mut end = 0;
        for (index, time) in found.iter().enumerate() {
            prop_assert!(time.span.start() >= end && time.span.end() <= text.len() && !time.span.is_empty());
            prop_assert!(!document.slice(time.span).is_empty());
            end = time.span.end();
            if let Some(value) = &time.value {
                prop_assert!(is_value(value), "{value}");
            }
            if let Some(Anchor::Time(before)) = time.anchor {
                prop_assert!(before < index);
            }
        }
    }

    #[test]
    fn a_day_written_out_is_that_day(year in 1900_i16..2050, month in 1_i8..=12, day in 1_i8..=28) {
        let names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        let name = names[usize::try_from(month - 1).unwrap()];
        let expected = format!("{year:04}-{month:02}-{day:02}");
        for text in [format!("It fell on {name} {day}, {year}."), format!("It fell on {day} {name} {year}."), format!("It fell on {expected}.")] {
            let (_, found) = read(&text, None);
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!(found[0].value.as_deref(), Some(expected.as_str()));
        }
    }

    #[test]
    fn days_ago_are_counted_back(day in 1_i8..=28, month in 1_i8..=12, count in 2_u32..400) {
        let published = jiff::civil::date(2025, month, day);
        let (_, found) = read(&format!("It fell {count} days ago."), Some(&published.to_string()));
        let expected = published.checked_sub(jiff::Span::new().days(i64::from(count))).unwrap();
        prop_assert_eq!(found[0].value.clone(), Some(expected.to_string()));
    }
}

/// The last time of a transcript with this line above its turns.
fn last_of_transcript(heading: &str, published: Option<&str>) -> (usize, Time) {
    let turns = "LAM: Good morning to you.\n\nDUARTE: Good morning. Is it paid?\n\nLAM: It was paid yesterday.\n";
    let document = read::read(format!("{heading}\n\n{turns}").as_bytes(), &ReadOptions::default())
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(document.turns().len(), 3, "{heading}");
    let metadata = Metadata { published: published.map(str::to_owned), ..document.metadata().clone() };
    let document = document.with_metadata(metadata);
    let (tokens, sentences, _) = structure(&document);
    let mut found = times(&document, &tokens, &sentences, &TimeWords::new());
    (found.len(), found.pop().unwrap_or_else(|| panic!("no time is found")))
}

#[test]
fn a_transcript_counts_from_the_day_of_the_call() {
    let (count, yesterday) = last_of_transcript("Transcript of a call on October 14, 2025", Some("2025-11-26"));
    assert_eq!((yesterday.value.as_deref(), yesterday.anchor), (Some("2025-10-13"), Some(Anchor::Time(0))));
    assert_eq!(count, 2);
    let (_, yesterday) = last_of_transcript("Transcript of a call", Some("2025-10-14"));
    assert_eq!((yesterday.value.as_deref(), yesterday.anchor), (Some("2025-10-13"), Some(Anchor::Published)));
    let (_, yesterday) = last_of_transcript("Transcript of a call", None);
    assert_eq!((yesterday.value, yesterday.anchor), (None, None));
}
