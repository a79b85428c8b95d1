//! What a person puts right: seen everywhere at once, undone and made again, never laid on a lookalike.

#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod common;

use common::{Scratch, ferry};
use hearsay::record::SourceKind;
use hearsay_store::{Change, Part, Query, State, Store};

const BY: &str = "Ida";

fn ferry_store() -> (Scratch, String) {
    let mut scratch = Scratch::new();
    let id = scratch.store.put(&ferry().at("/a")).expect("put").document;
    (scratch, id)
}

fn found(store: &Store, query: &str) -> Vec<String> {
    let query = Query::parse(query).expect("a query").with_attitudes();
    store.find(&query, None, 100).expect("read").rows.into_iter().map(|row| row.id).collect()
}

fn reject(statement: &str) -> Change {
    Change::Reject { statement: statement.to_owned() }
}

fn speaker(statement: &str, name: &str) -> Change {
    Change::Speaker { statement: statement.to_owned(), name: Some(name.to_owned()), kind: None }
}

#[test]
fn a_rejected_statement_is_nowhere_until_that_is_undone() {
    let (mut scratch, id) = ferry_store();
    let store = &mut scratch.store;
    let number = store.statements_of(&id).expect("read")[1].number;
    let change = store.correct(&id, &reject("s2"), BY, None).expect("corrected");
    assert_eq!(found(store, ""), ["s1", "s3"]);
    assert_eq!(found(store, "warned"), [""; 0]);
    let record = store.document(&id).expect("read").expect("there").record;
    assert_eq!(record.statements.iter().map(|statement| statement.id.as_str()).collect::<Vec<_>>(), ["s1", "s3"]);
    assert_eq!(store.counts().expect("read").statements, 2);
    assert_eq!(store.machine_record(&id).expect("read"), Some(ferry().record()), "the machine's record is kept");
    let undone = store.undo(change, BY).expect("undone");
    assert_eq!(found(store, "warned"), ["s2"]);
    assert_eq!(store.document(&id).expect("read").expect("there").record, ferry().record());
    assert!(store.undo(change, BY).expect_err("twice").is_refused());
    let again = store.undo(undone, BY).expect("made again");
    assert_eq!(found(store, ""), ["s1", "s3"]);
    store.undo(again, BY).expect("undone once more");
    assert_eq!(found(store, ""), ["s1", "s2", "s3"]);
    assert_eq!(store.counts().expect("read").statements, 3);
    let rows = store.statements_of(&id).expect("read");
    assert_eq!(rows[1].number, number, "its address leads to it again");
    let log = store.audit(Some(&id), None, 10).expect("read").rows;
    assert_eq!(log.iter().map(|row| row.what.as_str()).collect::<Vec<_>>(), ["undo", "redo", "undo", "reject"]);
    assert_eq!(log[0].by, BY);
}

#[test]
fn a_statement_of_another_speaker_is_found_under_the_other_name() {
    let (mut scratch, id) = ferry_store();
    let store = &mut scratch.store;
    let before = store.statements_of(&id).expect("read");
    store.correct(&id, &speaker("s1", "Ole Krog"), BY, None).expect("corrected");
    assert_eq!(found(store, "who:krog"), ["s1"]);
    assert_eq!(found(store, "who:dvorak"), [""; 0]);
    let after = store.statements_of(&id).expect("read");
    assert_eq!(
        (after[0].number, after[0].speaker.as_deref(), after[0].reviewed),
        (before[0].number, Some("Ole Krog"), true)
    );
    let record = store.document(&id).expect("read").expect("there").record;
    assert_eq!(record.statements[0].because[0].decider, "person");
    store.correct(&id, &speaker("s2", "Ole Krog"), BY, None).expect("corrected");
    let record = store.document(&id).expect("read").expect("there").record;
    assert_eq!(record.statements[0].source.entity, record.statements[1].source.entity, "one entity for one name");
    let nobody = Change::Speaker { statement: "s1".to_owned(), name: None, kind: Some(SourceKind::Anonymous) };
    store.correct(&id, &nobody, BY, None).expect("corrected");
    assert_eq!(found(store, "kind:anonymous"), ["s1"]);
}

