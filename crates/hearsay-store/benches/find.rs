//! How long `find` takes against a bare FTS5 query of the same words on the same file, in one run.
//!
//! HEARSAY_STATEMENTS says how many statements the store holds (20,000 unless told otherwise; beyond 40,000 they repeat), HEARSAY_STORE where it is kept between runs.
//! "bare" asks the index for the numbers of the rows and the words of what was said, in the same order and as many; "find" is all that
//! `hearsay find` does but the printing: names in any spelling, fields, attitudes and older versions left out, whole rows.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a benchmark")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use common::load::{self, Random};
use hearsay_store::{Query, Store};
use rusqlite::Connection;

/// More statements than this are these again and again.
const PUT: usize = 40_000;

/// Rows on a page.
const PAGE: usize = 50;

/// Queries that are asked, and how often each.
const ASKED: usize = 800;
const TIMES: usize = 4;

fn main() {
    let statements = std::env::var("HEARSAY_STATEMENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(20_000_usize);
    let scratch = tempfile::tempdir().expect("a folder");
    let kept = std::env::var_os("HEARSAY_STORE").map(PathBuf::from);
    let path = kept.unwrap_or_else(|| scratch.path().join("load.db"));
    let mut store = Store::create(&path).expect("a store");
    let there = usize::try_from(store.counts().expect("read").statements).expect("fits");
    let put = statements.min(PUT);
    if there < put {
        let begun = Instant::now();
        common::many::fill(&mut store, put - there, there as u64);
        println!("{} statements put in, {:.1} s", put - there, begun.elapsed().as_secs_f64());
    }
    drop(store);
    if there.max(put) < statements {
        common::many::repeat(&path, statements);
    }
    let store = Store::open_read_only(&path).expect("opened");
    let bare = Connection::open(&path).expect("opened");
    println!(
        "{} statements, {} MiB",
        store.counts().expect("read").statements,
        path.metadata().expect("there").len() >> 20
    );
    let mut all = Vec::new();
    for (kind, make) in kinds() {
        let mut random = Random::new(7);
        let (mut bares, mut finds) = (Vec::new(), Vec::new());
        for _ in 0..ASKED / kinds().len() {
            let (words, query) = make(&mut random);
            let query = Query::parse(&query).expect("a query");
            // The least of a few: what else the machine does is no part of it.
            let least = |ask: &dyn Fn() -> Duration| (0..TIMES).map(|_| ask()).min().unwrap_or_default();
            bares.push(least(&|| ask_bare(&bare, &words)));
            finds.push(least(&|| {
                let begun = Instant::now();
                std::hint::black_box(store.find(&query, None, PAGE).expect("found"));
                begun.elapsed()
            }));
        }
        report(kind, &mut bares.clone(), &mut finds.clone());
        all.extend(bares.into_iter().zip(finds));
    }
    let (mut bares, mut finds): (Vec<Duration>, Vec<Duration>) = all.into_iter().unzip();
    report("all", &mut bares, &mut finds);
}

/// Asks the index alone.
fn ask_bare(connection: &Connection, words: &str) -> Duration {
    let begun = Instant::now();
    let sql = "SELECT statement, statements.content FROM search CROSS JOIN statements ON statement = search.rowid
      WHERE search MATCH ?1 ORDER BY search.rowid LIMIT ?2";
    let mut find = connection.prepare_cached(sql).expect("prepared");
    let rows = find.query_map((words, PAGE as i64 + 1), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)));
    let rows: Vec<(i64, String)> = rows.expect("asked").collect::<rusqlite::Result<_>>().expect("read");
    std::hint::black_box(rows);
    begun.elapsed()
}

/// The words for the index, and the query that asks for the same and more.
type Make = fn(&mut Random) -> (String, String);

fn kinds() -> [(&'static str, Make); 8] {
    [
        ("one word", |random| {
            let word = load::noun(random);
            (format!("\"{word}\""), word.to_owned())
        }),
        ("two words", |random| {
            let (a, b) = (load::noun(random), load::noun(random));
            (format!("\"{a}\" AND \"{b}\""), format!("{a} {b}"))
        }),
        ("phrase", |random| {
            let words = load::words(random);
            let phrase =
                words.split(' ').rev().take(2).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join(" ");
            (format!("\"{phrase}\""), format!("\"{phrase}\""))
        }),
        ("beginning", |random| {
            let word = &load::noun(random)[..3];
            (format!("\"{word}\"*"), format!("about:{word}*"))
        }),
        ("who", |random| {
            let name = last(random);
            (format!("\"{name}\""), format!("who:{name}"))
        }),
        ("who, word", |random| {
            let (name, word) = (last(random), load::noun(random));
            (format!("\"{name}\" AND \"{word}\""), format!("who:{name} {word}"))
        }),
        ("who, to, since, form", |random| {
            let (name, other) = (last(random), last(random));
            (format!("\"{name}\" AND \"{other}\""), format!("who:{name} to:{other} since:2020 form:direct"))
        }),
        ("word, outlet, act, -word", |random| {
            let (word, not) = (load::noun(random), load::noun(random));
            (format!("\"{word}\" NOT \"{not}\""), format!("{word} -{not} outlet:quay act:deny hands:<2"))
        }),
    ]
}

/// A family name.
fn last(random: &mut Random) -> String {
    load::person(random).split(' ').next_back().unwrap_or_default().to_owned()
}

fn report(kind: &str, bares: &mut [Duration], finds: &mut [Duration]) {
    let at = |times: &mut [Duration], percent: usize| {
        times.sort_unstable();
        times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3
    };
    let (bare, find) = (at(bares, 95), at(finds, 95));
    println!(
        "{kind:<26} bare p50 {:7.3} p95 {bare:7.3} ms   find p50 {:7.3} p95 {find:7.3} ms   p95 {:.2} times",
        at(bares, 50),
        at(finds, 50),
        find / bare
    );
}
