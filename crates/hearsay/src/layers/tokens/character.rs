//! Kinds of characters, and looking around in a text by bytes.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// The character that starts at byte `at`.
pub(super) fn at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at byte `at`.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// Letters, digits, and what is written upon or between them: combining marks, joiners, direction marks.
#[must_use]
pub fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || (!character.is_ascii() && (character.is_alphanumeric() || is_attached(character)))
}

/// Combining marks and invisible format characters.
fn is_attached(character: char) -> bool {
    character.general_category_group() == GeneralCategoryGroup::Mark
        || character.general_category() == GeneralCategory::Format
}

/// The straight apostrophe and its two printed forms.
#[must_use]
pub fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}

/// Scripts that put no space between words: each character is a token.
pub(super) fn stands_alone(character: char) -> bool {
    matches!(character as u32, 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

/// The end of one visible sign: a character with the marks upon it, or several tied by joiners.
pub(super) fn cluster_end(text: &str, start: usize) -> usize {
    const JOINER: char = '\u{200d}';
    let mut end = start;
    let mut tied = true;
    while let Some(character) = at(text, end) {
        if !(tied || (!character.is_ascii() && is_attached(character))) || (end > start && character.is_whitespace()) {
            break;
        }
        end += character.len_utf8();
        tied = character == JOINER;
    }
    end
}
