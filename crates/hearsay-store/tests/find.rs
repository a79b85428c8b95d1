//! What is found, in what order, and what is not.

#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod common;

use common::{SAID, Said, Scratch, Story, ferry};
use hearsay::record::{Form, Mode, ViaKind};
use hearsay_store::{Query, Store};

fn query(text: &str) -> Query {
    Query::parse(text).unwrap_or_else(|error| panic!("{error}\n{}", error.pointed(text)))
}

/// What is said in the statements that a query finds.
fn found(store: &Store, text: &str) -> Vec<String> {
    let page = store.find(&query(text), None, 100).expect("read");
    page.rows.into_iter().map(|row| row.content.trim_matches(['“', '”']).to_owned()).collect()
}

/// Five stories by four outlets.
fn harbour() -> Scratch {
    let mut scratch = Scratch::new();
    let said = |who, what| Said { who, what, ..SAID };
    let entries = [
        ferry().at("/1"),
        Story::new("Envoy heard in leaked call", "BBC News", "2025-11-26")
            .said(Said {
                to: Some("Yuri Ushakov"),
                via: &[ViaKind::Recording],
                ..said("Steve Witkoff", "We need a peace plan of twenty points")
            })
            .said(Said {
                to: Some("Steve Witkoff"),
                via: &[ViaKind::Recording],
                ..said("Yuri Ushakov", "The peace plan can wait")
            })
            .at("/2"),
        Story::new("Посланник", "Вести", "2025-11-27")
            .said(Said { form: Form::Indirect, ..said("Уиткофф", "that the points are many") })
            .said(said("Юрий Ушаков", "Пусть ждут"))
            .at("/3"),
        Story::new("Old papers", "The Quay", "")
            .said(said("Vitkov", "Points of order"))
            .said(said("Susan Hale", "Peace at last"))
            .at("/4"),
        Story::new("Peace in the harbour", "BBC Sport", "2025-10-02")
            .said(said("Robert Hale", "The planners were warned"))
            .said(Said {
                who: "Robert Hale",
                cue: "hopes",
                what: "for peace",
                form: Form::Indirect,
                mode: Mode::Attitude,
                ..SAID
            })
            .at("/5"),
    ];
    scratch.store.put_all(&entries).expect("put");
    scratch
}

#[test]
fn words_phrases_and_beginnings_are_found_newest_first() {
    let store = harbour().store;
    assert_eq!(
        found(&store, "points"),
        ["that the points are many", "We need a peace plan of twenty points", "Points of order"]
    );
    assert_eq!(found(&store, "\"peace plan\""), ["We need a peace plan of twenty points", "The peace plan can wait"]);
    assert_eq!(
        found(&store, "about:plan*"),
        ["We need a peace plan of twenty points", "The peace plan can wait", "The planners were warned"]
    );
    assert_eq!(found(&store, "peace -plan"), ["Peace at last"]);
    assert_eq!(
        found(&store, "cracked OR warned"),
        ["The ramp was cracked in May", "that its managers had been warned", "The planners were warned"]
    );
    assert_eq!(found(&store, "in:harbour"), ["The planners were warned"], "in the headline");
    assert_eq!(found(&store, "ПУСТЬ"), ["Пусть ждут"]);
    assert_eq!(found(&store, "dvorak"), ["The ramp was cracked in May"]);
    assert_eq!(found(&store, "xyzzy"), [""; 0]);
}

#[test]
fn a_name_is_found_in_any_spelling_and_script() {
    let store = harbour().store;
    let ushakov = ["Пусть ждут", "The peace plan can wait"];
    for name in ["ushakov", "Ушаков", "Oushakov", "\"Yuri Ushakov\"", "\"Юрий Ушаков\""] {
        assert_eq!(found(&store, &format!("who:{name}")), ushakov, "{name}");
    }
    let witkoff = ["that the points are many", "We need a peace plan of twenty points", "Points of order"];
    assert_eq!(found(&store, "who:witkoff"), witkoff);
    assert_eq!(found(&store, "who:Уиткофф"), witkoff[..2], "Vitkov is one step further than names tell");
    assert_eq!(found(&store, "to:Ушаков"), ["We need a peace plan of twenty points"]);
    assert_eq!(found(&store, "who:hale since:2025"), ["The planners were warned"]);
    assert_eq!(found(&store, "who:\"Susan Hale\""), ["Peace at last"], "not Robert");
    assert_eq!(found(&store, "who:nobody"), [""; 0]);
}

