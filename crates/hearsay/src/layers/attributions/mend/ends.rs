//! The ends of parts: punctuation that belongs to none of them, the colon that belongs to the cue.

use super::super::parts::{Parts, from};
use super::super::scene::Scene;
use crate::lang::en::WordSet;
use crate::text::TokenRange;

/// Marks that stand outside a content at its ends.
const LOOSE: [&str; 9] = [",", ";", ":", ".", "—", "–", "--", "-", ">"];

/// Conjunctions that join a content to what follows it.
const DANGLING: [&str; 8] = ["and", "but", "or", "though", "although", "while", "because", "as"];

/// Forms of "be".
pub const BE: [&str; 9] = ["is", "are", "was", "were", "been", "being", "be", "'s", "'re"];

/// A comma ends a source only where it closes a pair.
pub fn source(scene: &Scene, parts: &mut Parts) {
    parts.source.retain(|run| run.range().any(|at| scene.word(at).chars().any(char::is_alphabetic)));
    for run in &mut parts.source {
        if let Some(at) = run
            .range()
            .skip(1)
            .find(|&at| scene.word(at) == "," && scene.lower(at + 1) == "whose" && scene.is(WordSet::NameNoun, at + 2))
        {
            *run = TokenRange::new(run.start(), at);
        }
        let closes = run.range().take(run.len().saturating_sub(1)).any(|at| scene.word(at) == ",");
        if run.len() > 1 && scene.word(run.end() - 1) == "," && !closes {
            *run = TokenRange::new(run.start(), run.end() - 1);
        }
    }
}

/// Takes an empty subject and a trailing "by" from the cue and gives it the colon that touches it.
pub fn cue(scene: &Scene, parts: &mut Parts) {
    let Some(cue) = parts.cue else { return };
    let (mut start, mut end) = (cue.start(), cue.end());
    let empty = matches!(scene.lower(start).as_str(), "it" | "there") && BE.contains(&scene.lower(start + 1).as_str());
    if empty && end > start + 1 {
        start += 1;
    }
    if end > start + 1 && scene.lower(end - 1) == "by" && parts.source.iter().any(|source| source.start() == end) {
        end -= 1;
    }
    end = without_time(scene, start, end);
    if let Some(noun) = medium(scene, parts, end) {
        end = noun + 1;
    }
    if scene.word(end) == ":" && !parts.source.iter().any(|source| source.contains(end)) {
        end += 1;
        parts.content = parts.content.iter().filter_map(|run| beyond(*run, start, end)).collect();
    }
    parts.cue = Some(TokenRange::new(start, end));
}

/// One past the cue without the bare time that it ends with: "wrote in her diary | in 1944", "said | on Monday".
fn without_time(scene: &Scene, start: usize, end: usize) -> usize {
    let time = |at: usize| {
        scene.has(WordSet::Day, at) || (scene.word(at).len() == 4 && scene.word(at).chars().all(|c| c.is_ascii_digit()))
    };
    let phrase = end >= start + 3 && time(end - 1) && matches!(scene.lower(end - 2).as_str(), "on" | "in");
    if phrase { end - 2 } else { end }
}

/// The noun of a written medium in a phrase that touches the verb: "posted | on her channel".
fn medium(scene: &Scene, parts: &Parts, end: usize) -> Option<usize> {
    let free = |at: &usize| scene.is_word(*at) && !parts.holds(*at);
    let mut phrase = (end..end + 5).take_while(free);
    phrase.next().filter(|&at| matches!(scene.lower(at).as_str(), "in" | "on"))?;
    let noun = phrase.find(|&at| scene.has(WordSet::Written, at))?;
    let ends = !scene.is_word(noun + 1) || parts.says(noun + 1) || scene.has(WordSet::PhraseEnd, noun + 1);
    (ends && end < noun).then_some(noun)
}

/// What of a run is not taken over by a cue at `start..end`.
fn beyond(run: TokenRange, start: usize, end: usize) -> Option<TokenRange> {
    if run.end() <= start { Some(run) } else { from(run, end) }
}

