//! Short stories about who is who (`stories/people`), and what must hold of any text.
//!
//! A story's second fence holds assertions, one a line; words that occur more than once are told apart by `#2`:
//!
//! ```text
//! source WORDS: NAME, KIND     the statement with this source; NAME is `-` for nobody named, `A + B` for a group's members
//! to WORDS: NAME               the audience at these words
//! same: WORDS = WORDS          two mentions of one
//! apart: WORDS / WORDS         two mentions of two
//! titles NAME: A | B           exactly these, in any order
//! relevance NAME: WORDS
//! silent NAME: KIND
//! ```

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic")]

#[path = "stories/pins.rs"]
#[expect(dead_code, reason = "the other stories use the rest")]
mod pins;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use hearsay::analyze::analyze;
use hearsay::model::Model;
use hearsay::record::{BuildOptions, Entity, Record, word};
use hearsay::text::{Document, OffsetUnit, Span};
use proptest::prelude::*;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::shipped().unwrap());

fn record(text: &str) -> Record {
    let document = Document::from_text(text);
    let options = BuildOptions { offsets: OffsetUnit::Byte, why: true, ..BuildOptions::default() };
    Record::build(&document, &analyze(&document, &MODEL), &options)
}

/// Text, assertions and the reason of a known failure.
struct Story {
    name: String,
    text: String,
    assertions: Vec<String>,
    known_failure: bool,
}

fn stories() -> Vec<Story> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/people");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let story = |path: &std::path::PathBuf| {
        let file = std::fs::read_to_string(path).unwrap();
        let fence =
            |name: &str| file.split(&format!("```{name}\n")).nth(1).unwrap().split("\n```").next().unwrap().to_owned();
        Story {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            text: fence("text"),
            assertions: fence("people").lines().map(str::to_owned).collect(),
            known_failure: file
                .lines()
                .any(|line| line.strip_prefix("known failure: ").is_some_and(|why| !why.trim().is_empty())),
        }
    };
    paths.iter().map(story).collect()
}

fn by_id<'r>(record: &'r Record, id: Option<&String>) -> Option<&'r Entity> {
    record.entities.iter().find(|entity| Some(&entity.id) == id)
}

/// The entity with a mention at `words`; the shortest mention counts.
fn mentioned<'r>(record: &'r Record, words: &str) -> Result<&'r Entity, String> {
    let span = pins::find(&record.document.text, words)?;
    let holds = |entity: &&Entity| {
        let at = |offsets: &[usize; 2]| Span::new(offsets[0], offsets[1]).overlaps(span);
        let lengths = entity.mentions.iter().filter(|mention| mention.pinned.spans.iter().any(at));
        lengths.map(|mention| mention.pinned.text.len().abs_diff(span.len())).min()
    };
    let best = record
        .entities
        .iter()
        .filter_map(|entity| Some((holds(&entity)?, entity)))
        .min_by_key(|(difference, _)| *difference);
    best.map(|(_, entity)| entity).ok_or(format!("nobody is mentioned at {words:?}"))
}

fn called(record: &Record, entity: Option<&Entity>) -> String {
    let Some(entity) = entity else { return "-".to_owned() };
    let members: BTreeSet<String> = entity.members.iter().map(|id| called(record, by_id(record, Some(id)))).collect();
    if members.is_empty() {
        entity.name.clone().unwrap_or("-".to_owned())
    } else {
        members.into_iter().collect::<Vec<_>>().join(" + ")
    }
}

fn named<'r>(record: &'r Record, name: &str) -> Result<&'r Entity, String> {
    record.entities.iter().find(|entity| entity.name.as_deref() == Some(name)).ok_or(format!("no entity {name:?}"))
}

fn equal(found: &str, expected: &str) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("found {found:?}")) }
}

