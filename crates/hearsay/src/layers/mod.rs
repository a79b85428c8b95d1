//! The layers of an analysis, in order: each is one function whose inputs are its arguments and whose output is one
//! `Vec`. Ids point backwards; nothing is mutated later.

pub mod attributions;
pub mod disputes;
pub mod features;
pub mod hands;
pub mod mentions;
pub mod people;
pub mod quotations;
pub mod sentences;
pub mod silence;
pub mod times;
pub mod tokens;
pub mod turns;
