#![no_main]

#[path = "../../crates/hearsay/tests/hostile/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::plan(data));
