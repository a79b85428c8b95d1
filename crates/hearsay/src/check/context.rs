//! What is lost around a piece that is itself verbatim: a negation, condition, hedge or question in its sentence or in
//! the turn before, which the author's own words do not tell either.

use super::corpus::Transcripts;
use super::judge::{Kind, Stretch};
use super::lexicon::Class;
use super::quote::Quote;
use super::words::Flags;

/// What is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    Negation,
    Condition,
    Hedge,
    Question,
}

impl Loss {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Negation => "a negation",
            Self::Condition => "a condition",
            Self::Hedge => "a hedge",
            Self::Question => "the question",
        }
    }
}

/// A loss and the word of the transcript that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lost {
    pub loss: Loss,
    pub place: usize,
}

/// How far before a piece a negation reaches it.
const REACH_NEGATION: usize = 9;
/// How far before a piece a hedge reaches it.
const REACH_HEDGE: usize = 6;
/// How far after a piece a condition or hedge still belongs to it.
const REACH_AFTER: usize = 6;
/// A sentence is looked at no further than this.
const SENTENCE: usize = 60;

/// The first loss around the pieces of a quotation or under its open marks.
pub(super) fn lost(stretches: &[Stretch], quote: &Quote, transcripts: &Transcripts<'_>) -> Option<Lost> {
    let told = Told::new(quote);
    let places = || stretches.iter().filter(|s| !s.quote.is_empty()).flat_map(|s| s.places.iter().copied());
    let (first, last) = (places().next()?, places().last()?);
    let hidden = stretches.iter().filter(|s| s.kind == Kind::Marked).find_map(|s| hidden(s, quote, transcripts));
    let around = hidden
        .or_else(|| before(first, transcripts))
        .or_else(|| after(last, transcripts))
        .or_else(|| question(last, quote, transcripts))
        .or_else(|| reply(first, quote, transcripts))
        .or_else(|| turn_before(first, quote, transcripts));
    around.filter(|lost| !told.tells(lost.loss))
}

/// What the author's own words around the quotation tell.
struct Told {
    losses: Vec<Loss>,
}

impl Told {
    fn new(quote: &Quote) -> Self {
        let mut losses = Vec::new();
        let reports = quote.author.iter().filter(|word| REPORTING.contains(&word.form.as_str())).count();
        for word in &quote.author {
            let class = super::lexicon::class(&word.form);
            // One verb of saying tells who speaks; only a second one tells that the words are another's.
            let hedges = class.has(Class::HEDGE) && (reports > 1 || !REPORTING.contains(&word.form.as_str()));
            let asks = ["ask", "asks", "asked", "asking", "whether", "wondered", "question", "questioned"]
                .contains(&word.form.as_str());
            let denies = ["rejected", "dismissed", "ruled", "unlikely", "against"].contains(&word.form.as_str());
            let doubts =
                ["thought", "thinks", "believes", "believed", "hoped", "hopes", "hinted", "suggested", "speculated"];
            for (tells, loss) in [
                (class.has(Class::NEGATION) || denies, Loss::Negation),
                (class.has(Class::CONDITION), Loss::Condition),
                (hedges || doubts.contains(&word.form.as_str()), Loss::Hedge),
                (asks || word.flags.has(Flags::QUESTION), Loss::Question),
            ] {
                if tells {
                    losses.push(loss);
                }
            }
        }
        Self { losses }
    }

    fn tells(&self, loss: Loss) -> bool {
        self.losses.contains(&loss)
    }
}

/// What an ellipsis or a bracket hides.
fn hidden(stretch: &Stretch, quote: &Quote, transcripts: &Transcripts<'_>) -> Option<Lost> {
    let shown = |class: Class| stretch.quote.iter().any(|&q| quote.classes[q].has(class));
    let same_sentence = |place: usize| {
        let rest = stretch.places.iter().filter(|&&t| t >= place);
        rest.clone().all(|&t| !transcripts.flags[t].has(Flags::STOP))
    };
    stretch.places.iter().find_map(|&place| {
        let (loss, of) = [
            (Loss::Negation, Class::NEGATION, is_negation(place, transcripts)),
            (Loss::Condition, Class::CONDITION, is_condition(place, transcripts)),
            (Loss::Hedge, Class::HEDGE, is_hedge(place, transcripts)),
        ]
        .into_iter()
        .find_map(|(loss, of, holds)| holds.then_some((loss, of)))?;
        let small_if = of == Class::CONDITION && stretch.places.first() != Some(&place) && !same_sentence(place);
        (!shown(of) && !small_if && same_sentence(place)).then_some(Lost { loss, place })
    })
}

/// The words of the sentence before a piece, nearest first.
fn words_before<'t>(first: usize, transcripts: &'t Transcripts<'_>) -> impl Iterator<Item = usize> + 't {
    let begins = transcripts.flags[first].has(Flags::TURN);
    let limit = if begins { 0 } else { SENTENCE };
    (0..first).rev().take(limit).scan(false, move |done, t| {
        if *done || transcripts.flags[t].has(Flags::STOP) {
            return None;
        }
        *done = transcripts.flags[t].has(Flags::TURN);
        Some(t)
    })
}

