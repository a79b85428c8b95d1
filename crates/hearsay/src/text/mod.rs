//! Text and positions in it. [`Document`] is the only owner of text; everything else holds [`Span`]s and ids.

mod document;
mod offsets;
mod source_map;
mod span;

pub use document::{Document, DocumentBuilder, Kind, Label, Metadata, Part, PartKind, TimeMark, Turn, time_code};
pub use offsets::{OffsetTable, OffsetUnit};
pub use source_map::{Run, SourceMap};
pub use span::{Span, TokenRange};
