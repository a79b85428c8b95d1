//! Statements inside another's content, against the stories that people marked for it; and how sure the engine is of kinds of
//! statements that PolNeAR does not mark, against how often it is right.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use hearsay::analyze::analyze;
use hearsay::layers::attributions::Attribution;
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

/// What was told and what was right of one kind of statements: so many, then for statement, source and content the sum of what
/// was told and the number right.
type Sureness = BTreeMap<&'static str, (usize, [(f64, usize); 3])>;

/// Runs the engine over the marked stories and prints relaxed F1 of the nested statements, and confidence by kind.
///
/// # Errors
/// Where gold or model cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let model = arguments.weights.load()?;
    let (mut hits, mut found, mut gold) = (0, 0, 0);
    let (mut out, mut sureness) = (String::new(), Sureness::new());
    for path in files(&arguments.gold)? {
        let told = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let file = std::fs::read_to_string(&path).map_err(|error| told(&error))?;
        for story in stories(&file).map_err(|error| told(&error))? {
            let analysis = analyze(&Document::from_text(&story.text), &model);
            let all: Vec<Relation> = story.statements.iter().map(|one| on_tokens(one, &analysis.tokens)).collect();
            analysis.attributions.iter().for_each(|one| note(&mut sureness, one, &all));
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
    out.push_str(&told(&sureness));
    Ok(out)
}

/// Counts one statement found. It is right where a marked cue overlaps its own, or, without a cue, content without one; source and
/// content are right where they are the same.
fn note(sureness: &mut Sureness, one: &Attribution, gold: &[Relation]) {
    let found = relation(one);
    let touch = |one: &[usize], other: &[usize]| one.iter().any(|token| other.contains(token));
    let same = |gold: &&Relation| match found.cue.is_empty() {
        true => gold.cue.is_empty() && touch(&gold.content, &found.content),
        false => touch(&gold.cue, &found.cue),
    };
    let partners: Vec<&Relation> = gold.iter().filter(same).collect();
    let right = [
        !partners.is_empty(),
        partners.iter().any(|gold| gold.source == found.source),
        partners.iter().any(|gold| gold.content == found.content),
    ];
    let sure = [Some(one.certainty.statement), one.certainty.source, one.certainty.content];
    let (count, fields) = sureness.entry(kind(one)).or_default();
    *count += 1;
    for (field, (sure, right)) in fields.iter_mut().zip(sure.iter().zip(right)) {
        field.0 += f64::from(sure.unwrap_or(0.0));
        field.1 += usize::from(right);
    }
}

fn kind(one: &Attribution) -> &'static str {
    let decided = |decider: &str| one.reasons.iter().any(|reason| reason.decider == decider);
    match () {
        () if one.implicit => "implicit",
        () if one.cue.is_none() => "free quotation",
        () if decided("subject and verb of saying or thinking") => "inside, by its clause",
        () if one.within.is_some() => "inside, by the network",
        () => "the story's own",
    }
}

fn told(sureness: &Sureness) -> String {
    let mut out = format!("{:<24}{:>6}  told and right: statement, source, content\n", "kind", "found");
    for (kind, (count, fields)) in sureness {
        let share = |sum: f64| sum / *count as f64;
        let each = fields.map(|(sure, right)| format!("{:.2} {:.2}", share(sure), share(right as f64)));
        let _ = writeln!(out, "{kind:<24}{count:>6}  {}", each.join(", "));
    }
    out
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
