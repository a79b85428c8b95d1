//! A writer that is killed at any moment loses nothing that it said was in, and leaves a whole store.
//!
//! The writer is this test program itself, run again with HEARSAY_WRITE set. `hearsay-cli` has the same for the whole command.

#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod common;

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use common::load::Random;
use hearsay_store::{Entry, Store};

/// Puts stories in, a few at a time, some of them new versions; says which are in.
#[test]
fn writer() {
    let Ok(task) = std::env::var("HEARSAY_WRITE") else { return };
    let (seed, path) = task.split_once(' ').expect("a seed and a path");
    let seed: u64 = seed.parse().expect("a number");
    let mut store = Store::create(Path::new(path)).expect("a store");
    let mut random = Random::new(seed);
    for batch in 0..40 {
        let entries: Vec<Entry> = (0..1 + random.below(12))
            .map(|at| common::many::story(&mut random, 6).at(&format!("/{}/{}", batch % 5, at)))
            .collect();
        let puts = store.put_all(&entries).expect("put");
        let lines: String = puts.iter().map(|put| format!("in {}\n", put.document)).collect();
        std::io::stdout().write_all(lines.as_bytes()).expect("said");
    }
}

#[test]
fn nothing_that_is_in_is_lost_when_the_writer_is_killed() {
    let kills = if std::env::var_os("HEARSAY_FULL").is_some() { 200 } else { 12 };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("killed.db");
    let mut random = Random::new(11);
    let (mut acknowledged, mut cut) = (Vec::new(), 0);
    for kill in 0..kills {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "writer", "--nocapture"])
            .env("HEARSAY_WRITE", format!("{kill} {}", path.display()))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        // The moment is what is tested: any will do, none is waited for.
        std::thread::sleep(Duration::from_micros(random.next() % 400_000));
        child.kill().expect("killed");
        let mut said = String::new();
        child.stdout.take().expect("piped").read_to_string(&mut said).expect("read");
        cut += usize::from(!child.wait().expect("gone").success());
        let whole = said.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        let now: Vec<String> = whole.filter_map(|line| line.trim().strip_prefix("in ").map(str::to_owned)).collect();
        if path.exists() {
            look(&path, &now);
        }
        acknowledged.extend(now);
    }
    look(&path, &acknowledged);
    assert!(cut > 0 && !acknowledged.is_empty(), "{cut} of {kills} were killed, {} documents in", acknowledged.len());
}

/// The store opens, is whole, and holds what was acknowledged.
fn look(path: &Path, acknowledged: &[String]) {
    let store = Store::open(path).expect("opens");
    let checked = store.check().expect("checked");
    assert_eq!(checked.problems, [""; 0]);
    assert_eq!(checked.counts, store.counts().expect("read"));
    for id in acknowledged {
        assert!(store.document(id).expect("read").is_some(), "{id} is lost");
    }
}

#[test]
fn two_writers_at_once_both_get_all_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shared.db");
    let start = |seed: u64| {
        Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "writer", "--nocapture"])
            .env("HEARSAY_WRITE", format!("{seed} {}", path.display()))
            .stdout(Stdio::piped())
            .spawn()
            .expect("starts")
    };
    let children = [start(1001), start(1002)];
    let mut acknowledged = Vec::new();
    for child in children {
        let output = child.wait_with_output().expect("ends");
        assert!(output.status.success());
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        acknowledged.extend(said.lines().filter_map(|line| line.strip_prefix("in ").map(str::to_owned)));
    }
    assert!(acknowledged.len() > 80);
    look(&path, &acknowledged);
}
