//! PolNeAR as the trainer reads it. Tokens and features come from the engine, so that training and inference see the same.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use hearsay::analyze::structure;
use hearsay::layers::features::{Features, features};
use hearsay::layers::tokens::Token;
use hearsay::text::{OffsetTable, OffsetUnit, Span};
use serde::Serialize;

use crate::polnear::{self, Article, Gold};

/// The arguments of `hearsay-score prepare`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the corpus, with the parts train and dev
    #[arg(long)]
    polnear: PathBuf,
    /// Where the articles go, one JSON object a line
    #[arg(long)]
    out: PathBuf,
}

/// A line of the output. Offsets are code points; the numbers of `case` and `quote` are those of
/// [`hearsay::layers::features`].
#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    split: &'a str,
    text: &'a str,
    tokens: Vec<[usize; 2]>,
    case: Vec<u8>,
    quote: Vec<u8>,
    sentence_start: Vec<u8>,
    paragraph_start: Vec<u8>,
    annotations: Vec<AnnotatorLine<'a>>,
}

#[derive(Serialize)]
struct AnnotatorLine<'a> {
    annotator: &'a str,
    attributions: Vec<GoldLine>,
}

#[derive(Serialize)]
struct GoldLine {
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
}

/// What is counted on the way.
#[derive(Default)]
struct Counts {
    articles: usize,
    annotations: usize,
    attributions: usize,
    tokens: usize,
    ends: usize,
    split_ends: usize,
}

/// Writes the file and tells the counts.
///
/// # Errors
/// Where the corpus cannot be read or the file cannot be written.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let (mut out, mut report) = (String::new(), String::new());
    for part in ["train", "dev"] {
        let mut counts = Counts::default();
        for article in polnear::articles(&arguments.polnear, part)? {
            let line = line(&article, part, &mut counts);
            out.push_str(&serde_json::to_string(&line).map_err(|error| error.to_string())?);
            out.push('\n');
        }
        counts.tell(part, &mut report);
    }
    fs::write(&arguments.out, out).map_err(|error| format!("{}: {error}", arguments.out.display()))?;
    Ok(report)
}

impl Counts {
    fn tell(&self, part: &str, report: &mut String) {
        let Self { articles, annotations, attributions, tokens, ends, split_ends } = self;
        let share = 100.0 * *split_ends as f64 / (*ends).max(1) as f64;
        let _ = writeln!(
            report,
            "{part}: {articles} articles, {annotations} annotation files, {attributions} attributions, {tokens} tokens; \
             {split_ends} of {ends} gold span ends inside a token ({share:.2} %)"
        );
    }

    fn count_ends(&mut self, gold: &Gold, tokens: &[Token]) {
        for span in gold.source.iter().chain(&gold.cue).chain(&gold.content) {
            for end in [span.start(), span.end()] {
                self.ends += 1;
                self.split_ends += usize::from(is_inside_token(end, tokens));
            }
        }
    }
}

/// Whether byte `at` lies behind the start and before the end of a token.
fn is_inside_token(at: usize, tokens: &[Token]) -> bool {
    let index = tokens.partition_point(|token| token.span.end() <= at);
    tokens.get(index).is_some_and(|token| token.span.start() < at)
}

fn line<'a>(article: &'a Article, split: &'a str, counts: &mut Counts) -> Line<'a> {
    let document = &article.document;
    let (tokens, sentences, quotations) = structure(document);
    let features = features(document, &tokens, &sentences, &quotations);
    let table = OffsetTable::new(document.text(), OffsetUnit::Codepoint);
    let pairs = |spans: &[Span]| spans.iter().map(|span| table.pair(*span)).collect();
    let column = |number: fn(&Features) -> u8| features.iter().map(number).collect();
    let gold_line =
        |gold: &Gold| GoldLine { source: pairs(&gold.source), cue: pairs(&gold.cue), content: pairs(&gold.content) };
    counts.articles += 1;
    counts.annotations += article.annotations.len();
    counts.tokens += tokens.len();
    for gold in article.annotations.iter().flat_map(|annotation| &annotation.attributions) {
        counts.attributions += 1;
        counts.count_ends(gold, &tokens);
    }
    Line {
        name: &article.name,
        split,
        text: document.text(),
        tokens: tokens.iter().map(|token| table.pair(token.span)).collect(),
        case: column(|features| features.case as u8),
        quote: column(|features| features.quote as u8),
        sentence_start: column(|features| u8::from(features.sentence_start)),
        paragraph_start: column(|features| u8::from(features.paragraph_start)),
        annotations: article
            .annotations
            .iter()
            .map(|annotation| AnnotatorLine {
                annotator: &annotation.annotator,
                attributions: annotation.attributions.iter().map(gold_line).collect(),
            })
            .collect(),
    }
}
