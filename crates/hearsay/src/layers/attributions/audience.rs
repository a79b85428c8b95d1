//! Audience: to whom it was said (docs/semantics.md, "Audience"). Three patterns, tried in order: the object of "told",
//! the phrase after "to" or "with" beside the cue, and the subject of "was told".

use super::meaning::{directs, head};
use super::parts::Parts;
use super::scene::{Decision, Scene};
use crate::lang::en::WordSet;
use crate::lang::en::people::{Class, PeopleWords};
use crate::text::TokenRange;

/// The longest audience, in tokens.
const LONGEST: usize = 14;

/// How far from cue or source an "interview with" may stand, in tokens.
const REACH: usize = 16;

/// Tells to whom a statement was said, in order of the text.
pub fn audience(scene: &Scene, parts: &Parts) -> Vec<Decision<TokenRange>> {
    let Some(cue) = parts.cue else { return Vec::new() };
    let verb = head(scene, cue).map_or(cue.start(), |(at, _)| at);
    let told = object(scene, parts, cue, verb).or_else(|| subject(scene, parts, cue, verb));
    let mut found: Vec<Decision<TokenRange>> = told.into_iter().collect();
    for (range, decider) in beside(scene, parts, cue, verb) {
        if found.iter().all(|other| !other.value.overlaps(range)) {
            found.push(Decision::new(range, decider, range));
        }
    }
    found.sort_by_key(|decision| decision.value);
    found
}

/// "Told reporters", "urged the board to act".
fn object(scene: &Scene, parts: &Parts, cue: TokenRange, verb: usize) -> Option<Decision<TokenRange>> {
    let sent = scene.is(WordSet::Sending, verb) && scene.word(verb + 1).starts_with(char::is_uppercase);
    let called =
        scene.is(WordSet::Calling, verb) && matches!(scene.lower(verb + 1).as_str(), "on" | "upon" | "to" | "with");
    if !(scene.is(WordSet::Addressing, verb) || sent || called) || passive(scene, cue, verb) {
        return None;
    }
    let directed = directs(scene, parts, verb);
    if called && !directed {
        return None;
    }
    let range = phrase(scene, parts, verb + 1 + usize::from(called), directed)?;
    let person = directed || scene.is(WordSet::Telling, verb) && !is_told_of(scene, range) || listens(scene, range);
    if !person || scene.is(WordSet::Sending, verb) && !listens(scene, range) {
        return None;
    }
    Some(Decision::new(range, if directed { "one who is directed" } else { "object of the cue" }, cue))
}

/// "Told the story of", "asked a question": what is told, nobody who is.
fn is_told_of(scene: &Scene, range: TokenRange) -> bool {
    let things =
        ["story", "stories", "truth", "tale", "tales", "joke", "jokes", "lie", "lies", "question", "questions"];
    let last = range.range().find(|&at| scene.lower(at) == "of").unwrap_or(range.end()) - 1;
    things.contains(&scene.lower(last).as_str())
}

/// "Lam was told": the words before the cue in its clause.
fn subject(scene: &Scene, parts: &Parts, cue: TokenRange, verb: usize) -> Option<Decision<TokenRange>> {
    if !(scene.is(WordSet::Telling, verb) || scene.is(WordSet::Directing, verb)) || !passive(scene, cue, verb) {
        return None;
    }
    let sentence = scene.sentence(cue.start())?.tokens;
    let inside = |&at: &usize| {
        let closed = scene.has(WordSet::PhraseEnd, at) || scene.has(WordSet::ClauseOpener, at);
        let joins = at + 1 == cue.start() && matches!(scene.lower(at).as_str(), "and" | "or" | "but");
        scene.is_word(at) && !parts.holds(at) && !closed && !joins
    };
    let start = (sentence.start()..cue.start()).rev().take_while(inside).last()?;
    let short = cue.start() - start <= 8;
    let range = TokenRange::new(start, cue.start());
    short.then(|| Decision::new(range, "subject of the passive cue", cue))
}