#[test]
fn parts_are_moved_and_the_passage_with_them() {
    let (mut scratch, id) = ferry_store();
    let store = &mut scratch.store;
    let text = ferry().record().document.text;
    let at = text.find("in May").map(|at| text[..at].chars().count()).expect("there");
    let before = store.statements_of(&id).expect("read")[0].number;
    let spans = |part, spans| Change::Spans { statement: "s1".to_owned(), part, spans };
    store.correct(&id, &spans(Part::Content, vec![[at, at + 6]]), BY, None).expect("corrected");
    let row = &store.statements_of(&id).expect("read")[0];
    assert_eq!((row.content.as_str(), row.number), ("in May", before));
    assert!(row.passage.contains("Mirek Dvořák"));
    assert_eq!(found(store, "about:may"), ["s1"]);
    assert_eq!(found(store, "about:cracked"), [""; 0]);
    store.correct(&id, &spans(Part::Cue, Vec::new()), BY, None).expect("corrected");
    assert_eq!(store.statements_of(&id).expect("read")[0].cue, None);
    for wrong in [vec![[5, 5]], vec![[9, 4]], vec![[0, 99_999]], vec![[4, 9], [2, 3]], Vec::new()] {
        assert!(store.correct(&id, &spans(Part::Content, wrong), BY, None).expect_err("no place").is_refused());
    }
}

#[test]
fn an_entity_is_renamed_and_keeps_its_old_name_beside() {
    let (mut scratch, id) = ferry_store();
    let store = &mut scratch.store;
    let rename = Change::Rename { entity: "e1".to_owned(), name: "Miroslav Dvořák".to_owned() };
    store.correct(&id, &rename, BY, None).expect("corrected");
    assert_eq!(found(store, "who:miroslav"), ["s1"]);
    let record = store.document(&id).expect("read").expect("there").record;
    let entity = &record.entities[0];
    assert_eq!(
        (entity.name.as_deref(), entity.aliases.as_slice()),
        (Some("Miroslav Dvořák"), &["Mirek Dvořák".to_owned()][..])
    );
    assert!(
        store
            .correct(&id, &Change::Rename { entity: "e9".to_owned(), name: "X".to_owned() }, BY, None)
            .expect_err("none")
            .is_not_found()
    );
}

#[test]
fn of_two_editors_the_second_is_told() {
    let (mut scratch, id) = ferry_store();
    let mut other = Store::open(&scratch.path()).expect("opened");
    let seen = other.last_change(&id).expect("read");
    scratch.store.correct(&id, &reject("s1"), BY, Some(seen)).expect("corrected");
    let error = other.correct(&id, &speaker("s2", "Ole Krog"), "Ole", Some(seen)).expect_err("too late");
    assert!(error.is_conflict(), "{error}");
    let seen = other.last_change(&id).expect("read");
    other.correct(&id, &speaker("s2", "Ole Krog"), "Ole", Some(seen)).expect("looked again");
    assert!(other.correct(&id, &reject("s1"), "Ole", None).expect_err("gone").is_not_found());
    assert!(other.correct("sha256:00", &reject("s1"), "Ole", None).expect_err("no document").is_not_found());
}

#[test]
fn undoing_one_leaves_the_others() {
    let (mut scratch, id) = ferry_store();
    let store = &mut scratch.store;
    let text = ferry().record().document.text;
    let at = text.find("in May").map(|at| text[..at].chars().count()).expect("there");
    let spans = Change::Spans { statement: "s1".to_owned(), part: Part::Content, spans: vec![[at, at + 6]] };
    let first = store.correct(&id, &spans, BY, None).expect("corrected");
    store.correct(&id, &speaker("s1", "Ole Krog"), BY, None).expect("corrected");
    store.undo(first, BY).expect("undone");
    let row = &store.statements_of(&id).expect("read")[0];
    assert_eq!((row.content.as_str(), row.speaker.as_deref()), ("“The ramp was cracked in May”", Some("Ole Krog")));
    let states: Vec<State> = store.corrections(&id).expect("read").iter().map(|row| row.state).collect();
    assert_eq!(states, [State::Undone, State::Active]);
}

#[test]
fn the_doubtful_come_up_for_review_first_and_not_again() {
    let (mut scratch, id) = ferry_store();
    let store = &mut scratch.store;
    let queue =
        |store: &Store| store.to_review(None, 9).expect("read").into_iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(queue(store), ["s1", "s2"], "the attitude is not asked for");
    store.correct(&id, &Change::Accept { statement: "s1".to_owned() }, BY, None).expect("accepted");
    assert_eq!(queue(store), ["s2"]);
    let first = &store.to_review(None, 1).expect("read")[0];
    assert!(store.to_review(Some((first.doubt, first.number)), 9).expect("read").is_empty());
}
