//! Who disputes what: denials, doubts, contradictions, and the outlet's own reservations.
//!
//! A statement disputes by its cue ("denied") or by what it says of a claim ("that is a lie") ([`stated`]). Two statements
//! of different sources that cannot both be true contradict each other ([`contrary`]). The outlet's own voice leaves things
//! unconfirmed ([`voice`]). That somebody has not heard of a thing, or does not comment, disputes nothing.

mod claims;
mod contrary;
mod matching;
mod stated;
mod target;
#[cfg(test)]
mod tests;
mod together;
mod voice;

use crate::lang::en::WordSets;
use crate::layers::attributions::{Attribution, Scene};
use crate::layers::mentions::Mention;
use crate::layers::people::People;
use crate::record::DisputeKind;
use crate::text::TokenRange;
pub use together::together;

const WORDS: &str = include_str!("../../lang/en/disputes/words.txt");

/// What is disputed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Index of an attribution.
    Statement(usize),
    /// Words of the text.
    Words(Vec<TokenRange>),
}

/// One dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disputed {
    /// What is disputed.
    pub about: Target,
    /// Index of the attribution that disputes it; `None` = the outlet's own voice.
    pub by: Option<usize>,
    /// How.
    pub kind: DisputeKind,
    /// The words that dispute.
    pub words: TokenRange,
}

/// Who is who, as far as the people layer tells; it may have been left out.
#[derive(Clone, Copy, Debug)]
pub struct Cast<'a> {
    /// Who speaks.
    pub people: &'a People,
    /// Where they are named.
    pub mentions: &'a [Mention],
}

/// What the rules see.
struct View<'a> {
    scene: &'a Scene<'a>,
    words: WordSets,
    all: &'a [Attribution],
}

impl View<'_> {
    fn has(&self, set: &str, at: usize) -> bool {
        self.words.has(set, &self.scene.lower(at))
    }
}

fn words() -> WordSets {
    WordSets::parse(&[WORDS])
}

/// The disputes of a document, in order of the words that dispute.
#[must_use]
pub fn disputes(scene: &Scene, attributions: &[Attribution], cast: Cast) -> Vec<Disputed> {
    let view = View { scene, words: words(), all: attributions };
    let claims = claims::claims(&view, &cast);
    let mut found = stated::stated(&view, &claims);
    contrary::contrary(&view, &claims, &mut found);
    found.extend(voice::voice(&view, &claims));
    found.sort_by_key(|one| (one.words.start(), one.words.end()));
    found.dedup_by(|one, before| one.words == before.words && one.about == before.about);
    found
}
