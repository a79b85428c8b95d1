//! The sets as the trainer reads them: the engine's tokens and features with names and mentions on them.
//!
//! Mentions are the engine's, told who they are by the gold's: so the network learns to choose among what it will see.

use std::fs;
use std::path::PathBuf;

use hearsay::analyze::{Analysis, Layer, analyze_layers, structure};
use hearsay::layers::attributions::Scene;
use hearsay::layers::features::features;
use hearsay::layers::mentions::Mention;
use hearsay::model::{Model, Seen, seen};
use hearsay::record::{EntityType, MentionForm};
use hearsay::text::{Document, Span};
use serde::Serialize;

use super::gap::{self, Case};
use super::{gum, litbank, newswire};
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
    /// The sets
    #[arg(long, value_delimiter = ',', default_value = "gum,litbank,gap,newswire")]
    sets: Vec<String>,
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
    /// First token, one past the last, class; absent where the set does not mark names.
    names: Option<Vec<(usize, usize, String)>>,
    /// In order of their heads.
    mentions: Vec<Marked>,
    /// The pronoun asked about, as a head.
    pronoun: Option<usize>,
    /// The heads that it means, and those that it does not.
    meant: [Vec<usize>; 2],
}

/// A mention as the network is told of it, with its first token, the one past its last, and its entity: the gold's; in sets without,
/// what the engine takes a person's name for.
#[derive(Clone, Debug, Serialize)]
struct Marked {
    head: usize,
    start: usize,
    end: usize,
    form: u8,
    kind: u8,
    gender: u8,
    number: u8,
    pronoun: u8,
    quotation: usize,
    sentence: usize,
    entity: Option<String>,
}

impl Marked {
    fn new(of: &Seen, start: usize, end: usize, entity: Option<String>) -> Self {
        let Seen { head, form, kind, gender, number, pronoun, quotation, sentence, .. } = *of;
        Self { head, start, end, form, kind, gender, number, pronoun, quotation, sentence, entity }
    }
}

/// A mention of the gold: where it is, where its head is, its entity.
struct Gold {
    span: Span,
    head: Option<Span>,
    entity: String,
}

/// Writes the file. Non-commercial genres of GUM's train part and the articles held back are left out.
///
/// # Errors
/// Where a set cannot be read or the file cannot be written.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let model = crate::attributions::load(None)?;
    let mut out = String::new();
    for set in &arguments.sets {
        match set.as_str() {
            "gum" => gum_lines(&model, arguments, &mut out)?,
            "litbank" => litbank_lines(&model, arguments, &mut out)?,
            "gap" => gap_lines(&model, arguments, &mut out)?,
            "newswire" => newswire_lines(&model, arguments, &mut out)?,
            other => return Err(format!("{other}: no set that is prepared; give gum, litbank, gap or newswire")),
        }
    }
    fs::write(&arguments.out, &out).map_err(|error| format!("{}: {error}", arguments.out.display()))?;
    Ok(format!("{} documents\n", out.lines().count()))
}

fn gum_lines(model: &Model, arguments: &Arguments, out: &mut String) -> Result<(), String> {
    for part in ["train", "dev"] {
        for one in gum::documents(&arguments.data.join("gum"), part)? {
            if part == "train" && gum::NON_COMMERCIAL.contains(&gum::genre(&one.name)) {
                continue;
            }
            let gold = one.mentions.iter().map(|of| Gold {
                span: of.span,
                head: Some(of.name.map_or(of.head, |name| Span::new(name.end() - 1, name.end()))),
                entity: of.entity.clone(),
            });
            let mut line = line(&one.name, "gum", part, &one.document);
            line.names = Some(on_tokens(&one.document, &outermost(&one.mentions)));
            line.mentions = marked(&one.document, &read(&one.document, model), model, &gold.collect::<Vec<_>>());
            push(out, &line)?;
        }
    }
    Ok(())
}

fn litbank_lines(model: &Model, arguments: &Arguments, out: &mut String) -> Result<(), String> {
    for one in litbank::passages(&arguments.data.join("litbank"))? {
        let gold: Vec<Gold> =
            one.mentions.into_iter().map(|of| Gold { span: of.span, head: None, entity: of.entity }).collect();
        let mut line = line(&one.name, "litbank", "train", &one.document);
        line.mentions = marked(&one.document, &read(&one.document, model), model, &gold);
        push(out, &line)?;
    }
    Ok(())
}

fn gap_lines(model: &Model, arguments: &Arguments, out: &mut String) -> Result<(), String> {
    for (number, case) in gap::cases(&arguments.data.join("gap"), "development")?.iter().enumerate() {
        let name = format!("development-{}", number + 1);
        push(out, &asked(&name, case, model))?;
    }
    Ok(())
}

fn newswire_lines(model: &Model, arguments: &Arguments, out: &mut String) -> Result<(), String> {
    for one in newswire::articles(&arguments.data.join("worldwide-newswire"))? {
        if !newswire::held_back(&one.name) {
            let mut line = line(&one.name, "newswire", "train", &one.document);
            line.names = Some(on_tokens(&one.document, &one.names));
            line.mentions = by_name(&one.document, &read(&one.document, model), model);
            push(out, &line)?;
        }
    }
    Ok(())
}

fn read(document: &Document, model: &Model) -> Analysis {
    analyze_layers(document, model, &[Layer::Attributions, Layer::People])
}

/// The engine's mentions as the network is told of them.
fn all_seen(document: &Document, analysis: &Analysis, model: &Model) -> Vec<Seen> {
    let scene = Scene::new(document, &analysis.tokens, &analysis.sentences, &analysis.quotations, model.lexicon());
    seen(&scene, &analysis.mentions)
}

