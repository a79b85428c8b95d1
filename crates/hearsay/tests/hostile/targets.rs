//! What holds for any bytes whatever, reader by reader: no panic, and a document whose every position is true.
//! `fuzz/` runs these functions under libFuzzer, `main.rs` beside this file over the corpus and mutations of it.

#![allow(dead_code, reason = "each fuzz target uses one")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "these are tests")]

use std::sync::OnceLock;

use hearsay::analyze::analyze;
use hearsay::check::plans::diff;
use hearsay::check::{CheckOptions, Quoted, Transcripts, check_quotations};
use hearsay::model::Model;
use hearsay::read::{ReadOptions, read};
use hearsay::record::{BuildOptions, PointChange, Record};
use hearsay::text::{Document, Kind, OffsetUnit, Turn};
use serde_json::Value;

/// Plain text, in any encoding.
pub fn text(bytes: &[u8]) {
    reads(bytes, "story.txt", None);
    reads(bytes, "story.txt", Some(Kind::Plan));
}

/// Web pages.
pub fn html(bytes: &[u8]) {
    reads(bytes, "https://quay.example/2026/03/01/story.html", None);
    reads(bytes, "story.html", Some(Kind::Transcript));
}

/// Markdown.
pub fn markdown(bytes: &[u8]) {
    reads(bytes, "story.md", Some(Kind::Article));
}

/// Word documents.
pub fn docx(bytes: &[u8]) {
    reads(bytes, "story.docx", None);
}

/// PDF.
pub fn pdf(bytes: &[u8]) {
    reads(bytes, "story.pdf", None);
}

/// Web Video Text Tracks.
pub fn webvtt(bytes: &[u8]) {
    reads(bytes, "call.vtt", Some(Kind::Transcript));
}

/// SubRip.
pub fn srt(bytes: &[u8]) {
    reads(bytes, "call.srt", Some(Kind::Transcript));
}

/// Recognisers' JSON.
pub fn whisper(bytes: &[u8]) {
    reads(bytes, "call.json", Some(Kind::Transcript));
}

/// Labelled turns, questions and answers, dashes.
pub fn turns(bytes: &[u8]) {
    reads(bytes, "call.txt", Some(Kind::Transcript));
}

/// Pages with bold labels.
pub fn readout(bytes: &[u8]) {
    reads(bytes, "readout.html", Some(Kind::Transcript));
}

/// Plans in each format, and the difference of a plan with itself.
pub fn plan(bytes: &[u8]) {
    for name in ["plan.txt", "plan.md", "plan.html", "plan.docx", "plan.pdf"] {
        let options = ReadOptions { name: Some(name.to_owned()), media_type: None, kind: Some(Kind::Plan) };
        let Ok(document) = read(bytes, &options) else { continue };
        holds(&document, bytes);
        if document.text().len() < 20_000 {
            let report = diff(&document, &document, OffsetUnit::Byte);
            assert!(report.points.iter().all(|point| point.kind.all() == [PointChange::Kept]), "{:?}", report.points);
        }
    }
}

/// A transcript whose turns are held against the transcript itself, as quotations of an article with the same text.
pub fn check(bytes: &[u8]) {
    let options = ReadOptions { name: Some("call.txt".to_owned()), media_type: None, kind: Some(Kind::Transcript) };
    let Ok(document) = read(bytes, &options) else { return };
    let article = Document::from_text(document.text());
    let quoted = |turn: &Turn| Quoted { pieces: vec![turn.span], ..Quoted::default() };
    let quotations: Vec<Quoted> = document.turns().iter().take(40).map(quoted).collect();
    let documents = [document];
    let transcripts = Transcripts::new(&documents, CheckOptions::default());
    let report = check_quotations(&article, &quotations, &transcripts);
    assert_eq!(report.quotations.len(), quotations.len(), "a verdict each");
    let report = serde_json::to_value(&report).expect("a report is JSON");
    for quotation in report["quotations"].as_array().expect("a list") {
        for place in quotation["where"].as_array().expect("a list") {
            pinned(place, &Units::of(documents[0].text(), OffsetUnit::Codepoint));
        }
    }
}

