//! The pipeline on one page: each layer is a function, its inputs are its arguments.

use crate::layers::attributions::Attribution;
use crate::layers::quotations::{Quotation, quotations};
use crate::layers::sentences::{Sentence, sentences};
use crate::layers::tokens::{Token, tokens};
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
}

/// Analyzes a document.
#[must_use]
pub fn analyze(document: &Document) -> Analysis {
    let tokens = tokens(document);
    let sentences = sentences(document, &tokens);
    let quotations = quotations(document, &tokens, &sentences);
    Analysis { tokens, sentences, quotations, attributions: Vec::new() }
}
