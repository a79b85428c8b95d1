//! Statements inside another's content, against the stories that people marked for it.

use std::path::PathBuf;

use hearsay::analyze::analyze;
use hearsay::layers::tokens::Token;
use hearsay::text::{Document, Span};

use super::figures::{Relation, f1, matched};
use super::{covering, relation};
use crate::marked::{Marked, Story, stories};

/// The arguments of `hearsay-score nested`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of marked stories
    #[arg(long, default_value = "crates/hearsay-score/gold/nested")]
    gold: PathBuf,
    #[command(flatten)]
    weights: super::corpus::Weights,
    /// Also lists each statement that is missed (-) or false (+)
    #[arg(long)]
    list: bool,
}

/// Runs the engine over the marked stories and prints relaxed F1 of the nested statements.
///
/// # Errors
/// Where gold or model cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let model = arguments.weights.load()?;
    let (mut hits, mut found, mut gold) = (0, 0, 0);
    let mut out = String::new();
    for path in files(&arguments.gold)? {
        let told = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let file = std::fs::read_to_string(&path).map_err(|error| told(&error))?;
        for story in stories(&file).map_err(|error| told(&error))? {
            let analysis = analyze(&Document::from_text(&story.text), &model);
            let inner = analysis.attributions.iter().filter(|one| one.within.is_some());
            let ones: Vec<Relation> = inner.map(relation).collect();
            let marked = story.statements.iter().filter(|one| one.within.is_some());
            let others: Vec<Relation> = marked.map(|one| on_tokens(one, &analysis.tokens)).collect();
            let tokens = &analysis.tokens;
            hits += matched(&ones, &others, |one, other| one.matches_loosely(other, tokens));
            if arguments.list {
                out.push_str(&only("-", &story, tokens, &others, &ones));
                out.push_str(&only("+", &story, tokens, &ones, &others));
            }
            found += ones.len();
            gold += others.len();
        }
    }
    let share = |of: usize| 100.0 * hits as f64 / of.max(1) as f64;
    out.push_str(&format!(
        "nested statements: {gold} gold, {found} found, {hits} right; relaxed precision {:.1}, recall {:.1}, F1 {:.1}\n",
        share(found),
        share(gold),
        f1(hits, found, gold)
    ));
    Ok(out)
}

/// The relations of `these` that match none of `those`, a line each.
fn only(mark: &str, story: &Story, tokens: &[Token], these: &[Relation], those: &[Relation]) -> String {
    let alone = |one: &&Relation| !those.iter().any(|other| one.matches_loosely(other, tokens));
    let words = |indices: &[usize]| {
        let words: Vec<&str> = indices.iter().map(|&at| tokens[at].span.slice(&story.text)).collect();
        words.join(" ")
    };
    let line = |one: &Relation| {
        format!("{} {mark} {} | {} | {}\n", story.name, words(&one.source), words(&one.cue), words(&one.content))
    };
    these.iter().filter(alone).map(line).collect()
}

fn files(folder: &std::path::Path) -> Result<Vec<PathBuf>, String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(told)?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    Ok(paths)
}

fn on_tokens(marked: &Marked, tokens: &[Token]) -> Relation {
    let indices = |spans: &[Span]| spans.iter().flat_map(|&span| covering(tokens, span)).collect::<Vec<usize>>();
    Relation {
        source: indices(&marked.source),
        cue: marked.cue.map_or(Vec::new(), |cue| covering(tokens, cue).collect()),
        content: indices(&marked.content),
    }
}
