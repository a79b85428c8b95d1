//! The verdicts, on a call written for this test.

use proptest::prelude::*;

use super::*;
use crate::analyze::structure;
use crate::layers::quotations::{Purpose, Quotation};
use crate::read::{ReadOptions, read};
use crate::record::{Agreement, CheckedQuotation, Freedom, Words};
use crate::text::{Kind, TokenRange};

const CALL: &str = "\
IDA BRANDT: Good morning. Nineteen of the twenty-two mines were closed last spring, and the crews went home to Eastport.
OLE KROG: Would you open them again?
IDA BRANDT: If the council pays, we will open the northern pits before winter. I don't think that the river is safe to drink from.
OLE KROG: People say the water tastes of iron.
IDA BRANDT: Well, um, I told the council that you—that the miners have always wanted a clean river. The pumps were bought in March. They have run every night since then.
OLE KROG: Mm-hmm.
IDA BRANDT: Nobody has been asked to leave the valley. We can't promise anything more than that.
";

fn transcript(text: &str) -> Document {
    let options = ReadOptions { kind: Some(Kind::Transcript), ..ReadOptions::default() };
    read(text.as_bytes(), &options).unwrap()
}

/// The layers of an article whose quotations stand in curly marks.
fn layers(article: &Document) -> Analysis {
    let (tokens, sentences, _) = structure(article);
    let mut analysis = Analysis { tokens, sentences, ..Analysis::default() };
    let text = article.text();
    let mut rest = 0;
    while let Some(open) = text[rest..].find('“').map(|at| rest + at) {
        let end = text[open..].find('”').map_or(text.len(), |at| open + at + '”'.len_utf8());
        analysis.quotations.push(Quotation {
            pieces: vec![Span::new(open, end)],
            tokens: vec![TokenRange::new(0, 0)],
            closed: true,
            within: None,
            purpose: Purpose::Speech,
        });
        rest = end;
    }
    analysis
}

fn check_one(article: &str, call: &str) -> CheckedQuotation {
    let article = Document::from_text(article);
    let transcripts = [transcript(call)];
    let ready = Transcripts::new(&transcripts, CheckOptions::default());
    let mut report = check(&article, &layers(&article), &ready);
    assert_eq!(report.quotations.len(), 1, "{:?}", report.quotations);
    report.quotations.remove(0)
}

fn verdict(quotation: &str) -> CheckedQuotation {
    check_one(&format!("Brandt said, “{quotation}”"), CALL)
}

#[test]
fn the_same_words_are_verbatim_and_each_freedom_is_listed() {
    let found = verdict("19 of the 22 mines were closed last spring.");
    assert_eq!((found.words, found.speaker), (Words::Verbatim, Agreement::Right), "{found:?}");
    assert!(found.freedoms.contains(&Freedom::Number));
    assert_eq!(found.places[0].text, "Nineteen of the twenty-two mines were closed last spring");
    let found = verdict("I told the council that the miners have always wanted a clean river.");
    assert_eq!(found.words, Words::Verbatim, "{found:?}");
    assert!(found.freedoms.contains(&Freedom::Repair));
    assert_eq!(verdict("We cannot promise anything more than that.").words, Words::Verbatim);
}

#[test]
fn open_marks_are_edits() {
    assert_eq!(verdict("The pumps … have run every night since then.").words, Words::EditedOpenly);
    assert_eq!(verdict("They [the pumps] have run every night since then.").words, Words::EditedOpenly);
    assert_eq!(verdict("[The pumps] have run every night since then.").words, Words::EditedOpenly);
}

#[test]
fn what_is_lost_around_a_piece_is_told() {
    for (piece, loss) in [
        ("We will open the northern pits before winter.", "a condition"),
        ("The river is safe to drink from.", "a hedge"),
        ("You open them again.", "the question"),
    ] {
        let found = verdict(piece);
        assert_eq!(found.words, Words::CutShort, "{found:?}");
        assert!(found.why.starts_with(loss), "{}", found.why);
    }
    let told = check_one("Brandt did not think “the river is safe to drink from”.", CALL);
    assert_eq!(told.words, Words::Verbatim, "the author tells what stood around: {}", told.why);
}

#[test]
fn pieces_from_places_apart_are_stitched() {
    let found = verdict("The pumps were bought in March. Nobody has been asked to leave the valley.");
    assert_eq!(found.words, Words::Stitched, "{found:?}");
    assert_eq!(found.places[0].spans.len(), 2);
}

#[test]
fn changed_words_are_altered_and_weighed() {
    for (changed, why) in [
        (
            "Nineteen of the twenty-five mines were closed last spring.",
            "a number differs: “twenty-two” became “twenty-five”",
        ),
        ("The pumps were not bought in March.", "a negation is put in: “not”"),
        ("The pumps were sold in March.", "a word differs: “bought” became “sold”"),
        ("The crews went home to Westport.", "a name differs: “Eastport” became “Westport”"),
        ("The pumps were bought in May.", "a month differs: “March” became “May”"),
    ] {
        let found = verdict(changed);
        assert_eq!(found.words, Words::Altered, "{found:?}");
        assert_eq!(found.why, why);
    }
}

