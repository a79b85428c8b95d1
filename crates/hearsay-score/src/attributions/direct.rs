//! Direct quotations that carry an explicit cue: how often the right source is tied to them.

use std::fmt::Write as _;

use hearsay::layers::quotations::Purpose;

use super::corpus::{Corpus, Reading};
use super::figures::Relation;
use super::relation;

/// How a quotation is direct, each kind wider than the one before.
const KINDS: [&str; 3] = [
    "content opens with its quotation mark, all words between marks",
    "... or with \"that\" or \"to\" before the mark (form `direct` of the record)",
    "... or begins inside a larger quotation, whose opening mark is another's",
];

/// Quotations of one kind: all, those whose source is right, those whose annotator took the name for the cue and the verb for the source.
#[derive(Clone, Copy, Default)]
struct Count {
    all: usize,
    right: usize,
    swapped: usize,
}

/// Runs the engine over a part and prints the share of direct quotations whose source is right.
///
/// A gold statement counts where it has a source and a cue and all its words stand between quotation marks. The first kind is what
/// is asked for: a quotation, with its marks, that the text lays at somebody's door. The second adds what the record also calls
/// `direct`, where "that" or "to" stands before the mark. The third adds statements that begin inside somebody else's quotation
/// ("“I was told the gate was open,” she said": what she was told): their words are between marks, but they are quoted by another.
///
/// Its source is right where the statement found that holds most of its content has one that shares a token with it.
///
/// # Errors
/// Where the corpus or the model cannot be read.
pub fn run(corpus: &Corpus) -> Result<String, String> {
    let (articles, model) = (corpus.articles()?, corpus.model()?);
    let (mut counts, mut out) = ([Count::default(); KINDS.len()], String::new());
    for article in &articles {
        let reading = Reading::new(article, &model);
        let found: Vec<Relation> = reading.statements(&model, model.config()).iter().map(relation).collect();
        let quoted = quoted(&reading);
        for gold in reading.gold().iter().flatten() {
            let Some(kind) = kind(gold, &reading, &quoted) else { continue };
            let holder = found.iter().max_by_key(|one| shared(&one.content, &gold.content));
            let holder = holder.filter(|one| shared(&one.content, &gold.content) > 0);
            let right = holder.is_some_and(|one| shared(&one.source, &gold.source) > 0);
            let crossed = |one: &&Relation| shared(&one.source, &gold.cue) > 0 && shared(&one.cue, &gold.source) > 0;
            for count in &mut counts[kind..] {
                count.all += 1;
                count.right += usize::from(right);
                count.swapped += usize::from(!right && holder.as_ref().is_some_and(crossed));
            }
            if !right && kind == 0 {
                let _ = writeln!(out, "{}", super::errors::example(&reading, gold, holder));
            }
        }
    }
    for (count, kind) in counts.iter().zip(KINDS) {
        let share = |of: usize| 100.0 * count.right as f64 / of.max(1) as f64;
        let (all, unswapped) = (share(count.all), share(count.all - count.swapped));
        let Count { all: number, right, swapped } = count;
        let _ = writeln!(
            out,
            "{kind}: {number}; right source {right}, {all:.1} % ({unswapped:.1} % without {swapped} where the annotator took the \
             name for the cue)"
        );
    }
    Ok(out)
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

/// Which kind of direct quotation a gold statement is, if it is one.
fn kind(gold: &Relation, reading: &Reading, quoted: &[bool]) -> Option<usize> {
    let word = |at: usize| reading.article.document.slice(reading.tokens[at].span);
    let is_word = |at: usize| word(at).chars().any(char::is_alphanumeric);
    let opens = |at: usize| reading.quotations.iter().any(|one| one.tokens.iter().any(|piece| piece.start() == at));
    let (first, second) = (*gold.content.first()?, gold.content.get(1).copied());
    let led = matches!(word(first).to_lowercase().as_str(), "that" | "to") && second.is_some_and(opens);
    let body = if led { &gold.content[1..] } else { &gold.content[..] };
    let mut words = body.iter().filter(|&&at| is_word(at)).peekable();
    let direct = words.peek().is_some() && words.all(|&at| quoted[at]);
    let kind = if opens(first) { 0 } else { 1 + usize::from(!led) };
    (direct && !gold.source.is_empty() && !gold.cue.is_empty()).then_some(kind)
}
