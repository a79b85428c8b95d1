//! Plain text: paragraphs are lines, or blocks of wrapped lines between empty ones.

use super::clean::Cleaner;
use super::encoding::Decoded;
use crate::text::{Document, Kind, PartKind};

/// Lines broken by hand are about as long as a page is wide: from here …
const WRAPPED_FROM: usize = 45;
/// … to here, in characters.
const WRAPPED_TO: usize = 100;

/// Reads plain text: one body part a paragraph. No title, author or date: plain text does not mark them.
#[must_use]
pub fn read(source: &Decoded<'_>, kind: Kind, original: &[u8]) -> Document {
    let mut cleaner = Cleaner::new(kind, original);
    let join = is_wrapped(&source.text);
    let mut at = 0;
    let mut inside = false;
    for line in source.text.split_inclusive(['\n', '\r']) {
        let blank = line.trim().is_empty();
        // "\r\n" splits into two lines, the second of them only "\n": no empty line between.
        let half_break = line == "\n" && at > 0 && source.text.as_bytes()[at - 1] == b'\r';
        if blank && !half_break {
            inside = false;
        } else if !blank {
            if !(inside && join) {
                cleaner.begin(PartKind::Body);
            }
            cleaner.text(line, at);
            inside = true;
        }
        at += line.len();
    }
    cleaner.finish(source)
}

/// Whether lines were broken by hand: in blocks of several lines, all but the last are nearly of one length.
fn is_wrapped(text: &str) -> bool {
    let (mut full, mut inner) = (0usize, 0usize);
    let mut last: Option<usize> = None;
    for line in text.lines() {
        let length = line.trim().chars().take(WRAPPED_TO + 1).count();
        if let Some(last) = last.filter(|_| length > 0) {
            inner += 1;
            full += usize::from((WRAPPED_FROM..=WRAPPED_TO).contains(&last));
        }
        last = (length > 0).then_some(length);
    }
    inner > 0 && full * 5 >= inner * 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::encoding::decode;

    fn paragraphs(text: &str) -> Vec<String> {
        let decoded = decode(text.as_bytes(), None).unwrap();
        let document = read(&decoded, Kind::Article, text.as_bytes());
        document.parts().iter().map(|part| document.slice(part.span).to_owned()).collect()
    }

    #[test]
    fn each_line_is_a_paragraph() {
        assert_eq!(paragraphs("One.\r\nTwo.\n\n\n Three. \rFour."), ["One.", "Two.", "Three.", "Four."]);
    }

    #[test]
    fn lines_wrapped_by_hand_are_joined() {
        let text = "The harbour master said on Tuesday that the ferry would\nnot sail before the wind had dropped, and that\r\n\
                    nobody had asked him.\n\nHe said so twice.\n";
        let joined = paragraphs(text);
        assert_eq!(joined.len(), 2);
        assert!(joined[0].contains("would not sail") && joined[0].contains("that nobody"));
    }

    #[test]
    fn short_lines_stay_apart() {
        assert_eq!(paragraphs("Anna: No.\nBen: Yes.\n\nAnna: Why?"), ["Anna: No.", "Ben: Yes.", "Anna: Why?"]);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(paragraphs("").is_empty());
        assert!(paragraphs(" \n\t\r\n\u{A0}").is_empty());
    }
}
