//! Persons of the store: who is one across documents, what a person decides, and that it can be undone.

#![allow(clippy::expect_used, reason = "these are tests")]

mod common;

use common::{SAID, Said, Scratch, Story};
use hearsay_store::{BearerKind, Change, EntityRef, Entry, EvidenceKind, LedgerOptions, PersonId, Store};
use proptest::prelude::*;

/// A story in which some say something: name, title.
fn story(number: usize, who: &[(&str, &str)]) -> Story {
    let said = [
        "The ramp was cracked in May",
        "Nobody told us of the ramp",
        "We shall mend the wall",
        "The boats stay in port",
    ];
    who.iter().enumerate().fold(
        Story::new(&format!("Story {number}"), "The Harbour Post", &format!("2026-03-{:02}", 1 + number % 28)),
        |story, (at, (who, title))| story.said(Said { who, title, what: said[(number + at) % 4], ..SAID }),
    )
}

fn entry(number: usize, who: &[(&str, &str)]) -> Entry {
    story(number, who).at(&format!("/{number}.txt"))
}

fn put(store: &mut Store, number: usize, who: &[(&str, &str)]) -> String {
    store.put(&entry(number, who)).expect("put").document
}

/// Everybody with the entities they are, in order.
fn everybody(store: &Store) -> Vec<(String, Vec<EntityRef>)> {
    let rows = store.persons(None, 1000).expect("read").rows;
    let mut out: Vec<(String, Vec<EntityRef>)> = rows
        .into_iter()
        .map(|row| {
            let members = store.members(row.number, None, 1000).expect("read").rows;
            let mut members: Vec<EntityRef> = members.into_iter().map(|member| member.entity).collect();
            members.sort();
            (row.name, members)
        })
        .collect();
    out.sort();
    out
}

/// All that can be seen of persons, numbers included.
fn seen(store: &Store) -> String {
    let rows = store.persons(None, 1000).expect("read").rows;
    let persons: Vec<_> = rows.iter().map(|row| store.person(row.number).expect("read")).collect();
    format!("{persons:?} {:?} {:?}", everybody(store), store.candidates(None, 1000).expect("read"))
}

fn person(store: &Store, document: &str, entity: &str) -> PersonId {
    let entity = EntityRef { document: document.to_owned(), entity: entity.to_owned() };
    store.person_of(&entity).expect("read").expect("a person")
}

const CREW: (&str, &str) = ("Mirek Dvořák", "head of the night crew");
const LUCIA: (&str, &str) = ("Lucía Benítez", "harbour inspector");

#[test]
fn one_person_across_documents_and_spellings() {
    let mut scratch = Scratch::new();
    let first = put(&mut scratch.store, 1, &[CREW, LUCIA]);
    let second = put(&mut scratch.store, 2, &[("Mirek Dvorak", "head of the night crew"), LUCIA]);
    let mirek = person(&scratch.store, &first, "e1");
    assert_eq!(mirek, person(&scratch.store, &second, "e1"));
    let detail = scratch.store.person(mirek).expect("read");
    assert_eq!(
        (detail.row.name.as_str(), detail.row.entities, detail.row.kind),
        ("Mirek Dvořák", 2, BearerKind::Person)
    );
    let why =
        scratch.store.members(mirek, None, 10).expect("read").rows.into_iter().find(|member| !member.why.is_empty());
    assert!(why.expect("the second has reasons").why.iter().any(|evidence| evidence.kind == EvidenceKind::Roles));
    let options = LedgerOptions { attitudes: true, limit: 10 };
    assert_eq!(scratch.store.ledger_of_person(mirek, options).expect("read").count, 2);
    assert_eq!(scratch.store.statements_of_person(mirek, None, 1).expect("read").rows.len(), 1);
    let named = scratch.store.persons_named("Дворак", 5).expect("read");
    assert_eq!(named.first().map(|(row, _)| row.number), Some(mirek));
}

#[test]
fn namesakes_are_two_and_offered_with_reasons() {
    let mut scratch = Scratch::new();
    put(&mut scratch.store, 1, &[("Robert Hale", "striker of Eastport"), LUCIA]);
    put(&mut scratch.store, 2, &[("Robert Hale", "bishop of Eastport"), LUCIA]);
    let candidates = scratch.store.candidates(None, 10).expect("read");
    let hales = candidates.iter().find(|candidate| candidate.one.name == "Robert Hale").expect("offered");
    assert_eq!(hales.other.name, "Robert Hale");
    assert!(hales.why.iter().any(|evidence| evidence.forbids && evidence.kind == EvidenceKind::Roles), "{hales:?}");
    assert_eq!(everybody(&scratch.store).iter().filter(|(name, _)| name == "Robert Hale").count(), 2);
}

