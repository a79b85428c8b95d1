//! Records go in whole, once for each text, and are seen at places.

mod common;

use common::{SAID, Said, Scratch, Story, ferry};
use hearsay::record::{Form, Mode, SourceKind};
use hearsay_store::{Entry, PlaceKind, Reading, Sighting, What};

#[test]
fn a_record_comes_out_as_it_went_in() {
    let mut scratch = Scratch::new();
    let put = scratch.store.put(&ferry().at("/stories/a.txt")).expect("put");
    assert_eq!(put.what, What::New);
    let stored = scratch.store.document(&put.document).expect("read").expect("there");
    assert_eq!(stored.record, ferry().record());
    assert_eq!((stored.row.statements, stored.row.outlet.as_deref()), (3, Some("The Harbour Post")));
    assert_eq!(stored.sightings[0].address, "/stories/a.txt");
    let rows = scratch.store.statements_of(&put.document).expect("read");
    let first = &rows[0];
    assert_eq!(
        (first.id.as_str(), first.speaker.as_deref(), first.form, first.kind),
        ("s1", Some("Mirek Dvořák"), Form::Direct, Some(SourceKind::NamedPerson))
    );
    assert_eq!((first.audience.as_slice(), first.hands), (&["Lucía Benítez".to_owned()][..], 2));
    assert_eq!(
        (first.via.as_str(), first.titles.as_slice()),
        ("recording transcript", &["head of the night crew".to_owned()][..])
    );
    assert_eq!(rows[2].mode, Mode::Attitude);
    assert_eq!(scratch.store.statement(first.number).expect("read").as_ref(), Some(first));
    let counts = scratch.store.counts().expect("read");
    assert_eq!((counts.documents, counts.statements), (1, 3));
}

#[test]
fn the_same_text_twice_is_one_document_seen_in_two_places() {
    let mut scratch = Scratch::new();
    let entries = [ferry().at("/a.txt"), ferry().at("/b.txt"), ferry().at("/a.txt")];
    let puts = scratch.store.put_all(&entries).expect("put");
    let what: Vec<&What> = puts.iter().map(|put| &put.what).collect();
    assert_eq!(what, [&What::New, &What::Elsewhere, &What::Again]);
    assert_eq!(scratch.store.counts().expect("read").documents, 1);
    let stored = scratch.store.document(&puts[0].document).expect("read").expect("there");
    let places: Vec<&str> = stored.sightings.iter().map(|sighting| sighting.address.as_str()).collect();
    assert_eq!(places, ["/a.txt", "/b.txt"]);
}

#[test]
fn another_text_at_the_same_place_is_its_next_version() {
    let mut scratch = Scratch::new();
    let changed = || ferry().text("An earlier version misspelt a name.");
    let first = scratch.store.put(&ferry().at("/a.txt")).expect("put").document;
    let second = scratch.store.put(&changed().at("/a.txt")).expect("put");
    assert_eq!(second.what, What::Version(first.clone()));
    let superseded =
        |scratch: &Scratch, id: &str| scratch.store.document(id).expect("read").expect("both are kept").row.superseded;
    assert!(superseded(&scratch, &first) && !superseded(&scratch, &second.document));
    assert_eq!(scratch.store.put(&ferry().at("/b.txt")).expect("put").what, What::Elsewhere);
    assert!(!superseded(&scratch, &first), "it stands at another place");
    scratch.store.put(&changed().at("/b.txt")).expect("put");
    assert!(superseded(&scratch, &first));
    let back = scratch.store.put(&ferry().at("/a.txt")).expect("put");
    assert_eq!(back.what, What::Version(second.document.clone()), "it went back to the first text");
    assert!(!superseded(&scratch, &first));
}

#[test]
fn the_address_that_a_document_gives_itself_is_a_place() {
    let mut scratch = Scratch::new();
    let saved = |text: &str, path: &str| {
        let mut record = ferry().text(text).record();
        record.document.url = Some("https://post.example/ramp".to_owned());
        Entry::new(&record, Sighting::path(path), None).expect("code points")
    };
    let first = scratch.store.put(&saved("One.", "/monday/ramp.html")).expect("put");
    let second = scratch.store.put(&saved("Two.", "/tuesday/ramp.html")).expect("put");
    assert_eq!(second.what, What::Version(first.document));
    let stored = scratch.store.document(&second.document).expect("read").expect("there");
    assert_eq!(stored.sightings[1].kind, PlaceKind::Canonical);
}

#[test]
fn what_was_read_is_known_by_its_bytes_and_options() {
    let mut scratch = Scratch::new();
    let reading = Reading::of(b"bytes", "article");
    assert_eq!(scratch.store.known(&reading).expect("read"), None);
    let entry = Entry::new(&ferry().record(), Sighting::path("/a.txt"), Some(reading)).expect("code points");
    let id = scratch.store.put(&entry).expect("put").document;
    assert_eq!(scratch.store.known(&reading).expect("read"), Some(id.clone()));
    assert_eq!(scratch.store.known(&Reading::of(b"bytes", "plan")).expect("read"), None);
    assert_eq!(
        scratch.store.see(&id, &Sighting::address("https://post.example/")).expect("seen").what,
        What::Elsewhere
    );
    assert!(scratch.store.see("sha256:00", &Sighting::path("/a.txt")).expect_err("unknown").is_not_found());
}

#[test]
fn documents_come_newest_first_a_page_at_a_time() {
    let mut scratch = Scratch::new();
    let dates = ["2026-03-02", "", "2026-03-04", "2025-11-30", "2026-03-03"];
    let story = |date: &str| {
        Story::new(&format!("On {date}"), "Post", date).said(Said { who: "Ida Brandt", what: "Yes", ..SAID })
    };
    let entries: Vec<Entry> = dates.iter().map(|date| story(date).at(&format!("/{date}"))).collect();
    scratch.store.put_all(&entries).expect("put");
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = scratch.store.documents(after, 2).expect("read");
        seen.extend(page.rows.into_iter().map(|row| row.published.unwrap_or_default()));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, ["2026-03-04", "2026-03-03", "2026-03-02", "2025-11-30", ""]);
    let recent = scratch.store.recent(None, 1).expect("read").rows;
    assert_eq!(recent[0].published.as_deref(), Some("2026-03-03"), "the last that was given");
}

#[test]
fn versions_of_one_batch_keep_their_order_whatever_their_dates() {
    let mut scratch = Scratch::new();
    let dated = |date: &str| Story::new("Ramp", "Post", date).said(Said { who: "Ida Brandt", what: date, ..SAID });
    let entries = ["2026-03-02", "2026-03-04", "2026-03-03"].map(|date| dated(date).at("/ramp.html"));
    let puts = scratch.store.put_all(&entries).expect("put");
    assert_eq!(puts[2].what, What::Version(puts[1].document.clone()));
    let now =
        puts.iter().map(|put| scratch.store.document(&put.document).expect("read").expect("there").row.superseded);
    assert_eq!(now.collect::<Vec<_>>(), [true, true, false]);
}
