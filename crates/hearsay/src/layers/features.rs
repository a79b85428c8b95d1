//! What the encoder is told of each token besides its letters (it is uncased): the very same for training and inference.
//!
//! The trained weights depend on these numbers: a change here asks for new weights.

use super::quotations::Quotation;
use super::sentences::Sentence;
use super::tokens::Token;
use crate::text::Document;

/// How a token is written. The number is the index into the encoder's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Case {
    /// No capital letter, or a script without capitals.
    Lower = 0,
    /// The first letter and no other is a capital (`Hale`, `A`).
    Capitalised = 1,
    /// Two letters or more, all of them capitals (`U.S.`, `FBI`).
    Upper = 2,
    /// Any other mixture (`McKay`, `iPhone`).
    Mixed = 3,
    /// Holds a digit.
    Digit = 4,
    /// Neither letter nor digit.
    Punctuation = 5,
}

/// Where a token stands to the quotation marks that pair. The number is the index into the encoder's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum QuoteState {
    /// In no quotation; also a mark that belongs to none.
    Outside = 0,
    /// The mark that opens a quotation or one of its pieces, at any depth.
    OpeningMark = 1,
    /// In a quotation.
    Inside = 2,
    /// The mark that closes one, at any depth.
    ClosingMark = 3,
}

/// What the encoder is told of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Features {
    /// How it is written.
    pub case: Case,
    /// Where it stands to the quotation marks.
    pub quote: QuoteState,
    /// Whether a sentence starts with it.
    pub sentence_start: bool,
    /// Whether a paragraph starts with it.
    pub paragraph_start: bool,
}

/// The features of all tokens.
#[must_use]
pub fn features(
    document: &Document,
    tokens: &[Token],
    sentences: &[Sentence],
    quotations: &[Quotation],
) -> Vec<Features> {
    let plain = |token: &Token| Features {
        case: case(document.slice(token.span)),
        quote: QuoteState::Outside,
        sentence_start: false,
        paragraph_start: false,
    };
    let mut features: Vec<Features> = tokens.iter().map(plain).collect();
    mark_sentences(&mut features, sentences);
    mark_quotations(&mut features, quotations);
    features
}

fn mark_sentences(features: &mut [Features], sentences: &[Sentence]) {
    let mut paragraph = None;
    for sentence in sentences {
        if let Some(first) = features.get_mut(sentence.tokens.start()) {
            first.sentence_start = true;
            first.paragraph_start = paragraph != Some(sentence.paragraph);
        }
        paragraph = Some(sentence.paragraph);
    }
}

/// Depth first, then the marks, so that the marks of an inner quotation are marks. Linear however deep they nest.
fn mark_quotations(features: &mut [Features], quotations: &[Quotation]) {
    let mut depth_changes = vec![0i32; features.len() + 1];
    for piece in quotations.iter().flat_map(|quotation| &quotation.tokens) {
        depth_changes[piece.start()] += 1;
        depth_changes[piece.end()] -= 1;
    }
    let mut depth = 0;
    for (feature, change) in features.iter_mut().zip(&depth_changes) {
        depth += change;
        feature.quote = if depth > 0 { QuoteState::Inside } else { QuoteState::Outside };
    }
    for quotation in quotations {
        for piece in &quotation.tokens {
            let first = &mut features[piece.start()];
            if first.case == Case::Punctuation {
                first.quote = QuoteState::OpeningMark;
            }
        }
        if let Some(last) = quotation.tokens.last().filter(|_| quotation.closed) {
            features[last.end() - 1].quote = QuoteState::ClosingMark;
        }
    }
}

/// How `word` is written.
pub(crate) fn case(word: &str) -> Case {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    if word.chars().any(char::is_numeric) {
        return Case::Digit;
    }
    let (mut count, mut capitals, mut first_capital) = (0, 0, false);
    for (index, letter) in letters.enumerate() {
        count += 1;
        capitals += usize::from(letter.is_uppercase());
        first_capital |= index == 0 && letter.is_uppercase();
    }
    match (count, capitals) {
        (0, _) => Case::Punctuation,
        (_, 0) => Case::Lower,
        (count, capitals) if count == capitals && count > 1 => Case::Upper,
        (_, 1) if first_capital => Case::Capitalised,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::structure;

    fn of(text: &str) -> Vec<Features> {
        let document = Document::from_text(text);
        let (tokens, sentences, quotations) = structure(&document);
        features(&document, &tokens, &sentences, &quotations)
    }

    #[test]
    fn case_is_told_from_the_letters() {
        let expected = [
            ("hale", Case::Lower),
            ("Hale", Case::Capitalised),
            ("A", Case::Capitalised),
            ("O’Brien", Case::Mixed),
            ("U.S.", Case::Upper),
            ("iPhone", Case::Mixed),
            ("28-Point", Case::Digit),
            ("…", Case::Punctuation),
            ("Виткофф", Case::Capitalised),
            ("漢", Case::Lower),
        ];
        for (word, class) in expected {
            assert_eq!(case(word), class, "{word}");
        }
    }

    #[test]
    fn quote_states_mark_every_depth() {
        let states: Vec<u8> = of("“He: ‘No,’” she said. 4\"").iter().map(|f| f.quote as u8).collect();
        assert_eq!(states, [1, 2, 2, 1, 2, 2, 3, 3, 0, 0, 0, 0, 0]);
        let states: Vec<u8> = of("“Go.\n“Stay.\nFog").iter().map(|f| f.quote as u8).collect();
        assert_eq!(states, [1, 2, 2, 1, 2, 2, 0], "it is never closed");
    }

    #[test]
    fn starts_are_marked() {
        let features = of("Fog. It is.\nSo.");
        let starts: Vec<(bool, bool)> = features.iter().map(|f| (f.sentence_start, f.paragraph_start)).collect();
        let (none, sentence, both) = ((false, false), (true, false), (true, true));
        assert_eq!(starts, [both, none, sentence, none, none, both, none]);
    }
}