#[test]
fn the_order_of_documents_makes_no_difference() {
    let documents: [&[(&str, &str)]; 5] = [
        &[CREW, LUCIA],
        &[("Dvořák", ""), LUCIA, ("Northway Ferries", "")],
        &[("Mirek Dvorak", "head of the night crew"), ("Northway Ferries", "")],
        &[("Lucia Benitez", "harbour inspector"), ("Ole Krog", "mayor")],
        &[("Ole Krog", "mayor"), LUCIA],
    ];
    let partition = |order: &[usize]| {
        let mut scratch = Scratch::new();
        for number in order {
            put(&mut scratch.store, *number, documents[*number]);
        }
        let mut out: Vec<Vec<EntityRef>> = everybody(&scratch.store).into_iter().map(|(_, members)| members).collect();
        out.sort();
        out
    };
    let one = partition(&[0, 1, 2, 3, 4]);
    for order in [[4, 3, 2, 1, 0], [2, 0, 4, 1, 3], [0, 3, 2, 4, 1]] {
        assert_eq!(partition(&order), one, "{order:?}");
    }
}

#[test]
fn a_merge_holds_for_what_comes_later_and_can_be_undone() {
    let mut scratch = Scratch::new();
    let first = put(&mut scratch.store, 1, &[("Robert Hale", "striker of Eastport")]);
    let second = put(&mut scratch.store, 2, &[("Bobby Dale", "forward of Eastport")]);
    let (one, other) = (person(&scratch.store, &first, "e1"), person(&scratch.store, &second, "e1"));
    assert_ne!(one, other);
    let before = seen(&scratch.store);
    let change = scratch.store.merge_persons(one, other, "ida").expect("merged");
    assert_eq!(person(&scratch.store, &first, "e1"), person(&scratch.store, &second, "e1"));
    assert!(scratch.store.merge_persons(one, other, "ida").expect_err("one already").is_refused());
    let third = put(&mut scratch.store, 3, &[("Bobby Dale", "forward of Eastport")]);
    assert_eq!(person(&scratch.store, &third, "e1"), person(&scratch.store, &first, "e1"));
    let undone = scratch.store.undo(change, "ida").expect("undone");
    assert_eq!(scratch.store.change(undone).expect("read").expect("logged").undoes, Some(change));
    assert_ne!(person(&scratch.store, &third, "e1"), person(&scratch.store, &first, "e1"));
    assert!(scratch.store.undo(change, "ida").expect_err("undone already").is_refused());
    scratch.store.forget(&[third], "ida").expect("forgotten");
    assert_eq!(seen(&scratch.store), before);
}

#[test]
fn of_two_merges_the_first_can_be_undone() {
    let mut scratch = Scratch::new();
    let people = ["Ida Brandt", "Susan Hale", "Ole Krog"];
    let ids: Vec<String> = (0..3).map(|at| put(&mut scratch.store, at, &[(people[at], "")])).collect();
    let persons: Vec<PersonId> = ids.iter().map(|id| person(&scratch.store, id, "e1")).collect();
    let first = scratch.store.merge_persons(persons[0], persons[1], "ida").expect("merged");
    scratch.store.merge_persons(persons[1], persons[2], "ida").expect("merged");
    scratch.store.undo(first, "ida").expect("undone");
    let now: Vec<PersonId> = ids.iter().map(|id| person(&scratch.store, id, "e1")).collect();
    let pairs = [now[0] == now[1], now[1] == now[2], now[0] == now[2]];
    assert_eq!(pairs.iter().filter(|same| **same).count(), 1, "{now:?}");
}

