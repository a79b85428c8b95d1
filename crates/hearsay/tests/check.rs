//! Quotations held against transcripts: stories with the verdicts expected of them, through the whole engine.
//!
//! Expectations are written by people from docs/semantics.md and the table of verdicts; nothing updates them. A line
//! `known failure: reason` says that the engine gets a story wrong for now.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "helpers of tests may panic and tell"
)]

use std::fs;
use std::path::Path;

use hearsay::analyze::analyze;
use hearsay::check::{CheckOptions, Transcripts, check};
use hearsay::model::Model;
use hearsay::read::{ReadOptions, read};
use hearsay::record::{Agreement, CheckReport, CheckedQuotation, Words};
use hearsay::text::{Document, Kind};

fn document(name: &str, text: &str, kind: Kind) -> Document {
    let options = ReadOptions { name: Some(name.to_owned()), kind: Some(kind), ..ReadOptions::default() };
    read(text.as_bytes(), &options).unwrap()
}

/// The fences of a story with their languages.
fn fences(story: &str) -> Vec<(&str, &str)> {
    let inside = story.split("```").skip(1).step_by(2);
    inside.map(|fence| fence.split_once('\n').unwrap()).collect()
}

fn words(words: Words) -> &'static str {
    match words {
        Words::Verbatim => "verbatim",
        Words::EditedOpenly => "edited-openly",
        Words::CutShort => "cut-short",
        Words::Stitched => "stitched",
        Words::Altered => "altered",
        Words::NotFound => "not-found",
    }
}

fn agreement(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::Right => "right",
        Agreement::Wrong => "wrong",
        Agreement::Unknown => "unknown",
    }
}

/// A quotation as the stories write it: verdicts and words, why, and where.
fn shown(quotation: &CheckedQuotation) -> String {
    let mut out = format!(
        "{}, speaker {}: {}\n  why: {}\n",
        words(quotation.words),
        agreement(quotation.speaker),
        quotation.pinned.text,
        quotation.why
    );
    if quotation.audience != Agreement::Unknown {
        out.push_str(&format!("  audience: {}\n", agreement(quotation.audience)));
    }
    if let Some(place) = quotation.places.first() {
        let speaker = place.speaker.clone().unwrap_or_else(|| "nobody".to_owned());
        let turn = place.turn.map_or(String::new(), |turn| format!(", turn {turn}"));
        let time = place.time.as_ref().map_or(String::new(), |time| format!(", {time}"));
        out.push_str(&format!("  at: {speaker}{turn}{time}\n"));
    }
    if quotation.places.len() > 1 {
        out.push_str(&format!("  also: {} more place\n", quotation.places.len() - 1));
    }
    out
}

fn report(fences: &[(&str, &str)], model: &Model) -> CheckReport {
    let (mut article, mut transcripts) = (None, Vec::new());
    for (language, text) in fences {
        match *language {
            "article" => article = Some(document("story.txt", text, Kind::Article)),
            "check" => {}
            ending => transcripts.push(document(&format!("call.{ending}"), text, Kind::Transcript)),
        }
    }
    let article = article.unwrap();
    check(&article, &analyze(&article, model), &Transcripts::new(&transcripts, CheckOptions::default()))
}

#[test]
fn stories_get_the_verdicts_expected_of_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/check");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 25, "{} stories", paths.len());
    let model = Model::shipped().unwrap();
    let (mut wrong, mut known) = (Vec::new(), 0);
    for path in &paths {
        let story = fs::read_to_string(path).unwrap();
        let fences = fences(&story);
        let expected = fences.iter().find(|(language, _)| *language == "check").unwrap().1;
        let found: String = report(&fences, &model).quotations.iter().map(shown).collect();
        let fails = story.lines().any(|line| line.starts_with("known failure: "));
        match (found == expected, fails) {
            (true, false) => {}
            (false, true) => known += 1,
            (true, true) => wrong.push(format!("{} passes: take its known failure away", path.display())),
            (false, false) => wrong.push(format!("{}\nexpected:\n{expected}found:\n{found}", path.display())),
        }
    }
    println!("check stories: {}, known failures: {known}", paths.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
