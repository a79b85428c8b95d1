//! Transcripts: who spoke when, turn by turn, out of the formats that recordings and stenographers leave.

mod captions;
mod labels;
mod references;
mod speakers;
mod srt;
mod turns;
mod webvtt;
mod webvtt_settings;
mod webvtt_text;
mod whisper;
mod writer;

pub use labels::{Head, bold_label, head};
pub use speakers::SpeakerTable;
pub use turns::{looks_like, mark_turns, turns};
pub use webvtt::{Cue, Region, WebVtt, parse as parse_webvtt};
pub use webvtt_settings::Settings;
pub use webvtt_text::{CueText, Element, Node, TextPiece};

use super::encoding::Decoded;
use super::{ReadError, ReadOptions};
use crate::text::{Document, Kind};

/// A transcript's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TranscriptFormat {
    /// Web Video Text Tracks.
    WebVtt,
    /// SubRip.
    Srt,
    /// Whisper's, WhisperX's or whisper.cpp's JSON.
    Whisper,
    /// Plain text with labels or dashes.
    Turns,
}

/// The format of decoded text, where it is a transcript's: by its look, then by its name.
#[must_use]
pub fn sniff(text: &str, options: &ReadOptions) -> Option<TranscriptFormat> {
    let name = options.name.as_deref().unwrap_or("").to_ascii_lowercase();
    let head = text.trim_start_matches('\u{feff}');
    let signature =
        head.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']));
    if signature || name.ends_with(".vtt") {
        Some(TranscriptFormat::WebVtt)
    } else if name.ends_with(".srt") || looks_like_srt(head) {
        Some(TranscriptFormat::Srt)
    } else if name.ends_with(".json") || looks_like_whisper(head) {
        Some(TranscriptFormat::Whisper)
    } else if head.trim_start().starts_with('<') {
        None // a page: its reader finds bold labels
    } else if options.kind == Some(Kind::Transcript) || (options.kind.is_none() && turns::style(text).is_some()) {
        Some(TranscriptFormat::Turns)
    } else {
        None
    }
}

fn looks_like_srt(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let number = lines.next().is_some_and(|line| line.bytes().all(|byte| byte.is_ascii_digit()));
    number && lines.next().is_some_and(|line| line.contains("-->"))
}

fn looks_like_whisper(text: &str) -> bool {
    text.trim_start().starts_with('{') && (text.contains("\"segments\"") || text.contains("\"transcription\""))
}

/// Reads decoded text as a transcript of `format`.
///
/// # Errors
/// Where the text is not of the format, with the line and the reason.
pub fn read(format: TranscriptFormat, source: &Decoded<'_>, original: &[u8]) -> Result<Document, ReadError> {
    match format {
        TranscriptFormat::WebVtt => captions::read_webvtt(source, original),
        TranscriptFormat::Srt => srt::read_srt(source, original),
        TranscriptFormat::Whisper => whisper::read_whisper(source, original),
        TranscriptFormat::Turns => Ok(turns::read_turns(source, original)),
    }
}

#[cfg(test)]
mod tests;
