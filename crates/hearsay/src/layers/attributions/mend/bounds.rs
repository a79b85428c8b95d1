//! Where a content must end: at the paragraph, at a sentence of the author's own, before a quotation, and, inside
//! another's words, with its sentence.

use super::super::parts::Parts;
use super::super::scene::Scene;
use crate::lang::en::WordSet;
use crate::text::TokenRange;

/// The longest dateline, in tokens.
const DATELINE: usize = 16;

/// Leaves out the place and date that a story opens with: `OUDE HAVEN, March 4 (Norland Press) —`.
pub fn without_dateline(scene: &Scene, parts: &mut Parts) {
    let behind = |run: &TokenRange| {
        let end = dateline(scene, scene.paragraph(run.start()).start())?;
        (run.start() < end && end < run.end()).then_some(end)
    };
    for run in &mut parts.content {
        if let Some(end) = behind(run) {
            *run = TokenRange::new(end, run.end());
        }
    }
}

/// One past the dash that ends the dateline of the paragraph that starts at `start`.
fn dateline(scene: &Scene, start: usize) -> Option<usize> {
    let shouted = |at: usize| {
        let word = scene.word(at);
        word.chars().filter(|letter| letter.is_alphabetic()).count() > 2 && word.chars().all(|c| !c.is_lowercase())
    };
    let end = scene.paragraph(start).end().min(start + DATELINE);
    let dash = (start..end).find(|&at| matches!(scene.word(at), "—" | "–" | "--" | "-"))?;
    let plain = (start..dash).all(|at| !matches!(scene.word(at), "“" | "\"" | "!" | "?"));
    (shouted(start) && plain && dash > start).then_some(dash + 1)
}

/// A content stays in its cue's paragraph; elsewhere it is quoted or not there at all.
pub fn within_paragraphs(scene: &Scene, parts: &mut Parts) {
    let Some(home) = parts.cue.map(|cue| scene.paragraph(cue.start()).start()) else { return };
    let stays = |run: &TokenRange| {
        let start = scene.paragraph(run.start()).start();
        start == home || scene.opens_speech(run.start()) || scene.in_quoted_part(run.start())
    };
    let pieces = parts.content.iter().flat_map(|run| by_paragraph(scene, *run));
    let kept: Vec<TokenRange> = pieces.filter(stays).collect();
    if !kept.is_empty() {
        parts.content = kept;
    }
}

fn by_paragraph(scene: &Scene, run: TokenRange) -> Vec<TokenRange> {
    split(run, |at| scene.paragraph(at).start() == at)
}

/// Cuts a run before each token that `before` holds of.
fn split(run: TokenRange, before: impl Fn(usize) -> bool) -> Vec<TokenRange> {
    let mut cuts: Vec<usize> = (run.start() + 1..run.end()).filter(|&at| before(at)).collect();
    cuts.insert(0, run.start());
    cuts.push(run.end());
    cuts.windows(2).map(|pair| TokenRange::new(pair[0], pair[1])).collect()
}

/// A whole sentence of the author's own between two parts ends the run: what lies beyond it, seen from the cue, is another's.
pub fn without_own_sentences(scene: &Scene, parts: &mut Parts) {
    let Some(cue) = parts.cue else { return };
    let all: Vec<TokenRange> = parts.all().collect();
    let nearest_end = |at: usize| all.iter().map(|range| range.end()).filter(|&end| end <= at).max();
    let nearest_start = |at: usize| all.iter().map(|range| range.start()).filter(|&start| start >= at).min();
    let beyond = |run: &TokenRange| {
        let gap = if run.start() >= cue.end() {
            nearest_end(run.start()).map(|end| (end, run.start()))
        } else {
            nearest_start(run.end()).map(|start| (run.end(), start))
        };
        gap.is_some_and(|(from, to)| holds_sentence(scene, from, to))
    };
    let after = parts.content.iter().position(|run| run.start() >= cue.end() && beyond(run));
    let before = parts.content.iter().rposition(|run| run.end() <= cue.start() && beyond(run));
    let kept = before.map_or(0, |at| at + 1)..after.unwrap_or(parts.content.len());
    if !kept.is_empty() {
        parts.content = parts.content[kept].to_vec();
    }
}

