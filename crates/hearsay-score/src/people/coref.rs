//! Coreference on GUM: clusters of persons, organisations and places that have a name or pronoun among at least two mentions.
//!
//! A mention of the engine is the gold's where it lies in the gold's phrase and holds its head (as CorefUD scores matches). Relative
//! pronouns ("who") are left out, since GUM leaves them unmarked (167 of 170 in its train part). Beside the engine stands the plainest rule: equal names are one, and a pronoun is the nearest mention before it that agrees.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use hearsay::analyze::{Analysis, analyze};
use hearsay::layers::mentions::{Gender, Mention};
use hearsay::record::{EntityType, MentionForm};
use hearsay::text::{Document, Span};

use super::clusters::Figures;
use super::coref_errors::Errors;
use super::gum::{self, GumDocument};
use super::tune::taught_nothing;

/// The arguments of `hearsay-score people coref`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the data sets
    #[arg(long)]
    data: PathBuf,
    /// The part of GUM
    #[arg(long, default_value = "dev")]
    part: String,
    /// Figures for each document
    #[arg(long)]
    documents: bool,
    /// Only what the network did not learn from, of the train part
    #[arg(long)]
    kept_out: bool,
    /// What becomes of the gold's mentions, by form and kind, with so many examples of each
    #[arg(long, value_name = "EXAMPLES")]
    errors: Option<usize>,
}

/// Measures the engine and the plain rule.
///
/// # Errors
/// Where GUM cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let model = crate::attributions::load(None)?;
    let (mut engine, mut plain, mut out) = (Figures::default(), Figures::default(), String::new());
    let mut errors = Errors::default();
    for one in gum::documents(&arguments.data.join("gum"), &arguments.part)? {
        if arguments.kept_out && (!taught_nothing(&one.name) || gum::NON_COMMERCIAL.contains(&gum::genre(&one.name))) {
            continue;
        }
        let analysis = analyze(&one.document, &model);
        let gold = gold_clusters(&one);
        let ids = aligned(&one, &analysis);
        let found = numbered(&ids, &engine_clusters(&one.document, &analysis));
        let rule = numbered(&ids, &plain_clusters(&one, &analysis));
        engine.add(&gold, &found);
        errors.add(&one, &analysis, &gold, &found);
        plain.add(&gold, &rule);
        if arguments.documents {
            let mut alone = Figures::default();
            alone.add(&gold, &found);
            let _ = writeln!(out, "{}: {:.1}", one.name, alone.average());
        }
    }
    for (name, figures) in [("engine", engine), ("equal names, nearest pronouns", plain)] {
        let (muc, cubed, ceaf) = (figures.muc.f1(), figures.b_cubed.f1(), figures.ceaf.f1());
        let _ = writeln!(
            out,
            "coreference, GUM {}, {name}: CoNLL {:.1} (MUC {muc:.1}, B³ {cubed:.1}, CEAFe {ceaf:.1})",
            arguments.part,
            figures.average()
        );
    }
    out.push_str(&arguments.errors.map_or_else(String::new, |examples| errors.report(examples)));
    Ok(out)
}

/// Gold clusters of two mentions or more with a name or pronoun; mentions by their number in the document.
pub fn gold_clusters(document: &GumDocument) -> Vec<Vec<usize>> {
    let mut clusters: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, mention) in document.mentions.iter().enumerate() {
        clusters.entry(&mention.entity).or_default().push(index);
    }
    let kept = |cluster: &Vec<usize>| {
        cluster.len() > 1 && cluster.iter().any(|&index| document.mentions[index].form != MentionForm::Nominal)
    };
    clusters.into_values().filter(kept).collect()
}