/// The words of the sentence after a piece.
fn words_after<'t>(last: usize, transcripts: &'t Transcripts<'_>) -> impl Iterator<Item = usize> + 't {
    let ended = transcripts.flags[last].has(Flags::STOP);
    (last + 1..transcripts.ids.len()).take(if ended { 0 } else { SENTENCE }).scan(false, move |done, t| {
        if *done || transcripts.flags[t].has(Flags::TURN) {
            return None;
        }
        *done = transcripts.flags[t].has(Flags::STOP);
        Some(t)
    })
}

/// A negation, hedge or condition that stands before a piece and reaches into it.
fn before(first: usize, transcripts: &Transcripts<'_>) -> Option<Lost> {
    let mut paused = false;
    for (distance, place) in words_before(first, transcripts).enumerate() {
        let flags = transcripts.flags[place];
        let entry = transcripts.entry(place);
        let comma = flags.has(Flags::PAUSE);
        let near_comma = comma && distance == 0;
        paused |= comma && !near_comma;
        if entry.form == "but" {
            return None;
        }
        let answer = comma && matches!(entry.form.as_str(), "no" | "not");
        if is_negation(place, transcripts) && !paused && !answer && !near_comma && distance < REACH_NEGATION {
            return Some(Lost { loss: Loss::Negation, place });
        }
        if is_hedge(place, transcripts) && !paused && distance < REACH_HEDGE {
            return Some(Lost { loss: Loss::Hedge, place });
        }
        if is_condition(place, transcripts) {
            return Some(Lost { loss: Loss::Condition, place });
        }
    }
    None
}

/// The word at `place`, and those before and after it; empty where there is none.
fn around<'t>(place: usize, transcripts: &'t Transcripts<'_>) -> [&'t str; 3] {
    let form = |at: Option<usize>| {
        at.filter(|&at| at < transcripts.ids.len()).map_or("", |at| transcripts.entry(at).form.as_str())
    };
    [form(place.checked_sub(1)), form(Some(place)), form(Some(place + 1))]
}

/// "if" after "as" ("as if") is no condition; "as long as", "apart from", "subject to", "only when" are.
fn is_condition(place: usize, transcripts: &Transcripts<'_>) -> bool {
    match around(place, transcripts) {
        [before, "if", _] => before != "as",
        [before, "long", after] => matches!(before, "as" | "so") && after == "as",
        [_, "apart", "from"] | [_, "other", "than"] | [_, "subject", "to"] | ["in", "case", _] => true,
        [_, "only", after] => matches!(after, "when" | "after" | "once"),
        _ => transcripts.entry(place).class.has(Class::CONDITION),
    }
}

/// "far from", "a lie that", "wrong to say" deny as well.
fn is_negation(place: usize, transcripts: &Transcripts<'_>) -> bool {
    match around(place, transcripts) {
        [_, "far", "from"] => true,
        [_, "lie" | "myth" | "untrue" | "false" | "wrong" | "nonsense" | "fiction", "that" | "to"] => true,
        _ => transcripts.entry(place).class.has(Class::NEGATION),
    }
}

/// "far" hedges in "as far as I know" and "so far", "theory" in "in theory", a verb of thinking with somebody who thinks, one of
/// saying where not the speaker says it.
fn is_hedge(place: usize, transcripts: &Transcripts<'_>) -> bool {
    match around(place, transcripts) {
        [before, "far", _] => matches!(before, "as" | "so"),
        [before, "theory", _] => before == "in",
        ["at", "least", _] => place > 1 && transcripts.entry(place - 2).form == "or",
        [_, form, _] if THINKING.contains(&form) => subject(place, transcripts).is_some(),
        [before, form, _] if REPORTING.contains(&form) => {
            let passive = ["am", "are", "was", "were", "been"].contains(&before);
            passive || !matches!(subject(place, transcripts), Some("i" | "we"))
        }
        _ => transcripts.class(place).has(Class::HEDGE),
    }
}

/// Verbs of saying: what stands under another's is not the speaker's own claim.
const REPORTING: [&str; 11] =
    ["say", "says", "said", "claim", "claims", "claimed", "alleges", "argue", "argues", "told", "tells"];
/// Verbs of thinking, which are nouns or mean something else where nobody stands before them.
const THINKING: [&str; 16] = [
    "thinks",
    "thinking",
    "thought",
    "believes",
    "believed",
    "assume",
    "assumed",
    "assuming",
    "suspected",
    "hear",
    "heard",
    "gather",
    "figured",
    "fear",
    "hoped",
    "guessed",
];
/// Words between a pronoun and its verb.
const BETWEEN: [&str; 17] = [
    "am", "are", "is", "was", "were", "have", "has", "had", "do", "did", "will", "just", "even", "always", "also",
    "really", "still",
];

