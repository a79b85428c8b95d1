//! Pronouns that stand for persons, bodies or things told of.

use super::{Gender, Mention, Number, View};
use crate::record::MentionForm;
use crate::text::TokenRange;

/// The pronouns of a document. "It" and "that" are left out where they plainly stand for nothing ("it rained").
pub(super) fn pronouns(view: &View, taken: &[bool]) -> Vec<Mention> {
    (0..view.len()).filter(|&at| !taken[at]).filter_map(|at| pronoun(view, at)).collect()
}

fn pronoun(view: &View, at: usize) -> Option<Mention> {
    let (gender, number) = match view.lower(at) {
        "he" | "him" | "his" | "himself" => (Some(Gender::Man), Some(Number::One)),
        "she" | "her" | "hers" | "herself" => (Some(Gender::Woman), Some(Number::One)),
        "i" | "me" | "my" | "mine" | "myself" | "it" | "its" | "itself" => (None, Some(Number::One)),
        "we" | "us" | "our" | "ours" | "ourselves" | "they" | "them" | "their" | "theirs" | "themselves" => {
            (None, Some(Number::Several))
        }
        "you" | "your" | "yours" | "yourself" | "yourselves" => (None, None),
        "who" | "whose" | "whom" => (None, None),
        _ => return None,
    };
    if view.scene.word(at) == "US" || view.lower(at) == "i" && view.scene.word(at) != "I" {
        return None;
    }
    let tokens = TokenRange::new(at, at + 1);
    Some(Mention { tokens, head: at, form: MentionForm::Pronoun, kind: None, noun: None, gender, number })
}
