//! Addresses of the desk. Every state has one that can be sent to a colleague who uses the same store.

use hearsay_store::PersonId;

/// So many digits of a document's id stand in an address.
const DIGITS: usize = 16;

/// `/documents/6f1d…`
pub(crate) fn document(id: &str) -> String {
    let digits = id.strip_prefix("sha256:").unwrap_or(id);
    format!("/documents/{}", digits.get(..DIGITS).unwrap_or(digits))
}

/// `/documents/6f1d…/statements/s7#at-s7`
pub(crate) fn statement(document_id: &str, statement: &str) -> String {
    format!("{}/statements/{}#at-{}", document(document_id), encoded(statement), encoded(statement))
}

/// A search for this query.
pub(crate) fn find(query: &str) -> String {
    format!("/find?q={}", encoded(query))
}

/// The page of a person by name.
pub(crate) fn person(name: &str) -> String {
    format!("/people?name={}", encoded(name))
}

/// The page of a person of the store.
pub(crate) fn person_number(number: PersonId) -> String {
    format!("/people/{}", number.number())
}

/// Text as it may stand in a part of an address.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A condition of a query: `who:"Ida Brandt"`.
pub(crate) fn condition(field: &str, value: &str) -> String {
    let plain = !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || c == '-');
    if plain { format!("{field}:{value}") } else { format!("{field}:\"{}\"", value.replace('"', " ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_an_address_means_more_than_itself() {
        assert_eq!(encoded("a b&c=/?#é"), "a%20b%26c%3D%2F%3F%23%C3%A9");
        assert_eq!(document("sha256:0123456789abcdef0123"), "/documents/0123456789abcdef");
        assert_eq!(condition("who", "Ida \"I.\" Brandt"), "who:\"Ida  I.  Brandt\"");
        assert_eq!(condition("form", "direct"), "form:direct");
    }
}
