//! Hostile bytes: the committed corpus replayed through each reader and the pipeline, mutations of it, and the strings
//! of the Big List of Naughty Strings where `../shared` has them. `HEARSAY_FULL=1` mutates for minutes instead of seconds.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, reason = "these are tests")]

mod targets;

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Mutations of one target in a quick run; the pipeline's are fewer, for each costs a run of the network.
const QUICK: u32 = 400;
/// How long a target is mutated in a full run.
const FULL: Duration = Duration::from_secs(180);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The corpus of a target, in order of name.
fn corpus(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = root().join("fuzz/corpus").join(name);
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).expect("the corpus").map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(|path| (path.display().to_string(), fs::read(&path).unwrap())).collect()
}

/// Runs a target over its corpus and mutations of it. What fails is written beside the build and named.
fn attack(name: &str, quick: u32, target: fn(&[u8])) {
    let corpus = corpus(name);
    assert!(!corpus.is_empty(), "{name} has no corpus");
    for (path, bytes) in &corpus {
        run(name, path, bytes, target);
    }
    let full = std::env::var_os("HEARSAY_FULL").is_some();
    let started = Instant::now();
    let mut random =
        Random(name.bytes().fold(0x9E37_79B9_7F4A_7C15, |seed, byte| seed.rotate_left(7) ^ u64::from(byte)));
    let mut turn = 0;
    while if full { started.elapsed() < FULL } else { turn < quick } {
        let bytes = random.mutated(&corpus);
        run(name, &format!("mutation {turn}"), &bytes, target);
        turn += 1;
    }
    eprintln!("{name}: {} files, {turn} mutations", corpus.len());
}

fn run(name: &str, what: &str, bytes: &[u8], target: fn(&[u8])) {
    if catch_unwind(|| target(bytes)).is_err() {
        let path = std::env::temp_dir().join(format!("hearsay-hostile-{name}"));
        fs::write(&path, bytes).unwrap();
        panic!("{name}: {what} fails; its bytes are in {}", path.display());
    }
}

/// Xorshift (Marsaglia, 2003): the same mutations on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// A file of the corpus, changed in one to eight places.
    fn mutated(&mut self, corpus: &[(String, Vec<u8>)]) -> Vec<u8> {
        let mut bytes = corpus[self.below(corpus.len())].1.clone();
        for _ in 0..=self.below(8) {
            let at = self.below(bytes.len() + 1);
            let end = (at + self.below(24)).min(bytes.len());
            match self.below(7) {
                0 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                1 if at < bytes.len() => bytes[at] = self.next() as u8,
                2 => drop(bytes.drain(at..end)),
                3 => {
                    let piece = bytes[at..end].to_vec();
                    let times = 1 + self.below(40);
                    bytes.splice(at..at, piece.repeat(times));
                }
                4 => {
                    let other = &corpus[self.below(corpus.len())].1;
                    let from = self.below(other.len() + 1);
                    let to = (from + self.below(200)).min(other.len());
                    bytes.splice(at..end, other[from..to].iter().copied());
                }
                5 => bytes.truncate(at.max(bytes.len() / 2)),
                _ => {
                    let word = WORDS[self.below(WORDS.len())];
                    bytes.splice(at..at, word.iter().copied());
                }
            }
        }
        bytes
    }
}

/// Pieces of syntax that blind changes would hardly hit on.
const WORDS: [&[u8]; 48] = [
    b"<",
    b">",
    b"</p>",
    b"<!--",
    b"-->",
    b"<script>",
    b"<li value=-1>",
    b"<ol start=99999999999999999999>",
    b"&#x",
    b"&#1114112;",
    b"&amp",
    b"<table><tr><td>",
    b"<svg/>",
    b"\"",
    b"\\",
    b"\0",
    b"\xFF",
    b"\xED\xA0\x80",
    b"\xC3",
    b"\xEF\xBB\xBF",
    b"\xE2\x80\x9C",
    b"\xE2\x80\x9D",
    b"\xE2\x80\x99",
    b"\xE2\x80\x8D",
    b"\xE2\x80\xAE",
    b"\xF0\x9F\x9A\xA2",
    b"\r",
    b"\n\n",
    b"\xC2\xA0",
    b"> ",
    b"1. ",
    b"```",
    b"|-|",
    b"[x](",
    b"/Length -1",
    b"/Length 99999999999",
    b"stream\n",
    b"endstream",
    b"<< ",
    b" >>",
    b"1 0 R",
    b" Do ",
    b" Tj ET ",
    b" 1e308 ",
    b"00:00:00.000 --> 99:99:99.999",
    b"NAME: ",
    b" said ",
    b" --> ",
];

#[test]
fn text() {
    attack("text", QUICK, targets::text);
}

#[test]
fn html() {
    attack("html", QUICK, targets::html);
}

#[test]
fn markdown() {
    attack("markdown", QUICK, targets::markdown);
}

#[test]
fn docx() {
    attack("docx", QUICK, targets::docx);
}

#[test]
fn pdf() {
    attack("pdf", QUICK, targets::pdf);
}

#[test]
fn webvtt() {
    attack("webvtt", QUICK, targets::webvtt);
}

#[test]
fn srt() {
    attack("srt", QUICK, targets::srt);
}

#[test]
fn whisper() {
    attack("whisper", QUICK, targets::whisper);
}

#[test]
fn turns() {
    attack("turns", QUICK, targets::turns);
}

#[test]
fn readout() {
    attack("readout", QUICK, targets::readout);
}

#[test]
fn plan() {
    attack("plan", QUICK, targets::plan);
}

#[test]
fn check() {
    attack("check", QUICK, targets::check);
}

#[test]
fn pipeline() {
    attack("pipeline", 25, targets::pipeline);
}

/// The text of other readers' corpora goes down the whole way too.
#[test]
fn pipeline_of_odd_text() {
    for (path, bytes) in corpus("text").into_iter().filter(|(_, bytes)| bytes.len() < 4000) {
        run("pipeline", &path, &bytes, targets::pipeline);
    }
}

#[test]
fn naughty_strings() {
    let path = root().join("../shared/data/robust/blns/blns.json");
    let Ok(json) = fs::read(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let strings: Vec<String> = serde_json::from_slice(&json).expect("a list of strings");
    for string in &strings {
        let quoted = format!("“{string}” said {string}, who is {string}.\n");
        for (name, target) in [
            ("text", targets::text as fn(&[u8])),
            ("html", targets::html),
            ("markdown", targets::markdown),
            ("webvtt", targets::webvtt),
            ("srt", targets::srt),
            ("whisper", targets::whisper),
            ("turns", targets::turns),
            ("plan", targets::plan),
            ("check", targets::check),
        ] {
            run(name, string, string.as_bytes(), target);
            run(name, string, quoted.as_bytes(), target);
        }
    }
    let story: String = strings.iter().map(|string| format!("“{string}” said Ann Lee, of {string}.\n\n")).collect();
    run("pipeline", "all naughty strings", story.as_bytes(), targets::pipeline);
}
