//! Turns written into a document as they come: what one speaker says on end is one turn, however many cues or segments
//! the file cut it into.

use crate::read::clean::Cleaner;
use crate::text::{Label, PartKind};

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
            self.open = Some(Open { speaker, start_ms: said.start_ms, end_ms: said.end_ms, ended: false });
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
        if let (Some(span), Some(open)) = (span, self.open.take()) {
            let label = open.speaker.map(|name| Label { name, role: None, span: None });
            self.cleaner.turn(label, span, open.start_ms, open.end_ms);
        }
    }
}
