//! WebVTT files as the W3C specification's parser takes them, malformed ones too (WebVTT: The Web Video Text Tracks
//! Format, W3C Candidate Recommendation, section 6). Every cue remembers where in the file it stood.

use super::webvtt_settings::{Settings, parse_region, parse_settings};
use super::webvtt_text::CueText;
use crate::read::ReadError;

/// A parsed file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WebVtt {
    /// The cues, in order of the file.
    pub cues: Vec<Cue>,
    /// The regions, in order of the file.
    pub regions: Vec<Region>,
}

/// A cue: what is shown, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// The line before the times; empty where there is none.
    pub id: String,
    /// Seconds from the start of the recording.
    pub start: f64,
    /// Seconds from the start of the recording; may lie before `start` in a bad file.
    pub end: f64,
    /// How it is shown.
    pub settings: Settings,
    /// Its text with tags, line breaks included.
    pub text: CueText,
    /// Line of the times in the file, counted from 1.
    pub line: usize,
}

/// A region of the picture in which cues are shown.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the specification's own names")]
pub struct Region {
    pub id: String,
    /// Percent.
    pub width: f64,
    pub lines: f64,
    /// Percent from the left and from the top.
    pub anchor: [f64; 2],
    /// Percent from the left and from the top.
    pub viewport_anchor: [f64; 2],
    pub scroll_up: bool,
}

/// Parses the decoded text of a file.
///
/// # Errors
/// Where the text does not begin with the signature `WEBVTT`.
pub fn parse(source: &str) -> Result<WebVtt, ReadError> {
    let source = source.strip_prefix('\u{feff}').map_or((source, 0), |rest| (rest, '\u{feff}'.len_utf8()));
    let mut parser = Parser { lines: lines(source.0, source.1), at: 0, seen_cue: false, out: WebVtt::default() };
    parser.signature()?;
    if parser.lines.get(parser.at).is_some_and(|line| !line.text.is_empty()) {
        parser.block(true);
    }
    while parser.at < parser.lines.len() {
        if parser.lines[parser.at].text.is_empty() {
            parser.at += 1;
        } else {
            parser.block(false);
        }
    }
    Ok(parser.out)
}

/// A line of the file without its break.
#[derive(Clone, Copy, Debug)]
struct Line<'s> {
    text: &'s str,
    /// First byte in the source.
    at: usize,
}

/// The lines of a text: they end at CR LF, LF or CR.
fn lines(text: &str, offset: usize) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = text[start..].find(['\r', '\n']).map_or(text.len(), |length| start + length);
        out.push(Line { text: &text[start..end], at: offset + start });
        start = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
    }
    out
}

struct Parser<'s> {
    lines: Vec<Line<'s>>,
    at: usize,
    seen_cue: bool,
    out: WebVtt,
}

