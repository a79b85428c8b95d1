//! Which words sound alike: a coarse code of consonants, and the vocabulary of the transcripts filed under it.

use std::collections::BTreeMap;

/// The consonants of `word` as classes that recognisers confuse, vowels only at the start.
pub fn code(word: &str) -> String {
    let mut plain: String = word.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    for (from, to) in [
        ("tion", "xn"),
        ("sion", "xn"),
        ("ph", "f"),
        ("gh", ""),
        ("kn", "n"),
        ("wr", "r"),
        ("ck", "k"),
        ("sh", "x"),
        ("ch", "x"),
        ("th", "t"),
        ("dg", "j"),
        ("ce", "s"),
        ("ci", "s"),
        ("qu", "kw"),
    ] {
        plain = plain.replace(from, to);
    }
    let mut out = String::new();
    for (at, letter) in plain.chars().enumerate() {
        let class = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' if at == 0 => 'a',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' => continue,
            'b' | 'p' => 'p',
            'd' | 't' => 't',
            'g' | 'k' | 'c' | 'q' => 'k',
            'v' | 'f' => 'f',
            'z' | 's' => 's',
            'j' | 'x' => 'x',
            other => other,
        };
        if !out.ends_with(class) {
            out.push(class);
        }
    }
    out
}

/// Whether two words sound so alike that a recogniser may take one for the other: codes at most one letter apart.
pub fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (code(a), code(b));
    a == b
        || shortened(&a).any(|x| x == b)
        || shortened(&b).any(|x| x == a)
        || shortened(&a).any(|x| shortened(&b).any(|y| x == y))
}

fn shortened(code: &str) -> impl Iterator<Item = String> + '_ {
    (0..code.len()).map(|at| format!("{}{}", &code[..at], &code[at + 1..]))
}

/// Words filed by how they sound.
pub struct Vocabulary {
    by_code: BTreeMap<String, Vec<String>>,
    by_shortened: BTreeMap<String, Vec<String>>,
}

impl Vocabulary {
    /// Files `words` (lowercase, no repetitions).
    pub fn new(words: &[String]) -> Self {
        let mut vocabulary = Self { by_code: BTreeMap::new(), by_shortened: BTreeMap::new() };
        for word in words {
            let code = code(word);
            if code.len() >= 3 {
                for short in shortened(&code) {
                    vocabulary.by_shortened.entry(short).or_default().push(word.clone());
                }
            }
            vocabulary.by_code.entry(code).or_default().push(word.clone());
        }
        vocabulary
    }

    /// Other words that sound like `word`: the same code, or for longer words one letter of the code
    /// lost or put in; the four nearest by spelling.
    pub fn neighbours(&self, word: &str) -> Vec<&str> {
        let key = word.to_lowercase();
        let code = code(&key);
        let mut filed = vec![self.by_code.get(&code)];
        if code.len() >= 3 {
            filed.push(self.by_shortened.get(&code));
            filed.extend(shortened(&code).map(|short| self.by_code.get(&short)));
        }
        let mut out: Vec<&str> = filed.into_iter().flatten().flatten().map(String::as_str).collect();
        out.retain(|other| *other != key && first_letter_fits(other, &key));
        out.sort_by_key(|other| (distance(other, &key), *other));
        out.dedup();
        out.retain(|other| distance(other, &key) <= 1 + key.len() / 4);
        out.truncate(4);
        out
    }
}

/// Letters put in, lost or changed between two words (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

fn first_letter_fits(a: &str, b: &str) -> bool {
    code(a).chars().next() == code(b).chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_alikes_are_near() {
        assert!(alike("their", "there") && alike("night", "knight") && alike("plan", "plant"));
        assert!(!alike("important", "minor"));
        let vocabulary = Vocabulary::new(&["there".to_owned(), "plant".to_owned(), "budget".to_owned()]);
        assert_eq!(vocabulary.neighbours("their"), ["there"]);
    }
}
