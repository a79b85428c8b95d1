//! Phrases that name an occasion or a carrier: "a leaked recording", "in an interview", "according to the transcript".

use std::collections::BTreeSet;

use crate::lang::en::hands::{HandWords, Noun};
use crate::layers::attributions::Scene;
use crate::layers::people::People;
use crate::record::{OccasionKind, ViaKind};
use crate::text::TokenRange;

/// What the rules of this layer see.
pub struct Look<'a> {
    /// The document with its lower layers.
    pub scene: &'a Scene<'a>,
    /// The words of this layer.
    pub words: HandWords,
    /// Who is who, as far as the people layer tells.
    pub people: &'a People,
    /// Names, lower case, that the document itself tells to be outlets.
    pub outlets: BTreeSet<Vec<String>>,
}

impl Look<'_> {
    /// Whether token `at` stands in the set of that name.
    pub fn has(&self, set: &str, at: usize) -> bool {
        self.words.has(set, &self.scene.lower(at))
    }

    /// Whether any token of `range` stands in the set.
    pub fn any(&self, set: &str, range: TokenRange) -> bool {
        range.range().any(|at| self.has(set, at))
    }

    /// The word before token `at`, lower case; an article and opening marks are passed over.
    pub fn before(&self, at: usize) -> String {
        let passed = |before: &usize| {
            matches!(self.scene.lower(*before).as_str(), "the" | "“" | "\"" | "‘" | "'" | "“the" | "a" | "an")
        };
        (0..at).rev().find(|before| !passed(before)).map(|before| self.scene.lower(before)).unwrap_or_default()
    }

    /// Whether token `at` begins with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.scene.word(at).starts_with(char::is_uppercase)
    }
}

/// A noun phrase that names an occasion or a carrier.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// From its first word to its head, with whom it was with or to.
    pub words: TokenRange,
    /// What it may name.
    pub nouns: Vec<Noun>,
    /// The word that governs it, lower case: "in", "during", "according to".
    pub governor: Option<String>,
    /// Whether it points back ("the call").
    pub definite: bool,
    /// Whether it is told to be another one.
    pub new: bool,
    /// Whether it is told to be leaked.
    pub leaked: bool,
}

impl Phrase {
    /// The occasion it names, if it names one.
    pub fn occasion(&self) -> Option<OccasionKind> {
        self.nouns.iter().find_map(|noun| if let Noun::Occasion(kind) = noun { Some(*kind) } else { None })
    }

    /// The carrier it names, if it names one.
    pub fn carrier(&self) -> Option<ViaKind> {
        self.nouns.iter().find_map(|noun| if let Noun::Carrier(kind) = noun { Some(*kind) } else { None })
    }
}

/// Most words of a head, before it, and of whom it was with.
const HEAD: usize = 3;
const BEFORE: usize = 6;
const AFTER: usize = 10;

/// The phrases of `range`, in order.
pub fn phrases(look: &Look, range: TokenRange) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut end = range.end();
    while end > range.start() {
        match head(look, range, end) {
            Some((start, nouns)) => {
                let phrase = phrase(look, range, start, end, nouns);
                end = phrase.words.start();
                found.push(phrase);
            }
            None => end -= 1,
        }
    }
    found.reverse();
    found
}

/// The longest head that ends at `end`.
fn head(look: &Look, range: TokenRange, end: usize) -> Option<(usize, Vec<Noun>)> {
    (1..=HEAD.min(end - range.start())).rev().find_map(|length| {
        let start = end - length;
        let words: Vec<String> = (start..end).map(|at| look.scene.lower(at)).collect();
        let nouns = look.words.nouns(&words.join("_"));
        (!nouns.is_empty()).then(|| (start, nouns.to_vec()))
    })
}

fn phrase(look: &Look, range: TokenRange, head: usize, end: usize, mut nouns: Vec<Noun>) -> Phrase {
    let modifies = |at: &usize| !look.has("left-end", *at) && (look.scene.is_word(*at) || look.scene.word(*at) == "-");
    let mut start = head;
    while start > range.start() && head - start < BEFORE && modifies(&(start - 1)) {
        start -= 1;
        // A determiner ends the phrase on its left.
        if look.has("definite", start)
            || matches!(look.scene.lower(start).as_str(), "a" | "an" | "another" | "his" | "her" | "their" | "its")
        {
            break;
        }
    }
    for at in start..head {
        nouns.extend(look.words.nouns(&look.scene.lower(at)).iter().filter(|_| !look.is_capital(at)));
    }
    let once = with_whom(look, range, end);
    let words = TokenRange::new(start, with_whom(look, range, once));
    Phrase {
        words,
        nouns,
        governor: governor(look, range, start),
        definite: look.has("definite", start),
        new: look.any("new", TokenRange::new(start, end)),
        leaked: look.any("leaked", TokenRange::new(start, end)),
    }
}

/// The end of "with the owner", "between the two", "to staff" after a head; the head's own end where nothing of that follows.
fn with_whom(look: &Look, range: TokenRange, head_end: usize) -> usize {
    let tells = matches!(look.scene.lower(head_end).as_str(), "with" | "between" | "to" | "of");
    if !tells || head_end >= range.end() {
        return head_end;
    }
    let between = look.scene.lower(head_end) == "between";
    let joined = |at: usize| look.scene.lower(at) == "and" && (between || look.is_capital(at + 1));
    let held = |at: &usize| {
        (look.scene.is_word(*at) && !look.has("left-end", *at) && !look.has("leaving", *at)) || joined(*at)
    };
    let length = (head_end + 1..range.end()).take(AFTER).take_while(held).count();
    if length == 0 { head_end } else { head_end + 1 + length }
}

fn governor(look: &Look, range: TokenRange, start: usize) -> Option<String> {
    let at = start.checked_sub(1).filter(|at| *at >= range.start())?;
    let word = look.scene.lower(at);
    if word == "to" && at > range.start() && look.scene.lower(at - 1) == "according" {
        return Some("according to".to_owned());
    }
    look.words.has("governor", &word).then_some(word)
}
