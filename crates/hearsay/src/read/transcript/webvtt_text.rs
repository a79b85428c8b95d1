//! The text of a WebVTT cue: tokenizer and tree (sections 6.4 and 6.5 of the specification), each piece of text with its
//! place in the file.

use super::references::reference;
use super::webvtt::{is_space, timestamp};

/// The text of a cue as the file has it, line breaks as LF and NUL as U+FFFD, with the place of each byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CueText {
    text: String,
    /// The place in the source of each byte of `text`.
    places: Vec<usize>,
}

/// A stretch of text that shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextPiece {
    /// The characters.
    pub text: String,
    /// First byte in the source.
    pub at: usize,
    /// Length in the source; that of `text` where it is copied as it is.
    pub length: usize,
}

/// A node of a cue's tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// An element: `c`, `i`, `b`, `u`, `ruby`, `rt`, `v` or `lang`.
    Element(Element),
    /// Text.
    Text(Vec<TextPiece>),
    /// A time inside the cue, in seconds.
    Timestamp(f64),
}

/// An element of a cue's tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// Its tag.
    pub name: &'static str,
    /// Its classes.
    pub classes: Vec<String>,
    /// What follows its name: the speaker of a voice, the tag of a language.
    pub annotation: String,
    /// What it holds.
    pub children: Vec<Node>,
}

#[derive(Debug, PartialEq)]
enum Token {
    Text(Vec<TextPiece>),
    Start { name: String, classes: Vec<String>, annotation: String },
    End(String),
    Timestamp(String),
}

impl CueText {
    pub(super) fn new(lines: &[(&str, usize)]) -> Self {
        let mut out = Self::default();
        for (index, (line, at)) in lines.iter().enumerate() {
            if index > 0 {
                out.push('\n', at.saturating_sub(1));
            }
            for (offset, character) in line.char_indices() {
                out.push(if character == '\0' { '\u{fffd}' } else { character }, at + offset);
            }
        }
        out
    }

    fn push(&mut self, character: char, at: usize) {
        let length = character.len_utf8();
        self.text.push(character);
        self.places.extend((0..length).map(|byte| at + byte));
    }

    /// The text with its tags.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.text
    }

    /// The tree of the text.
    #[must_use]
    pub fn tree(&self) -> Vec<Node> {
        let mut tree = TreeBuilder::default();
        let mut at = 0;
        while at < self.text.len() {
            let (token, end) = if self.text[at..].starts_with('<') { self.tag(at) } else { self.text_token(at) };
            tree.add(token);
            at = end;
        }
        tree.finish()
    }

    /// Text up to the next tag, references read.
    fn text_token(&self, start: usize) -> (Token, usize) {
        let end = self.text[start..].find('<').map_or(self.text.len(), |length| start + length);
        let mut pieces = Vec::new();
        let mut at = start;
        while at < end {
            let (piece, next) = match reference(&self.text[at..end]) {
                Some((text, length)) => (TextPiece { text, at: self.places[at], length }, at + length),
                None => {
                    let line_break = self.text[at..].starts_with('\n');
                    let skip = self.text[at..].chars().next().map_or(1, char::len_utf8);
                    let stop = self.text[at + skip..end]
                        .find(['&', '\n', '\u{fffd}'])
                        .map_or(end, |length| at + skip + length);
                    let next = if line_break || self.text[at..].starts_with('\u{fffd}') { at + skip } else { stop };
                    (TextPiece { text: self.text[at..next].to_owned(), at: self.places[at], length: next - at }, next)
                }
            };
            pieces.push(piece);
            at = next;
        }
        (Token::Text(pieces), end)
    }

    /// A tag from its `<`; it ends at `>` or with the text.
    fn tag(&self, start: usize) -> (Token, usize) {
        let body_start = start + 1;
        let close = self.text[body_start..].find('>').map(|length| body_start + length);
        let body = &self.text[body_start..close.unwrap_or(self.text.len())];
        let end = close.map_or(self.text.len(), |close| close + 1);
        let token = if let Some(name) = body.strip_prefix('/') {
            Token::End(name.to_owned())
        } else if body.starts_with(|c: char| c.is_ascii_digit()) {
            Token::Timestamp(body.to_owned())
        } else {
            start_tag(body)
        };
        (token, end)
    }
}

