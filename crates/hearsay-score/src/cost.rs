//! What the program costs: start to first record, processor time, memory, size. Speed is printed by `cargo bench -p hearsay --bench read`.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The arguments of `hearsay-score cost`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The program, as users get it
    #[arg(long, default_value = "target/release/hearsay", value_name = "FILE")]
    program: PathBuf,
    /// The text whose words are repeated
    #[arg(long, default_value = "examples/wire.txt", value_name = "FILE")]
    story: PathBuf,
    /// Also reads a text of 10 MB, which takes minutes
    #[arg(long)]
    full: bool,
}

/// Runs for the start; the median counts.
const RUNS: usize = 9;

const STORY_WORDS: usize = 700;
/// Long enough that the start of the program hardly counts.
const LONG_BYTES: usize = 99_000;

const LARGE_BYTES: usize = 10_000_000;

/// Measures, and prints what was measured beside what is asked.
///
/// # Errors
/// Where the program or the text cannot be read or run.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let told = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let program = &arguments.program;
    let size = std::fs::metadata(program).map_err(|error| told(program, error))?.len();
    let story = std::fs::read_to_string(&arguments.story).map_err(|error| told(&arguments.story, error))?;
    let mut out = String::new();
    let _ = writeln!(out, "binary                             {:8.1} MB  (under 60)", size as f64 / 1e6);
    let text = up_to(&story, |text| text.split_whitespace().count() >= STORY_WORDS);
    let mut runs = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        runs.push(measure(program, &text, &[])?);
    }
    runs.sort_by_key(|run| run.first);
    let (first, memory) = (runs[RUNS / 2].first, runs.iter().map(|run| run.memory).max().unwrap_or(0));
    let busy = runs.iter().map(|run| run.busy).sum::<f64>() / RUNS as f64;
    let words = text.split_whitespace().count();
    let _ = writeln!(out, "start to record, {words} words        {:8.2} s   (under 0.5)", first.as_secs_f64());
    let _ = writeln!(
        out,
        "processor time of it               {busy:8.2} s   (what the start takes where nothing else runs)"
    );
    let _ = writeln!(out, "memory for it                      {:8.0} MB  (under 400)", memory as f64 / 1e3);
    let ratio = people(program, &up_to(&story, |text| text.len() >= LONG_BYTES))?;
    let _ = writeln!(out, "layers attributions,people to attributions {ratio:6.2}     (under 1.6)");
    if arguments.full {
        let large = measure(program, &up_to(&story, |text| text.len() >= LARGE_BYTES), &[])?;
        let _ = writeln!(out, "memory for a text of 10 MB         {:8.0} MB  (under 1,074)", large.memory as f64 / 1e3);
        let _ = writeln!(out, "processor time of it               {:8.0} s", large.busy);
    }
    Ok(out)
}

/// How much longer a read with people takes than one without, by turns in one run; medians of both.
fn people(program: &Path, text: &str) -> Result<f64, String> {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..RUNS.div_ceil(2) {
        without.push(measure(program, text, &["--layers", "attributions"])?.first);
        with.push(measure(program, text, &["--layers", "attributions,people"])?.first);
    }
    with.sort();
    without.sort();
    let middle = with.len() / 2;
    Ok(with[middle].as_secs_f64() / without[middle].as_secs_f64())
}

/// A story's paragraphs over and over until there are enough.
fn up_to(story: &str, enough: impl Fn(&str) -> bool) -> String {
    let mut text = String::new();
    for paragraph in story.split("\n\n").cycle() {
        text.push_str(paragraph);
        text.push_str("\n\n");
        // Counting words of a large text at every paragraph would take longer than reading it.
        if (text.len() < 100_000 || text.len().is_multiple_of(64) || text.len() >= LARGE_BYTES) && enough(&text) {
            break;
        }
    }
    text
}

struct Cost {
    /// From the start of the program to its record.
    first: Duration,
    /// The processor time that it took, in seconds.
    busy: f64,
    /// The most memory it held, in KB.
    memory: u64,
}

/// The processor time of this program's ended children in seconds (`cutime` and `cstime` of proc(5), in hundredths).
fn children() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(13).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn measure(program: &Path, text: &str, more: &[&str]) -> Result<Cost, String> {
    let file = std::env::temp_dir().join(format!("hearsay-cost-{}.txt", std::process::id()));
    let told = |error: std::io::Error| format!("{}: {error}", program.display());
    std::fs::write(&file, text).map_err(told)?;
    let (begun, busy) = (Instant::now(), children());
    let mut command = Command::new(program);
    command.args(["read", "--quiet", "--jobs", "1", "--format", "jsonl"]).args(more).arg(&file).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(told)?;
    let memory = watch(&mut child)?;
    let first = begun.elapsed();
    let _gone = std::fs::remove_file(&file);
    Ok(Cost { first, busy: children() - busy, memory })
}

/// The highest memory that the system tells of a child (`VmHWM`, Linux) while it prints.
fn watch(child: &mut Child) -> Result<u64, String> {
    let Some(mut printed) = child.stdout.take() else { return Err("no output to read".to_owned()) };
    let status = format!("/proc/{}/status", child.id());
    let high = || {
        let status = std::fs::read_to_string(&status).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    let (mut memory, mut buffer) = (0, vec![0; 1 << 16]);
    while printed.read(&mut buffer).map_err(|error| error.to_string())? > 0 {
        memory = high().unwrap_or(memory).max(memory);
    }
    child.wait().map_err(|error| error.to_string())?;
    Ok(memory)
}