/// Whether a sentence with a word in it lies wholly in `from..to`.
fn holds_sentence(scene: &Scene, from: usize, to: usize) -> bool {
    let mut at = from;
    while let Some(sentence) = scene.sentence(at).filter(|sentence| sentence.tokens.start() < to) {
        let tokens = sentence.tokens;
        if tokens.start() >= from && tokens.end() <= to && tokens.range().any(|at| scene.is_word(at)) {
            return true;
        }
        at = tokens.end();
    }
    false
}

/// The full stop between indirect words and a quotation after them stands in neither.
pub fn apart_from_quotations(scene: &Scene, parts: &mut Parts) {
    let begins = |at: usize| {
        let stop = scene.word(at - 1) == "." && scene.quoted_from(at - 1).is_none();
        stop && scene.opens_speech(at) && scene.sentence(at).is_some_and(|sentence| sentence.tokens.start() == at)
    };
    parts.content = parts.content.iter().flat_map(|run| split(*run, begins)).collect();
}

/// Inside another's words an unquoted content ends with the sentence of its cue; a quotation may follow it.
pub fn within_sentence(scene: &Scene, parts: &mut Parts) {
    let Some(sentence) = parts.cue.and_then(|cue| scene.sentence(cue.start())).map(|sentence| sentence.tokens) else {
        return;
    };
    let whole = parts.content.clone();
    let quoted = parts.cue.is_some_and(|cue| scene.quoted_from(cue.start()).is_some());
    let deeper = |start: usize| !quoted || scene.is_inside_marks(start);
    let own = |at: usize| {
        scene.quoted_from(at).is_some_and(|start| deeper(start) && whole.iter().any(|run| run.contains(start)))
    };
    let begins = |at: usize| !own(at) && scene.sentence(at).is_some_and(|other| other.tokens.start() == at);
    let stays = |run: &TokenRange| sentence.contains(run.start()) || own(run.start());
    parts.content = whole.iter().flat_map(|run| split(*run, begins)).filter(stays).collect();
    parts.source.retain(|run| sentence.contains(run.start()));
}

/// A content that opens behind its cue with a quotation that a comma ends before its closing mark is that quotation; the author's
/// words that follow are not said.
pub fn without_tail(scene: &Scene, parts: &mut Parts) {
    let Some(cue) = parts.cue else { return };
    let Some(run) = parts.content.last_mut().filter(|run| run.start() >= cue.end()) else { return };
    let Some(last) = scene.mate(run.start()).filter(|&last| last > run.start() && last + 1 < run.end()) else { return };
    let whole = scene.is_outermost(run.start()) && scene.word(last - 1) == ",";
    let more = (last + 1..run.end()).any(|at| scene.opens_speech(at));
    let joined = matches!(scene.lower(last + 1).as_str(), "and" | "but" | "or");
    if whole && !more && !joined {
        *run = TokenRange::new(run.start(), last + 1);
    }
}

/// "According to the log, which she kept, it rained": the clause about the source is no content.
pub fn without_relative(scene: &Scene, parts: &mut Parts) {
    let ends: Vec<usize> = parts.source.iter().map(|source| source.end()).collect();
    for run in &mut parts.content {
        let relative = matches!(scene.lower(run.start()).as_str(), "which" | "who" | "whose");
        let beside = ends.iter().any(|&end| end == run.start() || (end + 1 == run.start() && scene.word(end) == ","));
        let comma = run.range().find(|&at| scene.word(at) == ",");
        if let Some(comma) = comma.filter(|&comma| relative && beside && comma + 1 < run.end()) {
            *run = TokenRange::new(comma + 1, run.end());
        }
    }
}

