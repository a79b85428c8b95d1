//! Turns written into a document as they come: what one speaker says on end is one turn, however many cues or segments
//! the file cut it into. A name that the file gives beside the words (a voice, a field) is put into the clean text as the
//! label before them, so that every transcript reads "NAME: words".

use crate::read::clean::Cleaner;
use crate::text::{Label, PartKind, Span};

/// A silence of so many milliseconds between two unnamed cues begins a new turn.
const SILENCE_MS: u64 = 2_000;

/// Something said: a cue, a segment, a word.
#[derive(Clone, Debug)]
pub(super) struct Said<'s> {
    pub speaker: Option<&'s str>,
    pub start_ms: Option<u64>,
    pub end_ms: Option<u64>,
    /// Begins a turn whatever came before (a dash, `>>`).
    pub begins: bool,
}

/// Collects turns into a document.
#[derive(Debug)]
pub(super) struct TurnWriter<'c> {
    cleaner: &'c mut Cleaner,
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    speaker: Option<String>,
    /// Where the label stands in the text.
    label: Option<Span>,
    start_ms: Option<u64>,
    end_ms: Option<u64>,
    ended: bool,
}

impl<'c> TurnWriter<'c> {
    pub(super) fn new(cleaner: &'c mut Cleaner) -> Self {
        Self { cleaner, open: None }
    }

    /// Writes what is said; `write` writes its text.
    pub(super) fn say(&mut self, said: &Said<'_>, write: impl FnOnce(&mut Cleaner)) {
        if said.begins || !self.goes_on(said) {
            self.end();
            self.cleaner.begin(PartKind::Turn);
            let speaker = said.speaker.map(str::to_owned);
            let label = said.speaker.map(|name| self.write_label(name));
            self.open = Some(Open { speaker, label, start_ms: said.start_ms, end_ms: said.end_ms, ended: false });
        } else {
            self.cleaner.space();
        }
        if let Some(ms) = said.start_ms {
            self.cleaner.mark(ms);
        }
        write(self.cleaner);
        let ended = self.cleaner.ends_with(&['.', '?', '!', '…', '"', '”']);
        if let Some(open) = &mut self.open {
            open.end_ms = said.end_ms.or(open.end_ms);
            open.ended = ended;
        }
    }

    fn write_label(&mut self, name: &str) -> Span {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        self.cleaner.put_in(&name);
        let end = self.cleaner.position();
        self.cleaner.put_in(":");
        self.cleaner.space();
        Span::new(end - name.len(), end)
    }

    /// Whether the open turn goes on: the same named speaker, or, of nobody named, an unfinished sentence without a
    /// silence.
    fn goes_on(&self, said: &Said<'_>) -> bool {
        let Some(open) = &self.open else { return false };
        if open.speaker.as_deref() != said.speaker {
            return false;
        }
        let silence = match (open.end_ms, said.start_ms) {
            (Some(end), Some(start)) => start.saturating_sub(end) >= SILENCE_MS,
            _ => false,
        };
        said.speaker.is_some() || !(open.ended || silence)
    }

    /// Closes the open turn.
    pub(super) fn end(&mut self) {
        let span = self.cleaner.end();
        let (Some(span), Some(open)) = (span, self.open.take()) else { return };
        let after = open.label.map_or(span.start(), |label| label.end() + ":".len());
        let words = self.cleaner.slice(Span::new(after, span.end()));
        let start = after + (words.len() - words.trim_start().len());
        if start < span.end() {
            let label = open.speaker.map(|name| Label { name, role: None, span: open.label });
            self.cleaner.turn(label, Span::new(start, span.end()), open.start_ms, open.end_ms);
        }
    }
}
