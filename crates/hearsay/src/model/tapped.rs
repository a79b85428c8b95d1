//! What the encoder gives out on its way: hidden states that the networks for names and links read.

use super::Model;
use super::network::Rows;
use crate::layers::features::Features;
use crate::layers::tokens::Token;
use crate::text::Document;

/// Most tokens whose states are kept (6 KB each); the encoder reads a longer text again.
const KEPT: usize = 40_000;

/// The hidden states of a window's own tokens, as the encoder gave them out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tapped {
    /// The states of each tap, one token after the other.
    pub states: Vec<Vec<f32>>,
    /// How each token is written.
    pub shapes: Vec<i32>,
}

/// What was given out while a document was read: the scores of names, and the states themselves where it is not too long.
#[derive(Clone, Debug)]
pub struct Overheard {
    /// A row for each token.
    pub names: Rows,
    windows: Vec<Tapped>,
    tokens: usize,
    most: usize,
}

impl Default for Overheard {
    fn default() -> Self {
        Self::keeping(KEPT)
    }
}

impl Overheard {
    /// Keeps the states of at most so many tokens.
    pub(super) fn keeping(most: usize) -> Self {
        Self { names: Rows::default(), windows: Vec::new(), tokens: 0, most }
    }

    /// Takes the next window.
    pub fn take(&mut self, model: &Model, window: Tapped) {
        self.names.extend(model.read_names(&window));
        self.tokens += window.shapes.len();
        if self.tokens <= self.most {
            self.windows.push(window);
        } else {
            self.windows = Vec::new();
        }
    }

    /// The states of all windows, one after the other: those kept, or read anew.
    pub(super) fn windows<'a>(
        &'a self,
        model: &'a Model,
        document: &'a Document,
        tokens: &'a [Token],
        features: &'a [Features],
    ) -> Box<dyn Iterator<Item = Tapped> + 'a> {
        if self.tokens <= self.most {
            return Box::new(self.windows.iter().cloned());
        }
        Box::new(model.read(document, tokens, features, true).map(|(_, mut scores)| scores.take_tapped()))
    }
}

/// How a token is written, as the networks were told in training.
#[must_use]
pub fn shape(word: &str, features: Features) -> i32 {
    let short = i32::from(word.chars().count() <= 2);
    let marked = i32::from(word.contains(['-', '\'', '’', '.', '/', '&']));
    ((features.case as i32 * 2 + i32::from(features.sentence_start)) * 2 + short) * 2 + marked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::structure;
    use crate::layers::attributions::{Scene, attributions};
    use crate::layers::mentions::mentions;

    /// A long text is read twice and a short one once; what comes out does not depend on it.
    #[test]
    fn links_are_the_same_kept_or_read_anew() {
        let model = Model::shipped().unwrap();
        let text = "Mara Quill runs the ferry office. She said her brother, a clerk, would stay.\n\n".repeat(40);
        let document = Document::from_text(&text);
        let (tokens, sentences, quotations) = structure(&document);
        let scene = Scene::new(&document, &tokens, &sentences, &quotations, model.lexicon());
        let read = |mut overheard: Overheard| {
            let _found = attributions(&scene, &model, Some(&mut overheard));
            let mentions = mentions(&scene, model.names(), &overheard.names);
            model.read_links(&scene, &overheard, &mentions)
        };
        let kept = read(Overheard::default());
        assert!(kept.score(1, 0) != 0.0, "no links");
        assert_eq!(kept, read(Overheard::keeping(0)));
    }
}
