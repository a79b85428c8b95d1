//! Transcripts: who spoke when, turn by turn, out of the formats that recordings and stenographers leave.

mod speakers;

pub use speakers::SpeakerTable;
