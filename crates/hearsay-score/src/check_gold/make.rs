//! The makers: from a scene to a quotation whose verdict is known.

use super::scene::{Scene, Stretch};
use super::speech::Word;
use super::{absent, alter, cut, edit, free, stitch};
use crate::random::Random;

/// The verdict on words that a case must get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Words {
    /// The same words.
    Verbatim,
    /// Every departure marked, none turns the meaning.
    EditedOpenly,
    /// What turns the meaning is lost around it.
    CutShort,
    /// Pieces from places apart.
    Stitched,
    /// The words differ without a mark.
    Altered,
    /// Not there.
    NotFound,
}

impl Words {
    /// All verdicts, in order of gravity.
    pub const ALL: [Self; 6] =
        [Self::Verbatim, Self::EditedOpenly, Self::CutShort, Self::Stitched, Self::Altered, Self::NotFound];

    /// The name as the record has it.
    pub fn name(self) -> &'static str {
        ["verbatim", "edited-openly", "cut-short", "stitched", "altered", "not-found"][self as usize]
    }

    /// The verdict of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.name() == name)
    }
}

/// A quotation with its answer, before the article is written around it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The verdict.
    pub words: Words,
    /// How it was made, for the reader of failures.
    pub recipe: String,
    /// The quoted text, one string a piece.
    pub pieces: Vec<String>,
    /// Where it was taken from.
    pub stretches: Vec<Stretch>,
}

impl Draft {
    /// A draft of one piece from finished words.
    pub fn one(words: Words, recipe: &str, mut text: Vec<Word>, stretches: Vec<Stretch>) -> Self {
        free::trim_ends(&mut text);
        Self { words, recipe: recipe.to_owned(), pieces: vec![free::write(&text)], stretches }
    }
}

/// How often each verdict is made, in the order of [`Words::ALL`].
pub const MIX: [u32; 6] = [25, 15, 17, 13, 20, 10];

/// A draft with the verdict `words`; `None` where the scene does not offer one.
pub fn make(words: Words, scene: &Scene, noisy: bool, pool: &absent::Pool, random: &mut Random) -> Option<Draft> {
    match words {
        Words::Verbatim => verbatim(scene, random),
        Words::EditedOpenly => edit::edited(scene, random),
        Words::CutShort => cut::cut_short(scene, random),
        Words::Stitched => stitch::stitched(scene, random),
        Words::Altered => alter::altered(scene, noisy, random),
        Words::NotFound => pool.absent(scene, random),
    }
}

fn verbatim(scene: &Scene, random: &mut Random) -> Option<Draft> {
    let stretch = scene.stretch(random, 5)?;
    let mut words = if random.chance(0.1) { with_stumbles(scene, &stretch) } else { scene.said(&stretch) };
    let mut used = Vec::new();
    free::dress(&mut words, random, &mut used);
    let recipe = format!("verbatim: {}", used.join(", "));
    let mut draft = Draft::one(Words::Verbatim, &recipe, words.clone(), vec![stretch]);
    if random.chance(0.2) {
        interrupt(&mut draft, words, random);
    }
    Some(draft)
}

/// The words with every "um" kept.
fn with_stumbles(scene: &Scene, stretch: &Stretch) -> Vec<Word> {
    scene.talks[stretch.talk].turns[stretch.turn].words[stretch.range.clone()].to_vec()
}

/// Splits the quotation at a comma, so that "he said" can stand between.
fn interrupt(draft: &mut Draft, words: Vec<Word>, random: &mut Random) {
    let commas: Vec<usize> = (3..words.len().saturating_sub(3)).filter(|&at| words[at].post == ",").collect();
    let Some(&at) = random.pick(&commas) else { return };
    let (mut first, mut second) = (words[..=at].to_vec(), words[at + 1..].to_vec());
    free::trim_ends(&mut first);
    free::trim_ends(&mut second);
    draft.pieces = vec![format!("{},", free::write(&first)), free::write(&second)];
    draft.recipe.push_str(", interrupted");
}
