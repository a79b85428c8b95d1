//! Quotations that the author's words directly before them introduce, where the network found no cue: by a colon ("a lesson
//! from Reyes: “…”"), by a verb of saying and a comma ("Reyes saying on Monday, “…”", "as Reyes put it, “…”"), between dashes.

use super::parts::Parts;
use super::scene::Scene;
use crate::lang::en::WordSet;
use crate::layers::quotations::Quotation;
use crate::record::Mode;
use crate::text::TokenRange;

/// The longest cue and the longest phrase behind a verb, in tokens.
const LONGEST: usize = 8;

/// The longest name, in tokens.
const NAME: usize = 5;

/// Source, cue and content of a quotation that the words before it introduce.
pub fn introduced(scene: &Scene, quotation: &Quotation) -> Option<Parts> {
    let at = quotation.tokens.first()?.start();
    let lead = at.checked_sub(1).filter(|&lead| scene.quoted_from(lead).is_none())?;
    let start = scene.sentence(lead)?.tokens.start();
    let same = scene.paragraph(lead).contains(at);
    let (source, cue) = match scene.word(lead) {
        ":" if ends_sentence(scene, quotation) => before_colon(scene, start, lead)?,
        "," if same => before_comma(scene, start, lead)?,
        "—" | "–" | "--" if same && is_dash(scene.word(quotation.tokens.last()?.end())) => {
            (subject(scene, start, lead)?, TokenRange::new(lead, at))
        }
        _ => return None,
    };
    Some(Parts { source: vec![source], cue: Some(cue), content: quotation.tokens.clone() })
}

fn is_dash(word: &str) -> bool {
    matches!(word, "—" | "–" | "--")
}

fn ends_sentence(scene: &Scene, quotation: &Quotation) -> bool {
    let Some(last) = quotation.tokens.last().map(|piece| piece.end()) else { return false };
    let end = scene.sentence(last - 1).map_or(last, |sentence| sentence.tokens.end());
    !(last..end).any(|at| scene.is_word(at))
}

/// "A lesson from Reyes:", "this finding:", "Reyes made the following comment:".
fn before_colon(scene: &Scene, start: usize, colon: usize) -> Option<(TokenRange, TokenRange)> {
    let alone = TokenRange::new(colon, colon + 1);
    let name = (start..colon).rev().take(NAME).take_while(|&at| is_name(scene, at)).last();
    let led = |&at: &usize| at == start || matches!(scene.lower(at - 1).as_str(), "from" | "by");
    if let Some(first) = name.filter(led) {
        return Some((TokenRange::new(first, colon), alone));
    }
    let text = (start..colon).rev().take(NAME).find(|&at| scene.has(WordSet::Determiner, at));
    if let Some(first) = text.filter(|&first| first + 1 < colon && is_text(scene, colon - 1)) {
        return Some((TokenRange::new(first, colon), alone));
    }
    let source = subject(scene, start, colon)?;
    let says = (source.end()..colon).any(|at| says(scene, at));
    let short = colon - source.end() <= LONGEST;
    (says && short).then(|| (source, TokenRange::new(source.end(), colon + 1)))
}

fn is_text(scene: &Scene, noun: usize) -> bool {
    scene.is(WordSet::Written, noun) || scene.is(WordSet::Study, noun)
}