/// "Was told", "had been asked"; "told" after a form of "be" with nothing but adverbs between.
pub fn passive(scene: &Scene, cue: TokenRange, verb: usize) -> bool {
    let before = (cue.start()..verb).rev().map(|at| scene.lower(at)).find(|word| !word.ends_with("ly"));
    let be = ["is", "are", "was", "were", "been", "being", "be"];
    before.is_some_and(|word| be.contains(&word.as_str())) && !scene.lower(verb).ends_with("ing")
}

/// Phrases after "to" and "with" before the statement's first part in its sentence, in the cue, and after cue and source.
fn beside(scene: &Scene, parts: &Parts, cue: TokenRange, verb: usize) -> Vec<(TokenRange, &'static str)> {
    let Some(sentence) = scene.sentence(cue.start()).map(|sentence| sentence.tokens) else { return Vec::new() };
    let noun = scene.is(WordSet::Exchange, cue.end() - 1);
    let direct = (scene.is(WordSet::Towards, verb) || noun) && scene.lower(cue.end()) == "to";
    let direct = direct.then_some(cue.end());
    let told = direct.and_then(|at| phrase(scene, parts, at + 1, false)).filter(|&range| !is_noise(scene, range));
    let said_to = told.map(|range| (range, "said to"));
    let mut regions = vec![cue.range()];
    regions.extend(
        [cue.end()]
            .into_iter()
            .chain(parts.source.iter().map(|source| source.end()))
            .map(|from| free(scene, parts, from, sentence.end())),
    );
    regions.extend(behind(scene, parts, cue, sentence.end()));
    let opening = sentence.range().take_while(|&at| !parts.holds(at)).last();
    let opening = opening.and_then(|last| exchange(scene, parts, sentence.start()..last + 1));
    let opening = opening.filter(|range| leads_to(scene, parts, cue, range.end()));
    let exchanges = regions.into_iter().flat_map(|region| exchange(scene, parts, region)).chain(opening);
    said_to.into_iter().chain(exchanges.map(|range| (range, "exchange with"))).collect()
}

/// What follows an indirect content, where it opens as a place does: "in an interview with the Tidings".
fn behind(scene: &Scene, parts: &Parts, cue: TokenRange, end: usize) -> Option<std::ops::Range<usize>> {
    let last = parts.content.last().filter(|last| last.start() >= cue.end() && last.end() < end)?;
    let at = last.end() + usize::from(scene.word(last.end()) == ",");
    matches!(scene.lower(at).as_str(), "in" | "during").then(|| free(scene, parts, at, end))
}

/// "To applause": nobody is told.
fn is_noise(scene: &Scene, range: TokenRange) -> bool {
    let noise =
        ["applause", "cheers", "cheer", "cheering", "laughter", "boos", "chants", "silence", "whoops", "clapping"];
    range.range().any(|at| noise.contains(&scene.lower(at).as_str()))
}

/// Whether the statement follows an opening phrase that ends at `end`, as its own: at once, or behind words about when and where that a comma
/// closes. "Speaking to miners in the rain, Lam said" – but not "he spoke to miners who wanted".
fn leads_to(scene: &Scene, parts: &Parts, cue: TokenRange, end: usize) -> bool {
    let start = parts.start();
    let gap = || end..start;
    let relative = parts.source.first().is_some_and(|source| scene.has(WordSet::ClauseOpener, source.start()));
    let clause = |at: usize| scene.has(WordSet::ClauseOpener, at) || is_subject(scene, at) || scene.lower(at) == "and";
    let closed =
        gap().is_empty() || !scene.is_word(start - 1) && gap().filter(|&at| scene.word(at) == ",").count() <= 2;
    let marks = gap().all(|at| scene.is_word(at) || scene.word(at) == ",");
    let first = scene.sentence(cue.start()).map_or(start, |sentence| sentence.tokens.start());
    if scene.is(WordSet::Questioning, first) && end > first && !relative {
        return !scene.is_word(start - 1);
    }
    !relative && scene.lower(cue.start()) != "according" && closed && marks && !gap().any(clause)
}

