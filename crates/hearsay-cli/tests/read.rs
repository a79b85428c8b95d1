//! `hearsay read` as a user and a script meet it: exit codes, pipes, files, bad input.

mod common;

use std::fs;

use common::{Run, Scratch, hearsay};

const STORY: &str = "“The ramp was cracked,” said Mirek Dvořák, who runs the night crew.\n\nNobody was hurt 🚢.\n";

#[test]
fn a_story_gives_a_record_on_standard_output_alone() {
    let scratch = Scratch::with(&[("story.txt", STORY)]);
    let run = scratch.run(&["read", "story.txt", "--format", "json", "--published", "2026-03-03", "--outlet", "Post"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let record: serde_json::Value = serde_json::from_str(&run.out).expect("one JSON object");
    assert_eq!(record["hearsay"], 1);
    assert_eq!(record["document"]["published"], "2026-03-03");
    assert_eq!(record["document"]["outlet"], "Post");
    assert!(record["document"]["text"].as_str().expect("text").contains("Dvořák"));
}

#[test]
fn standard_input_is_read_with_and_without_the_dash() {
    let scratch = Scratch::with(&[]);
    let dash = scratch.run_with(&["read", "-", "-f", "jsonl"], STORY.as_bytes());
    let bare = scratch.run_with(&["read", "-f", "jsonl"], STORY.as_bytes());
    assert_eq!(dash.code, 0);
    assert_eq!(dash.out, bare.out);
    assert_eq!(scratch.run(&["read", "-", "-"]).code, 2);
}

#[test]
fn empty_and_blank_inputs_are_empty_records() {
    let scratch = Scratch::with(&[("empty.txt", ""), ("blank.txt", " \n\t\n\u{a0}\n")]);
    for name in ["empty.txt", "blank.txt"] {
        let run = scratch.run(&["read", name, "-f", "json"]);
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        let record: serde_json::Value = serde_json::from_str(&run.out).expect("one JSON object");
        assert_eq!(record["statements"], serde_json::json!([]));
        assert_eq!(scratch.run(&["read", name]).out, "no statements\n");
    }
}

#[test]
fn one_bad_input_never_stops_the_others() {
    let scratch = Scratch::with(&[("a.txt", STORY), ("c.txt", STORY)]);
    fs::create_dir(scratch.path("folder")).expect("a folder");
    fs::write(scratch.path("noise.bin"), b"\x7fELF\x02\x01\x01\0\0\0\0\x03\0\x3e\0\x01".repeat(500)).expect("written");
    let run = scratch.run(&["read", "a.txt", "missing.txt", "folder", "noise.bin", "c.txt", "-f", "jsonl"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.out.lines().count(), 2);
    let said: Vec<&str> = run.err.lines().collect();
    assert_eq!(said[0], "2 of 5 read; failed:");
    assert_eq!(said[1], "missing.txt: no such file or directory");
    assert_eq!(said[2], "folder: is a directory");
    assert!(said[3].starts_with("noise.bin: "), "{}", said[3]);
    assert_eq!(said.len(), 4);
    let quiet = scratch.run(&["read", "a.txt", "missing.txt", "c.txt", "-f", "jsonl", "--quiet"]);
    assert_eq!(quiet.err, "missing.txt: no such file or directory\n");
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_a_clear_error() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::with(&[("secret.txt", STORY)]);
    let path = scratch.path("secret.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("changed");
    if fs::read(&path).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let run = scratch.run(&["read", "secret.txt"]);
    assert_eq!((run.code, run.err.as_str()), (1, "secret.txt: permission denied\n"));
}

#[test]
fn odd_bytes_give_a_record_or_one_line() {
    let scratch = Scratch::with(&[("after.txt", STORY)]);
    let cases: [(&str, Vec<u8>); 6] = [
        ("invalid.txt", b"Good text, then \xff\xfe\xfa and more good text here.\n".to_vec()),
        ("nul.txt", b"Before the mark\0and after it, he said.\n".to_vec()),
        ("surrogates.txt", vec![0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8, 0x42, 0x00]),
        ("marks.txt", "\u{200f}Д\u{301}и\u{200d}ма\u{202e} said “no”.".as_bytes().to_vec()),
        ("quotes.txt", "“".repeat(10_000).into_bytes()),
        ("line.txt", "a b ".repeat(10_000).into_bytes()),
    ];
    for (name, bytes) in cases {
        fs::write(scratch.path(name), bytes).expect("written");
        let run = scratch.run(&["read", name, "after.txt", "-f", "jsonl", "--quiet"]);
        assert!(run.code <= 1, "{name}: code {}: {}", run.code, run.err);
        assert_eq!(run.out.lines().count() + run.err.lines().count(), 2, "{name}: {}", run.err);
        assert!(run.out.contains("night crew"), "{name} cost its neighbour");
    }
}

#[test]
fn any_number_of_jobs_gives_the_same_bytes_in_the_order_of_the_inputs() {
    let stories: Vec<(String, String)> =
        (0..40).map(|n| (format!("{n}.txt"), format!("“Story {n},” she said.\n").repeat(1 + (n * 7) % 23))).collect();
    let scratch = Scratch::with(&stories.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
    let mut arguments = vec!["read", "-f", "jsonl", "--jobs", "1"];
    arguments.extend(stories.iter().map(|(name, _)| name.as_str()));
    let one = scratch.run(&arguments);
    assert_eq!(one.out.lines().count(), 40);
    for (line, (_, text)) in one.out.lines().zip(&stories) {
        let record: serde_json::Value = serde_json::from_str(line).expect("one JSON object a line");
        let read = record["document"]["text"].as_str().expect("text");
        assert_eq!(read.matches("she said").count(), text.lines().count(), "each line is the record of its own input");
    }
    arguments[4] = "7";
    assert!(scratch.run(&arguments).out == one.out, "seven jobs print other bytes than one");
}

#[test]
fn formats_of_several_inputs_stay_readable() {
    let scratch = Scratch::with(&[("a.txt", STORY), ("b.txt", STORY)]);
    let run = |format: &str| scratch.run(&["read", "a.txt", "b.txt", "--quiet", "-f", format]).out;
    assert_eq!(run("csv").matches("id,mode,form").count(), 1);
    let objects = serde_json::Deserializer::from_str(&run("json")).into_iter::<serde_json::Value>().count();
    assert_eq!(objects, 2);
    let text = run("text");
    assert!(text.starts_with("==> a.txt <==\n") && text.contains("\n\n==> b.txt <==\n"), "{text}");
    assert!(!text.contains('\u{1b}'), "no colour in a pipe");
}

#[test]
fn out_writes_a_file_for_each_input_and_never_over_one() {
    let scratch = Scratch::with(&[("a.txt", STORY), ("sub/a.txt", "Other.")]);
    let run = scratch.run(&["read", "a.txt", "sub/a.txt", "-f", "brat", "--out", "made/here"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", "2 of 2 read\n"));
    let read = |name: &str| fs::read_to_string(scratch.path(name)).expect(name);
    assert_eq!(read("made/here/a-2.txt").trim(), "Other.");
    assert!(read("made/here/a.txt").contains("Dvořák"));
    read("made/here/a.ann");
    assert_eq!(fs::read_dir(scratch.path("made/here")).expect("there").count(), 4, "nothing else is left");
    let over = scratch.run(&["read", "a.txt", "-f", "brat", "--out", "."]);
    assert_eq!((over.code, read("a.txt").as_str()), (1, STORY));
    assert!(over.err.contains("is an input"), "{}", over.err);
}

#[test]
fn arguments_that_make_no_sense_exit_with_two() {
    let scratch = Scratch::with(&[("a.txt", STORY)]);
    for arguments in [
        &["read", "a.txt", "--published", "yesterday"][..],
        &["read", "a.txt", "--format", "xml"],
        &["read", "a.txt", "--jobs", "0"],
        &["read", "--nonsense"],
        &["frobnicate"],
        &["man", "frobnicate"],
        &[],
    ] {
        let run = scratch.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.out.is_empty() && !run.err.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let scratch = Scratch::with(&[("long.txt", &"“Yes,” he said. ".repeat(2_000))]);
    let mut child = hearsay(scratch.path("."))
        .args(["read", "long.txt", "long.txt", "-f", "json", "--quiet"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let scratch = Scratch::with(&[("a.txt", STORY)]);
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    for arguments in [&["read", "a.txt"][..], &["completions", "bash"], &["man"]] {
        let output = hearsay(scratch.path(".")).args(arguments).stdout(full()).output().expect("runs");
        let run = Run::of(output);
        assert_eq!(
            (run.code, run.err.as_str()),
            (1, "hearsay: standard output: no space left on device\n"),
            "{arguments:?}"
        );
    }
}

#[test]
fn help_opens_with_examples_and_packagers_get_their_files() {
    let scratch = Scratch::with(&[]);
    assert!(scratch.run(&["read", "--help"]).out.starts_with("Examples:\n"));
    assert!(scratch.run(&["completions", "zsh"]).out.starts_with("#compdef hearsay"));
    assert!(scratch.run(&["man"]).out.contains(".TH hearsay 1"));
    assert!(scratch.run(&["man", "read"]).out.contains("hearsay\\-read"));
}

#[test]
fn together_one_input_disputes_what_another_says() {
    let claim = "Mirek Dvořák said the harbour ferry had carried ninety passengers that night.\n";
    let denial = "Northway Ferries denied that the harbour ferry had carried ninety passengers that night.\n";
    let scratch = Scratch::with(&[("a.txt", claim), ("b.txt", denial)]);
    let run = |arguments: &[&str]| {
        let run = scratch.run(&[&["read", "a.txt", "b.txt", "--quiet"], arguments].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        run.out
    };
    let records: Vec<serde_json::Value> = run(&["-f", "jsonl", "--together"])
        .lines()
        .map(|line| serde_json::from_str(line).expect("one JSON object a line"))
        .collect();
    let across: Vec<&serde_json::Value> = records[1]["disputes"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|dispute| dispute["about"]["document"].is_string())
        .collect();
    assert_eq!(across.len(), 1, "{}", records[1]["disputes"]);
    assert_eq!(across[0]["about"]["document"], records[0]["document"]["id"]);
    assert_eq!((&across[0]["about"]["id"], &across[0]["kind"]), (&"s1".into(), &"denies".into()));
    let short = &records[0]["document"]["id"].as_str().expect("an id")[..15];
    let text = run(&["--together"]);
    assert!(
        text.starts_with(&format!("==> a.txt · {short} <==\n")) && text.contains(&format!("denies s1 of {short}")),
        "{text}"
    );
    assert!(!run(&["-f", "jsonl"]).contains("\"document\":\"sha256"), "only where it is asked for");
    assert_eq!(scratch.run(&["read", "a.txt", "--together"]).code, 2);
}
