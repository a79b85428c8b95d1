//! Short stories with the record expected of them, checked exactly, never by count.
//!
//! Expectations are written by people from docs/semantics.md; nothing updates them. `HEARSAY_STORIES=NAME cargo test -p hearsay
//! --test stories -- --nocapture` prints what the engine makes of the stories whose names hold NAME, in the stories' format.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod pins;
mod story;
mod timed;

use std::path::Path;
use std::sync::LazyLock;

use hearsay::analyze::{Analysis, analyze};
use hearsay::model::Model;
use hearsay::read::{ReadOptions, read};
use hearsay::record::{BuildOptions, Record};
use hearsay::text::{Document, OffsetUnit};
use story::{Seen, Story, render};

fn stories() -> Vec<Story> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        Story::parse(&name, &std::fs::read_to_string(path).unwrap()).unwrap_or_else(|why| panic!("{name}.md: {why}"))
    };
    paths.iter().map(read).collect()
}

fn document(story: &Story) -> Document {
    let ending = match story.language.as_str() {
        "text" => "txt",
        "markdown" => "md",
        other => other,
    };
    let options = ReadOptions { name: Some(format!("{}.{ending}", story.name)), ..ReadOptions::default() };
    read(story.text.as_bytes(), &options).unwrap_or_else(|why| panic!("{}.md: {why}", story.name))
}

fn engine(document: &Document) -> Analysis {
    static MODEL: LazyLock<Model> = LazyLock::new(|| Model::shipped().unwrap());
    analyze(document, &MODEL)
}

/// What the engine makes of a story, in the stories' format.
fn actual(document: &Document) -> Vec<String> {
    let options = BuildOptions { offsets: OffsetUnit::Byte, ..BuildOptions::default() };
    let record = Record::build(document, &engine(document), &options);
    render(document.text(), record.statements.iter().map(Seen::from).collect())
}

/// The blocks of `these` that are not, but for their numbers, among `those`, each behind `mark`.
fn only(mark: &str, these: &[String], those: &[String]) -> String {
    let bare = |block: &String| block.split_once(": ").map(|(_, rest)| rest.to_owned());
    let those: Vec<_> = those.iter().map(bare).collect();
    let lines = these.iter().filter(|block| !those.contains(&bare(block))).flat_map(|block| block.lines());
    lines.map(|line| format!("  {mark} {line}\n")).collect()
}

#[test]
fn every_story_is_read_as_expected() {
    let (mut known, mut right, mut wrong) = (0, 0, String::new());
    let all = stories();
    for story in &all {
        let document = document(story);
        let expected = render(document.text(), story.expected(document.text()).unwrap());
        let actual = actual(&document);
        match (&story.known_failure, expected == actual) {
            (None, true) => right += 1,
            (Some(_), false) => known += 1,
            (Some(_), true) => wrong.push_str(&format!("{}.md passes: take its known failure away\n", story.name)),
            (None, false) => {
                let (missing, unexpected) = (only("-", &expected, &actual), only("+", &actual, &expected));
                wrong.push_str(&format!("{}.md is not read as expected\n{missing}{unexpected}\n", story.name));
            }
        }
    }
    println!("stories: {}, read as expected: {right}, known failures: {known}", all.len());
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_story_of_times_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/times");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut wrong = String::new();
    for path in &paths {
        let name = path.file_stem().unwrap().to_string_lossy();
        let file = std::fs::read_to_string(path).unwrap();
        let story = timed::Story::parse(&name, &file).unwrap_or_else(|why| panic!("times/{name}.md: {why}"));
        let differences = story.differences(engine);
        match (&story.known_failure, differences.is_empty()) {
            (Some(_), true) => wrong.push_str(&format!("times/{name}.md passes: take its known failure away\n")),
            (None, false) => wrong.push_str(&format!("times/{}.md\n{}\n", story.name, differences.join("\n"))),
            _ => {}
        }
    }
    assert!(paths.len() >= 30 && wrong.is_empty(), "{} stories\n{wrong}", paths.len());
}

#[test]
fn a_record_is_printed_on_request() {
    let Ok(asked) = std::env::var("HEARSAY_STORIES") else { return };
    for story in stories().iter().filter(|story| story.name.contains(&asked)) {
        println!("{}.md\n{}\n", story.name, actual(&document(story)).join("\n"));
    }
}

#[test]
fn every_story_can_be_pinned() {
    for story in stories() {
        let expected = story.expected(&story.text).unwrap_or_else(|why| panic!("{}.md: {why}", story.name));
        let within = |seen: &Seen| seen.within.clone().filter(|id| !expected.iter().any(|other| other.id == *id));
        assert_eq!(expected.iter().find_map(within), None, "{}.md: within a statement that is not there", story.name);
        let blocks = render(&story.text, expected);
        assert_eq!(blocks.join("\n"), story.expected, "{}.md: not in the order or the form of the format", story.name);
    }
}

#[test]
fn there_are_at_least_sixty() {
    let count = stories().len();
    assert!(count >= 60, "{count} stories");
}

#[test]
fn words_are_pinned_where_they_stand() {
    let text = "The man said he said it.";
    assert_eq!(pins::find(text, "he").unwrap().start(), 13, "not the end of a word");
    assert_eq!(pins::find(text, "said #2").unwrap().start(), 16);
    assert!(pins::find(text, "said").unwrap_err().contains("2 places"));
    assert!(pins::find(text, "says").unwrap_err().contains("not in the text"));
    assert_eq!(pins::show(text, pins::find(text, "said #2").unwrap()), "said #2");
}

#[test]
fn a_story_that_is_not_one_is_an_error() {
    let wrong = |file: &str| Story::parse("x", file).unwrap_err();
    assert_eq!(wrong("```text\na\n```\n```record\n```"), "no title");
    assert_eq!(wrong("# t\n```text\na\n```"), "a story has two fences: its text, then its record");
    let story = Story::parse("x", "# t\n```text\nHe left.\n```\n```record\ns1: direct, speech\n```").unwrap();
    assert!(story.expected("He left.").unwrap_err().starts_with("a head reads"));
}
