//! Disputes of marked statements: one `<source> [cue] {content}` a paragraph.

use super::{Cast, Disputed, Target, disputes};
use crate::analyze::structure;
use crate::lang::en::Lexicon;
use crate::layers::attributions::Scene;
use crate::layers::attributions::stage::attribution;
use crate::layers::people::People;
use crate::record::Act;
use crate::text::{Document, TokenRange};

/// "kind: words < about", the statement as its number from 1.
fn told(marked: &str) -> Vec<String> {
    let text: String = marked.chars().filter(|mark| !"<>[]{}".contains(*mark)).collect();
    let document = Document::from_text(&text);
    let (tokens, sentences, quotations) = structure(&document);
    let lexicon = Lexicon::new();
    let scene = Scene::new(&document, &tokens, &sentences, &quotations, &lexicon);
    let range = |start: usize, end: usize| {
        let first = tokens.partition_point(|token| token.span.end() <= start);
        TokenRange::new(first, tokens.partition_point(|token| token.span.start() < end))
    };
    let (mut all, mut at) = (Vec::new(), 0);
    let mut parts: [Vec<TokenRange>; 3] = Default::default();
    let mut open = Vec::new();
    for mark in marked.chars() {
        match mark {
            '<' | '[' | '{' => open.push(at),
            '>' => parts[0].push(range(open.pop().unwrap(), at)),
            ']' => parts[1].push(range(open.pop().unwrap(), at)),
            '}' => {
                parts[2].push(range(open.pop().unwrap(), at));
                let [source, cue, content] = std::mem::take(&mut parts);
                let denies = scene.lower(cue[0].start()).starts_with("den");
                all.push(attribution(source, Some(cue[0]), content, if denies { Act::Deny } else { Act::Say }));
            }
            other => at += other.len_utf8(),
        }
    }
    let words = |range: TokenRange| range.range().map(|at| scene.word(at)).collect::<Vec<_>>().join(" ");
    let show = |one: Disputed| {
        let about = match one.about {
            Target::Statement(index) => format!("{}", index + 1),
            Target::Words(ranges) => ranges.into_iter().map(words).collect::<Vec<_>>().join(" … "),
        };
        format!("{:?}: {} < {about}", one.kind, words(one.words))
    };
    let cast = Cast { people: &People::default(), mentions: &[] };
    disputes(&scene, &all, cast).into_iter().map(show).collect()
}

#[test]
fn a_denial_is_of_the_statement_that_says_it() {
    let text =
        "<Lam> [said] {that Duarte had sold the harbour keys} .\n\n<Duarte> [denied] {selling the harbour keys} .";
    assert_eq!(told(text), ["Denies: denied < 1"]);
    assert_eq!(told("<Duarte> [denied] {selling the harbour keys} ."), ["Denies: denied < selling the harbour keys"]);
}

#[test]
fn a_claim_may_be_called_untrue() {
    let text = "<Lam> [said] {that Duarte had sold the harbour keys} .\n\n<Duarte> [said] {that the claim was a lie} .";
    assert_eq!(told(text), ["Denies: lie < 1"]);
}

#[test]
fn not_to_have_heard_of_it_disputes_nothing() {
    let text = "<Lam> [said] {that Duarte had sold the harbour keys} .\n\n<Brandt> [said] {he had not heard of the harbour keys being sold by Duarte} .";
    assert_eq!(told(text), Vec::<String>::new());
}

#[test]
fn two_that_cannot_both_be_true() {
    let text = "<Lam> [said] {that the ferry had carried 40 passengers} .\n\n<Brandt> [said] {that the ferry had carried 65 passengers} .";
    assert_eq!(told(text), ["Contradicts: that the ferry had carried 65 passengers < 1"]);
}

#[test]
fn the_outlet_has_its_reservations() {
    assert_eq!(
        told("It was unclear who had sent the letter ."),
        ["Unconfirmed: It was unclear < who had sent the letter"]
    );
    assert_eq!(told("The Tidings printed another alleged call between the two ."), ["Unconfirmed: alleged < call"]);
    assert_eq!(
        told("The recording could not be independently verified ."),
        ["Unconfirmed: could not be independently verified < The recording"]
    );
}

#[test]
fn a_source_may_take_its_word_back() {
    let text =
        "<The Courier> [reported] {that Duarte had sold the harbour keys} .\n\n<The Courier> [withdrew] {the report} .";
    assert_eq!(told(text), ["Denies: withdrew < 1"]);
}

#[test]
fn a_flat_no_answers_what_was_said_before() {
    let text = "<Lam> [said] {that Duarte had sold the harbour keys to a smuggler} .\n\n<Duarte> [said] {no keys were ever sold} .";
    assert_eq!(told(text), ["Denies: no keys were ever sold < 1"]);
}

#[test]
fn the_outlet_itself_calls_a_claim_untrue() {
    let text = "<Lam> falsely [claimed] {that Duarte had sold the harbour keys} .";
    assert_eq!(told(text), ["Denies: falsely < 1"]);
}

#[test]
fn reports_may_remain_unconfirmed() {
    let text = "<Reports> [said] {that a second ferry was lost} . Those accounts remained unconfirmed .";
    assert_eq!(told(text), ["Unconfirmed: remained unconfirmed < 1"]);
    assert_eq!(
        told("It was not known who had sent the letter ."),
        ["Unconfirmed: It was not known < who had sent the letter"]
    );
}
