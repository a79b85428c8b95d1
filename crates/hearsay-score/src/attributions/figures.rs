//! The figures: spans by role as CofeNet counts them (Wang et al., COLING 2022: runs of tokens, paragraph by paragraph),
//! relations, and Krippendorff's alpha over tokens (nominal).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use hearsay::layers::tokens::Token;

/// The names of the roles, in the order of all figures.
const ROLES: [&str; 3] = ["source", "cue", "content"];

/// An attribution as ascending token numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relation {
    /// Who.
    pub source: Vec<usize>,
    /// The words that tie.
    pub cue: Vec<usize>,
    /// What was said.
    pub content: Vec<usize>,
}

impl Relation {
    fn role(&self, role: usize) -> &[usize] {
        [&self.source, &self.cue, &self.content][role]
    }

    /// Source and cue overlap (or are both absent), and the contents' characters have a Jaccard index of at least 0.8.
    pub fn matches_loosely(&self, other: &Relation, tokens: &[Token]) -> bool {
        let touch = |one: &[usize], other: &[usize]| {
            one.iter().any(|token| other.contains(token)) || (one.is_empty() && other.is_empty())
        };
        touch(&self.source, &other.source)
            && touch(&self.cue, &other.cue)
            && jaccard(&self.content, &other.content, tokens) >= 0.8
    }
}

/// What is counted for one role.
#[derive(Clone, Copy, Debug, Default)]
struct Spans {
    predicted: usize,
    gold: usize,
    exact: usize,
    touched_predicted: usize,
    touched_gold: usize,
    tokens_predicted: usize,
    tokens_gold: usize,
    tokens_both: usize,
}

/// Counts over any number of articles.
#[derive(Debug, Default)]
pub struct Counts {
    roles: [Spans; 3],
    predicted: usize,
    gold: usize,
    exact: usize,
    relaxed: usize,
    pairs: BTreeMap<(usize, usize), usize>,
}

impl Counts {
    /// Adds the predictions for one article against one annotator's file.
    pub fn add(&mut self, tokens: &[Token], starts: &[bool], predicted: &[Relation], gold: &[Relation]) {
        for role in 0..ROLES.len() {
            self.roles[role].add(&runs(predicted, role, starts), &runs(gold, role, starts));
        }
        self.predicted += predicted.len();
        self.gold += gold.len();
        self.exact += matched(predicted, gold, |one, other| one == other);
        self.relaxed += matched(predicted, gold, |one, other| one.matches_loosely(other, tokens));
        let (ones, others) = (labels(tokens.len(), predicted), labels(tokens.len(), gold));
        for pair in ones.into_iter().zip(others) {
            *self.pairs.entry(pair).or_default() += 1;
        }
    }

    /// The figures as a table, under `title`.
    pub fn report(&self, title: &str) -> String {
        let mut out = format!("{title}: {} gold attributions, {} found\n", self.gold, self.predicted);
        let _ = writeln!(out, "{:<10} {:>9} {:>9} {:>9}", "role", "exact F1", "overlap", "token F1");
        for (name, spans) in ROLES.iter().zip(&self.roles) {
            let exact = spans.exact();
            let token = f1(spans.tokens_both, spans.tokens_predicted, spans.tokens_gold);
            let _ = writeln!(out, "{name:<10} {exact:>9.1} {:>9.1} {token:>9.1}", spans.overlap());
        }
        let (exact, relaxed) = (self.relation_exact(), self.relation_relaxed());
        let _ = writeln!(out, "relation   exact {exact:.1}, relaxed {relaxed:.1}\ntoken alpha {:.3}", self.alpha());
        out
    }

    /// What is asked of the model in one number, to choose by: exact spans of each role and relations, exact and relaxed.
    pub fn merit(&self) -> f64 {
        let spans: f64 = self.roles.iter().map(Spans::exact).sum();
        spans + self.relation_exact() + self.relation_relaxed()
    }

    /// The figures in one line: exact and overlap by role, relations exact and relaxed, alpha.
    pub fn line(&self) -> String {
        let each = |of: fn(&Spans) -> f64| self.roles.each_ref().map(|spans| format!("{:.1}", of(spans))).join("/");
        let (exact, relaxed, alpha) = (self.relation_exact(), self.relation_relaxed(), self.alpha());
        let (spans, overlap) = (each(Spans::exact), each(Spans::overlap));
        format!("exact {spans} overlap {overlap} relation {exact:.2}/{relaxed:.2} alpha {alpha:.4}")
    }

    fn relation_relaxed(&self) -> f64 {
        f1(self.relaxed, self.predicted, self.gold)
    }

    fn relation_exact(&self) -> f64 {
        f1(self.exact, self.predicted, self.gold)
    }

    /// Krippendorff's alpha for two codings of nominal data.
    fn alpha(&self) -> f64 {
        let units: usize = self.pairs.values().sum();
        let differ: usize = self.pairs.iter().filter(|((a, b), _)| a != b).map(|(_, n)| n).sum();
        let mut each = [0usize; 4];
        for (&(a, b), n) in &self.pairs {
            each[a] += n;
            each[b] += n;
        }
        let values = 2 * units;
        let same: f64 = each.iter().map(|&n| n as f64 * (n as f64 - 1.0)).sum();
        let expected = 1.0 - same / (values as f64 * (values as f64 - 1.0));
        1.0 - differ as f64 / units as f64 / expected
    }
}

