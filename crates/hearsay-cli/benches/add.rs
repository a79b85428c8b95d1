//! How much of the time of `hearsay add` goes to the store rather than to reading.
//!
//! HEARSAY_DOCUMENTS says how many stories are added (200 unless told otherwise). Prints what `hearsay add --verbose` says at its end: seconds of
//! all threads spent reading, and spent on the store (looking up, drawing rows, writing, indexing).

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a benchmark")]

#[allow(dead_code, reason = "a part of it is used here")]
#[path = "../../hearsay-store/tests/common/load.rs"]
mod load;

use std::fs;
use std::process::{Command, Stdio};

use load::Random;

fn main() {
    let documents = std::env::var("HEARSAY_DOCUMENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(200_usize);
    let scratch = tempfile::tempdir().expect("a folder");
    let mut random = Random::new(3);
    for number in 0..documents {
        let folder = scratch.path().join(format!("stories/{}", number / 1000));
        fs::create_dir_all(&folder).expect("made");
        fs::write(folder.join(format!("{number}.txt")), load::story(&mut random, 8)).expect("written");
    }
    let output = Command::new(assert_cmd::cargo::cargo_bin!("hearsay"))
        .args(["add", "stories", "--store", "load.db", "--verbose", "--published", "2026-03-03"])
        .current_dir(scratch.path())
        .stdin(Stdio::null())
        .output()
        .expect("runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    println!("{documents} stories: {}", said.lines().collect::<Vec<_>>().join("; "));
}
