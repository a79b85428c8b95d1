//! When it was said: the time that is attached to a cue outside its content ("said on Wednesday", "On Wednesday, … said").

use super::Time;
use crate::lang::en::WordSet;
use crate::layers::attributions::{Attribution, Scene};
use crate::record::{Act, TimeType};
use crate::text::TokenRange;

/// How many tokens may part a cue or source from the time behind it.
const REACH: usize = 9;

/// For each attribution the index of the time of the saying, in order of the attributions.
#[must_use]
pub fn said(scene: &Scene, attributions: &[Attribution], times: &[Time]) -> Vec<Option<usize>> {
    attributions.iter().map(|one| Saying { scene, attributions, times, one }.time()).collect()
}

struct Saying<'a> {
    scene: &'a Scene<'a>,
    attributions: &'a [Attribution],
    times: &'a [Time],
    one: &'a Attribution,
}

impl Saying<'_> {
    fn time(&self) -> Option<usize> {
        let cue = self.one.cue?;
        let sentence = self.scene.sentence(cue.start())?.tokens;
        let near: Vec<usize> = (0..self.times.len()).filter(|&at| self.is_free(at, sentence)).collect();
        let inside = near.iter().copied().find(|&at| cue.contains(self.times[at].tokens.start()));
        let behind = || near.iter().copied().find(|&at| self.is_behind(cue, self.times[at].tokens));
        let before = || near.iter().copied().rev().find(|&at| self.is_before(cue, self.times[at].tokens, sentence));
        inside.or_else(behind).or_else(before).or_else(|| self.released(sentence))
    }

    /// When the text that speaks came out: "according to a statement released on Wednesday".
    fn released(&self, sentence: TokenRange) -> Option<usize> {
        (0..self.times.len()).find(|&at| {
            let time = self.times[at].tokens;
            let own = self.one.source.iter().find(|part| part.contains(time.start()));
            own.is_some_and(|source| {
                let near = time.start().saturating_sub(3).max(source.start())..time.start();
                self.is_dated(at, sentence) && near.into_iter().any(|at| is_release(&self.scene.lower(at)))
            })
        })
    }

    /// Whether a time can be that of the saying: a date in the cue's sentence that is no part of what was said, or who said it.
    fn is_free(&self, at: usize, sentence: TokenRange) -> bool {
        let held = self.one.content.iter().chain(&self.one.source).any(|part| part.overlaps(self.times[at].tokens));
        self.is_dated(at, sentence) && !held
    }

    /// Whether a time of the sentence tells a date or a time of day.
    fn is_dated(&self, at: usize, sentence: TokenRange) -> bool {
        let time = &self.times[at];
        let dated = matches!(time.kind, TimeType::Date | TimeType::Time);
        let vague = matches!(time.value.as_deref(), Some("PRESENT_REF" | "FUTURE_REF"));
        dated && !vague && sentence.contains(time.tokens.start())
    }

    /// Behind the cue, or behind the source that follows it, with no clause or other statement's words between.
    fn is_behind(&self, cue: TokenRange, time: TokenRange) -> bool {
        let source = self.one.source.iter().map(|part| part.end()).max().unwrap_or(0);
        let from = if source > cue.end() && source <= time.start() { source } else { cue.end() };
        let from = self.behind_short_content(from).filter(|from| *from <= time.start()).unwrap_or(from);
        from <= time.start() && time.start() - from <= REACH && self.is_joined(from, time.start())
    }

    /// Before source and cue: right before, or in a phrase at the head of the sentence that a comma closes.
    fn is_before(&self, cue: TokenRange, time: TokenRange, sentence: TokenRange) -> bool {
        let subject = self.one.source.iter().map(|part| part.start()).min().unwrap_or(usize::MAX).min(cue.start());
        if time.end() > subject {
            return false;
        }
        let closed = subject > 0 && self.scene.word(subject - 1) == ",";
        let right_before = subject - time.end() <= usize::from(closed);
        let head = self.phrase_start(sentence, subject);
        let near = closed && time.start() >= head && subject - head <= 14;
        right_before || near && self.is_joined(head, time.start()) && self.is_plain(time.end(), subject - 1)
    }

    /// One past a content of a word or two right behind `from`: "said so in January".
    fn behind_short_content(&self, from: usize) -> Option<usize> {
        let part = self.one.content.iter().find(|part| part.start() == from)?;
        (self.one.content.len() == 1 && part.len() <= 2).then(|| part.end())
    }

    /// Whether what follows a time at the head leads to the source without a new clause: "on Thursday before the committee",
    /// "asked on Friday whether he would resign".
    fn is_plain(&self, from: usize, to: usize) -> bool {
        let gap = TokenRange::new(from.min(to), to);
        let broken = |at: usize| {
            let mark = matches!(self.scene.word(at), ";" | "—" | "–" | ":" | "--");
            mark || self.scene.has(WordSet::ClauseOpener, at) && self.scene.lower(at) != "whether"
        };
        let content = self.one.content.iter().any(|part| part.overlaps(gap));
        let sourced = self.attributions.iter().filter(|other| !other.source.is_empty() && other.cue != self.one.cue);
        !(content || gap.range().any(broken) || sourced.filter_map(|other| other.cue).any(|cue| cue.overlaps(gap)))
    }

    /// Where the words before the subject begin: the sentence's start, or behind content.
    fn phrase_start(&self, sentence: TokenRange, subject: usize) -> usize {
        let ends = self.one.content.iter().map(|part| part.end()).filter(|&end| end <= subject);
        ends.max().unwrap_or(0).max(sentence.start())
    }

    /// Whether nothing between the tokens breaks the clause: no other cue, no content, no word that opens a clause.
    fn is_joined(&self, from: usize, to: usize) -> bool {
        let gap = TokenRange::new(from, to);
        let broken = (from..to).any(|at| {
            matches!(self.scene.word(at), ";" | "—" | "–" | ":" | "--")
                || self.scene.has(WordSet::ClauseOpener, at)
                || self.is_bound(at)
        });
        let content = self.one.content.iter().any(|part| part.overlaps(gap));
        // "Asked on Friday whether …, Lam said": a question that nobody is named for has the answer's time.
        let question = |other: &&Attribution| other.act == Act::Ask && other.source.is_empty();
        let other = self
            .attributions
            .iter()
            .filter(|other| !question(other))
            .filter_map(|other| other.cue)
            .any(|cue| Some(cue) != self.one.cue && cue.overlaps(gap));
        !(broken || content || other)
    }

    /// Words that put what follows before or after the time, into another clause, or tell how the text was come by.
    fn is_bound(&self, at: usize) -> bool {
        matches!(
            self.scene.lower(at).as_str(),
            "before"
                | "after"
                | "since"
                | "until"
                | "because"
                | "when"
                | "while"
                | "who"
                | "which"
                | "where"
                | "from"
                | "about"
                | "of"
                | "obtained"
                | "reviewed"
                | "seen"
                | "viewed"
                | "leaked"
                | "accessed"
                | "acquired"
        )
    }
}

/// Words by which a text comes out.
fn is_release(word: &str) -> bool {
    matches!(
        word,
        "released" | "issued" | "published" | "posted" | "sent" | "dated" | "filed" | "broadcast" | "aired" | "signed"
    )
}
