//! `hearsay store versions`: what a place showed, and what changed.

use std::fmt::Write as _;
use std::path::Path;

use clap::{Args, ValueEnum};
use hearsay::check::plans::reworded;
use hearsay::record::WordChange;
use hearsay::record::text::short_id;
use hearsay_store::{Store, Version};
use serde_json::json;

use crate::commands::rows::plain;
use crate::commands::store_file::{StoreArgument, failed};
use crate::failure::Outcome;
use crate::output::print_all;

/// `hearsay store versions`
#[derive(Args)]
pub struct Arguments {
    /// The path or address, as it was added or as the page gives it
    #[arg(value_name = "PATH|URL")]
    place: String,

    /// What to print
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person at a terminal: what was left out in [-…-], what was put in in {+…+}
    Text,
    /// For a program
    Json,
}

/// Words of what stayed the same that are shown on each side of a change.
const AROUND: usize = 6;

/// Prints the versions.
pub fn run(arguments: &Arguments, store: &StoreArgument) -> Result<Outcome, Outcome> {
    let fail = |error: hearsay_store::Error| failed(&error.to_string());
    let store = store.read()?;
    let mut versions = store.versions(&arguments.place).map_err(fail)?;
    if versions.is_empty()
        && let Some(path) = Path::new(&arguments.place).canonicalize().ok().as_deref().and_then(Path::to_str)
    {
        versions = store.versions(path).map_err(fail)?;
    }
    if versions.is_empty() {
        return Err(failed(&format!("{} is no place that the store has seen", arguments.place)));
    }
    let changes = changes(&store, &versions).map_err(fail)?;
    let out = match arguments.format {
        Format::Text => text(&versions, &changes),
        Format::Json => whole(&versions, &changes),
    };
    Ok(print_all(out.as_bytes()))
}

/// For each version how its words came from those of the one before; nothing for the first of a member.
fn changes(store: &Store, versions: &[Version]) -> hearsay_store::Result<Vec<Option<Vec<WordChange>>>> {
    let mut before: Option<(&Version, String)> = None;
    let mut out = Vec::with_capacity(versions.len());
    for version in versions {
        let text = store.document(&version.document.id)?.map_or(String::new(), |stored| stored.record.document.text);
        let earlier = before.as_ref().filter(|(earlier, _)| earlier.member == version.member);
        out.push(earlier.map(|(_, earlier)| reworded(earlier, &text)));
        before = Some((version, text));
    }
    Ok(out)
}

fn text(versions: &[Version], changes: &[Option<Vec<WordChange>>]) -> String {
    let mut out = String::new();
    for (version, changes) in versions.iter().zip(changes) {
        let row = &version.document;
        let told = [version.member.as_deref(), row.title.as_deref(), row.outlet.as_deref(), row.published.as_deref()];
        let told: Vec<String> = told.into_iter().flatten().map(plain).collect();
        let _ = writeln!(out, "{} {} {}", version.seen, short_id(&row.id), told.join(" · "));
        for line in changes.iter().flat_map(|changes| lines(changes)) {
            let _ = writeln!(out, "    {}", plain(&line));
        }
    }
    out
}

/// A line for each change, with the words before and after it.
fn lines(changes: &[WordChange]) -> Vec<String> {
    let same = |at: Option<usize>, last: bool| match at.and_then(|at| changes.get(at)) {
        Some(WordChange::Same { words }) => edge(words, last),
        _ => String::new(),
    };
    let mut out = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let marked = match change {
            WordChange::Same { .. } => continue,
            WordChange::Changed { a, b } => format!("[-{a}-] {{+{b}+}}"),
            WordChange::LeftOut { a } => format!("[-{a}-]"),
            WordChange::PutIn { b } => format!("{{+{b}+}}"),
        };
        out.push(format!("{} {marked} {}", same(at.checked_sub(1), true), same(Some(at + 1), false)).trim().to_owned());
    }
    out
}

fn edge(words: &str, last: bool) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    match words.len().checked_sub(AROUND) {
        None | Some(0) => words.join(" "),
        Some(more) if last => format!("… {}", words[more..].join(" ")),
        Some(_) => format!("{} …", words[..AROUND].join(" ")),
    }
}

fn whole(versions: &[Version], changes: &[Option<Vec<WordChange>>]) -> String {
    let one = |(version, changes): (&Version, &Option<Vec<WordChange>>)| {
        let row = &version.document;
        json!({
            "document": row.id, "member": version.member, "seen": version.seen, "title": row.title, "outlet": row.outlet,
            "published": row.published, "changes": changes,
        })
    };
    versions.iter().zip(changes).map(one).map(|version| version.to_string() + "\n").collect()
}