/// "Reyes saying on Monday,", "as Reyes, a farmer, recently put it,".
fn before_comma(scene: &Scene, start: usize, comma: usize) -> Option<(TokenRange, TokenRange)> {
    let near = comma.saturating_sub(LONGEST).max(start)..comma;
    if let Some(verb) = near.clone().find(|&at| scene.lower(at).starts_with("put") && scene.lower(at + 1) == "it") {
        let first = (start..verb).rev().find(|&at| scene.lower(at) == "as")? + 1;
        let adverb = usize::from(scene.lower(verb - 1).ends_with("ly"));
        let source = Some(TokenRange::new(first, verb - adverb)).filter(|source| !source.is_empty())?;
        return Some((source, TokenRange::new(verb - adverb, verb + 2)));
    }
    let phrase = |at: usize| at + 1 == comma || scene.has(WordSet::PhraseEnd, at + 1);
    let verb = near.rev().find(|&at| says(scene, at) && phrase(at) && scene.word(at).len() > 3)?;
    let first = (start..verb).rev().take(NAME).take_while(|&at| is_name(scene, at)).last()?;
    Some((TokenRange::new(first, verb), TokenRange::new(verb, verb + 1)))
}

/// The name or pronoun that the sentence opens with, or the first that stands behind a comma.
fn subject(scene: &Scene, start: usize, end: usize) -> Option<TokenRange> {
    let opens = |at: usize| {
        let length = (at..end.min(at + NAME)).take_while(|&at| is_name(scene, at)).count();
        let length = if scene.has(WordSet::SubjectPronoun, at) { 1 } else { length };
        (length > 0 && at + length < end).then(|| TokenRange::new(at, at + length))
    };
    let commas = (start..end).filter(|&at| scene.word(at) == ",");
    opens(start).filter(|_| !scene.has(WordSet::PhraseEnd, start)).or_else(|| commas.map(|at| at + 1).find_map(opens))
}

fn is_name(scene: &Scene, at: usize) -> bool {
    scene.word(at).starts_with(char::is_uppercase) && !scene.has(WordSet::Determiner, at)
}

/// Whether token `at` is a word of speech or writing.
fn says(scene: &Scene, at: usize) -> bool {
    let told = scene.lexicon.meaning(&scene.lower(at), None);
    told.is_some_and(|told| matches!(told.mode, Mode::Speech | Mode::Writing))
}

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;

    fn told(text: &str) -> Option<String> {
        let stage = Stage::new(text);
        let scene = stage.scene();
        let quotation = scene.quotations.iter().find(|quotation| quotation.within.is_none())?;
        super::introduced(&scene, quotation).map(|parts| stage.show(&parts))
    }

    #[test]
    fn a_colon_introduces() {
        let lesson = told("A lesson from Ana Reyes: “Dig wells before the drought.”");
        assert_eq!(lesson.as_deref(), Some("Ana Reyes | : | “ Dig wells before the drought . ”"));
        let comment = told("On July 6, 2015, Reyes made the following comment: “It has not rained.”");
        assert_eq!(comment.as_deref(), Some("Reyes | made the following comment : | “ It has not rained . ”"));
        let finding = told("The drought is shown by this survey: “Nine wells are dry.”");
        assert_eq!(finding.as_deref(), Some("this survey | : | “ Nine wells are dry . ”"));
        assert_eq!(told("The valley was dry: “Rain” was a word that few had heard."), None);
        assert_eq!(told("The valley was as dry as ever: “Rain is what we need.”"), None);
    }

    #[test]
    fn a_verb_and_a_comma_do() {
        let saying = told("The film ends with Reyes saying during the drought, “That makes me thirsty.”");
        assert_eq!(saying.as_deref(), Some("Reyes | saying | “ That makes me thirsty . ”"));
        let put = told("As Ana Reyes, a farmer, recently put it, “Wells are not rain.”");
        assert_eq!(put.as_deref(), Some("Ana Reyes , a farmer , | recently put it | “ Wells are not rain . ”"));
        assert_eq!(told("When the wells were dry, “rain” was a word that few had heard."), None);
    }

    #[test]
    fn dashes_do_on_both_sides() {
        let text = "Reyes hardly cleared it up, taking it as praise — “That makes me thirsty” — and later as a joke.";
        assert_eq!(told(text).as_deref(), Some("Reyes | — | “ That makes me thirsty ”"));
        assert_eq!(told("Reyes left — “That makes me thirsty,” a neighbour said."), None);
    }
}
