//! Tokens: what a form carries to show that a page of this desk made it for this visitor.

use sha2::{Digest, Sha256};

use super::passphrase::PassphraseError;

/// The field of a form that holds it.
pub(crate) const TOKEN: &str = "token";

/// Characters of a random number.
pub(crate) const LENGTH: usize = 64;

/// Makes tokens out of session numbers and a secret that is new with every start.
pub(crate) struct Tokens {
    secret: String,
}

impl Tokens {
    pub fn new() -> Result<Self, PassphraseError> {
        let secret = random().map_err(|error| PassphraseError::Failed(error.to_string()))?;
        Ok(Self { secret })
    }

    pub fn of(&self, session: &str) -> String {
        let mut hash = Sha256::new();
        hash.update(self.secret.as_bytes());
        hash.update(session.as_bytes());
        hex(&hash.finalize())
    }
}

/// 256 random bits.
pub(crate) fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; LENGTH / 2];
    getrandom::fill(&mut bytes)?;
    Ok(hex(&bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether two are equal, in a time that does not tell how much of them is.
pub(crate) fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// The token in the bytes of a form; it holds nothing that would need decoding.
pub(crate) fn in_form(bytes: &[u8]) -> String {
    let fields = bytes.split(|byte| *byte == b'&');
    let found = fields.filter_map(|field| field.strip_prefix(TOKEN.as_bytes())?.strip_prefix(b"=")).next();
    String::from_utf8_lossy(found.unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_belong_to_a_session_and_a_start() {
        let (one, other) = (Tokens::new().unwrap(), Tokens::new().unwrap());
        assert_eq!(one.of("a"), one.of("a"));
        assert!(one.of("a") != one.of("b") && one.of("a") != other.of("a"));
        assert_eq!(in_form(b"what=accept&token=abc&x=token=y"), "abc");
        assert_eq!(in_form(b"mytoken=abc"), "");
        assert!(same(b"ab", b"ab") && !same(b"ab", b"ac") && !same(b"a", b"ab") && !same(b"", b"a"));
    }
}
