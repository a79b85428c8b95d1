//! Labelled turns inside a story ("A partial transcript follows:" … "LAM: …") were all said on the occasion, and came through the
//! hands, that the lines above them tell of.

use super::carriers::Carriers;
use super::outlets::{is_own, outlets};
use super::phrases::{Look, phrases};
use super::{Handling, Station, Told};
use crate::layers::attributions::Attribution;
use crate::record::{OccasionKind, ViaKind};
use crate::text::TokenRange;

/// Sentences above the first turn that may introduce the talk.
const ABOVE: usize = 3;

/// Gives the turns of each talk what introduces it.
pub fn talk(look: &Look, carriers: &Carriers, all: &[Attribution], handlings: &mut [Handling]) {
    let mut turns: Vec<usize> = (0..all.len()).filter(|&index| all[index].within.is_none()).collect();
    turns.sort_by_key(|&index| opens(&all[index]));
    for bodies in talks(look) {
        let (Some(first), Some(last)) = (bodies.first(), bodies.last()) else { continue };
        let told = introduced(look, carriers, all, handlings, first.start());
        let from = turns.partition_point(|&index| opens(&all[index]) < first.start());
        for &index in turns[from..].iter().take_while(|&&index| opens(&all[index]) < last.end()) {
            if handlings[index].is_empty() {
                handlings[index] = told.clone();
            }
        }
    }
}

/// Where the words of a statement begin.
fn opens(statement: &Attribution) -> usize {
    statement.content.first().map_or(0, |content| content.start())
}

/// The words of the labelled turns, those of neighbouring paragraphs together.
fn talks(look: &Look) -> Vec<Vec<TokenRange>> {
    let paragraphs = look.scene.paragraphs();
    let paragraph = |body: TokenRange| paragraphs.partition_point(|paragraph| paragraph.end() <= body.start());
    let labelled = look.scene.turns_in(TokenRange::new(0, look.scene.tokens.len()));
    let bodies: Vec<TokenRange> = labelled.iter().filter(|turn| turn.label.is_some()).map(|turn| turn.body).collect();
    let neighbours = bodies.chunk_by(|one, next| paragraph(*next) <= paragraph(*one) + 1);
    neighbours.filter(|talk| talk.len() > 1).map(<[TokenRange]>::to_vec).collect()
}

/// What the sentences above token `start` tell, and the last statement there for what they leave open.
fn introduced(look: &Look, carriers: &Carriers, all: &[Attribution], handlings: &[Handling], start: usize) -> Handling {
    let sentence = look.scene.sentences.partition_point(|sentence| sentence.tokens.end() <= start);
    let above = &look.scene.sentences[sentence.saturating_sub(ABOVE)..sentence];
    let mut told = Handling::default();
    for sentence in above {
        for phrase in phrases(look, sentence.tokens) {
            if let Some(carrier) = carriers.named(phrase.words) {
                told.via = carrier.stations();
                told.occasion = carrier.occasion(sentence.tokens.end()).or(told.occasion);
            } else if let Some(value) = phrase.occasion().filter(|value| is_talk(*value) && phrase.words.len() > 1) {
                told.occasion = Some(Told { value, words: phrase.words });
            }
        }
    }
    let first = above.first().map_or(start, |sentence| sentence.tokens.start());
    let mut before = all.iter().zip(handlings).filter(|(one, _)| (first..start).contains(&one.start()));
    let last = before.rfind(|(_, handling)| handling.occasion.is_some_and(|told| is_talk(told.value)));
    if let Some((_, handling)) = last {
        told.occasion = told.occasion.or(handling.occasion);
        let kept = handling.via.iter().filter(|station| station.kind == ViaKind::Outlet).copied();
        told.via = kept.chain(told.via).collect();
    } else if let Some(host) = told.occasion.and_then(|told| host(look, told.words)) {
        told.via.insert(0, host);
    }
    told.decider = (!told.is_empty()).then_some("what introduces the talk");
    told
}

/// Whether several speak on it by turns.
fn is_talk(kind: OccasionKind) -> bool {
    !matches!(kind, OccasionKind::Letter | OccasionKind::Post | OccasionKind::Speech)
}

/// The other outlet that `words` name.
fn host(look: &Look, words: TokenRange) -> Option<Station> {
    let words = outlets(look, words).into_iter().find(|outlet| !is_own(look, *outlet))?;
    Some(Station { kind: ViaKind::Outlet, words, who: Some(words) })
}
