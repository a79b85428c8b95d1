//! Over the windows of a document: the story's own statements, then those inside contents and quotations.

use std::borrow::Borrow;

use super::decode::{Found, Layer, Run, Stretch, decode};
use super::free;
use super::inside;
use super::mend;
use super::parts::Parts;
use super::scene::Scene;
use super::turns::Turn;
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
        let mut outer = reader.outer();
        for draft in &mut outer {
            mend::outer(scene, draft);
            free::unbind(scene, draft);
        }
        let inner = reader.all_inner(&mut outer);
        found.extend(inner);
        found.extend(outer);
    }
    found.sort_by_key(|draft| (draft.parts.start(), draft.inner));
    found
}

/// How many levels of statements inside statements are looked for.
const DEEPEST: usize = 3;

/// Whether a statement whose cue stands elsewhere has taken the words of a turn.
fn introduces(draft: &Draft, body: TokenRange) -> bool {
    let outside = draft.parts.cue.is_some_and(|cue| !cue.overlaps(body));
    outside && draft.parts.content.iter().any(|run| run.overlaps(body))
}

/// Whether the cue of one is part of the other.
fn clash(one: &Draft, other: &Draft) -> bool {
    let of = |draft: &Draft| draft.parts.cue.into_iter().chain(draft.parts.source.iter().copied()).collect::<Vec<_>>();
    of(one).iter().any(|range| of(other).iter().any(|own| own.overlaps(*range)))
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

    /// Statements inside contents and free quotations, level by level.
    fn all_inner(&self, outer: &mut Vec<Draft>) -> Vec<Draft> {
        let mut found = Vec::new();
        let mut level = Vec::new();
        let told = self.take_turns(outer);
        for draft in outer.iter_mut() {
            let mut inner = self.inside(&draft.parts.content);
            mend::promote(self.scene, draft, &mut inner);
            level.extend(inner);
        }
        level.retain(|draft| !told.iter().any(|other| clash(other, draft)));
        level.extend(told);
        level.extend(self.free_quotations(outer).into_iter().flat_map(|piece| self.inside(&[piece])));
        for _ in 1..DEEPEST {
            let deeper = level.iter().flat_map(|draft| self.inside(&draft.parts.content)).collect();
            found.append(&mut level);
            level = deeper;
        }
        found.append(&mut level);
        found
    }

    /// Makes a statement of each turn of an interview; what was found in its words lies inside it.
    fn take_turns(&self, outer: &mut Vec<Draft>) -> Vec<Draft> {
        let here = TokenRange::new(self.window.core, self.window.last);
        let answers = |turn: &&Turn| turn.label.is_some() || !outer.iter().any(|draft| introduces(draft, turn.body));
        let turns: Vec<Turn> = self.scene.turns_in(here).iter().filter(answers).copied().collect();
        let in_turn = |draft: &Draft| turns.iter().any(|turn| draft.parts.all().any(|range| range.overlaps(turn.body)));
        let (mut told, own): (Vec<Draft>, Vec<Draft>) = outer.drain(..).partition(in_turn);
        let inside = |range: TokenRange| {
            turns.iter().any(|turn| turn.body.contains(range.start()) && turn.body.contains(range.end() - 1))
        };
        told.retain(|draft| draft.parts.all().all(inside));
        told.iter_mut().for_each(|draft| draft.inner = true);
        outer.extend(own);
        outer.extend(turns.iter().map(Turn::draft));
        told
    }

    /// One level of statements inside a content.
    fn inside(&self, content: &[TokenRange]) -> Vec<Draft> {
        let found = self.inner(&self.stretch(content.iter().copied(), false));
        inside::level(self.scene, content, found)
    }

    fn is_own(&self, draft: &Draft) -> bool {
        draft.parts.cue.is_some_and(|cue| cue.start() >= self.window.core)
    }

    /// The quotations that lie in no statement.
    fn free_quotations(&self, outer: &[Draft]) -> Vec<TokenRange> {
        let free =
            |piece: &TokenRange| !outer.iter().any(|draft| draft.parts.all().any(|range| range.overlaps(*piece)));
        let here = TokenRange::new(self.window.core, self.window.last);
        self.scene.speech_in(here).iter().copied().filter(free).collect()
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
