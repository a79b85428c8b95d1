//! Quotations that the network left to nobody: they run on from the statement before, lead to the one after, or are
//! free (docs/semantics.md, "Quotations").

use super::collect::{Draft, Odds};
use super::free::speaker;
use super::introduced::introduced;
use super::meaning::meaning;
use super::parts::Parts;
use super::scene::Scene;
use crate::layers::quotations::{Purpose, Quotation};
use crate::record::Mode;
use crate::text::TokenRange;

/// Ties each quotation of speech to a statement, or makes one of it.
pub fn settle(scene: &Scene, drafts: &mut Vec<Draft>) {
    let mut owners = Owners::new(scene.tokens.len(), drafts);
    let outermost = |quotation: &&Quotation| quotation.purpose == Purpose::Speech && quotation.within.is_none();
    for quotation in scene.quotations.iter().filter(outermost) {
        let holder = quotation.tokens.iter().find_map(|piece| owners.first_in(*piece));
        let holder = holder.filter(|&holder| !is_lost(scene, &mut drafts[holder], quotation));
        let holder = match holder {
            Some(holder) => complete(&mut drafts[holder], quotation).then_some(holder),
            None => introduce(scene, drafts, &owners, quotation)
                .or_else(|| stands_alone(scene, quotation).then(|| place(scene, drafts, &owners, quotation))),
        };
        if let Some(holder) = holder {
            owners.give(holder, &quotation.tokens);
        }
    }
}

/// What the network would say of a cue that it did not find: as likely as not.
const EVEN: Odds = Odds { cue: 0.5, source: Some(0.5), content: Some(0.5) };

/// For each token the draft of the outer layer that it is a part of.
struct Owners(Vec<Option<usize>>);

impl Owners {
    fn new(tokens: usize, drafts: &[Draft]) -> Self {
        let mut owners = Self(vec![None; tokens]);
        for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.inner) {
            owners.give(at, &draft.parts.all().collect::<Vec<_>>());
        }
        owners
    }

    fn give(&mut self, holder: usize, ranges: &[TokenRange]) {
        for range in ranges {
            self.0[range.range()].fill(Some(holder));
        }
    }

    fn first_in(&self, range: TokenRange) -> Option<usize> {
        self.0[range.range()].iter().find_map(|owner| *owner)
    }

    fn last_in(&self, range: TokenRange) -> Option<usize> {
        self.0[range.range()].iter().rev().find_map(|owner| *owner)
    }
}

/// Takes from a statement of another paragraph a quotation that the words before it introduce.
fn is_lost(scene: &Scene, draft: &mut Draft, quotation: &Quotation) -> bool {
    let home = draft.parts.cue.map(|cue| scene.paragraph(cue.start()));
    let here = |home: TokenRange| quotation.tokens.iter().any(|piece| piece.overlaps(home));
    let of_quotation = |run: &TokenRange| quotation.tokens.iter().any(|piece| piece.contains(run.start()));
    let rest: Vec<TokenRange> = draft.parts.content.iter().copied().filter(|run| !of_quotation(run)).collect();
    let lost = home.is_some_and(|home| !here(home)) && !rest.is_empty() && introduced(scene, quotation).is_some();
    if lost {
        draft.parts.content = rest;
    }
    lost
}

/// A quotation that goes on over paragraphs is one: its later pieces follow the first.
fn complete(draft: &mut Draft, quotation: &Quotation) -> bool {
    let says = |piece: &TokenRange| draft.parts.content.iter().any(|run| run.overlaps(*piece));
    let Some(first) = quotation.tokens.iter().position(says) else { return false };
    let rest: Vec<TokenRange> = quotation.tokens[first..].iter().copied().filter(|piece| !says(piece)).collect();
    add(draft, &rest, "quotation over several paragraphs");
    !rest.is_empty()
}

fn add(draft: &mut Draft, pieces: &[TokenRange], decider: &'static str) {
    if !pieces.is_empty() {
        draft.parts.content.extend_from_slice(pieces);
        draft.parts.content.sort();
        draft.settled.push(("content", decider));
    }
}

