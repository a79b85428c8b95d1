//! Verbatim pieces that lost what turns their meaning: a negation, condition, hedge or question in their sentence or the turn before.

use std::ops::Range;

use super::lexicon;
use super::make::{Draft, Words};
use super::scene::{Scene, Stretch, plain};
use super::speech::Word;
use super::{edit, free};
use crate::random::Random;

/// A cut-short quotation: of a planted clause, of a sentence that offers itself, or by an ellipsis that hides too much.
pub fn cut_short(scene: &Scene, random: &mut Random) -> Option<Draft> {
    if random.chance(0.15) {
        return edit::hidden(scene, random);
    }
    let (stretch, lost) = match random.below(2) {
        0 => planted(scene, random).or_else(|| natural(scene, random))?,
        _ => natural(scene, random).or_else(|| planted(scene, random))?,
    };
    let mut words = scene.said(&stretch);
    let mut used = Vec::new();
    free::dress(&mut words, random, &mut used);
    if random.chance(0.12) && words.len() >= 6 {
        used.extend(edit::light_mark(&mut words, random));
    }
    let asks = words.last().is_some_and(|w| w.post.contains('?'));
    let mut draft =
        Draft::one(Words::CutShort, &format!("cut short: {lost} lost; {}", used.join(", ")), words, vec![stretch]);
    if asks {
        let text = draft.pieces.pop()?;
        draft.pieces.push(text.trim_end_matches('?').to_owned());
    }
    Some(draft)
}

fn planted(scene: &Scene, random: &mut Random) -> Option<(Stretch, &'static str)> {
    for _ in 0..20 {
        let talk = random.below(scene.talks.len());
        let Some(plant) = random.pick(&scene.planted[talk]) else { continue };
        let stretch = Stretch { talk, turn: plant.turn, range: plant.clause.clone() };
        let speaks = scene.person(&stretch).is_some();
        let least = if plant.lost == "reply" { 3 } else { 5 };
        if speaks && scene.usable(&stretch, least) {
            return Some((stretch, plant.lost));
        }
    }
    None
}

/// Finds the clause of a sentence that loses something, and what it loses.
type Way = fn(&[Word]) -> Option<(Range<usize>, &'static str)>;

fn natural(scene: &Scene, random: &mut Random) -> Option<(Stretch, &'static str)> {
    for _ in 0..400 {
        let talk = random.below(scene.talks.len());
        let turn = random.below(scene.talks[talk].turns.len());
        let speech = &scene.talks[talk].turns[turn];
        let Some(sentence) = random.pick(&speech.sentences) else { continue };
        let words = &speech.words[sentence.clone()];
        if speech.person.is_none() || words.len() < 8 || !words.iter().all(plain) {
            continue;
        }
        const WAYS: [Way; 5] = [after_if, before_condition, after_not, after_hedge, in_question];
        let Some((clause, lost)) = random.pick(&WAYS).and_then(|way| way(words)) else { continue };
        let stretch = Stretch { talk, turn, range: sentence.start + clause.start..sentence.start + clause.end };
        if scene.usable(&stretch, 5) {
            return Some((stretch, lost));
        }
    }
    None
}

/// "If the talks hold, [we will sign]."
fn after_if(words: &[Word]) -> Option<(Range<usize>, &'static str)> {
    let opens = ["if", "unless"].contains(&words.first()?.key().as_str());
    let comma = words.iter().position(|w| w.post.starts_with(','))?;
    let rest = comma + 1..words.len();
    let short = !words[rest.clone()].iter().any(|w| w.key() == "if");
    (opens && comma >= 2 && rest.len() >= 5 && short).then_some((rest, "condition"))
}

/// "[We will sign] if the talks hold."
fn before_condition(words: &[Word]) -> Option<(Range<usize>, &'static str)> {
    let at = words.iter().position(|w| ["if", "unless"].contains(&w.key().as_str()))?;
    let before = words.get(at.checked_sub(1)?)?.key();
    let complement = [
        "as", "even", "what", "only", "see", "know", "ask", "asked", "wonder", "sure", "than", "and", "or", "but",
        "that", "like", "because", "so", "which",
    ]
    .contains(&before.as_str());
    (at >= 5 && at + 3 < words.len() && !complement).then_some((0..at, "condition"))
}

/// "We will not [accept any such terms]."
fn after_not(words: &[Word]) -> Option<(Range<usize>, &'static str)> {
    let at = words.iter().position(|w| w.key() == "not" || w.key() == "never" || w.key().ends_with("n't"))?;
    let next = words.get(at + 1)?.key();
    if ["only", "just", "necessarily", "merely", "even", "simply", "always", "all", "every"].contains(&next.as_str())
        || !words[at].post.is_empty()
    {
        return None;
    }
    let end = (at + 1..words.len()).find(|&i| !words[i].post.is_empty() || words[i].key() == "but")?;
    let end = if words[end].key() == "but" { end } else { end + 1 };
    (end - at > 5).then_some((at + 1..end, "negation"))
}

/// "Perhaps [we will sign next week]."
fn after_hedge(words: &[Word]) -> Option<(Range<usize>, &'static str)> {
    let hedged = lexicon::HEDGES.contains(&words.first()?.key().as_str());
    (hedged && words.len() >= 7).then_some((1..words.len(), "hedge"))
}

/// "Is it true that [we sold the bridge to them]?"
fn in_question(words: &[Word]) -> Option<(Range<usize>, &'static str)> {
    let verb = words.first()?.key();
    let asks =
        ["do", "does", "did", "is", "are", "was", "were", "will", "would", "can", "could", "should", "have", "has"]
            .contains(&verb.as_str());
    let question = words.last()?.post.contains('?') && words.len() <= 20;
    (asks && question).then_some((1..words.len(), "question"))
}
