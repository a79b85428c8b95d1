//! `hearsay check` and `hearsay diff` as a user and a script meet them: exit codes, formats, several transcripts, bad input.

#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod common;

use common::Scratch;

const CALL: &str = "IDA BRANDT: The pumps were bought in March. Nobody has been asked to leave the valley.\n\
    OLE KROG: People say the water tastes of iron.\n\
    IDA BRANDT: They may be right about that.\n";
const CODES: &str = "{\"language\": \"en\", \"segments\": [\
    {\"start\": 1.0, \"end\": 4.0, \"text\": \" The pumps were bought in March.\", \"speaker\": \"SPEAKER_00\"},\
    {\"start\": 4.5, \"end\": 8.0, \"text\": \" People say the water tastes of iron.\", \"speaker\": \"SPEAKER_01\"}]}";
const GOOD: &str = "Ida Brandt said: “The pumps were bought in March.”\n";
const BAD: &str = "Ida Brandt said: “The pumps were bought in April.”\n";

fn json(out: &str) -> serde_json::Value {
    serde_json::from_str(out).expect("one JSON object")
}

#[test]
fn a_right_quotation_ends_with_0_and_an_altered_one_with_3() {
    let scratch = Scratch::with(&[("call.txt", CALL), ("good.txt", GOOD), ("bad.txt", BAD)]);
    let good = scratch.run(&["check", "good.txt", "--against", "call.txt"]);
    assert_eq!((good.code, good.err.as_str()), (0, ""), "{}", good.out);
    assert!(good.out.contains("VERBATIM"), "{}", good.out);
    let bad = scratch.run(&["check", "bad.txt", "--against", "call.txt"]);
    assert_eq!(bad.code, 3);
    assert!(bad.out.contains("ALTERED") && bad.out.contains("{March → April}"), "{}", bad.out);
    let both = scratch.run(&["check", "good.txt", "bad.txt", "--against", "call.txt"]);
    assert_eq!(both.code, 3);
    assert!(both.out.contains("good.txt: 1 quotation: 1 verbatim"), "{}", both.out);
}

#[test]
fn json_and_html_hold_the_same_verdict() {
    let scratch = Scratch::with(&[("call.txt", CALL), ("bad.txt", BAD)]);
    let run = scratch.run(&["check", "bad.txt", "--against", "call.txt", "--format", "json", "--offsets", "byte"]);
    let report = json(&run.out);
    assert_eq!((run.code, report["hearsay"].as_i64()), (3, Some(1)));
    let quotation = &report["quotations"][0];
    assert_eq!((&quotation["words"], &quotation["speaker"]), (&"altered".into(), &"right".into()));
    let span = &quotation["where"][0]["spans"][0];
    let at = |index: usize| span[index].as_u64().expect("an offset") as usize;
    assert_eq!(&CALL[at(0)..at(1)], "The pumps were bought in March");
    let page = scratch.run(&["check", "bad.txt", "--against", "call.txt", "--format", "html"]);
    assert_eq!(page.code, 3);
    assert!(page.out.starts_with("<!doctype html>") || page.out.starts_with("<!DOCTYPE html>"), "{}", &page.out[..80]);
    assert!(!page.out.contains("http://") && !page.out.contains("src="), "self-contained");
}

#[test]
fn a_table_names_the_labels_of_a_recogniser_and_the_time_is_told() {
    let names = "SPEAKER_00 = Ida Brandt\nSPEAKER_01 = Ole Krog\n";
    let story = "Ole Krog said: “The pumps were bought in March.”\n";
    let scratch = Scratch::with(&[("call.json", CODES), ("names.txt", names), ("story.txt", story)]);
    let unnamed = scratch.run(&["check", "story.txt", "--against", "call.json", "--format", "json"]);
    assert_eq!((unnamed.code, &json(&unnamed.out)["quotations"][0]["speaker"]), (0, &"unknown".into()));
    let arguments = ["check", "story.txt", "--against", "call.json", "--speakers", "names.txt", "--format", "json"];
    let named = scratch.run(&arguments);
    let quotation = &json(&named.out)["quotations"][0];
    assert_eq!((named.code, &quotation["speaker"], &quotation["worst"]), (3, &"wrong".into(), &"wrong-speaker".into()));
    assert_eq!(quotation["where"][0]["time"], "00:00:01.000");
    let again = std::fs::read_to_string(scratch.path("call.json")).expect("there");
    assert_eq!(again, CODES, "the table is a layer and never written into the file");
}

