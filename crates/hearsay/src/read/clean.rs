//! What clean text is, defined once for every reader.
//!
//! * A part (paragraph, headline, caption, turn, table row) is one line; between two parts stands one empty line.
//! * White space of any kind and length is one space; none at a part's ends.
//! * Characters that show nothing and join nothing (soft hyphen, zero-width space, word joiner, byte-order mark,
//!   control characters) are left out. Joiners, direction marks and combining marks are part of the words and stay.

use super::encoding::Decoded;
use super::language;
use crate::lang;
use crate::text::{Document, DocumentBuilder, Kind, Label, Metadata, Part, PartKind, Run, Span, TimeMark, Turn};

/// What stands between two parts.
const BREAK: &str = "\n\n";

/// Writes a document's clean text part by part; every character remembers where in the source it stood.
#[derive(Debug)]
pub struct Cleaner {
    builder: DocumentBuilder,
    /// Start of the open part and its kind.
    open: Option<(usize, PartKind)>,
    /// White space seen since the last character: the stretch of the source it took; empty where it was put in.
    space: Option<(usize, usize)>,
}

impl Cleaner {
    /// An empty document of `kind`, made from the bytes `original`.
    #[must_use]
    pub fn new(kind: Kind, original: &[u8]) -> Self {
        Self { builder: DocumentBuilder::new(kind, original), open: None, space: None }
    }

    /// What is known besides the text.
    pub fn metadata(&mut self) -> &mut Metadata {
        &mut self.builder.metadata
    }

    /// Adds a warning.
    pub fn warn(&mut self, warning: impl Into<String>) {
        self.builder.warnings.push(warning.into());
    }

    /// Closes the open part and begins another.
    pub fn begin(&mut self, kind: PartKind) {
        self.end();
        self.open = Some((self.builder.text.len(), kind));
    }

    /// Writes source text that stands at byte `at` of the source.
    pub fn text(&mut self, text: &str, at: usize) {
        let (mut rest, mut at) = (text, at);
        while !rest.is_empty() {
            let plain = rest.find(|c: char| !is_plain(c)).unwrap_or(rest.len());
            let plain = if plain == 0 { self.special(rest, at) } else { self.plain(&rest[..plain], at) };
            rest = &rest[plain..];
            at += plain;
        }
    }

    /// Writes text that the source spells otherwise (an entity, an escape) or holds elsewhere (a page of a PDF) in the
    /// `length` bytes at `at`: each character leads back to all of them. A length of 0 leads nowhere.
    pub fn unit(&mut self, text: &str, at: usize, length: usize) {
        for word in text.split_inclusive(|c: char| !is_plain(c)) {
            let plain = word.trim_end_matches(|c: char| !is_plain(c));
            if !plain.is_empty() {
                self.write(plain, |start, len| Run::unit(start, len, at, length));
            }
            if word.ends_with(char::is_whitespace) {
                self.see_space(at, length);
            }
        }
    }