impl Spans {
    fn add(&mut self, predicted: &BTreeSet<(usize, usize)>, gold: &BTreeSet<(usize, usize)>) {
        let touching = |ones: &BTreeSet<(usize, usize)>, others: &BTreeSet<(usize, usize)>| {
            ones.iter().filter(|(a, b)| others.iter().any(|(c, d)| a <= d && c <= b)).count()
        };
        let tokens = |runs: &BTreeSet<(usize, usize)>| runs.iter().flat_map(|&(a, b)| a..=b).collect::<BTreeSet<_>>();
        self.predicted += predicted.len();
        self.gold += gold.len();
        self.exact += predicted.intersection(gold).count();
        self.touched_predicted += touching(predicted, gold);
        self.touched_gold += touching(gold, predicted);
        let (ones, others) = (tokens(predicted), tokens(gold));
        self.tokens_predicted += ones.len();
        self.tokens_gold += others.len();
        self.tokens_both += ones.intersection(&others).count();
    }

    fn exact(&self) -> f64 {
        f1(self.exact, self.predicted, self.gold)
    }

    fn overlap(&self) -> f64 {
        let precision = self.touched_predicted as f64 / self.predicted.max(1) as f64;
        let recall = self.touched_gold as f64 / self.gold.max(1) as f64;
        if precision + recall == 0.0 { 0.0 } else { 200.0 * precision * recall / (precision + recall) }
    }
}

/// F1 in percent.
pub(crate) fn f1(hits: usize, predicted: usize, gold: usize) -> f64 {
    if predicted + gold == 0 { 0.0 } else { 200.0 * hits as f64 / (predicted + gold) as f64 }
}

/// First and last token of every run of a role; a paragraph's start begins a new run.
fn runs(relations: &[Relation], role: usize, starts: &[bool]) -> BTreeSet<(usize, usize)> {
    let mut found = BTreeSet::new();
    for relation in relations {
        let mut run: Option<(usize, usize)> = None;
        for &token in relation.role(role) {
            run = match run {
                Some((first, last)) if last + 1 == token && !starts[token] => Some((first, token)),
                other => {
                    found.extend(other);
                    Some((token, token))
                }
            };
        }
        found.extend(run);
    }
    found
}

/// How many predictions find a gold relation of their own, taken greedily in order.
pub(super) fn matched(ones: &[Relation], others: &[Relation], same: impl Fn(&Relation, &Relation) -> bool) -> usize {
    let mut left: Vec<&Relation> = others.iter().collect();
    let mut hits = 0;
    for one in ones {
        if let Some(at) = left.iter().position(|other| same(one, other)) {
            left.remove(at);
            hits += 1;
        }
    }
    hits
}

fn labels(tokens: usize, relations: &[Relation]) -> Vec<usize> {
    let mut labels = vec![0; tokens];
    for relation in relations {
        for role in 0..ROLES.len() {
            relation.role(role).iter().for_each(|&token| labels[token] = role + 1);
        }
    }
    labels
}

pub(super) fn jaccard(ones: &[usize], others: &[usize], tokens: &[Token]) -> f64 {
    let (ones, others): (BTreeSet<_>, BTreeSet<_>) = (ones.iter().collect(), others.iter().collect());
    let size = |set: Vec<&&usize>| set.iter().map(|&&&token| tokens[token].span.len()).sum::<usize>() as f64;
    let union = size(ones.union(&others).collect());
    if union == 0.0 { 1.0 } else { size(ones.intersection(&others).collect()) / union }
}

#[cfg(test)]
mod tests {
    use hearsay::text::Span;

    use super::*;

    fn tokens(count: usize) -> Vec<Token> {
        (0..count).map(|n| Token { span: Span::new(2 * n, 2 * n + 1) }).collect()
    }

    fn relation(source: &[usize], cue: &[usize], content: &[usize]) -> Relation {
        Relation { source: source.to_vec(), cue: cue.to_vec(), content: content.to_vec() }
    }

    #[test]
    fn figures_worked_out_by_hand() {
        let mut counts = Counts::default();
        let gold = [relation(&[0], &[1], &[2, 3, 4, 5])];
        let found = [relation(&[0], &[1], &[2, 3, 4])];
        counts.add(&tokens(6), &[false; 6], &found, &gold);
        let report = counts.report("t");
        assert!(report.contains("source         100.0     100.0     100.0"), "{report}");
        assert!(report.contains("content          0.0     100.0      85.7"), "{report}");
        assert!(report.contains("relation   exact 0.0, relaxed 0.0"), "3 of 4 characters are under 0.8: {report}");
        assert!(report.contains("token alpha 0.744"), "1 - (1/6) / (1 - 46/132): {report}");
    }

    #[test]
    fn a_run_ends_where_a_paragraph_begins() {
        let one = [relation(&[], &[], &[0, 1, 2])];
        let starts = [true, false, true];
        assert_eq!(runs(&one, 2, &starts), BTreeSet::from([(0, 1), (2, 2)]));
    }
}