#[test]
fn read_lays_the_table_over_the_file() {
    let names = "SPEAKER_00 = Ida Brandt\n";
    let scratch = Scratch::with(&[("call.json", CODES), ("names.txt", names), ("bad.txt", "SPEAKER_00\n")]);
    let run = scratch.run(&["read", "call.json", "--speakers", "names.txt", "--format", "json"]);
    let record = json(&run.out);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let named = |entity: &&serde_json::Value| entity["name"] == "Ida Brandt";
    let brandt = record["entities"].as_array().into_iter().flatten().find(named).expect("an entity of that name");
    let sources: Vec<_> = record["statements"].as_array().into_iter().flatten().map(|one| &one["source"]).collect();
    assert_eq!((&sources[0]["text"], &sources[0]["entity"]), (&"SPEAKER_00".into(), &brandt["id"]));
    assert!(record["document"]["text"].as_str().is_some_and(|text| text.starts_with("SPEAKER_00: The pumps")));
    let only = scratch.run(&["read", "call.json", "--speakers", "names.txt", "--who", "Brandt", "--format", "csv"]);
    assert_eq!(only.out.lines().count(), 2, "{}", only.out);
    assert!(only.out.contains("Ida Brandt"), "{}", only.out);
    let shown = scratch.run(&["read", "call.json", "--speakers", "names.txt"]);
    assert!(shown.out.contains("SPEAKER_00 (Ida Brandt) —"), "{}", shown.out);
    let failed = scratch.run(&["read", "call.json", "--speakers", "bad.txt"]);
    assert_ne!(failed.code, 0);
    assert!(failed.err.contains("bad.txt:1: not a speaker: write LABEL = NAME"), "{}", failed.err);
}

#[test]
fn a_citation_names_the_file_the_place_and_the_characters() {
    let scratch = Scratch::with(&[("call.json", CODES), ("good.txt", GOOD)]);
    let run = scratch.run(&["check", "good.txt", "--against", "call.json"]);
    assert!(run.out.contains("call.json, SPEAKER_00, 00:00:01.000, turn 1, codepoints 12–42"), "{}", run.out);
}

#[test]
fn several_and_overlapping_transcripts_each_give_their_place() {
    let scratch = Scratch::with(&[("a.txt", CALL), ("b.json", CODES), ("story.txt", GOOD)]);
    let run = scratch.run(&["check", "story.txt", "--against", "a.txt", "b.json", "--format", "json"]);
    let report = json(&run.out);
    assert_eq!(report["against"].as_array().map(Vec::len), Some(2));
    assert_eq!(report["quotations"][0]["where"].as_array().map(Vec::len), Some(2), "{}", run.out);
}

#[test]
fn a_transcript_of_ten_hours_is_searched() {
    let mut call = String::new();
    for turn in 0..6000 {
        let who = if turn % 2 == 0 { "IDA BRANDT" } else { "OLE KROG" };
        call.push_str(&format!("{who}: Item {turn} of the list was read and nobody asked for the floor today.\n"));
    }
    call.push_str("OLE KROG: People say the water tastes of iron.\n");
    let story = "Krog said: “People say the water tastes of iron.”\n";
    let scratch = Scratch::with(&[("call.txt", &call), ("story.txt", story)]);
    let run = scratch.run(&["check", "story.txt", "--against", "call.txt", "--format", "json"]);
    let quotation = &json(&run.out)["quotations"][0];
    assert_eq!((run.code, &quotation["where"][0]["turn"]), (0, &6001.into()), "{}", run.err);
}

