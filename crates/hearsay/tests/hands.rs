//! Short stories with what is expected of them on occasion, hands and disputes, checked exactly.
//!
//! A story has two fences: its text (whose first line may be `outlet: NAME`), and what is expected, a line each:
//!
//! ```text
//! Lam / is heard advising: call "a call" via recording "a leaked recording" > outlet "the Tidings"
//! denies "denied" by Duarte / denied about Lam / said
//! unconfirmed "alleged" by outlet about "call"
//! ```
//!
//! A statement is called by its source and its cue (`-` where it has none). Statements with neither occasion nor station are left out.
//! `known failure: reason` marks what the engine gets wrong for now. `HEARSAY_STORIES=NAME` prints what the engine makes of stories.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use hearsay::analyze::analyze;
use hearsay::model::Model;
use hearsay::record::{About, BuildOptions, Dispute, Record, Statement};
use hearsay::text::{Document, Metadata};
use serde::Serialize;

struct Story {
    name: String,
    text: String,
    outlet: Option<String>,
    expected: BTreeSet<String>,
    known_failure: bool,
}

fn stories() -> Vec<Story> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/hands");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| story(path)).collect()
}

fn story(path: &Path) -> Story {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let file = std::fs::read_to_string(path).unwrap();
    let fences: Vec<&str> = file.split("```").skip(1).step_by(2).collect();
    let [text, expected] = fences[..] else { panic!("{name}.md: a story has two fences") };
    let text = text.strip_prefix("text\n").unwrap_or_else(|| panic!("{name}.md: the first fence is the text"));
    let (outlet, text) = match text.strip_prefix("outlet: ").and_then(|rest| rest.split_once('\n')) {
        Some((outlet, rest)) => (Some(outlet.to_owned()), rest),
        None => (None, text),
    };
    let expected = expected.lines().skip(1).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    Story { name, text: text.to_owned(), outlet, expected, known_failure: file.contains("\nknown failure: ") }
}

fn read(story: &Story) -> Record {
    static MODEL: LazyLock<Model> = LazyLock::new(|| Model::shipped().unwrap());
    let document = Document::from_text(&story.text);
    let document = document.with_metadata(Metadata { outlet: story.outlet.clone(), ..Metadata::default() });
    Record::build(&document, &analyze(&document, &MODEL), &BuildOptions::default())
}

/// What the engine tells, in the stories' format.
fn told(record: &Record) -> BTreeSet<String> {
    let told = |statement: &&Statement| statement.occasion.is_some() || !statement.via.is_empty();
    let lines = record.statements.iter().filter(told).map(line);
    lines.chain(record.disputes.iter().map(|dispute| disputed(record, dispute))).collect()
}

fn line(statement: &Statement) -> String {
    let mut out = format!("{}:", called(statement));
    if let Some(occasion) = &statement.occasion {
        out += &format!(" {} {:?}", word(occasion.kind), occasion.pinned.text);
    }
    let stations: Vec<String> =
        statement.via.iter().map(|via| format!("{} {:?}", word(via.kind), via.pinned.text)).collect();
    if !stations.is_empty() {
        out += &format!(" via {}", stations.join(" > "));
    }
    out
}

fn disputed(record: &Record, dispute: &Dispute) -> String {
    let by_id = |id: &String| record.statements.iter().find(|statement| statement.id == *id).map(called).unwrap();
    let by = dispute.by.as_ref().map_or("outlet".to_owned(), by_id);
    let about = match &dispute.about {
        About::Statement { statement } => by_id(statement),
        About::Words(pinned) => format!("{:?}", pinned.text),
        other => panic!("not within a story: {other:?}"),
    };
    format!("{} {:?} by {by} about {about}", word(dispute.kind), dispute.pinned.text)
}

fn called(statement: &Statement) -> String {
    let cue = statement.cue.as_ref().map_or("-", |cue| cue.text.as_str());
    format!("{} / {cue}", statement.source.text.as_deref().unwrap_or("-"))
}

fn word<T: Serialize>(value: T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn every_story_about_hands_is_read_as_expected() {
    let (mut right, mut known, mut wrong) = (0, 0, String::new());
    for story in stories() {
        let told = told(&read(&story));
        match (story.known_failure, told == story.expected) {
            (false, true) => right += 1,
            (true, false) => known += 1,
            (true, true) => wrong += &format!("{}.md passes: take its known failure away\n", story.name),
            (false, false) => {
                wrong += &format!("{}.md is not read as expected\n", story.name);
                story.expected.difference(&told).for_each(|line| wrong += &format!("  - {line}\n"));
                told.difference(&story.expected).for_each(|line| wrong += &format!("  + {line}\n"));
            }
        }
    }
    println!("stories about hands: {}, read as expected: {right}, known failures: {known}", right + known);
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The transcript is Reuters', and so the story hangs on Reuters.
#[test]
fn the_body_behind_a_station_is_an_entity_that_the_story_hangs_on() {
    let text = "In a leaked recording obtained by Reuters and shared as a transcript, Piet Lam is heard advising Ines \
                Duarte on how to win the mayor over.\n\nHe is quoted as saying, “The mayor will sign.”\n\nThe mayor \
                said the harbour was not for sale.";
    let (name, outlet, expected) = ("behind".to_owned(), Some("The Quay".to_owned()), BTreeSet::new());
    let record = read(&Story { name, text: text.to_owned(), outlet, expected, known_failure: false });
    let named = |id: &Option<String>| {
        let entity = record.entities.iter().find(|entity| Some(&entity.id) == id.as_ref());
        entity.and_then(|entity| entity.name.clone())
    };
    let via: Vec<Option<String>> = record.statements[0].via.iter().map(|via| named(&via.entity)).collect();
    assert_eq!(via, [None, Some("Reuters".to_owned())]);
    let on: Vec<Option<String>> = record.dependence.iter().map(|dependence| named(&dependence.on.entity)).collect();
    assert!(on.contains(&Some("Reuters".to_owned())), "{on:?}");
}

#[test]
fn what_is_told_is_printed_on_request() {
    let Ok(asked) = std::env::var("HEARSAY_STORIES") else { return };
    for story in stories().iter().filter(|story| story.name.contains(&asked)) {
        let record = read(story);
        let all: Vec<String> = record.statements.iter().map(called).collect();
        println!("{}.md\nstatements: {}", story.name, all.join(" · "));
        told(&record).iter().for_each(|line| println!("{line}"));
    }
}
