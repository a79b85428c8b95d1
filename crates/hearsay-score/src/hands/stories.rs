//! The gold of `gold/hands-stories`: stories marked in place, with lines that tell occasion, stations and disputes.

use std::path::Path;

use hearsay::record::{DisputeKind, OccasionKind, ViaKind};
use hearsay::text::{Document, Metadata};

use super::page::{About, Dispute, Noted, Page, Telling};
use super::{Case, known};
use crate::marked::{Marked, Story, stories};

/// All stories of a folder's `.txt` files, in order of their names.
///
/// # Errors
/// Where a file cannot be read, or a line tells what is not marked; the message names file and story.
pub fn cases(folder: &Path) -> Result<Vec<Case>, String> {
    let told = |path: &Path, why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
    let entries = std::fs::read_dir(folder).map_err(|error| told(folder, &error))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let file = std::fs::read_to_string(&path).map_err(|error| told(&path, &error))?;
        for story in stories(&file).map_err(|why| told(&path, &why))? {
            cases.push(case(&story).map_err(|why| told(&path, &format!("{}: {why}", story.name)))?);
        }
    }
    Ok(cases)
}

/// A story as a document with its gold.
pub(super) fn case(story: &Story) -> Result<Case, String> {
    let metadata = Metadata { outlet: story.outlet.clone(), ..Metadata::default() };
    let mut gold = Page { statements: story.statements.iter().map(telling).collect(), disputes: Vec::new() };
    for remark in &story.remarks {
        let fields: Vec<&str> = remark.split_whitespace().collect();
        let done = match fields[..] {
            ["dispute", number, kind, about, by] => {
                dispute(story, number, kind, about, by).map(|dispute| gold.disputes.push(dispute))
            }
            [number, ref told @ ..] => statement(story, &mut gold, number, told),
            [] => Ok(()),
        };
        done.map_err(|why| format!("`> {remark}`: {why}"))?;
    }
    let document = Document::from_text(&story.text).with_metadata(metadata);
    Ok(Case { name: story.name.clone(), document, gold, outermost: false })
}

fn telling(marked: &Marked) -> Telling {
    let parts = [marked.source.clone(), marked.cue.into_iter().collect(), marked.content.clone()];
    Telling { id: marked.number.to_string(), parts, counted: true, within: marked.within, ..Telling::default() }
}

fn index(story: &Story, number: &str) -> Result<usize, String> {
    let found = story.statements.iter().position(|one| one.number.to_string() == number);
    found.ok_or_else(|| format!("there is no statement {number}"))
}

/// `3 occasion=call via=leak,outlet language=Tavrian`.
fn statement(story: &Story, gold: &mut Page, number: &str, told: &[&str]) -> Result<(), String> {
    let index = index(story, number)?;
    let (marked, telling) = (&story.statements[index], &mut gold.statements[index]);
    for field in told {
        match field.split_once('=') {
            Some(("occasion", kind)) if !marked.occasion.is_empty() => {
                let spans = marked.occasion.clone();
                telling.occasion = Some(Noted { kind: known::<OccasionKind>(kind)?, spans, names: Vec::new() });
            }
            Some(("via", kinds)) => telling.via = stations(marked, kinds)?,
            Some(("language", language)) => telling.language = Some(language.to_owned()),
            _ => return Err(format!("{field:?} is not marked or not known")),
        }
    }
    telling.hands = telling.via.len();
    Ok(())
}

fn stations(marked: &Marked, kinds: &str) -> Result<Vec<Noted>, String> {
    let kinds: Vec<&str> = kinds.split(',').collect();
    if kinds.len() != marked.stations.len() || marked.stations.keys().max() != Some(&kinds.len()) {
        return Err(format!("{} stations are told, {} are marked", kinds.len(), marked.stations.len()));
    }
    let station = |(kind, spans): (&str, &Vec<_>)| {
        Ok(Noted { kind: known::<ViaKind>(kind)?, spans: spans.clone(), names: Vec::new() })
    };
    kinds.into_iter().zip(marked.stations.values()).map(station).collect()
}

/// `dispute 1 denies about=1|2 by=outlet`.
fn dispute(story: &Story, number: &str, kind: &str, about: &str, by: &str) -> Result<Dispute, String> {
    let marks = number.parse().ok().and_then(|number: u32| story.disputes.get(&number));
    let marks = marks.ok_or_else(|| format!("the words of dispute {number} are not marked"))?;
    let field = |column: &str, name: &str| {
        let value = column.strip_prefix(name).and_then(|rest| rest.strip_prefix('='));
        value.map(str::to_owned).ok_or_else(|| format!("{column:?} does not tell {name}"))
    };
    let about = match field(about, "about")?.as_str() {
        "span" if marks.claim.is_empty() => return Err("what is disputed is not marked".to_owned()),
        "span" => vec![About::Words(marks.claim.clone())],
        numbers => {
            numbers.split('|').map(|one| index(story, one).map(About::Statement)).collect::<Result<_, String>>()?
        }
    };
    let by = match field(by, "by")?.as_str() {
        "outlet" => None,
        number => Some(index(story, number)?),
    };
    Ok(Dispute { about, by, kind: known::<DisputeKind>(kind)?, words: marks.words.clone() })
}