/// For each mention of the engine the gold's that it is.
pub fn aligned(document: &GumDocument, analysis: &Analysis) -> Vec<Option<usize>> {
    let mut taken = vec![false; document.mentions.len()];
    let span = |mention: &Mention| {
        let tokens = &analysis.tokens[mention.tokens.range()];
        tokens[0].span.cover(tokens[tokens.len() - 1].span)
    };
    let find = |own: Span, taken: &[bool]| {
        let fits = |index: &usize| {
            let gold = &document.mentions[*index];
            !taken[*index] && gold.span.contains(own) && own.overlaps(gold.head)
        };
        (0..document.mentions.len()).filter(fits).min_by_key(|&index| document.mentions[index].span.len())
    };
    let mut one = |mention: &Mention| {
        let index = find(span(mention), &taken)?;
        taken[index] = true;
        Some(index)
    };
    analysis.mentions.iter().map(&mut one).collect()
}

/// The engine's clusters as the gold's numbers.
pub fn found(document: &GumDocument, analysis: &Analysis) -> Vec<Vec<usize>> {
    numbered(&aligned(document, analysis), &engine_clusters(&document.document, analysis))
}

/// Clusters of the engine's mentions as the gold's numbers; what is nobody's in the gold gets a number of its own.
fn numbered(ids: &[Option<usize>], clusters: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let number = |&index: &usize| ids[index].unwrap_or(1_000_000 + index);
    clusters.iter().map(|cluster| cluster.iter().map(number).collect()).collect()
}

/// The words of a mention in lower case.
fn words(document: &Document, analysis: &Analysis, mention: &Mention) -> String {
    let tokens = &analysis.tokens[mention.tokens.range()];
    document.slice(tokens[0].span.cover(tokens[tokens.len() - 1].span)).to_lowercase()
}

fn is_relative(words: &str) -> bool {
    matches!(words, "who" | "whom" | "whose")
}

fn engine_clusters(document: &Document, analysis: &Analysis) -> Vec<Vec<usize>> {
    let told = |kind: EntityType| {
        matches!(kind, EntityType::Person | EntityType::Organisation | EntityType::Place | EntityType::Group)
    };
    let marked = |index: &usize| !is_relative(&words(document, analysis, &analysis.mentions[*index]));
    let plain = |index: &usize| analysis.mentions[*index].form != MentionForm::Nominal;
    let entities = analysis.people.entities.iter().filter(|entity| told(entity.kind));
    let clusters = entities.map(|entity| entity.mentions.iter().copied().filter(marked).collect::<Vec<usize>>());
    clusters.filter(|cluster| cluster.len() > 1 && cluster.iter().any(plain)).collect()
}

fn plain_clusters(document: &GumDocument, analysis: &Analysis) -> Vec<Vec<usize>> {
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    let mut holder: Vec<Option<usize>> = vec![None; analysis.mentions.len()];
    let mut gender: Vec<Option<Gender>> = Vec::new();
    for (index, mention) in analysis.mentions.iter().enumerate() {
        let words = words(&document.document, analysis, mention);
        let cluster = match mention.form {
            MentionForm::Nominal => continue,
            MentionForm::Pronoun if is_relative(&words) => continue,
            MentionForm::Name => *by_name.entry(words).or_insert_with(|| {
                clusters.push(Vec::new());
                gender.push(mention.gender);
                clusters.len() - 1
            }),
            MentionForm::Pronoun => {
                let person = !matches!(words.as_str(), "it" | "its" | "itself");
                let agrees = |other: &usize| {
                    holder[*other].is_some_and(|cluster| {
                        let named = clusters[cluster].first().map(|&first| &analysis.mentions[first]);
                        let kind = named.and_then(|named| named.kind);
                        let human = kind.is_none_or(|kind| (kind == EntityType::Person) == person);
                        human
                            && (mention.gender.is_none()
                                || gender[cluster].is_none()
                                || gender[cluster] == mention.gender)
                    })
                };
                match (0..index).rev().find(agrees).and_then(|other| holder[other]) {
                    Some(cluster) => cluster,
                    None => continue,
                }
            }
        };
        holder[index] = Some(cluster);
        gender[cluster] = gender[cluster].or(mention.gender);
        clusters[cluster].push(index);
    }
    clusters.retain(|cluster| cluster.len() > 1);
    clusters
}
