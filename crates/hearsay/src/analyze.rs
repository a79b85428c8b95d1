//! The pipeline on one page: each layer is a function, its inputs are its arguments.

use crate::lang::en::structure::Structure;
use crate::lang::en::times::TimeWords;
use crate::lang::is_supported;
use crate::layers::attributions::{Attribution, Scene, attributions};
use crate::layers::disputes::{Disputed, disputes};
use crate::layers::hands::{Handling, hands};
use crate::layers::quotations::{Quotation, quotations};
use crate::layers::sentences::{Sentence, sentences};
use crate::layers::silence::{Silence, silences};
use crate::layers::times::{Time, said, times};
use crate::layers::tokens::{Token, tokens};
use crate::model::Model;
use crate::text::Document;

/// All layers of one document.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Words and marks.
    pub tokens: Vec<Token>,
    /// Sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Quotations, in order of their first mark.
    pub quotations: Vec<Quotation>,
    /// Attributions, in order of their first token.
    pub attributions: Vec<Attribution>,
    /// Time expressions, in order.
    pub times: Vec<Time>,
    /// For each attribution the index of the time of the saying.
    pub said: Vec<Option<usize>>,
    /// Occasion and hands of each attribution.
    pub hands: Vec<Handling>,
    /// Who disputes what.
    pub disputes: Vec<Disputed>,
    /// Disclosures that somebody did not comment, in order.
    pub silences: Vec<Silence>,
}

/// The layers that rules alone decide, and that the model is told of: tokens, sentences, quotations.
#[must_use]
pub fn structure(document: &Document) -> (Vec<Token>, Vec<Sentence>, Vec<Quotation>) {
    let words = Structure::load();
    let tokens = tokens(document, &words);
    let sentences = sentences(document, &tokens, &words);
    let quotations = quotations(document, &tokens, &sentences, &words);
    (tokens, sentences, quotations)
}

/// Analyzes a document.
#[must_use]
pub fn analyze(document: &Document, model: &Model) -> Analysis {
    if !is_supported(document.metadata().language.as_deref()) {
        return Analysis::default();
    }
    let (tokens, sentences, quotations) = structure(document);
    let scene = Scene::new(document, &tokens, &sentences, &quotations, model.lexicon());
    let attributions = attributions(&scene, model);
    let silences = silences(&scene);
    let times = times(document, &tokens, &sentences, &TimeWords::new());
    let said = said(&scene, &attributions, &times);
    let hands = hands(&scene, &attributions);
    let disputes = disputes(&scene, &attributions);
    Analysis { tokens, sentences, quotations, attributions, times, said, hands, disputes, silences }
}
