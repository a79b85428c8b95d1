//! Keeping only some statements of a record.

use std::collections::BTreeSet;

use super::{About, Form, Mode, Record, Statement};

/// Which statements to keep; an empty list keeps all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Names, one of which the source must hold, word for word, in any case.
    pub who: Vec<String>,
    /// Forms.
    pub forms: Vec<Form>,
    /// Modes.
    pub modes: Vec<Mode>,
}

impl Record {
    /// Keeps the statements that pass. Their ids stay, so `within` may name one that was left out. A dispute goes with the statement that
    /// makes it; one about a statement that was left out is then about its words. Of what the story depends on, the shares stay.
    pub fn keep(&mut self, filter: &Filter) {
        let passes = |statement: &Statement| {
            (filter.forms.is_empty() || filter.forms.contains(&statement.form))
                && (filter.modes.is_empty() || filter.modes.contains(&statement.mode))
                && (filter.who.is_empty() || filter.who.iter().any(|name| self.is_by(statement, name)))
        };
        let kept = self.statements.iter().filter(|statement| passes(statement)).map(|one| one.id.clone()).collect();
        self.keep_only(&kept);
    }

    /// Keeps the statements of these ids, in the way of [`Record::keep`].
    pub fn keep_only(&mut self, ids: &BTreeSet<String>) {
        let statements = self.statements.iter().filter(|statement| ids.contains(&statement.id)).cloned().collect();
        let all = std::mem::replace(&mut self.statements, statements);
        self.keep_disputes(&all);
    }

    fn keep_disputes(&mut self, all: &[Statement]) {
        let kept: BTreeSet<&str> = self.statements.iter().map(|statement| statement.id.as_str()).collect();
        self.disputes.retain_mut(|dispute| {
            let About::Statement { statement } = &dispute.about else {
                return dispute.by.as_deref().is_none_or(|by| kept.contains(by));
            };
            let about_kept = kept.contains(statement.as_str());
            if !about_kept && let Some(left_out) = all.iter().find(|one| one.id == *statement) {
                dispute.about = About::Words(left_out.content.clone());
            }
            dispute.by.as_deref().map_or(about_kept, |by| kept.contains(by))
        });
        for dependence in &mut self.dependence {
            dependence.statements.retain(|id| kept.contains(id.as_str()));
        }
        self.dependence.retain(|dependence| !dependence.statements.is_empty());
    }

    /// Whether the words of `name` stand together in the source's words or in a name of its entity.
    fn is_by(&self, statement: &Statement, name: &str) -> bool {
        let source = &statement.source;
        let entity = self.entities.iter().find(|entity| Some(&entity.id) == source.entity.as_ref());
        let names = entity.into_iter().flat_map(|entity| entity.name.iter().chain(&entity.aliases));
        let wanted = words(name);
        source.text.iter().chain(names).any(|text| holds(&words(text), &wanted))
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn holds(words: &[String], wanted: &[String]) -> bool {
    !wanted.is_empty() && words.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{BuildOptions, sample};

    fn kept(filter: &Filter) -> Vec<String> {
        let mut record = sample::record(&BuildOptions::default());
        record.keep(filter);
        record.statements.into_iter().map(|statement| statement.id).collect()
    }

    #[test]
    fn names_match_whole_words_in_any_case() {
        let who = |name: &str| kept(&Filter { who: vec![name.to_owned()], ..Filter::default() });
        assert_eq!(who("DVOŘÁK"), ["s1", "s5"]);
        assert_eq!(who("mirek dvořák"), ["s1"]);
        assert_eq!(who("Dvo"), [""; 0]);
        assert_eq!(who(" "), [""; 0]);
    }

    #[test]
    fn no_dispute_names_a_statement_that_was_left_out() {
        let told = |name: &str| {
            let mut record = sample::told(&BuildOptions::default());
            record.keep(&Filter { who: vec![name.to_owned()], ..Filter::default() });
            record
        };
        let denier = told("Northway");
        assert_eq!(denier.disputes.len(), 2, "the outlet's own stays");
        assert_eq!(denier.disputes[0].by.as_deref(), Some("s2"));
        let About::Words(words) = &denier.disputes[0].about else { panic!("{:?}", denier.disputes[0].about) };
        assert!(words.text.contains("The ramp was cracked"), "{words:?}");
        assert_eq!(denier.dependence[0].statements, ["s2"]);
        let denied = told("Mirek");
        assert_eq!(denied.disputes.len(), 1, "who denies it is not there");
        assert!(told("Lucía").dependence.is_empty());
    }

    #[test]
    fn conditions_all_hold() {
        let filter = Filter { forms: vec![Form::Direct, Form::Mixed], modes: vec![Mode::Speech], ..Filter::default() };
        assert_eq!(kept(&filter), ["s1", "s3", "s4", "s5"]);
        assert_eq!(kept(&Filter { modes: vec![Mode::Attitude], ..filter }), [""; 0]);
        assert_eq!(kept(&Filter::default()).len(), 6);
    }
}
