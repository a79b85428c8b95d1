//! The pipeline on one page: each layer is a function, its inputs are its arguments.

use crate::lang::en::structure::Structure;
use crate::lang::en::times::TimeWords;
use crate::lang::is_supported;
use crate::layers::attributions::{Attribution, Scene, attributions};
use crate::layers::disputes::{Cast, Disputed, disputes};
use crate::layers::hands::{Handling, hands};
use crate::layers::mentions::{Mention, mentions};
use crate::layers::people::{People, people};
use crate::layers::quotations::{Quotation, quotations};
use crate::layers::sentences::{Sentence, sentences};
use crate::layers::times::{Time, said, times};
use crate::layers::tokens::{Token, tokens};
use crate::layers::turns::turns;
use crate::model::{Links, Model, Overheard};
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
    /// Where somebody is named, described or pointed to, in order.
    pub mentions: Vec<Mention>,
    /// How likely one mention is another, as the network tells.
    pub links: Links,
    /// Who they are, and who speaks.
    pub people: People,
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

/// A layer that a caller may leave out; the ones below it always run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Statements: source, cue, content.
    Attributions,
    /// Who speaks and who is spoken to; rests on the attributions.
    People,
    /// Time expressions, and when things were said.
    Times,
    /// On what occasion, and through whose hands.
    Hands,
    /// Who disputes what.
    Disputes,
}

impl Layer {
    /// All layers, in order.
    pub const ALL: [Self; 5] = [Self::Attributions, Self::People, Self::Times, Self::Hands, Self::Disputes];

    /// Its name in a record and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Attributions => "attributions",
            Self::People => "people",
            Self::Times => "times",
            Self::Hands => "hands",
            Self::Disputes => "disputes",
        }
    }
}

/// Analyzes a document with all layers.
#[must_use]
pub fn analyze(document: &Document, model: &Model) -> Analysis {
    analyze_layers(document, model, &Layer::ALL)
}

/// Analyzes a document with the layers that are asked for.
#[must_use]
pub fn analyze_layers(document: &Document, model: &Model, layers: &[Layer]) -> Analysis {
    if !is_supported(document.metadata().language.as_deref()) {
        return Analysis::default();
    }
    let (tokens, sentences, quotations) = structure(document);
    let scene = Scene::new(document, &tokens, &sentences, &quotations, model.lexicon());
    let mut overheard = layers.contains(&Layer::People).then(Overheard::default);
    let attributions = turns(document, &tokens, attributions(&scene, model, overheard.as_mut()));
    let (mentions, links, people) =
        overheard.map_or_else(Default::default, |overheard| everybody(&scene, model, &overheard, &attributions));
    let (times, said) = if layers.contains(&Layer::Times) {
        let times = times(document, &tokens, &sentences, &TimeWords::new());
        let said = said(&scene, &attributions, &times);
        (times, said)
    } else {
        Default::default()
    };
    let hands = if layers.contains(&Layer::Hands) { hands(&scene, &attributions, &people) } else { Vec::new() };
    let cast = Cast { people: &people, mentions: &mentions };
    let disputes = if layers.contains(&Layer::Disputes) { disputes(&scene, &attributions, cast) } else { Vec::new() };
    Analysis { tokens, sentences, quotations, attributions, times, said, hands, disputes, mentions, links, people }
}

/// Who is mentioned, and who each is.
fn everybody(
    scene: &Scene,
    model: &Model,
    overheard: &Overheard,
    attributions: &[Attribution],
) -> (Vec<Mention>, Links, People) {
    let mentions = mentions(scene, model.names(), &overheard.names);
    let links = model.read_links(scene, overheard, &mentions);
    let people = people(scene, &mentions, &links, attributions);
    (mentions, links, people)
}
