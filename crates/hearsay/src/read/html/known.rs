//! The text that a page gives of itself in JSON-LD, to compare blocks with.

use std::collections::BTreeSet;

/// Words in a row that are compared.
const SHINGLE: usize = 4;

/// The shingles of `articleBody`.
#[derive(Debug)]
pub struct KnownBody {
    shingles: BTreeSet<u64>,
    words: String,
}

impl KnownBody {
    /// Nothing is known of a page that gives no body.
    #[must_use]
    pub fn new(body: Option<&str>) -> Self {
        let words = words(body.unwrap_or(""));
        let joined = format!(" {} ", words.join(" "));
        Self { shingles: shingles(&words), words: joined }
    }

    /// Whether the body has the text of a block, a word or two changed.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        let words = words(text);
        if self.shingles.is_empty() || words.len() < 2 {
            return false;
        }
        if words.len() < 2 * SHINGLE {
            return self.words.contains(&format!(" {} ", words.join(" ")));
        }
        let own = shingles(&words);
        own.intersection(&self.shingles).count() * 10 >= own.len() * 6
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Hashes (FNV-1a) of all runs of [`SHINGLE`] words.
fn shingles(words: &[String]) -> BTreeSet<u64> {
    let hash = |run: &[String]| {
        let bytes = run.iter().flat_map(|word| word.bytes().chain([0]));
        bytes.fold(0xCBF2_9CE4_8422_2325u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3))
    };
    words.windows(SHINGLE).map(hash).collect()
}
