//! Telling what a transcript's speech recognition misheard from what an article altered.
//!
//! A recogniser errs by sound: what it writes is spelled much like what was said, and it loses or puts in small words. An
//! editor errs by meaning. A transcript is taken for misheard where it says so itself, by small words that hardly ever
//! follow each other in speech ("the of", "can is"), or where its quotations say so together: where a good part of them
//! depart from it by words that sound alike. On a clean transcript no departure is ever excused.

use super::corpus::Transcripts;
use super::judge::{Kind, Stretch};
use super::lexicon::{self, Class};
use super::quote::Quote;
use super::verdict::Finding;
use super::words::Flags;
use crate::names::letters_apart;
use crate::record::{Weight, Words};

/// So many quotations must show words that sound alike …
const QUOTATIONS: usize = 3;
/// … and such a share, in percent, of those found.
const SHARE: usize = 12;
/// At most such a share of a quotation's words, in percent, is excused, and two more.
const EXCUSED: usize = 30;

/// Such pairs of words that never go together, in a hundred thousand words, make a transcript misheard. Measured: at most
/// 88 in carefully written transcripts of more than 4,000 words, at least 180 where 5 % of the words are misheard.
const STRANGE: usize = 150;
/// So many make it doubtful.
const ODD: usize = 60;
/// Fewer pairs than these prove nothing alone …
const PAIRS: usize = 4;
/// … but so many make a short transcript suspect.
const SUSPECT: usize = 2;

/// How sure it is that a transcript was misheard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Heard {
    /// Nothing speaks against it.
    #[default]
    Well,
    /// It may be misheard: only a quotation that itself shows a mishearing is excused.
    Doubtful,
    /// It is misheard.
    Badly,
}

/// What the words of a transcript themselves tell of how well it was heard.
pub(super) fn heard(words: std::ops::Range<usize>, transcripts: &Transcripts<'_>) -> Heard {
    let parted = [Flags::PAUSE, Flags::STOP, Flags::DASH, Flags::FILLER, Flags::REPEAT, Flags::REPAIR];
    let pair = |at: usize| {
        let flags = transcripts.flags[at];
        !parted.iter().any(|&flag| flags.has(flag))
            && transcripts.entry(at).class.has(Class::FUNCTION)
            && lexicon::are_never_together(&transcripts.entry(at).form, &transcripts.entry(at + 1).form)
    };
    let last = words.end.saturating_sub(1);
    let strange = (words.start..last).filter(|&at| pair(at)).count();
    match strange {
        PAIRS.. if strange * 100_000 >= words.len() * STRANGE => Heard::Badly,
        SUSPECT.. if strange * 100_000 >= words.len() * ODD => Heard::Doubtful,
        _ => Heard::Well,
    }
}

/// Whether the findings show that the transcripts were misheard.
pub(super) fn is_misheard<'a>(
    findings: impl Iterator<Item = (&'a Quote, &'a Finding)>,
    transcripts: &Transcripts<'_>,
) -> bool {
    let (mut found, mut shows) = (0, 0);
    for (quote, finding) in findings.filter(|(_, finding)| finding.words != Words::NotFound) {
        found += 1;
        shows += usize::from(finding.stretches.iter().any(|stretch| is_mishearing(stretch, quote, transcripts)));
    }
    shows >= QUOTATIONS && shows * 100 >= found * SHARE
}

/// One word for another that sounds like it but is no form of it, no number and no small word.
fn is_mishearing(stretch: &Stretch, quote: &Quote, transcripts: &Transcripts<'_>) -> bool {
    let (Kind::Departs(_), [q], [t]) = (stretch.kind, stretch.quote.as_slice(), stretch.places.as_slice()) else {
        return false;
    };
    let (article, entry) = (&quote.words[*q], transcripts.entry(*t));
    let number = quote.classes[*q].has(Class::NUMBER) || entry.class.has(Class::NUMBER);
    let small = quote.classes[*q].has(Class::FUNCTION) && entry.class.has(Class::FUNCTION);
    let longer = article.form.chars().count().max(entry.form.chars().count());
    let close = letters_apart(&article.form, &entry.form) * 3 <= longer;
    !number && !small && close && !is_inflection(&article.form, &entry.form)
}

