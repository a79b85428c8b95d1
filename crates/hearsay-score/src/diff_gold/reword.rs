//! Rewording: a share of a point's words is put otherwise, left out or added to.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::random::Random;

/// Words that may stand for each other, and words to put in.
#[derive(Debug)]
pub struct Rewording {
    sets: BTreeMap<String, Vec<String>>,
    vocabulary: Vec<String>,
}

impl Rewording {
    /// Reads the sets of `file`; `texts` give the words that are put in where no set has one.
    ///
    /// # Errors
    /// A message that names the file.
    pub fn load<'t>(file: &Path, texts: impl Iterator<Item = &'t str>) -> Result<Self, String> {
        let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        let mut sets: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in text.lines() {
            let mut words = line.split('\t');
            let Some(first) = words.next() else { continue };
            sets.entry(first.to_owned()).or_default().extend(words.map(str::to_owned));
        }
        let plain = |word: &&str| word.chars().all(char::is_lowercase);
        let mut vocabulary: Vec<String> =
            texts.flat_map(str::split_whitespace).filter(plain).map(str::to_owned).collect();
        vocabulary.sort();
        vocabulary.dedup();
        Ok(Self { sets, vocabulary })
    }

    /// `text` with each word changed by chance `share`: half of those put otherwise, a quarter left out, a quarter with a
    /// word put in before. The end mark stays.
    pub fn reword(&self, text: &str, share: f64, random: &mut Random) -> String {
        let (body, end) = text.strip_suffix('.').map_or((text, ""), |body| (body, "."));
        let mut words: Vec<String> = Vec::new();
        for word in body.split(' ') {
            if random.chance(share) {
                words.extend(self.changed(word, random));
            } else {
                words.push(word.to_owned());
            }
        }
        if words.is_empty() {
            return text.to_owned();
        }
        words.join(" ") + end
    }

    fn changed(&self, word: &str, random: &mut Random) -> Vec<String> {
        match random.below(4) {
            0 => Vec::new(),
            1 => vec![self.any(random), word.to_owned()],
            _ => vec![self.other(word, random)],
        }
    }

    /// A word for `word`: from its set, else any; what hangs on its end (a comma) stays, and so does a capital.
    fn other(&self, word: &str, random: &mut Random) -> String {
        let bare = word.trim_end_matches(|mark: char| mark.is_ascii_punctuation());
        let known = self.sets.get(&bare.to_lowercase()).and_then(|set| random.pick(set)).cloned();
        let mut new = known.unwrap_or_else(|| self.any(random));
        if bare.starts_with(char::is_uppercase) {
            new = capital(&new);
        }
        new + &word[bare.len()..]
    }

    fn any(&self, random: &mut Random) -> String {
        random.pick(&self.vocabulary).cloned().unwrap_or_default()
    }
}

/// `text` with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
