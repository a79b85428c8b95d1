//! Times: expressions of date, time of day, duration and repetition with the values of TIMEX3 (ISO-TimeML; Pustejovsky et
//! al. 2003), counted from the publication or, in a transcript, from the day of the call.
//!
//! Five steps, each a module or a few: [`atom`] splits tokens into what the grammar reads; the grammar ([`reader`] and the
//! rules beside it) takes the longest expression at each place; [`guard`] drops what only looks like a time; [`resolve`]
//! finds the place in the calendar; [`value`] writes it. Tokens to classes to expressions is the way of SynTime (Zhong,
//! Sun and Cambria, ACL 2017); the rules are our own.

mod atom;
mod calendar;
mod clock;
mod fractions;
mod grain;
mod guard;
mod lengths;
mod limits;
mod meaning;
mod numbers;
mod order;
mod reader;
mod relative;
mod resolve;
mod said;
mod sets;
mod shorthand;
mod story;
mod tense;
mod value;

use crate::lang::en::times::TimeWords;
use crate::layers::sentences::Sentence;
use crate::layers::tokens::Token;
use crate::record::TimeType;
use crate::text::{Document, Span, TokenRange};

pub use said::said;

/// What a relative time counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The publication, or the call.
    Published,
    /// The index of another time.
    Time(usize),
}

/// A time expression with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Where it stands; it can begin or end inside a token (`1999` in `mid-1999-built`).
    pub span: Span,
    /// The tokens that it touches.
    pub tokens: TokenRange,
    /// Date, time, duration or set.
    pub kind: TimeType,
    /// TIMEX3's value; `None` where it needs a date to count from and none is known.
    pub value: Option<String>,
    /// TIMEX3's mod.
    pub modifier: Option<&'static str>,
    /// What it counts from; `None` where it needs nothing.
    pub anchor: Option<Anchor>,
    /// What a duration begins at.
    pub begin: Option<Anchor>,
    /// What a duration ends at.
    pub end: Option<Anchor>,
    /// TIMEX3's quant.
    pub quant: Option<&'static str>,
    /// TIMEX3's freq.
    pub freq: Option<String>,
}

/// Finds the times of a document, in order.
#[must_use]
pub fn times(document: &Document, tokens: &[Token], sentences: &[Sentence], words: &TimeWords) -> Vec<Time> {
    story::Story::new(document, tokens, sentences, words).times()
}
