//! What departs from the transcript, whether it is marked, and how much it weighs.

use super::align::{Alignment, Step};
use super::corpus::Transcripts;
use super::lexicon::Class;
use super::quote::Quote;
use super::words::Flags;
use crate::names::letters_apart;
use crate::record::{Freedom, Weight};

/// A stretch of an alignment of one kind.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch {
    pub kind: Kind,
    /// How many words of the quotation stand before it.
    pub at: usize,
    /// Words of the quotation.
    pub quote: Vec<usize>,
    /// Words of the transcripts.
    pub places: Vec<usize>,
}

/// What a stretch is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Same,
    Free(Freedom),
    /// Departs without a mark.
    Departs(Weight),
    /// Departs where brackets or an ellipsis say so.
    Marked,
    /// The quotation goes on elsewhere without a mark.
    Apart,
}

/// More words than these left out in one place are no slip: the quotation goes on elsewhere.
const FAR: usize = 25;
/// So many words left out across the end of a sentence are a place apart.
const SENTENCE: usize = 4;

/// Cuts an alignment into stretches of one kind.
pub(super) fn stretches(alignment: &Alignment, quote: &Quote, transcripts: &Transcripts<'_>) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let (mut last, mut at) = (None, 0);
    let mut quoted: Option<usize> = None;
    for step in &alignment.steps {
        let place = place_of(step);
        let said = place.filter(|_| !matches!(step, Step::LeftOut(_)));
        if let (Some(from), Some(to)) = (last, place)
            && to != from + 1
        {
            push(&mut out, gap(from, to, at, quote, transcripts));
        } else if let (Some(from), Some(to)) = (quoted, said)
            && changes_speaker(from, to, transcripts)
        {
            out.push(Stretch { kind: Kind::Apart, at, quote: Vec::new(), places: Vec::new() });
        }
        last = place.or(last);
        quoted = said.or(quoted);
        push(&mut out, single(step, at, quote, transcripts));
        at += usize::from(!matches!(step, Step::LeftOut(_)));
    }
    for index in 0..out.len() {
        if out[index].kind == Kind::Free(Freedom::Repair) && !breaks_off(&out[index..], transcripts) {
            out[index].kind = Kind::Departs(Weight::Plain);
        }
    }
    for stretch in &mut out {
        stretch.kind = weigh(stretch, quote, transcripts);
    }
    out.retain(|stretch| !is_tail(stretch, quote, transcripts));
    out
}

/// Whether what is left out reaches to where the speaker breaks off: a false start goes as a whole, not a word out of its middle.
fn breaks_off(stretches: &[Stretch], transcripts: &Transcripts<'_>) -> bool {
    let left_out = stretches.iter().take_while(|stretch| stretch.quote.is_empty());
    left_out.flat_map(|stretch| &stretch.places).any(|&t| transcripts.flags[t].has(Flags::DASH))
}

/// The end of a sentence, left out where the author's words interrupt the quotation: the piece before it ends as any quotation may,
/// unless what turns the sentence is left out.
fn is_tail(stretch: &Stretch, quote: &Quote, transcripts: &Transcripts<'_>) -> bool {
    let interrupted = quote.words.get(stretch.at).is_some_and(|word| word.flags.has(Flags::INTERRUPTED));
    let (Some(&first), Some(&last)) = (stretch.places.first(), stretch.places.last()) else { return false };
    let stops = |t: &&usize| transcripts.flags[**t].has(Flags::STOP);
    let one_sentence = last + 1 - first == stretch.places.len()
        && stretch.places.iter().filter(stops).count() == 1
        && transcripts.flags[last].has(Flags::STOP)
        && first.checked_sub(1).is_some_and(|before| !transcripts.flags[before].has(Flags::STOP));
    let turns = [Class::NEGATION, Class::CONDITION, Class::HEDGE];
    let harmless = stretch.places.iter().all(|&t| !turns.iter().any(|&class| transcripts.class(t).has(class)));
    interrupted && stretch.quote.is_empty() && one_sentence && harmless
}

fn place_of(step: &Step) -> Option<usize> {
    match *step {
        Step::Same(_, t) | Step::Changed(_, t) | Step::LeftOut(t) => Some(t),
        Step::PutIn(_) => None,
    }
}

/// Two speakers' words run together; another's interjection does not count.
fn changes_speaker(from: usize, to: usize, transcripts: &Transcripts<'_>) -> bool {
    let interjected =
        transcripts.flags[from].has(Flags::INTERJECTION) || transcripts.flags[to].has(Flags::INTERJECTION);
    !interjected && transcripts.speaker_changes(from, to)
}

/// Appends a stretch, joined to the last where both are of one kind.
fn push(out: &mut Vec<Stretch>, stretch: Stretch) {
    match out.last_mut() {
        Some(last) if last.kind == stretch.kind && stretch.kind != Kind::Apart => {
            last.quote.extend(stretch.quote);
            last.places.extend(stretch.places);
        }
        _ => out.push(stretch),
    }
}

/// The path jumps from place `from` to place `to` before word `at` of the quotation.
fn gap(from: usize, to: usize, at: usize, quote: &Quote, transcripts: &Transcripts<'_>) -> Stretch {
    let forward = to > from && transcripts.document_of(from) == transcripts.document_of(to);
    let open = forward && is_marked(at, quote) && !changes_speaker(from, to, transcripts);
    let near = forward && to - from <= FAR && !(from..to).any(|t| transcripts.flags[t].has(Flags::STOP));
    let places = if forward { (from + 1..to).collect() } else { Vec::new() };
    let kind = match (open, near) {
        (true, _) => Kind::Marked,
        (_, true) => Kind::Departs(Weight::Plain),
        _ => Kind::Apart,
    };
    Stretch { kind, at, quote: Vec::new(), places }
}

