//! Disputes across documents that were given together.
//!
//! A denial or doubt of one document is held against the statements of the others, and statements of different documents and
//! different sources that cannot both be true contradict each other. The measures are those of one document, a little stricter:
//! two stories share less than two paragraphs of one do. Sources are told apart by their names, so a source that neither the text
//! nor the entities name takes no part.

use std::collections::BTreeSet;

use super::contrary::Assertion;
use super::matching::{shared, stems_of};
use super::words;
use crate::lang::en::WordSets;
use crate::lang::en::structure::Structure;
use crate::layers::tokens::tokens;
use crate::record::{About, Act, Dispute, DisputeKind, Pinned, Record, Statement};
use crate::text::Document;

/// Least share of telling words at which a denial is taken to be of a statement of another document.
const SAME: f64 = 0.6;

/// Least number of telling words in common.
const FEWEST: usize = 3;

/// Adds to each record the disputes that its statements have with statements of the others.
///
/// Of two statements that contradict each other the one of the later document disputes the other: later by `published`,
/// else in the order given.
pub fn together(records: &mut [&mut Record]) {
    let sets = words();
    let structure = Structure::load();
    let stories: Vec<Vec<Claim>> = records.iter().map(|record| claims(record, &sets, &structure)).collect();
    let mut found: Vec<(usize, Dispute)> = Vec::new();
    for (index, record) in records.iter().enumerate() {
        for (other, elsewhere) in
            records.iter().enumerate().filter(|(_, other)| other.document.id != record.document.id)
        {
            let later = (&elsewhere.document.published, other) < (&record.document.published, index);
            for claim in &stories[index] {
                let against =
                    claim.denied(&stories[other]).or_else(|| claim.contradicted(&stories[other]).filter(|_| later));
                if let Some((kind, pinned, id)) = against {
                    let about = About::Elsewhere { document: elsewhere.document.id.clone(), id };
                    found.push((index, Dispute { about, by: Some(claim.id.clone()), kind, pinned }));
                }
            }
        }
    }
    for (index, dispute) in found {
        records[index].disputes.push(dispute);
    }
}

/// What of a statement is held against others.
struct Claim {
    id: String,
    content: Pinned,
    /// What of it others may contradict.
    assertion: Assertion,
    stems: BTreeSet<String>,
    names: BTreeSet<String>,
    /// How it disputes, with which words, and the stems of what it disputes.
    denial: Option<(DisputeKind, Pinned, BTreeSet<String>)>,
    /// Whether it asserts something by itself: it is not negated, denies nothing, and holds no other statement.
    asserts: bool,
}

fn claims(record: &Record, sets: &WordSets, structure: &Structure) -> Vec<Claim> {
    let lower = |text: &str| {
        let document = Document::from_text(text);
        let tokens = tokens(&document, structure);
        tokens.iter().map(|token| document.slice(token.span).to_lowercase().replace('’', "'")).collect::<Vec<String>>()
    };
    let content = |id: &str| record.statements.iter().find(|one| one.id == id).map(|one| one.content.text.as_str());
    let denial = |statement: &Statement| {
        let own = |dispute: &&Dispute| {
            dispute.by.as_ref() == Some(&statement.id)
                && matches!(dispute.kind, DisputeKind::Denies | DisputeKind::Doubts)
        };
        let dispute = record.disputes.iter().find(own)?;
        let disputed = match &dispute.about {
            About::Statement { statement } => content(statement)?,
            About::Words(pinned) => &pinned.text,
            About::Event { .. } | About::Elsewhere { .. } => return None,
        };
        Some((dispute.kind, dispute.pinned.clone(), stems_of(sets, &lower(disputed))))
    };
    let claim = |statement: &Statement| {
        let said = lower(&statement.content.text);
        let holds = record.statements.iter().any(|inner| inner.within.as_ref() == Some(&statement.id));
        let denial = denial(statement);
        Claim {
            id: statement.id.clone(),
            content: statement.content.clone(),
            stems: stems_of(sets, &said),
            assertion: Assertion::of(sets, &said),
            names: names(record, statement),
            asserts: !statement.negated && statement.act != Act::Deny && denial.is_none() && !holds,
            denial,
        }
    };
    record.statements.iter().map(claim).collect()
}

/// The words that name a source: of its entity, else its own capitals.
fn names(record: &Record, statement: &Statement) -> BTreeSet<String> {
    let entity = record.entities.iter().find(|entity| Some(&entity.id) == statement.source.entity.as_ref());
    let name = entity.and_then(|entity| entity.name.as_deref()).or(statement.source.text.as_deref());
    let words = name.unwrap_or_default().split(|letter: char| !letter.is_alphanumeric());
    let article = |word: &str| {
        matches!(word, "The" | "A" | "An" | "He" | "She" | "They" | "It" | "We" | "I" | "His" | "Her" | "Their")
    };
    words.filter(|word| word.starts_with(char::is_uppercase) && !article(word)).map(str::to_lowercase).collect()
}

impl Claim {
    /// Whether both have a name and none in common.
    fn is_by_another(&self, other: &Claim) -> bool {
        !self.names.is_empty() && !other.names.is_empty() && self.names.is_disjoint(&other.names)
    }

