//! Sentences, inside paragraphs. A mark ends a sentence unless something known speaks against it; the rules are a list
//! in [`ends`], in order of precedence.

use super::tokens::{Token, is_apostrophe, is_word};
use crate::lang::en::structure::{Abbreviation, Structure};
use crate::text::{Document, Span, TokenRange};

/// A sentence. A sentence never crosses a paragraph's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without surrounding space.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// Index of its paragraph, counted from 0.
    pub paragraph: usize,
}

/// Splits a document into sentences. Every token lies in exactly one.
#[must_use]
pub fn sentences(document: &Document, tokens: &[Token], words: &Structure) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (paragraph, range) in paragraphs(document, tokens).into_iter().enumerate() {
        let view = View { text: document.text(), tokens: &tokens[range.range()], words };
        let mut start = 0;
        while start < view.tokens.len() {
            let end = view.sentence_end(start);
            let span = view.tokens[start].span.cover(view.tokens[end - 1].span);
            let tokens = TokenRange::new(range.start() + start, range.start() + end);
            sentences.push(Sentence { span, tokens, paragraph });
            start = end;
        }
    }
    sentences
}

/// The tokens of each paragraph: a part is one, and so is what stands between two parts.
#[must_use]
pub fn paragraphs(document: &Document, tokens: &[Token]) -> Vec<TokenRange> {
    let first_at = |byte: usize| tokens.partition_point(|token| token.span.start() < byte);
    let mut cuts: Vec<usize> = document
        .parts()
        .iter()
        .flat_map(|part| [first_at(part.span.start()), first_at(part.span.end())])
        .chain([0, tokens.len()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|pair| TokenRange::new(pair[0], pair[1])).collect()
}

/// One paragraph's tokens, looked at from inside.
struct View<'a> {
    text: &'a str,
    tokens: &'a [Token],
    words: &'a Structure,
}

impl View<'_> {
    /// One past the last token of the sentence that starts at token `start`.
    fn sentence_end(&self, start: usize) -> usize {
        let mut at = start;
        while at < self.tokens.len() {
            if self.is_stop(at) {
                let end = self.after_closers(at + 1);
                if end >= self.tokens.len() || self.ends(start, at, end) {
                    return end;
                }
                at = end;
            } else {
                at += 1;
            }
        }
        self.tokens.len()
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.slice(self.text))
    }

    /// Whether the token can end a sentence: a mark, or an abbreviation with its period.
    fn is_stop(&self, at: usize) -> bool {
        self.word(at).ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
    }

    /// Closing marks right behind the stop, and further stops, belong to the sentence.
    fn after_closers(&self, mut at: usize) -> usize {
        while at < self.tokens.len()
            && self.tokens[at - 1].span.end() == self.tokens[at].span.start()
            && (is_closer(self.word(at)) || self.is_mark(at))
        {
            at += 1;
        }
        at
    }

    /// Whether the token is nothing but a stop.
    fn is_mark(&self, at: usize) -> bool {
        self.is_stop(at) && !self.word(at).chars().any(is_word)
    }

    /// Whether a sentence that began at `start` ends with the stop at `stop`, where `next` is the first token behind its
    /// closing marks. The first rule that applies decides.
    fn ends(&self, start: usize, stop: usize, next: usize) -> bool {
        let quoted = next > stop + 1 && !matches!(self.word(next - 1), ")" | "]");
        let opened = is_opener(self.word(next)) && self.tokens[next - 1].span.end() < self.tokens[next].span.start();
        let first = self.word(if opened { next + 1 } else { next });
        let Some(initial) = first.chars().find(|&c| is_word(c)) else {
            return self.is_mark(stop) && self.ends_before_mark(next);
        };
        if initial.is_lowercase() {
            return false;
        }
        if self.is_mark(stop) {
            return self.mark_ends(start, stop, next, quoted, first);
        }
        match self.words.abbreviation(self.word(stop).trim_end_matches('.')) {
            Some(Abbreviation::Title | Abbreviation::Number) => false,
            _ => (opened && !matches!(self.word(next), "(" | "[")) || quoted || self.words.is_sentence_starter(first),
        }
    }

    /// Before a mark that opens nothing, only a stop that stands before a dash or a bullet ends a sentence.
    fn ends_before_mark(&self, next: usize) -> bool {
        let follower = self.word(next + 1).chars().next();
        !is_closer(self.word(next))
            && matches!(self.word(next), "—" | "–" | "--" | "•" | "*" | "“" | "\"" | "(" | "[")
            && follower.is_some_and(|c| !c.is_lowercase())
    }

    fn mark_ends(&self, start: usize, stop: usize, next: usize, quoted: bool, first: &str) -> bool {
        let mark = self.word(stop);
        if mark == "." && stop == start + 1 && self.word(start).chars().all(|c| c.is_ascii_digit()) {
            return false; // the number of a list
        }
        if matches!(mark, "..." | "…" | "..") {
            return first != "I" && (quoted || self.words.is_sentence_starter(first) || self.glued(stop));
        }
        !(quoted && mark != "." && self.tag_follows(next))
    }

    /// Whether no space stands before the token.
    fn glued(&self, at: usize) -> bool {
        at > 0 && self.tokens[at - 1].span.end() == self.tokens[at].span.start()
    }

    /// Whether a speaker and a verb that ties the quotation to it come next: `"Why?" Ann Hale asked`.
    fn tag_follows(&self, next: usize) -> bool {
        const LONGEST_NAME: usize = 6;
        let named = |word: &str| word.chars().next().is_some_and(|c| c.is_uppercase());
        let name = (next..self.tokens.len()).take(LONGEST_NAME).take_while(|&at| named(self.word(at))).count();
        name > 0 && self.words.is_tag_verb(self.word(next + name))
    }
}