/// The tokens from `from` that belong to no part and to no other clause.
fn free(scene: &Scene, parts: &Parts, from: usize, end: usize) -> std::ops::Range<usize> {
    let comma = |at: usize| {
        scene.word(at) == ","
            && (at == from || matches!(scene.lower(at + 1).as_str(), "in" | "during" | "at" | "asked"))
    };
    let clause = |at: usize| scene.has(WordSet::ClauseOpener, at) || is_subject(scene, at);
    let open = |at: &usize| !parts.holds(*at) && !clause(*at) && (scene.is_word(*at) || comma(*at));
    let count = (from..end).take(REACH).take_while(open).count();
    from..from + count
}

/// "Interview with the Tidings", "letter to staff", "replied to a widow by saying", "asked by the Tidings".
fn exchange(scene: &Scene, parts: &Parts, region: std::ops::Range<usize>) -> Option<TokenRange> {
    let found = region.clone().skip(1).find_map(|at| {
        let word = scene.lower(at);
        let with = matches!(word.as_str(), "to" | "with") && scene.is(WordSet::Exchange, at - 1);
        let answer = word == "to" && scene.is(WordSet::Answering, at - 1);
        let asked = word == "by" && scene.is(WordSet::Questioning, at - 1) && scene.lower(at - 1).ends_with("ed");
        let appears = matches!(scene.lower(at - 1).as_str(), "appear" | "appears" | "appeared" | "appearing");
        let before = word == "before" && (appears || scene.is(WordSet::Exchange, at - 1));
        (with || answer || asked || before).then_some((at, !with))
    });
    let (at, persons) = found?;
    phrase(scene, parts, at + 1, false).filter(|&range| !persons || listens(scene, range))
}

/// Whether a phrase tells of somebody who can be told: a pronoun, a name, a person, a body.
fn listens(scene: &Scene, phrase: TokenRange) -> bool {
    let words = PeopleWords::get();
    let ends = |at: &usize| matches!(scene.lower(*at).as_str(), "of" | "and" | "or");
    let last = phrase.range().find(ends).unwrap_or(phrase.end()) - 1;
    let word = scene.lower(last);
    let classes = [Class::Position, Class::Voice, Class::Post, Class::Person, Class::Body, Class::Woman, Class::Man];
    let noun = classes.iter().any(|&class| words.is(class, &word) || words.is_plural(class, &word));
    noun || words.is(Class::Several, &word)
        || scene.has(WordSet::ObjectPronoun, last)
        || scene.word(last).starts_with(char::is_uppercase)
}

/// The noun phrase that starts at `from`; `directed` lets it lie in the content, up to "to".
fn phrase(scene: &Scene, parts: &Parts, from: usize, directed: bool) -> Option<TokenRange> {
    let end = scene.sentence(from)?.tokens.end().min(from + LONGEST);
    let first = scene.lower(from);
    let own = |at: usize| directed || !(parts.says(at) || parts.source.iter().any(|source| source.contains(at)));
    if !own(from) || !begins_phrase(scene, from) {
        return None;
    }
    let alone =
        scene.has(WordSet::ObjectPronoun, from) && !(first == "her" && noun_follows(scene, from) && own(from + 1));
    if alone {
        return Some(TokenRange::new(from, from + 1));
    }
    let inside = |&at: &usize| {
        let ends = scene.has(WordSet::PhraseEnd, at) && !in_capitals(scene, from, at);
        own(at)
            && (at == from || !ends && !begins_anew(scene, from, at) && !is_subject(scene, at))
            && scene.is_word(at)
            && !is_adverb(scene, at)
    };
    let length = (from..end).take_while(inside).count();
    let range = TokenRange::new(from, programme(scene, from, from + length).unwrap_or(from + length));
    (length > 0).then_some(range)
}

