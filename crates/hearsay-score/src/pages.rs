//! Article text, title, date and authors out of web pages, against the expectations of fundus's parsers.
//!
//! Text is compared as multisets of four-word shingles (lowercase, punctuation aside) of summary, headings and
//! paragraphs; titles by their letters and digits, dates by their day, authors as sets of names.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;
use hearsay::read::{ReadOptions, read};
use hearsay::text::{Document, PartKind};
use serde::Deserialize;
use serde_json::Value;

/// Words in a shingle.
const SHINGLE: usize = 4;

/// Where the pages are.
#[derive(Args)]
pub struct Arguments {
    /// The folder of fundus pages (`us/`, `uk/` with `*.html.gz`, `*.json` and `meta.info`)
    #[arg(long, default_value = "../shared/data/html/fundus")]
    fundus: PathBuf,
    /// One line a page
    #[arg(long)]
    verbose: bool,
    /// Writes what was missed and what was too much, by page, into this folder
    #[arg(long)]
    dump: Option<PathBuf>,
}

/// What a page should give.
#[derive(Deserialize)]
struct Expected {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    authors: Vec<String>,
    #[serde(default)]
    publishing_date: Option<String>,
    body: Body,
}

#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    summary: Vec<String>,
    #[serde(default)]
    sections: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    #[serde(default)]
    headline: Vec<String>,
    #[serde(default)]
    paragraphs: Vec<String>,
}

struct Page {
    name: String,
    url: Option<String>,
    html: Vec<u8>,
    expected: Expected,
}

#[derive(Default)]
struct Score {
    precision: f64,
    recall: f64,
    f1: f64,
    title: Option<bool>,
    date: Option<bool>,
    authors: Option<bool>,
}

/// Reads all pages and prints the figures.
///
/// # Errors
/// Where the folder or a file of it cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let mut out = String::new();
    let mut scores = Vec::new();
    for page in pages(&arguments.fundus)? {
        let options = ReadOptions { name: page.url.clone(), media_type: Some("text/html".to_owned()), kind: None };
        let document = read(&page.html, &options).map_err(|error| format!("{}: {error}", page.name))?;
        let score = score(&page.expected, &document);
        if arguments.verbose {
            line(&mut out, &page, &score, &document);
        }
        if let Some(folder) = &arguments.dump {
            dump(folder, &page, &document).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        scores.push(score);
    }
    summary(&mut out, &scores);
    Ok(out)
}

fn pages(folder: &Path) -> Result<Vec<Page>, String> {
    let mut pages = Vec::new();
    for country in ["uk", "us"] {
        let folder = folder.join(country);
        let meta: BTreeMap<String, Value> = json(&folder.join("meta.info"))?;
        let mut outlets: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in file_names(&folder)?.into_iter().filter(|name| name.ends_with(".html.gz")) {
            outlets.entry(name.split('_').next().unwrap_or("").to_owned()).or_default().push(name);
        }
        for (outlet, files) in outlets {
            let versions: BTreeMap<String, Expected> = json(&folder.join(format!("{outlet}.json")))?;
            for (name, expected) in files.into_iter().zip(versions.into_values()) {
                let html = unpack(&folder.join(&name))?;
                let url = meta.get(&name).and_then(|meta| meta["url"].as_str()).map(str::to_owned);
                pages.push(Page { name: name.trim_end_matches(".html.gz").to_owned(), url, html, expected });
            }
        }
    }
    Ok(pages)
}

/// The names of a folder's files, sorted: pages and expectations pair up in the order of their dates and versions.
fn file_names(folder: &Path) -> Result<Vec<String>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
}

fn json<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", path.display()))
}

fn unpack(path: &Path) -> Result<Vec<u8>, String> {
    let file = std::fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut html = Vec::new();
    flate2::read::MultiGzDecoder::new(file)
        .read_to_end(&mut html)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(html)
}

fn expected_text(expected: &Expected) -> Vec<String> {
    let sections = expected.body.sections.iter().flat_map(|section| section.headline.iter().chain(&section.paragraphs));
    expected.body.summary.iter().chain(sections).cloned().collect()
}

fn found_text(document: &Document) -> Vec<String> {
    let is_body = |kind| matches!(kind, PartKind::Body | PartKind::Blockquote | PartKind::Correction);
    document.parts().iter().filter(|part| is_body(part.kind)).map(|part| document.slice(part.span).to_owned()).collect()
}