/// `v.loud.first Name of the speaker`.
fn start_tag(body: &str) -> Token {
    let end = body.find(is_space).unwrap_or(body.len());
    let (head, annotation) = body.split_at(end);
    let mut parts = head.split('.');
    let name = parts.next().unwrap_or("").to_owned();
    let classes = parts.filter(|class| !class.is_empty()).map(str::to_owned).collect();
    let words: Vec<&str> = annotation.split(is_space).filter(|word| !word.is_empty()).collect();
    Token::Start { name, classes, annotation: with_references(&words.join(" ")) }
}

fn with_references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (characters, length) = reference(&rest[at..]).unwrap_or(("&".to_owned(), 1));
        out.push_str(&characters);
        rest = &rest[at + length..];
    }
    out + rest
}

/// The open elements, the outermost first.
#[derive(Default)]
struct TreeBuilder {
    open: Vec<Element>,
    top: Vec<Node>,
}

const TAGS: [&str; 8] = ["c", "i", "b", "u", "ruby", "rt", "v", "lang"];

impl TreeBuilder {
    fn add(&mut self, token: Token) {
        match token {
            Token::Text(pieces) => self.push(Node::Text(pieces)),
            Token::Timestamp(text) => {
                if let Some((seconds, "")) = timestamp(&text) {
                    self.push(Node::Timestamp(seconds));
                }
            }
            Token::Start { name, classes, annotation } => {
                let in_ruby = self.open.last().is_some_and(|element| element.name == "ruby");
                if let Some(&name) = TAGS.iter().find(|tag| **tag == name).filter(|tag| **tag != "rt" || in_ruby) {
                    let annotation = if matches!(name, "v" | "lang") { annotation } else { String::new() };
                    self.open.push(Element { name, classes, annotation, children: Vec::new() });
                }
            }
            Token::End(name) => self.end(&name),
        }
    }

    fn end(&mut self, name: &str) {
        match self.open.last().map(|element| element.name) {
            Some(open) if open == name => self.close(),
            Some("rt") if name == "ruby" => {
                self.close();
                self.close();
            }
            _ => {}
        }
    }

    fn push(&mut self, node: Node) {
        self.open.last_mut().map_or(&mut self.top, |element| &mut element.children).push(node);
    }

    fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            self.push(Node::Element(element));
        }
    }

    fn finish(mut self) -> Vec<Node> {
        while !self.open.is_empty() {
            self.close();
        }
        self.top
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Vec<Node> {
        CueText::new(&[(text, 100)]).tree()
    }

    #[test]
    fn a_voice_names_its_speaker() {
        let nodes = tree("<v.loud Ida  Brandt>We &lt;3 it</v> so");
        let Node::Element(voice) = &nodes[0] else { panic!("{nodes:?}") };
        assert_eq!((voice.name, voice.annotation.as_str()), ("v", "Ida Brandt"));
        assert_eq!(voice.classes, ["loud"]);
        let Node::Text(pieces) = &voice.children[0] else { panic!("{voice:?}") };
        assert_eq!(pieces[1], TextPiece { text: "<".into(), at: 123, length: 4 });
    }

    #[test]
    fn tags_that_do_not_close_end_with_the_cue() {
        assert_eq!(tree("<i>a<b>c</i>").len(), 1);
        assert!(matches!(tree("a<00:01.500>b").as_slice(), [Node::Text(_), Node::Timestamp(_), Node::Text(_)]));
        assert_eq!(tree("<rt>a").len(), 1, "rt counts only inside ruby");
    }
}
