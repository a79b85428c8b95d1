//! `docs/record.schema.json` is what the types say, and a record is what it says.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::fs;
use std::path::PathBuf;

use hearsay::analyze::analyze;
use hearsay::read::{ReadOptions, read};
use hearsay::record::{BuildOptions, Record, schema};

const STORY: &str = "“The ramp was cracked in May,” said Mirek Dvořák, who runs the night crew.\n";

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/record.schema.json")
}

/// To write it anew: `UPDATE_SCHEMA=1 cargo test --profile ci -p hearsay --test schema`.
#[test]
fn the_schema_in_docs_is_that_of_the_types() {
    let generated = serde_json::to_string_pretty(&schema()).expect("serialises") + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(file(), &generated).expect("written");
    }
    let kept = fs::read_to_string(file()).expect("docs/record.schema.json");
    assert!(
        kept == generated,
        "docs/record.schema.json is stale: run UPDATE_SCHEMA=1 cargo test --profile ci -p hearsay --test schema"
    );
}

fn record() -> serde_json::Value {
    let document = read(STORY.as_bytes(), &ReadOptions::default()).expect("text");
    let options = BuildOptions { map: true, why: true, ..BuildOptions::default() };
    serde_json::to_value(Record::build(
        &document,
        &analyze(&document, &hearsay::model::Model::shipped().unwrap()),
        &options,
    ))
    .expect("serialises")
}

#[test]
fn a_record_is_valid_and_a_spoilt_one_is_not() {
    let schema = serde_json::to_value(schema()).expect("serialises");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let record = record();
    assert!(validator.is_valid(&record), "{:?}", validator.iter_errors(&record).next().map(|error| error.to_string()));
    let mut spoilt = record.clone();
    spoilt["document"]["offsets"] = "furlong".into();
    assert!(!validator.is_valid(&spoilt));
}
