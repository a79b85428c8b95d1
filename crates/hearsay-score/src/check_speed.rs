//! How fast quotations are checked: 200 quotations against 100,000 words, alignment alone on parsed inputs, on one core,
//! beside one run of `rg -F -f` with each quotation's first five words.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clap::Args;
use hearsay::check::{CheckOptions, Quoted, Transcripts, check_quotations};
use hearsay::read::{ReadOptions, read};
use hearsay::text::{Document, Kind, Span};

/// `hearsay-score check-speed`
#[derive(Args)]
pub struct Arguments {
    /// A transcript of labelled turns; words made up by rule where absent
    #[arg(long)]
    transcript: Option<PathBuf>,
    /// Runs; the median counts
    #[arg(long, default_value_t = 21)]
    runs: usize,
}

const QUOTATIONS: usize = 200;
const WORDS: usize = 100_000;

/// The two times and their ratio.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let text = match &arguments.transcript {
        Some(path) => std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?,
        None => made_up(),
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let every = (words.len() - 40) / QUOTATIONS;
    let quotations: Vec<String> =
        (0..QUOTATIONS).map(|n| words[n * every..n * every + 12 + n % 20].join(" ")).collect();
    let options = ReadOptions { kind: Some(Kind::Transcript), ..ReadOptions::default() };
    let documents = [read(text.as_bytes(), &options).map_err(|error| error.to_string())?];
    let article = Document::from_text(&quotations.join("\n"));
    let quoted: Vec<Quoted> = article.parts().iter().map(|part| quoted(part.span)).collect();
    let ready = Transcripts::new(&documents, CheckOptions::default());
    let align = median(arguments.runs, || {
        let _report = check_quotations(&article, &quoted, &ready);
    });
    let prepare = median(arguments.runs.min(5), || {
        let _ready = Transcripts::new(&documents, CheckOptions::default());
    });
    let ripgrep = ripgrep(&text, &quotations, arguments.runs)?;
    let ratio = align.as_secs_f64() / ripgrep.as_secs_f64();
    let mut out = String::new();
    let _ = writeln!(out, "{QUOTATIONS} quotations against {} words", words.len());
    let _ = writeln!(out, "alignment        {:8.2} ms", align.as_secs_f64() * 1e3);
    let _ = writeln!(out, "rg -F -f         {:8.2} ms", ripgrep.as_secs_f64() * 1e3);
    let _ = writeln!(out, "ratio            {ratio:8.2}  (at most 10)");
    let _ = writeln!(out, "words and index  {:8.2} ms, once a transcript", prepare.as_secs_f64() * 1e3);
    Ok(out)
}

fn quoted(span: Span) -> Quoted {
    Quoted { pieces: vec![span], ..Quoted::default() }
}

fn median(runs: usize, mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..runs.max(1))
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

fn ripgrep(text: &str, quotations: &[String], runs: usize) -> Result<Duration, String> {
    let folder = std::env::temp_dir().join(format!("hearsay-check-speed-{}", std::process::id()));
    let failed = |error: std::io::Error| format!("rg: {error}; install ripgrep");
    std::fs::create_dir_all(&folder).map_err(failed)?;
    let heads: Vec<String> =
        quotations.iter().map(|quotation| quotation.split(' ').take(5).collect::<Vec<_>>().join(" ")).collect();
    std::fs::write(folder.join("patterns"), heads.join("\n")).map_err(failed)?;
    std::fs::write(folder.join("transcript"), text).map_err(failed)?;
    let mut result = Ok(());
    let time = median(runs, || {
        let mut command = Command::new("rg");
        command.args(["-j1", "-F", "-f"]).arg(folder.join("patterns")).arg(folder.join("transcript"));
        if let Err(error) = command.stdout(Stdio::null()).status() {
            result = Err(failed(error));
        }
    });
    std::fs::remove_dir_all(&folder).map_err(failed)?;
    result.map(|()| time)
}

/// Turns of words that are as often rare and common as in speech (Zipf's law), always the same.
fn made_up() -> String {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    let syllables = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "za"];
    let mut out = String::new();
    for index in 0..WORDS {
        if index % 80 == 0 {
            let _ = write!(
                out,
                "{}SPEAKER {}: ",
                if index > 0 { ".\n" } else { "" },
                if index % 160 == 0 { "ONE" } else { "TWO" }
            );
        }
        let rank = (12_000f64.powf(next())) as usize;
        let word: String = rank.to_string().bytes().map(|digit| syllables[usize::from(digit - b'0')]).collect();
        let _ = write!(out, "{word} ");
    }
    out
}
