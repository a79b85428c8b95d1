//! One page against another: statements are paired first, then what each tells is compared.
//!
//! What is a fair match of occasions, stations and disputes, gold/hands/README.md says.

use hearsay::layers::tokens::Token;
use hearsay::text::Span;

use super::page::{About, Dispute, Noted, Page, Telling, overlap};
use super::tally::{Count, Measure, Tally};
use crate::attributions::Relation;

const GOLD: Count = Count { gold: 1, found: 0, right: 0 };
const FOUND: Count = Count { gold: 0, found: 1, right: 0 };
const RIGHT: Count = Count { gold: 0, found: 0, right: 1 };

/// When a statement of the one side is one of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pairing {
    /// Source and cue overlap (or are absent in both), and the contents' characters have a Jaccard index of at least 0.8: as
    /// `hearsay-score nested` has it.
    Relaxed,
    /// Those, then of what is left those whose cues overlap (or are absent in both) and whose contents overlap, whatever their ends.
    Touching,
}

/// Holds what was found in one story against its gold.
pub struct Score<'p> {
    text: &'p str,
    gold: &'p Page,
    found: &'p Page,
    /// For each gold statement the found one that is the same.
    gold_to_found: Vec<Option<usize>>,
    /// The other way round.
    found_to_gold: Vec<Option<usize>>,
    /// The counts.
    pub tally: Tally,
    /// What was missed and what is false, a line each: measure, what, id, kind, words.
    pub errors: Vec<String>,
}

/// The score of one story.
pub fn score<'p>(text: &'p str, tokens: &[Token], gold: &'p Page, found: &'p Page, pairing: Pairing) -> Score<'p> {
    let found_to_gold = paired(tokens, gold, found, pairing);
    let mut gold_to_found = vec![None; gold.statements.len()];
    for (index, &same) in found_to_gold.iter().enumerate() {
        if let Some(same) = same {
            gold_to_found[same] = Some(index);
        }
    }
    let (tally, errors) = (Tally::default(), Vec::new());
    let mut score = Score { text, gold, found, gold_to_found, found_to_gold, tally, errors };
    score.tally.stories = 1;
    score.statements();
    score.disputes();
    score
}

/// For each found statement the gold one that is the same; each is taken once, in order.
fn paired(tokens: &[Token], gold: &Page, found: &Page, pairing: Pairing) -> Vec<Option<usize>> {
    let relations = |page: &Page| page.statements.iter().map(|one| one.relation(tokens)).collect::<Vec<_>>();
    let (ones, others) = (relations(found), relations(gold));
    let mut left: Vec<usize> = (0..others.len()).collect();
    let mut pairs = vec![None; ones.len()];
    let relaxed = |one: &Relation, other: &Relation| one.matches_loosely(other, tokens);
    let mut pair = |same: &dyn Fn(&Relation, &Relation) -> bool| {
        for index in (0..ones.len()).filter(|&index| found.statements[index].counted) {
            if pairs[index].is_none()
                && let Some(at) = left.iter().position(|&other| same(&ones[index], &others[other]))
            {
                pairs[index] = Some(left.remove(at));
            }
        }
    };
    pair(&relaxed);
    if pairing == Pairing::Touching {
        pair(&|one, other| touch(&one.cue, &other.cue) && touch(&one.content, &other.content));
    }
    pairs
}

fn touch(ones: &[usize], others: &[usize]) -> bool {
    ones.iter().any(|token| others.contains(token)) || ones.is_empty() && others.is_empty()
}

impl<'p> Score<'p> {
    fn statements(&mut self) {
        let (gold, found) = (self.gold, self.found);
        let pairs: Vec<_> = self.gold_to_found.iter().map(|same| same.map(|index| &found.statements[index])).collect();
        for (one, same) in gold.statements.iter().zip(pairs) {
            self.tally.statements.gold += 1;
            self.tally.statements.right += usize::from(same.is_some());
            self.statement(one, same, GOLD, "missed");
            if let Some(same) = same {
                self.both(one, same);
            }
        }
        let pairs: Vec<_> = self.found_to_gold.iter().map(|same| same.map(|index| &gold.statements[index])).collect();
        for (one, same) in found.statements.iter().zip(pairs).filter(|(one, _)| one.counted) {
            self.tally.statements.found += 1;
            self.statement(one, same, FOUND, "false");
        }
    }

    /// Counts what one side tells of a statement; what the other side does not have is an error.
    fn statement(&mut self, one: &'p Telling, same: Option<&'p Telling>, count: Count, error: &str) {
        let given = same.is_some();
        if let Some(occasion) = &one.occasion {
            self.tally.count(Measure::Occasion, &occasion.kind, count, given);
            self.tally.count(Measure::OccasionAndHands, "", count, given);
            if same.and_then(|same| same.occasion.as_ref()).is_none_or(|other| !occasion.is(other)) {
                self.error(Measure::Occasion, error, one, occasion, given);
            }
        }
        for station in &one.via {
            self.tally.count(Measure::Station, &station.kind, count, given);
            self.tally.count(Measure::OccasionAndHands, "", count, given);
            if same.is_none_or(|same| !same.via.iter().any(|other| station.is(other))) {
                self.error(Measure::Station, error, one, station, given);
            }
        }
        if one.hands > 0 {
            self.tally.count(Measure::Hands, "", count, given);
        }
        if one.has_way() {
            self.tally.count(Measure::Whole, "", count, given);
        }
        if one.language.is_some() {
            self.tally.count(Measure::Language, "", count, given);
        }
    }

