//! Words of a text replaced throughout, with the way from old places to new ones.

use std::collections::BTreeMap;

/// A changed text.
pub struct Change {
    pub text: String,
    /// Where each replaced word stood, in bytes, and what took its place.
    replaced: Vec<(usize, usize, String)>,
    words: BTreeMap<String, String>,
}

impl Change {
    /// Where a span of the old text lies in the new one.
    pub fn place(&self, [start, end]: [usize; 2]) -> [usize; 2] {
        let at = |place: usize| {
            let before = self.replaced.iter().take_while(|(_, end, _)| *end <= place);
            before.fold(place as isize, |sum, (start, end, new)| sum + new.len() as isize - (end - start) as isize)
                as usize
        };
        [at(start), at(end)]
    }

    /// A name as it reads after the change.
    pub fn apply(&self, name: &str) -> String {
        pieces(name).map(|(_, word)| self.words.get(word).map_or(word, String::as_str)).collect()
    }
}

/// The text with each word that `words` holds replaced.
pub fn words(text: &str, words: &BTreeMap<String, String>) -> Change {
    replace(text, words, |word, _| words.get(word).cloned())
}

/// The text with given names replaced, and pronouns, forms of address and nouns of the other gender.
pub fn genders(text: &str, names: &BTreeMap<String, String>) -> Change {
    replace(text, names, |word, next| names.get(word).cloned().or_else(|| other_gender(word, next)))
}

fn replace(text: &str, words: &BTreeMap<String, String>, new: impl Fn(&str, &str) -> Option<String>) -> Change {
    let all: Vec<(usize, &str)> = pieces(text).collect();
    let mut change = Change { text: String::with_capacity(text.len()), replaced: Vec::new(), words: words.clone() };
    for (index, (start, word)) in all.iter().enumerate() {
        let next = all
            .get(index + 1)
            .filter(|(_, gap)| *gap == " ")
            .and_then(|_| all.get(index + 2))
            .map_or("", |(_, word)| *word);
        match new(word, next) {
            Some(other) => {
                change.text.push_str(&other);
                change.replaced.push((*start, start + word.len(), other));
            }
            None => change.text.push_str(word),
        }
    }
    change
}

/// Words and what stands between them, with their places.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let letter = rest.starts_with(char::is_alphanumeric);
        let end = rest.find(|c: char| c.is_alphanumeric() != letter).unwrap_or(rest.len());
        let piece = (start, &rest[..end]);
        start += end;
        Some(piece)
    })
}

/// Pairs of words of either gender.
const PAIRS: [(&str, &str); 22] = [
    ("he", "she"),
    ("himself", "herself"),
    ("Mr", "Ms"),
    ("man", "woman"),
    ("men", "women"),
    ("father", "mother"),
    ("son", "daughter"),
    ("brother", "sister"),
    ("husband", "wife"),
    ("boy", "girl"),
    ("uncle", "aunt"),
    ("nephew", "niece"),
    ("king", "queen"),
    ("dad", "mom"),
    ("businessman", "businesswoman"),
    ("congressman", "congresswoman"),
    ("chairman", "chairwoman"),
    ("spokesman", "spokeswoman"),
    ("grandfather", "grandmother"),
    ("boys", "girls"),
    ("sons", "daughters"),
    ("gentleman", "lady"),
];

/// The word of the other gender; "her" is "his" before a word that may be its noun, else "him".
fn other_gender(word: &str, next: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let other = match lower.as_str() {
        "him" | "his" => "her",
        "hers" => "his",
        "mrs" | "miss" => "mr",
        "her" if owns(next) => "his",
        "her" => "him",
        _ => PAIRS.iter().find_map(|(man, woman)| match () {
            () if man.to_lowercase() == lower => Some(*woman),
            () if woman.to_lowercase() == lower => Some(*man),
            () => None,
        })?,
    };
    let capital = word.starts_with(char::is_uppercase);
    let shouted = capital && word.len() > 1 && word.chars().all(char::is_uppercase);
    Some(match () {
        () if shouted => other.to_uppercase(),
        () if capital => other.chars().take(1).flat_map(char::to_uppercase).chain(other.chars().skip(1)).collect(),
        () => other.to_lowercase(),
    })
}

/// Whether a word may be the noun that "her" owns.
fn owns(next: &str) -> bool {
    let small = [
        "", "a", "an", "the", "to", "in", "on", "at", "and", "or", "but", "that", "for", "from", "of", "with", "by",
        "as", "if", "when", "was", "is", "had", "has", "who", "what", "how", "why", "about", "after", "before", "this",
        "during", "into", "out", "up", "so", "not", "because", "over",
    ];
    !small.contains(&next.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_as_whole_words() {
        let names: BTreeMap<String, String> = [("Lam".to_owned(), "Mercer".to_owned())].into();
        let change = words("Lam's lamp. Lamb and Lam.", &names);
        assert_eq!(change.text, "Mercer's lamp. Lamb and Mercer.");
        assert_eq!(change.place([21, 24]), [24, 30]);
        assert_eq!(change.apply("Piet Lam"), "Piet Mercer");
    }

    #[test]
    fn genders_are_swapped() {
        let names: BTreeMap<String, String> = [("Ines".to_owned(), "Martin".to_owned())].into();
        let change = genders("Ines said her boat sank; Mr. Lam saw her. HIS wife told him.", &names);
        assert_eq!(change.text, "Martin said his boat sank; Ms. Lam saw him. HER husband told her.");
    }
}
