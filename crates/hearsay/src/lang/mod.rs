//! What belongs to one language and not to the engine: word lists, kept as data files and read where they are needed.

pub mod en;