/// A statement of the words that introduce the quotation, if its cue is no part of another.
fn introduce(scene: &Scene, drafts: &mut Vec<Draft>, owners: &Owners, quotation: &Quotation) -> Option<usize> {
    let parts = introduced(scene, quotation)?;
    if parts.cue.is_some_and(|cue| owners.first_in(cue).is_some()) {
        return None;
    }
    let settled = vec![("cue", "words that introduce a quotation")];
    drafts.push(Draft { parts, odds: EVEN, inner: false, settled });
    Some(drafts.len() - 1)
}

/// Whether a quotation makes up whole sentences, with nothing of the author's own in them.
fn stands_alone(scene: &Scene, quotation: &Quotation) -> bool {
    let (Some(first), Some(last)) = (quotation.tokens.first(), quotation.tokens.last()) else { return false };
    let begins = scene.sentence(first.start()).is_some_and(|sentence| sentence.tokens.start() == first.start());
    let rest = scene.sentence(last.end().saturating_sub(1)).map(|sentence| last.end()..sentence.tokens.end());
    begins && rest.is_some_and(|mut rest| !rest.any(|at| scene.is_word(at)))
}

/// To the statement that it runs on from, to the one that it leads to, or to a free one; returns which.
fn place(scene: &Scene, drafts: &mut Vec<Draft>, owners: &Owners, quotation: &Quotation) -> usize {
    if let Some(holder) = running_on_from(scene, drafts, owners, quotation) {
        add(&mut drafts[holder], &quotation.tokens, "quotation running on");
        holder
    } else if let Some(holder) = leading_to(scene, drafts, owners, quotation) {
        add(&mut drafts[holder], &quotation.tokens, "quotation leading to the cue");
        holder
    } else {
        let source = quotation.tokens.first().and_then(|first| speaker(scene, *first)).into_iter().collect();
        let parts = Parts { source, content: quotation.tokens.clone(), ..Parts::default() };
        drafts.push(Draft { parts, odds: Odds::default(), inner: false, settled: vec![("content", "free quotation")] });
        drafts.len() - 1
    }
}

/// The statement that the sentence before the quotation belongs to, if it is one of saying.
fn running_on_from(scene: &Scene, drafts: &[Draft], owners: &Owners, quotation: &Quotation) -> Option<usize> {
    let start = quotation.tokens.first()?.start();
    let before = scene.sentence(start.checked_sub(1)?)?;
    saying(scene, drafts, owners.last_in(before.tokens)?)
}

/// The statement that quotes at the head of the paragraph after one of nothing but quotation.
fn leading_to(scene: &Scene, drafts: &[Draft], owners: &Owners, quotation: &Quotation) -> Option<usize> {
    let (first, last) = (quotation.tokens.first()?.start(), quotation.tokens.last()?.end());
    let paragraph = |at: usize| scene.sentence(at).map(|sentence| sentence.paragraph);
    let opens = first == 0 || paragraph(first - 1) != paragraph(first);
    let next = scene.sentence(last - 1)?.tokens.end();
    let follows = scene.sentence(next).filter(|sentence| Some(sentence.paragraph) != paragraph(last - 1))?;
    let holder = saying(scene, drafts, owners.first_in(follows.tokens)?)?;
    let leads =
        drafts[holder].parts.content.iter().any(|run| run.start() == next) && scene.quoted_from(next) == Some(next);
    (opens && leads).then_some(holder)
}

/// `holder`, if it is a statement of saying or writing.
fn saying(scene: &Scene, drafts: &[Draft], holder: usize) -> Option<usize> {
    let mode = meaning(scene, &drafts[holder].parts).value.mode;
    matches!(mode, Mode::Speech | Mode::Writing).then_some(holder)
}

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;
    use super::*;

    #[test]
    fn a_quotation_goes_to_the_words_that_introduce_it() {
        let text = "Reyes made this remark: {“It has not rained.”}\n\nLater <the paper> [labelled] it {“mostly true”}.";
        let stage = Stage::new(text);
        let mut drafts =
            vec![Draft { parts: stage.parts.clone(), odds: Odds::default(), inner: false, settled: Vec::new() }];
        settle(&stage.scene(), &mut drafts);
        let told: Vec<String> = drafts.iter().map(|draft| stage.show(&draft.parts)).collect();
        assert_eq!(
            told,
            ["the paper | labelled | “ mostly true ”", "Reyes | made this remark : | “ It has not rained . ”"]
        );
    }
}