impl Parser<'_> {
    fn signature(&mut self) -> Result<(), ReadError> {
        let first = self.lines.first().map_or("", |line| line.text);
        let rest = first.strip_prefix("WEBVTT").filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
        self.at = 1;
        rest.map(|_| ()).ok_or_else(|| ReadError::at("1", "not WebVTT: the first line is not WEBVTT"))
    }

    /// Collects a block (section 6.2): a cue, a region or a style sheet; what is none of them is passed over.
    fn block(&mut self, header: bool) {
        let (mut count, mut seen_arrow) = (0, false);
        let mut buffer: Vec<usize> = Vec::new();
        let mut cue: Option<Cue> = None;
        let mut is_region = false;
        while let Some(line) = self.lines.get(self.at).copied() {
            count += 1;
            if line.text.contains("-->") {
                if header || !(count == 1 || (count == 2 && !seen_arrow)) {
                    break;
                }
                seen_arrow = true;
                cue = self.cue(&buffer);
                if cue.is_some() {
                    buffer.clear();
                    self.seen_cue = true;
                }
            } else if line.text.is_empty() {
                break;
            } else {
                if !header && count == 2 && !self.seen_cue && self.is_headed(&buffer, "STYLE") {
                    buffer.clear();
                } else if !header && count == 2 && !self.seen_cue && self.is_headed(&buffer, "REGION") {
                    is_region = true;
                    buffer.clear();
                }
                buffer.push(self.at);
            }
            self.at += 1;
        }
        let lines: Vec<(&str, usize)> =
            buffer.iter().map(|&index| (self.lines[index].text, self.lines[index].at)).collect();
        if let Some(mut cue) = cue {
            cue.text = CueText::new(&lines);
            self.out.cues.push(cue);
        } else if is_region {
            let settings: Vec<&str> = lines.iter().map(|(text, _)| *text).collect();
            self.out.regions.push(parse_region(&settings.join("\n")));
        }
    }

    /// Whether the buffer is one line that says `word` and nothing else.
    fn is_headed(&self, buffer: &[usize], word: &str) -> bool {
        let [only] = buffer else { return false };
        self.lines[*only].text.strip_prefix(word).is_some_and(|rest| rest.trim_matches([' ', '\t', '\u{c}']).is_empty())
    }

    /// A cue from the line of times; `buffer` holds its id. `None` where the times are malformed.
    fn cue(&self, buffer: &[usize]) -> Option<Cue> {
        let line = self.lines[self.at];
        let id = buffer.first().map_or("", |&index| self.lines[index].text).replace('\0', "\u{fffd}");
        let text = line.text.replace('\0', "\u{fffd}");
        let (start, rest) = timestamp(skip_space(&text))?;
        let rest = skip_space(rest).strip_prefix("-->")?;
        let (end, rest) = timestamp(skip_space(rest))?;
        let settings = parse_settings(rest, &self.out.regions);
        Some(Cue { id, start, end, settings, text: CueText::default(), line: self.at + 1 })
    }
}

pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\u{c}' | '\r')
}

fn skip_space(text: &str) -> &str {
    text.trim_start_matches(is_space)
}

/// Collects a timestamp (section 6.4): seconds, and the text after it.
pub(super) fn timestamp(text: &str) -> Option<(f64, &str)> {
    let (first, rest) = digits(text)?;
    let (second, rest) = digits(rest.strip_prefix(':')?).filter(|(digits, _)| digits.len() == 2)?;
    let hours = first.len() != 2 || number(first) > 59.0 || rest.starts_with(':');
    let (units, rest) = if hours {
        let (third, rest) = digits(rest.strip_prefix(':')?).filter(|(digits, _)| digits.len() == 2)?;
        ([number(first), number(second), number(third)], rest)
    } else {
        ([0.0, number(first), number(second)], rest)
    };
    let (thousandths, rest) = digits(rest.strip_prefix('.')?).filter(|(digits, _)| digits.len() == 3)?;
    let [hours, minutes, seconds] = units;
    (minutes <= 59.0 && seconds <= 59.0)
        .then(|| (hours * 3600.0 + minutes * 60.0 + seconds + number(thousandths) / 1000.0, rest))
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn number(digits: &str) -> f64 {
    digits.parse().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_have_ids_times_and_text() {
        let file = "WEBVTT - a call\n\nNOTE nothing\n\nfirst\n00:01.000 --> 01:02:03.004 align:start\nWe go.\nNow.\n\n00:05.000 --> 00:06.000\nYes.";
        let parsed = parse(file).unwrap();
        let times: Vec<(f64, f64)> = parsed.cues.iter().map(|cue| (cue.start, cue.end)).collect();
        assert_eq!(times, [(1.0, 3723.004), (5.0, 6.0)]);
        assert_eq!((parsed.cues[0].id.as_str(), parsed.cues[0].line), ("first", 6));
        assert_eq!(parsed.cues[0].text.source(), "We go.\nNow.");
    }

    #[test]
    fn bad_times_drop_the_cue_and_nothing_else() {
        let parsed = parse("WEBVTT\n\n00:61.000 --> 00:62.000\nlost\n\n00:01.000 --> 00:02.000\nkept").unwrap();
        assert_eq!(parsed.cues.len(), 1);
        assert!(parse("WEBVT\n").is_err());
        assert_eq!(parse("WEBVTT").unwrap(), WebVtt::default());
    }
}
