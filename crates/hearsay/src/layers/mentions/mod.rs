//! Mentions: where the text names, describes or points to a person, a body or a place.
//!
//! Names come first; pronouns and descriptions ("the envoy", "his Russian colleague") take what names leave.

mod names;
mod nominals;
mod pronouns;
mod tagged;
mod view;

use crate::layers::attributions::Scene;
use crate::model::{NamesConfig, Rows};
use crate::record::{EntityType, MentionForm};
use crate::text::TokenRange;

pub(super) use nominals::is_definite;
pub use view::{View, case_of};

/// Whether a mention stands for a woman or a man.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// She.
    Woman,
    /// He.
    Man,
}

/// Whether a mention stands for one or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// One.
    One,
    /// Several.
    Several,
}

/// What a mention by description or pronoun is, as its head word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noun {
    /// A position of power or expertise.
    Position,
    /// One who speaks for a body.
    Voice,
    /// Another person.
    Person,
    /// Several persons.
    Persons,
    /// A body.
    Body,
    /// What is written, recorded or counted.
    Text,
    /// A place.
    Place,
}

/// A mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The whole phrase; of a name, the name without titles.
    pub tokens: TokenRange,
    /// The word that tells what it is.
    pub head: usize,
    /// By name, description or pronoun.
    pub form: MentionForm,
    /// What is named; `None` for a pronoun and where the words do not tell.
    pub kind: Option<EntityType>,
    /// What the head word of a description tells.
    pub noun: Option<Noun>,
    /// Told by the words themselves.
    pub gender: Option<Gender>,
    /// One or several; `None` where the words do not tell ("you").
    pub number: Option<Number>,
}

/// Finds the mentions of a document from the scores of the head for names, in order of the text. No two share their head; one lies inside another ("his
/// colleague") or apart.
#[must_use]
pub fn mentions(scene: &Scene, config: &NamesConfig, scores: &Rows) -> Vec<Mention> {
    let view = View::new(scene);
    let mut found = names::names(&view, &tagged::tagged(&view, config, scores));
    let taken = |found: &[Mention]| {
        let mut taken = vec![false; scene.tokens.len()];
        found.iter().flat_map(|mention| mention.tokens.range()).for_each(|at| taken[at] = true);
        taken
    };
    let named = taken(&found);
    found.extend(nominals::nominals(&view, &named));
    found.extend(pronouns::pronouns(&view, &named));
    found.sort_by_key(|mention| (mention.tokens.start(), std::cmp::Reverse(mention.tokens.end())));
    found
}
