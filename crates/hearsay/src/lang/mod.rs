//! What belongs to one language and not to the engine: word lists, kept as data files and read where they are needed.

pub mod en;

/// Whether the layers can read a text in the language `tag` (BCP 47); a language that could not be told is tried.
#[must_use]
pub fn is_supported(tag: Option<&str>) -> bool {
    tag.is_none_or(|tag| primary(tag) == "en")
}

/// The language itself, without country or script: `en-GB` is `en`.
#[must_use]
pub fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase()
}
