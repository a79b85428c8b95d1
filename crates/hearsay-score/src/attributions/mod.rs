//! Attributions of the engine against PolNeAR's: what the README's table and the model card report.

mod calibrate;
mod corpus;
mod direct;
mod errors;
mod figures;
pub mod logistic;
mod nested;
mod tune;

use hearsay::layers::attributions::Attribution;
use hearsay::text::TokenRange;

pub use calibrate::{Arguments as CalibrateArguments, run as run_calibrate};
pub use direct::run as run_direct;
pub use errors::{Arguments as ErrorsArguments, run as run_errors};
pub use nested::{Arguments as NestedArguments, run as run_nested};
pub use tune::{Arguments as TuneArguments, run as run_tune};

pub use corpus::Corpus;
use corpus::{Reading, gold, paragraph_starts};
pub(crate) use corpus::{covering, load};
use figures::Counts;
pub(crate) use figures::{Relation, f1};

use crate::polnear::Article;

/// The arguments of `hearsay-score attributions`.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    corpus: Corpus,
    /// Only the first annotator's file of each article
    #[arg(long)]
    first_annotator: bool,
    /// Measures the annotators against each other, on the articles that have several
    #[arg(long)]
    against_annotators: bool,
}

/// Runs the engine over a part and prints the figures.
///
/// # Errors
/// Where the corpus or the model cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let articles = arguments.corpus.articles()?;
    let mut counts = Counts::default();
    if arguments.against_annotators {
        articles.iter().for_each(|article| annotators(article, &mut counts));
        return Ok(counts.report("first annotator against the others"));
    }
    let model = arguments.corpus.model()?;
    for article in &articles {
        let reading = Reading::new(article, &model);
        let files = if arguments.first_annotator { 1 } else { usize::MAX };
        add(&reading, &reading.statements(&model, model.config()), files, &mut counts);
    }
    Ok(counts.report(if arguments.first_annotator { "first annotator" } else { "all annotators' files" }))
}

/// Counts the statements found in an article against the first `files` annotators' files.
fn add(reading: &Reading, statements: &[Attribution], files: usize, counts: &mut Counts) {
    let found: Vec<Relation> = statements.iter().map(relation).collect();
    for gold in reading.gold().iter().take(files) {
        counts.add(&reading.tokens, &reading.paragraph_starts(), &found, gold);
    }
}

fn annotators(article: &Article, counts: &mut Counts) {
    let (tokens, _, _) = hearsay::analyze::structure(&article.document);
    let starts = paragraph_starts(&article.document, &tokens);
    let mut all = gold(article, &tokens).into_iter();
    if let Some(first) = all.next() {
        all.for_each(|other| counts.add(&tokens, &starts, &other, &first));
    }
}

fn relation(one: &Attribution) -> Relation {
    let indices = |ranges: &[TokenRange]| ranges.iter().flat_map(|range| range.range()).collect::<Vec<usize>>();
    Relation {
        source: indices(&one.source),
        cue: one.cue.map_or(Vec::new(), |cue| cue.range().collect()),
        content: indices(&one.content),
    }
}