/// A relative clause that a comma sets off at the end is the author's, as far as can be told.
pub fn without_addition(scene: &Scene, parts: &mut Parts) {
    let opener = |run: &TokenRange| scene.has(WordSet::ClauseOpener, run.start());
    for run in parts.content.iter_mut().filter(|run| !opener(run)) {
        let relative = |&at: &usize| {
            scene.word(at) == ","
                && matches!(scene.lower(at + 1).as_str(), "which" | "who" | "whose" | "where")
                && scene.quoted_from(at).is_none()
        };
        let Some(comma) = run.range().rev().find(relative).filter(|&comma| comma > run.start()) else { continue };
        let last = (comma + 1..run.end()).all(|at| scene.word(at) != "," && scene.quoted_from(at).is_none());
        if last {
            *run = TokenRange::new(run.start(), comma);
        }
    }
}

/// A piece that is nothing but an article or a conjunction is no content beside one that is.
pub fn without_crumbs(scene: &Scene, parts: &mut Parts) {
    let crumb = |run: &TokenRange| {
        let mut words = run.range().filter(|&at| scene.is_word(at));
        words.all(|at| {
            matches!(
                scene.lower(at).as_str(),
                "a" | "an" | "the" | "and" | "but" | "that" | "to" | "of" | "in" | "on" | "as" | "by" | "at" | "for"
            )
        })
    };
    if parts.content.iter().any(|run| !crumb(run)) {
        parts.content.retain(|run| !crumb(run));
    }
}

/// Where the cue stands inside quotation marks its source and content do too.
pub fn within_quotation(scene: &Scene, parts: &mut Parts) {
    if parts.cue.is_none_or(|cue| scene.quoted_from(cue.start()).is_none()) {
        return;
    }
    let inside = |run: &TokenRange| scene.quoted_from(run.start()).is_some();
    parts.content.retain(inside);
    parts.source.retain(inside);
}

#[cfg(test)]
mod tests {
    use super::super::super::stage::Stage;
    use super::*;

    fn mended(marked: &str, rule: fn(&Scene, &mut Parts)) -> String {
        Stage::new(marked).mended(rule)
    }

    #[test]
    fn a_dateline_is_no_content() {
        let text = "{FOGBANK, March 4 (Norland Press) — The ferry sank}, <the guard> [said].";
        assert_eq!(mended(text, without_dateline), "the guard | said | The ferry sank");
    }

    #[test]
    fn a_content_ends_with_its_paragraph() {
        let text = "<The cook> [said], {“There were two.}\n\n{Police found footprints}.";
        assert_eq!(mended(text, within_paragraphs), "The cook | said | “ There were two .");
        let text = "<The cook> [said], {“There were two.}\n\n{“One had a lamp.”}";
        assert_eq!(mended(text, within_paragraphs).matches('…').count(), 1);
    }

    #[test]
    fn a_sentence_of_the_authors_own_ends_the_run() {
        let text = "{“I have no brother,”} <the baker> [said]. He wiped the counter. {“I had one.”}";
        assert_eq!(mended(text, without_own_sentences), "the baker | said | “ I have no brother , ”");
        let text = "{“We waited,”} <she> [said]. {“Nobody came.”}";
        assert_eq!(mended(text, without_own_sentences).matches('…').count(), 1);
    }

    #[test]
    fn a_quotation_stands_apart_from_the_words_before_it() {
        let text = "<Lam> [said] {he would not resign. “I have work to do.”}";
        assert_eq!(mended(text, apart_from_quotations), "Lam | said | he would not resign . … “ I have work to do . ”");
    }

    #[test]
    fn inside_a_quotation_a_content_ends_with_its_sentence() {
        let text = "“<He> [reckons] {I was late. I told him no},” she said.";
        assert_eq!(mended(text, within_sentence), "He | reckons | I was late .");
    }
}
