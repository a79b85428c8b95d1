//! An occasion named once holds on: "Lam said in an interview … he added"; "according to the transcript … Duarte replies".

use std::collections::BTreeSet;

use super::outlets::{is_own, outlets};
use super::own;
use super::phrases::{Look, phrases};
use super::{Handling, Station, Told};
use crate::layers::attributions::Attribution;
use crate::record::{Act, Form, Mode, OccasionKind, ViaKind};

/// Most sentences between a statement and the one it goes on from.
const REACH: usize = 6;

/// Most sentences between one that only sets the scene and the first statement made there.
const SETTING: usize = 2;

/// What holds for the moment.
struct Current {
    handling: Handling,
    people: Vec<String>,
    entities: BTreeSet<usize>,
    sentence: usize,
    present: bool,
    /// Told by a sentence that holds no statement: whoever speaks next speaks there, and whoever answers.
    setting: bool,
}

/// Lets what one statement tells hold for those that go on from it. Statements inside others take no part, but for those that a text
/// or an outlet tells ("according to the transcript, Lam says"): there the text is passed over.
pub fn carry(look: &Look, all: &[Attribution], handlings: &mut [Handling]) {
    let told_by_text = |index: usize| own::is_text(look, &all[index]);
    let plain = |&index: &usize| match all[index].within {
        Some(outer) => all[outer].within.is_none() && told_by_text(outer),
        None => !(told_by_text(index) && all.iter().any(|inner| inner.within == Some(index))),
    };
    let mut order: Vec<usize> = (0..all.len()).filter(plain).collect();
    order.sort_by_key(|&index| all[index].start());
    let speaking = speaking(look, all);
    let mut current: Option<Current> = None;
    for index in order {
        let statement = &all[index];
        if handlings[index].is_empty()
            && let Some(scene) = setting(look, &speaking, statement)
        {
            current = Some(scene);
        }
        if let Some(held) = current.as_ref() {
            named_before(look, all, index, &mut handlings[index], held);
        }
        if !handlings[index].is_empty() {
            current = Some(begin(look, all, index, &handlings[index]));
        } else if let Some(held) = current.as_mut() {
            if goes_on(look, all, index, held) {
                let language = handlings[index].language;
                handlings[index] = Handling { decider: Some("carried on"), language, ..held.handling.clone() };
                held.sentence = sentence(look, statement);
                held.people.extend(people(look, statement));
                held.entities.extend(entities(look, index));
            } else {
                current = None;
            }
        }
    }
}

/// "At a hearing … she testified": the verb tells of the occasion that a noun named before.
fn named_before(look: &Look, all: &[Attribution], index: usize, handling: &mut Handling, held: &Current) {
    let statement = &all[index];
    let by_verb = handling.occasion.filter(|told| statement.cue.is_some_and(|cue| cue.contains(told.words.start())));
    let same = by_verb.and_then(|told| held.handling.occasion.filter(|before| before.value == told.value));
    let near = sentence(look, statement) <= held.sentence + REACH;
    // Several testify at one hearing.
    let there = |before: &Told<OccasionKind>| {
        before.value == OccasionKind::Testimony || same_people(look, statement, index, held)
    };
    if let Some(before) = same.filter(|before| near && there(before)) {
        handling.occasion = Some(before);
    }
}

/// The last sentence of a statement.
fn sentence(look: &Look, statement: &Attribution) -> usize {
    let last = statement.end().saturating_sub(1);
    look.scene.sentences.partition_point(|sentence| sentence.tokens.end() <= last)
}

fn begin(look: &Look, all: &[Attribution], index: usize, handling: &Handling) -> Current {
    let statement = &all[index];
    Current {
        handling: handling.clone(),
        people: people(look, statement).collect(),
        entities: entities(look, index).collect(),
        sentence: sentence(look, statement),
        present: is_present(look, statement),
        setting: false,
    }
}

/// The sentences in which a statement begins or ends.
fn speaking(look: &Look, all: &[Attribution]) -> BTreeSet<usize> {
    let sentence = |at: usize| look.scene.sentences.partition_point(|sentence| sentence.tokens.end() <= at);
    all.iter().flat_map(|one| [sentence(one.start()), sentence(one.end().saturating_sub(1))]).collect()
}

/// "During a town hall in Riga, a teacher had a question": the last sentence before `statement` that names an occasion and holds no
/// statement.
fn setting(look: &Look, speaking: &BTreeSet<usize>, statement: &Attribution) -> Option<Current> {
    let first = look.scene.sentences.partition_point(|sentence| sentence.tokens.end() <= statement.start());
    let before = (first.saturating_sub(SETTING)..first).rev();
    let silent = before.take_while(|index| !speaking.contains(index));
    silent.filter_map(|index| scene_of(look, index)).next()
}

