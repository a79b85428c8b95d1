//! JSON of speech recognisers: Whisper's and WhisperX's `segments` (with words, speakers, times), and whisper.cpp's
//! `transcription`. Each character keeps its place in the file.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::writer::{Said, TurnWriter};
use crate::read::ReadError;
use crate::read::clean::Cleaner;
use crate::read::encoding::Decoded;
use crate::text::{Document, Kind};

#[derive(Deserialize)]
struct File<'f> {
    #[serde(borrow, default)]
    segments: Vec<Segment<'f>>,
    #[serde(borrow, default)]
    transcription: Vec<CppSegment<'f>>,
    #[serde(default)]
    language: Option<String>,
}

#[derive(Deserialize)]
struct Segment<'f> {
    #[serde(borrow)]
    text: &'f RawValue,
    #[serde(default)]
    start: Option<f64>,
    #[serde(default)]
    end: Option<f64>,
    #[serde(default)]
    speaker: Option<String>,
    #[serde(default)]
    words: Vec<Word>,
}

#[derive(Deserialize)]
struct Word {
    #[serde(alias = "text")]
    word: String,
    #[serde(default)]
    start: Option<f64>,
    #[serde(default)]
    end: Option<f64>,
    #[serde(default)]
    speaker: Option<String>,
}

#[derive(Deserialize)]
struct CppSegment<'f> {
    #[serde(borrow)]
    text: &'f RawValue,
    #[serde(default)]
    offsets: Option<CppOffsets>,
    #[serde(default)]
    speaker: Option<String>,
}

#[derive(Deserialize)]
struct CppOffsets {
    from: u64,
    to: u64,
}

/// Reads a recogniser's JSON.
///
/// # Errors
/// Where it is not JSON, where a segment's text is no string (both with line and column), or where it has neither `segments`
/// nor `transcription`.
pub fn read_whisper(source: &Decoded<'_>, original: &[u8]) -> Result<Document, ReadError> {
    let file: File<'_> = serde_json::from_str(&source.text).map_err(|error| {
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or("").to_owned();
        ReadError::at(format!("{}:{}", error.line(), error.column()), format!("not a recogniser's JSON: {what}"))
    })?;
    if file.segments.is_empty()
        && file.transcription.is_empty()
        && !source.text.contains("\"segments\"")
        && !source.text.contains("\"transcription\"")
    {
        return Err(ReadError::new("JSON without segments or transcription; hearsay reads Whisper's and WhisperX's"));
    }
    let mut cleaner = Cleaner::new(Kind::Transcript, original);
    cleaner.metadata().language = file.language.filter(|language| language.len() <= 3);
    let mut writer = TurnWriter::new(&mut cleaner);
    for segment in &file.segments {
        let text = Unescaped::new(segment.text, &source.text)?;
        say_segment(&mut writer, segment, &text);
    }
    for segment in &file.transcription {
        let text = Unescaped::new(segment.text, &source.text)?;
        let times = segment.offsets.as_ref();
        let said = Said {
            speaker: segment.speaker.as_deref(),
            start_ms: times.map(|times| times.from),
            end_ms: times.map(|times| times.to),
            begins: false,
        };
        writer.say(&said, |cleaner| text.write(cleaner, 0, text.characters.len()));
    }
    writer.end();
    Ok(cleaner.finish(source))
}

fn milliseconds(seconds: Option<f64>) -> Option<u64> {
    seconds.filter(|seconds| seconds.is_finite() && *seconds >= 0.0).map(|seconds| (seconds * 1000.0).round() as u64)
}

