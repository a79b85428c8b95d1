//! A talk as words: what a speaker said, what a recogniser made of it, and where each word stands in the transcript handed
//! to the checker.

use std::ops::Range;

use hearsay::text::{Document, DocumentBuilder, Kind, Label, Part, PartKind, Span, Turn};

use super::corpus::RawTalk;
use super::lexicon;
use super::people;

/// One word with the marks that cling to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Marks before the word.
    pub pre: String,
    /// The word.
    pub core: String,
    /// Marks after the word.
    pub post: String,
    /// A filler or a repetition: said, but left out when quoted.
    pub stumble: bool,
}

impl Word {
    /// A bare word.
    pub fn new(core: &str) -> Self {
        Self { pre: String::new(), core: core.to_owned(), post: String::new(), stumble: false }
    }

    /// The word in lowercase with a plain apostrophe.
    pub fn key(&self) -> String {
        self.core.to_lowercase().replace('’', "'")
    }

    /// Whether the sentence ends here as far as the marks tell.
    fn stops(&self) -> bool {
        let key = self.key();
        let initial = key.chars().count() == 1 && key != "i";
        let short = lexicon::ABBREVIATIONS.contains(&key.as_str()) || initial || key.contains('.');
        self.post.contains(['?', '!']) || (self.post.contains('.') && !short)
    }
}

/// One turn.
#[derive(Clone, Debug)]
pub struct Speech {
    /// The label in the transcript.
    pub label: String,
    /// The person meant, where the label names one.
    pub person: Option<String>,
    /// The words.
    pub words: Vec<Word>,
    /// The sentences, as ranges of words.
    pub sentences: Vec<Range<usize>>,
}

/// One transcript.
#[derive(Clone, Debug)]
pub struct Talk {
    /// The file it came from.
    pub name: String,
    /// Its turns.
    pub turns: Vec<Speech>,
}

impl Talk {
    /// Words and sentences of a transcript.
    pub fn new(raw: &RawTalk) -> Self {
        let labels: Vec<&str> = raw.turns.iter().map(|t| t.label.as_str()).collect();
        let turns = raw.turns.iter().map(|turn| {
            let words = words(&turn.text);
            let sentences = sentences(&words);
            Speech { label: turn.label.clone(), person: people::person(&turn.label, &labels), words, sentences }
        });
        Self { name: raw.name.clone(), turns: turns.filter(|t| !t.words.is_empty()).collect() }
    }
}

/// Splits at spaces; a token without letters or digits clings to the word before it.
pub fn words(text: &str) -> Vec<Word> {
    let spaced = text.replace('—', " — ").replace('–', " – ").replace("...", "… ");
    let mut out: Vec<Word> = Vec::new();
    for token in spaced.split_whitespace() {
        let is_inner = |c: char| c.is_alphanumeric();
        let (Some(start), Some(last)) = (token.find(is_inner), token.rfind(is_inner)) else {
            if let Some(word) = out.last_mut() {
                word.post.push(' ');
                word.post.push_str(token);
            }
            continue;
        };
        let end = last + token[last..].chars().next().map_or(1, char::len_utf8);
        let (mut start, mut end) = (start, end);
        if token[..start].ends_with(['$', '€', '£']) {
            start -= token[..start].chars().next_back().map_or(0, char::len_utf8);
        }
        if token[end..].starts_with('%') {
            end += 1;
        }
        let (pre, core, post) = (token[..start].to_owned(), token[start..end].to_owned(), token[end..].to_owned());
        out.push(Word { pre, core, post, stumble: false });
    }
    out
}

/// Sentences as ranges of words.
pub fn sentences(words: &[Word]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        let next_opens = words.get(at + 1).is_none_or(|next| !next.core.starts_with(char::is_lowercase));
        if word.stops() && next_opens || at + 1 == words.len() {
            out.push(start..at + 1);
            start = at + 1;
        }
    }
    out
}

/// A talk written out as a transcript, with the place of every word that is still in it.
pub struct Rendered {
    /// The transcript.
    pub document: Document,
    /// For each turn and word of the talk, the span of what stands for it; `None` where it was lost.
    pub places: Vec<Vec<Option<Span>>>,
}

/// Writes `talk` as "LABEL: words" lines; `heard` gives, for each turn, what stands for each word (nothing, one or more words).
pub fn render(talk: &Talk, heard: &[Vec<Vec<Word>>]) -> Rendered {
    let mut text = String::new();
    let mut turns = Vec::new();
    let mut places = Vec::new();
    for (speech, words) in talk.turns.iter().zip(heard) {
        let label_start = text.len();
        text.push_str(&speech.label);
        let label_span = Span::new(label_start, text.len());
        text.push_str(": ");
        let start = text.len();
        places.push(words.iter().map(|words| write_words(&mut text, words)).collect());
        let end = text.trim_end().len().max(start);
        text.truncate(end);
        let (name, role) = people::split_role(&speech.label);
        let label = Label { name, role, span: Some(label_span) };
        turns.push(Turn { speaker: Some(label), span: Span::new(start, end), start_ms: None, end_ms: None });
        text.push('\n');
    }
    let mut builder = DocumentBuilder::new(Kind::Transcript, text.as_bytes());
    builder.text = text;
    builder.parts = turns.iter().map(|turn| Part { kind: PartKind::Turn, span: turn.span }).collect();
    builder.turns = turns;
    Rendered { document: builder.finish(), places }
}

fn write_words(text: &mut String, words: &[Word]) -> Option<Span> {
    let start = text.len();
    for word in words {
        text.push_str(&word.pre);
        text.push_str(&word.core);
        text.push_str(&word.post);
        text.push(' ');
    }
    (!words.is_empty()).then(|| Span::new(start, text.len() - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_cling_and_abbreviations_end_nothing() {
        let words = words("Mr. Hale said — “well”, 5% of $3 million. Go on?");
        let shown: Vec<_> = words.iter().map(|w| format!("{}|{}|{}", w.pre, w.core, w.post)).collect();
        assert_eq!(
            shown,
            ["|Mr|.", "|Hale|", "|said| —", "“|well|”,", "|5%|", "|of|", "|$3|", "|million|.", "|Go|", "|on|?"]
        );
        assert_eq!(sentences(&words), [0..8, 8..10]);
    }
}