/// Inside another's words: the question mark is the outer one's, a dash or semicolon ends the clause, and "it" with an
/// adjunct behind it is the whole content.
pub fn inner_content(scene: &Scene, parts: &mut Parts) {
    let whole = parts.content.clone();
    let quoted = |at: usize| scene.quoted_from(at).is_some_and(|start| whole.iter().any(|run| run.contains(start)));
    let cut = |run: &TokenRange| {
        let breaks = run.range().filter(|&at| matches!(scene.word(at), ";" | "—" | "–" | "--") && !quoted(at));
        let end = match breaks.collect::<Vec<usize>>().as_slice() {
            [only] => *only,
            _ => run.end(),
        };
        let last =
            (run.start()..end).rev().find(|&at| quoted(at) || !matches!(scene.word(at), "?" | "!" | "," | "."))?;
        Some(TokenRange::new(run.start(), last + 1))
    };
    parts.content = whole.iter().filter_map(cut).collect();
    if let [only] = parts.content.as_mut_slice()
        && parts.cue.is_some_and(|cue| cue.end() == only.start())
        && pronoun_alone(scene, *only)
    {
        *only = TokenRange::new(only.start(), only.start() + 1);
    }
}

fn pronoun_alone(scene: &Scene, run: TokenRange) -> bool {
    let stands_for = matches!(scene.lower(run.start()).as_str(), "it" | "so" | "that" | "this");
    let next = run.start() + 1;
    let adjunct = matches!(
        scene.lower(next).as_str(),
        "to" | "in" | "on" | "at" | "by" | "for" | "before" | "after" | "out" | "with"
    ) || scene.lower(next).ends_with("self");
    stands_for && adjunct && run.len() <= 4 && run.len() > 1
}

/// Takes the punctuation that stands outside its quotation marks from the ends of the content.
pub fn content(scene: &Scene, parts: &mut Parts) {
    let whole = parts.content.clone();
    let says = |at: usize| whole.iter().any(|run| run.contains(at));
    let quoted = |at: usize| scene.quoted_from(at).is_some_and(says);
    let paired = |at: usize| scene.mate(at).is_none_or(says);
    let loose = |at: usize| (LOOSE.contains(&scene.word(at)) && !quoted(at)) || !paired(at);
    let trim = |run: &TokenRange| {
        let start = run.range().find(|&at| !loose(at))?;
        let dangles = |at: usize| DANGLING.contains(&scene.word(at)) && !quoted(at) && at > start;
        let end = run.range().rev().find(|&at| !loose(at) && !dangles(at))? + 1;
        (run.range().any(|at| scene.is_word(at))).then(|| TokenRange::new(start, end))
    };
    parts.content = whole.iter().filter_map(trim).collect();
}

#[cfg(test)]
mod tests {
    use super::super::super::stage::Stage;
    use super::*;

    fn mended(marked: &str, rule: fn(&Scene, &mut Parts)) -> String {
        Stage::new(marked).mended(rule)
    }

    #[test]
    fn punctuation_outside_the_marks_is_cut() {
        assert_eq!(mended("<Lam> [asked] {which dusk,} then left.", content), "Lam | asked | which dusk");
        assert_eq!(mended("{“Leave it,”} <she> [said]", content), "she | said | “ Leave it , ”");
        assert_eq!(mended("<She> [said] {the books made her sad.}", content), "She | said | the books made her sad");
        assert_eq!(mended("“<She> [said] {no,”} he told us.", content), "She | said | no");
    }

    #[test]
    fn the_colon_belongs_to_the_cue() {
        assert_eq!(mended("<Lam> [concluded]: {“No.”}", cue), "Lam | concluded : | “ No . ”");
    }

    #[test]
    fn an_empty_subject_and_by_do_not() {
        assert_eq!(mended("[It is believed] {that it rained}", cue), " | is believed | that it rained");
        assert_eq!(mended("{The toll} [was approved by] <the council>", cue), "the council | was approved | The toll");
        assert_eq!(
            mended("<She> [wrote in her diary in 1944] {that it rained}", cue),
            "She | wrote in her diary | that it rained"
        );
    }

    #[test]
    fn a_source_is_somebody() {
        assert_eq!(mended("<15:05> [Asked] {which dusk}", source), " | Asked | which dusk");
        assert_eq!(mended("<Duarte>, who was late, [said] {no}", source), "Duarte | said | no");
    }

    #[test]
    fn it_is_content_enough() {
        assert_eq!(mended("“<He> [promised] {it to everyone},” she said.", inner_content), "He | promised | it");
        assert_eq!(mended("“<He> [said] {it was late},” she said.", inner_content), "He | said | it was late");
    }
}
