//! Keeping only some statements of a record.

use super::{Form, Mode, Record, Statement};

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
    /// Keeps the statements that pass. Their ids stay, so `within` may name one that was left out.
    pub fn keep(&mut self, filter: &Filter) {
        let mut statements = std::mem::take(&mut self.statements);
        statements.retain(|statement| {
            (filter.forms.is_empty() || filter.forms.contains(&statement.form))
                && (filter.modes.is_empty() || filter.modes.contains(&statement.mode))
                && (filter.who.is_empty() || filter.who.iter().any(|name| self.is_by(statement, name)))
        });
        self.statements = statements;
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
    fn conditions_all_hold() {
        let filter = Filter { forms: vec![Form::Direct, Form::Mixed], modes: vec![Mode::Speech], ..Filter::default() };
        assert_eq!(kept(&filter), ["s1", "s3", "s4", "s5"]);
        assert_eq!(kept(&Filter { modes: vec![Mode::Attitude], ..filter }), [""; 0]);
        assert_eq!(kept(&Filter::default()).len(), 6);
    }
}
