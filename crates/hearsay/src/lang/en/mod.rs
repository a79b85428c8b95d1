//! English: the words that rules look up, as data files beside this module.
//!
//! The lists are written by hand from knowledge of the language; nothing in them is learnt.

pub mod hands;
mod lexicon;
mod months;
pub mod people;
pub mod structure;
pub mod times;
mod word_sets;

pub use lexicon::{Lexicon, Meaning, WordSet};
pub use months::MONTHS;
pub use word_sets::WordSets;