/// A segment word by word where its words are found in its text, whole where not.
fn say_segment(writer: &mut TurnWriter<'_>, segment: &Segment<'_>, text: &Unescaped) {
    let (mut at, mut written) = (0, 0);
    let mut said = Said {
        speaker: segment.speaker.as_deref(),
        start_ms: milliseconds(segment.start),
        end_ms: milliseconds(segment.end),
        begins: false,
    };
    for word in &segment.words {
        let Some((start, end)) = text.find(word.word.trim(), at) else { continue };
        if start > written && written > 0 || word.speaker.as_deref().or(segment.speaker.as_deref()) != said.speaker {
            let (from, to) = (written, start);
            if to > from {
                writer.say(&said, |cleaner| text.write(cleaner, from, to));
            }
            written = start;
        }
        at = end;
        said = Said {
            speaker: word.speaker.as_deref().or(segment.speaker.as_deref()),
            start_ms: milliseconds(word.start).or(said.start_ms),
            end_ms: milliseconds(word.end).or(said.end_ms),
            begins: false,
        };
        writer.say(&said, |cleaner| text.write(cleaner, written, end));
        written = end;
    }
    if written < text.characters.len() {
        writer.say(&said, |cleaner| text.write(cleaner, written, text.characters.len()));
    }
}

/// A JSON string with the place of each character in the source.
struct Unescaped {
    /// Character, first byte in the source, length there.
    characters: Vec<(char, usize, usize)>,
}

impl Unescaped {
    fn new(raw: &RawValue, source: &str) -> Result<Self, ReadError> {
        let written = raw.get();
        let base = (written.as_ptr() as usize).saturating_sub(source.as_ptr() as usize);
        let body = match written {
            "null" => "",
            _ => written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).ok_or_else(|| {
                ReadError::at(place(source, base), "the text of a segment is no string: put it in quotes")
            })?,
        };
        let mut characters = Vec::with_capacity(body.len());
        let mut at = 0;
        while let Some(character) = body[at..].chars().next() {
            let (character, length) =
                if character == '\\' { escape(&body[at..]) } else { (character, character.len_utf8()) };
            characters.push((character, base + 1 + at, length));
            at += length;
        }
        Ok(Self { characters })
    }

    /// The first place of `word` from character `from` on, at most a few characters ahead.
    fn find(&self, word: &str, from: usize) -> Option<(usize, usize)> {
        let letters: Vec<char> = word.chars().collect();
        let limit = (from + 40).min(self.characters.len());
        let matches = |start: usize| {
            let slice = self.characters.get(start..start + letters.len());
            slice.is_some_and(|slice| slice.iter().zip(&letters).all(|((character, ..), letter)| character == letter))
        };
        let start = (from..limit).find(|&start| !letters.is_empty() && matches(start))?;
        Some((start, start + letters.len()))
    }

    fn write(&self, cleaner: &mut Cleaner, from: usize, to: usize) {
        for &(character, at, length) in self.characters.get(from..to).unwrap_or(&[]) {
            let mut buffer = [0; 4];
            let text = character.encode_utf8(&mut buffer);
            if text.len() == length {
                cleaner.text(text, at);
            } else {
                cleaner.unit(text, at, length);
            }
        }
    }
}

/// Line and column of a byte, as serde's errors have them.
fn place(source: &str, at: usize) -> String {
    let before = source.get(..at).unwrap_or(source);
    let column = before.rsplit('\n').next().map_or(0, str::len) + 1;
    format!("{}:{column}", before.matches('\n').count() + 1)
}

/// The character that an escape stands for, and its length; a lone surrogate is U+FFFD.
fn escape(text: &str) -> (char, usize) {
    match text[1..].chars().next() {
        Some('n') => ('\n', 2),
        Some('t') => ('\t', 2),
        Some('r') => ('\r', 2),
        Some('b' | 'f') => (' ', 2),
        Some('u') => unicode(text),
        Some(character) => (character, 1 + character.len_utf8()),
        None => ('\u{fffd}', 1),
    }
}

fn unicode(text: &str) -> (char, usize) {
    let unit = |at: usize| text.get(at..at + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let Some(first) = unit(2) else { return ('\u{fffd}', 2) };
    let second = text.get(6..8).filter(|next| *next == "\\u").and_then(|_| unit(8));
    match second {
        Some(second) if (0xd800..0xdc00).contains(&first) && (0xdc00..0xe000).contains(&second) => {
            let value = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            (char::from_u32(value).unwrap_or('\u{fffd}'), 12)
        }
        _ => (char::from_u32(first).unwrap_or('\u{fffd}'), 6),
    }
}