/// "USA TODAY", "ABC's This Week": a word of time inside a name.
fn in_capitals(scene: &Scene, from: usize, at: usize) -> bool {
    let upper = |at: usize| scene.word(at).len() > 1 && scene.word(at).chars().all(char::is_uppercase);
    let owner = at > from && matches!(scene.lower(at - 1).as_str(), "'s" | "'");
    at > from && (upper(at) && upper(at - 1) || owner && scene.word(at).starts_with(char::is_uppercase))
}

/// One past the closing mark of a programme's title behind its channel: "the Tidings’ “Morning Desk”".
fn programme(scene: &Scene, from: usize, end: usize) -> Option<usize> {
    let owner = end > from + 1 && matches!(scene.lower(end - 1).as_str(), "'s" | "'");
    let close = scene.mate(end).filter(|&close| owner && close > end && close - end <= LONGEST)?;
    Some(close + 1)
}

/// "Lam a few times", "the crew two days": behind a noun an article or a number opens another phrase.
fn begins_anew(scene: &Scene, from: usize, at: usize) -> bool {
    let joins = |at: usize| {
        let word = scene.lower(at);
        scene.has(WordSet::Determiner, at)
            || matches!(word.as_str(), "of" | "and" | "or" | "&" | "by" | "both" | "like")
    };
    let opens = matches!(
        scene.lower(at).as_str(),
        "a" | "an" | "the" | "this" | "that" | "his" | "her" | "their" | "its" | "twice"
    );
    at > from && opens && !joins(at - 1)
}

/// The person at `from` who is told to do something, whether it was taken for content or not.
pub fn directed_person(scene: &Scene, parts: &Parts, from: usize) -> Option<TokenRange> {
    phrase(scene, parts, from, true)
}

/// One past a person who is told, at `from`: a pronoun, or a noun phrase that what is told follows at once.
pub fn told_person(scene: &Scene, from: usize) -> Option<usize> {
    let pronoun = scene.has(WordSet::ObjectPronoun, from) && !matches!(scene.lower(from).as_str(), "it" | "nobody");
    if pronoun && !(scene.lower(from) == "her" && noun_follows(scene, from)) {
        return Some(from + 1);
    }
    let opens = |at: usize| {
        scene.lower(at) == "to"
            || scene.has(WordSet::ClauseOpener, at)
            || scene.has(WordSet::Determiner, at)
            || is_subject(scene, at)
            || scene.opens_speech(at)
    };
    let named = scene.word(from).starts_with(char::is_uppercase);
    if !scene.is_word(from)
        || is_subject(scene, from)
        || !(named || scene.has(WordSet::Determiner, from) || scene.has(WordSet::Listeners, from))
    {
        return None;
    }
    let end =
        (from + 1..from + LONGEST).find(|&at| !scene.is_word(at) || scene.has(WordSet::PhraseEnd, at) || opens(at))?;
    let noun = end > from + 1 || !scene.has(WordSet::Determiner, from);
    (noun && opens(end)).then_some(end)
}

/// A pronoun that can only be a subject.
fn is_subject(scene: &Scene, at: usize) -> bool {
    matches!(scene.lower(at).as_str(), "i" | "he" | "she" | "they" | "we" | "it" | "there" | "nobody")
}

fn begins_phrase(scene: &Scene, at: usize) -> bool {
    let closed = scene.has(WordSet::Determiner, at) || scene.has(WordSet::ObjectPronoun, at);
    let stays = scene.has(WordSet::PhraseEnd, at) || scene.has(WordSet::NounEnd, at) || is_subject(scene, at);
    closed || (scene.is_word(at) && !stays && !is_adverb(scene, at))
}

