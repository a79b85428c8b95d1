//! What becomes of the gold's mentions, and what the engine's entities hold besides: where coreference loses.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hearsay::analyze::Analysis;
use hearsay::record::MentionForm;
use hearsay::text::Span;

use super::gum::GumDocument;

/// Counts and examples by what happened.
#[derive(Default)]
pub struct Errors {
    found: BTreeMap<String, (usize, Vec<String>)>,
}

impl Errors {
    /// Adds a document; mentions are numbers of the gold's, and from a million on the engine's that are none.
    pub fn add(&mut self, document: &GumDocument, analysis: &Analysis, gold: &[Vec<usize>], found: &[Vec<usize>]) {
        let holder = |clusters: &[Vec<usize>]| -> BTreeMap<usize, usize> {
            let of = |(index, cluster): (usize, &Vec<usize>)| {
                cluster.iter().map(move |&one| (one, index)).collect::<Vec<_>>()
            };
            clusters.iter().enumerate().flat_map(of).collect()
        };
        let (in_gold, in_found) = (holder(gold), holder(found));
        let known = super::coref::aligned(document, analysis);
        for cluster in gold {
            let own = most(cluster.iter().filter_map(|one| in_found.get(one).copied()));
            for &index in cluster {
                let what = match in_found.get(&index) {
                    None if !known.contains(&Some(index)) => "no mention of the engine",
                    None => "alone",
                    Some(_) if in_found.get(&index).copied() == own => "with most of its own",
                    Some(_) => "with others",
                };
                let of = &document.mentions[index];
                self.tell(&format!("gold {} {:?}: {what}", form(of.form), of.kind), document, of.span, of.head);
            }
        }
        for cluster in found {
            let own = most(cluster.iter().filter_map(|one| in_gold.get(one).copied()));
            for &index in cluster.iter().filter(|index| in_gold.get(index).copied() != own || own.is_none()) {
                let what = if own.is_none() { "in an entity of none of the gold's" } else { "beside the gold's" };
                if let Some(mention) = document.mentions.get(index) {
                    self.tell(&format!("found {}, {what}", form(mention.form)), document, mention.span, mention.head);
                } else if let Some(mention) = analysis.mentions.get(index - 1_000_000) {
                    let span = analysis.tokens[mention.head].span;
                    self.tell(
                        &format!("found {} no mention of the gold's, {what}", form(mention.form)),
                        document,
                        span,
                        span,
                    );
                }
            }
        }
    }

    fn tell(&mut self, what: &str, document: &GumDocument, span: Span, head: Span) {
        let (count, examples) = self.found.entry(what.to_owned()).or_default();
        *count += 1;
        let text = document.document.text();
        let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let around = &text[floor(span.start().saturating_sub(50))..floor(span.end() + 20)];
        let example = format!("{} [{}] in: {}", document.document.slice(head), document.document.slice(span), around);
        examples.push(example.replace('\n', " "));
    }

    /// All counts, with some examples of each, evenly chosen.
    pub fn report(&self, examples: usize) -> String {
        let mut out = String::new();
        for (what, (count, all)) in &self.found {
            let _ = writeln!(out, "{count:6} {what}");
            let step = (all.len() / examples.max(1)).max(1);
            for example in all.iter().step_by(step).take(examples) {
                let _ = writeln!(out, "           {example}");
            }
        }
        out
    }
}

/// The number that comes most often.
fn most(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    numbers.for_each(|number| *counts.entry(number).or_insert(0) += 1);
    counts.into_iter().max_by_key(|(number, count)| (*count, usize::MAX - number)).map(|(number, _)| number)
}

fn form(form: MentionForm) -> &'static str {
    match form {
        MentionForm::Name => "name",
        MentionForm::Nominal => "description",
        MentionForm::Pronoun => "pronoun",
    }
}