fn score(expected: &Expected, document: &Document) -> Score {
    let (gold, found) = (shingles(&expected_text(expected)), shingles(&found_text(document)));
    let count = |bag: &BTreeMap<Vec<String>, usize>| bag.values().sum::<usize>() as f64;
    let both: usize = gold.iter().map(|(shingle, n)| found.get(shingle).map_or(0, |m| *n.min(m))).sum();
    let precision = both as f64 / count(&found).max(1.0);
    let recall = both as f64 / count(&gold).max(1.0);
    let f1 = if both == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    let metadata = document.metadata();
    let title = expected.title.as_ref().map(|title| letters(title) == letters(metadata.title.as_deref().unwrap_or("")));
    let day = |text: &str| text.get(..10).map(str::to_owned);
    let date = expected.publishing_date.as_deref().map(|date| day(date) == metadata.published.as_deref().and_then(day));
    let names = |names: &[String]| names.iter().map(|name| letters(name)).collect::<std::collections::BTreeSet<_>>();
    let authors = (!expected.authors.is_empty()).then(|| names(&expected.authors) == names(&metadata.authors));
    Score { precision, recall, f1, title, date, authors }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn shingles(paragraphs: &[String]) -> BTreeMap<Vec<String>, usize> {
    let words: Vec<String> = paragraphs.iter().flat_map(|text| words(text)).collect();
    let mut bag = BTreeMap::new();
    for run in words.windows(SHINGLE) {
        *bag.entry(run.to_vec()).or_default() += 1;
    }
    bag
}

fn line(out: &mut String, page: &Page, score: &Score, document: &Document) {
    let mark = |right: Option<bool>| right.map_or("·", |right| if right { "✓" } else { "✗" });
    let Score { precision, recall, f1, title, date, authors } = score;
    let _ = writeln!(
        out,
        "{:<30} P {:5.1}  R {:5.1}  F1 {:5.1}  title {} date {} authors {}",
        page.name,
        100.0 * precision,
        100.0 * recall,
        100.0 * f1,
        mark(*title),
        mark(*date),
        mark(*authors)
    );
    let found = document.metadata();
    for (right, what, gold, got) in [
        (title, "title", format!("{:?}", page.expected.title), format!("{:?}", found.title)),
        (date, "date", format!("{:?}", page.expected.publishing_date), format!("{:?}", found.published)),
        (authors, "authors", format!("{:?}", page.expected.authors), format!("{:?}", found.authors)),
    ] {
        if *right == Some(false) {
            let _ = writeln!(out, "    {what}: expected {gold}, found {got}");
        }
    }
}

fn summary(out: &mut String, scores: &[Score]) {
    let mean = |value: fn(&Score) -> f64| 100.0 * scores.iter().map(value).sum::<f64>() / scores.len().max(1) as f64;
    let share = |value: fn(&Score) -> Option<bool>| {
        let told: Vec<bool> = scores.iter().filter_map(value).collect();
        format!("{} of {}", told.iter().filter(|right| **right).count(), told.len())
    };
    let _ = writeln!(out, "pages                {}", scores.len());
    let _ = writeln!(
        out,
        "body, mean over pages: precision {:.1}  recall {:.1}  F1 {:.1}",
        mean(|s| s.precision),
        mean(|s| s.recall),
        mean(|s| s.f1)
    );
    let _ = writeln!(out, "title right          {}", share(|s| s.title));
    let _ = writeln!(out, "day of publication   {}", share(|s| s.date));
    let _ = writeln!(out, "authors, whole set   {}", share(|s| s.authors));
}

/// For error analysis: the paragraphs that the page should have and has not (-), and those it has too much (+).
fn dump(folder: &Path, page: &Page, document: &Document) -> std::io::Result<()> {
    let (gold, found) = (expected_text(&page.expected), found_text(document));
    let (in_gold, in_found) = (shingles(&gold), shingles(&found));
    let missing = |text: &String, bag: &BTreeMap<Vec<String>, usize>| {
        let words = words(text);
        let absent = words.windows(SHINGLE).filter(|run| !bag.contains_key(*run)).count();
        absent * 2 > words.len().saturating_sub(SHINGLE - 1)
    };
    let mut out = String::new();
    for text in gold.iter().filter(|text| missing(text, &in_found)) {
        let _ = writeln!(out, "- {text}");
    }
    for text in found.iter().filter(|text| missing(text, &in_gold)) {
        let _ = writeln!(out, "+ {text}");
    }
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join(format!("{}.txt", page.name)), out)
}
