//! Bad input as the program meets it: one line or a record, no lost neighbour, and never more than a gibibyte.

#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod common;

use std::fs;
use std::io::{Cursor, Write};

use common::{Run, Scratch};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const STORY: &str = "“The ramp was cracked,” said Mirek Dvořák, who runs the night crew.\n";

/// The program with at most 1 GiB of address space; `ulimit` counts in KiB.
#[cfg(target_os = "linux")]
fn within_a_gibibyte(scratch: &Scratch, arguments: &str) -> Run {
    let program = assert_cmd::cargo::cargo_bin!("hearsay");
    let script = format!("ulimit -v 1048576; exec '{}' {arguments}", program.display());
    let output = std::process::Command::new("sh").args(["-c", &script]).current_dir(scratch.path(".")).output();
    Run::of(output.expect("runs"))
}

fn docx_bomb() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default()).expect("begun");
    writer.write_all(&vec![b' '; 300 << 20]).expect("written");
    writer.finish().expect("closed").into_inner()
}

#[test]
fn bad_files_give_a_line_and_lose_no_neighbour() {
    let scratch = Scratch::with(&[("after.txt", STORY)]);
    let corpus = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/");
        fs::read(format!("{folder}{name}")).expect(name)
    };
    let cases = [
        ("locked.pdf", corpus("pdf/locked"), "password"),
        ("bomb.docx", docx_bomb(), "ZIP bomb"),
        ("cut.docx", corpus("docx/cut"), "damaged DOCX"),
        ("broken.pdf", b"%PDF-1.7\nnothing here".to_vec(), "damaged PDF"),
        ("sheet.docx", corpus("docx/none"), "ZIP archive"),
        ("picture.html", b"\x89PNG\r\n\x1a\n".to_vec(), "PNG"),
    ];
    for (name, bytes, said) in cases {
        fs::write(scratch.path(name), bytes).expect("written");
        let run = scratch.run(&["read", name, "after.txt", "-f", "jsonl", "--quiet"]);
        assert_eq!((run.code, run.out.lines().count()), (1, 1), "{name}: {}", run.err);
        assert!(run.err.starts_with(&format!("{name}: ")) && run.err.contains(said), "{}", run.err);
        assert_eq!(run.err.lines().count(), 1, "{name}: {}", run.err);
        assert!(run.out.contains("night crew"), "{name} cost its neighbour");
    }
}

#[test]
fn a_page_nested_fifty_thousand_deep_is_read() {
    let page = format!("<html><body>{}<p>{STORY}</p>{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
    let scratch = Scratch::with(&[("deep.html", &page)]);
    let run = scratch.run(&["read", "deep.html", "-f", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("night crew"));
}

#[test]
fn a_language_that_is_not_read_gives_a_warning_and_an_empty_record() {
    let text = "Der Hafenmeister sagte am Dienstag, die Fähre werde nicht auslaufen, bevor der Wind nachlasse. „Niemand hat mich \
        gefragt“, sagte er, und er werde auch niemanden fragen, bevor die Rampe nicht repariert worden sei.\n";
    let scratch = Scratch::with(&[("de.txt", text)]);
    let run = scratch.run(&["read", "de.txt", "-f", "json"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("de.txt: warning:") && run.err.contains("(de)"), "{}", run.err);
    let record: serde_json::Value = serde_json::from_str(&run.out).expect("one JSON object");
    assert_eq!(record["document"]["language"], "de");
    assert_eq!(record["statements"], serde_json::json!([]));
    assert!(record["document"]["text"].as_str().expect("text").contains("Hafenmeister"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_line_of_a_hundred_megabytes_stays_within_a_gibibyte() {
    let scratch = Scratch::with(&[("after.txt", STORY)]);
    fs::write(scratch.path("line.txt"), vec![b'a'; 100 << 20]).expect("written");
    let run = within_a_gibibyte(&scratch, "read line.txt after.txt -f jsonl --quiet --jobs 1");
    assert_eq!((run.code, run.out.lines().count()), (0, 2), "{}", run.err);
    assert!(run.out.contains("night crew"));
}

/// Takes minutes: in a full run only.
#[cfg(target_os = "linux")]
#[test]
fn ten_megabytes_of_prose_stay_within_a_gibibyte() {
    if std::env::var_os("HEARSAY_FULL").is_none() {
        eprintln!("skipped: set HEARSAY_FULL=1");
        return;
    }
    let scratch = Scratch::with(&[("long.txt", &format!("{STORY}\n").repeat((10 << 20) / STORY.len()))]);
    let run = within_a_gibibyte(&scratch, "read long.txt -f jsonl --quiet --jobs 1");
    assert_eq!((run.code, run.out.lines().count()), (0, 1), "{}", run.err);
}
