//! The whole of `read`, from bytes to a record in JSON, with every layer on, beside the bare encoder over the same words, in words
//! a second on one core, and the time that loading the weights takes: `cargo bench -p hearsay --bench read`.
//!
//! Without a benchmarking library: one run is a second long, and the best of some is the least disturbed. Where the machine is
//! busy with other things, processor time tells more than the clock; both are printed.

use std::hint::black_box;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Instant;

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

/// What a run takes in seconds: the fastest by the clock, the mean of all in processor time.
#[derive(Clone, Copy)]
struct Taken {
    clock: f64,
    processor: f64,
}

/// What the encoder needs is made beforehand.
fn encoder(text: &str, model: &Model) -> Option<Taken> {
    let document = read(text.as_bytes(), &ReadOptions::default()).ok()?;
    let (tokens, sentences, quotations) = structure(&document);
    let features = features(&document, &tokens, &sentences, &quotations);
    Some(fastest(|| model.read(&document, &tokens, &features, false).map(|(_, scores)| scores.len()).sum::<usize>()))
}

fn fastest<T>(mut run: impl FnMut() -> T) -> Taken {
    let busy = processor();
    let timed = (0..RUNS).map(|_| {
        let begun = Instant::now();
        black_box(run());
        begun.elapsed().as_secs_f64()
    });
    let clock = timed.fold(f64::INFINITY, f64::min);
    Taken { clock, processor: (processor() - busy) / RUNS as f64 }
}

/// The processor time of this program so far in seconds (`utime` and `stime` of proc(5), in hundredths); 0 where there is no such file.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn report() -> Option<String> {
    let model = Model::shipped().ok()?;
    let text = vec![STORIES.join("\n\n"); TIMES].join("\n\n");
    let words = text.split_whitespace().count();
    let speed = |taken: Taken| (words as f64 / taken.clock, words as f64 / taken.processor);
    let every = fastest(|| whole(&text, &model, &Layer::ALL));
    let first = fastest(|| whole(&text, &model, &FIRST_LAYERS));
    let (read, read_busy) = speed(every);
    let (bare, bare_busy) = speed(encoder(&text, &model)?);
    let (times, times_busy) = (every.clock / first.clock, every.processor / first.processor);
    let alone = fastest(|| whole(&text, &model, &FIRST_LAYERS[..1]));
    let (people, people_busy) = (first.clock / alone.clock, first.processor / alone.processor);
    let load = fastest(Model::shipped);
    Some(format!(
        "{words} words, one core, {RUNS} runs: words a second by the clock (the fastest), by processor time (the mean)\n\
         whole read    {read:8.0} {read_busy:8.0}  (asked 3,000)\n\
         all layers    {times:8.2} {times_busy:8.2}  times attributions and people alone (asked 1.25)\n\
         people        {people:8.2} {people_busy:8.2}  times attributions alone (asked 1.6)\n\
         bare encoder  {bare:8.0} {bare_busy:8.0}\n\
         weights loaded in {:.3} s, processor time {:.3} s\n",
        load.clock, load.processor
    ))
}

fn main() -> ExitCode {
    let told = report().map(|report| std::io::stdout().write_all(report.as_bytes()));
    if matches!(told, Some(Ok(()))) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
