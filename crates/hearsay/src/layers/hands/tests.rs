//! Occasions and hands of marked statements: `<source>`, `[cue]`, `{content}`; one statement a bar.

use super::{Handling, hands};
use crate::layers::attributions::Attribution;
use crate::layers::attributions::stage::{Stage, attribution};
use crate::layers::people::People;
use crate::record::Act;

fn plain(stage: &Stage) -> Attribution {
    let parts = &stage.parts;
    attribution(parts.source.clone(), parts.cue, parts.content.clone(), Act::Say)
}

/// "kind: words" of the occasion, then of each station.
fn told(marked: &str) -> Vec<String> {
    let stage = Stage::new(marked);
    let all = hands(&stage.scene(), &[plain(&stage)], &People::default());
    let Handling { occasion, via, .. } = &all[0];
    let occasion = occasion.map(|told| format!("{:?}: {}", told.value, stage.words(told.words)));
    let via = via.iter().map(|station| format!("{:?}: {}", station.kind, stage.words(station.words)));
    occasion.into_iter().chain(via).collect()
}

#[test]
fn the_words_beside_the_cue_tell_the_occasion() {
    assert_eq!(told("<Lam> [said] in a speech in Riga {that the quay would open} ."), ["Speech: a speech"]);
    assert_eq!(
        told("At a news conference on Monday , <Lam> [said] {it rained} ."),
        ["PressConference: a news conference"]
    );
    assert_eq!(told("<Lam> [told] a rally in Riga {that it rained} ."), ["Speech: a rally"]);
    assert_eq!(told("<Lam> [testified] {that the key was lost} ."), ["Testimony: testified"]);
    assert_eq!(told("<Lam> [wrote] on Facebook {that the key was lost} ."), ["Post: Facebook"]);
    assert_eq!(told("<Lam> [said] {that the call was cut} ."), Vec::<String>::new());
    assert_eq!(told("<Lam> [told] reporters {that it rained} ."), Vec::<String>::new());
}

#[test]
fn another_outlet_is_a_station() {
    assert_eq!(
        told("<Lam> [said] in an interview with the Evening Tidings {that it rained} ."),
        ["Interview: an interview with the Evening Tidings", "Outlet: Evening Tidings"]
    );
    assert_eq!(told("<Lam> [told] Reuters {that it rained} ."), ["Outlet: Reuters"]);
}

#[test]
fn a_carrier_is_known_again() {
    let text = "A leaked recording of a call was published by the Evening Tidings . According to the recording , <Lam> [says] {it rained} .";
    assert_eq!(told(text), ["Call: a call", "Recording: A leaked recording of a call"]);
    let text = "In a leaked audio recording obtained by the Evening Tidings and shared as a transcript , <Lam> [is heard advising] {him to wait} .";
    assert_eq!(told(text), ["Recording: a leaked audio recording", "Transcript: a transcript"]);
    let text = "The leaked call came out in May . During the leaked conversation , <Lam> [asked] {if it rained} .";
    assert_eq!(told(text), ["Call: the leaked conversation", "Leak: The leaked call"]);
}

#[test]
fn hearsay_has_a_station_that_nobody_knows() {
    assert_eq!(told("<Lam> reportedly [said] {that it rained} ."), ["Unknown: reportedly"]);
}

#[test]
fn a_letter_that_got_out_is_the_occasion() {
    assert_eq!(
        told("<Lam> [wrote] in a leaked memo to staff {that the quay would close} ."),
        ["Letter: a leaked memo to staff", "Leak: a leaked memo to staff"]
    );
    assert_eq!(told("<The transcript> [says] {that the quay would close} ."), Vec::<String>::new());
    assert_eq!(told("<Lam> [is quoted as saying] {that the quay would close} ."), ["Unknown: is quoted as saying"]);
}

#[test]
fn a_programme_is_an_interview_on_the_air() {
    assert_eq!(told("<Lam> [said] on Radio Ost {that it rained} ."), ["Interview: Radio Ost", "Outlet: Radio Ost"]);
}

#[test]
fn a_name_is_an_outlet_where_the_text_says_so() {
    assert_eq!(told("<Lam> [told] Furrow {that it rained} ."), Vec::<String>::new(), "nothing tells that it is one");
    let text = "The magazine Furrow came out on Friday . <Lam> [said] in an interview with Furrow {that it rained} .";
    assert_eq!(told(text), ["Interview: an interview with Furrow", "Outlet: Furrow"]);
}

#[test]
fn a_private_letter_that_got_out_was_leaked() {
    assert_eq!(
        told("In emails seen by the Evening Tidings , <Lam> [says] {that the quay would close} ."),
        ["Letter: emails", "Leak: seen by the Evening Tidings"]
    );
}

#[test]
fn the_noun_tells_before_the_audience_does() {
    assert_eq!(told("<Lam> [told] supporters at a rally in Riga {that it rained} ."), ["Speech: a rally"]);
}

#[test]
fn a_sentence_may_only_set_the_scene() {
    let text = "During a Radio Ost town hall , a teacher had a question . <She> [said] {that the roof leaked} .";
    assert_eq!(told(text), ["Other: a Radio Ost town hall", "Outlet: Radio Ost"]);
    let text = "At a rally in Riga , a teacher had a question . <She> [said] {that the roof leaked} .";
    assert_eq!(told(text), ["Speech: a rally"]);
}
