//! Many readers and a few writers at once: how long the first page and a long document take, over the network of this machine.
//!
//! `HEARSAY_STATEMENTS` is how many statements the store holds (20,000 unless said otherwise), `HEARSAY_PAUSE` how many milliseconds a reader rests
//! between two pages (0: asks again at once, as nobody does who reads). Prints the 95th percentiles.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and ends where something fails")]

#[path = "../../hearsay-store/tests/common/mod.rs"]
mod common;

use std::env;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use common::{SAID, Said, Story};
use hearsay::record::Form;
use hearsay_desk::{Desk, Options, runtime};
use hearsay_store::{Entry, Store};

const READERS: usize = 20;
/// Pages that each reader asks for.
const PAGES: usize = 40;
/// Statements of an ordinary story.
const EACH: usize = 20;
/// Stories that go in at once while the store is made.
const BATCH: usize = 500;
/// Statements of the long document; with the words between them about 5,000 words.
const LONG: usize = 150;

const NAMES: [&str; 12] = [
    "Ida Brandt",
    "Ole Krog",
    "Mirek Dvořák",
    "Lucía Benítez",
    "Tamsin Rao",
    "Piet Halloran",
    "Anselm Grau",
    "Lea Ruiz",
    "Ferhat Aksoy",
    "Doreen Marsh",
    "Lidia Sorn",
    "Carys Penhallow",
];
const THINGS: [&str; 10] =
    ["ramp", "ferry", "harbour", "loan", "crane", "tide table", "night crew", "quay", "budget", "inquiry"];
const DEEDS: [&str; 8] = [
    "will be closed",
    "was never safe",
    "costs too much",
    "opens in May",
    "was promised twice",
    "belongs to the town",
    "needs a vote",
    "is on schedule",
];

fn main() {
    let number = |name: &str, otherwise: usize| {
        env::var(name).ok().and_then(|value| value.replace('_', "").parse().ok()).unwrap_or(otherwise)
    };
    // The harness of tests asks every target for its list; this has none.
    if env::args().any(|argument| argument == "--list") {
        return;
    }
    let (statements, pause) = (number("HEARSAY_STATEMENTS", 20_000), number("HEARSAY_PAUSE", 0));
    let folder = tempfile::tempdir().unwrap();
    let path = env::var("HEARSAY_LOAD_STORE").map_or_else(|_| folder.path().join("load.db"), PathBuf::from);
    let began = Instant::now();
    let long = fill(&path, statements);
    println!("desk: a store of {statements} statements made in {:.0} s", began.elapsed().as_secs_f64());
    let runtime = runtime().unwrap();
    let desk = runtime.block_on(Desk::open(Options::new(&path))).unwrap();
    let host = desk.address().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = runtime.spawn(desk.serve(async { drop(stopped.await) }));
    measure(&path, &host, &format!("/documents/{}", &long[7..23]), Duration::from_millis(pause as u64));
    drop(stop);
    runtime.block_on(server).unwrap().unwrap();
}

/// Makes the store, unless it is there; gives the id of the long document.
fn fill(path: &Path, statements: usize) -> String {
    let mut store = Store::create(path).unwrap();
    let long = long();
    let id = long.id().to_owned();
    let mut made = usize::try_from(store.counts().unwrap().statements).unwrap();
    let mut number = made / EACH;
    while made < statements {
        let batch: Vec<Entry> =
            (0..BATCH.min((statements - made).div_ceil(EACH))).map(|at| story(number + at)).collect();
        number += batch.len();
        made += batch.len() * EACH;
        store.put_all(&batch).unwrap();
    }
    store.put(&long).unwrap();
    id
}

fn words(seed: usize) -> (&'static str, String) {
    let mixed = seed.wrapping_mul(0x9E37_79B9).rotate_left(7) ^ seed;
    let what = format!(
        "the {} of {} {} and the {} {}, number {seed}",
        THINGS[mixed % 10],
        mixed % 89,
        DEEDS[(mixed / 10) % 8],
        THINGS[(mixed / 80) % 10],
        DEEDS[(mixed / 800) % 8],
    );
    (NAMES[mixed % 12], what)
}

fn story(number: usize) -> Entry {
    let day = format!("{}-{:02}-{:02}", 2020 + number % 6, 1 + number % 12, 1 + number % 28);
    let mut story = Story::new(
        &format!("Story {number} of the harbour"),
        ["The Harbour Post", "Coast Radio", "The Quay Gazette"][number % 3],
        &day,
    );
    for at in 0..EACH {
        let (who, what) = words(number * EACH + at);
        let form = [Form::Direct, Form::Indirect, Form::Mixed][at % 3];
        story = story.said(Said { who, what: &what, form, certain: 0.5 + (at as f64) / 50.0, ..SAID });
    }
    story.at(&format!("/load/{number}.txt"))
}

/// About 5,000 words.
fn long() -> Entry {
    let mut story = Story::new("The long story of the ramp", "The Harbour Post", "2026-11-30");
    for at in 0..LONG {
        let (who, what) = words(77_000_000 + at);
        story = story.said(Said { who, what: &what, ..SAID });
        story = story.text("Nobody at the harbour would say why the gate had stayed shut through the winter.");
    }
    story.at("/load/long.txt")
}

/// Asks and is told how long it took.
fn ask(host: &str, path: &str) -> Duration {
    let began = Instant::now();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer[..answer.len().min(300)]));
    began.elapsed()
}

fn measure(path: &Path, host: &str, long: &str, pause: Duration) {
    let done = AtomicBool::new(false);
    let times = thread::scope(|scope| {
        for writer in 0..2 {
            let done = &done;
            scope.spawn(move || write_on(path, writer, done));
        }
        let readers: Vec<_> = (0..READERS).map(|reader| scope.spawn(move || read(host, long, reader, pause))).collect();
        let times: Vec<(bool, Duration)> = readers.into_iter().flat_map(|reader| reader.join().unwrap()).collect();
        done.store(true, Ordering::Relaxed);
        times
    });
    for (name, first) in [("the first page", true), ("a document of 5,000 words", false)] {
        let mut these: Vec<Duration> = times.iter().filter(|(is, _)| *is == first).map(|(_, time)| *time).collect();
        these.sort_unstable();
        let at = |percent: usize| these[(these.len() * percent / 100).min(these.len() - 1)].as_secs_f64() * 1000.0;
        println!(
            "desk: {name}, {READERS} readers and 2 writers: 95th percentile {:.0} ms, median {:.0} ms ({} requests)",
            at(95),
            at(50),
            these.len()
        );
    }
}

fn read(host: &str, long: &str, reader: usize, pause: Duration) -> Vec<(bool, Duration)> {
    let mut times = Vec::with_capacity(PAGES);
    for page in 0..PAGES {
        let first = (reader + page).is_multiple_of(2);
        times.push((first, ask(host, if first { "/" } else { long })));
        thread::sleep(pause);
    }
    times
}

/// Puts in one story after the other.
fn write_on(path: &Path, writer: usize, done: &AtomicBool) {
    let mut store = Store::open(path).unwrap();
    let mut number = 10_000_000 * (writer + 1) + usize::try_from(store.counts().unwrap().documents).unwrap();
    while !done.load(Ordering::Relaxed) {
        store.put(&story(number)).unwrap();
        number += 1;
        thread::sleep(Duration::from_millis(50));
    }
}
