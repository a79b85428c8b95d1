//! Each format into turns: speakers, times, words, and every character's way back to the bytes.

use crate::read::{ReadOptions, read};
use crate::text::Document;

fn document(name: &str, text: &str) -> Document {
    let options = ReadOptions { name: Some(name.to_owned()), ..ReadOptions::default() };
    read(text.as_bytes(), &options).unwrap()
}

/// The turns as "speaker@start: words".
fn turns(document: &Document) -> Vec<String> {
    let line = |turn: &crate::text::Turn| {
        let speaker = turn.speaker.as_ref().map_or("-", |label| label.name.as_str());
        let start = turn.start_ms.map_or("?".to_owned(), |ms| ms.to_string());
        format!("{speaker}@{start}: {}", document.slice(turn.span))
    };
    document.turns().iter().map(line).collect()
}

#[test]
fn webvtt_voices_are_turns() {
    let text = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Ida Brandt>We &amp; they\n\n00:02.000 --> 00:03.000\n<v Ida Brandt>go now.\n\n00:04.000 --> 00:05.000\n<v Ole Krog>Why?";
    let document = document("call.vtt", text);
    assert_eq!(turns(&document), ["Ida Brandt@1000: We & they go now.", "Ole Krog@4000: Why?"]);
    let at = document.text().find("go").unwrap();
    assert_eq!(document.time_at(at), Some(2000));
    let (start, end) = document.map().original(at).unwrap();
    assert_eq!(&text[start..end], "g");
}

#[test]
fn labels_dashes_and_arrows_part_captions() {
    let text = "1\n00:00:01,000 --> 00:00:02,000\n- Shall we?\n- We <i>shall</i>.\n\n2\n00:00:02,500 --> 00:00:03,000\nIDA BRANDT: Good,\n\n3\n00:00:03,000 --> 00:00:04,000\nthen go.\n";
    assert_eq!(
        turns(&document("call.srt", text)),
        ["-@1000: Shall we?", "-@1000: We shall.", "IDA BRANDT@2500: Good, then go."]
    );
}

#[test]
fn a_bad_time_line_is_named() {
    let options = ReadOptions { name: Some("call.srt".into()), ..ReadOptions::default() };
    let error = read(b"1\n00:00:01 --> soon\nYes.\n", &options).unwrap_err().to_string();
    assert_eq!(error, "2: not the times of a cue: 00:00:01 --> soon; write 00:00:01,000 --> 00:00:02,000");
    let document = document("call.vtt", "WEBVTT\n\n00:05.000 --> 00:02.000\nBack.");
    assert_eq!(document.warnings(), ["3: cue ends before it starts"]);
}

#[test]
fn whisper_segments_and_words() {
    let text = r#"{"language":"en","segments":[
        {"start":0.5,"end":2.0,"text":" We \u201cgo\u201d now.","speaker":"SPEAKER_00","words":[
            {"word":"We","start":0.5,"end":0.7,"speaker":"SPEAKER_00"},{"word":"now.","start":1.5,"end":2.0,"speaker":"SPEAKER_00"}]},
        {"start":2.1,"end":3.0,"text":" Why?","speaker":"SPEAKER_01"}]}"#;
    let document = document("call.json", text);
    assert_eq!(turns(&document), ["SPEAKER_00@500: We “go” now.", "SPEAKER_01@2100: Why?"]);
    assert_eq!(document.time_at(document.text().find("now").unwrap()), Some(1500));
    let at = document.text().find('“').unwrap();
    let (start, end) = document.map().original(at).unwrap();
    assert_eq!(&text[start..end], "\\u201c");
}

#[test]
fn json_of_another_kind_is_an_error() {
    let options = ReadOptions { name: Some("x.json".into()), ..ReadOptions::default() };
    let message = |text: &str| read(text.as_bytes(), &options).unwrap_err().to_string();
    assert!(message("{\"a\":1}").starts_with("JSON without segments"), "{}", message("{\"a\":1}"));
    assert!(
        message("{\"segments\":[{]}").starts_with("1:15: not a recogniser's JSON"),
        "{}",
        message("{\"segments\":[{]}")
    );
    let said = message("{\"segments\":[{\"text\":\"Yes.\"},\n {\"text\":3}]}");
    assert_eq!(said, "2:10: the text of a segment is no string: put it in quotes");
    assert!(document("x.json", "{\"segments\":[{\"text\":null}]}").turns().is_empty());
}

#[test]
fn labelled_text_and_interviews() {
    let text = "A call of May\n\nMR. HALE (chair): We go.\n\nAnd we stay.\n[00:12] IDA BRANDT: Why?\nMR. HALE: So.";
    let call = document("call.txt", text);
    assert_eq!(turns(&call), ["MR. HALE@?: We go.\n\nAnd we stay.", "IDA BRANDT@12000: Why?", "MR. HALE@?: So."]);
    assert_eq!(call.turns()[0].speaker.as_ref().unwrap().span.unwrap().slice(call.text()), "MR. HALE");
    assert_eq!(
        turns(&document("talk.txt", "Q. Who goes?\nA. I do.\nQ. When?\nA. Now.")),
        ["Q@?: Who goes?", "A@?: I do.", "Q@?: When?", "A@?: Now."]
    );
    assert_eq!(
        turns(&document("talk.txt", "– Who goes?\n– I do.\n– When?\n– Now.")),
        ["-@?: Who goes?", "-@?: I do.", "-@?: When?", "-@?: Now."]
    );
}

#[test]
fn a_story_is_no_transcript() {
    let story = "The envoy has one aim: peace.\n\nHe said: “We go.”\n\nWASHINGTON: A second call followed.\n\nNote: names were changed.\n\nThe end.";
    assert!(document("story.txt", story).turns().is_empty());
}
