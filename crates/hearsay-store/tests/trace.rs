//! Tracing: the same words in other documents, whole, cut and worn, and who had them from whom.

#![allow(clippy::expect_used, reason = "these are tests")]

mod common;

use common::{SAID, Said, Scratch, Story};
use hearsay::record::{Form, Piece, Words};
use hearsay_store::{StatementRow, Store, Trace};
use proptest::prelude::*;

const WHOLE: &str =
    "We will not rebuild the harbour wall until the council pays for the cracked ramp and the two boats that sank";

fn add(store: &mut Store, outlet: &str, date: &str, to: Option<&str>, what: &str) -> StatementRow {
    let said = Said { who: "Mirek Dvořák", cue: "told", to: to.or(Some("reporters")), what, ..SAID };
    let story = Story::new(&format!("{outlet} {date}"), outlet, date).said(said);
    let document = store.put(&story.at(&format!("/{outlet}{date}"))).expect("put").document;
    store.statements_of(&document).expect("read").remove(0)
}

fn outlets(trace: &Trace) -> Vec<&str> {
    trace.steps.iter().map(|step| step.statement.outlet.as_deref().unwrap_or_default()).collect()
}

#[test]
fn a_quotation_is_followed_from_outlet_to_outlet() {
    let mut scratch = Scratch::new();
    add(&mut scratch.store, "Quay", "2026-03-04", Some("Harbour Post"), "the council pays for the cracked ramp");
    let first = add(&mut scratch.store, "Harbour Post", "2026-03-02", None, WHOLE);
    add(
        &mut scratch.store,
        "Tide",
        "2026-03-06",
        None,
        "the council must pay for the broken ramp and the two boats that sank",
    );
    add(
        &mut scratch.store,
        "Other",
        "2026-03-03",
        None,
        "The ferry firm will hear the council on Monday about the wall of the old mill",
    );
    let trace = scratch.store.trace(WHOLE, 10).expect("read");
    assert_eq!(outlets(&trace), ["Harbour Post", "Quay", "Tide"]);
    let [post, quay, tide] = trace.steps.as_slice() else { panic!("three steps") };
    assert_eq!((post.from, quay.from, tide.from), (None, Some(0), Some(0)));
    assert_eq!(quay.taken.as_ref().map(|taken| taken.name.as_str()), Some("Harbour Post"));
    assert!(matches!(quay.words, Some(Words::Verbatim | Words::CutShort)), "{quay:?}");
    assert_eq!(tide.words, Some(Words::Altered));
    let changed = |piece: &Piece| matches!(piece, Piece::Changed { transcript, article, .. } if transcript.contains("cracked") && article.contains("broken"));
    assert!(tide.changes.iter().any(changed), "{:?}", tide.changes);
    let asked = scratch.store.trace_statement(first.number, 10).expect("read").expect("there");
    assert_eq!(outlets(&asked), ["Harbour Post", "Quay", "Tide"]);
}

#[test]
fn short_quotations_are_found_in_the_long_speech() {
    let mut scratch = Scratch::new();
    let speech =
        format!("The winter was long and the crews are tired. {WHOLE}. That is all I have to say to the mayor today.");
    add(&mut scratch.store, "Harbour Post", "2026-03-02", None, &speech);
    for worn in [
        "the council pays for the cracked ramp",
        "pays for the [broken] ramp and the two boats",
        "not rebuild the harbour wall … until the council pays",
        "the crews are tired",
    ] {
        assert_eq!(outlets(&scratch.store.trace(worn, 10).expect("read")), ["Harbour Post"], "{worn}");
    }
    for other in ["the mayor paid for two new boats", "a harbour wall was built", "", "the and of"] {
        assert!(scratch.store.trace(other, 10).expect("read").steps.is_empty(), "{other}");
    }
}

#[test]
fn what_was_replaced_by_a_newer_version_is_no_step() {
    let mut scratch = Scratch::new();
    let version = |what: &str| {
        Story::new("Ramp", "Post", "2026-03-02").said(Said { who: "Ida Brandt", what, ..SAID }).at("/ramp")
    };
    scratch.store.put(&version(WHOLE)).expect("put");
    scratch.store.put(&version(&format!("{WHOLE} in May"))).expect("put");
    let trace = scratch.store.trace(WHOLE, 10).expect("read");
    assert_eq!(trace.steps.len(), 1);
    assert!(trace.steps[0].statement.content.contains("in May"));
}

#[test]
fn a_forgotten_statement_is_not_found() {
    let mut scratch = Scratch::new();
    let row = add(&mut scratch.store, "Post", "2026-03-02", None, WHOLE);
    scratch.store.forget(&[row.document], "ida").expect("forgotten");
    assert!(scratch.store.trace(WHOLE, 10).expect("read").steps.is_empty());
    assert!(scratch.store.trace_statement(row.number, 10).expect("read").is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.min(40), ..ProptestConfig::default() })]

    #[test]
    fn a_text_finds_itself(words in proptest::collection::vec("[a-z]{4,9}", 5..30), other in proptest::collection::vec("[a-z]{4,9}", 5..30)) {
        let mut scratch = Scratch::new();
        let said = |words: &[String]| Said { who: "Ida Brandt", what: Box::leak(words.join(" ").into_boxed_str()), form: Form::Indirect, ..SAID };
        let story = Story::new("One", "Post", "2026-03-02").said(said(&words)).at("/one");
        scratch.store.put(&story).expect("put");
        scratch.store.put(&Story::new("Two", "Quay", "2026-03-03").said(said(&other)).at("/two")).expect("put");
        let trace = scratch.store.trace(&words.join(" "), 10).expect("read");
        prop_assert!(trace.steps.iter().any(|step| step.statement.outlet.as_deref() == Some("Post")));
        prop_assert_eq!(trace.steps.iter().filter(|step| step.likeness > 1.0).count(), 0);
    }
}
