use proptest::prelude::*;
use serde_json::Value;

use crate::analyze::Analysis;
use crate::layers::attributions::{Attribution, Certainty};
use crate::record::{Act, BuildOptions, Form, Mode, Record, sample};
use crate::text::{Document, OffsetUnit, TokenRange};

const UNITS: [OffsetUnit; 3] = [OffsetUnit::Codepoint, OffsetUnit::Byte, OffsetUnit::Utf16];

/// Slices by counting the units one by one, to be independent of `OffsetTable`.
fn slice(text: &str, unit: OffsetUnit, start: usize, end: usize) -> String {
    match unit {
        OffsetUnit::Byte => text[start..end].to_owned(),
        OffsetUnit::Codepoint => text.chars().skip(start).take(end - start).collect(),
        OffsetUnit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[start..end]).expect("whole characters")
        }
    }
}

/// Every object with `text` and `spans`, wherever in the record, claims what stands there. Counts them.
fn check(value: &Value, text: &str, unit: OffsetUnit) -> usize {
    match value {
        Value::Array(items) => items.iter().map(|item| check(item, text, unit)).sum(),
        Value::Object(fields) => {
            let inner: usize = fields.values().map(|field| check(field, text, unit)).sum();
            let (Some(Value::String(words)), Some(Value::Array(spans))) = (fields.get("text"), fields.get("spans"))
            else {
                return inner;
            };
            let at = |value: &Value| usize::try_from(value.as_u64().expect("an offset")).expect("fits");
            let pieces: Vec<String> = spans.iter().map(|span| slice(text, unit, at(&span[0]), at(&span[1]))).collect();
            assert_eq!(*words, pieces.join(" "));
            inner + 1
        }
        _ => 0,
    }
}

fn check_record(record: &Record, unit: OffsetUnit) -> usize {
    check(&serde_json::to_value(record).expect("serialises"), &record.document.text, unit)
}

#[test]
fn the_sample_is_numbered_in_text_order_with_outer_before_inner() {
    let record = sample::record(&BuildOptions::default());
    let told: Vec<_> = record.statements.iter().map(|s| (s.id.as_str(), s.within.as_deref())).collect();
    assert_eq!(told, [("s1", None), ("s2", None), ("s3", None), ("s4", None), ("s5", Some("s4")), ("s6", None)]);
    assert_eq!(record.statements[0].content.text, "“The ramp was cracked in May,” “And everybody knew it.”");
    assert_eq!(
        record.statements[0].passage.spans.len(),
        1,
        "two sentences of a paragraph, but not the ship after them"
    );
    assert_eq!(record.statements[2].source.text, None);
    assert_eq!(record.statements[0].confidence.source, Some(0.951));
    assert!(record.statements[0].because.is_empty());
}

#[test]
fn why_keeps_the_reasons_with_their_evidence() {
    let record = sample::record(&BuildOptions { why: true, ..BuildOptions::default() });
    let because = &record.statements[0].because[0];
    assert_eq!((because.field.as_str(), because.decider.as_str()), ("form", "quotation marks"));
    assert_eq!(because.spans.len(), 2);
}

#[test]
fn map_covers_the_text_and_text_put_in_has_no_bytes() {
    let record = sample::record(&BuildOptions { map: true, ..BuildOptions::default() });
    let map = record.document.map.expect("asked for");
    assert_eq!(map[0][..2], [0, 0]);
    assert_eq!(map[1], [41, 41, 0], "the paragraph break");
    assert_eq!(map[2], [43, 43, 18], "15 characters, 18 bytes; after \\r\\n");
    assert!(map.windows(2).all(|pair| pair[0][0] < pair[1][0]));
}

#[test]
fn every_span_of_the_sample_slices_its_words_in_every_unit() {
    for offsets in UNITS {
        let record = sample::record(&BuildOptions { offsets, why: true, map: true, ..BuildOptions::default() });
        assert_eq!(check_record(&record, offsets), 6 + 2 * 6 + 4 + 5 + 2);
    }
}

fn ranges(words: usize) -> impl Strategy<Value = Vec<TokenRange>> {
    let range = (0..words + 2, 0..6usize).prop_map(|(start, len)| TokenRange::new(start, start + len));
    prop::collection::vec(range, 0..4)
}

prop_compose! {
    fn attribution(words: usize)(
        source in ranges(words), cue in ranges(words), content in ranges(words), audience in ranges(words),
        within in prop::option::of(0..8usize),
    ) -> Attribution {
        Attribution {
            source, content, audience, within,
            cue: cue.first().copied(),
            mode: Mode::Speech,
            form: Form::Direct,
            act: Act::Say,
            negated: false,
            implicit: false,
            certainty: Certainty::default(),
            evidence: Default::default(),
            reasons: Vec::new(),
        }
    }
}

#[test]
fn the_sample_is_valid_by_the_schema() {
    let schema = serde_json::to_value(crate::record::schema()).expect("serialises");
    let record = sample::record(&BuildOptions { why: true, map: true, ..BuildOptions::default() });
    let record = serde_json::to_value(record).expect("serialises");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&record), "{:?}", validator.iter_errors(&record).next().map(|error| error.to_string()));
}

proptest! {
    #[test]
    fn every_span_of_any_record_slices_its_words(
        text in "([a-z]{1,4}|[Ёлка]{1,3}|😀|é|\u{5d0}\u{200f}|\u{200d}|e\u{301}|[“”.,]| |\n){0,80}",
        attributions in prop::collection::vec(attribution(40), 0..6),
    ) {
        let document = Document::from_text(&text);
        let tokens = sample::tokens(&text);
        let sentences = sample::sentences(&document, &tokens);
        let analysis = Analysis { tokens, sentences, attributions, ..Analysis::default() };
        for offsets in UNITS {
            let record = Record::build(&document, &analysis, &BuildOptions { offsets, map: true, ..BuildOptions::default() });
            prop_assert_eq!(record.statements.len(), analysis.attributions.len());
            check_record(&record, offsets);
            for statement in &record.statements {
                for span in statement.source.spans.iter().chain(&statement.content.spans) {
                    let inside = |at| statement.passage.spans.iter().any(|whole| whole[0] <= at && at < whole[1]);
                    prop_assert!(inside(span[0]) && inside(span[1] - 1), "the passage holds both ends");
                }
            }
        }
    }
}
