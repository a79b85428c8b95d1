//! Looking after a store: checked, copied, made small, brought up to date, and made to forget.

#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod common;

use std::fs;

use common::{SAID, Said, Scratch, Story, ferry};
use hearsay::record::{Form, Record};
use hearsay_store::{Change, Entry, LedgerOptions, Query, Sighting, State, Store};

const BY: &str = "Ida";

fn found(store: &Store, query: &str) -> usize {
    store.find(&Query::parse(query).expect("a query"), None, 100).expect("read").rows.len()
}

fn other() -> Story {
    let krog = Said {
        who: "Ole Krog",
        title: "harbour master",
        to: Some("Mirek Dvořák"),
        what: "The tide turns at six",
        ..SAID
    };
    Story::new("Tide turns", "The Quay", "2026-02-01").said(krog)
}

#[test]
fn a_whole_store_is_found_whole_and_a_broken_one_not() {
    let mut scratch = Scratch::new();
    scratch.store.put_all(&[ferry().at("/a"), other().at("/b")]).expect("put");
    let checked = scratch.store.check().expect("checked");
    assert_eq!((checked.problems, checked.counts.documents, checked.counts.statements), (Vec::new(), 2, 4));
    let by_hand = rusqlite::Connection::open(scratch.path()).expect("opened");
    by_hand.execute("UPDATE statements SET content = 'something else' WHERE local = 's2'", []).expect("broken");
    by_hand.execute("UPDATE counters SET value = 9 WHERE name = 'documents'", []).expect("broken");
    by_hand.execute("DELETE FROM sightings", []).expect("broken");
    let problems = scratch.store.check().expect("checked").problems.join("\n");
    for said in ["index", "counts say", "2 documents that were seen nowhere"] {
        assert!(problems.contains(said), "{problems}");
    }
}

#[test]
fn a_backup_is_a_store_and_replaces_only_a_store() {
    let mut scratch = Scratch::new();
    scratch.store.put(&ferry().at("/a")).expect("put");
    let to = scratch.folder.path().join("copy.db");
    scratch.store.backup(&to).expect("copied");
    scratch.store.put(&other().at("/b")).expect("put");
    let documents = |path| Store::open_read_only(path).expect("opened").counts().expect("read").documents;
    assert_eq!(documents(&to), 1);
    scratch.store.backup(&to).expect("copied");
    assert_eq!(documents(&to), 2);
    assert_eq!(Store::open(&to).expect("opened").check().expect("checked").problems, [""; 0]);
    let notes = scratch.folder.path().join("notes.txt");
    fs::write(&notes, "mine").expect("written");
    assert!(scratch.store.backup(&notes).is_err());
    assert_eq!(fs::read_to_string(&notes).expect("read"), "mine");
    assert!(scratch.store.backup(&scratch.path()).expect_err("itself").to_string().contains("itself"));
    assert!(scratch.store.backup(&scratch.folder.path().join("no/such/folder.db")).is_err());
    let left: Vec<_> =
        fs::read_dir(scratch.folder.path()).expect("there").flatten().map(|entry| entry.file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".part")), "{left:?}");
}

#[test]
fn compacting_keeps_what_is_there() {
    let mut scratch = Scratch::new();
    scratch.store.put_all(&[ferry().at("/a"), other().at("/b")]).expect("put");
    scratch.store.compact().expect("compacted");
    assert_eq!(scratch.store.check().expect("checked").problems, [""; 0]);
    assert_eq!((found(&scratch.store, "tide"), found(&scratch.store, "who:krog")), (1, 1));
}

