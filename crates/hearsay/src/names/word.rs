//! One word of a name against another: the same letters, or spellings of one sound.

use super::endings;
use super::letters::{Letters, Script};
use super::transducer::shipped;

/// Log-odds are kept between this and its negative: no word decides alone beyond it.
pub(super) const SURE: f32 = 9.0;

/// Log-odds of words that differ only in how a Slavic ending is written.
const ONE_ENDING: f32 = 6.0;

/// Log-odds of words with too few letters in common to be looked at.
const FAR_APART: f32 = -7.0;

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As written, in lower case.
    pub text: String,
    pub letters: Letters,
}

impl Word {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), letters: Letters::of(text) }
    }

    /// Words written together.
    pub(super) fn joined(words: &[Self]) -> Self {
        Self::new(&words.iter().map(|word| word.text.as_str()).collect::<String>())
    }

    pub(super) fn script(&self) -> Script {
        self.letters.script()
    }

    /// Whether it is a single letter.
    pub(super) fn is_initial(&self) -> bool {
        self.letters.as_slice().len() == 1 && !matches!(self.script(), Script::Chinese | Script::Hangul)
    }

    fn plain(&self) -> Letters {
        if self.script() == Script::Latin { self.letters.clone() } else { Letters::plain(&self.text) }
    }

    /// The first letter, brought into Latin.
    fn first(&self) -> Option<char> {
        match self.script() {
            Script::Latin => self.letters.as_slice().first().copied(),
            _ => self.plain().as_slice().first().copied(),
        }
    }
}

/// Log-odds that two words are spellings of one.
pub(super) fn alike(a: &Word, b: &Word) -> f32 {
    if a.letters == b.letters {
        return SURE;
    }
    let score = match (a.script(), b.script()) {
        (Script::Latin, Script::Latin) => latin(&a.letters, &b.letters),
        (Script::Latin, foreign) => across(foreign, b, a),
        (foreign, Script::Latin) => across(foreign, a, b),
        _ => latin(&a.plain(), &b.plain()),
    };
    score.clamp(-SURE, SURE)
}

fn latin(a: &Letters, b: &Letters) -> f32 {
    let (a, b) = if a.as_slice() <= b.as_slice() { (a, b) } else { (b, a) };
    if few_in_common(a.as_slice(), b.as_slice()) {
        return FAR_APART;
    }
    let score = shipped(Script::Latin).score(a, b);
    match (endings::levelled(a.as_slice()), endings::levelled(b.as_slice())) {
        (Some(a), Some(b)) if a == b => score.max(ONE_ENDING),
        (Some(a), Some(b)) if a.as_slice() <= b.as_slice() => score.max(shipped(Script::Latin).score(&a, &b)),
        (Some(a), Some(b)) => score.max(shipped(Script::Latin).score(&b, &a)),
        _ => score,
    }
}

/// Whether two plain Latin words share fewer than two in five letters of the longer: no spellings of one another, and most pairs
/// of names are such.
fn few_in_common(a: &[char], b: &[char]) -> bool {
    let mut counts = [0_i8; 128];
    a.iter().for_each(|letter| counts[*letter as usize % 128] += 1);
    let mut common = 0;
    for letter in b {
        let count = &mut counts[*letter as usize % 128];
        common += usize::from(*count > 0);
        *count -= 1;
    }
    a.len().min(b.len()) > 3 && common * 5 < a.len().max(b.len()) * 2
}

/// A word in another script against a Latin one. Chinese names of Chinese people are written as pinyin, letter by letter.
fn across(script: Script, foreign: &Word, word: &Word) -> f32 {
    let sound = shipped(script).score(&foreign.letters, &word.letters);
    if script == Script::Chinese { sound.max(latin(&foreign.plain(), &word.letters)) } else { sound }
}

/// Whether one is an initial that the other begins with.
pub(super) fn initial_of(a: &Word, b: &Word) -> bool {
    (a.is_initial() || b.is_initial()) && a.first().is_some() && a.first() == b.first()
}

/// Whether the shorter, of three letters or more, is how the longer begins (Rob, Robert).
pub(super) fn begins(a: &Word, b: &Word) -> bool {
    let (short, long) = if a.text.len() <= b.text.len() { (a, b) } else { (b, a) };
    short.text.chars().count() > 2 && long.text.starts_with(short.text.as_str())
}
