use proptest::prelude::*;

use super::super::sentences::sentences;
use super::super::tokens::tokens;
use super::*;

fn found(text: &str) -> (Document, Vec<Quotation>) {
    let document = Document::from_text(text);
    let words = Structure::load();
    let tokens = tokens(&document, &words);
    let sentences = sentences(&document, &tokens, &words);
    let quotations = quotations(&document, &tokens, &sentences, &words);
    (document, quotations)
}

/// The pieces of each quotation, joined by ` + `.
fn pieces(text: &str) -> Vec<String> {
    let (document, quotations) = found(text);
    let slices =
        |quotation: &Quotation| quotation.pieces.iter().map(|piece| document.slice(*piece)).collect::<Vec<_>>();
    quotations.iter().map(|quotation| slices(quotation).join(" + ")).collect()
}

fn purposes(text: &str) -> Vec<Purpose> {
    found(text).1.iter().map(|quotation| quotation.purpose).collect()
}

#[test]
fn every_kind_of_mark_pairs() {
    assert_eq!(
        pieces(r#"He said "go" and “stay” and ''wait'' and «да» and ``so'' and „ja“ and »nej«."#),
        ["\"go\"", "“stay”", "''wait''", "«да»", "``so''", "„ja“", "»nej«"]
    );
    assert_eq!(pieces("‘It is late,’ he said. 'So it is,' said she."), ["‘It is late,’", "'So it is,'"]);
}

#[test]
fn badly_set_marks_pair_where_nothing_else_is_possible() {
    assert_eq!(pieces("''They yell, 'Fog bad.''' He left."), ["''They yell, 'Fog bad.'''", "'Fog bad.'"]);
    assert_eq!(pieces("\"They say ,'No, you can't.'.\""), ["\"They say ,'No, you can't.'.\"", "'No, you can't.'"]);
    assert_eq!(pieces("” … so it is,” she said.\n\u{202a}”Fog,” he said."), ["” … so it is,”", "”Fog,”"]);
}

#[test]
fn quotations_nest() {
    let (_, quotations) = found("“He told me, ‘Don’t go,’ twice,” she said. ‘They said “no” again.’");
    assert_eq!(quotations.iter().map(|q| q.within).collect::<Vec<_>>(), [None, Some(0), None, Some(2)]);
    assert_eq!(
        pieces("\"He said: 'Go home.'\" Then: “‘Stay.’”"),
        ["\"He said: 'Go home.'\"", "'Go home.'", "“‘Stay.’”", "‘Stay.’"]
    );
    assert_eq!(pieces("“He said “go” to me,” she said."), ["“He said “go” to me,”", "“go”"]);
}

#[test]
fn apostrophes_are_no_quotation_marks() {
    assert_eq!(
        pieces("The officials' note and the boys’ day in the '90s, don't, 'em, goin’ on, rock 'n' roll."),
        [""; 0]
    );
    assert_eq!(pieces("‘The Democrats’ plan isn’t good,’ he said."), ["‘The Democrats’ plan isn’t good,’"]);
    assert_eq!(pieces("'The clerks' plan isn't good,' he said."), ["'The clerks' plan isn't good,'"]);
}

#[test]
fn feet_and_inches_are_no_quotation_marks() {
    assert_eq!(
        pieces("He is 6'2\" tall, and a 5\" pipe and a 4\"x6\" card, “he is 5’10” tall,” she said."),
        ["“he is 5’10” tall,”"]
    );
}

#[test]
fn a_missing_closer_ends_at_the_next_opener_or_the_paragraph() {
    assert_eq!(pieces("“We go, he said. “They stay,” she said.\nFog."), ["“We go, he said.", "“They stay,”"]);
    assert_eq!(pieces("\"We go, he said.\nThe fog lifted. \"So,\" he said."), ["\"We go, he said.", "\"So,\""]);
    assert_eq!(pieces("A stray mark” is nothing. So is 4\" here."), [""; 0]);
}

#[test]
fn a_quotation_runs_on_over_paragraphs() {
    let text = "“We go.\n“We stay.\n“‘We wait,’” he said. “Fog.”";
    assert_eq!(pieces(text), ["“We go. + “We stay. + “‘We wait,’”", "‘We wait,’", "“Fog.”"]);
    assert!(found(text).1.iter().all(|quotation| quotation.closed));
    assert_eq!(
        pieces("“He said, ‘We go.\n“‘We stay,’ and left,” she said."),
        ["“He said, ‘We go. + “‘We stay,’ and left,”", "‘We go. + ‘We stay,’"]
    );
    assert_eq!(pieces("\"We go.\n\"We stay,\" he said. \"Fog.\""), ["\"We go. + \"We stay,\"", "\"Fog.\""]);
    assert_eq!(pieces("‘We go.\n‘We stay,’ he said."), ["‘We go. + ‘We stay,’"]);
    assert_eq!(pieces("“We go.\nWe stay,” he said."), ["“We go. + We stay,”"], "it did not reopen");
}

#[test]
fn titles_nicknames_and_words_spoken_of_are_no_speech() {
    use Purpose::{Other, Speech};
    assert_eq!(
        purposes("She loved “The Fog of Oslo” to James “Mad Dog” Hale in the film “Harbour.”"),
        [Other, Other, Other]
    );
    assert_eq!(purposes("The so-called “fog tax”, and the word “fog”."), [Other, Other]);
    assert_eq!(
        purposes("“Lift The Fog,” he said. “Fog Again!” Hale said “It is fog.” He called it “a disaster”."),
        [Speech; 4]
    );
}

#[test]
fn ten_thousand_unmatched_marks_stay_linear() {
    for mark in ["“", "\"", "'", "‘ ", " 'a", " \"a", "«", "”", "’", "''", "“‘«"] {
        let text = mark.repeat(10_000);
        assert!(found(&text).1.len() <= 30_000);
    }
}

proptest! {
    #[test]
    fn quotations_nest_and_slice(text in r#"([a-s]{1,3}|[ .,?!"“”'’‘«»„5]|\n|''|\(){0,60}"#) {
        let (document, quotations) = found(&text);
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for quotation in &quotations {
            prop_assert_eq!(quotation.pieces.len(), quotation.tokens.len());
            prop_assert!(!quotation.pieces.is_empty());
            for piece in &quotation.pieces {
                prop_assert!(!document.slice(*piece).is_empty() && !document.slice(*piece).contains('\n'));
            }
            let whole = (quotation.pieces[0].start(), quotation.pieces[quotation.pieces.len() - 1].end());
            if let Some(outer) = quotation.within {
                prop_assert!(ends[outer].0 < whole.0 && whole.1 <= ends[outer].1);
            }
            for &(start, end) in &ends {
                prop_assert!(end <= whole.0 || (start <= whole.0 && whole.1 <= end), "{:?} crosses {:?}", whole, (start, end));
            }
            ends.push(whole);
        }
    }
}
