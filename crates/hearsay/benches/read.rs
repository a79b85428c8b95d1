//! The whole of `read`, from bytes to a record in JSON, with every layer on, beside the bare encoder over the same words, in words
//! a second on one core, and the time that loading the weights takes: `cargo bench -p hearsay --bench read`.
//!
//! Without a benchmarking library: one run is a second long, and the best of some is the least disturbed.

use std::hint::black_box;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use hearsay::analyze::{Layer, analyze_layers, structure};
use hearsay::layers::features::features;
use hearsay::model::Model;
use hearsay::read::{ReadOptions, read};
use hearsay::record::{BuildOptions, Record, json};

const STORIES: [&str; 3] = [
    include_str!("../../../examples/wire.txt"),
    include_str!("../../../examples/tabloid.txt"),
    include_str!("../../../examples/long-read.md"),
];

/// So many times the stories make some thousand words.
const TIMES: usize = 6;

/// Runs of each; the fastest counts.
const RUNS: usize = 7;

/// The layers that the cost of the later ones is held against.
const FIRST_LAYERS: [Layer; 2] = [Layer::Attributions, Layer::People];

fn whole(text: &str, model: &Model, layers: &[Layer]) -> Option<String> {
    let document = read(text.as_bytes(), &ReadOptions::default()).ok()?;
    let record = Record::build(&document, &analyze_layers(&document, model, layers), &BuildOptions::default());
    json::line(&record).ok()
}

/// What the encoder needs is made beforehand.
fn encoder(text: &str, model: &Model) -> Option<Duration> {
    let document = read(text.as_bytes(), &ReadOptions::default()).ok()?;
    let (tokens, sentences, quotations) = structure(&document);
    let features = features(&document, &tokens, &sentences, &quotations);
    Some(fastest(|| model.read(&document, &tokens, &features, false).map(|(_, scores)| scores.len()).sum::<usize>()))
}

fn fastest<T>(mut run: impl FnMut() -> T) -> Duration {
    let timed = (0..RUNS).map(|_| {
        let begun = Instant::now();
        black_box(run());
        begun.elapsed()
    });
    timed.min().unwrap_or_default()
}

fn report() -> Option<String> {
    let model = Model::shipped().ok()?;
    let text = vec![STORIES.join("\n\n"); TIMES].join("\n\n");
    let words = text.split_whitespace().count();
    let speed = |time: Duration| words as f64 / time.as_secs_f64();
    let read = fastest(|| whole(&text, &model, &Layer::ALL));
    let first = fastest(|| whole(&text, &model, &FIRST_LAYERS));
    let bare = encoder(&text, &model)?;
    let load = fastest(Model::shipped);
    Some(format!(
        "{words} words, one core, the fastest of {RUNS} runs\nwhole read    {:8.0} words/s  (asked 3,000)\n\
         all layers    {:8.2} times attributions and people alone  (asked 1.25)\n\
         bare encoder  {:8.0} words/s\nweights loaded in {:.3} s\n",
        speed(read),
        read.as_secs_f64() / first.as_secs_f64(),
        speed(bare),
        load.as_secs_f64()
    ))
}

fn main() -> ExitCode {
    let told = report().map(|report| std::io::stdout().write_all(report.as_bytes()));
    if matches!(told, Some(Ok(()))) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
