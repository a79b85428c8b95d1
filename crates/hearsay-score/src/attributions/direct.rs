//! Direct quotations that carry an explicit cue: how often the right source is tied to them.

use std::fmt::Write as _;

use hearsay::layers::quotations::Purpose;

use super::corpus::{Corpus, Reading};
use super::figures::Relation;
use super::relation;

/// Runs the engine over a part and prints the share of direct quotations whose source is right.
///
/// A gold statement counts where it has a source and a cue, its content begins with an opening mark and all its words stand
/// between marks. Its source is right where the statement found that holds most of its content has one that shares a token with it.
///
/// # Errors
/// Where the corpus or the model cannot be read.
pub fn run(corpus: &Corpus) -> Result<String, String> {
    let (articles, model) = (corpus.articles()?, corpus.model()?);
    let (mut all, mut right, mut swapped, mut out) = (0, 0, 0, String::new());
    for article in &articles {
        let reading = Reading::new(article, &model);
        let found: Vec<Relation> = reading.statements(&model, model.config()).iter().map(relation).collect();
        let quoted = quoted(&reading);
        for gold in reading.gold().iter().flatten().filter(|gold| is_direct(gold, &reading, &quoted)) {
            all += 1;
            let holder = found.iter().max_by_key(|one| shared(&one.content, &gold.content));
            let holder = holder.filter(|one| shared(&one.content, &gold.content) > 0);
            if holder.is_some_and(|one| shared(&one.source, &gold.source) > 0) {
                right += 1;
            } else {
                let crossed =
                    |one: &&Relation| shared(&one.source, &gold.cue) > 0 && shared(&one.cue, &gold.source) > 0;
                swapped += i32::from(holder.as_ref().is_some_and(crossed));
                let _ = writeln!(out, "{}", super::errors::example(&reading, gold, holder));
            }
        }
    }
    let share = 100.0 * f64::from(right) / f64::from(all.max(1));
    let unswapped = 100.0 * f64::from(right) / f64::from((all - swapped).max(1));
    Ok(format!(
        "{out}direct quotations with source and cue: {all}; right source {right}, {share:.1} %\n\
         without the {swapped} whose annotator marked the name as cue and the verb as source: {unswapped:.1} %\n"
    ))
}

fn shared(one: &[usize], other: &[usize]) -> usize {
    one.iter().filter(|token| other.contains(token)).count()
}

/// Which tokens stand in a quotation of speech.
fn quoted(reading: &Reading) -> Vec<bool> {
    let mut quoted = vec![false; reading.tokens.len()];
    for quotation in reading.quotations.iter().filter(|quotation| quotation.purpose == Purpose::Speech) {
        for piece in &quotation.tokens {
            quoted[piece.range()].fill(true);
        }
    }
    quoted
}

fn is_direct(gold: &Relation, reading: &Reading, quoted: &[bool]) -> bool {
    let is_word =
        |at: usize| reading.article.document.slice(reading.tokens[at].span).chars().any(char::is_alphanumeric);
    let mut words = gold.content.iter().filter(|&&at| is_word(at)).peekable();
    let opens = |at: usize| reading.quotations.iter().any(|one| one.tokens.iter().any(|piece| piece.start() == at));
    let some = words.peek().is_some() && gold.content.first().is_some_and(|&at| opens(at));
    some && !gold.source.is_empty() && !gold.cue.is_empty() && words.all(|&at| quoted[at])
}
