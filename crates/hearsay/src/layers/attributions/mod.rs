//! Attributions: source, cue and content tied together. The middle of the engine.

mod audience;
mod certainty;
mod clauses;
mod collect;
mod decode;
mod describe;
mod form;
mod free;
mod implicit;
mod inside;
mod introduced;
mod lattice;
mod meaning;
mod mend;
mod negation;
mod nest;
mod parenthetical;
mod parts;
mod quoted;
mod scene;
mod share;
mod signed;
mod silence;
#[cfg(test)]
pub(crate) mod stage;
mod turns;

use std::borrow::Borrow;

use crate::layers::features::{Features, features};
use crate::model::{Config, Model, Overheard, Scores, Weights, Window};
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

/// What a statement's certainty rests on: 1, the log odds of cue and source, whether there is no source, the log odds of
/// the content, whether it is broken, whether its source is shared.
pub type Evidence = Weights;

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
    /// What that rests on.
    pub evidence: Evidence,
    /// What decided each field.
    pub reasons: Vec<Reason>,
}

impl Attribution {
    /// Source, cue and content.
    pub fn parts(&self) -> impl Iterator<Item = TokenRange> {
        self.source.iter().chain(&self.cue).chain(&self.content).copied()
    }

    /// Its first token; 0 where it has no part.
    #[must_use]
    pub fn start(&self) -> usize {
        self.parts().map(TokenRange::start).min().unwrap_or(0)
    }

    /// One past its last token; 0 where it has no part.
    #[must_use]
    pub fn end(&self) -> usize {
        self.parts().map(TokenRange::end).max().unwrap_or(0)
    }
}

/// The attribution at `index`, the one that holds it, and so on outwards; bounded, should the links ever run in a circle.
pub fn enclosing(all: &[Attribution], index: usize) -> impl Iterator<Item = usize> {
    let outer = |index: &usize| all.get(*index).and_then(|one| one.within);
    std::iter::successors(Some(index), outer).take(all.len())
}

/// Finds the attributions of a document, in order of their first token. What the networks for names and links read, window by
/// window, is given to `overheard`, if it is wanted: the encoder reads once.
#[must_use]
pub fn attributions(scene: &Scene, model: &Model, overheard: Option<&mut Overheard>) -> Vec<Attribution> {
    let features = features(scene.document, scene.tokens, scene.sentences, scene.quotations);
    let mut overheard = overheard;
    let windows = model.read(scene.document, scene.tokens, &features, overheard.is_some());
    let windows = windows.map(|(window, mut scores)| {
        if let Some(overheard) = &mut overheard {
            overheard.take(model, scores.take_tapped());
        }
        (window, scores)
    });
    decide(scene, model.config(), &features, windows)
}

/// Decodes what the network says of a document's windows, given one after the other.
#[must_use]
pub fn decide<S: Borrow<Scores>>(
    scene: &Scene,
    config: &Config,
    features: &[Features],
    windows: impl Iterator<Item = (Window, S)>,
) -> Vec<Attribution> {
    let mut drafts = collect::collect(scene, config, features, windows);
    drafts.retain(|draft| !draft.parts.content.is_empty() && !silence::is_silence(scene, &draft.parts));
    parenthetical::parenthetical(scene, &mut drafts);
    share::share(scene, &mut drafts);
    signed::announce(scene, &mut drafts);
    signed::sign(scene, &mut drafts);
    quoted::settle(scene, &mut drafts);
    implicit::implicit(scene, &mut drafts);
    let nested = nest::nest(drafts).into_iter();
    nested.map(|(draft, within)| describe::describe(scene, config, draft, within)).collect()
}
