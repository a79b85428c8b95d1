//! Words whose form says whose they are: signed (`“We need rain.” — Ana Reyes, farmer`) or announced (`Reyes: We need rain`).
//!
//! A quotation mark, a dash and a name to the end of the paragraph leave no doubt; the network, which sees one such after the other,
//! is apt to be one off. Before a colon, mostly in headlines, it often finds no source.

use super::collect::{Draft, Odds};
use super::parts::Parts;
use super::scene::Scene;
use crate::layers::quotations::{Purpose, Quotation};
use crate::text::TokenRange;

/// The longest signature in tokens: a name with what the person is.
const LONGEST: usize = 16;

const DASHES: [&str; 5] = ["—", "–", "―", "--", "-"];

/// Gives each signed quotation to who signed it.
pub fn sign(scene: &Scene, drafts: &mut Vec<Draft>) {
    let spoken = |quotation: &&Quotation| quotation.purpose == Purpose::Speech && quotation.within.is_none();
    for quotation in scene.quotations.iter().filter(spoken) {
        if let Some((dash, name)) = signature(scene, quotation) {
            let at = draft_of(drafts, dash, quotation);
            settle(&mut drafts[at], dash, name, quotation);
        }
    }
}

/// Gives what a colon announces to the name that its sentence begins with.
pub fn announce(scene: &Scene, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.parts.source.is_empty()) {
        if let Some(name) = draft.parts.cue.and_then(|cue| announcer(scene, cue)) {
            draft.parts.source = vec![name];
            draft.settled.push(("source", "name before a colon"));
        }
    }
}

/// The capitalised words that the sentence of a cue begins with, if the cue ends in a colon.
fn announcer(scene: &Scene, cue: TokenRange) -> Option<TokenRange> {
    let start = scene.sentence(cue.start())?.tokens.start();
    let capital = |at: &usize| scene.word(*at).chars().next().is_some_and(char::is_uppercase);
    let end = (start..cue.start()).take_while(capital).last()? + 1;
    (scene.word(cue.end() - 1) == ":").then(|| TokenRange::new(start, end))
}

/// The dash and the name behind a quotation that makes up all of its paragraph before them.
fn signature(scene: &Scene, quotation: &Quotation) -> Option<(TokenRange, TokenRange)> {
    let (first, dash) = (quotation.tokens.first()?.start(), quotation.tokens.last()?.end());
    let paragraph = |at: usize| scene.sentence(at).map(|sentence| sentence.paragraph);
    let opens = first == 0 || paragraph(first - 1) != paragraph(first);
    let here = paragraph(dash)?;
    let end = (dash + 1..=dash + 1 + LONGEST).find(|&at| paragraph(at) != Some(here))?;
    let last = (dash + 1..end).rev().find(|&at| scene.word(at) != ".")?;
    let named = scene.word(dash + 1).chars().next().is_some_and(char::is_uppercase);
    let signs =
        DASHES.contains(&scene.word(dash)) && named && !(dash + 1..end).any(|at| scene.quoted_from(at).is_some());
    (opens && signs).then(|| (TokenRange::new(dash, dash + 1), TokenRange::new(dash + 1, last + 1)))
}

/// The statement that has the dash for its cue, or else one whose content is this quotation, or a new one.
fn draft_of(drafts: &mut Vec<Draft>, dash: TokenRange, quotation: &Quotation) -> usize {
    let outer = |draft: &Draft| !draft.inner;
    let cued = |draft: &Draft| draft.parts.cue.is_some_and(|cue| cue.overlaps(dash));
    let says = |draft: &Draft| draft.parts.content == quotation.tokens;
    let found = drafts.iter().position(|draft| outer(draft) && cued(draft));
    let found = found.or_else(|| drafts.iter().position(|draft| outer(draft) && says(draft)));
    found.unwrap_or_else(|| {
        drafts.push(Draft { parts: Parts::default(), odds: Odds::default(), inner: false, settled: Vec::new() });
        drafts.len() - 1
    })
}

fn settle(draft: &mut Draft, dash: TokenRange, name: TokenRange, quotation: &Quotation) {
    let parts = Parts { source: vec![name], cue: Some(dash), content: quotation.tokens.clone() };
    if draft.parts != parts {
        draft.parts = parts;
        draft.odds = Odds { cue: CERTAIN, source: Some(CERTAIN), content: Some(CERTAIN) };
        draft.settled.extend([("source", "signed quotation"), ("content", "signed quotation")]);
    }
}

/// The probability that such a form means what it says.
const CERTAIN: f64 = 0.95;

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;
    use super::*;

    fn signed(text: &str) -> Vec<String> {
        let stage = Stage::new(text);
        let mut drafts = Vec::new();
        sign(&stage.scene(), &mut drafts);
        let told =
            |draft: &Draft| format!("{}: {}", stage.words(draft.parts.source[0]), stage.words(draft.parts.content[0]));
        drafts.iter().map(told).collect()
    }

    #[test]
    fn a_name_behind_a_dash_signs_the_quotation_before_it() {
        let text = "“We need rain.” ― Ana Reyes\n\n“They promised.” — Tom Hale, miller.\n\nIt rained.";
        assert_eq!(signed(text), ["Ana Reyes: “ We need rain . ”", "Tom Hale , miller: “ They promised . ”"]);
    }

    #[test]
    fn a_sentence_that_goes_on_behind_a_dash_is_no_signature() {
        assert!(
            signed("“We need rain” — and so the whole valley waited for a month until at last the clouds came over.")
                .is_empty()
        );
        assert!(signed("Reyes said “rain” — Ana Reyes").is_empty());
        assert!(signed("“We need rain.” — “They promised.”").is_empty());
    }

    #[test]
    fn what_a_colon_announces_is_the_name_s_before_it() {
        let announced = |text: &str| {
            let stage = Stage::new(text);
            let mut drafts =
                vec![Draft { parts: stage.parts.clone(), odds: Odds::default(), inner: false, settled: Vec::new() }];
            announce(&stage.scene(), &mut drafts);
            drafts[0].parts.source.first().map(|name| stage.words(*name))
        };
        assert_eq!(announced("Mayor Reyes [:] {We need rain}").as_deref(), Some("Mayor Reyes"));
        assert_eq!(announced("Reyes [on the drought:] {We need rain}").as_deref(), Some("Reyes"));
        assert_eq!(announced("in short [:] {We need rain}"), None);
        assert_eq!(announced("Reyes [said] {We need rain}"), None);
    }

    #[test]
    fn a_statement_that_was_one_off_is_put_right() {
        let stage = Stage::new("“We need rain.” ― Ana Reyes\n\n“They promised.” ― Tom Hale");
        let scene = stage.scene();
        let dash = TokenRange::new(6, 7);
        let content = vec![scene.quotations[1].tokens[0]];
        let parts = Parts { source: vec![TokenRange::new(7, 9)], cue: Some(dash), content };
        let mut drafts = vec![Draft { parts, odds: Odds::default(), inner: false, settled: Vec::new() }];
        sign(&scene, &mut drafts);
        assert_eq!(stage.words(drafts[0].parts.content[0]), "“ We need rain . ”");
        assert_eq!(stage.words(drafts[1].parts.source[0]), "Tom Hale");
    }
}