/// Whether a mark stands before word `at` of the quotation.
fn is_marked(at: usize, quote: &Quote) -> bool {
    quote.has_ellipsis(at)
        || quote.is_bracketed(at)
        || at.checked_sub(1).is_some_and(|before| quote.is_bracketed(before))
}

fn single(step: &Step, at: usize, quote: &Quote, transcripts: &Transcripts<'_>) -> Stretch {
    let departs = |marked: bool| if marked { Kind::Marked } else { Kind::Departs(Weight::Plain) };
    let (kind, quoted, places) = match *step {
        Step::Same(q, t) if quote.words[q].form == transcripts.entry(t).form => (Kind::Same, vec![q], vec![t]),
        Step::Same(q, t) if quote.classes[q].has(Class::NUMBER) => (Kind::Free(Freedom::Number), vec![q], vec![t]),
        Step::Same(q, t) => (Kind::Free(Freedom::Contraction), vec![q], vec![t]),
        Step::Changed(q, t) => (departs(quote.is_bracketed(q)), vec![q], vec![t]),
        Step::PutIn(q) if quote.words[q].flags.has(Flags::SIGN) => (Kind::Free(Freedom::Number), vec![q], Vec::new()),
        Step::PutIn(q) => (departs(quote.is_bracketed(q)), vec![q], Vec::new()),
        Step::LeftOut(t) => {
            let free = freedom_to_leave(transcripts.flags[t]).map(Kind::Free);
            (free.unwrap_or(departs(is_marked(at, quote))), Vec::new(), vec![t])
        }
    };
    Stretch { kind, at, quote: quoted, places }
}

fn freedom_to_leave(flags: Flags) -> Option<Freedom> {
    let freedoms = [
        (Flags::FILLER, Freedom::Filler),
        (Flags::REPEAT, Freedom::Repetition),
        (Flags::REPAIR, Freedom::Repair),
        (Flags::INTERJECTION, Freedom::Interjection),
        (Flags::SIGN, Freedom::Number),
    ];
    freedoms.iter().find(|(flag, _)| flags.has(*flag)).map(|(_, freedom)| *freedom)
}

/// Settles whether a departure is a place apart, and how much it weighs.
fn weigh(stretch: &Stretch, quote: &Quote, transcripts: &Transcripts<'_>) -> Kind {
    let Kind::Departs(_) = stretch.kind else { return stretch.kind };
    let stops = stretch.places.iter().any(|&t| transcripts.flags[t].has(Flags::STOP));
    let many = stretch.places.len();
    if stretch.quote.is_empty() && (many > FAR || (stops && many >= SENTENCE)) {
        return Kind::Apart;
    }
    Kind::Departs(weight(stretch, quote, transcripts))
}

/// A word as it is weighed.
struct Weighed<'w> {
    form: &'w str,
    class: Class,
    name: bool,
}

/// Whether a name stands in a departure.
pub(super) fn has_name(stretch: &Stretch, quote: &Quote, transcripts: &Transcripts<'_>) -> bool {
    weighed(stretch, quote, transcripts).iter().any(|word| word.name)
}

/// The words of a departure, the article's first.
fn weighed<'w>(stretch: &Stretch, quote: &'w Quote, transcripts: &'w Transcripts<'_>) -> Vec<Weighed<'w>> {
    let article = stretch.quote.iter().map(|&q| {
        let word = &quote.words[q];
        let name = word.flags.has(Flags::CAPITAL) && !quote.classes[q].has(Class::FUNCTION);
        Weighed { form: &word.form, class: quote.classes[q], name }
    });
    let spoken = stretch.places.iter().map(|&t| {
        let entry = transcripts.entry(t);
        Weighed { form: &entry.form, class: transcripts.class(t), name: entry.name }
    });
    article.chain(spoken).collect()
}

/// How much a departure weighs: as its gravest word does.
fn weight(stretch: &Stretch, quote: &Quote, transcripts: &Transcripts<'_>) -> Weight {
    let words = weighed(stretch, quote, transcripts);
    let grave = |word: &Weighed<'_>| {
        word.name || [Class::NEGATION, Class::NUMBER, Class::MODAL].iter().any(|&g| word.class.has(g))
    };
    if words.iter().any(grave) {
        return Weight::Grave;
    }
    let weightless = [Class::PRONOUN, Class::CONDITION];
    let slight = |word: &Weighed<'_>| word.class.has(Class::FUNCTION) && !weightless.iter().any(|&w| word.class.has(w));
    if words.iter().all(slight) || is_inflection(stretch, &words) {
        return Weight::Slight;
    }
    Weight::Plain
}

/// One word for another that differs in its ending: "plan" for "plans".
fn is_inflection(stretch: &Stretch, words: &[Weighed<'_>]) -> bool {
    let ([_], [_], [a, b]) = (stretch.quote.as_slice(), stretch.places.as_slice(), words) else { return false };
    let stem = a.form.chars().zip(b.form.chars()).take_while(|(x, y)| x == y).count();
    stem >= 3
        && letters_apart(a.form, b.form) <= 3
        && a.form.len().abs_diff(b.form.len()) <= 3
        && stem + 3 >= a.form.len().max(b.form.len())
}
