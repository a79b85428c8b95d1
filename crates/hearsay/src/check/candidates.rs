//! Where in the transcripts a quotation may stand: words that are rare, or come in the quotation's order, vote for the
//! stretches they would lie in.

use std::ops::Range;

use super::corpus::{Transcripts, UNKNOWN};
use super::quote::Quote;

/// Votes are counted for stretches of this many words.
const BUCKET: usize = 16;
/// A word that stands in more places than this votes only together with a neighbour.
const COMMON: usize = 48;
/// A word that stands in more places than this does not vote, unless nothing else does.
const EVERYWHERE: usize = 1500;
/// How many stretches are aligned.
const KEEP: usize = 10;

/// Counts votes; kept between quotations so that nothing is allocated anew.
#[derive(Debug, Default)]
pub(super) struct Votes {
    counts: Vec<u32>,
    touched: Vec<u32>,
}

impl Votes {
    fn add(&mut self, bucket: usize, votes: u32) {
        if self.counts[bucket] == 0 {
            self.touched.push(bucket as u32);
        }
        self.counts[bucket] += votes;
    }

    /// The stretches of the transcripts that may hold `quote`, best first, apart from each other;
    /// of equals, those of a preferred speaker (`prefer` goes by voice) come first.
    pub(super) fn windows(
        &mut self,
        quote: &Quote,
        transcripts: &Transcripts<'_>,
        prefer: &[bool],
    ) -> Vec<Range<usize>> {
        let length = quote.ids.len();
        self.counts.resize((transcripts.ids.len() + length) / BUCKET + 2, 0);
        self.vote(quote, transcripts, EVERYWHERE);
        if self.touched.is_empty() {
            self.vote(quote, transcripts, usize::MAX);
        }
        let mut best: Vec<(u32, u32)> = self.touched.iter().map(|&b| (self.around(b as usize), b)).collect();
        for (votes, bucket) in &mut best {
            let at = (*bucket as usize * BUCKET + BUCKET).saturating_sub(length);
            let voice = transcripts.voice.get(at).map_or(usize::MAX, |&voice| voice as usize);
            *votes = *votes * 4 + u32::from(prefer.get(voice).copied().unwrap_or(false));
        }
        best.sort_unstable_by_key(|&(votes, bucket)| (std::cmp::Reverse(votes), bucket));
        for &bucket in &self.touched {
            self.counts[bucket as usize] = 0;
        }
        self.touched.clear();
        let mut windows = exact(quote, transcripts, prefer);
        windows.extend(select(&best, length, transcripts));
        merge_overlaps(windows)
    }

    fn vote(&mut self, quote: &Quote, transcripts: &Transcripts<'_>, everywhere: usize) {
        let length = quote.ids.len();
        for (at, &id) in quote.ids.iter().enumerate() {
            let places = transcripts.places(id);
            if places.len() > everywhere {
                continue;
            }
            let next = quote.ids.get(at + 1).copied().unwrap_or(UNKNOWN);
            let alone = if places.len() <= COMMON || length == 1 { rarity(places.len()) } else { 0 };
            for &place in places {
                let place = place as usize;
                let neighbour = next != UNKNOWN && transcripts.ids.get(place + 1) == Some(&next);
                let votes = alone + if neighbour { 6 } else { 0 };
                if votes > 0 {
                    self.add((place + length - at) / BUCKET, votes);
                }
            }
        }
    }

    /// The votes of a stretch with half of its neighbours', so that one cut by a border is not lost.
    fn around(&self, bucket: usize) -> u32 {
        let before = bucket.checked_sub(1).map_or(0, |b| self.counts[b]);
        let after = self.counts.get(bucket + 1).copied().unwrap_or(0);
        self.counts[bucket] + before.max(after) / 2
    }
}

/// The stretches that hold the whole quotation word for word, those of a preferred speaker first: many sentences alike could outvote
/// them.
fn exact(quote: &Quote, transcripts: &Transcripts<'_>, prefer: &[bool]) -> Vec<Range<usize>> {
    let length = quote.ids.len();
    let rarest = (0..length).min_by_key(|&at| transcripts.places(quote.ids[at]).len());
    let Some(at) = rarest.filter(|_| length > 2) else { return Vec::new() };
    let starts = transcripts.places(quote.ids[at]).iter().filter_map(|&place| (place as usize).checked_sub(at));
    let mut starts: Vec<usize> =
        starts.filter(|&start| transcripts.ids.get(start..start + length) == Some(&quote.ids[..])).collect();
    let is_preferred = |start: usize| prefer.get(transcripts.voice[start] as usize).copied().unwrap_or(false);
    starts.sort_by_key(|&start| !is_preferred(start));
    starts.truncate(KEEP);
    starts.into_iter().map(|start| start..start + length).collect()
}

fn rarity(places: usize) -> u32 {
    match places {
        0..=2 => 8,
        3..=8 => 6,
        9..=20 => 4,
        _ => 2,
    }
}

fn select(best: &[(u32, u32)], length: usize, transcripts: &Transcripts<'_>) -> Vec<Range<usize>> {
    let slack = 8 + length / 4;
    let keep = if length <= 4 { 2 * KEEP } else { KEEP };
    let mut windows: Vec<Range<usize>> = Vec::with_capacity(keep);
    for &(_, bucket) in best {
        let middle = (bucket as usize * BUCKET).saturating_sub(length);
        let start = middle.saturating_sub(slack);
        let end = (middle + BUCKET + length + slack).min(transcripts.ids.len());
        match windows.iter().position(|w| start <= w.end && w.start <= end) {
            Some(at) if windows[at].len() < 4 * length + 8 * BUCKET => {
                windows[at] = windows[at].start.min(start)..windows[at].end.max(end);
            }
            Some(_) => {}
            None if windows.len() < keep => windows.push(start..end),
            None => break,
        }
    }
    windows.retain(|window| !window.is_empty());
    windows
}

/// Windows that grew into each other become one; the order of the best is kept.
fn merge_overlaps(windows: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::with_capacity(windows.len());
    for mut window in windows {
        while let Some(at) = out.iter().position(|w| w.start < window.end && window.start < w.end) {
            let other = out.remove(at);
            window = window.start.min(other.start)..window.end.max(other.end);
        }
        out.push(window);
    }
    out
}
