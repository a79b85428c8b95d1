//! Who is who across documents, and the way of words, at a terminal.

mod common;

use common::{Run, Scratch};

const FIRST: &str = "“The council pays for the cracked ramp and the two boats that sank,” said Mirek Dvořák, head of the night crew. \
He spoke to Lucía Benítez of Northway Ferries.\n";
const SECOND: &str = "“The council pays for the broken ramp and the two boats that sank,” Mirek Dvorak, head of the night crew, told Lucía Benítez of \
Northway Ferries.\n";

fn run(scratch: &Scratch, arguments: &[&str]) -> Run {
    scratch.run(&[arguments, &["--store", "s.db"]].concat())
}

fn two_stories() -> Scratch {
    let scratch = Scratch::with(&[("a.txt", FIRST), ("b.txt", SECOND)]);
    for (file, outlet, date) in [("a.txt", "Harbour Post", "2026-03-02"), ("b.txt", "Quay", "2026-03-03")] {
        let added = run(&scratch, &["add", file, "--outlet", outlet, "--published", date]);
        assert_eq!(added.code, 0, "{}", added.err);
    }
    scratch
}

#[test]
fn a_person_of_two_documents_is_listed_split_and_made_one_again() {
    let scratch = two_stories();
    let listed = run(&scratch, &["persons", "list", "Dvorak", "--format", "json"]);
    let row: serde_json::Value = serde_json::from_str(listed.out.lines().next().expect("a row")).expect("JSON");
    assert_eq!((row["documents"].as_u64(), listed.code), (Some(2), 0), "{}", listed.out);
    let number = row["person"].to_string();
    let shown = run(&scratch, &["persons", "show", &number]).out;
    assert!(shown.contains("both are called") && shown.contains("Harbour Post"), "{shown}");
    let detail = run(&scratch, &["persons", "show", &number, "--format", "json"]).out;
    let detail: serde_json::Value = serde_json::from_str(&detail).expect("JSON");
    let member = &detail["members"][0];
    let entity = format!("{}#{}", member["document"].as_str().expect("id"), member["entity"].as_str().expect("id"));
    let split = run(&scratch, &["persons", "split", &number, &entity]);
    assert_eq!(split.code, 0, "{}", split.err);
    let change = split.out.lines().find_map(|line| line.strip_prefix("change ")).expect("a number").to_owned();
    assert_eq!(run(&scratch, &["persons", "list", "Dvorak"]).out.lines().count(), 2);
    assert_eq!(run(&scratch, &["persons", "undo", &change]).code, 0);
    assert_eq!(run(&scratch, &["persons", "list", "Dvorak"]).out.lines().count(), 1);
    let again = run(&scratch, &["persons", "undo", &change]);
    assert!(again.code == 1 && again.err.contains("undone already"), "{}", again.err);
    assert_eq!(run(&scratch, &["persons", "show", "999"]).code, 1);
    assert_eq!(run(&scratch, &["persons", "show", "x"]).code, 2);
}

#[test]
fn words_are_traced_from_a_text_and_from_a_statement() {
    let scratch = two_stories();
    let traced = run(&scratch, &["trace", "the council pays for the cracked ramp"]);
    assert!(
        traced.out.contains("1  2026-03-02  Harbour Post") && traced.out.contains("{cracked → broken}"),
        "{}",
        traced.out
    );
    let found = run(&scratch, &["find", "boats", "--format", "json"]).out;
    let row: serde_json::Value = serde_json::from_str(found.lines().next().expect("a row")).expect("JSON");
    let name = format!("{}#{}", row["document"].as_str().expect("id"), row["id"].as_str().expect("id"));
    let steps = run(&scratch, &["trace", &name, "--format", "json"]).out;
    let steps: serde_json::Value = serde_json::from_str(&steps).expect("JSON");
    assert_eq!(steps["steps"].as_array().map(Vec::len), Some(2), "{steps}");
    assert_eq!(run(&scratch, &["trace", "abcdef12#s1"]).code, 1);
    assert!(run(&scratch, &["trace", "nobody ever said such words"]).out.contains("nowhere"));
}
