//! Captions (WebVTT and SRT) as a transcript: voices, labels at the head of a line, and times.

use super::labels;
use super::webvtt::{self, WebVtt};
use super::webvtt_text::{Node, TextPiece};
use super::writer::{Said, TurnWriter};
use crate::read::ReadError;
use crate::read::clean::Cleaner;
use crate::read::encoding::Decoded;
use crate::text::{Document, Kind};

/// Reads a WebVTT file.
///
/// # Errors
/// Where the file does not begin with the signature `WEBVTT`.
pub fn read_webvtt(source: &Decoded<'_>, original: &[u8]) -> Result<Document, ReadError> {
    let parsed = webvtt::parse(&source.text)?;
    Ok(write(&parsed, source, original))
}

/// Writes parsed cues as turns.
pub(super) fn write(parsed: &WebVtt, source: &Decoded<'_>, original: &[u8]) -> Document {
    let mut cleaner = Cleaner::new(Kind::Transcript, original);
    for cue in parsed.cues.iter().filter(|cue| cue.end < cue.start) {
        cleaner.warn(format!("{}: cue ends before it starts", cue.line));
    }
    let mut writer = TurnWriter::new(&mut cleaner);
    let mut named: Option<String> = None;
    for cue in &parsed.cues {
        let (start, end) = (milliseconds(cue.start), milliseconds(cue.end));
        for (voice, pieces) in voices(&cue.text.tree()) {
            for line in split_lines(pieces) {
                let head = line.first().filter(|_| voice.is_none()).and_then(|piece| head(&piece.text));
                let begins = head.is_some();
                match &head {
                    Some((Some(name), _)) => named = Some(name.clone()),
                    Some((None, _)) => named = None,
                    None => {}
                }
                let speaker = voice.as_deref().or(named.as_deref());
                let skip = head.map_or(0, |(_, skip)| skip);
                let said = Said { speaker, start_ms: Some(start), end_ms: Some(end), begins };
                writer.say(&said, |cleaner| write_pieces(cleaner, &line, skip));
            }
        }
    }
    writer.end();
    cleaner.finish(source)
}

fn milliseconds(seconds: f64) -> u64 {
    (seconds * 1000.0).round() as u64
}

/// A speaker's name at the head of a caption's line, or a mark that another speaks, and the bytes to pass over.
fn head(line: &str) -> Option<(Option<String>, usize)> {
    if let Some(head) = labels::head(line) {
        return Some((head.label.map(|label| label.name), head.words));
    }
    labels::dash(line).map(|words| (None, words))
}

/// The texts of a cue by voice, in order.
fn voices(nodes: &[Node]) -> Vec<(Option<String>, Vec<TextPiece>)> {
    let mut out = Vec::new();
    walk(nodes, None, &mut out);
    out
}

fn walk(nodes: &[Node], voice: Option<&str>, out: &mut Vec<(Option<String>, Vec<TextPiece>)>) {
    for node in nodes {
        match node {
            Node::Text(pieces) => match out.last_mut() {
                Some((last, texts)) if last.as_deref() == voice => texts.extend(pieces.iter().cloned()),
                _ => out.push((voice.map(str::to_owned), pieces.clone())),
            },
            Node::Element(element) if element.name == "rt" => {} // the gloss of a ruby is not said
            Node::Element(element) => {
                let own = Some(element.annotation.as_str()).filter(|name| element.name == "v" && !name.is_empty());
                walk(&element.children, own.or(voice), out);
            }
            Node::Timestamp(_) => {}
        }
    }
}

fn split_lines(pieces: Vec<TextPiece>) -> Vec<Vec<TextPiece>> {
    let mut lines: Vec<Vec<TextPiece>> = vec![Vec::new()];
    for piece in pieces {
        if piece.text == "\n" {
            lines.push(Vec::new());
        } else if let Some(line) = lines.last_mut() {
            line.push(piece);
        }
    }
    lines.retain(|line| line.iter().any(|piece| !piece.text.trim().is_empty()));
    lines
}

/// Writes the pieces of a line, the first `skip` bytes passed over.
fn write_pieces(cleaner: &mut Cleaner, line: &[TextPiece], skip: usize) {
    for (index, piece) in line.iter().enumerate() {
        let skip = if index == 0 { skip } else { 0 };
        if piece.text.len() == piece.length {
            cleaner.text(&piece.text[skip..], piece.at + skip);
        } else {
            cleaner.unit(&piece.text, piece.at, piece.length);
        }
    }
}