#[test]
fn never_merge_holds_whatever_is_added() {
    let mut scratch = Scratch::new();
    // The same in all but what a person knows.
    let hale = |store: &mut Store, number, title| put(store, number, &[("Robert Hale", title), LUCIA]);
    let first = hale(&mut scratch.store, 1, "striker of Eastport");
    let second = hale(&mut scratch.store, 2, "bishop of Eastport");
    let (one, other) = (person(&scratch.store, &first, "e1"), person(&scratch.store, &second, "e1"));
    let change = scratch.store.never_merge(one, other, "ida").expect("decided");
    for number in 3..9 {
        hale(&mut scratch.store, number, if number % 2 == 0 { "bishop of Eastport" } else { "striker of Eastport" });
    }
    // Added again, as a new version of the page, and drawn again.
    scratch
        .store
        .put(&story(1, &[("Robert Hale", "striker of Eastport"), LUCIA]).text("Corrected.").at("/1.txt"))
        .expect("put");
    scratch.store.renew(&[story(2, &[("Robert Hale", "bishop of Eastport"), LUCIA]).record()], "ida").expect("renewed");
    let (now_one, now_other) = (person(&scratch.store, &first, "e1"), person(&scratch.store, &second, "e1"));
    assert_eq!((now_one, now_other), (one, other));
    assert!(
        scratch.store.candidates(Some(one), 10).expect("read").iter().all(|candidate| candidate.other.number != other)
    );
    assert_eq!(scratch.store.person(one).expect("read").never[0].number, other);
    assert!(
        scratch.store.merge_persons(one, other, "ida").expect_err("decided").to_string().contains(&change.to_string())
    );
    scratch.store.undo(change, "ida").expect("undone");
    scratch.store.merge_persons(one, other, "ida").expect("free again");
}

#[test]
fn a_split_takes_entities_out_and_can_be_undone() {
    let mut scratch = Scratch::new();
    let ids: Vec<String> = (1..4).map(|number| put(&mut scratch.store, number, &[CREW, LUCIA])).collect();
    let mirek = person(&scratch.store, &ids[0], "e1");
    let before = seen(&scratch.store);
    let entity = EntityRef { document: ids[1].clone(), entity: "e1".to_owned() };
    let (new, change) = scratch.store.split_person(mirek, &[entity], "ida").expect("split");
    assert_eq!(person(&scratch.store, &ids[1], "e1"), new);
    assert_eq!(person(&scratch.store, &ids[2], "e1"), mirek);
    // It survives reading the document again.
    let mut record = story(2, &[CREW, LUCIA]).record();
    record.entities[0].name = Some("Dvořák".to_owned());
    scratch.store.renew(&[record], "ida").expect("renewed");
    assert_eq!(person(&scratch.store, &ids[1], "e1"), new);
    scratch.store.renew(&[story(2, &[CREW, LUCIA]).record()], "ida").expect("renewed");
    scratch.store.undo(change, "ida").expect("undone");
    assert_eq!(seen(&scratch.store), before);
    assert_eq!(scratch.store.person_row(new).expect("read").expect("leads on").number, mirek);
    let all: Vec<EntityRef> =
        ids.iter().map(|id| EntityRef { document: id.clone(), entity: "e1".to_owned() }).collect();
    assert!(scratch.store.split_person(mirek, &all, "ida").expect_err("nothing left").is_refused());
}

#[test]
fn a_new_name_stays_until_it_is_undone() {
    let mut scratch = Scratch::new();
    let first = put(&mut scratch.store, 1, &[CREW, LUCIA]);
    let mirek = person(&scratch.store, &first, "e1");
    let name = |store: &Store| store.person_row(mirek).expect("read").expect("there").name;
    let change = scratch.store.rename_person(mirek, Some("  Miroslav   Dvořák "), "ida").expect("renamed");
    put(&mut scratch.store, 2, &[CREW, LUCIA]);
    assert_eq!(name(&scratch.store), "Miroslav Dvořák");
    assert!(scratch.store.rename_person(mirek, Some(" "), "ida").expect_err("blank").is_refused());
    scratch.store.undo(change, "ida").expect("undone");
    assert_eq!(name(&scratch.store), "Mirek Dvořák");
}

#[test]
fn an_entity_that_is_corrected_stays_where_a_person_knows_it() {
    let mut scratch = Scratch::new();
    let first = put(&mut scratch.store, 1, &[CREW, LUCIA]);
    let mirek = person(&scratch.store, &first, "e1");
    let change = Change::Rename { entity: "e1".to_owned(), name: "Miroslav Dvořák".to_owned() };
    scratch.store.correct(&first, &change, "ida", None).expect("corrected");
    assert_eq!(person(&scratch.store, &first, "e1"), mirek);
    assert_eq!(scratch.store.person_row(mirek).expect("read").expect("there").name, "Miroslav Dvořák");
}