fn check(record: &Record, assertion: &str) -> Result<(), String> {
    let (subject, expected) =
        assertion.rsplit_once(": ").or_else(|| Some((assertion.strip_suffix(':')?, ""))).ok_or("no assertion")?;
    let (verb, words) = subject.split_once(' ').unwrap_or((subject, ""));
    match verb {
        "source" => {
            let span = pins::find(&record.document.text, words)?;
            let at = |spans: &[[usize; 2]]| spans == [[span.start(), span.end()]];
            let statement =
                record.statements.iter().find(|one| at(&one.source.spans)).ok_or("no statement with this source")?;
            let name = called(record, by_id(record, statement.source.entity.as_ref()));
            let kind = statement.source.kind.as_ref().map_or("-".to_owned(), word);
            let mut names: Vec<&str> =
                expected.rsplit_once(", ").map_or(vec![], |(names, _)| names.split(" + ").collect());
            names.sort_unstable();
            equal(
                &format!("{name}, {kind}"),
                &format!("{}, {}", names.join(" + "), expected.rsplit(", ").next().unwrap_or("")),
            )
        }
        "to" => {
            let span = pins::find(&record.document.text, words)?;
            let audiences = record.statements.iter().flat_map(|one| &one.audience);
            let one = audiences
                .into_iter()
                .find(|one| one.pinned.spans == [[span.start(), span.end()]])
                .ok_or("no audience there")?;
            equal(&called(record, by_id(record, one.entity.as_ref())), expected)
        }
        "same" | "apart" => {
            let (a, b) =
                expected.split_once(if verb == "same" { " = " } else { " / " }).ok_or("two mentions are compared")?;
            let one = mentioned(record, a)?.id == mentioned(record, b)?.id;
            if one == (verb == "same") { Ok(()) } else { Err("is not so".to_owned()) }
        }
        "titles" => {
            let found: BTreeSet<&str> = named(record, words)?.titles.iter().map(String::as_str).collect();
            let wanted: BTreeSet<&str> = expected.split(" | ").filter(|title| !title.is_empty()).collect();
            if found == wanted { Ok(()) } else { Err(format!("found {found:?}")) }
        }
        "relevance" => {
            let found: Vec<&str> =
                named(record, words)?.relevance.iter().map(|one| one.text.trim_end_matches(',')).collect();
            equal(&found.join(" | "), expected)
        }
        "silent" => {
            let id = &named(record, words)?.id;
            let one = record.no_comment.iter().find(|one| one.entity.as_ref() == Some(id)).ok_or("is not silent")?;
            equal(&word(one.kind), expected)
        }
        _ => Err("no such assertion".to_owned()),
    }
}

#[test]
fn everybody_is_who_the_stories_say() {
    let (mut wrong, mut known) = (String::new(), 0);
    let stories = stories();
    assert!(stories.len() >= 40, "{} stories", stories.len());
    for story in &stories {
        let record = record(&story.text);
        let failures: Vec<String> = story
            .assertions
            .iter()
            .filter_map(|assertion| check(&record, assertion).err().map(|why| format!("  {assertion}: {why}\n")))
            .collect();
        match (failures.is_empty(), story.known_failure) {
            (false, false) => wrong.push_str(&format!("{}.md\n{}", story.name, failures.concat())),
            (true, true) => wrong.push_str(&format!("{}.md passes: take its known failure away\n", story.name)),
            (false, true) => known += 1,
            (true, false) => {}
        }
    }
    println!("stories of people: {}, known failures: {known}", stories.len());
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Ids that are named exist; members exist; names of one entity never overlap, and no two mentions stand at the same place.
fn holds(record: &Record) {
    let ids: BTreeSet<&str> = record.entities.iter().map(|entity| entity.id.as_str()).collect();
    let known = |id: &String| assert!(ids.contains(id.as_str()), "{id} is named and not there");
    for statement in &record.statements {
        statement.source.entity.iter().for_each(known);
        statement.audience.iter().filter_map(|one| one.entity.as_ref()).for_each(known);
    }
    record.no_comment.iter().filter_map(|one| one.entity.as_ref()).for_each(known);
    let mut places = BTreeSet::new();
    for entity in &record.entities {
        entity.members.iter().for_each(known);
        assert!(!entity.members.contains(&entity.id), "a group is no member of itself");
        for mention in &entity.mentions {
            assert!(places.insert(mention.pinned.spans.clone()), "two mentions at {:?}", mention.pinned);
        }
        let starts: Vec<usize> = entity.mentions.iter().map(|mention| mention.pinned.spans[0][0]).collect();
        assert!(starts.is_sorted(), "mentions are in the order of the text");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_entity_that_is_named_exists(
        words in prop::collection::vec(prop::sample::select(vec![
            "Ines", "Duarte", "Piet", "Lam", "Mrs.", "the", "envoy", "said", "told", "and", "he", "She", "who", ",", ".", "“", "”", "his",
            "two", "men", "spokesman", "for", "Norbana", "Ferries", "officials", "declined", "to", "comment", "I", "you", "\n", "that", "Kyiv",
        ]), 0..60),
    ) {
        holds(&record(&words.join(" ")));
    }
}

#[test]
fn what_must_hold_holds_of_the_stories() {
    stories().iter().for_each(|story| holds(&record(&story.text)));
}
