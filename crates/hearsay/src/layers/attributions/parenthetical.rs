//! Cues that are no verbs and stand beside the clause that they lay at somebody's door, where the network is silent:
//! "according to", "in the words of", "in X's view", "reportedly" (docs/semantics.md, "Cue").

use super::collect::{Draft, Odds};
use super::mend::trim;
use super::parts::Parts;
use super::scene::Scene;
use crate::lang::en::WordSet;
use crate::layers::sentences::Sentence;
use crate::text::TokenRange;

/// Phrases that end in the source, with the cue's part of them.
const LEADING: [&[&str]; 4] = [
    &["according", "to"],
    &["in", "the", "words", "of"],
    &["in", "the", "view", "of"],
    &["in", "the", "opinion", "of"],
];

/// What the network would say of such a phrase: as likely as not.
const ODDS: Odds = Odds { cue: 0.5, source: Some(0.5), content: Some(0.5) };

/// Adds a statement for each such cue that lies in no other's parts; one that a found cue swallowed is taken out of it.
pub fn parenthetical(scene: &Scene, drafts: &mut Vec<Draft>) {
    for sentence in scene.sentences {
        let Some(mut found) = sentence.tokens.range().find_map(|at| phrase(scene, sentence, at)) else { continue };
        trim(scene, &mut found);
        let Some(cue) = found.cue else { continue };
        let swallows = |draft: &Draft| {
            let other = draft.parts.cue.filter(|other| other.overlaps(cue));
            !draft.inner && other.is_some_and(|other| !other.range().any(|at| is_verb(scene, at)) && other != cue)
        };
        drafts.retain(|draft| !swallows(draft));
        let taken = |draft: &Draft| draft.parts.all().any(|range| found.all().any(|own| own.overlaps(range)));
        if !drafts.iter().any(taken) {
            drafts.push(Draft {
                parts: found,
                odds: ODDS,
                inner: false,
                settled: vec![("cue", "phrase beside its clause")],
            });
        }
    }
}

fn is_verb(scene: &Scene, at: usize) -> bool {
    scene.lexicon.meaning(&scene.lower(at), None).is_some()
        && !matches!(scene.lower(at).as_str(), "words" | "view" | "opinion" | "according")
}

/// The statement of a phrase that starts at token `at`.
fn phrase(scene: &Scene, sentence: &Sentence, at: usize) -> Option<Parts> {
    if scene.quoted_from(at).is_some() {
        return None;
    }
    let opens = |words: &&&[&str]| words.iter().enumerate().all(|(index, word)| scene.lower(at + index) == *word);
    if let Some(words) = LEADING.iter().find(opens) {
        let cue = TokenRange::new(at, at + words.len());
        let end = source_end(scene, sentence, cue.end());
        return around(scene, sentence, TokenRange::new(at, end), cue, Some(TokenRange::new(cue.end(), end)));
    }
    if scene.lower(at) == "in" {
        let noun = (at + 2..at + 7).find(|&at| matches!(scene.lower(at).as_str(), "view" | "opinion" | "eyes"))?;
        let source = TokenRange::new(at + 1, noun);
        let owns = matches!(scene.lower(noun - 1).as_str(), "his" | "her" | "their" | "my" | "our")
            || scene.lower(noun - 1).ends_with("'s")
            || scene.lower(noun - 1).ends_with("s'")
            || matches!(scene.lower(noun - 1).as_str(), "'s" | "'");
        let plain = source.range().all(|at| scene.word(at) != ",");
        return if owns && plain {
            around(scene, sentence, TokenRange::new(at, noun + 1), TokenRange::new(noun, noun + 1), Some(source))
        } else {
            None
        };
    }
    if scene.has(WordSet::Hearsay, at) {
        let cue = TokenRange::new(at, at + 1);
        return around(scene, sentence, cue, cue, None);
    }
    None
}

/// One past the noun phrase of the source: to the comma, the quotation or the sentence's end.
fn source_end(scene: &Scene, sentence: &Sentence, from: usize) -> usize {
    let stops = |&at: &usize| !scene.is_word(at) && !matches!(scene.word(at), "-" | "&" | "’" | "'");
    (from..sentence.tokens.end()).find(stops).unwrap_or(sentence.tokens.end())
}

/// The clause around a phrase, which must be set off by commas or stand at an end; an adverb need not.
fn around(
    scene: &Scene,
    sentence: &Sentence,
    whole: TokenRange,
    cue: TokenRange,
    source: Option<TokenRange>,
) -> Option<Parts> {
    let (start, end) = (sentence.tokens.start(), sentence.tokens.end());
    let comma = |at: usize| scene.word(at) == ",";
    let opens = whole.start() == start && comma(whole.end());
    let closes = whole.start() > start && comma(whole.start() - 1) && !scene.is_word(whole.end());
    let adverb = source.is_none();
    if !(opens || closes || adverb) || source.is_some_and(|source| source.is_empty()) {
        return None;
    }
    let before = TokenRange::new(start, whole.start() - usize::from(whole.start() > start && comma(whole.start() - 1)));
    let after = TokenRange::new(whole.end() + usize::from(comma(whole.end())), end);
    let words = |run: &TokenRange| run.range().any(|at| scene.is_word(at));
    let content: Vec<TokenRange> = [before, after].into_iter().filter(words).collect();
    (!content.is_empty()).then(|| Parts { source: source.into_iter().collect(), cue: Some(cue), content })
}

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;
    use super::*;

    fn told(text: &str) -> Option<String> {
        let stage = Stage::new(text);
        let mut drafts = Vec::new();
        parenthetical(&stage.scene(), &mut drafts);
        Some(stage.show(&drafts.first()?.parts))
    }

    #[test]
    fn phrases_beside_their_clause() {
        assert_eq!(
            told("The tide was late, according to Lam.").as_deref(),
            Some("Lam | according to | The tide was late")
        );
        assert_eq!(told("In the divers’ view, it fell.").map(|told| told.contains("view")), Some(true));
        assert_eq!(told("The owner reportedly left.").as_deref(), Some(" | reportedly | The owner … left"));
        assert_eq!(told("The owner left in view of the town."), None);
    }
}
