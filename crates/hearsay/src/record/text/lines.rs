//! Words of several styles, wrapped to a width.

use unicode_width::UnicodeWidthStr;

/// How a word is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Title,
    Source,
    Cue,
    Quiet,
    Dispute,
}

impl Style {
    /// The ANSI sequence that begins it. Only the sixteen colours that every theme sets to be readable.
    fn begin(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Title => "\u{1b}[1m",
            Self::Source => "\u{1b}[1;36m",
            Self::Cue => "\u{1b}[35m",
            Self::Quiet => "\u{1b}[2m",
            Self::Dispute => "\u{1b}[31m",
        }
    }
}

const END: &str = "\u{1b}[0m";

/// Lines under way.
pub(super) struct Lines {
    width: usize,
    colour: bool,
    out: String,
    label: String,
    words: Vec<(Style, String)>,
}

impl Lines {
    pub(super) fn new(width: usize, colour: bool) -> Self {
        Self { width, colour, out: String::new(), label: String::new(), words: Vec::new() }
    }

    /// Puts a label at the left of the next line, right-aligned to two columns before `indent`.
    pub(super) fn label(&mut self, label: &str, indent: usize) {
        self.label = format!("{label:>width$}  ", width = indent.saturating_sub(2));
    }

    /// Adds the words of a text; what could steer the terminal is replaced.
    pub(super) fn add(&mut self, style: Style, text: &str) {
        let words = text.split_whitespace().map(|word| (style, word.replace(steers, "\u{fffd}")));
        self.words.extend(words);
    }

    /// Ends the paragraph: its words are wrapped, each line indented.
    pub(super) fn end(&mut self, indent: usize) {
        let mut start = std::mem::take(&mut self.label);
        if start.is_empty() {
            start = " ".repeat(indent);
        }
        let room = self.width.saturating_sub(indent).max(20);
        let words = std::mem::take(&mut self.words);
        let mut rest = words.as_slice();
        while !rest.is_empty() {
            let (line, after) = rest.split_at(fitting(rest, room));
            self.out.push_str(&std::mem::replace(&mut start, " ".repeat(indent)));
            self.push(line);
            rest = after;
        }
    }

    pub(super) fn blank(&mut self) {
        self.out.push('\n');
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// One line: neighbours of one style share their sequence.
    fn push(&mut self, line: &[(Style, String)]) {
        for (index, group) in line.chunk_by(|a, b| a.0 == b.0).enumerate() {
            let words: Vec<&str> = group.iter().map(|(_, word)| word.as_str()).collect();
            let begin = if self.colour { group[0].0.begin() } else { "" };
            let end = if begin.is_empty() { "" } else { END };
            let space = if index == 0 { "" } else { " " };
            self.out.push_str(&format!("{space}{begin}{}{end}", words.join(" ")));
        }
        self.out.push('\n');
    }
}

/// How many words fit; at least one.
fn fitting(words: &[(Style, String)], room: usize) -> usize {
    let mut used = 0;
    for (index, (_, word)) in words.iter().enumerate() {
        used += word.width() + usize::from(index > 0);
        if used > room {
            return index.max(1);
        }
    }
    words.len()
}

/// Control characters, and the marks that turn the direction of what follows.
fn steers(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
