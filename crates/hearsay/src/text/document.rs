//! The document: the text that was read, once, with what is known about it. Immutable, and the only owner of text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{SourceMap, Span};

/// What a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A news story.
    #[default]
    Article,
    /// The words of a call, meeting, interview or hearing, turn by turn.
    Transcript,
    /// A numbered draft, deal or bill.
    Plan,
}

/// What a part of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// The headline.
    Title,
    /// Who wrote it.
    Byline,
    /// A paragraph of the story.
    Body,
    /// Words under a picture.
    Caption,
    /// A quotation set off as a block.
    Blockquote,
    /// An editor's correction or clarification.
    Correction,
    /// One speaker's turn of a transcript.
    Turn,
}

/// A part of a document; parts are in order of the text and never overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Where it stands.
    pub span: Span,
}

/// One speaker's turn in a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The label as the file gives it (`SPEAKER_01`, `MR. HALE`); `None` where the file names nobody.
    pub speaker: Option<Label>,
    /// The words of the turn, without the label.
    pub span: Span,
    /// Milliseconds from the start of the recording, where the file tells.
    pub start_ms: Option<u64>,
    /// Milliseconds from the start of the recording, where the file tells.
    pub end_ms: Option<u64>,
}

/// Where a time in the recording is known inside the text: a cue, a segment or a word begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeMark {
    /// What is said then begins at this byte, or after the space here.
    pub at: usize,
    /// Milliseconds from the start of the recording.
    pub ms: u64,
}

/// Milliseconds of a recording as `HH:MM:SS.mmm`.
#[must_use]
pub fn time_code(ms: u64) -> String {
    format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
}

/// A speaker's label: its name and, if it stands in the text, where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The speaker's name or code.
    pub name: String,
    /// The role given with it ("NAME (role): …").
    pub role: Option<String>,
    /// Where the label stands in the text, if it does.
    pub span: Option<Span>,
}

/// What is known about a document besides its text. Nothing here is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The authors' names.
    pub authors: Vec<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// ISO 8601 date or date-time of publication: the anchor of relative times.
    pub published: Option<String>,
    /// BCP 47 language code, where it could be told.
    pub language: Option<String>,
    /// Whether the text says that it is a translation.
    pub translated: bool,
}

/// A text with its outlet, date, kind and the way back to the bytes it came from.
#[derive(Clone, Debug)]
pub struct Document {
    text: Box<str>,
    kind: Kind,
    metadata: Metadata,
    parts: Vec<Part>,
    turns: Vec<Turn>,
    marks: Vec<TimeMark>,
    indents: Vec<(usize, usize)>,
    map: SourceMap,
    warnings: Vec<String>,
    id: String,
    original: String,
}

impl Document {
    /// The clean text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Article, transcript or plan.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Title, outlet, authors, date.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The parts, in order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The turns of a transcript, in order; empty for other kinds.
    #[must_use]
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The time in the recording at which the words at byte `at` are said, in milliseconds: that of the last mark before
    /// them in their turn, else that of the turn.
    #[must_use]
    pub fn time_at(&self, at: usize) -> Option<u64> {
        let turn = self.turns[..self.turns.partition_point(|turn| turn.span.start() <= at)].last();
        let mark = self.marks[..self.marks.partition_point(|mark| mark.at <= at)].last();
        match (turn, mark) {
            (Some(turn), Some(mark)) if mark.at < turn.span.start() => turn.start_ms,
            (_, Some(mark)) => Some(mark.ms),
            (turn, None) => turn.and_then(|turn| turn.start_ms),
        }
    }

    /// By how many columns the part that begins at byte `start` is set in; 0 where the format does not tell.
    #[must_use]
    pub fn indent(&self, start: usize) -> usize {
        let found = self.indents.binary_search_by_key(&start, |(at, _)| *at);
        found.ok().and_then(|index| self.indents.get(index)).map_or(0, |(_, columns)| *columns)
    }

    /// The way back to the original bytes.
    #[must_use]
    pub fn map(&self) -> &SourceMap {
        &self.map
    }

    /// What was lost or decided while reading, for standard error: one lowercase line each.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// `sha256:` and the hexadecimal digest of the text.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// `sha256:` and the hexadecimal digest of the original bytes.
    #[must_use]
    pub fn original(&self) -> &str {
        &self.original
    }

    /// The text under `span`.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        span.slice(&self.text)
    }

    /// The same document with other metadata (`--published` and `--outlet` override what was found).
    #[must_use]
    pub fn with_metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self
    }

    /// A document of plain text that is its own original: one body part a paragraph (paragraphs end at line breaks).
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut builder = DocumentBuilder::new(Kind::Article, text.as_bytes());
        builder.map = SourceMap::identity(text.len());
        builder.text = text.to_owned();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let body = line.trim_end();
            let indent = body.len() - body.trim_start().len();
            if indent < body.len() {
                let span = Span::new(start + indent, start + body.len());
                builder.parts.push(Part { kind: PartKind::Body, span });
            }
            start += line.len();
        }
        builder.finish()
    }
}

/// Collects a document while a reader walks its input; [`DocumentBuilder::finish`] seals it.
#[derive(Clone, Debug)]
pub struct DocumentBuilder {
    /// The clean text so far.
    pub text: String,
    /// Article, transcript or plan.
    pub kind: Kind,
    /// What is known besides the text.
    pub metadata: Metadata,
    /// Parts found so far, in order of the text.
    pub parts: Vec<Part>,
    /// Turns found so far.
    pub turns: Vec<Turn>,
    /// Times known inside the turns, in order of the text.
    pub marks: Vec<TimeMark>,
    /// First byte and columns of the parts that are set in, in order of the text.
    pub indents: Vec<(usize, usize)>,
    /// Runs so far.
    pub map: SourceMap,
    /// Warnings so far.
    pub warnings: Vec<String>,
    original: String,
}

impl DocumentBuilder {
    /// An empty document of `kind`, made from the bytes `original`.
    #[must_use]
    pub fn new(kind: Kind, original: &[u8]) -> Self {
        Self {
            text: String::new(),
            kind,
            metadata: Metadata::default(),
            parts: Vec::new(),
            turns: Vec::new(),
            marks: Vec::new(),
            indents: Vec::new(),
            map: SourceMap::new(),
            warnings: Vec::new(),
            original: digest(original),
        }
    }

    /// Seals the document.
    #[must_use]
    pub fn finish(self) -> Document {
        let id = digest(self.text.as_bytes());
        Document {
            text: self.text.into_boxed_str(),
            kind: self.kind,
            metadata: self.metadata,
            parts: self.parts,
            turns: self.turns,
            marks: self.marks,
            indents: self.indents,
            map: self.map,
            warnings: self.warnings,
            id,
            original: self.original,
        }
    }
}

fn digest(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let mut out = String::with_capacity(7 + 64);
    out.push_str("sha256:");
    for byte in hash {
        out.push_str(&format!("{byte:02x}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_has_a_part_for_each_paragraph() {
        let document = Document::from_text("One.\n\n  Two — three.  \r\nFour");
        let parts: Vec<&str> = document.parts().iter().map(|part| document.slice(part.span)).collect();
        assert_eq!(parts, ["One.", "Two — three.", "Four"]);
        assert!(document.id().starts_with("sha256:"));
        assert_eq!(document.id(), document.original());
    }
}
