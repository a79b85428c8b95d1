//! English.

pub mod structure;