    /// Counts what is right of a statement that both sides have.
    fn both(&mut self, gold: &Telling, found: &Telling) {
        let mut right = |measure, kind: &str| self.tally.count(measure, kind, RIGHT, true);
        if let Some(occasion) = gold.occasion.as_ref().filter(|_| gold.same_occasion(found)) {
            right(Measure::Occasion, &occasion.kind);
            right(Measure::OccasionAndHands, "");
        }
        let mut left: Vec<&Noted> = found.via.iter().collect();
        for station in &gold.via {
            if let Some(at) = left.iter().position(|other| station.is(other)) {
                left.remove(at);
                right(Measure::Station, &station.kind);
                right(Measure::OccasionAndHands, "");
            }
        }
        if gold.hands > 0 && gold.hands == found.hands {
            right(Measure::Hands, "");
        }
        if gold.has_way() && gold.same_occasion(found) && gold.same_chain(found) {
            right(Measure::Whole, "");
        }
        if gold.language.is_some() && gold.language == found.language {
            right(Measure::Language, "");
        }
    }

    fn disputes(&mut self) {
        let mut left: Vec<&'p Dispute> = self.found.disputes.iter().collect();
        for dispute in &self.gold.disputes {
            let named = |about: &About| match about {
                About::Statement(index) => self.gold_to_found[*index].is_some(),
                About::Words(_) => true,
            };
            let given = dispute.about.iter().any(named) && dispute.by.is_none_or(|by| self.gold_to_found[by].is_some());
            self.tally.count(Measure::Dispute, &dispute.kind, GOLD, given);
            match left.iter().position(|other| self.same_dispute(dispute, other)) {
                Some(at) => {
                    let given = given && self.is_given(left.remove(at));
                    self.tally.count(Measure::Dispute, &dispute.kind, RIGHT, given);
                }
                None => self.dispute_error("missed", dispute, self.gold, given),
            }
        }
        for dispute in &self.found.disputes {
            self.tally.count(Measure::Dispute, &dispute.kind, FOUND, self.is_given(dispute));
        }
        left.iter().for_each(|dispute| self.dispute_error("false", dispute, self.found, self.is_given(dispute)));
    }

    /// Whether the gold has every statement that a found dispute names.
    fn is_given(&self, found: &Dispute) -> bool {
        let named = |about: &About| match about {
            About::Statement(index) => self.in_gold(*index).is_some(),
            About::Words(_) => true,
        };
        found.about.iter().any(named) && found.by.is_none_or(|by| self.in_gold(by).is_some())
    }

    fn same_dispute(&self, gold: &Dispute, found: &Dispute) -> bool {
        let by = match (gold.by, found.by) {
            (None, None) => true,
            (Some(by), Some(other)) => self.in_gold(other) == Some(by),
            _ => false,
        };
        let same = |one: &About| found.about.iter().any(|other| self.same_about(one, other));
        gold.kind == found.kind && by && gold.about.iter().any(same)
    }

    /// The same statement; where either side points to words, words in common.
    fn same_about(&self, gold: &About, found: &About) -> bool {
        match (gold, found) {
            (About::Statement(one), About::Statement(other)) => self.in_gold(*other) == Some(*one),
            _ => overlap(self.gold.words(gold), self.found.words(found)),
        }
    }

    /// The gold statement that a found one is; for one that is not counted, that of the statement that holds it.
    fn in_gold(&self, found: usize) -> Option<usize> {
        let outer = |&index: &usize| {
            let one = &self.found.statements[index];
            if one.counted { None } else { one.within }
        };
        let counted = std::iter::successors(Some(found), outer).take(self.found.statements.len()).last();
        counted.and_then(|index| self.found_to_gold[index])
    }

    fn error(&mut self, measure: Measure, error: &str, one: &Telling, noted: &Noted, given: bool) {
        let words = self.words(&noted.spans);
        let said = self.words(&one.parts[2]);
        let (name, kind, id) = (measure.name(), &noted.kind, &one.id);
        self.errors.push(format!("{name}\t{error}{}\t{id}\t{kind}\t{words}\t{said}", apart(given)));
    }

    fn dispute_error(&mut self, error: &str, dispute: &Dispute, page: &Page, given: bool) {
        let by = dispute.by.map_or("outlet", |by| &page.statements[by].id);
        let about = dispute.about.iter().map(|about| match about {
            About::Statement(index) => format!("{} {}", page.statements[*index].id, self.words(page.words(about))),
            About::Words(spans) => self.words(spans),
        });
        let (about, kind, words) = (about.collect::<Vec<_>>().join(" | "), &dispute.kind, self.words(&dispute.words));
        self.errors.push(format!("disputes\t{error}{}\tby {by}\t{kind}\t{words}\t{about}", apart(given)));
    }

    fn words(&self, spans: &[Span]) -> String {
        spans.iter().map(|span| span.slice(self.text)).collect::<Vec<_>>().join(" … ").replace(['\n', '\t'], " ")
    }
}

/// Tells errors of this layer from those that hang on a statement which only one side has.
fn apart(given: bool) -> &'static str {
    if given { "" } else { " (statement not in both)" }
}

impl Page {
    /// The words of what is disputed: those pointed to, or the content of the statement.
    fn words<'a>(&'a self, about: &'a About) -> &'a [Span] {
        match about {
            About::Statement(index) => &self.statements[*index].parts[2],
            About::Words(spans) => spans,
        }
    }
}