/// The occasion that a sentence names with "during", "at", "in" or "on".
fn scene_of(look: &Look, index: usize) -> Option<Current> {
    let sentence = look.scene.sentences[index].tokens;
    let governs = |governor: &str| matches!(governor, "during" | "at" | "in" | "on");
    let public = |kind: &OccasionKind| !matches!(kind, OccasionKind::Letter | OccasionKind::Post | OccasionKind::Call);
    let (words, value) = phrases(look, sentence).into_iter().find_map(|phrase| {
        let governed = phrase.governor.as_deref().is_some_and(governs) && phrase.words.len() > 1;
        Some((phrase.words, phrase.occasion().filter(|kind| governed && public(kind))?))
    })?;
    let host = outlets(look, words).into_iter().find(|outlet| !is_own(look, *outlet));
    let via = host.map(|words| Station { kind: ViaKind::Outlet, words, who: Some(words) }).into_iter().collect();
    let handling = Handling { occasion: Some(Told { value, words }), via, ..Handling::default() };
    let people = sentence.range().filter(|&at| look.is_capital(at)).map(|at| look.scene.lower(at)).collect();
    Some(Current { handling, people, entities: BTreeSet::new(), sentence: index, present: false, setting: true })
}

/// The last names of the source and of whom it was said to.
fn people<'a>(look: &'a Look, statement: &'a Attribution) -> impl Iterator<Item = String> + 'a {
    let named = statement.source.iter().chain(&statement.audience);
    named.filter_map(|range| range.range().rev().find(|&at| look.is_capital(at))).map(|at| look.scene.lower(at))
}

/// Who speaks and who is spoken to, as far as that is known.
fn entities(look: &Look, index: usize) -> impl Iterator<Item = usize> {
    look.people
        .speakers
        .get(index)
        .into_iter()
        .flat_map(|one| one.entity.into_iter().chain(one.audience.iter().flatten().copied()))
}

fn goes_on(look: &Look, all: &[Attribution], index: usize, held: &Current) -> bool {
    let statement = &all[index];
    let first = look.scene.sentences.partition_point(|sentence| sentence.tokens.end() <= statement.start());
    let present = is_present(look, statement);
    let unsaid = held.setting && held.entities.is_empty();
    if unsaid {
        return !leaves(look, statement);
    }
    if first > held.sentence + REACH || (!(held.present && present) && leaves(look, statement)) {
        return false;
    }
    let same = same_people(look, statement, index, held);
    let Some(cue) = statement.cue else { return statement.source.is_empty() || same };
    if held.present && is_carried(&held.handling) {
        // A recording or transcript is told in the present, as one reads it; the past is the story's own again.
        let answers = first <= held.sentence + 1 && statement.act != Act::Deny;
        return present && (same || answers);
    }
    let continuing = cue.range().any(|at| look.has("continuing", at));
    let near = first <= held.sentence + SETTING;
    let answers = held.setting && near && statement.mode == Mode::Speech && statement.form != Form::Indirect;
    answers || same && (continuing || near || (held.present && present))
}

/// Whether the words come off a recording or a transcript.
fn is_carried(handling: &Handling) -> bool {
    handling.via.iter().any(|station| matches!(station.kind, ViaKind::Recording | ViaKind::Transcript))
}

/// The source is one of those of the occasion: the same entity, else the same name, or a pronoun that is nobody yet.
fn same_people(look: &Look, statement: &Attribution, index: usize, held: &Current) -> bool {
    let entity = look.people.speakers.get(index).and_then(|speaker| speaker.entity);
    if entity.is_some_and(|entity| held.entities.contains(&entity)) {
        return true;
    }
    let unknown = entity.is_none() || held.entities.is_empty();
    let pronoun = |at: usize| matches!(look.scene.lower(at).as_str(), "he" | "she" | "they");
    let known = |at: usize| held.people.contains(&look.scene.lower(at));
    statement.source.iter().any(|range| {
        (unknown && range.len() == 1 && pronoun(range.start()))
            || range.range().rev().find(|&at| look.is_capital(at)).is_some_and(known)
    })
}

/// "Later told", "said on Tuesday": another time.
fn leaves(look: &Look, statement: &Attribution) -> bool {
    let Some(cue) = statement.cue else { return false };
    let said = |at: usize| statement.content.iter().all(|range| !range.contains(at));
    let tells = look.any("telling", cue) && !statement.audience.is_empty();
    tells || (cue.start().saturating_sub(3)..cue.end() + 3).any(|at| said(at) && look.has("leaving", at))
}

/// "Says", "continues", "is heard": told as one reads or hears it.
fn is_present(look: &Look, statement: &Attribution) -> bool {
    let Some(cue) = statement.cue else { return false };
    let first = look.scene.lower(cue.start());
    let past = matches!(first.as_str(), "was" | "has");
    first == "is" || (first.ends_with('s') && !first.ends_with("ss") && !past) || first.ends_with("ing")
}
