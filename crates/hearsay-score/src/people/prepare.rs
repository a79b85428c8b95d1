//! The sets as the trainer reads them: the engine's tokens and features with names and mentions on them.
//!
//! Mentions are the engine's, told who they are by the gold's, with those of the gold that the engine lacks: so the network learns
//! to choose among what it will see.

use std::fs;
use std::path::PathBuf;

use hearsay::analyze::{Analysis, analyze, structure};
use hearsay::layers::features::features;
use hearsay::layers::mentions::Mention;
use hearsay::model::Model;
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

/// A mention: head, form and entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Marked {
    head: usize,
    form: &'static str,
    entity: Option<String>,
}

/// A mention of the gold: where it is, where its head is, its form and entity.
struct Gold {
    span: Span,
    head: Option<Span>,
    form: MentionForm,
    entity: String,
}

/// Writes the file. Non-commercial genres of GUM's train part and the articles held back are left out.
///
/// # Errors
/// Where a set cannot be read or the file cannot be written.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let model = crate::attributions::load(None)?;
    let mut out = String::new();
    for part in ["train", "dev"] {
        for one in gum::documents(&arguments.data.join("gum"), part)? {
            if part == "train" && gum::NON_COMMERCIAL.contains(&gum::genre(&one.name)) {
                continue;
            }
            let gold = one.mentions.iter().map(|of| Gold {
                span: of.span,
                head: Some(of.name.map_or(of.head, |name| Span::new(name.end() - 1, name.end()))),
                form: of.form,
                entity: of.entity.clone(),
            });
            let mut line = line(&one.name, "gum", part, &one.document);
            line.names = Some(on_tokens(&one.document, &outermost(&one.mentions)));
            line.mentions = marked(&one.document, &analyze(&one.document, &model), gold.collect());
            push(&mut out, &line)?;
        }
    }
    for one in newswire::articles(&arguments.data.join("worldwide-newswire"))? {
        if !newswire::held_back(&one.name) {
            let mut line = line(&one.name, "newswire", "train", &one.document);
            line.names = Some(on_tokens(&one.document, &one.names));
            push(&mut out, &line)?;
        }
    }
    for one in litbank::passages(&arguments.data.join("litbank"))? {
        let gold =
            one.mentions.into_iter().map(|of| Gold { span: of.span, head: None, form: of.form, entity: of.entity });
        let mut line = line(&one.name, "litbank", "train", &one.document);
        line.mentions = marked(&one.document, &analyze(&one.document, &model), gold.collect());
        push(&mut out, &line)?;
    }
    for (number, case) in gap::cases(&arguments.data.join("gap"), "development")?.iter().enumerate() {
        let name = format!("development-{}", number + 1);
        push(&mut out, &asked(&name, case, &model))?;
    }
    fs::write(&arguments.out, &out).map_err(|error| format!("{}: {error}", arguments.out.display()))?;
    Ok(format!("{} documents\n", out.lines().count()))
}

/// The engine's mentions, each the smallest of the gold's that holds it and its head, and the rest of the gold's.
fn marked(document: &Document, analysis: &Analysis, gold: Vec<Gold>) -> Vec<Marked> {
    let place = |of: &Gold| covering(&analysis.tokens, of.span);
    let head = |of: &Gold| {
        let range = place(of);
        of.head
            .map_or_else(|| head_word(document, analysis, range.clone()), |head| covering(&analysis.tokens, head).start)
    };
    let heads: Vec<usize> = gold.iter().map(head).collect();
    let mut left: Vec<bool> = vec![true; gold.len()];
    let mut found: Vec<Marked> = Vec::new();
    for mention in &analysis.mentions {
        let fits = |&index: &usize| {
            let range = place(&gold[index]);
            let inside = range.start <= mention.tokens.start() && mention.tokens.end() <= range.end;
            left[index] && inside && mention.tokens.range().contains(&heads[index])
        };
        let same = (0..gold.len()).filter(fits).min_by_key(|&index| gold[index].span.len());
        same.into_iter().for_each(|index| left[index] = false);
        let entity = same.map(|index| gold[index].entity.clone());
        found.push(Marked { head: mention.head, form: written(mention.form), entity });
    }
    for (index, of) in gold.iter().enumerate().filter(|(index, _)| left[*index]) {
        let entity = Some(of.entity.clone());
        found.push(Marked { head: heads[index], form: written(of.form), entity });
    }
    found.sort();
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

fn written(form: MentionForm) -> &'static str {
    match form {
        MentionForm::Name => "name",
        MentionForm::Nominal => "nominal",
        MentionForm::Pronoun => "pronoun",
    }
}

/// A case of GAP: every head that stands for a name which the pronoun means, and every one for the other.
fn asked<'a>(name: &'a str, case: &'a Case, model: &Model) -> Line<'a> {
    let analysis = analyze(&case.document, model);
    let mut line = line(name, "gap", "train", &case.document);
    let at = |span: Span| covering(&analysis.tokens, span);
    let of = |mention: &Mention| Marked { head: mention.head, form: written(mention.form), entity: None };
    line.mentions = analysis.mentions.iter().map(of).collect();
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
    }
    let asked = line.meant.iter().flatten().chain(&line.pronoun).copied().collect::<Vec<usize>>();
    let form = |head: usize| if Some(head) == line.pronoun { "pronoun" } else { "name" };
    line.mentions.extend(asked.into_iter().map(|head| Marked { head, form: form(head), entity: None }));
    line.mentions.sort();
    line.mentions.dedup_by_key(|one| one.head);
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
