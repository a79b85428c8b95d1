//! Over the windows of a document: the story's own statements, then those inside contents and quotations.

use std::borrow::Borrow;

use super::decode::{Found, Layer, Run, Stretch, decode};
use super::parts::Parts;
use super::scene::Scene;
use crate::layers::features::Features;
use crate::model::{Config, Scores, Window};
use crate::text::TokenRange;

/// A statement as decoded, before structure has settled it.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Source, cue and content.
    pub parts: Parts,
    /// Probabilities of the runs.
    pub odds: Odds,
    /// Whether it was found inside a content or a quotation.
    pub inner: bool,
    /// What structure has settled: the field and the rule.
    pub settled: Vec<(&'static str, &'static str)>,
}

/// Probabilities of the runs of a statement, from the network's lattices.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Odds {
    /// Of the cue's run.
    pub cue: f64,
    /// Of the source's run.
    pub source: Option<f64>,
    /// Of the least sure run of the content.
    pub content: Option<f64>,
}

/// What the network finds in a document, window by window, in order of the cues.
pub fn collect<S: Borrow<Scores>>(
    scene: &Scene,
    config: &Config,
    features: &[Features],
    windows: impl Iterator<Item = (Window, S)>,
) -> Vec<Draft> {
    let mut found = Vec::new();
    for (window, scores) in windows {
        let reader = WindowReader { scene, config, features, window, scores: scores.borrow() };
        let outer = reader.outer();
        let stretches = reader.inner_stretches(&outer);
        let inner = stretches.iter().flat_map(|stretch| reader.inner(stretch));
        found.extend(inner);
        found.extend(outer);
    }
    found.sort_by_key(|draft| (draft.parts.start(), draft.inner));
    found
}

struct WindowReader<'a> {
    scene: &'a Scene<'a>,
    config: &'a Config,
    features: &'a [Features],
    window: Window,
    scores: &'a Scores,
}

impl WindowReader<'_> {
    /// The story's own statements whose cue is not in the context.
    fn outer(&self) -> Vec<Draft> {
        let rules = self.config.outer();
        let layer = Layer { tags: self.scores.tags(), rules: &rules, scores: self.scores, config: self.config };
        let stretch = self.stretch([TokenRange::new(self.window.first, self.window.last)].into_iter(), true);
        let found = decode(&layer, &stretch);
        found.iter().map(|one| self.draft(one, &stretch, false)).filter(|draft| self.is_own(draft)).collect()
    }

    /// Statements inside a stretch whose cue is not in the context.
    fn inner(&self, stretch: &Stretch) -> Vec<Draft> {
        let rules = self.config.inner();
        let layer = Layer { tags: self.scores.inner(), rules: &rules, scores: self.scores, config: self.config };
        let found = decode(&layer, stretch);
        found.iter().map(|one| self.draft(one, stretch, true)).filter(|draft| self.is_own(draft)).collect()
    }

    fn is_own(&self, draft: &Draft) -> bool {
        draft.parts.cue.is_some_and(|cue| cue.start() >= self.window.core)
    }

    /// What is read again: each content, and each quotation that lies in none.
    fn inner_stretches(&self, outer: &[Draft]) -> Vec<Stretch> {
        let contents = outer.iter().map(|draft| draft.parts.content.clone());
        let free =
            |piece: &TokenRange| !outer.iter().any(|draft| draft.parts.all().any(|range| range.overlaps(*piece)));
        let here = TokenRange::new(self.window.core, self.window.last);
        let pieces = self.scene.speech_in(here).iter().filter(|piece| free(piece)).map(|piece| vec![*piece]);
        contents.chain(pieces).map(|ranges| self.stretch(ranges.into_iter(), false)).collect()
    }

    fn stretch(&self, ranges: impl Iterator<Item = TokenRange>, glue: bool) -> Stretch {
        let mut stretch = Stretch::default();
        for range in ranges {
            for at in range.range().filter(|at| (self.window.first..self.window.last).contains(at)) {
                stretch.tokens.push(at - self.window.first);
                stretch.broken.push(at == range.start() || self.features[at].paragraph_start);
                stretch.glued.push(glue && self.scene.is_inside_marks(at));
            }
        }
        stretch
    }

    fn draft(&self, found: &Found, stretch: &Stretch, inner: bool) -> Draft {
        let at = |index: usize| stretch.tokens[index] + self.window.first;
        let range = |run: &Run| TokenRange::new(at(run.range.start()), at(run.range.end() - 1) + 1);
        let least = |runs: &[Run]| runs.iter().map(|run| run.probability).reduce(f64::min);
        let parts = Parts {
            source: found.source.iter().map(range).collect(),
            cue: Some(range(&found.cue)),
            content: found.content.iter().map(range).collect(),
        };
        let source = found.source.map(|run| run.probability);
        let odds = Odds { cue: found.cue.probability, source, content: least(&found.content) };
        Draft { parts, odds, inner, settled: Vec::new() }
    }
}
