use proptest::prelude::*;

use super::*;

fn split(text: &str) -> Vec<String> {
    let document = Document::from_text(text);
    tokens(&document, &Structure::load()).iter().map(|token| document.slice(token.span).to_owned()).collect()
}

fn spaced(text: &str) -> String {
    split(text).join(" ")
}

#[test]
fn inner_marks_stay_in_the_word() {
    for word in [
        "don't",
        "don’t",
        "U.S.",
        "p.m.",
        "28-point",
        "3.5",
        "$1.2",
        "€40",
        "US$5",
        "O'Brien",
        "Jean-Luc",
        "D’Arcy",
        "1,200",
        "10:30",
        "9/11",
        "AT&T",
        "Q&A",
        "U.S.-led",
        "Ph.D.",
        "e.g.",
        "Lt.Col.",
        "20th",
        "snake_case",
    ] {
        assert_eq!(split(word), [word]);
    }
}

#[test]
fn an_acronym_with_an_apostrophe_inside_ends() {
    assert_eq!(spaced("U.S.’a U.S.'sky"), "U.S.’a U.S.'sky");
}

#[test]
fn clitics_stand_alone() {
    assert_eq!(
        spaced("Hale's aide says he’s sure they'll go; the U.S.'s view, OSLO'S fog"),
        "Hale 's aide says he ’s sure they 'll go ; the U.S. 's view , OSLO 'S fog"
    );
    assert_eq!(spaced("the officials’ note, “The Post”’s desk"), "the officials ’ note , “ The Post ” ’s desk");
    assert_eq!(spaced("rock 'n' roll in the '90s and ’08, get 'em"), "rock 'n' roll in the '90s and ’08 , get 'em");
}

#[test]
fn a_closing_mark_is_no_clitic() {
    assert_eq!(spaced("‘So he’s in,’ she said"), "‘ So he ’s in , ’ she said");
    assert_eq!(spaced("'16 boats sank,' he said"), "' 16 boats sank , ' he said");
}

#[test]
fn each_mark_is_a_token_and_dashes_and_ellipses_are_one() {
    assert_eq!(spaced("word—word, word--word ... and… “Why?!”"), "word — word , word -- word ... and … “ Why ? ! ”");
    assert_eq!(spaced("''Go,'' he said. '''Go,''' she said."), "'' Go , '' he said . '' ' Go , ' '' she said .");
    assert_eq!(spaced("40% of (the) 2010–2012 and/or"), "40 % of ( the ) 2010 – 2012 and / or");
}

#[test]
fn addresses_are_whole() {
    assert_eq!(
        spaced("see https://example.org/a?b=c#d, or (www.example.org)."),
        "see https://example.org/a?b=c#d , or ( www.example.org ) ."
    );
    assert_eq!(
        spaced("ann.o-hale+x@mail.example.org, @ann_hale, #fog"),
        "ann.o-hale+x@mail.example.org , @ann_hale , #fog"
    );
    assert_eq!(spaced("Fogbank.com's editor. Fogbank.com."), "Fogbank.com 's editor . Fogbank.com .");
}

#[test]
fn a_period_belongs_to_an_abbreviation_or_ends_the_sentence() {
    assert_eq!(
        spaced("Mr. Hale met J. K. Orr and Sen. “Bo” Lund on Oct. 3."),
        "Mr. Hale met J. K. Orr and Sen. “ Bo ” Lund on Oct. 3 ."
    );
    assert_eq!(
        spaced("He said no. Plan B. No. 3 won. It was I. Then fog.The end."),
        "He said no . Plan B. No. 3 won . It was I . Then fog . The end ."
    );
}

#[test]
fn any_script_is_split() {
    assert_eq!(spaced("Виткофф сказал: «да»"), "Виткофф сказал : « да »");
    assert_eq!(spaced("नमस्ते दुनिया"), "नमस्ते दुनिया");
    assert_eq!(spaced("n\u{303}andu 👩\u{200d}🚀 ok\u{202c}"), "n\u{303}andu 👩\u{200d}🚀 ok\u{202c}");
    assert_eq!(spaced("漢字です"), "漢 字 です");
}

proptest! {
    #[test]
    fn tokens_cover_what_is_not_space_once(text in r#"(\PC|[ \n.'’"“”‘`$@#_/:-]|\s|[a-cU]){0,120}"#) {
        let document = Document::from_text(&text);
        let mut covered = vec![0u8; text.len()];
        let mut last = 0;
        for token in tokens(&document, &Structure::load()) {
            prop_assert!(!document.slice(token.span).is_empty());
            prop_assert!(token.span.start() >= last);
            last = token.span.end();
            covered[token.span.range()].iter_mut().for_each(|count| *count += 1);
        }
        for (at, character) in text.char_indices() {
            prop_assert_eq!(covered[at], u8::from(!character.is_whitespace()), "{:?} at {}", character, at);
        }
    }
}