/// The whole way from bytes to a record, in each unit of offsets.
pub fn pipeline(bytes: &[u8]) {
    static MODEL: OnceLock<Model> = OnceLock::new();
    let model = MODEL.get_or_init(|| Model::shipped().expect("the weights inside"));
    let options = ReadOptions { name: Some("story.txt".to_owned()), media_type: None, kind: Some(Kind::Article) };
    let Ok(document) = read(bytes, &options) else { return };
    let analysis = analyze(&document, model);
    for offsets in [OffsetUnit::Codepoint, OffsetUnit::Byte, OffsetUnit::Utf16] {
        let build = BuildOptions { offsets, why: true, map: true, ..BuildOptions::default() };
        let record = serde_json::to_value(Record::build(&document, &analysis, &build)).expect("a record is JSON");
        pinned(&record, &Units::of(document.text(), offsets));
    }
}

/// Reads, and holds what came out against the bytes.
fn reads(bytes: &[u8], name: &str, kind: Option<Kind>) {
    let options = ReadOptions { name: Some(name.to_owned()), media_type: None, kind };
    match read(bytes, &options) {
        Ok(document) => holds(&document, bytes),
        Err(error) => {
            let line = error.to_string();
            assert!(!line.is_empty() && !line.contains('\n'), "an error is one line: {line:?}");
        }
    }
}

fn holds(document: &Document, bytes: &[u8]) {
    let text = document.text();
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "clean text holds no control characters");
    let mut end = 0;
    for part in document.parts() {
        let slice = text.get(part.span.range()).expect("a part lies on character boundaries");
        assert!(part.span.start() >= end, "parts are in order and apart");
        assert!(
            !slice.trim().is_empty() && slice.trim() == slice && !slice.contains('\n'),
            "a part is a line: {slice:?}"
        );
        end = part.span.end();
    }
    for turn in document.turns() {
        assert!(text.get(turn.span.range()).is_some(), "a turn lies on character boundaries");
        for span in turn.speaker.iter().filter_map(|label| label.span) {
            assert!(text.get(span.range()).is_some(), "a label lies on character boundaries");
        }
    }
    let mut end = 0;
    for run in document.map().runs() {
        assert!(run.text >= end && run.text + run.len_text <= text.len(), "runs are in order of the text");
        assert!(
            run.original + run.len_original <= bytes.len(),
            "a run leads into the bytes: {run:?} of {}",
            bytes.len()
        );
        assert!(run.units > 0 && run.len_text % run.units == 0 && run.len_original % run.units == 0);
        end = run.text + run.len_text;
    }
}

/// A text in one unit of offsets.
struct Units(Vec<Vec<u8>>);

impl Units {
    fn of(text: &str, unit: OffsetUnit) -> Self {
        let bytes = |c: char| c.to_string().into_bytes();
        Self(match unit {
            OffsetUnit::Codepoint => text.chars().map(bytes).collect(),
            OffsetUnit::Byte => text.bytes().map(|byte| vec![byte]).collect(),
            // The second half of a pair counts, and carries nothing.
            OffsetUnit::Utf16 => text
                .chars()
                .flat_map(|c| std::iter::once(bytes(c)).chain((1..c.len_utf16()).map(|_| Vec::new())))
                .collect(),
        })
    }

    fn slice(&self, start: usize, end: usize) -> String {
        let units =
            self.0.get(start..end).unwrap_or_else(|| panic!("{start}..{end} lies in a text of {} units", self.0.len()));
        String::from_utf8(units.concat()).expect("a span lies on character boundaries")
    }
}

/// Every object of a record with `text` and `spans`: the spans slice the text that they claim.
fn pinned(value: &Value, units: &Units) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| pinned(item, units)),
        Value::Object(fields) => {
            if let (Some(text), Some(Value::Array(spans))) = (fields.get("text"), fields.get("spans")) {
                let place = |span: &Value, at: usize| span[at].as_u64().expect("a position") as usize;
                let pieces: Vec<String> =
                    spans.iter().map(|span| units.slice(place(span, 0), place(span, 1))).collect();
                assert!(pieces.iter().all(|piece| !piece.is_empty()), "no span is empty: {value}");
                match text {
                    Value::Null => assert!(pieces.is_empty(), "what has no text has no spans: {value}"),
                    text => assert_eq!(text.as_str(), Some(pieces.join(" ").as_str()), "spans slice their text"),
                }
            }
            fields.values().for_each(|field| pinned(field, units));
        }
        _ => {}
    }
}
