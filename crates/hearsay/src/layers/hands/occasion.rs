//! "said in a letter to staff", "told the court", "tweeted", "At a news conference on Monday, … said".

use super::Clause;
use crate::layers::attributions::Attribution;
use crate::record::OccasionKind;
use crate::text::TokenRange;

/// How far from cue or source a phrase that names the occasion may begin, in tokens.
const REACH: usize = 10;

/// What ends the phrase of an occasion.
const ENDS: [&str; 22] = [
    ",", ".", ";", ":", "—", "–", "(", ")", "\"", "“", "”", "on", "in", "at", "that", "after", "before", "during",
    "and", "as", "by", "when",
];

impl Clause<'_> {
    /// The occasion of a statement and the words that tell of it.
    pub fn occasion(&self, one: &Attribution) -> Option<(OccasionKind, TokenRange)> {
        let cue = one.cue?;
        let regions = [Some(cue), self.behind(one, cue), self.head(one, cue)];
        let noun = || regions.iter().flatten().find_map(|region| self.noun_in(*region, one));
        let verb = || {
            cue.range().find_map(|at| {
                let kind = self.words.occasion("verb", &self.scene.lower(at))?;
                Some((kind, TokenRange::new(at, at + 1)))
            })
        };
        let bench = || {
            one.audience.iter().find_map(|range| {
                let last = range.end().checked_sub(1)?;
                self.words.occasion("bench", &self.scene.lower(last)).map(|kind| (kind, *range))
            })
        };
        noun().or_else(verb).or_else(bench)
    }

    /// The tokens right behind cue, source and audience, up to content or the sentence's end.
    pub fn behind(&self, one: &Attribution, cue: TokenRange) -> Option<TokenRange> {
        let sentence = self.scene.sentence(cue.start())?.tokens;
        let parts = one.source.iter().chain(&one.audience).map(|part| part.end());
        let near = parts.filter(|end| *end >= cue.end() && *end <= cue.end() + REACH);
        let start = near.max().unwrap_or(0).max(cue.end());
        let content = one.content.iter().map(|part| part.start()).filter(|from| *from >= start);
        let end = content.min().unwrap_or(usize::MAX).min(sentence.end()).min(start + 2 * REACH);
        (start < end).then(|| TokenRange::new(start, end))
    }

    /// The phrase at the head of the sentence, before the subject, that a comma closes.
    pub fn head(&self, one: &Attribution, cue: TokenRange) -> Option<TokenRange> {
        let sentence = self.scene.sentence(cue.start())?.tokens;
        let subject = one.source.iter().map(|part| part.start()).min().unwrap_or(cue.start()).min(cue.start());
        let content = one.content.iter().map(|part| part.end()).filter(|end| *end <= subject);
        let start = content.max().unwrap_or(0).max(sentence.start());
        let closed = subject > start + 1 && self.scene.word(subject - 1) == ",";
        let short = subject.saturating_sub(start) <= 2 * REACH;
        (closed && short).then(|| TokenRange::new(start, subject - 1))
    }

    /// The first phrase in `region` that a preposition ties and that names an occasion.
    fn noun_in(&self, region: TokenRange, one: &Attribution) -> Option<(OccasionKind, TokenRange)> {
        region.range().filter(|at| at - region.start() <= REACH + 4).find_map(|at| {
            let kind = self.occasion_at(at)?;
            let start = self.phrase_start(at, region.start())?;
            let range = TokenRange::new(start, self.phrase_end(at + 1, self.limit(region, one), one));
            Some((kind, range))
        })
    }

    /// How far a phrase that begins in `region` may reach: a cue's own phrase goes on behind it.
    pub fn limit(&self, region: TokenRange, one: &Attribution) -> usize {
        let behind = one.cue.filter(|cue| *cue == region).and_then(|cue| self.behind(one, cue));
        behind.map_or(region.end(), |behind| behind.end())
    }

    fn occasion_at(&self, at: usize) -> Option<OccasionKind> {
        let word = self.scene.lower(at);
        if word == "conference" {
            return self.words.occasion("conference", &self.scene.lower(at.checked_sub(1)?));
        }
        let before = at.checked_sub(1).map(|before| self.scene.lower(before));
        let platform = before.is_some_and(|before| before == "on");
        self.words.occasion("occasion", &word).or_else(|| self.words.occasion("platform", &word).filter(|_| platform))
    }

    /// Where the noun phrase that ends with `noun` begins, if a preposition stands before it; no earlier than `from`.
    pub fn phrase_start(&self, noun: usize, from: usize) -> Option<usize> {
        let mut start = noun;
        while start > from && noun - start < 7 {
            let before = self.scene.lower(start - 1);
            if matches!(
                before.as_str(),
                "in" | "at" | "during" | "on" | "from" | "to" | "through" | "according" | "via"
            ) {
                return Some(start);
            }
            if !before.chars().any(char::is_alphanumeric) && before != "'s" {
                return None;
            }
            start -= 1;
        }
        None
    }

    /// Where the phrase ends: with whom and to whom go in, a time and another phrase do not.
    pub fn phrase_end(&self, noun_end: usize, limit: usize, one: &Attribution) -> usize {
        if !matches!(self.scene.lower(noun_end).as_str(), "with" | "to" | "between" | "of" | "from") {
            return noun_end;
        }
        let stops = |at: usize| {
            let content = one.content.iter().any(|part| part.contains(at));
            content
                || ENDS.contains(&self.scene.lower(at).as_str())
                || self.times.iter().any(|time| time.tokens.contains(at))
        };
        let end = (noun_end + 1..limit.min(noun_end + 9)).find(|at| stops(*at)).unwrap_or(limit.min(noun_end + 9));
        if end > noun_end + 1 { end } else { noun_end }
    }
}
