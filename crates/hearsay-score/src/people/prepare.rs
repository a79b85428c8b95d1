//! GUM and the newswire set as the trainer reads them: the engine's tokens and features with the names on them.

use std::fs;
use std::path::PathBuf;

use hearsay::analyze::structure;
use hearsay::layers::features::features;
use hearsay::record::EntityType;
use hearsay::text::{Document, Span};
use serde::Serialize;

use super::{gum, newswire};
use crate::attributions::covering;

/// The arguments of `hearsay-score people prepare`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the data sets
    #[arg(long)]
    data: PathBuf,
    /// Where the documents go, one JSON object a line
    #[arg(long)]
    out: PathBuf,
}

/// A line of the output.
#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    set: &'static str,
    split: &'static str,
    words: Vec<&'a str>,
    case: Vec<u8>,
    quote: Vec<u8>,
    sentence_start: Vec<bool>,
    paragraph_start: Vec<bool>,
    /// First token, one past the last, class.
    names: Vec<(usize, usize, String)>,
}

/// Writes the file. Non-commercial genres of GUM's train part and the articles held back are left out.
///
/// # Errors
/// Where a set cannot be read or the file cannot be written.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let mut out = String::new();
    let mut counts = [0usize; 3];
    for (part, count) in [("train", 0), ("dev", 1)] {
        for one in gum::documents(&arguments.data.join("gum"), part)? {
            if part == "train" && gum::NON_COMMERCIAL.contains(&gum::genre(&one.name)) {
                continue;
            }
            let names = outermost(&one.mentions);
            push(&mut out, &line(&one.name, "gum", part, &one.document, &names))?;
            counts[count] += 1;
        }
    }
    for one in newswire::articles(&arguments.data.join("worldwide-newswire"))? {
        if !newswire::held_back(&one.name) {
            push(&mut out, &line(&one.name, "newswire", "train", &one.document, &one.names))?;
            counts[2] += 1;
        }
    }
    fs::write(&arguments.out, out).map_err(|error| format!("{}: {error}", arguments.out.display()))?;
    Ok(format!("GUM train {}, dev {}; newswire {}\n", counts[0], counts[1], counts[2]))
}

/// The names that stand in no other name, in order.
pub fn outermost(mentions: &[gum::GumMention]) -> Vec<(Span, String)> {
    let mut names: Vec<(Span, String)> =
        mentions.iter().filter_map(|one| Some((one.name?, class(one.kind).to_owned()))).collect();
    names.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    let mut kept: Vec<(Span, String)> = Vec::new();
    for (span, class) in names {
        if kept.last().is_none_or(|(last, _)| !last.overlaps(span)) {
            kept.push((span, class));
        }
    }
    kept
}

fn class(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "Person",
        EntityType::Organisation => "Organization",
        _ => "Location",
    }
}

fn push(out: &mut String, line: &Line) -> Result<(), String> {
    out.push_str(&serde_json::to_string(line).map_err(|error| error.to_string())?);
    out.push('\n');
    Ok(())
}

fn line<'a>(
    name: &'a str,
    set: &'static str,
    split: &'static str,
    document: &'a Document,
    names: &[(Span, String)],
) -> Line<'a> {
    let (tokens, sentences, quotations) = structure(document);
    let features = features(document, &tokens, &sentences, &quotations);
    let on_tokens = |(span, class): &(Span, String)| {
        let range = covering(&tokens, *span);
        (range.start, range.end, class.clone())
    };
    Line {
        name,
        set,
        split,
        words: tokens.iter().map(|token| document.slice(token.span)).collect(),
        case: features.iter().map(|one| one.case as u8).collect(),
        quote: features.iter().map(|one| one.quote as u8).collect(),
        sentence_start: features.iter().map(|one| one.sentence_start).collect(),
        paragraph_start: features.iter().map(|one| one.paragraph_start).collect(),
        names: names.iter().map(on_tokens).collect(),
    }
}
