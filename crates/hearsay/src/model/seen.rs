//! What the network for links is told of a mention besides hidden states: the very same for training and inference
//! (`hearsay-score people prepare` writes these numbers, `training/hearsay_training/links_pairs.py` compares them).
//!
//! The trained weights depend on these numbers: a change here asks for new weights.

use std::collections::BTreeMap;

use crate::layers::attributions::Scene;
use crate::layers::mentions::{Gender, Mention, Number};
use crate::record::{EntityType, MentionForm};

/// A mention as the network sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The token of its head.
    pub head: usize,
    /// 0 a name, 1 a description, 2 a pronoun.
    pub form: u8,
    /// 0 unknown, 1 person, 2 organisation, 3 place, 4 work, 5 group, 6 a thing ("it").
    pub kind: u8,
    /// 0 unknown, 1 woman, 2 man.
    pub gender: u8,
    /// 0 unknown, 1 one, 2 several.
    pub number: u8,
    /// Which pronoun: 0 none, then he, she, it, they, we, I, you, who.
    pub pronoun: u8,
    /// 1 + the first token of the quotation it stands in; 0 outside quotations.
    pub quotation: usize,
    /// The number of its sentence.
    pub sentence: usize,
    /// Its head word in lower case, by its number in the document.
    pub word: u32,
    /// All its words in lower case, by their numbers in the document.
    pub whole: Vec<u32>,
}

/// All mentions of a document, in their order.
#[must_use]
pub fn seen(scene: &Scene, mentions: &[Mention]) -> Vec<Seen> {
    let mut words = Words::default();
    mentions.iter().map(|mention| one(scene, mention, &mut words)).collect()
}

/// The words met so far, each with a number.
#[derive(Default)]
pub(super) struct Words(BTreeMap<String, u32>);

impl Words {
    pub(super) fn number(&mut self, word: String) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(word).or_insert(next)
    }
}

fn one(scene: &Scene, mention: &Mention, words: &mut Words) -> Seen {
    let word = scene.lower(mention.head);
    let pronoun = if mention.form == MentionForm::Pronoun { pronoun(&word) } else { 0 };
    Seen {
        head: mention.head,
        form: form(mention.form),
        kind: if pronoun > 0 { kind_of_pronoun(pronoun) } else { kind(mention.kind) },
        gender: match mention.gender {
            None => 0,
            Some(Gender::Woman) => 1,
            Some(Gender::Man) => 2,
        },
        number: match mention.number {
            None => 0,
            Some(Number::One) => 1,
            Some(Number::Several) => 2,
        },
        pronoun,
        quotation: scene.quoted_from(mention.head).map_or(0, |start| start + 1),
        sentence: scene.sentences.partition_point(|sentence| sentence.tokens.end() <= mention.head),
        word: words.number(word),
        whole: mention.tokens.range().map(|at| words.number(scene.lower(at))).collect(),
    }
}

fn form(form: MentionForm) -> u8 {
    match form {
        MentionForm::Name => 0,
        MentionForm::Nominal => 1,
        MentionForm::Pronoun => 2,
    }
}

fn kind(kind: Option<EntityType>) -> u8 {
    match kind {
        None => 0,
        Some(EntityType::Person) => 1,
        Some(EntityType::Organisation) => 2,
        Some(EntityType::Place) => 3,
        Some(EntityType::Work) => 4,
        Some(EntityType::Group) => 5,
    }
}

fn pronoun(word: &str) -> u8 {
    match word {
        "he" | "him" | "his" | "himself" => 1,
        "she" | "her" | "hers" | "herself" => 2,
        "it" | "its" | "itself" => 3,
        "they" | "them" | "their" | "theirs" | "themselves" => 4,
        "we" | "us" | "our" | "ours" | "ourselves" => 5,
        "i" | "me" | "my" | "mine" | "myself" => 6,
        "you" | "your" | "yours" | "yourself" | "yourselves" => 7,
        "who" | "whose" | "whom" => 8,
        _ => 0,
    }
}

fn kind_of_pronoun(pronoun: u8) -> u8 {
    match pronoun {
        1 | 2 | 6 => 1,
        3 => 6,
        _ => 0,
    }
}

/// The first row of each mark of a mention in the network's table: form, kind, gender, number, in a quotation, how its head is written.
const MARKS: [i32; 6] = [0, 3, 10, 13, 16, 18];

/// The marks of a mention whose head is written so.
pub(super) fn marks(of: &Seen, shape: i32) -> [i32; 6] {
    let own = [of.form, of.kind, of.gender, of.number, u8::from(of.quotation > 0)].map(i32::from);
    std::array::from_fn(|at| MARKS[at] + own.get(at).copied().unwrap_or(shape))
}

/// How many numbers `pair` gives.
pub(super) const PAIRS: usize = 5 * 3 * 2 * 5;

/// What two mentions have in common, as one number: words, agreement of gender and kind, of number, and how they stand to quotations.
#[must_use]
pub fn pair(of: &Seen, other: &Seen) -> usize {
    let number = of.number != 0 && other.number != 0 && of.number != other.number;
    ((words(of, other) * 3 + agreement(of, other)) * 2 + usize::from(number)) * 5 + quotations(of, other)
}

/// 0 nothing, 1 the same head word, 2 all the same words, 3 pronouns of one series, 4 the head word of one among the other's words.
fn words(of: &Seen, other: &Seen) -> usize {
    match (of.pronoun, other.pronoun) {
        (0, 0) if of.whole == other.whole => 2,
        (0, 0) if of.word == other.word => 1,
        (0, 0) if of.whole.contains(&other.word) || other.whole.contains(&of.word) => 4,
        (one, two) if one == two && one != 0 => 3,
        _ => 0,
    }
}

/// 0 unknown, 1 the same gender or kind, 2 another.
fn agreement(of: &Seen, other: &Seen) -> usize {
    let thing = |kind: u8| matches!(kind, 2 | 3 | 4 | 6);
    let genders = of.gender != 0 && other.gender != 0;
    if of.kind == 1 && thing(other.kind) || thing(of.kind) && other.kind == 1 || genders && of.gender != other.gender {
        2
    } else {
        usize::from(genders || of.kind != 0 && of.kind == other.kind)
    }
}

/// 0 both outside, 1 in the same, 2 the first alone inside, 3 the second alone inside, 4 in two.
fn quotations(of: &Seen, other: &Seen) -> usize {
    match (of.quotation, other.quotation) {
        (0, 0) => 0,
        (_, 0) => 2,
        (0, _) => 3,
        (one, two) if one == two => 1,
        _ => 4,
    }
}
