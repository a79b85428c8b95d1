//! The letters of a word as the transducers read them: one case, one code for each letter, no vowel points.

use unicode_normalization::UnicodeNormalization;

/// The script that a word is written in, as far as a transducer of its own is worth having.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Latin, and every script without a transducer, brought into plain Latin letters.
    Latin,
    /// Russian, Ukrainian and their neighbours.
    Cyrillic,
    /// Arabic and Persian.
    Arabic,
    /// Hebrew.
    Hebrew,
    /// Chinese characters, read as pinyin; a capital opens a syllable.
    Chinese,
    /// Katakana and hiragana.
    Kana,
    /// Korean, syllables taken apart into their letters (jamo).
    Hangul,
}

impl Script {
    /// The scripts that are not Latin.
    pub const FOREIGN: [Self; 6] =
        [Self::Cyrillic, Self::Arabic, Self::Hebrew, Self::Chinese, Self::Kana, Self::Hangul];

    /// The script of a letter; `None` for what is no letter of a particular script.
    #[must_use]
    pub fn of(letter: char) -> Option<Self> {
        Some(match letter {
            'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{620}'..='\u{6d3}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => Self::Arabic,
            '\u{591}'..='\u{5f2}' => Self::Hebrew,
            '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}' | '\u{30fd}' => Self::Kana,
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => Self::Hangul,
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Self::Chinese,
            _ => return None,
        })
    }
}

/// A word's letters in one script.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letters {
    script: Script,
    letters: Vec<char>,
}

impl Letters {
    /// The letters of a word. A word of several scripts is read as Latin; signs and points are left out.
    #[must_use]
    pub fn of(word: &str) -> Self {
        if word.is_ascii() {
            let letters = word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
            return Self { script: Script::Latin, letters };
        }
        let word: String = word.nfkc().flat_map(char::to_lowercase).collect();
        let script = script_of(&word);
        let letters = match script {
            Script::Latin => latin(&word),
            Script::Cyrillic => cyrillic(&word),
            Script::Arabic => arabic(&word),
            Script::Hebrew => hebrew(&word),
            Script::Chinese => word.chars().filter(|c| c.is_alphanumeric()).flat_map(pinyin).collect(),
            Script::Kana => word.chars().filter_map(katakana).collect(),
            Script::Hangul => word.nfd().filter(|c| c.is_alphanumeric()).collect(),
        };
        Self { script, letters }
    }

    /// The same word in plain Latin letters, by table (not by sound).
    #[must_use]
    pub fn plain(word: &str) -> Self {
        Self { script: Script::Latin, letters: latin(word) }
    }

    /// The script.
    #[must_use]
    pub fn script(&self) -> Script {
        self.script
    }

    /// The letters, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[char] {
        &self.letters
    }
}

/// The one script of all letters that have one.
fn script_of(word: &str) -> Script {
    let mut scripts = word.chars().filter_map(Script::of);
    let Some(first) = scripts.next() else { return Script::Latin };
    if scripts.all(|script| script == first) { first } else { Script::Latin }
}

fn latin(word: &str) -> Vec<char> {
    let plain = any_ascii::any_ascii(word);
    plain.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn pinyin(character: char) -> impl Iterator<Item = char> {
    any_ascii::any_ascii_char(character).chars().filter(char::is_ascii_alphanumeric)
}

/// Russian letters; those of Ukrainian, Belarusian and Serbian become the Russian ones of the same sound.
fn cyrillic(word: &str) -> Vec<char> {
    let ukrainian = word.contains(['і', 'ї', 'є', 'ґ']);
    let mut out = Vec::with_capacity(word.len());
    for letter in word.chars() {
        let letters = match letter {
            'и' if ukrainian => "ы",
            'і' | 'ї' => "и",
            'ё' | 'є' => "е",
            'ґ' => "г",
            'ў' => "у",
            'ј' => "й",
            'љ' => "ль",
            'њ' => "нь",
            'ћ' => "ч",
            'ђ' | 'џ' => "дж",
            letter if letter.is_alphanumeric() => {
                out.push(letter);
                continue;
            }
            _ => continue,
        };
        out.extend(letters.chars());
    }
    out
}

/// Without vowel points and the article; the seats of hamza and the Persian letters as the Arabic ones.
fn arabic(word: &str) -> Vec<char> {
    let letters: Vec<char> = word
        .chars()
        .filter(|letter| letter.is_alphanumeric() && !matches!(letter, '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}'))
        .map(|letter| match letter {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' | 'ی' => 'ي',
            'ک' => 'ك',
            letter => letter,
        })
        .collect();
    match letters.as_slice() {
        ['ا', 'ل', rest @ ..] if rest.len() > 2 => rest.to_vec(),
        _ => letters,
    }
}

/// Without vowel points; final forms as the others; geresh is kept, for it changes the sound.
fn hebrew(word: &str) -> Vec<char> {
    let letters = word.chars().map(|letter| match letter {
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        '׳' | '’' | '`' => '\'',
        letter => letter,
    });
    letters.filter(|letter| matches!(letter, '\'' | '\u{5d0}'..='\u{5ea}') || letter.is_ascii_digit()).collect()
}

/// Hiragana becomes katakana.
fn katakana(letter: char) -> Option<char> {
    match letter {
        '\u{3041}'..='\u{3096}' => char::from_u32(letter as u32 + 0x60),
        letter if letter.is_alphanumeric() || letter == 'ー' => Some(letter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(word: &str) -> String {
        Letters::of(word).as_slice().iter().collect()
    }

    #[test]
    fn each_script_has_its_letters() {
        for (word, script, expected) in [
            ("Núñez", Script::Latin, "nunez"),
            ("O’Hara", Script::Latin, "ohara"),
            ("Тимофеев", Script::Cyrillic, "тимофеев"),
            ("Зеленський", Script::Cyrillic, "зеленський"),
            ("Київ", Script::Cyrillic, "кыив"),
            ("القَصْر", Script::Arabic, "قصر"),
            ("כהן", Script::Hebrew, "כהנ"),
            ("利文", Script::Chinese, "LiWen"),
            ("さくら", Script::Kana, "サクラ"),
            ("한", Script::Hangul, "\u{1112}\u{1161}\u{11ab}"),
            ("Τσίπρας", Script::Latin, "tsipras"),
        ] {
            assert_eq!((Letters::of(word).script(), letters(word).as_str()), (script, expected), "{word}");
        }
    }

    #[test]
    fn a_word_of_two_scripts_is_latin() {
        assert_eq!(Letters::of("Bобров").script(), Script::Latin);
    }
}
