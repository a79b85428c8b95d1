//! English: the words that rules look up, as data files beside this module.
//!
//! The lists are written by hand from knowledge of the language; nothing in them is learnt.

mod lexicon;
pub mod people;
pub mod structure;
pub mod times;

pub use lexicon::{Lexicon, Meaning, WordSet};
