//! Names that may be one person's other spelling. The program offers them and merges none (docs/semantics.md, "Confidence and because").

use super::places::Places;
use super::{Because, Record};

/// The decider of an offer among the reasons of a statement.
pub const OFFER: &str = "perhaps one with this name";

/// Two names that may be one person's.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Offer<'r> {
    /// The name that the text gives first.
    pub one: &'r str,
    /// The other.
    pub other: &'r str,
    /// The probability that they are one.
    pub score: f64,
}

/// Each pair of names that is offered, once, in order of the statements.
pub(super) fn offers<'r>(record: &'r Record, places: &Places<'r>) -> Vec<Offer<'r>> {
    let name = |id: &Option<String>| {
        let entity = record.entities.iter().find(|entity| Some(&entity.id) == id.as_ref())?;
        entity.name.as_deref()
    };
    let mut found: Vec<Offer> = Vec::new();
    for statement in &record.statements {
        for because in statement.because.iter().filter(|because| because.decider == OFFER) {
            let Some(offer) = offer(name(&statement.source.entity), because, places) else { continue };
            let known = |one: &Offer| [(one.one, one.other), (one.other, one.one)].contains(&(offer.one, offer.other));
            if !found.iter().any(known) {
                found.push(offer);
            }
        }
    }
    found
}

fn offer<'r>(name: Option<&'r str>, because: &Because, places: &Places<'r>) -> Option<Offer<'r>> {
    let span = *because.spans.first()?;
    Some(Offer { one: name?, other: places.slice(places.bytes(span)), score: because.score? })
}

impl Offer<'_> {
    /// `“Lam” and “Lahm”: 91% sure`.
    pub(super) fn told(&self) -> String {
        format!("{} and {}: {}% sure", self.one, self.other, super::describe::percent(self.score))
    }
}