/// The pronoun that a verb belongs to; "people" counts as one.
fn subject<'t>(place: usize, transcripts: &'t Transcripts<'_>) -> Option<&'t str> {
    let before = (0..place).rev().take(3).map(|at| transcripts.entry(at).form.as_str());
    let mut before = before.skip_while(|form| BETWEEN.contains(form));
    before.next().filter(|form| matches!(*form, "i" | "we" | "you" | "he" | "she" | "they" | "people"))
}

/// A condition, hedge or negation that follows a piece in its sentence.
fn after(last: usize, transcripts: &Transcripts<'_>) -> Option<Lost> {
    let paused = transcripts.flags[last].has(Flags::PAUSE);
    for (distance, place) in words_after(last, transcripts).take(REACH_AFTER).enumerate() {
        let entry = transcripts.entry(place);
        let goes_on = matches!(entry.form.as_str(), "but" | "and" | "because" | "so");
        if goes_on && (distance > 0 || paused && entry.form == "and") {
            return None;
        }
        if is_condition(place, transcripts) {
            return Some(Lost { loss: Loss::Condition, place });
        }
        if is_hedge(place, transcripts) && distance < REACH_AFTER {
            return Some(Lost { loss: Loss::Hedge, place });
        }
        if is_negation(place, transcripts) && distance < 3 {
            return Some(Lost { loss: Loss::Negation, place });
        }
    }
    None
}

/// The sentence asks, and the quotation does not show it.
fn question(last: usize, quote: &Quote, transcripts: &Transcripts<'_>) -> Option<Lost> {
    let end =
        if transcripts.flags[last].has(Flags::STOP) { Some(last) } else { words_after(last, transcripts).last() }?;
    let asks = transcripts.flags[end].has(Flags::QUESTION);
    (asks && !quote.asks).then_some(Lost { loss: Loss::Question, place: end })
}

const REPLIES: [&str; 16] = [
    "yes",
    "no",
    "yeah",
    "indeed",
    "absolutely",
    "certainly",
    "sure",
    "exactly",
    "correct",
    "right",
    "of",
    "never",
    "definitely",
    "yep",
    "nope",
    "probably",
];

/// A question may be followed by so many words less one and still be what the next turn answers: "Will you, Mr. Krog?", "… will
/// you? Ole."
const AFTER_QUESTION: usize = 3;

/// A short reply that says nothing without the question it answers: "Yes, by all means", "I do".
fn reply(first: usize, quote: &Quote, transcripts: &Transcripts<'_>) -> Option<Lost> {
    let begins = transcripts.flags[first].has(Flags::TURN);
    let asked = |&t: &usize| begins && transcripts.flags[t].has(Flags::QUESTION);
    let end = (first.saturating_sub(AFTER_QUESTION)..first).rev().find(asked)?;
    let [head, rest @ ..] = quote.words.as_slice() else { return None };
    let course = head.form != "of" || rest.first().is_some_and(|word| word.form == "course");
    let says_so = REPLIES.contains(&head.form.as_str()) && course && quote.words.len() <= 6;
    let verb = rest.first().is_some_and(|word| AUXILIARIES.contains(&word.form.as_str()));
    let echoes = quote.classes[0].has(Class::PRONOUN) && verb && quote.words.len() <= 3;
    (says_so || echoes).then_some(Lost { loss: Loss::Question, place: end })
}

const AUXILIARIES: [&str; 14] =
    ["do", "did", "does", "have", "has", "had", "will", "would", "can", "could", "am", "is", "was", "are"];

/// The answer to a hypothetical question in the turn before: a condition anywhere in the turn that asks it. After a short
/// opening ("Yes, certainly.") only what is said under the same condition is such an answer, as its modal shows.
fn turn_before(first: usize, quote: &Quote, transcripts: &Transcripts<'_>) -> Option<Lost> {
    let start = words_before(first, transcripts).last().unwrap_or(first);
    let turn = (0..=start).rev().take(5).find(|&t| transcripts.flags[t].has(Flags::TURN))?;
    let supposes = quote.classes.iter().any(|class| class.has(Class::MODAL));
    if turn != start && (first - turn > 4 || !supposes) {
        return None;
    }
    let end = turn.checked_sub(1).filter(|&t| {
        transcripts.document_of(t) == transcripts.document_of(turn) && transcripts.flags[t].has(Flags::QUESTION)
    })?;
    let mut place = end;
    let mut condition = None;
    let mut taken = 0;
    while taken < SENTENCE {
        if is_condition(place, transcripts) {
            condition = Some(place);
        }
        if transcripts.flags[place].has(Flags::TURN) || place == 0 {
            break;
        }
        place -= 1;
        taken += 1;
    }
    condition.map(|place| Lost { loss: Loss::Condition, place })
}