/// "plan" and "plans": an editor changes these too.
fn is_inflection(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let ending = long.strip_prefix(short).or_else(|| long.strip_prefix(short.strip_suffix(['e', 'y'])?));
    ending.is_some_and(|ending| ["s", "es", "ies", "d", "ed", "ied", "ing", "er", "ly"].contains(&ending))
}

/// Whether two forms are spelled alike enough to be misheard for each other.
pub(super) fn sounds_alike(a: &str, b: &str) -> bool {
    let longer = a.chars().count().max(b.chars().count());
    let allowed = if longer <= 3 { 1 } else { longer / 2 };
    a.len().abs_diff(b.len()) <= allowed + 1 && letters_apart(a, b) <= allowed
}

/// Marks the departures that a misheard transcript explains as noise, if they are not too many.
pub(super) fn excuse(heard: Heard, stretches: &mut [Stretch], quote: &Quote, transcripts: &Transcripts<'_>) {
    let shows = || stretches.iter().any(|stretch| is_mishearing(stretch, quote, transcripts));
    if heard == Heard::Well || (heard == Heard::Doubtful && !shows()) {
        return;
    }
    let departs = |stretch: &Stretch| matches!(stretch.kind, Kind::Departs(_));
    let count: usize = stretches.iter().filter(|s| departs(s)).map(|s| s.quote.len().max(s.places.len())).sum();
    if count * 100 > quote.words.len() * EXCUSED + 200 {
        return;
    }
    for stretch in stretches.iter_mut().filter(|stretch| departs(stretch)) {
        if is_noise(stretch, quote, transcripts) {
            stretch.kind = Kind::Departs(Weight::Noise);
        }
    }
}

fn is_noise(stretch: &Stretch, quote: &Quote, transcripts: &Transcripts<'_>) -> bool {
    let article: Vec<(&str, Class)> =
        stretch.quote.iter().map(|&q| (quote.words[q].form.as_str(), quote.classes[q])).collect();
    let spoken: Vec<(&str, Class)> =
        stretch.places.iter().map(|&t| (transcripts.entry(t).form.as_str(), transcripts.entry(t).class)).collect();
    match (article.as_slice(), spoken.as_slice()) {
        ([], words) => words.len() <= 2 && words.iter().all(|(_, class)| is_small(*class)),
        (words, []) => words.len() == 1 && words.iter().all(|(_, class)| is_small(*class)),
        (a, b) if a.len() == b.len() && pairs_alike(a, b) => true,
        (a, b) => a.len().max(b.len()) <= 3 && joined_alike(a, b),
    }
}

fn is_weighty(class: Class) -> bool {
    [Class::NEGATION, Class::NUMBER, Class::MODAL].iter().any(|&weighty| class.has(weighty))
}

fn is_small(class: Class) -> bool {
    (class.has(Class::FUNCTION) || class.has(Class::FILLER)) && !is_weighty(class)
}

fn pairs_alike(a: &[(&str, Class)], b: &[(&str, Class)]) -> bool {
    a.iter().zip(b).all(|((x, p), (y, q))| {
        let numbers = p.has(Class::NUMBER) && q.has(Class::NUMBER);
        let negations = p.has(Class::NEGATION) != q.has(Class::NEGATION);
        !numbers && !negations && (x == y || spelled_alike(x, y))
    })
}

/// Forms alike; a number in figures is compared as it is said.
fn spelled_alike(x: &str, y: &str) -> bool {
    let said = |form: &str| super::numbers::small_number(form).unwrap_or(form).to_owned();
    sounds_alike(&said(x), &said(y))
}

/// Words run together or torn apart: "there for" and "therefore"; small words beside a misheard one.
fn joined_alike(a: &[(&str, Class)], b: &[(&str, Class)]) -> bool {
    let numbers = |words: &[(&str, Class)]| words.iter().any(|(_, class)| class.has(Class::NUMBER));
    if a.iter().chain(b).any(|(_, class)| class.has(Class::NEGATION)) || numbers(a) {
        return false;
    }
    let join = |words: &[(&str, Class)]| words.iter().map(|(form, _)| *form).collect::<String>();
    if sounds_alike(&join(a), &join(b)) {
        return true;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    (0..=long.len() - short.len()).any(|skip| {
        let rest = long[..skip].iter().chain(&long[skip + short.len()..]);
        rest.clone().all(|(_, class)| is_small(*class)) && pairs_alike(short, &long[skip..skip + short.len()])
    })
}