fn noun_follows(scene: &Scene, at: usize) -> bool {
    let closed =
        scene.has(WordSet::PhraseEnd, at + 1) || scene.has(WordSet::Determiner, at + 1) || is_subject(scene, at + 1);
    scene.is_word(at + 1) && !closed && !is_adverb(scene, at + 1)
}

fn is_adverb(scene: &Scene, at: usize) -> bool {
    let word = scene.word(at);
    let adjective = matches!(word, "weekly" | "daily" | "elderly" | "family" | "friendly" | "scholarly");
    word.ends_with("ly") && !adjective && word.len() > 4 && word.chars().next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;
    use super::*;

    fn told(marked: &str) -> Vec<String> {
        let stage = Stage::new(marked);
        audience(&stage.scene(), &stage.parts).into_iter().map(|one| stage.words(one.value)).collect()
    }

    #[test]
    fn the_object_of_telling() {
        assert_eq!(told("<Lam> [told] reporters {that it rained}"), ["reporters"]);
        assert_eq!(told("<Lam> [told] the Tidings on Monday {that it rained}"), ["the Tidings"]);
        assert_eq!(told("<Lam> [told] her {that it rained}"), ["her"]);
        assert_eq!(told("<Lam> [told] TIDINGS TODAY {that it rained}"), ["TIDINGS TODAY"]);
        assert_eq!(told("<Lam> [told] Krog he {would wait}"), ["Krog"]);
        assert_eq!(told("<Lam> [called on] {the board to wait}"), ["the board"]);
        assert_eq!(told("<Lam> [called on] {the board}"), Vec::<String>::new());
        assert_eq!(told("<Lam> [told] her lawyer {that it rained}"), ["her lawyer"]);
        assert_eq!(told("<Lam> [urged] {the board to wait}"), ["the board"]);
        assert_eq!(told("<Lam> [told] the crew {to wait}"), ["the crew"]);
        assert_eq!(told("<Lam> [asked] {whether it rained}"), Vec::<String>::new());
    }

    #[test]
    fn to_and_with() {
        assert_eq!(told("{It rained} , <Lam> [said] to his wife"), ["his wife"]);
        assert_eq!(told("{It rained} , <Lam> [wrote in a letter to staff]"), ["staff"]);
        assert_eq!(told("In an interview with the Tidings , <Lam> [said] {it rained}"), ["the Tidings"]);
        assert_eq!(told("<Lam> [said] at a rally {that it rained}"), Vec::<String>::new());
        assert_eq!(told("In a speech before the council , <Lam> [said] {it rained}"), ["the council"]);
        assert_eq!(told("In a speech before noon , <Lam> [said] {it rained}"), Vec::<String>::new());
        assert_eq!(told("Asked by the Tidings , <Lam> [said] {it rained}"), ["the Tidings"]);
        assert_eq!(told("<Lam> responded to a pilot by [saying] {it rained}"), ["a pilot"]);
        assert_eq!(told("{It rained} , <Lam> [said] to applause"), Vec::<String>::new());
        assert_eq!(told("Speaking to miners in the rain , <Lam> [said] {it rained}"), ["miners"]);
        assert_eq!(told("Duarte spoke to miners <who> [feared] {the rain}"), Vec::<String>::new());
        assert_eq!(told("<Lam> [offered] {an answer} in an interview with the Tidings"), ["the Tidings"]);
        assert_eq!(told("<Lam> responded to the storm by [saying] {it rained}"), Vec::<String>::new());
    }

    #[test]
    fn what_is_sent_is_no_audience() {
        assert_eq!(told("<Lam> [emailed] a summary {saying that it rained}"), Vec::<String>::new());
        assert_eq!(told("{It rained} , <Lam> [wrote] Duarte"), ["Duarte"]);
        assert_eq!(told("{It rained} , <Lam> [told] Duarte a few times"), ["Duarte"]);
    }

    #[test]
    fn the_one_who_was_told() {
        assert_eq!(told("Lam [was told] {that it rained}"), ["Lam"]);
    }
}
