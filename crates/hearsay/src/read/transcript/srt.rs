//! SubRip files: a number, a line of times with commas, text with a few HTML tags. Read as WebVTT cues, leniently.

use super::captions;
use super::labels::clock;
use super::webvtt::{Cue, WebVtt};
use super::webvtt_settings::Settings;
use super::webvtt_text::CueText;
use crate::read::ReadError;
use crate::read::encoding::Decoded;
use crate::text::Document;

/// Reads an SRT file. Cues without text are passed over.
///
/// # Errors
/// Where a line of times is malformed, with its line.
pub fn read_srt(source: &Decoded<'_>, original: &[u8]) -> Result<Document, ReadError> {
    Ok(captions::write(&WebVtt { cues: parse(&source.text)?, regions: Vec::new() }, source, original))
}

fn parse(text: &str) -> Result<Vec<Cue>, ReadError> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut lines: Vec<(&str, usize)> = Vec::new();
    let mut at = 0;
    for (index, raw) in text.split('\n').enumerate() {
        let line = raw.trim_end_matches('\r');
        if line.contains("-->") {
            close(&mut cues, &mut lines, true);
            let (start, end) = times(line).ok_or_else(|| ReadError::at((index + 1).to_string(), bad_times(line)))?;
            let settings = Settings::default();
            cues.push(Cue { id: String::new(), start, end, settings, text: CueText::default(), line: index + 1 });
        } else {
            lines.push((line, at));
        }
        at += raw.len() + 1;
    }
    close(&mut cues, &mut lines, false);
    cues.retain(|cue| !cue.text.source().trim().is_empty());
    Ok(cues)
}

fn bad_times(line: &str) -> String {
    format!("not the times of a cue: {}; write 00:00:01,000 --> 00:00:02,000", line.trim())
}

/// Gives the open cue its lines; before another cue, its number and the empty line above are no text.
fn close(cues: &mut [Cue], lines: &mut Vec<(&str, usize)>, before_next: bool) {
    let mut own = std::mem::take(lines);
    if before_next && own.last().is_some_and(|(line, _)| line.trim().bytes().all(|b| b.is_ascii_digit())) {
        own.pop();
    }
    own.retain(|(line, _)| !line.trim().is_empty());
    if let Some(cue) = cues.last_mut() {
        cue.text = CueText::new(&own);
    }
}

/// Start and end in seconds.
fn times(line: &str) -> Option<(f64, f64)> {
    let (start, end) = line.split_once("-->")?;
    let seconds = |text: &str| clock(text.split_whitespace().next()?).map(|ms| ms as f64 / 1000.0);
    Some((seconds(start)?, seconds(end)?))
}
