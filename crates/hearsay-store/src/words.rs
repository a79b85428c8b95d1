//! The record's words for kinds, modes and the like, as columns hold them.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

/// What a word of the record means.
pub(crate) fn parse<'de, T: Deserialize<'de>>(word: &'de str) -> rusqlite::Result<T> {
    let error = |error: Error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, error.into());
    T::deserialize(word.into_deserializer()).map_err(error)
}