/// Closing quotation marks and brackets; the straight ones close when they stand right behind a stop.
fn is_closer(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next().unwrap_or(' ');
    (letters.next().is_none() && (matches!(first, '"' | '”' | ')' | ']' | '»' | '›' | '}') || is_apostrophe(first)))
        || word == "''"
}

/// Opening quotation marks and brackets.
fn is_opener(word: &str) -> bool {
    matches!(word, "\"" | "“" | "„" | "(" | "[" | "«" | "‹" | "'" | "‘" | "''" | "``" | "”" | "*" | "_")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tokens::tokens;
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let document = Document::from_text(text);
        let words = Structure::load();
        let tokens = tokens(&document, &words);
        sentences(&document, &tokens, &words).iter().map(|sentence| document.slice(sentence.span).to_owned()).collect()
    }

    /// Sentences are told apart by `|` in `marked`.
    fn check(marked: &str) {
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(split(&marked.replace('|', "")), expected);
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        check("Mr. Hale met Gen. Orr on Oct. 3 at 9 p.m. in the U.S. Senate. | He left at noon.");
        check("It cost $3.5 million, J. K. Orr of Fogbank Inc. said. | It was No. 3 on the list.");
        check("The ship left the U.S. | He stayed. | They met at 9 p.m. | The rest is fog.");
        check("He met Ann Orr Jr. (D-Fog) in Fog v. Hale. | MANCHESTER, N.H. — A striking sight.");
        check("He met Bo Lund Jr. | “We won,” Lund said.");
    }

    #[test]
    fn quotations_end_inside_and_outside_the_mark() {
        check("“We won.” | He left. | “Go!” she said. | He said he was “done”. | She was not.");
        check("“Why?” he asked. | “Why not?” Ann Hale replied. | “Stop!” | Hale turned to the door.");
        check("He said (in a note.) | Then he left. | \"Go.\" | \"Stay.\"");
        check("‘It is late.’ | ‘It is not.’ | «Да.» | Он ушёл.");
    }

    #[test]
    fn ellipses_end_a_sentence_only_where_one_begins() {
        check("I ... I do not know… maybe. | “Well...” | He left. | So it ended... | The fog lifted.");
    }

    #[test]
    fn a_sentence_never_crosses_a_paragraph() {
        assert_eq!(
            split("A headline without a stop\nThe story, he\n\nsaid."),
            ["A headline without a stop", "The story, he", "said."]
        );
        check("1. Fog shall lift. | He agreed?! | Yes. | No space here.");
    }

    proptest! {
        #[test]
        fn sentences_cover_all_tokens(text in r#"([A-Za-z]{1,4}|[ .?!…"“”'’()]|Mr\.|U\.S\.|\n){0,60}"#) {
            let document = Document::from_text(&text);
            let words = Structure::load();
            let tokens = tokens(&document, &words);
            let mut next = 0;
            for sentence in sentences(&document, &tokens, &words) {
                prop_assert_eq!(sentence.tokens.start(), next);
                prop_assert!(!sentence.tokens.is_empty());
                next = sentence.tokens.end();
                prop_assert!(!document.slice(sentence.span).contains('\n'));
            }
            prop_assert_eq!(next, tokens.len());
        }
    }
}