    /// The statement of another document that this one denies or doubts.
    fn denied(&self, others: &[Claim]) -> Option<(DisputeKind, Pinned, String)> {
        let (kind, pinned, disputed) = self.denial.as_ref()?;
        let best = best(others, disputed, |other| self.is_by_another(other))?;
        Some((*kind, pinned.clone(), best.id.clone()))
    }

    /// The statement of another document that cannot be true together with this one.
    fn contradicted(&self, others: &[Claim]) -> Option<(DisputeKind, Pinned, String)> {
        let cannot = |other: &Claim| self.is_by_another(other) && self.assertion.excludes(&other.assertion);
        let best = best(others, &self.stems, cannot).filter(|_| self.asserts)?;
        Some((DisputeKind::Contradicts, self.content.clone(), best.id.clone()))
    }
}

/// Of the assertions that pass, the one with most of the words; of several, the first.
fn best<'c>(others: &'c [Claim], stems: &BTreeSet<String>, passes: impl Fn(&Claim) -> bool) -> Option<&'c Claim> {
    let near = |other: &&Claim| {
        other.asserts && stems.intersection(&other.stems).count() >= FEWEST && shared(stems, &other.stems) >= SAME
    };
    let close = |other: &&Claim| (shared(stems, &other.stems) * 1000.0) as usize;
    others.iter().filter(near).filter(|other| passes(other)).rev().max_by_key(close)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{BuildOptions, sample};

    /// A record with one statement, "source: content", that may deny.
    fn record(id: &str, published: Option<&str>, source: &str, content: &str, denies: bool) -> Record {
        let mut record = sample::record(&BuildOptions::default());
        record.document.id = id.to_owned();
        record.document.published = published.map(str::to_owned);
        record.statements.truncate(1);
        let pinned = Pinned { text: content.to_owned(), spans: vec![[0, content.chars().count()]] };
        let statement = &mut record.statements[0];
        statement.source.text = Some(source.to_owned());
        statement.content = pinned.clone();
        if denies {
            statement.act = Act::Deny;
            let (about, by) = (About::Words(pinned.clone()), Some("s1".to_owned()));
            record.disputes.push(Dispute { about, by, kind: DisputeKind::Denies, pinned });
        }
        record
    }

    /// For each record, what its statement disputes elsewhere: "Denies a".
    fn told(mut records: Vec<Record>) -> Vec<Vec<String>> {
        together(&mut records.iter_mut().collect::<Vec<_>>());
        let across = |record: &Record| {
            let about = |dispute: &Dispute| match &dispute.about {
                About::Elsewhere { document, id } => Some(format!("{:?} {document}/{id}", dispute.kind)),
                _ => None,
            };
            record.disputes.iter().filter_map(about).collect()
        };
        records.iter().map(across).collect()
    }

    const SOLD: &str = "that Duarte had sold the harbour keys to a smuggler";

    #[test]
    fn a_denial_is_of_who_says_it_in_another_document() {
        let claim = || record("a", None, "Piet Lam", SOLD, false);
        let denial = |source: &str| record("b", None, source, "selling the harbour keys to a smuggler", true);
        assert_eq!(told(vec![claim(), denial("Duarte")]), [vec![], vec!["Denies a/s1".to_owned()]]);
        assert_eq!(told(vec![denial("Duarte"), claim()])[0], ["Denies a/s1"], "in either order");
        assert!(told(vec![claim(), denial("Lam")])[1].is_empty(), "of one source");
        assert!(told(vec![claim(), denial("he")])[1].is_empty(), "of nobody known");
        let other = record("b", None, "Duarte", "that the harbour master was late on Monday", true);
        assert!(told(vec![claim(), other])[1].is_empty(), "of another thing");
    }

    #[test]
    fn two_denials_do_not_dispute_each_other() {
        let denial = |id: &str, source: &str| record(id, None, source, "selling the harbour keys to a smuggler", true);
        assert!(told(vec![denial("a", "Lam"), denial("b", "Duarte")]).concat().is_empty());
    }

    #[test]
    fn of_two_that_cannot_both_be_true_the_later_disputes() {
        let said = |id: &str, published: Option<&str>, source: &str, count: usize| {
            record(id, published, source, &format!("the harbour ferry had carried {count} passengers"), false)
        };
        let both = told(vec![said("a", Some("2026-05-04"), "Lam", 40), said("b", Some("2026-05-03"), "Duarte", 65)]);
        assert_eq!(both, [vec!["Contradicts b/s1".to_owned()], vec![]]);
        let undated = told(vec![said("a", None, "Lam", 40), said("b", None, "Duarte", 65)]);
        assert_eq!(undated, [vec![], vec!["Contradicts a/s1".to_owned()]], "else the order given");
        assert!(told(vec![said("a", None, "Lam", 40), said("b", None, "Duarte", 40)]).concat().is_empty());
        assert!(
            told(vec![said("a", None, "Lam", 40), said("a", None, "Duarte", 65)]).concat().is_empty(),
            "one document"
        );
    }
}