    /// Whether a part is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The text written so far.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.builder.text
    }

    /// Says what the document is.
    pub fn set_kind(&mut self, kind: Kind) {
        self.builder.kind = kind;
    }

    /// The paragraphs that run as the body of the document does.
    #[must_use]
    pub fn running(&self) -> Vec<Span> {
        let runs = |part: &&Part| matches!(part.kind, PartKind::Body | PartKind::Blockquote | PartKind::Turn);
        self.builder.parts.iter().filter(runs).map(|part| part.span).collect()
    }

    /// Makes the body's paragraphs turns.
    pub fn make_turns(&mut self) {
        for part in self.builder.parts.iter_mut().filter(|part| part.kind == PartKind::Body) {
            part.kind = PartKind::Turn;
        }
    }

    /// Puts in a space that the source does not have, unless one is there.
    pub fn space(&mut self) {
        self.space = self.space.or(Some((0, 0)));
    }

    /// Puts in text that the source does not have.
    pub fn put_in(&mut self, text: &str) {
        self.unit(text, 0, 0);
    }

    /// Where the next character will stand, a pending space not counted.
    #[must_use]
    pub fn position(&self) -> usize {
        self.builder.text.len()
    }

    /// Closes the open part and gives its span; an empty part leaves nothing behind.
    pub fn end(&mut self) -> Option<Span> {
        self.space = None;
        let (start, kind) = self.open.take()?;
        let start = start.max(self.part_start(start));
        let span = Span::new(start, self.builder.text.len());
        if span.is_empty() {
            return None;
        }
        self.builder.parts.push(Part { kind, span });
        Some(span)
    }

    /// Notes a turn of a transcript.
    pub fn turn(&mut self, speaker: Option<Label>, span: Span, start_ms: Option<u64>, end_ms: Option<u64>) {
        self.builder.turns.push(Turn { speaker, span, start_ms, end_ms });
    }

    /// Notes that what is written next is said at `ms` milliseconds of the recording.
    pub fn mark(&mut self, ms: u64) {
        self.builder.marks.push(TimeMark { at: self.builder.text.len(), ms });
    }

    /// Whether the last character written is one of `characters`.
    #[must_use]
    pub fn ends_with(&self, characters: &[char]) -> bool {
        self.builder.text.ends_with(characters)
    }

    /// The clean text under `span`.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        span.slice(&self.builder.text)
    }

    /// Notes that the part that begins at byte `start` is set in by `columns`.
    pub fn indent(&mut self, start: usize, columns: usize) {
        if columns > 0 {
            self.builder.indents.push((start, columns));
        }
    }

    /// Seals the document; `source` leads the map on to the original bytes.
    #[must_use]
    pub fn finish(mut self, source: &Decoded<'_>) -> Document {
        self.end();
        self.builder.map = self.builder.map.through(&source.map);
        let own = std::mem::take(&mut self.builder.warnings);
        self.builder.warnings = source.warnings.iter().cloned().chain(own).collect();
        self.seal()
    }

    /// Seals a document whose positions are bytes of the original already.
    #[must_use]
    pub fn finish_direct(mut self) -> Document {
        self.end();
        self.seal()
    }

    /// Tells the language: what the words show comes before what was declared.
    fn seal(mut self) -> Document {
        let declared = &mut self.builder.metadata.language;
        if let Some(told) = language::tell(&self.builder.text)
            && declared.as_deref().map(lang::primary).as_deref() != Some(told.as_str())
        {
            *declared = Some(told);
        }
        if let Some(language) = declared.as_deref().filter(|language| !lang::is_supported(Some(language))) {
            let warning =
                format!("the text is in a language that is not read yet ({language}); its record has no statements");
            self.builder.warnings.push(warning);
        }
        self.builder.finish()
    }

    fn plain(&mut self, text: &str, at: usize) -> usize {
        self.write(text, |start, len| Run::bytes(start, at, len));
        text.len()
    }

    /// One character that is not copied as it is; gives its length in the source.
    fn special(&mut self, rest: &str, at: usize) -> usize {
        let Some(character) = rest.chars().next() else { return 0 };
        let length = character.len_utf8();
        if character.is_whitespace() {
            self.see_space(at, length);
        }
        length
    }

    fn see_space(&mut self, at: usize, length: usize) {
        self.space = Some(match self.space {
            Some((start, end)) if end == at => (start, at + length),
            Some((start, end)) if end > start => (start, end),
            _ => (at, at + length),
        });
    }

    fn write(&mut self, text: &str, run: impl Fn(usize, usize) -> Run) {
        let Some((start, _)) = self.open else { return };
        if self.builder.text.len() == start && !self.builder.parts.is_empty() {
            self.builder.text.push_str(BREAK);
        } else if self.builder.text.len() > self.part_start(start) {
            self.write_space();
        }
        self.space = None;
        let at = self.builder.text.len();
        self.builder.text.push_str(text);
        let run = run(at, text.len());
        if run.len_original > 0 {
            self.builder.map.push(run);
        }
    }

    fn write_space(&mut self) {
        let Some((from, to)) = self.space else { return };
        let at = self.builder.text.len();
        self.builder.text.push(' ');
        if to > from {
            self.builder.map.push(Run::unit(at, 1, from, to - from));
        }
    }

    /// Where the words of a part opened at `start` begin: after the break that was written for it.
    fn part_start(&self, start: usize) -> usize {
        if self.builder.text[start..].starts_with(BREAK) { start + BREAK.len() } else { start }
    }
}

/// Whether a character goes into the text as it is.
fn is_plain(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_graphic();
    }
    !character.is_whitespace() && !character.is_control() && !is_invisible(character)
}

/// Soft hyphen, zero-width space, word joiner, byte-order mark: they show nothing and join nothing.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::encoding::decode;

    fn clean(source: &str) -> Document {
        let decoded = decode(source.as_bytes(), None).unwrap();
        let mut cleaner = Cleaner::new(Kind::Article, source.as_bytes());
        cleaner.begin(PartKind::Body);
        cleaner.text(&decoded.text, 0);
        cleaner.finish(&decoded)
    }

    #[test]
    fn white_space_and_what_shows_nothing_go() {
        let document = clean("  a \t\u{A0} b\u{AD}c\0d\u{FEFF}  ");
        assert_eq!(document.text(), "a bcd");
        assert_eq!(document.map().original(1), Some((3, 8)));
        assert_eq!(document.map().original(3), Some((11, 12)));
    }

    #[test]
    fn joiners_and_direction_marks_stay() {
        let name = "می\u{200C}خواهم \u{200F}علي\u{200E} n\u{303} 👩\u{200D}⚖️";
        assert_eq!(clean(name).text(), name);
    }

    #[test]
    fn parts_are_apart_by_one_empty_line_and_empty_ones_vanish() {
        let mut cleaner = Cleaner::new(Kind::Article, b"");
        for text in ["Title", "  ", "Body one", ""] {
            cleaner.begin(PartKind::Body);
            cleaner.text(text, 0);
        }
        let document = cleaner.finish_direct();
        assert_eq!(document.text(), "Title\n\nBody one");
        let parts: Vec<&str> = document.parts().iter().map(|part| document.slice(part.span)).collect();
        assert_eq!(parts, ["Title", "Body one"]);
    }
}