#[test]
fn one_word_that_sounds_alike_excuses_nothing_in_a_clean_transcript() {
    let found = verdict("The pumps were brought in March.");
    assert_eq!((found.words, found.why.as_str()), (Words::Altered, "a word differs: “bought” became “brought”"));
}

#[test]
fn a_sentence_may_begin_with_a_small_letter() {
    let call = "IDA BRANDT: i am not sure what happened there. the pumps were bought in March.\nOLE KROG: Yes.\n";
    let found = check_one("Brandt said, “the pumps were bought in March.”", call);
    assert_eq!(found.words, Words::Verbatim, "{}", found.why);
    let call = "IDA BRANDT: We met at ten a.m. but the pumps were not there.\nOLE KROG: Yes.\n";
    let found = check_one("Brandt said, “We met at ten a.m. but the pumps were not there.”", call);
    assert_eq!(found.words, Words::Verbatim, "{}", found.why);
}

#[test]
fn what_was_never_said_is_not_found() {
    let found = verdict("Our children deserve a railway that reaches the southern coast by summer.");
    assert_eq!((found.words, found.worst), (Words::NotFound, Worst::NotFound), "{found:?}");
    assert!(found.places.is_empty());
}

#[test]
fn right_words_of_another_are_a_wrong_speaker() {
    let found = check_one("Krog said, “The pumps were bought in March.”", CALL);
    assert_eq!((found.words, found.speaker, found.worst), (Words::Verbatim, Agreement::Wrong, Worst::WrongSpeaker));
    let unknown = check_one("“The pumps were bought in March.”", CALL);
    assert_eq!(unknown.speaker, Agreement::Unknown);
}

#[test]
fn a_surname_in_capitals_is_the_person_of_that_name() {
    let call = CALL.replace("IDA BRANDT:", "BRANDT:").replace("OLE KROG:", "KROG:");
    let found = check_one("Ida Brandt said, “The pumps were bought in March.”", &call);
    assert_eq!(found.speaker, Agreement::Right);
}

#[test]
fn a_half_is_a_number_and_a_long_false_start_is_passed_over() {
    let call =
        "IDA BRANDT: We offered four and a half percent, and said that we'd be glad—that we would be proud to pay.\n";
    let found = check_one("Brandt said, “We offered 4.5 percent, and said that we would be proud to pay.”", call);
    assert_eq!(found.words, Words::Verbatim, "{found:?}");
}

#[test]
fn an_interruption_by_the_author_joins_what_it_parts() {
    let found = check_one("“The pumps,” Brandt said, “were bought in March.”", CALL);
    assert_eq!(found.words, Words::Verbatim, "{found:?}");
    assert_eq!(found.pinned.spans.len(), 2);
}

/// A vocabulary without the words that the checker treats alike.
fn sentence() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[bcdfg][aeiou][klmnp][aeiou][rstvz][aeiou]", 6..30)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_text_against_itself_is_verbatim(words in sentence(), from in 0usize..20, length in 1usize..20) {
        let call = format!("IDA BRANDT: {}.\nOLE KROG: Go on.\nIDA BRANDT: Yes.", words.join(" "));
        let from = from.min(words.len() - 1);
        let piece = words[from..(from + length).min(words.len())].join(" ");
        let found = check_one(&format!("Brandt said, “{piece}”"), &call);
        prop_assert_eq!(found.words, Words::Verbatim);
    }

    #[test]
    fn no_alteration_is_verbatim(words in sentence(), at in 0usize..30, how in 0u8..4) {
        let mut altered = words.clone();
        let at = at.min(words.len() - 1);
        match how {
            0 => altered[at] = "hyx".into(),
            1 => altered.insert(at, "hyx".into()),
            2 if at > 0 && at + 1 < words.len() => { altered.remove(at); }
            _ if at + 1 < words.len() => altered.swap(at, at + 1),
            _ => altered.push("hyx".into()),
        }
        prop_assume!(altered != words);
        let call = format!("IDA BRANDT: {}.\nOLE KROG: Go on.\nIDA BRANDT: Yes.", words.join(" "));
        let found = check_one(&format!("Brandt said, “{}”", altered.join(" ")), &call);
        prop_assert!(found.words >= Words::Stitched, "{:?}", found);
    }

    #[test]
    fn nothing_panics(article in "[“”a-c .…\\[\\]'’\\-—0-9$%\n]{0,60}", call in "[A-Ca-c:.\\[\\]() '’\\-—0-9$%\n]{0,80}") {
        let article = Document::from_text(&article);
        let transcripts = [transcript(&call)];
        let ready = Transcripts::new(&transcripts, CheckOptions::default());
        let report = check(&article, &layers(&article), &ready);
        prop_assert!(report.quotations.iter().all(|q| q.words != Words::NotFound || q.places.is_empty()));
    }
}
