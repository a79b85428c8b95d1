use super::page::Page;
use super::score::{Pairing, Score, score};
use super::stories::case;
use super::tally::{Count, Measure};
use super::{Case, articles, stories};
use crate::marked;

const STORY: &str = "=== tower\n@outlet The Post\n\
    {1s+2v The Wire}, citing {2v2 a tape}, {1q said} {1c {2s Lam} {2q told} {2a Kun} in {2o+3o a call} {2c that the tower leans}}. \
    {3s Kun} {3q said} there {3c that it was straight}.\n\
    {4s Kun} {4q+1d denied} {4c the call}. {2d It was unclear} {2b who made the tape}.\n\
    > 2 occasion=call via=outlet,recording language=Norse\n> 3 occasion=call\n\
    > dispute 1 denies about=2|3 by=4\n> dispute 2 unconfirmed about=span by=outlet\n";

fn read(story: &str) -> Case {
    case(&marked::stories(story).unwrap()[0]).unwrap()
}

fn scored<'p>(case: &'p Case, found: &'p Page) -> Score<'p> {
    scored_with(case, found, Pairing::Relaxed)
}

fn scored_with<'p>(case: &'p Case, found: &'p Page, pairing: Pairing) -> Score<'p> {
    let (tokens, _, _) = hearsay::analyze::structure(&case.document);
    score(case.document.text(), &tokens, &case.gold, found, pairing)
}

fn counts(gold: usize, found: usize, right: usize) -> Count {
    Count { gold, found, right }
}

const ALL: [Measure; 7] = [
    Measure::Occasion,
    Measure::Station,
    Measure::Hands,
    Measure::OccasionAndHands,
    Measure::Whole,
    Measure::Language,
    Measure::Dispute,
];

fn assert_perfect(case: &Case) {
    [Pairing::Relaxed, Pairing::Touching].iter().for_each(|&pairing| assert_perfect_with(case, pairing));
}

fn assert_perfect_with(case: &Case, pairing: Pairing) {
    let score = scored_with(case, &case.gold, pairing);
    for measure in ALL {
        for Count { gold, found, right } in score.tally.of(measure, "") {
            assert_eq!((found, right), (gold, gold), "{}: {}", case.name, measure.name());
        }
    }
    assert_eq!(score.errors, [""; 0], "{}", case.name);
}

#[test]
fn gold_fed_as_the_answer_is_right_throughout() {
    let case = read(STORY);
    assert_perfect(&case);
    let tally = scored(&case, &case.gold).tally;
    let expected = [2, 2, 1, 4, 2, 1, 2];
    assert_eq!(ALL.map(|measure| tally.of(measure, "")[0].gold), expected);
}

#[test]
fn the_marked_gold_is_readable_and_right_against_itself() {
    let cases = stories::cases(concat!(env!("CARGO_MANIFEST_DIR"), "/gold/hands-stories").as_ref()).unwrap();
    assert_eq!(cases.len(), 40);
    cases.iter().for_each(assert_perfect);
}

#[test]
fn the_gold_of_articles_is_readable_and_right_against_itself() {
    let polnear = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/polnear");
    if !std::path::Path::new(polnear).exists() {
        eprintln!("skipped: {polnear} is absent");
        return;
    }
    let gold = concat!(env!("CARGO_MANIFEST_DIR"), "/gold/hands");
    let cases = articles::cases(gold.as_ref(), polnear.as_ref()).unwrap();
    assert_eq!(cases.len(), 10);
    cases.iter().for_each(assert_perfect);
}

#[test]
fn an_empty_answer_is_missed_throughout() {
    let case = read(STORY);
    let empty = Page::default();
    let score = scored(&case, &empty);
    assert_eq!(score.tally.of(Measure::OccasionAndHands, ""), [counts(4, 0, 0), counts(0, 0, 0)]);
    assert_eq!(
        score.tally.of(Measure::Dispute, ""),
        [counts(2, 0, 0), counts(1, 0, 0)],
        "the outlet's needs no statement"
    );
    assert_eq!(score.errors.len(), 6);
}

