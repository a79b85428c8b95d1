//! What speakers do that the sources have tidied away, planted so that its answer is known: stumbles, conditions, negations,
//! hedges and questions around a clean sentence, short replies to a question.

use std::ops::Range;

use super::lexicon;
use super::speech::{self, Speech, Talk, Word};
use crate::random::Random;

/// A clause whose surroundings turn its meaning.
#[derive(Clone, Debug)]
pub struct Planted {
    /// Index of the turn.
    pub turn: usize,
    /// The words that are quoted without what surrounds them.
    pub clause: Range<usize>,
    /// What is lost: condition, negation, hedge, question, reply.
    pub lost: &'static str,
}

const LEADS: &[(&str, &str)] = &[
    ("If the talks hold,", "condition"),
    ("Unless the weather turns,", "condition"),
    ("Provided that the money arrives,", "condition"),
    ("If you ask the lawyers,", "condition"),
    ("I am not saying that", "negation"),
    ("It is not true that", "negation"),
    ("Nobody told us that", "negation"),
    ("I never said that", "negation"),
    ("It is not the case that", "negation"),
    ("Perhaps", "hedge"),
    ("Maybe", "hedge"),
    ("It is possible that", "hedge"),
    ("Possibly", "hedge"),
    ("I am not sure that", "hedge"),
];
const TAILS: &[&str] = &[
    ", if the others agree.",
    ", unless the court stops it.",
    ", provided that the money arrives.",
    ", if nothing else comes up.",
    ", as long as the others do the same.",
];
const QUESTIONS: &[&str] = &[
    "Is it true that",
    "Can anyone here say that",
    "Did they tell you that",
    "Would you agree that",
    "Are you certain that",
];
const REPLIES: &[&str] = &[
    "Yes, absolutely right.",
    "Yes, that is so.",
    "Certainly, every one of them.",
    "Yes, by all means.",
    "Of course, that happened.",
    "Yes, more than once.",
    "Absolutely, and gladly.",
    "Exactly, down to the letter.",
    "Yes, from the start.",
    "Indeed, twice over.",
];
const FILLERS: &[&str] = &["um", "uh", "er", "um", "uh"];
const REPEATED: &[&str] = &["i", "we", "the", "to", "and", "of", "in", "our", "it", "they", "for", "with"];

/// Plants stumbles, wrappings and replies in `talk`; the places of the wrapped clauses and the replies come back.
pub fn plant(talk: &mut Talk, random: &mut Random) -> Vec<Planted> {
    let mut planted = Vec::new();
    let mut replies: Vec<&str> = REPLIES.to_vec();
    random.shuffle(&mut replies);
    let mut asked = false;
    for (turn, speech) in talk.turns.iter_mut().enumerate() {
        let asks = speech.words.last().is_some_and(|w| w.post.contains('?'));
        let reply = if asked && speech.person.is_some() && random.chance(0.5) { replies.pop() } else { None };
        let (words, clauses) = rebuild(speech, reply, random);
        planted.extend(clauses.into_iter().map(|(clause, lost)| Planted { turn, clause, lost }));
        speech.sentences = speech::sentences(&words);
        speech.words = words;
        asked = asks;
    }
    planted
}

type Clauses = Vec<(Range<usize>, &'static str)>;

fn rebuild(speech: &Speech, reply: Option<&str>, random: &mut Random) -> (Vec<Word>, Clauses) {
    let mut words = Vec::new();
    let mut clauses = Vec::new();
    if let Some(reply) = reply {
        words.extend(speech::words(reply));
        clauses.push((0..words.len(), "reply"));
    }
    for sentence in &speech.sentences {
        let said = &speech.words[sentence.clone()];
        if wrappable(said) && random.chance(0.05) {
            let (before, clause, after, lost) = wrap(said, random);
            words.extend(before);
            let start = words.len();
            words.extend(clause);
            clauses.push((start..words.len(), lost));
            words.extend(after);
        } else {
            words.extend(stumble(said, random));
        }
    }
    (words, clauses)
}

/// A plain sentence that says something by itself and can stand after "that".
fn wrappable(said: &[Word]) -> bool {
    let plain = said.iter().all(|w| {
        !lexicon::is_doubtful(&w.key()) && w.pre.is_empty() && !w.post.contains(['(', '[', '…', '—', '–', '"', '”'])
    });
    let opener = said.first().is_some_and(|w| lexicon::OPENERS.contains(&w.key().as_str()));
    plain && opener && (6..=25).contains(&said.len()) && said.last().is_some_and(|w| w.post == ".")
}

type Wrapped = (Vec<Word>, Vec<Word>, Vec<Word>, &'static str);

fn wrap(said: &[Word], random: &mut Random) -> Wrapped {
    let mut clause = said.to_vec();
    match random.weighted(&[6, 3, 3]) {
        0 => {
            let (lead, lost) = random.pick(LEADS).unwrap_or(&LEADS[0]);
            lower_first(&mut clause);
            (speech::words(lead), clause, Vec::new(), lost)
        }
        1 => {
            let tail = random.pick(TAILS).unwrap_or(&TAILS[0]);
            set_last_mark(&mut clause, ",");
            (Vec::new(), clause, speech::words(tail.trim_start_matches(", ")), "condition")
        }
        _ => {
            let question = random.pick(QUESTIONS).unwrap_or(&QUESTIONS[0]);
            lower_first(&mut clause);
            set_last_mark(&mut clause, "?");
            (speech::words(question), clause, Vec::new(), "question")
        }
    }
}

fn lower_first(words: &mut [Word]) {
    if let Some(first) = words.first_mut() {
        first.core = first.core.to_lowercase();
    }
}

fn set_last_mark(words: &mut [Word], mark: &str) {
    if let Some(last) = words.last_mut() {
        mark.clone_into(&mut last.post);
    }
}

/// Puts "um" and repetitions between the words.
fn stumble(said: &[Word], random: &mut Random) -> Vec<Word> {
    let mut out = Vec::new();
    for (at, word) in said.iter().enumerate() {
        if at > 0 && random.chance(0.012) {
            let filler = random.pick(FILLERS).unwrap_or(&"um");
            out.push(Word { post: ",".to_owned(), stumble: true, ..Word::new(filler) });
        }
        if REPEATED.contains(&word.key().as_str()) && word.post.is_empty() && random.chance(0.03) {
            let post = if random.chance(0.5) { String::new() } else { " —".to_owned() };
            out.push(Word { post, stumble: true, ..word.clone() });
        }
        out.push(word.clone());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check_gold::corpus::{RawTalk, RawTurn};

    #[test]
    fn a_wrapped_clause_is_the_sentence_it_was_made_from() {
        let line = |label: &str, text: &str| RawTurn { label: label.into(), text: text.repeat(80) };
        let turns = vec![
            line("Vera Lind", "The council opened six new schools. Are they full? "),
            line("Ole Dahl", "We built the bridge in nine weeks. "),
        ];
        let raw = RawTalk { name: "t".into(), turns };
        let mut replies = 0;
        for seed in 0..20 {
            let mut talk = Talk::new(&raw);
            for plant in plant(&mut talk, &mut Random::new(seed, 0)) {
                if plant.lost == "reply" {
                    replies += 1;
                    continue;
                }
                let words = &talk.turns[plant.turn].words[plant.clause.clone()];
                let clause = words.iter().map(Word::key).collect::<Vec<_>>().join(" ");
                let known = ["the council opened six new schools", "we built the bridge in nine weeks"];
                assert!(known.contains(&clause.as_str()), "{clause}");
            }
        }
        assert!(replies > 0);
    }
}