/// All bytes of the store's files.
fn bytes(scratch: &Scratch) -> Vec<u8> {
    let files = fs::read_dir(scratch.folder.path()).expect("there").flatten();
    files.flat_map(|entry| fs::read(entry.path()).expect("read")).collect()
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

#[test]
fn of_a_forgotten_document_nothing_is_left_in_the_file() {
    let mut scratch = Scratch::new();
    let secret = |words: &str| {
        let said = Said {
            who: "Zorblat Quuxley",
            title: "wizzlemaster",
            to: Some("Grimbald Froznik"),
            what: words,
            form: Form::Indirect,
            ..SAID
        };
        let mut record = Story::new("Xylograb unveiled", "The Plonkdale Bugle", "2026-01-01").said(said).record();
        record.document.url = Some("https://plonkdale.example/xylograb".to_owned());
        Entry::new(&record, Sighting::path("/secret/vroomfondle.txt"), None).expect("code points")
    };
    let mut fill: Vec<Entry> = (0..200)
        .map(|n| {
            Story::new(&format!("Tide {n}"), "The Quay", "2026-02-01")
                .said(Said { who: "Ole Krog", what: &format!("The tide turns at {n}"), ..SAID })
                .at(&format!("/{n}"))
        })
        .collect();
    fill.insert(100, secret("that flimbering is jubbled"));
    let put = scratch.store.put_all(&fill).expect("put");
    let id = put[100].document.clone();
    let second = scratch.store.put(&secret("that flimbering is jubbled twice over")).expect("put").document;
    let rename = Change::Rename { entity: "e1".to_owned(), name: "Zorblat Mumblecrust".to_owned() };
    scratch.store.correct(&id, &rename, BY, None).expect("corrected");
    scratch.store.correct(&id, &Change::Reject { statement: "s1".to_owned() }, BY, None).expect("corrected");
    let words = [
        "zorblat",
        "quuxley",
        "wizzle",
        "grimbald",
        "froznik",
        "xylograb",
        "plonkdale",
        "vroomfondle",
        "flimber",
        "jubbled",
        "mumblecrust",
    ];
    assert!(words[..9].iter().all(|word| holds(&bytes(&scratch), word)));
    let mut naming = scratch.store.documents_naming("Zorblat Quuxley").expect("read");
    naming.sort();
    let mut expected = vec![id.clone(), second];
    expected.sort();
    assert_eq!(naming, expected);
    scratch.store.forget(&naming, BY).expect("forgotten");
    let left = bytes(&scratch);
    for word in words {
        assert!(!holds(&left, word), "{word} is left");
    }
    assert!(!holds(&left, &id[7..]));
    assert_eq!(scratch.store.check().expect("checked").problems, [""; 0]);
    assert_eq!((scratch.store.counts().expect("read").documents, found(&scratch.store, "tide")), (200, 100));
    let log = scratch.store.audit(None, None, 10).expect("read").rows;
    assert_eq!((log[0].what.as_str(), &log[0].detail), ("forget", &serde_json::json!({ "documents": 2 })));
    assert!(log[1..].iter().all(|row| row.detail.is_null()), "{log:?}");
    assert!(scratch.store.forget(&[id], BY).expect_err("gone").is_not_found());
}

#[test]
fn what_a_forgotten_version_hid_is_shown_again() {
    let mut scratch = Scratch::new();
    scratch.store.put(&ferry().at("/a")).expect("put");
    let second = scratch.store.put(&ferry().text("Corrected.").at("/a")).expect("put").document;
    assert_eq!(scratch.store.versions("/a").expect("read").len(), 2);
    scratch.store.forget(&[second], BY).expect("forgotten");
    assert_eq!(found(&scratch.store, "cracked"), 1);
    let versions = scratch.store.versions("/a").expect("read");
    assert!(versions.len() == 1 && !versions[0].document.superseded);
}

/// The ferry story as a newer model reads it: another statement first, so that all ids move, and what `change` makes of it.
fn newer(change: impl Fn(&mut Record)) -> Record {
    let mut record = ferry().record();
    record.made_by.model = Some("newer".to_owned());
    change(&mut record);
    for (at, statement) in record.statements.iter_mut().enumerate() {
        statement.id = format!("s{}", at + 1);
    }
    record
}

#[test]
fn corrections_survive_a_newer_model_and_lookalikes_go_to_review() {
    let mut scratch = Scratch::new();
    let store = &mut scratch.store;
    let id = store.put(&ferry().at("/a")).expect("put").document;
    let speaker = |statement: &str| Change::Speaker {
        statement: statement.to_owned(),
        name: Some("Ole Krog".to_owned()),
        kind: None,
    };
    store.correct(&id, &speaker("s2"), BY, None).expect("corrected");
    let rejected = store.correct(&id, &Change::Reject { statement: "s1".to_owned() }, BY, None).expect("corrected");
    let numbers: Vec<_> =
        store.statements_of(&id).expect("read").into_iter().map(|row| (row.content, row.number)).collect();
    let made_by = newer(|_| ()).made_by;
    assert_eq!(store.outdated(&made_by, None, 9).expect("read").rows, std::slice::from_ref(&id));

    // The attitude comes first now, so that every id means another statement.
    let renewed = store.renew(&[newer(|record| record.statements.rotate_right(1))], "hearsay").expect("renewed");
    assert_eq!((renewed.records, renewed.in_review), (1, 0));
    assert_eq!(store.outdated(&made_by, None, 9).expect("read").rows, [""; 0]);
    let rows = store.statements_of(&id).expect("read");
    assert_eq!(rows.len(), 2, "the rejected one is still out");
    let krog = rows.iter().find(|row| row.speaker.as_deref() == Some("Ole Krog")).expect("the correction");
    assert_eq!((krog.content.as_str(), krog.id.as_str()), ("that its managers had been warned", "s3"));
    for row in &rows {
        assert!(numbers.contains(&(row.content.clone(), row.number)), "{} has its number", row.id);
    }
    store.undo(rejected, BY).expect("undone");
    assert_eq!(store.statements_of(&id).expect("read").len(), 3);

    // The newest model reads a shorter content: something like it, which is not it.
    let shorter = newer(|record| {
        record.made_by.model = Some("newest".to_owned());
        let content = &mut record.statements[1].content;
        content.spans[0][1] -= 5;
        content.text = content.text[..content.text.len() - 5].to_owned();
    });
    let renewed = store.renew(std::slice::from_ref(&shorter), "hearsay").expect("renewed");
    assert_eq!(renewed.in_review, 1);
    let waiting = store.corrections_in_review(None, 9).expect("read").rows;
    assert_eq!(
        (waiting.len(), waiting[0].state, waiting[0].quoted.as_str()),
        (1, State::Review, "that its managers had been warned")
    );
    assert!(
        waiting[0].trouble.as_deref().is_some_and(|trouble| trouble.contains("part of another content")),
        "{waiting:?}"
    );
    assert_eq!(store.document(&id).expect("read").expect("there").record, shorter, "nothing is laid over it");
    store.settle(waiting[0].number, "s2", BY).expect("settled");
    assert_eq!(found(store, "who:krog"), 1);
    assert_eq!(store.corrections_in_review(None, 9).expect("read").rows, []);
    assert_eq!(store.check().expect("checked").problems, [""; 0]);
}

#[test]
fn a_ledger_holds_what_somebody_said_in_order_of_time() {
    let mut scratch = Scratch::new();
    let earlier = Said { who: "Dvorak", title: "foreman", to: Some("Ole Krog"), what: "We open at six", ..SAID };
    let entries =
        [ferry().at("/a"), other().at("/b"), Story::new("Open", "The Quay", "2025-01-05").said(earlier).at("/c")];
    scratch.store.put_all(&entries).expect("put");
    let ledger = scratch.store.ledger("Dvořak", LedgerOptions { attitudes: false, limit: 10 }).expect("read");
    let said: Vec<&str> = ledger.statements.iter().map(|row| row.content.as_str()).collect();
    assert_eq!(said, ["“We open at six”", "“The ramp was cracked in May”"]);
    let titles: Vec<(&str, Option<&str>)> =
        ledger.titles.iter().map(|held| (held.title.as_str(), held.first.as_deref())).collect();
    assert_eq!(titles, [("foreman", Some("2025-01-05")), ("head of the night crew", Some("2026-03-03"))]);
    let count = |list: &[(String, u64)]| {
        list.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(count(&ledger.speaks_to), "Lucía Benítez 1, Ole Krog 1");
    assert_eq!(count(&ledger.spoken_to_by), "Ole Krog 1");
    assert_eq!(count(&ledger.names), "Mirek Dvořák 2, Dvorak 1");
    assert_eq!((ledger.count, count(&ledger.outlets).as_str()), (2, "The Harbour Post 1, The Quay 1"));
    let nobody = scratch.store.ledger("Hale", LedgerOptions { attitudes: true, limit: 10 }).expect("read");
    assert_eq!((nobody.count, nobody.statements.len()), (0, 0));
}
