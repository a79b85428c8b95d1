//! Labelled turns of an interview inside an article: `Q: …`, `LAM: …`, dialogue with a dash before each turn, and block quotations
//! (docs/semantics.md, "Quotations").

use std::collections::BTreeMap;

use super::collect::{Draft, Odds};
use super::parts::Parts;
use super::scene::Scene;
use crate::lang::en::WordSet;
use crate::text::{PartKind, TokenRange};

/// The longest label, in tokens.
const LONGEST_LABEL: usize = 5;

/// One turn: who speaks, if a label tells, and the words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// The label without its colon.
    pub label: Option<TokenRange>,
    /// What is said.
    pub body: TokenRange,
}

impl Turn {
    /// The statement that a turn makes.
    pub fn draft(&self) -> Draft {
        let cue = self.label.map(|label| TokenRange::new(label.end(), label.end() + 1));
        let parts = Parts { source: self.label.into_iter().collect(), cue, content: vec![self.body] };
        Draft { parts, odds: Odds::default(), inner: false, settled: vec![("content", "turn of an interview")] }
    }
}

/// The turns of a document, in order.
pub fn turns(scene: &Scene) -> Vec<Turn> {
    let paragraphs = scene.paragraphs();
    let labelled: Vec<Option<Turn>> = paragraphs.iter().map(|&paragraph| labelled(scene, paragraph)).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for label in labelled.iter().flatten().filter_map(|turn| turn.label) {
        *counts.entry(name(scene, label)).or_default() += 1;
    }
    let is_turn = |turn: &Turn| {
        turn.label.is_some_and(|label| {
            let name = name(scene, label);
            is_letter(&name) || counts.get(&name).is_some_and(|count| *count > 1)
        })
    };
    let known: Vec<bool> = labelled.iter().map(|turn| turn.as_ref().is_some_and(is_turn)).collect();
    let beside = |at: usize| at > 0 && known[at - 1] || known.get(at + 1).is_some_and(|known| *known);
    let mut found: Vec<Turn> = Vec::new();
    for (at, turn) in labelled.iter().enumerate() {
        found.extend(turn.filter(|_| known[at] || beside(at)));
    }
    found.extend(dialogue(scene, paragraphs));
    let block = |body: &&TokenRange| scene.part(body.start()) == Some(PartKind::Blockquote);
    found.extend(paragraphs.iter().filter(block).map(|&body| Turn { label: None, body }));
    found.sort_by_key(|turn| turn.body.start());
    found.dedup_by_key(|turn| turn.body.start());
    found
}

/// A paragraph as a labelled turn, if it has the form of one.
fn labelled(scene: &Scene, paragraph: TokenRange) -> Option<Turn> {
    let reach = paragraph.end().min(paragraph.start() + LONGEST_LABEL + 1);
    let colon = (paragraph.start() + 1..reach).find(|&at| scene.word(at) == ":")?;
    let label = TokenRange::new(paragraph.start(), colon);
    let named = label.range().all(|at| scene.word(at).starts_with(char::is_uppercase));
    let heading = scene.has(WordSet::Heading, label.start());
    let body = TokenRange::new(colon + 1, paragraph.end());
    let says = body.range().any(|at| scene.is_word(at)) && !scene.opens_speech(body.start());
    (named && !heading && says).then_some(Turn { label: Some(label), body })
}

/// Neighbouring paragraphs that open with a dash, of which one asks something.
fn dialogue(scene: &Scene, paragraphs: &[TokenRange]) -> Vec<Turn> {
    let dash = |paragraph: &TokenRange| {
        matches!(scene.word(paragraph.start()), "—" | "–") && paragraph.range().any(|at| scene.is_word(at))
    };
    let asks = |paragraph: &TokenRange| paragraph.range().any(|at| scene.word(at) == "?");
    let talk = |group: &&[TokenRange]| group.len() > 1 && group.iter().all(dash) && group.iter().any(asks);
    let turn =
        |paragraph: &TokenRange| Turn { label: None, body: TokenRange::new(paragraph.start() + 1, paragraph.end()) };
    paragraphs.chunk_by(|one, next| dash(one) == dash(next)).filter(talk).flatten().map(turn).collect()
}

fn name(scene: &Scene, label: TokenRange) -> String {
    label.range().map(|at| scene.lower(at)).collect::<Vec<_>>().join(" ")
}

/// Whether a label stands for question or answer.
pub fn is_letter(label: &str) -> bool {
    matches!(label, "q" | "a" | "question" | "answer")
}

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;

    fn bodies(text: &str) -> Vec<String> {
        let stage = Stage::new(text);
        let turns = super::turns(&stage.scene());
        turns.iter().map(|turn| stage.words(turn.body)).collect()
    }

    #[test]
    fn questions_and_answers() {
        assert_eq!(bodies("She rowed on.\n\nQ: Why?\n\nA: To see."), ["Why ?", "To see ."]);
    }

    #[test]
    fn names_that_come_again() {
        let told = bodies("HOST: Why there?\n\nMARA VOSS: It was near.\n\nHOST: And then?");
        assert_eq!(told, ["Why there ?", "It was near .", "And then ?"]);
        assert!(bodies("Fog: what it hides\n\nThe fog came on Monday.").is_empty());
        assert!(bodies("When: Monday\n\nWhere: Fogbank\n\nWhen: Tuesday").is_empty());
    }

    #[test]
    fn a_dash_before_each_turn() {
        assert_eq!(bodies("— Who rang?\n\n— Nobody.").len(), 2);
        assert!(bodies("— Who rang?\n\nNobody knew.").is_empty());
    }
}
