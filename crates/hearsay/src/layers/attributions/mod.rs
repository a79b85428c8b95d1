//! Attributions: source, cue and content tied together. The middle of the engine.

mod audience;
mod certainty;
mod collect;
mod decode;
mod describe;
mod form;
mod lattice;
mod meaning;
mod negation;
mod nest;
mod parts;
mod quoted;
mod scene;
mod share;
#[cfg(test)]
mod stage;

use crate::layers::features::features;
use crate::model::Model;
use crate::record::{Act, Form, Mode};
use crate::text::TokenRange;

pub use scene::Scene;

/// What decided one field of an attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The field, as the record names it.
    pub field: &'static str,
    /// The rule or head that decided.
    pub decider: &'static str,
    /// Its score, 0 to 1, where it has one.
    pub score: Option<f32>,
    /// The tokens it rests on.
    pub evidence: Vec<TokenRange>,
}

/// Calibrated probabilities that the parts are right.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Certainty {
    /// That there is such a statement.
    pub statement: f32,
    /// That the source is right.
    pub source: Option<f32>,
    /// That the content is right.
    pub content: Option<f32>,
    /// That the audience is right.
    pub audience: Option<f32>,
}

/// One attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who; empty where the text leaves it out.
    pub source: Vec<TokenRange>,
    /// The words that tie; `None` for a free quotation and for an implicit statement.
    pub cue: Option<TokenRange>,
    /// What was said, one range a run.
    pub content: Vec<TokenRange>,
    /// To whom, one entry an audience.
    pub audience: Vec<TokenRange>,
    /// Speech, writing, attitude or finding.
    pub mode: Mode,
    /// Direct, mixed or indirect.
    pub form: Form,
    /// What was done by saying it.
    pub act: Act,
    /// Whether the saying is negated.
    pub negated: bool,
    /// An unquoted sentence carried on from the source before.
    pub implicit: bool,
    /// Index of the attribution whose content reports this one.
    pub within: Option<usize>,
    /// How sure.
    pub certainty: Certainty,
    /// What decided each field.
    pub reasons: Vec<Reason>,
}

/// Finds the attributions of a document, in order of their first token.
#[must_use]
pub fn attributions(scene: &Scene, model: &Model) -> Vec<Attribution> {
    let features = features(scene.document, scene.tokens, scene.sentences, scene.quotations);
    let mut drafts = collect::collect(scene, model, &features);
    drafts.retain(|draft| !draft.parts.content.is_empty());
    share::share(scene, &mut drafts);
    quoted::settle(scene, &mut drafts);
    let nested = nest::nest(drafts).into_iter();
    nested.map(|(draft, within)| describe::describe(scene, draft, within)).collect()
}