#[test]
fn bad_inputs_are_named_and_the_others_are_done() {
    let scratch = Scratch::with(&[
        ("call.txt", CALL),
        ("good.txt", GOOD),
        ("broken.json", "{\"segments\": [{]}"),
        ("names.txt", "SPEAKER_00 =\n"),
    ]);
    let run = scratch.run(&["check", "good.txt", "missing.txt", "--against", "call.txt", "broken.json"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("VERBATIM"), "{}", run.out);
    assert!(run.err.contains("missing.txt: ") && run.err.contains("broken.json:1:"), "{}", run.err);
    let table = scratch.run(&["check", "good.txt", "--against", "call.txt", "--speakers", "names.txt"]);
    assert_eq!(table.code, 1);
    assert!(table.err.contains("names.txt:1: not a speaker: write LABEL = NAME"), "{}", table.err);
    assert_eq!(scratch.run(&["check", "good.txt"]).code, 2, "no transcript");
    let weights = scratch.run(&["check", "good.txt", "--against", "call.txt", "--model", "call.txt"]);
    assert_eq!(weights.code, 1);
    assert!(weights.err.contains("call.txt: "), "{}", weights.err);
}

#[test]
fn an_empty_story_has_no_quotations_and_an_empty_transcript_or_plan_is_told() {
    let scratch = Scratch::with(&[("call.txt", CALL), ("empty.txt", ""), ("good.txt", GOOD)]);
    let none = scratch.run(&["check", "empty.txt", "--against", "call.txt"]);
    assert_eq!((none.code, none.out.as_str()), (0, "empty.txt: no quotations\n"));
    let empty = scratch.run(&["check", "good.txt", "--against", "empty.txt"]);
    assert_eq!((empty.code, empty.out.as_str()), (1, ""));
    assert_eq!(empty.err, "hearsay: empty.txt: no words in it: nothing to hold quotations against\n");
    let plan = scratch.run(&["diff", "empty.txt", "good.txt"]);
    assert_eq!((plan.code, plan.out.as_str()), (1, ""));
    assert_eq!(plan.err, "hearsay: empty.txt: no words in it: nothing to compare\n");
}

const PLAN_A: &str = "1. The towns shall stop all shelling within 100 days.\n2. Norvia will withdraw its gunboats.\n";
const PLAN_B: &str = "1. Norvia will withdraw its gunboats.\n2. The towns may stop all shelling in due course.\n";

#[test]
fn plans_are_compared_in_every_format() {
    let scratch = Scratch::with(&[("a.txt", PLAN_A), ("b.txt", PLAN_B)]);
    let text = scratch.run(&["diff", "a.txt", "b.txt"]);
    assert_eq!((text.code, text.err.as_str()), (0, ""));
    assert!(text.out.contains("weaker"), "{}", text.out);
    let report = json(&scratch.run(&["diff", "a.txt", "b.txt", "--format", "json"]).out);
    let shelling = report["points"].as_array().expect("points").iter().find(|point| point["a"][0] == "1");
    assert_eq!(shelling.expect("the point")["force"], "weaker");
    let page = scratch.run(&["diff", "a.txt", "b.txt", "--format", "html"]).out;
    assert!(page.contains("shelling") && !page.contains("http://") && !page.contains("src="), "self-contained");
}

#[test]
fn a_plan_that_cannot_be_read_is_named() {
    let scratch = Scratch::with(&[("a.txt", PLAN_A)]);
    let run = scratch.run(&["diff", "a.txt", "missing.txt"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("missing.txt: "), "{}", run.err);
    assert_eq!(scratch.run(&["diff", "a.txt"]).code, 2);
}
