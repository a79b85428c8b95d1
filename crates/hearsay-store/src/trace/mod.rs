//! Tracing: where else the same words stand, whole, cut or worn, in order of time; what changed at each step, and who took it from whom.
//!
//! Statements go in by fingerprints ([`prints`], [`index`]); a question looks up those of its own words, holds what it finds against them word by word
//! ([`overlap`]), and lays each step against the one that it comes from with the code of `hearsay check` ([`steps`]).

mod index;
mod overlap;
mod prints;
mod search;
mod steps;
mod words;

pub(crate) use index::{index, take};
pub(crate) use prints::{prints, tokens};
pub use search::Trace;
pub use steps::{Step, Taken};
