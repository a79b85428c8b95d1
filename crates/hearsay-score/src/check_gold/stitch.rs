//! Pieces from places apart, joined without a mark.

use super::make::{Draft, Words};
use super::scene::{Scene, Stretch};
use super::{alter, free};
use crate::random::Random;

/// How far apart, in words of one turn, two pieces stand at least.
const APART: usize = 40;

/// A quotation joined of two or three pieces of one speaker.
pub fn stitched(scene: &Scene, random: &mut Random) -> Option<Draft> {
    let mut pieces = pieces(scene, random)?;
    if random.chance(0.3) {
        pieces.reverse();
    }
    let inside = random.chance(0.35);
    let mut words = Vec::new();
    for (at, stretch) in pieces.iter_mut().enumerate() {
        if inside {
            shorten(stretch, at == 0);
        }
        let mut said = scene.said(stretch);
        free::trim_ends(&mut said);
        words.extend(said);
    }
    if pieces.iter().any(|p| scene.said(p).len() < 5 || scene.count(&scene.said(p)) != 1) {
        return None;
    }
    let mut used = Vec::new();
    free::dress(&mut words, random, &mut used);
    let recipe = format!(
        "stitched: {} pieces{}; {}",
        pieces.len(),
        if inside { ", inside a sentence" } else { "" },
        used.join(", ")
    );
    Some(Draft::one(Words::Stitched, &recipe, words, pieces))
}

/// Keeps the first half of the first piece and the second half of the others.
fn shorten(stretch: &mut Stretch, first: bool) {
    let half = stretch.range.start + stretch.range.len() / 2;
    if first {
        stretch.range.end = half.max(stretch.range.start + 6).min(stretch.range.end);
    } else {
        stretch.range.start = half.min(stretch.range.end.saturating_sub(6)).max(stretch.range.start);
    }
}

/// Two or three single sentences of one speaker that stand apart, in order of the talk.
pub fn pieces(scene: &Scene, random: &mut Random) -> Option<Vec<Stretch>> {
    let first = scene.sentences(random, 6, 30)?;
    let person = scene.person(&first)?;
    let wanted = if random.chance(0.15) { 3 } else { 2 };
    let mut pieces = vec![first.clone()];
    for _ in 0..150 {
        let Some(other) = scene.sentences(random, 6, 30) else { break };
        let same = other.talk == first.talk && scene.person(&other) == Some(person);
        if same && pieces.iter().all(|p| apart(p, &other)) {
            pieces.push(other);
        }
        if pieces.len() == wanted {
            break;
        }
    }
    pieces.sort_by_key(|p| (p.turn, p.range.start));
    (pieces.len() >= 2).then_some(pieces)
}

fn apart(a: &Stretch, b: &Stretch) -> bool {
    let (first, second) = if a.range.start < b.range.start { (a, b) } else { (b, a) };
    a.turn != b.turn || second.range.start >= first.range.end + APART
}

/// A stitched quotation one of whose words is altered besides.
pub fn stitched_and_altered(scene: &Scene, noisy: bool, random: &mut Random) -> Option<Draft> {
    let pieces = pieces(scene, random)?;
    let mut words = Vec::new();
    for (at, stretch) in pieces.iter().enumerate() {
        let mut said = scene.said(stretch);
        free::trim_ends(&mut said);
        if at == 0 {
            alter::change(&mut said, noisy, random)?;
        }
        words.extend(said);
    }
    Some(Draft::one(Words::Altered, "altered: in a stitched quotation", words, pieces))
}
