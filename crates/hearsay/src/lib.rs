//! The engine of hearsay: bytes → [`read`] → [`text::Document`] → [`analyze`] → [`analyze::Analysis`] → [`record`].
//!
//! Pure: no SQL, no HTTP, no clock, no printing, no globals, no thread pool. ARCHITECTURE.md walks the data flow.

pub mod analyze;
pub mod check;
pub mod lang;
pub mod layers;
pub mod model;
pub mod names;
pub mod read;
pub mod record;
pub mod text;
