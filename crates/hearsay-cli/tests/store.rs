//! The store as a user and a script meet it: what goes in, what comes out, what is said of bad input.

mod common;

use std::fs;
use std::io::Write;

use common::{Run, Scratch, hearsay};
use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RAMP: &str = "“The ramp was cracked,” said Mirek Dvořák, who runs the night crew.\n";
const TIDE: &str = "Susan Hale told reporters that the tide turns at six.\n";

/// Runs with the store `s.db`.
fn run(scratch: &Scratch, arguments: &[&str]) -> Run {
    scratch.run(&[arguments, &["--store", "s.db"]].concat())
}

fn added(scratch: &Scratch, arguments: &[&str]) -> Run {
    let run = run(scratch, &[&["add", "--published", "2026-03-03", "--outlet", "Post"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

#[test]
fn folders_and_archives_go_in_once_and_are_found() {
    let scratch = Scratch::with(&[("in/a.txt", RAMP), ("in/deep/b.txt", TIDE), ("in/c.txt", RAMP)]);
    let mut zip = ZipWriter::new(fs::File::create(scratch.path("in/z.zip")).expect("made"));
    for (name, text) in [("d/ramp.txt", RAMP), ("d/new.txt", "Ida Brandt denied it.\n")] {
        zip.start_file(name, SimpleFileOptions::default()).expect("begun");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("closed");
    let mut tar = tar::Builder::new(GzEncoder::new(
        fs::File::create(scratch.path("in/t.tar.gz")).expect("made"),
        Compression::fast(),
    ));
    let mut header = tar::Header::new_gnu();
    header.set_size(TIDE.len() as u64);
    header.set_mode(0o644);
    tar.append_data(&mut header, "x/tide.txt", TIDE.as_bytes()).expect("written");
    tar.into_inner().expect("closed").finish().expect("closed");

    let first = added(&scratch, &["in", "--verbose"]);
    assert!(first.err.ends_with("3 new, 3 known, seen at another place\n"), "{}", first.err);
    let lines: Vec<Vec<&str>> = first.out.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines.len(), 6);
    assert!(lines.iter().all(|line| line[1].starts_with("sha256:")));
    assert_eq!((lines[0][0], lines[0][2]), ("new", "in/a.txt"));
    assert!(lines.iter().any(|line| line[2] == "in/t.tar.gz!x/tide.txt"), "{}", first.out);
    assert!(added(&scratch, &["in"]).err.ends_with("6 already in\n"));

    let found = run(&scratch, &["find", "who:hale", "--format", "json"]);
    let row: serde_json::Value = serde_json::from_str(found.out.trim()).expect("one object");
    assert_eq!(
        (&row["outlet"], &row["published"], &row["content"]),
        (&"Post".into(), &"2026-03-03".into(), &"that the tide turns at six".into())
    );
    assert!(run(&scratch, &["find", "ramp"]).out.contains("“The ramp was cracked,”"));
    assert_eq!(run(&scratch, &["find", "ramp", "--format", "csv"]).out.lines().count(), 2);
    assert_eq!(run(&scratch, &["find", "xyzzy"]).out, "");
    assert!(run(&scratch, &["who", "Hale"]).out.contains("statements: 1"));
    let check = run(&scratch, &["store", "check"]);
    assert_eq!((check.code, check.out.as_str()), (0, "3 documents, 3 statements: whole\n"), "{}", check.err);
}

#[test]
fn a_changed_file_is_a_version_and_the_change_is_shown() {
    let scratch = Scratch::with(&[("a.txt", TIDE)]);
    added(&scratch, &["a.txt"]);
    fs::write(scratch.path("a.txt"), TIDE.replace("six", "seven")).expect("written");
    assert!(added(&scratch, &["a.txt", "--verbose"]).out.starts_with("version\tsha256:"));
    let versions = run(&scratch, &["store", "versions", "a.txt"]);
    assert_eq!(versions.out.lines().count(), 3, "{}", versions.out);
    assert!(versions.out.contains("turns at [-six.-] {+seven.+}"), "{}", versions.out);
    assert!(run(&scratch, &["find", "tide"]).out.contains("seven"));
    assert_eq!(run(&scratch, &["find", "tide versions:old", "-f", "json"]).out.lines().count(), 1);
    assert_eq!(run(&scratch, &["store", "versions", "b.txt"]).code, 1);
}

#[test]
fn bad_inputs_are_listed_and_cost_no_neighbour() {
    let scratch = Scratch::with(&[("in/a.txt", RAMP), ("in/z.txt", TIDE)]);
    fs::write(scratch.path("in/noise.bin"), b"\x7fELF\x02\x01\x01\0\0\0\0\x03\0\x3e\0\x01".repeat(500))
        .expect("written");
    fs::write(scratch.path("in/cut.zip"), b"PK\x03\x04 and no more").expect("written");
    fs::write(scratch.path("in/cut.tar.gz"), b"\x1f\x8b\x08 and no more").expect("written");
    fs::File::create(scratch.path("in/huge.txt")).and_then(|file| file.set_len(65 << 20)).expect("made");
    let run = run(&scratch, &["add", "in", "missing.txt"]);
    assert_eq!(run.code, 1);
    assert!(run.err.starts_with("2 new; failed:\n"), "{}", run.err);
    for said in [
        "in/noise.bin: ",
        "in/cut.zip: a damaged ZIP archive",
        "in/cut.tar.gz: a damaged TAR archive",
        "in/huge.txt: larger than 64 MiB",
        "missing.txt: no such file",
    ] {
        assert!(run.err.contains(said), "{said} in {}", run.err);
    }
    assert_eq!(run.err.lines().count(), 6, "{}", run.err);
}

#[test]
fn malformed_queries_are_pointed_at() {
    let scratch = Scratch::with(&[("a.txt", RAMP)]);
    added(&scratch, &["a.txt"]);
    let run = run(&scratch, &["find", "who:dvorak frm:direct"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    let said: Vec<&str> = run.err.lines().collect();
    assert!(said[0].starts_with("query:1:12: there is no field frm"), "{}", said[0]);
    assert_eq!(said[1..], ["who:dvorak frm:direct", "           ^^^^"]);
}

#[test]
fn stores_that_cannot_be_used_are_said_in_one_line() {
    let scratch = Scratch::with(&[("a.txt", RAMP), ("notes.db", "my notes, which are no store at all\n")]);
    for arguments in [&["find", "x"][..], &["add", "a.txt"], &["store", "check"], &["export"]] {
        let run = scratch.run(&[arguments, &["--store", "notes.db"]].concat());
        assert_eq!((run.code, run.err.as_str()), (1, "hearsay: notes.db: not a store of hearsay\n"), "{arguments:?}");
    }
    assert_eq!(fs::read_to_string(scratch.path("notes.db")).expect("read"), "my notes, which are no store at all\n");
    let none = scratch.run(&["find", "x", "--store", "none.db"]);
    assert_eq!((none.code, none.err.as_str()), (1, "hearsay: none.db: there is no store; `hearsay add` makes one\n"));
    assert!(!scratch.path("none.db").exists());
    assert_eq!(scratch.run(&["add", "-", "--store", "s.db"]).code, 2);
    assert_eq!(scratch.run(&["add"]).code, 2);
}

#[test]
fn the_default_store_lies_in_the_users_data_folder() {
    let scratch = Scratch::with(&[("a.txt", RAMP)]);
    let output = hearsay(scratch.path(".")).args(["add", "a.txt"]).env("XDG_DATA_HOME", scratch.path("data")).output();
    assert_eq!(Run::of(output.expect("runs")).code, 0);
    assert!(scratch.path("data/hearsay/hearsay.db").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_the_work_and_leaves_the_store_whole() {
    let stories: Vec<(String, String)> =
        (0..60).map(|n| (format!("in/{n}.txt"), TIDE.replace("six", &format!("{n}")).repeat(40))).collect();
    let scratch = Scratch::with(&stories.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
    added(&scratch, &["in/0.txt"]);
    // No file may grow beyond this, which is what a full disk looks like to SQLite.
    let program = assert_cmd::cargo::cargo_bin!("hearsay");
    let script = format!("trap '' XFSZ; ulimit -f 600; exec '{}' add in --store s.db", program.display());
    let output = std::process::Command::new("bash").args(["-c", &script]).current_dir(scratch.path(".")).output();
    let full = Run::of(output.expect("runs"));
    assert_eq!(full.code, 1, "{}", full.err);
    assert!(full.err.contains("hearsay: the store"), "{}", full.err);
    assert_eq!(run(&scratch, &["store", "check"]).code, 0);
    added(&scratch, &["in"]);
    assert!(run(&scratch, &["store", "check"]).out.starts_with("60 documents"));
}

#[test]
fn exports_hold_what_was_asked_for() {
    let scratch = Scratch::with(&[("a.txt", RAMP), ("b.txt", TIDE), ("c.txt", "Ida Brandt said <b>no</b> & left.\n")]);
    added(&scratch, &["a.txt", "b.txt", "c.txt"]);
    let export = |arguments: &[&str]| run(&scratch, &[&["export"], arguments].concat());
    let records: Vec<hearsay::record::Record> =
        export(&[]).out.lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
    assert_eq!(records.len(), 3);
    let one = export(&["who:hale"]);
    assert_eq!(one.out.lines().count(), 1, "{}", one.out);
    assert_eq!(export(&["who:hale", "-f", "csv"]).out.lines().count(), 2);
    let annotations: serde_json::Value =
        serde_json::from_str(&export(&["who:hale", "-f", "webanno"]).out).expect("JSON");
    assert_eq!(annotations["type"], "AnnotationCollection");
    let dossier = export(&["-f", "html"]).out;
    assert!(dossier.starts_with("<!doctype html>") && dossier.ends_with("</html>\n"));
    assert!(
        !dossier.contains("<script") && !dossier.contains("<b>no") && dossier.contains("default-src 'none'"),
        "{dossier}"
    );
    let sample = export(&["--sample", "2", "--seed", "7", "-f", "csv"]).out;
    assert_eq!(sample.lines().count(), 3);
    assert_eq!(export(&["--sample", "2", "--seed", "7", "-f", "csv"]).out, sample);
    assert_eq!(export(&["--seed", "7"]).code, 2);
}

#[test]
fn backup_compact_reread_and_forget_do_what_they_say() {
    let scratch = Scratch::with(&[("a.txt", RAMP), ("b.txt", TIDE)]);
    added(&scratch, &["a.txt", "b.txt"]);
    assert_eq!(run(&scratch, &["store", "backup", "copy.db"]).code, 0);
    assert_eq!(run(&scratch, &["store", "compact"]).code, 0);
    assert_eq!(run(&scratch, &["store", "reread"]).code, 0, "nothing is due");
    let shown = run(&scratch, &["store", "forget", "--person", "Susan Hale"]);
    assert_eq!(shown.code, 2);
    assert!(shown.err.ends_with("1 documents would be forgotten for good; --yes does it\n"), "{}", shown.err);
    assert_eq!(run(&scratch, &["store", "forget", "--person", "Susan Hale", "--yes"]).code, 0);
    assert_eq!(run(&scratch, &["find", "tide"]).out, "");
    assert_eq!(run(&scratch, &["store", "check"]).out, "1 documents, 1 statements: whole\n");
    assert_eq!(scratch.run(&["find", "tide", "-f", "json", "--store", "copy.db"]).out.lines().count(), 1);
    assert_eq!(run(&scratch, &["store", "forget", "abcdef", "--yes"]).code, 1);
}

#[test]
fn a_record_of_another_making_is_made_anew() {
    let scratch = Scratch::with(&[("a.txt", TIDE)]);
    added(&scratch, &["a.txt"]);
    let read = |scratch: &Scratch| run(scratch, &["export"]).out;
    let fresh = read(&scratch);
    let mut record: hearsay::record::Record = serde_json::from_str(&fresh).expect("a record");
    record.made_by.program = "hearsay 0.0.9".to_owned();
    record.statements.clear();
    let mut store = hearsay_store::Store::open(&scratch.path("s.db")).expect("opened");
    store.renew(&[record], "test").expect("made older");
    drop(store);
    assert_eq!(run(&scratch, &["find", "tide"]).out, "");
    let reread = run(&scratch, &["store", "reread"]);
    assert_eq!(reread.code, 0, "{}", reread.err);
    assert_eq!(read(&scratch), fresh, "the same bytes as from the file");
}

#[test]
fn several_programs_add_at_once() {
    let stories: Vec<(String, String)> =
        (0..30).map(|n| (format!("{}/{n}.txt", n % 2), TIDE.replace("six", &format!("{n}")))).collect();
    let scratch = Scratch::with(&stories.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
    let start = |arguments: &[&str]| {
        let mut command = hearsay(scratch.path("."));
        command.args(["add", "--store", "s.db", "--jobs", "1"]).args(arguments).stderr(std::process::Stdio::piped());
        command.spawn().expect("starts")
    };
    let children = [start(&["0"]), start(&["1"]), start(&["1", "0"])];
    for child in children {
        let run = Run::of(child.wait_with_output().expect("ends"));
        assert_eq!(run.code, 0, "{}", run.err);
    }
    assert_eq!(run(&scratch, &["store", "check"]).out, "30 documents, 30 statements: whole\n");
}

/// `add` is killed at random moments: what it said was in is in, and the next run finishes the work.
#[test]
fn add_may_be_killed_at_any_moment() {
    let kills = if std::env::var_os("HEARSAY_FULL").is_some() { 200 } else { 5 };
    let stories: Vec<(String, String)> =
        (0..400).map(|n| (format!("in/{n:03}.txt"), RAMP.replace("ramp", &format!("ramp {n}")))).collect();
    let scratch = Scratch::with(&stories.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
    let (mut said, mut killed, mut store) = (Vec::new(), 0, 0);
    let mut random = 88_172_645_463_325_252_u64;
    for _ in 0..kills {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let name = format!("s{store}.db");
        let mut child = hearsay(scratch.path("."))
            .args(["add", "in", "--verbose", "--quiet", "--store", &name])
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("starts");
        // The moment is what is tested: any will do, none is waited for.
        std::thread::sleep(std::time::Duration::from_micros(random % 2_500_000));
        child.kill().expect("killed");
        let output = child.wait_with_output().expect("gone");
        let out = String::from_utf8(output.stdout).expect("UTF-8");
        said.extend(
            out.split_inclusive('\n')
                .filter(|line| line.ends_with('\n'))
                .filter_map(|line| Some(line.split('\t').nth(1)?.to_owned())),
        );
        if scratch.path(&name).exists() {
            let opened = hearsay_store::Store::open(&scratch.path(&name)).expect("opens");
            assert_eq!(opened.check().expect("checked").problems, [""; 0]);
            for id in &said {
                assert!(opened.document(id).expect("read").is_some(), "{id} is lost");
            }
        }
        if output.status.success() {
            // All were in: the next run begins a store of its own.
            store += 1;
            said.clear();
        } else {
            killed += 1;
        }
    }
    assert!(killed > 0, "no run was killed");
    let name = format!("s{store}.db");
    assert_eq!(scratch.run(&["add", "in", "--quiet", "--store", &name]).code, 0);
    assert!(scratch.run(&["store", "check", "--store", &name]).out.starts_with("400 documents"));
}
