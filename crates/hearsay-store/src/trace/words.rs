//! Words of a text as tracing compares them: plain small letters, and whether they tell something by themselves.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use hearsay::names::letters::Letters;

static FUNCTION: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../lang/en/function_words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// In plain small letters, without the endings of number and tense.
    pub form: String,
    /// Whether it is known again by itself.
    pub tells: bool,
    /// Where it stands, in bytes.
    pub bytes: [usize; 2],
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, character) in ends {
        let inside = character.is_alphanumeric() || (matches!(character, '\'' | '’') && start.is_some());
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                push(&mut out, text, from, at);
                start = None;
            }
            _ => {}
        }
    }
    out
}

fn push(out: &mut Vec<Word>, text: &str, from: usize, to: usize) {
    let written = text[from..to].trim_end_matches(['\'', '’']);
    let plain: String = Letters::plain(written).as_slice().iter().collect();
    if plain.is_empty() {
        return;
    }
    let tells = !FUNCTION.contains(plain.as_str());
    let form = if tells { stem(plain) } else { plain };
    out.push(Word { form, tells, bytes: [from, from + written.len()] });
}

/// Without the ending of number or tense, where enough is left. It need not be right, only the same for both.
fn stem(mut word: String) -> String {
    for ending in ["ing", "ed", "es", "s", "e"] {
        if word.len() > ending.len() + 3 && word.ends_with(ending) && !word.ends_with("ss") {
            word.truncate(word.len() - ending.len());
            break;
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_in_plain_letters_without_endings() {
        let forms = |text: &str| words(text).into_iter().map(|word| word.form).collect::<Vec<_>>();
        assert_eq!(forms("“The Dvořák’s BOATS weren’t leaking…”"), ["the", "dvorak", "boat", "werent", "leak"]);
        assert_eq!(forms("— !"), Vec::<String>::new());
    }

    #[test]
    fn every_word_knows_where_it_stands() {
        let text = "Älter als 1,5 Jahre’";
        for word in words(text) {
            assert!(text.get(word.bytes[0]..word.bytes[1]).is_some_and(|slice| !slice.is_empty()), "{word:?}");
        }
    }
}
