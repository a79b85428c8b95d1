//! Attributions of the engine against PolNeAR's: what the README's table and the model card report.

mod figures;
mod nested;

use std::path::PathBuf;

use hearsay::analyze::{Analysis, analyze};
use hearsay::layers::tokens::Token;
use hearsay::model::Model;
use hearsay::text::{Document, Span, TokenRange};

pub(crate) use figures::f1;
pub use figures::{Counts, Relation};
pub use nested::Arguments as NestedArguments;
pub use nested::run as run_nested;

use crate::polnear::{self, Article, Gold};

/// The arguments of `hearsay-score attributions`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the corpus, with the parts train and dev
    #[arg(long)]
    polnear: PathBuf,
    /// The part to measure on
    #[arg(long, default_value = "dev")]
    part: String,
    /// Only the first annotator's file of each article
    #[arg(long)]
    first_annotator: bool,
    /// Measures the annotators against each other, on the articles that have several
    #[arg(long)]
    against_annotators: bool,
    /// Weights to use in place of the shipped ones
    #[arg(long)]
    model: Option<PathBuf>,
}

/// Runs the engine over a part and prints the figures.
///
/// # Errors
/// Where the corpus or the model cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let articles = polnear::articles(&arguments.polnear, &arguments.part)?;
    let mut counts = Counts::default();
    if arguments.against_annotators {
        articles.iter().for_each(|article| annotators(article, &mut counts));
        return Ok(counts.report("first annotator against the others"));
    }
    let model = load(arguments.model.as_ref())?;
    for article in &articles {
        let analysis = analyze(&article.document, &model);
        let found = predicted(&analysis);
        let starts = paragraph_starts(&article.document, &analysis.tokens);
        let files = if arguments.first_annotator { 1 } else { article.annotations.len() };
        for annotation in article.annotations.iter().take(files) {
            let gold: Vec<Relation> =
                annotation.attributions.iter().map(|one| on_tokens(one, &analysis.tokens)).collect();
            counts.add(&analysis.tokens, &starts, &found, &gold);
        }
    }
    Ok(counts.report(if arguments.first_annotator { "first annotator" } else { "all annotators' files" }))
}

/// The shipped weights, or those of a file.
pub(crate) fn load(file: Option<&PathBuf>) -> Result<Model, String> {
    match file {
        None => Model::shipped().map_err(|error| error.to_string()),
        Some(path) => {
            let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
            Model::from_bytes(bytes).map_err(|error| format!("{}: {error}", path.display()))
        }
    }
}

fn annotators(article: &Article, counts: &mut Counts) {
    let (tokens, _, _) = hearsay::analyze::structure(&article.document);
    let starts = paragraph_starts(&article.document, &tokens);
    let mut all = article
        .annotations
        .iter()
        .map(|annotation| annotation.attributions.iter().map(|one| on_tokens(one, &tokens)).collect::<Vec<Relation>>());
    if let Some(first) = all.next() {
        all.for_each(|other| counts.add(&tokens, &starts, &other, &first));
    }
}

/// The statements that PolNeAR would mark: outermost, with a cue, not implicit.
fn predicted(analysis: &Analysis) -> Vec<Relation> {
    let marked =
        |one: &&hearsay::layers::attributions::Attribution| one.within.is_none() && one.cue.is_some() && !one.implicit;
    analysis.attributions.iter().filter(marked).map(relation).collect()
}

fn relation(one: &hearsay::layers::attributions::Attribution) -> Relation {
    let indices = |ranges: &[TokenRange]| ranges.iter().flat_map(|range| range.range()).collect::<Vec<usize>>();
    Relation {
        source: indices(&one.source),
        cue: one.cue.map_or(Vec::new(), |cue| cue.range().collect()),
        content: indices(&one.content),
    }
}

/// A gold attribution on tokens: every token that shares a character with one of its spans.
fn on_tokens(gold: &Gold, tokens: &[Token]) -> Relation {
    let covered = |spans: &[Span]| {
        let mut found: Vec<usize> = spans.iter().flat_map(|&span| covering(tokens, span)).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    Relation { source: covered(&gold.source), cue: covered(&gold.cue), content: covered(&gold.content) }
}

pub(crate) fn covering(tokens: &[Token], span: Span) -> std::ops::Range<usize> {
    let start = tokens.partition_point(|token| token.span.end() <= span.start());
    start..tokens.partition_point(|token| token.span.start() < span.end()).max(start)
}

/// Which tokens begin a paragraph.
fn paragraph_starts(document: &Document, tokens: &[Token]) -> Vec<bool> {
    let mut starts = vec![false; tokens.len()];
    for part in document.parts() {
        if let Some(first) = starts.get_mut(tokens.partition_point(|token| token.span.end() <= part.span.start())) {
            *first = true;
        }
    }
    starts
}
