//! A scratch folder and a way to run the program in it.

#![allow(clippy::expect_used, reason = "these are tests")]
#![allow(dead_code, reason = "not every test file uses all of it")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a run printed and how it ended.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Self { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// The program, with nothing of the environment that would change its output.
pub fn hearsay(folder: impl AsRef<Path>) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("hearsay"));
    command.current_dir(folder).env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

/// A folder that goes away with the test.
pub struct Scratch(tempfile::TempDir);

impl Scratch {
    /// With files of these names and texts.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let scratch = Self(tempfile::tempdir().expect("a folder"));
        for (name, text) in files {
            let path = scratch.path(name);
            fs::create_dir_all(path.parent().expect("inside")).expect("made");
            fs::write(path, text).expect("written");
        }
        scratch
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(hearsay(self.0.path()).args(arguments).output().expect("runs"))
    }

    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = hearsay(self.0.path());
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("starts");
        child.stdin.take().expect("piped").write_all(input).expect("taken");
        Run::of(child.wait_with_output().expect("ends"))
    }
}