#[test]
fn forgetting_leaves_nobody_behind() {
    let mut scratch = Scratch::new();
    let first = put(&mut scratch.store, 1, &[("Robert Hale", "striker"), ("Ole Krog", "mayor")]);
    let second = put(&mut scratch.store, 2, &[("Ida Brandt", "judge")]);
    let hale = person(&scratch.store, &first, "e1");
    scratch.store.rename_person(hale, Some("Bobby Hale"), "ida").expect("renamed");
    scratch.store.merge_persons(hale, person(&scratch.store, &second, "e1"), "ida").expect("merged");
    scratch.store.forget(&[first], "ida").expect("forgotten");
    assert_eq!(everybody(&scratch.store).into_iter().map(|(name, _)| name).collect::<Vec<_>>(), ["Ida Brandt"]);
    let log = scratch.store.audit(None, None, 100).expect("read").rows;
    assert!(log.iter().all(|row| !row.detail.to_string().contains("Hale")), "{log:?}");
    assert_eq!(scratch.store.check().expect("checked").problems, Vec::<String>::new());
    let bytes = std::fs::read(scratch.path()).expect("read");
    assert!(!bytes.windows(4).any(|window| window == b"Hale"), "the name is still in the file");
}

#[test]
fn persons_come_a_page_at_a_time_most_named_first() {
    let mut scratch = Scratch::new();
    for number in 1..4 {
        put(&mut scratch.store, number, &[CREW, LUCIA]);
    }
    put(&mut scratch.store, 9, &[("Ida Brandt", "judge"), LUCIA]);
    let (mut names, mut after) = (Vec::new(), None);
    loop {
        let page = scratch.store.persons(after, 1).expect("read");
        names.extend(page.rows.into_iter().map(|row| (row.name, row.entities)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let told: Vec<(&str, u64)> = names.iter().map(|(name, entities)| (name.as_str(), *entities)).collect();
    assert_eq!(told, [("Lucía Benítez", 4), ("Mirek Dvořák", 3), ("Ida Brandt", 1)]);
}

/// A decision, by numbers that are taken modulo what there is.
#[derive(Clone, Debug)]
enum Act {
    Merge(usize, usize),
    Split(usize, usize),
    Rename(usize),
    Never(usize, usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0..20usize, 0..20usize).prop_map(|(a, b)| Act::Merge(a, b)),
        (0..20usize, 0..20usize).prop_map(|(a, b)| Act::Split(a, b)),
        (0..20usize).prop_map(Act::Rename),
        (0..20usize, 0..20usize).prop_map(|(a, b)| Act::Never(a, b)),
    ]
}

/// Takes a decision; `None` where it is refused.
fn take(store: &mut Store, act: &Act) -> Option<i64> {
    let persons = store.persons(None, 100).expect("read").rows;
    let at = |number: usize| persons[number % persons.len()].number;
    let result = match *act {
        Act::Merge(a, b) => store.merge_persons(at(a), at(b), "ida"),
        Act::Never(a, b) => store.never_merge(at(a), at(b), "ida"),
        Act::Rename(a) => store.rename_person(at(a), Some("Another Name"), "ida"),
        Act::Split(a, b) => {
            let members = store.members(at(a), None, 100).expect("read").rows;
            let entity = members[b % members.len()].entity.clone();
            store.split_person(at(a), &[entity], "ida").map(|(_, change)| change)
        }
    };
    match result {
        Ok(change) => Some(change),
        Err(error) => {
            assert!(error.is_refused(), "{error}");
            None
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.min(24), ..ProptestConfig::default() })]

    #[test]
    fn undoing_every_decision_in_turn_restores_what_was(acts in proptest::collection::vec(act(), 1..8)) {
        let mut scratch = Scratch::new();
        for number in 0..5 {
            put(&mut scratch.store, number, &[CREW, ("Robert Hale", ["striker", "bishop"][number % 2]), ("Ole Krog", "")]);
        }
        let mut states = vec![seen(&scratch.store)];
        let mut changes = Vec::new();
        for act in &acts {
            if let Some(change) = take(&mut scratch.store, act) {
                changes.push(change);
                states.push(seen(&scratch.store));
            }
        }
        while let Some(change) = changes.pop() {
            states.pop();
            scratch.store.undo(change, "ida").expect("undone");
            prop_assert_eq!(&seen(&scratch.store), states.last().expect("a state for each change"));
        }
        prop_assert_eq!(scratch.store.check().expect("checked").problems, Vec::<String>::new());
    }
}
