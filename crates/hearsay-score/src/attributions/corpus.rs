//! What every figure on PolNeAR is told: which articles, which weights; and the engine's reading of an article.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hearsay::analyze::structure;
use hearsay::layers::attributions::{Attribution, Scene, decide};
use hearsay::layers::features::{Features, features};
use hearsay::layers::quotations::Quotation;
use hearsay::layers::sentences::Sentence;
use hearsay::layers::tokens::Token;
use hearsay::model::{Config, Model, Scores, Window};
use hearsay::text::{Document, Span};

use super::figures::Relation;
use crate::polnear::{Article, Gold, articles};

/// Which articles to measure on, with which weights.
#[derive(clap::Args)]
pub struct Corpus {
    /// The folder of the corpus, with the parts train and dev
    #[arg(long)]
    pub polnear: PathBuf,
    /// The part to measure on
    #[arg(long, default_value = "dev")]
    pub part: String,
    /// Only the articles named in this file, one a line (training/config/held-out.txt with --part train)
    #[arg(long, value_name = "FILE")]
    pub articles: Option<PathBuf>,
    #[command(flatten)]
    pub weights: Weights,
}

/// Which weights, decoded how.
#[derive(clap::Args)]
pub struct Weights {
    /// Weights to use in place of the shipped ones
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Numbers of decoding to use in place of the model's (as in models/en-1.decoding.json)
    #[arg(long, value_name = "FILE")]
    decoding: Option<PathBuf>,
}

impl Weights {
    /// Loads them.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn load(&self) -> Result<Model, String> {
        let model = load(self.model.as_ref())?;
        let Some(path) = &self.decoding else { return Ok(model) };
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let decoding = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(model.with_decoding(decoding))
    }
}

impl Corpus {
    /// The articles asked for.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn articles(&self) -> Result<Vec<Article>, String> {
        let all = articles(&self.polnear, &self.part)?;
        self.articles.as_deref().map_or(Ok(all), |list| named(&self.polnear, &self.part, list))
    }

    /// The weights asked for.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn model(&self) -> Result<Model, String> {
        self.weights.load()
    }
}

/// The articles of a part that a file names, one a line.
///
/// # Errors
/// Where a file cannot be read.
pub fn named(polnear: &Path, part: &str, list: &Path) -> Result<Vec<Article>, String> {
    let names = std::fs::read_to_string(list).map_err(|error| format!("{}: {error}", list.display()))?;
    let names: BTreeSet<&str> = names.split_whitespace().collect();
    let mut kept = articles(polnear, part)?;
    kept.retain(|article| names.contains(article.name.as_str()));
    Ok(kept)
}

/// The shipped weights, or those of a file.
///
/// # Errors
/// Where they cannot be read.
pub fn load(file: Option<&PathBuf>) -> Result<Model, String> {
    match file {
        None => Model::shipped().map_err(|error| error.to_string()),
        Some(path) => {
            let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
            Model::from_bytes(bytes).map_err(|error| format!("{}: {error}", path.display()))
        }
    }
}

/// An article with all that the network says of it, to be decoded once or in several ways.
pub struct Reading<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its words and marks.
    pub tokens: Vec<Token>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its quotations.
    pub quotations: Vec<Quotation>,
    features: Vec<Features>,
    windows: Vec<(Window, Scores)>,
}

impl<'a> Reading<'a> {
    /// Runs the network over an article.
    pub fn new(article: &'a Article, model: &Model) -> Self {
        let (tokens, sentences, quotations) = structure(&article.document);
        let features = features(&article.document, &tokens, &sentences, &quotations);
        let windows = model.read(&article.document, &tokens, &features, false).collect();
        Self { article, tokens, sentences, quotations, features, windows }
    }

    /// The statements that PolNeAR would mark, as decoded with `config`: outermost, with a cue, not implicit.
    pub fn statements(&self, model: &Model, config: &Config) -> Vec<Attribution> {
        let document = &self.article.document;
        let scene = Scene::new(document, &self.tokens, &self.sentences, &self.quotations, model.lexicon());
        let windows = self.windows.iter().map(|(window, scores)| (*window, scores));
        let mut found = decide(&scene, config, &self.features, windows);
        found.retain(is_marked);
        found
    }

    /// One list of gold statements for each annotator's file.
    pub fn gold(&self) -> Vec<Vec<Relation>> {
        gold(self.article, &self.tokens)
    }

    /// Which tokens begin a paragraph.
    pub fn paragraph_starts(&self) -> Vec<bool> {
        paragraph_starts(&self.article.document, &self.tokens)
    }
}

/// Whether PolNeAR would mark such a statement.
pub fn is_marked(one: &Attribution) -> bool {
    one.within.is_none() && one.cue.is_some() && !one.implicit
}

/// One list of gold statements for each annotator's file.
pub fn gold(article: &Article, tokens: &[Token]) -> Vec<Vec<Relation>> {
    let on_tokens = |one: &Gold| on_tokens(one, tokens);
    article.annotations.iter().map(|annotation| annotation.attributions.iter().map(on_tokens).collect()).collect()
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

/// The tokens that share a character with `span`.
pub fn covering(tokens: &[Token], span: Span) -> std::ops::Range<usize> {
    let start = tokens.partition_point(|token| token.span.end() <= span.start());
    start..tokens.partition_point(|token| token.span.start() < span.end()).max(start)
}

/// Which tokens begin a paragraph.
pub fn paragraph_starts(document: &Document, tokens: &[Token]) -> Vec<bool> {
    let mut starts = vec![false; tokens.len()];
    for part in document.parts() {
        if let Some(first) = starts.get_mut(tokens.partition_point(|token| token.span.end() <= part.span.start())) {
            *first = true;
        }
    }
    starts
}
