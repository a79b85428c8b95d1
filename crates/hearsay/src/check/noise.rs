//! What a recogniser's mishearing explains of the departures of a quotation.
//!
//! A recogniser errs by sound: what it writes is spelled much like what was said, and it loses or puts in small words. An
//! editor errs by meaning. How likely the transcript is misheard at all is [`super::heard`]'s to tell; the surer that is,
//! the less a quotation must show itself. On a clean transcript no departure is ever excused.

use super::corpus::Transcripts;
use super::heard;
use super::judge::{self, Kind, Stretch};
use super::lexicon::{self, Class};
use super::quote::Quote;
use crate::names::letters_apart;
use crate::record::Weight;

/// At most such a share of a quotation's words, in percent, is excused, and two more.
const EXCUSED: usize = 30;
/// From these odds on (natural logarithm), a departure is excused.
pub(super) const ENOUGH: f64 = 0.5;
/// A quotation with one telling departure vouches for itself by no more than this: the rest is for the transcript and the other
/// quotations to show …
const OWN: f64 = 0.75;
/// … and one with several, which no editor makes by chance, by no more than this.
const OWN_SEVERAL: f64 = 6.0;

/// What a departure tells of its cause, the plainest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Departure {
    /// Nothing that a recogniser does.
    Other,
    /// A small word for one that sounds alike, or lost or put in, or a name for a name: an editor does these too.
    Small,
    /// A longer word for one that sounds alike, such as another form of it: an editor seldom does.
    Alike,
    /// The same, and it leaves words in the transcript that hardly ever follow each other.
    Strange,
    /// One word for another that sounds alike and that no editor would put for it.
    Mishearing,
}

/// What `stretch` tells of its cause.
pub(super) fn departure(stretch: &Stretch, quote: &Quote, transcripts: &Transcripts<'_>) -> Departure {
    if !is_noise(stretch, quote, transcripts) {
        return Departure::Other;
    }
    if judge::has_name(stretch, quote, transcripts) {
        return Departure::Small;
    }
    if is_mishearing(stretch, quote, transcripts) {
        return Departure::Mishearing;
    }
    let around = stretch.places.iter().flat_map(|&t| [t.checked_sub(1), Some(t)]).flatten();
    if around.into_iter().any(|t| heard::is_strange(t, transcripts)) {
        return Departure::Strange;
    }
    let article = stretch.quote.iter().map(|&q| quote.classes[q]);
    let mut classes = article.chain(stretch.places.iter().map(|&t| transcripts.class(t)));
    if classes.all(|class| class.has(Class::FUNCTION)) { Departure::Small } else { Departure::Alike }
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

/// Whether two forms are spelled alike enough to be misheard for each other: about a third of the letters may differ, and
/// half of the consonants, by which words are told apart.
pub(super) fn sounds_alike(a: &str, b: &str) -> bool {
    let longer = a.chars().count().max(b.chars().count());
    let allowed = match longer {
        0..=3 => 1,
        4 => 2,
        longer => (longer + 1) / 3,
    };
    if a.len().abs_diff(b.len()) > allowed + 1 || letters_apart(a, b) > allowed {
        return false;
    }
    let (a, b) = (consonants(a), consonants(b));
    letters_apart(&a, &b) <= (a.len().max(b.len()) / 2).max(1)
}

/// The consonants of a form, those that sound alike as one, doubled ones once.
fn consonants(form: &str) -> String {
    let mut out = String::with_capacity(form.len());
    for letter in form.chars().filter(|letter| !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | '\'')) {
        let sound = match letter {
            'c' | 'q' | 'g' => 'k',
            'x' | 'z' | 'j' => 's',
            'd' => 't',
            'b' => 'p',
            'v' => 'f',
            'h' => 'w',
            other => other,
        };
        if !out.ends_with(sound) {
            out.push(sound);
        }
    }
    out
}

/// Marks the departures that a transcript misheard at `odds` explains as noise, if they are not too many.
pub(super) fn excuse(odds: f64, stretches: &mut [Stretch], quote: &Quote, transcripts: &Transcripts<'_>) {
    let departs = |stretch: &&Stretch| matches!(stretch.kind, Kind::Departs(_));
    let causes = stretches.iter().filter(departs).map(|stretch| departure(stretch, quote, transcripts));
    let own: f64 = stretches.iter().filter(departs).map(|stretch| heard::evidence(stretch, quote, transcripts)).sum();
    let own_counts = match causes.filter(|&cause| cause > Departure::Small).count() {
        0 => 0.0,
        1 => own.min(OWN),
        _ => own.min(OWN_SEVERAL),
    };
    let odds = odds - own + own_counts;
    let count: usize = stretches.iter().filter(departs).map(|s| s.quote.len().max(s.places.len())).sum();
    if odds < ENOUGH || count * 100 > quote.words.len() * EXCUSED + 200 {
        return;
    }
    for stretch in stretches.iter_mut().filter(|stretch| matches!(stretch.kind, Kind::Departs(_))) {
        if is_noise(stretch, quote, transcripts) {
            stretch.kind = Kind::Departs(Weight::Noise);
        }
    }
}

fn is_noise(stretch: &Stretch, quote: &Quote, transcripts: &Transcripts<'_>) -> bool {
    let article: Vec<(&str, Class)> =
        stretch.quote.iter().map(|&q| (quote.words[q].form.as_str(), quote.classes[q])).collect();
    let spoken: Vec<(&str, Class)> =
        stretch.places.iter().map(|&t| (transcripts.entry(t).form.as_str(), transcripts.class(t))).collect();
    match (article.as_slice(), spoken.as_slice()) {
        ([], [(_, class)]) | ([(_, class)], []) => is_small(*class),
        ([], _) | (_, []) => false,
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
        !numbers && !negations && (x == y || spelled_alike(x, y) && !lexicon::are_edited(x, y))
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
    if a.len() != b.len() && sounds_alike(&join(a), &join(b)) {
        return true;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    (0..=long.len() - short.len()).any(|skip| {
        let rest = long[..skip].iter().chain(&long[skip + short.len()..]);
        rest.clone().all(|(_, class)| is_small(*class)) && pairs_alike(short, &long[skip..skip + short.len()])
    })
}