#[test]
fn fields_ask_for_what_the_record_tells() {
    let store = harbour().store;
    assert_eq!(
        found(&store, "outlet:bbc"),
        ["We need a peace plan of twenty points", "The peace plan can wait", "The planners were warned"]
    );
    assert_eq!(found(&store, "outlet:\"bbc sport\""), ["The planners were warned"]);
    assert_eq!(found(&store, "hands:>1"), ["The ramp was cracked in May"]);
    assert_eq!(found(&store, "hands:1 who:witkoff"), ["We need a peace plan of twenty points"]);
    assert_eq!(found(&store, "via:transcript"), ["The ramp was cracked in May"]);
    assert_eq!(found(&store, "act:deny form:indirect"), ["that its managers had been warned"]);
    assert_eq!(found(&store, "since:2025-10 until:2025-10"), ["The planners were warned"]);
    assert_eq!(found(&store, "until:2025-11-26 form:direct").len(), 3);
    assert_eq!(found(&store, "kind:transcript"), [""; 0]);
    assert_eq!(found(&store, "").len(), 9, "all but the attitudes");
}

#[test]
fn attitudes_are_shown_only_when_asked_for() {
    let store = harbour().store;
    assert_eq!(found(&store, "mode:attitude"), ["that the ramp will fall", "for peace"]);
    assert_eq!(found(&store, "who:\"Robert Hale\""), ["The planners were warned"]);
    let all = store.find(&query("who:\"Robert Hale\"").with_attitudes(), None, 9).expect("read");
    assert_eq!(all.rows.len(), 2);
}

#[test]
fn pages_join_without_gap_or_overlap() {
    let store = harbour().store;
    let whole = found(&store, "");
    let (mut joined, mut after) = (Vec::new(), None);
    loop {
        let page = store.find(&query(""), after, 2).expect("read");
        joined.extend(page.rows.into_iter().map(|row| row.content.trim_matches(['“', '”']).to_owned()));
        after = page.next.map(|next| next.to_string().parse().expect("a cursor survives an address"));
        if after.is_none() {
            break;
        }
    }
    assert_eq!(joined, whole);
}

#[test]
fn counts_and_facets_tell_what_there_is() {
    let store = harbour().store;
    let count = store.count(&query(""), 100).expect("read");
    assert_eq!((count.number, count.more), (9, false));
    let count = store.count(&query(""), 4).expect("read");
    assert_eq!((count.number, count.more), (4, true));
    let facets = store.facets(&query("peace"), 100).expect("read");
    let pair = |name: &str, count| (name.to_owned(), count);
    assert_eq!(facets.outlets, [pair("BBC News", 2), pair("The Quay", 1)]);
    assert_eq!(facets.months, [pair("2025-11", 2)]);
    assert_eq!(facets.forms, [pair("direct", 3)]);
    assert_eq!(facets.counted.map(|count| count.number), Some(3));
}

#[test]
fn a_sample_is_the_same_for_the_same_seed() {
    let store = harbour().store;
    let draw = |seed| {
        let rows = store.sample(&query(""), 4, seed).expect("read");
        rows.into_iter().map(|row| row.number).collect::<Vec<_>>()
    };
    assert_eq!(draw(1), draw(1));
    assert_eq!(draw(1).len(), 4);
    assert!(draw(1).is_sorted());
    assert!((2..9).any(|seed| draw(seed) != draw(1)));
    assert_eq!(store.sample(&query("xyzzy"), 4, 1).expect("read"), []);
}

#[test]
fn older_versions_are_found_only_where_asked_for() {
    let mut scratch = Scratch::new();
    scratch.store.put(&ferry().at("/a")).expect("put");
    scratch.store.put(&ferry().text("Corrected on Tuesday.").at("/a")).expect("put");
    assert_eq!(found(&scratch.store, "cracked").len(), 1);
    assert_eq!(found(&scratch.store, "cracked versions:all").len(), 2);
    assert_eq!(found(&scratch.store, "cracked versions:old").len(), 1);
    scratch.store.put(&ferry().at("/b")).expect("put");
    assert_eq!(found(&scratch.store, "cracked").len(), 2, "the first text stands at another place again");
    assert_eq!(found(&scratch.store, "cracked versions:old"), [""; 0]);
}

#[test]
fn a_document_can_be_asked_for() {
    let scratch = harbour();
    let id = scratch.store.documents(None, 1).expect("read").rows[0].id.clone();
    assert_eq!(found(&scratch.store, &format!("in:{id}")).len(), 2, "the newest, without its attitude");
    assert_eq!(found(&scratch.store, "in:sha256:00"), [""; 0]);
}
