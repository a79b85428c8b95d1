//! Errors by kind: what was wrong with each gold statement and with each that was found beside them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::corpus::{Corpus, Reading};
use super::figures::{Relation, jaccard};
use super::relation;

/// The arguments of `hearsay-score errors`.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    corpus: Corpus,
    /// Prints so many examples of each kind
    #[arg(long, default_value_t = 0)]
    show: usize,
    /// Passes over so many examples of each kind
    #[arg(long, default_value_t = 0)]
    skip: usize,
}

/// Counts, and examples, by family and kind.
#[derive(Default)]
struct Tally {
    kinds: BTreeMap<(&'static str, &'static str), (usize, Vec<String>)>,
    gold: usize,
    found: usize,
}

/// Runs the engine over a part and prints what went wrong.
///
/// # Errors
/// Where the corpus or the model cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let articles = arguments.corpus.articles()?;
    let model = arguments.corpus.model()?;
    let mut tally = Tally::default();
    for article in &articles {
        let reading = Reading::new(article, &model);
        let found: Vec<Relation> = reading.statements(&model, model.config()).iter().map(relation).collect();
        for gold in reading.gold() {
            tally.add(&reading, &found, &gold);
        }
    }
    Ok(tally.report(arguments.skip, arguments.show))
}

fn touch(one: &[usize], other: &[usize]) -> bool {
    one.iter().any(|token| other.contains(token))
}

/// The one of `others` whose cue shares most tokens with that of `one`.
fn same_cue<'a>(one: &Relation, others: &'a [Relation]) -> Option<&'a Relation> {
    let shared = |other: &&Relation| one.cue.iter().filter(|token| other.cue.contains(token)).count();
    others.iter().filter(|other| shared(other) > 0).max_by_key(shared)
}

impl Tally {
    fn add(&mut self, reading: &Reading, found: &[Relation], gold: &[Relation]) {
        self.gold += gold.len();
        self.found += found.len();
        for one in gold {
            let partner = same_cue(one, found);
            let mut note = |family, kind| self.note(family, kind, || example(reading, one, partner));
            let Some(partner) = partner else {
                let again = found.iter().any(|other| jaccard(&one.content, &other.content, &reading.tokens) >= 0.8);
                note("1 cue", if again { "missing; its content has another cue" } else { "missing" });
                continue;
            };
            note("1 cue", if one.cue == partner.cue { "right" } else { "ends differ" });
            note("2 source", source(one, partner));
            note("3 content", content(one, partner, reading));
            for edge in edges(one, partner) {
                note("4 content's edges", edge);
            }
        }
        for one in found.iter().filter(|one| same_cue(one, gold).is_none()) {
            let near = gold.iter().any(|other| jaccard(&one.content, &other.content, &reading.tokens) >= 0.8);
            let kind = if near { "too many; its content has another cue" } else { "too many" };
            self.note("1 cue", kind, || example(reading, &Relation::default(), Some(one)));
        }
    }

    fn note(&mut self, family: &'static str, kind: &'static str, example: impl FnOnce() -> String) {
        let (count, examples) = self.kinds.entry((family, kind)).or_default();
        *count += 1;
        if !kind.starts_with("right") {
            examples.push(example());
        }
    }

    fn report(&self, skip: usize, show: usize) -> String {
        let mut out = format!("{} gold statements, {} found\n", self.gold, self.found);
        let mut before = "";
        for ((family, kind), (count, examples)) in &self.kinds {
            if *family != before {
                let _ = writeln!(out, "{}", &family[2..]);
                before = family;
            }
            let _ = writeln!(out, "  {kind:<44} {count:>5}");
            for example in examples.iter().skip(skip).take(show) {
                let _ = writeln!(out, "      {example}");
            }
        }
        out
    }
}

/// What became of the source, the cue being found.
fn source(gold: &Relation, found: &Relation) -> &'static str {
    match (gold.source.is_empty(), found.source.is_empty()) {
        _ if gold.source == found.source => "right",
        (false, true) => "missing",
        (true, _) => "found where there is none",
        _ if touch(&gold.source, &found.source) => "ends differ",
        _ => "wrong",
    }
}

/// What became of the content, the cue being found.
fn content(gold: &Relation, found: &Relation, reading: &Reading) -> &'static str {
    let holds = |one: &[usize], other: &[usize]| other.iter().all(|token| one.contains(token));
    match jaccard(&gold.content, &found.content, &reading.tokens) {
        _ if gold.content == found.content => "right",
        close if close >= 0.8 => "right but for a little",
        _ if !touch(&gold.content, &found.content) => "elsewhere",
        _ if holds(&gold.content, &found.content) => "too short",
        _ if holds(&found.content, &gold.content) => "too long",
        _ => "otherwise off",
    }
}

/// Which ends of the content are off, where the two touch.
fn edges(gold: &Relation, found: &Relation) -> Vec<&'static str> {
    if !touch(&gold.content, &found.content) {
        return Vec::new();
    }
    let compare = |one: Option<&usize>, other: Option<&usize>, names: [&'static str; 2]| match one.cmp(&other) {
        std::cmp::Ordering::Less => Some(names[0]),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(names[1]),
    };
    let first = compare(gold.content.first(), found.content.first(), ["begins too late", "begins too early"]);
    let last = compare(gold.content.last(), found.content.last(), ["ends too late", "ends too early"]);
    first.into_iter().chain(last).collect()
}

/// The words around, each with its role in gold and in what was found (`S`, `Q`, `C`, `.`).
pub(super) fn example(reading: &Reading, gold: &Relation, found: Option<&Relation>) -> String {
    let none = Relation::default();
    let found = found.unwrap_or(&none);
    let all = || [gold, found].into_iter().flat_map(|one| one.source.iter().chain(&one.cue).chain(&one.content));
    let (first, last) = (all().min().copied().unwrap_or(0), all().max().copied().unwrap_or(0));
    let letter = |one: &Relation, at: usize| match () {
        () if one.source.contains(&at) => 'S',
        () if one.cue.contains(&at) => 'Q',
        () if one.content.contains(&at) => 'C',
        () => '.',
    };
    let around = first.saturating_sub(6)..(last + 7).min(reading.tokens.len());
    let word = |at: usize| {
        let word = reading.article.document.slice(reading.tokens[at].span);
        format!("{word}/{}{}", letter(gold, at), letter(found, at))
    };
    around.map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relation(source: &[usize], content: &[usize]) -> Relation {
        Relation { source: source.to_vec(), cue: vec![1], content: content.to_vec() }
    }

    #[test]
    fn a_source_is_right_missing_wrong_or_off_at_its_ends() {
        let gold = relation(&[0, 9], &[2]);
        let told = |found: &[usize]| source(&gold, &relation(found, &[2]));
        assert_eq!([told(&[0, 9]), told(&[]), told(&[7]), told(&[9])], ["right", "missing", "wrong", "ends differ"]);
        assert_eq!(source(&relation(&[], &[2]), &gold), "found where there is none");
    }

    #[test]
    fn both_ends_of_a_content_are_told() {
        let gold = relation(&[], &[3, 4, 5]);
        assert_eq!(edges(&gold, &relation(&[], &[4, 5, 6])), ["begins too late", "ends too late"]);
        assert_eq!(edges(&gold, &relation(&[], &[2, 3, 4])), ["begins too early", "ends too early"]);
        assert!(edges(&gold, &relation(&[], &[7])).is_empty());
    }
}
