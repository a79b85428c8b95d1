//! `hearsay-score times`: the layer of times against TimeML, WikiWars and the cases of Recognizers-Text.
//!
//! Each set is split by the SHA-256 of the file's name (of the input, for Recognizers-Text): remainder 0 modulo 5 is the
//! part to choose on, the rest the part to learn from. Only the learning part's errors are listed.

mod cases;
mod marked_up;
mod tally;
mod value;

use std::path::{Path, PathBuf};
use std::time::Instant;

use hearsay::analyze::structure;
use hearsay::lang::en::times::TimeWords;
use hearsay::layers::times::times;
use hearsay::record::TimeType;
use hearsay::text::{Document, Metadata};

use marked_up::{Gold, Story};
use tally::Tally;

/// `hearsay-score times`
#[derive(clap::Args)]
pub struct Arguments {
    /// Folder of TimeBank and AQUAINT as cleaned for TempEval-3 (`TimeBank/*.tml`, `AQUAINT/*.tml`)
    #[arg(long, value_name = "DIR")]
    tbaq: Option<PathBuf>,

    /// Folder of WikiWars (`keyinline/*.xml`)
    #[arg(long, value_name = "DIR")]
    wikiwars: Option<PathBuf>,

    /// Folder of the English cases of Recognizers-Text (`*.json`)
    #[arg(long, value_name = "DIR")]
    recognizers: Option<PathBuf>,

    /// List what is missed, put in or valued otherwise in the learning part
    #[arg(long)]
    errors: bool,
}

/// Prints the figures.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let words = TimeWords::new();
    let mut out = String::new();
    if let Some(folder) = &arguments.tbaq {
        let stories = marked_up::timeml(folder)?;
        out.push_str(&score("TBAQ", &stories, &words, arguments.errors));
    }
    if let Some(folder) = &arguments.wikiwars {
        let stories = marked_up::wikiwars(&folder.join("keyinline"))?;
        out.push_str(&score("WikiWars", &stories, &words, arguments.errors));
    }
    if let Some(folder) = &arguments.recognizers {
        out.push_str(&cases::score(folder, &words, arguments.errors)?);
    }
    if out.is_empty() { Err("name a gold set: --tbaq, --wikiwars or --recognizers".to_owned()) } else { Ok(out) }
}

fn score(name: &str, stories: &[Story], words: &TimeWords, errors: bool) -> String {
    let (mut learn, mut choose, mut listing) = (Tally::default(), Tally::default(), String::new());
    let (mut spent, mut count) = (0.0, 0);
    for story in stories {
        let document = document(&story.text, story.published.as_deref());
        let (tokens, sentences, _) = structure(&document);
        let start = Instant::now();
        let found = times(&document, &tokens, &sentences, words);
        spent += start.elapsed().as_secs_f64();
        count += tokens.len();
        let tally = if story.choose { &mut choose } else { &mut learn };
        let lines = tally.add(&story.gold, &found, &document);
        if errors && !story.choose {
            listing.extend(lines.into_iter().map(|line| format!("{}: {line}\n", story.name)));
        }
    }
    let speed = count as f64 / spent.max(1e-9);
    format!(
        "{listing}{name}, to learn from: {learn}\n{name}, to choose on:  {choose}\n{name}, {count} tokens, {speed:.0} a second in the layer alone\n"
    )
}

/// A document whose single line breaks are spaces.
fn document(text: &str, published: Option<&str>) -> Document {
    let metadata = Metadata { published: published.map(str::to_owned), ..Metadata::default() };
    Document::from_text(text).with_metadata(metadata)
}

/// Whether a name belongs to the part to choose on.
fn is_chosen(name: &str) -> bool {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(name.as_bytes());
    digest.iter().fold(0_u32, |rest, byte| (rest * 256 + u32::from(*byte)) % 5) == 0
}

fn type_name(kind: TimeType) -> &'static str {
    match kind {
        TimeType::Date => "DATE",
        TimeType::Time => "TIME",
        TimeType::Duration => "DURATION",
        TimeType::Set => "SET",
    }
}

/// The files of a folder with an ending, sorted.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    Ok(paths)
}
