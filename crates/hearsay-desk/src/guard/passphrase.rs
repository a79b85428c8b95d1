//! The passphrase of a desk that others can reach: kept as its argon2id hash, compared in constant time, one try at a time.

use std::sync::{Mutex, PoisonError};

use argon2::Argon2;

use super::tokens::same;

/// Fewer characters are guessed too easily.
const SHORTEST: usize = 12;

const SALT: usize = 16;

/// Why a passphrase will not do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PassphraseError {
    #[error(
        "an address that others can reach needs a passphrase: set HEARSAY_PASSPHRASE, or start at a terminal to be asked for one"
    )]
    Missing,
    #[error("the passphrase is too short: take {SHORTEST} characters or more, a few words best")]
    Short,
    #[error("the passphrase could not be made ready: {0}")]
    Failed(String),
}

/// A passphrase as it is kept.
pub(crate) struct Passphrase {
    salt: [u8; SALT],
    hash: [u8; 32],
    /// Tries wait for each other: each takes some memory and time, on purpose.
    trying: Mutex<()>,
}

impl Passphrase {
    pub fn new(words: &str) -> Result<Self, PassphraseError> {
        if words.chars().count() < SHORTEST {
            return Err(PassphraseError::Short);
        }
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).map_err(|error| PassphraseError::Failed(error.to_string()))?;
        let hash = hash(words, &salt).map_err(|error| PassphraseError::Failed(error.to_string()))?;
        Ok(Self { salt, hash, trying: Mutex::default() })
    }

    /// Whether these words are it.
    pub fn is(&self, words: &str) -> bool {
        let _one = self.trying.lock().unwrap_or_else(PoisonError::into_inner);
        hash(words, &self.salt).is_ok_and(|hash| same(&hash, &self.hash))
    }
}

fn hash(words: &str, salt: &[u8]) -> Result<[u8; 32], argon2::Error> {
    let mut out = [0; 32];
    Argon2::default().hash_password_into(words.as_bytes(), salt, &mut out)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_themselves_are_taken() {
        let passphrase = Passphrase::new("a ferry at low tide").unwrap();
        assert!(passphrase.is("a ferry at low tide"));
        assert!(!passphrase.is("a ferry at low tid") && !passphrase.is(""));
        assert_eq!(Passphrase::new("short").err(), Some(PassphraseError::Short));
    }
}