/// The engine's mentions, each the smallest of the gold's that holds it and its head.
fn marked(document: &Document, analysis: &Analysis, model: &Model, gold: &[Gold]) -> Vec<Marked> {
    let places: Vec<std::ops::Range<usize>> = gold.iter().map(|of| covering(&analysis.tokens, of.span)).collect();
    let head = |index: usize| {
        let whole = || head_word(document, analysis, places[index].clone());
        gold[index].head.map_or_else(whole, |head| covering(&analysis.tokens, head).start)
    };
    let heads: Vec<usize> = (0..gold.len()).map(head).collect();
    let mut left: Vec<bool> = vec![true; gold.len()];
    let mut one = |(mention, seen): (&Mention, &Seen)| {
        let fits = |&index: &usize| {
            let range = &places[index];
            let inside = range.start <= mention.tokens.start() && mention.tokens.end() <= range.end;
            left[index] && inside && mention.tokens.range().contains(&heads[index])
        };
        let same = (0..gold.len()).filter(fits).min_by_key(|&index| gold[index].span.len());
        same.into_iter().for_each(|index| left[index] = false);
        let entity = same.map(|index| gold[index].entity.clone());
        Marked::new(seen, mention.tokens.start(), mention.tokens.end(), entity)
    };
    let seen = all_seen(document, analysis, model);
    ordered(analysis.mentions.iter().zip(&seen).map(&mut one).collect())
}

/// The engine's mentions; persons' names are whom the rules for names take them for, the rest is nobody's.
fn by_name(document: &Document, analysis: &Analysis, model: &Model) -> Vec<Marked> {
    let seen = all_seen(document, analysis, model);
    let mut found: Vec<Marked> = Vec::new();
    for (mention, seen) in analysis.mentions.iter().zip(&seen) {
        found.push(Marked::new(seen, mention.tokens.start(), mention.tokens.end(), None));
    }
    for (number, entity) in analysis.people.entities.iter().enumerate() {
        let name = |&&index: &&usize| analysis.mentions[index].form == MentionForm::Name;
        for &index in entity.mentions.iter().filter(|_| entity.kind == EntityType::Person).filter(name) {
            found[index].entity = Some(number.to_string());
        }
    }
    ordered(found)
}

fn ordered(mut found: Vec<Marked>) -> Vec<Marked> {
    found.sort_by_key(|one| (one.head, one.start));
    found.dedup_by_key(|one| one.head);
    found
}

/// The last word before what follows the head of a phrase: a comma, a preposition, a relative pronoun.
fn head_word(document: &Document, analysis: &Analysis, range: std::ops::Range<usize>) -> usize {
    const AFTER: [&str; 14] =
        [",", "of", "in", "on", "at", "from", "with", "to", "for", "who", "whom", "whose", "which", "that"];
    let follows = |at: &usize| AFTER.contains(&document.slice(analysis.tokens[*at].span));
    let end = (range.start + 1..range.end).find(follows).unwrap_or(range.end);
    end.saturating_sub(1).max(range.start)
}

/// A case of GAP: every head that stands for a name which the pronoun means, and every one for the other.
fn asked<'a>(name: &'a str, case: &'a Case, model: &Model) -> Line<'a> {
    let analysis = read(&case.document, model);
    let mut line = line(name, "gap", "train", &case.document);
    let at = |span: Span| covering(&analysis.tokens, span);
    line.mentions = by_name(&case.document, &analysis, model);
    line.pronoun = Some(at(case.pronoun).start);
    for (span, meant) in case.names.iter().zip(case.meant) {
        let range = at(*span);
        let holds = |index: &usize| range.contains(&analysis.mentions[*index].head);
        let entity = analysis.people.entities.iter().find(|entity| entity.mentions.iter().any(holds));
        let names = entity.into_iter().flat_map(|entity| &entity.mentions).map(|&index| &analysis.mentions[index]);
        let heads = names.filter(|mention| mention.form == MentionForm::Name).map(|mention| mention.head);
        let own = &mut line.meant[usize::from(!meant)];
        own.push(range.end.saturating_sub(1));
        own.extend(heads);
        let sentence = analysis.sentences.partition_point(|sentence| sentence.tokens.end() < range.end);
        let seen = Seen { head: range.end.saturating_sub(1), kind: 1, number: 1, sentence, ..Seen::default() };
        line.mentions.push(Marked::new(&seen, range.start, range.end, None));
    }
    // The engine's own come first where both know a head.
    line.mentions = ordered(line.mentions);
    line
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

fn on_tokens(document: &Document, names: &[(Span, String)]) -> Vec<(usize, usize, String)> {
    let (tokens, _, _) = structure(document);
    let one = |(span, class): &(Span, String)| {
        let range = covering(&tokens, *span);
        (range.start, range.end, class.clone())
    };
    names.iter().map(one).collect()
}

fn line<'a>(name: &'a str, set: &'static str, split: &'static str, document: &'a Document) -> Line<'a> {
    let (tokens, sentences, quotations) = structure(document);
    let features = features(document, &tokens, &sentences, &quotations);
    Line {
        name,
        set,
        split,
        words: tokens.iter().map(|token| document.slice(token.span)).collect(),
        case: features.iter().map(|one| one.case as u8).collect(),
        quote: features.iter().map(|one| one.quote as u8).collect(),
        sentence_start: features.iter().map(|one| one.sentence_start).collect(),
        paragraph_start: features.iter().map(|one| one.paragraph_start).collect(),
        names: None,
        mentions: Vec::new(),
        pronoun: None,
        meant: [Vec::new(), Vec::new()],
    }
}
