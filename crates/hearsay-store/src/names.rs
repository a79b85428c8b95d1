//! Names of the store: one row for each as texts give it, and keys by which other spellings of it are looked up.
//!
//! A key is what is left of a word when all that spellings quarrel over is taken away: script, vowels, doubled letters, which sibilant,
//! `v`, `w` or `ff`. It is only a net: what it catches is held against the name by [`hearsay::names`].

use std::collections::BTreeSet;

use hearsay::names::letters::Letters;
use rusqlite::Connection;

/// The keys of a name: one or two for each of its words, and one for the initials that it has or is.
pub(crate) fn keys(name: &str) -> BTreeSet<String> {
    words(name).flat_map(word_keys).chain(initials(name)).collect()
}

/// The words of a name as tags have them, each with its keys.
pub(crate) fn word_list(name: &str) -> Vec<(String, Vec<String>)> {
    words(name).map(|word| (folded(word), word_keys(word))).collect()
}

/// A word in lower case, letters and figures only.
pub(crate) fn folded(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Notes the words of a name.
pub(crate) fn note_words(connection: &Connection, name: &str) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO name_words (key, word) VALUES (?1, ?2)")?;
    for (word, keys) in word_list(name) {
        for key in keys {
            insert.execute([&key, &word])?;
        }
    }
    Ok(())
}

/// Keeps the words of the names that there are, and no others.
pub(crate) fn keep_words(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM name_words", [])?;
    let mut find = connection.prepare("SELECT text FROM names ORDER BY name")?;
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        note_words(connection, row.get_ref(0)?.as_str()?)?;
    }
    Ok(())
}

/// `@bbc` for the BBC and for the British Broadcasting Corporation.
fn initials(name: &str) -> Option<String> {
    let words: Vec<&str> = words(name).collect();
    let capital = |word: &&&str| word.chars().next().is_some_and(char::is_uppercase);
    let letters: String = match words.as_slice() {
        [word] if (2..=6).contains(&word.len()) && word.chars().all(char::is_uppercase) => (*word).to_owned(),
        [_, _, _, ..] => words.iter().filter(capital).filter_map(|word| word.chars().next()).collect(),
        _ => return None,
    };
    (letters.len() > 1).then(|| format!("@{}", letters.to_lowercase()))
}

/// The words of a name; single letters are words only where there is nothing else.
pub(crate) fn words(name: &str) -> impl Iterator<Item = &str> {
    let all = move || name.split(|c: char| !(c.is_alphanumeric() || "'’ʼ".contains(c))).filter(|word| !word.is_empty());
    let long = |word: &&str| word.chars().nth(1).is_some() || !word.is_ascii();
    let only_letters = !all().any(|word| long(&word));
    all().filter(move |word| only_letters || long(word))
}

/// The key of a word; two where a letter is heard as a consonant or not at all (`w` in Witkoff, Уиткофф; `j` in James, Jakob).
pub(crate) fn word_keys(word: &str) -> Vec<String> {
    let plain: String = Letters::plain(word).as_slice().iter().collect();
    let mut keys = vec![skeleton(&plain)];
    for (letter, instead) in [("w", ""), ("j", "dz")] {
        if plain.contains(letter) {
            let other = skeleton(&plain.replace(letter, instead));
            if !keys.contains(&other) {
                keys.push(other);
            }
        }
    }
    keys
}

/// The consonants of a word in plain Latin letters, those that are confused made one.
fn skeleton(plain: &str) -> String {
    let letters: Vec<char> = plain.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while at < letters.len() {
        let (sound, long) = sound(&letters[at..]);
        for letter in sound.chars() {
            if !out.ends_with(letter) {
                out.push(letter);
            }
        }
        at += long;
    }
    // A word of vowels is its own key.
    if out.is_empty() { format!("={plain}") } else { out }
}

/// The sound at the beginning of the letters, and how many of them it takes.
fn sound(letters: &[char]) -> (&'static str, usize) {
    let starts = |with: &str| {
        with.chars().zip(letters.iter().map(Some).chain(std::iter::repeat(None))).all(|(a, b)| Some(&a) == b)
    };
    for chunk in ["shch", "tsch", "sch", "tch", "dzh", "ch", "sh", "zh", "cz", "sz", "ts", "tz", "dz"] {
        if starts(chunk) {
            return ("s", chunk.len());
        }
    }
    for (chunk, sound) in [("kh", ""), ("gh", "g"), ("ph", "v"), ("ck", "k"), ("x", "ks")] {
        if starts(chunk) {
            return (sound, chunk.len());
        }
    }
    let soft = matches!(letters.get(1), Some('e' | 'i' | 'y'));
    let sound = match letters[0] {
        'b' => "b",
        'c' if soft => "s",
        'c' | 'k' | 'q' => "k",
        'd' => "d",
        'f' | 'v' | 'w' => "v",
        'g' => "g",
        'l' => "l",
        'm' => "m",
        'n' => "n",
        'p' => "p",
        'r' => "r",
        's' | 'z' => "s",
        't' => "t",
        '0' => "0",
        '1' => "1",
        '2' => "2",
        '3' => "3",
        '4' => "4",
        '5' => "5",
        '6' => "6",
        '7' => "7",
        '8' => "8",
        '9' => "9",
        _ => "",
    };
    (sound, 1)
}

/// Whether an alias is a name: it begins with a capital, or with a letter that has no case, and with no article.
pub(crate) fn is_name(alias: &str) -> bool {
    let first = alias.chars().find(|c| c.is_alphanumeric());
    let small = first.is_none_or(char::is_lowercase);
    let article = ["The ", "A ", "An "].iter().any(|article| alias.starts_with(article));
    !small && !article
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(a: &str, b: &str) -> bool {
        !keys(a).is_disjoint(&keys(b))
    }

    #[test]
    fn spellings_of_one_name_meet() {
        for (a, b) in [
            ("Witkoff", "Vitkov"),
            ("Steve Witkoff", "Виткофф"),
            ("Уиткофф", "Witkoff"),
            ("Zelensky", "Volodymyr Zelenskyy"),
            ("Зеленський", "Zelenskiy"),
            ("Ушаков", "Yuri Ushakov"),
            ("Хрущёв", "Khrushchev"),
            ("Чайковский", "Tchaikovsky"),
            ("James Hale", "Джеймс"),
            ("Dvořák", "Dvorak"),
            ("Yao", "Yao Ai"),
        ] {
            assert!(meet(a, b), "{a} {:?}, {b} {:?}", keys(a), keys(b));
        }
    }

    #[test]
    fn other_names_do_not() {
        for (a, b) in [("Hale", "Krog"), ("Brandt", "Ushakov"), ("J. Hale", "J. Krog")] {
            assert!(!meet(a, b), "{a}, {b}");
        }
    }

    #[test]
    fn descriptions_are_no_names() {
        assert!(is_name("Trump") && is_name("“Bob” Hale") && is_name("利文"));
        assert!(!is_name("the US president") && !is_name("The envoy") && !is_name("") && !is_name("–"));
    }
}
