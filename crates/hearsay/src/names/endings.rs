//! The endings of Slavic family names, which every newspaper writes in its own way: -skyy, -skiy, -skyj; -ov, -off, -ow.
//!
//! The ways are those of BGN/PCGN, ISO 9, the passports of Ukraine and Russia, and German, French and Polish usage.

use super::letters::Letters;

/// The ways of writing, longest first, and the one that they are brought to.
const ENDINGS: [(&str, &str); 37] = [
    ("vitsch", "vich"),
    ("vitch", "vich"),
    ("vych", "vich"),
    ("vich", "vich"),
    ("wicz", "vich"),
    ("wytsch", "vich"),
    ("witsch", "vich"),
    ("skyy", "ski"),
    ("skiy", "ski"),
    ("skyi", "ski"),
    ("skyj", "ski"),
    ("skij", "ski"),
    ("skii", "ski"),
    ("skaya", "ska"),
    ("skaia", "ska"),
    ("skaja", "ska"),
    ("ska", "ska"),
    ("sky", "ski"),
    ("ski", "ski"),
    ("yev", "ev"),
    ("iev", "ev"),
    ("jev", "ev"),
    ("jew", "ev"),
    ("yeff", "ev"),
    ("ieff", "ev"),
    ("eff", "ev"),
    ("ew", "ev"),
    ("ev", "ev"),
    ("off", "ov"),
    ("ow", "ov"),
    ("ov", "ov"),
    ("yeva", "eva"),
    ("ieva", "eva"),
    ("jewa", "eva"),
    ("eva", "eva"),
    ("owa", "ova"),
    ("ova", "ova"),
];

/// The letters that must stand before an ending.
const STEM: usize = 2;

/// A plain Latin word with its ending written one way; `None` where it has no such ending.
pub(super) fn levelled(word: &[char]) -> Option<Letters> {
    let ends = |ending: &str| {
        let length = ending.chars().count();
        word.len() >= length + STEM && word[word.len() - length..].iter().copied().eq(ending.chars())
    };
    let (ending, one) = ENDINGS.iter().filter(|(ending, _)| ends(ending)).max_by_key(|(ending, _)| ending.len())?;
    let stem = &word[..word.len() - ending.chars().count()];
    Some(Letters::of(&stem.iter().copied().chain(one.chars()).collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(word: &str) -> Option<String> {
        levelled(Letters::of(word).as_slice()).map(|letters| letters.as_slice().iter().collect())
    }

    #[test]
    fn endings_are_brought_to_one() {
        for (word, expected) in [
            ("Zelenskyy", "zelenski"),
            ("Zelensky", "zelenski"),
            ("Dmitriyev", "dmitriev"),
            ("Witkoff", "witkov"),
            ("Orlowa", "orlova"),
            ("Jankowicz", "jankovich"),
        ] {
            assert_eq!(written(word).as_deref(), Some(expected), "{word}");
        }
        assert_eq!(written("Hale"), None);
        assert_eq!(written("Off"), None);
    }
}