#[test]
fn a_wrong_kind_order_or_number_is_wrong_and_the_rest_stays_right() {
    let case = read(STORY);
    let mut found = case.gold.clone();
    found.statements[1].via.swap(0, 1);
    found.statements[2].occasion.as_mut().unwrap().kind = "meeting".to_owned();
    found.disputes[0].kind = "doubts".to_owned();
    let tally = scored(&case, &found).tally;
    assert_eq!(tally.of(Measure::Station, "")[0], counts(2, 2, 2), "in any order");
    assert_eq!(tally.of(Measure::Hands, "")[0], counts(1, 1, 1));
    assert_eq!(tally.of(Measure::Occasion, "")[0], counts(2, 2, 1));
    assert_eq!(tally.of(Measure::Whole, "")[0], counts(2, 2, 0), "the order is wrong in one, the kind in the other");
    assert_eq!(tally.of(Measure::Dispute, "")[0], counts(2, 2, 1));
}

#[test]
fn a_statement_that_was_not_found_is_out_of_the_second_column() {
    let case = read(STORY);
    let mut found = case.gold.clone();
    found.statements[1].parts[1].clear();
    found.disputes[0].about.truncate(1);
    let tally = scored(&case, &found).tally;
    assert_eq!(tally.of(Measure::Occasion, ""), [counts(2, 2, 1), counts(1, 1, 1)]);
    assert_eq!(tally.of(Measure::Station, ""), [counts(2, 2, 0), counts(0, 0, 0)]);
    assert_eq!(tally.of(Measure::Dispute, "")[0], counts(2, 2, 1), "its statement is not the gold's");
}

#[test]
fn a_content_with_other_ends_is_the_same_statement_only_where_touching_is_enough() {
    let case = read(STORY);
    let mut found = case.gold.clone();
    let content = &mut found.statements[1].parts[2][0];
    *content = hearsay::text::Span::new(content.start(), content.start() + 6);
    let counts_of = |pairing| scored_with(&case, &found, pairing).tally.of(Measure::Station, "")[1];
    assert_eq!(counts_of(Pairing::Relaxed), counts(0, 0, 0));
    assert_eq!(counts_of(Pairing::Touching), counts(2, 2, 2));
}

#[test]
fn words_of_a_claim_match_by_overlap_and_by_must_be_the_same() {
    use super::page::About;
    let case = read(STORY);
    let mut found = case.gold.clone();
    let About::Words(claim) = &found.disputes[1].about[0] else { panic!("words") };
    found.disputes[1].about =
        vec![About::Words(vec![hearsay::text::Span::new(claim[0].start(), claim[0].start() + 3)])];
    assert_eq!(scored(&case, &found).tally.of(Measure::Dispute, "")[0].right, 2);
    found.disputes[1].by = Some(0);
    assert_eq!(scored(&case, &found).tally.of(Measure::Dispute, "")[0].right, 1);
}

#[test]
fn where_only_outer_statements_are_gold_an_inner_one_stands_for_its_holder() {
    let case = read(STORY);
    let mut found = case.gold.clone();
    let inner = super::page::Telling { within: Some(3), counted: false, ..found.statements[3].clone() };
    found.statements.push(inner);
    found.disputes[0].by = Some(4);
    assert_eq!(scored(&case, &found).tally.of(Measure::Dispute, "")[0].right, 2);
    found.statements[4].counted = true;
    assert_eq!(
        scored(&case, &found).tally.of(Measure::Dispute, "")[0].right,
        1,
        "a statement of its own is none of the gold"
    );
}

#[test]
fn what_a_line_tells_must_be_marked() {
    let wrong = |line: &str| {
        let story = format!("=== a\n{{1s Lam}} {{1q said}} {{1v in a}} {{1c call}}\n> {line}\n");
        case(&marked::stories(&story).unwrap()[0]).err().unwrap()
    };
    assert_eq!(wrong("1 occasion=call"), "`> 1 occasion=call`: \"occasion=call\" is not marked or not known");
    assert_eq!(wrong("1 via=leak,outlet"), "`> 1 via=leak,outlet`: 2 stations are told, 1 are marked");
    assert_eq!(wrong("1 via=bird"), "`> 1 via=bird`: \"bird\" is no kind here");
    assert_eq!(wrong("2 via=leak"), "`> 2 via=leak`: there is no statement 2");
    assert_eq!(
        wrong("dispute 1 denies about=1 by=1"),
        "`> dispute 1 denies about=1 by=1`: the words of dispute 1 are not marked"
    );
}
