//! A person's name taken apart: given names, family name, suffix; courtesy, titles and places of office aside.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::fold::fold;
use super::word::Word;

/// What a courtesy title tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Man,
    Woman,
}

/// One reading of a name, titles left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    /// Given names, then the family name; never empty. Particles (von, bin, de la) are left out.
    pub words: Vec<Word>,
    /// The name in quotation marks: Robert “Bob” Hale.
    pub nickname: Option<Word>,
    /// `jr`, `sr`, `ii`, …
    pub suffix: Option<String>,
    pub gender: Option<Gender>,
    /// The first word may be a particle of the family name: De Gaulle.
    pub opens_with_particle: bool,
}

impl Person {
    pub(super) fn family(&self) -> &Word {
        &self.words[self.words.len() - 1]
    }

    pub(super) fn given(&self) -> &[Word] {
        &self.words[..self.words.len() - 1]
    }

    /// The same name with the family name first: Xi Jinping for Jinping Xi.
    pub(super) fn turned(&self) -> Option<Self> {
        (self.words.len() > 1).then(|| {
            let mut turned = self.clone();
            turned.words.rotate_left(1);
            turned
        })
    }
}

macro_rules! list {
    ($file:literal) => {
        LazyLock::new(|| include_str!($file).lines().filter(|line| !line.starts_with('#')).collect())
    };
}

static TITLES: LazyLock<BTreeSet<&'static str>> = list!("../lang/en/names/titles.txt");
static PARTICLES: LazyLock<BTreeSet<&'static str>> = list!("../lang/en/names/particles.txt");

const MEN: [&str; 12] =
    ["mr", "sir", "lord", "king", "prince", "monsieur", "duke", "count", "father", "congressman", "spokesman", "baron"];
const WOMEN: [&str; 14] = [
    "mrs",
    "ms",
    "miss",
    "lady",
    "queen",
    "princess",
    "madam",
    "madame",
    "duchess",
    "countess",
    "dame",
    "baroness",
    "congresswoman",
    "spokeswoman",
];

/// Letters after a name: seats, orders, degrees.
const AFTER: [&str; 18] = [
    "mp", "am", "ms", "msp", "mep", "mla", "td", "qc", "kc", "obe", "mbe", "cbe", "phd", "md", "ceo", "cfo", "bt",
    "esq",
];

/// Whether a label stands for an unknown speaker: `SPEAKER_01`, `Speaker 2`, `Q`, `Unidentified`.
#[must_use]
pub fn is_placeholder(label: &str) -> bool {
    let folded = fold(&label.replace('_', " "));
    let words: Vec<&str> = folded.split(' ').collect();
    let numbered = |word: &str| word.chars().all(|character| character.is_ascii_digit()) || word.len() == 1;
    match words.as_slice() {
        [] | [""] | ["q" | "a" | "question" | "answer" | "unknown" | "speaker" | "interviewer" | "interviewee"] => true,
        ["unidentified" | "unknown" | "male" | "female" | "man" | "woman" | "multiple", ..] => true,
        ["speaker" | "voice" | "spk" | "participant", number] => numbered(number),
        [word] => word.strip_prefix("speaker").is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit())),
        _ => false,
    }
}

/// The readings of a label: the words before a parenthesis, and those in it.
pub(super) fn readings(label: &str) -> Vec<Person> {
    let mut names: Vec<Person> = label.split(['(', ')', '[', ']', ';']).filter_map(parse).collect();
    names.dedup();
    names
}

/// Whether a name begins with an office that is of somewhere: "President of Norland Ida Brandt" is a person, whatever Norland is.
pub(super) fn opens_with_office(name: &str) -> bool {
    let words: Vec<String> = name.split_whitespace().map(clean).filter(|word| !word.is_empty()).collect();
    let of = words.iter().position(|word| word == "of");
    let named =
        of.is_some_and(|of| words[..of].iter().all(|word| TITLES.contains(word.as_str())) && words.len() > of + 2);
    named && words.first().is_some_and(|first| first != "of")
}

/// What has been read of a name so far.
#[derive(Default)]
struct Parts {
    words: Vec<Word>,
    nickname: Option<Word>,
    suffix: Option<String>,
    gender: Option<Gender>,
    opens_with_particle: bool,
    after_comma: bool,
}

fn parse(text: &str) -> Option<Person> {
    let mut parts = Parts::default();
    let text = parts.take_nickname(text);
    let (main, after) = text.split_once([',', '،', '、']).unwrap_or((&text, ""));
    parts.read(main);
    let before = std::mem::take(&mut parts.words);
    parts.after_comma = true;
    parts.read(after);
    let after_words = std::mem::replace(&mut parts.words, before);
    let inverted = !after_words.is_empty() && after_words.len() <= 3 && text.matches(',').count() <= 2;
    if inverted && parts.words.len() <= 2 {
        parts.words.splice(0..0, after_words);
    }
    if parts.words.is_empty() {
        let plain = fold(main);
        parts.words = plain.split(' ').filter(|word| !word.is_empty() && *word != "the").map(Word::new).collect();
    }
    let Parts { words, nickname, suffix, gender, opens_with_particle, .. } = parts;
    (!words.is_empty()).then_some(Person { words, nickname, suffix, gender, opens_with_particle })
}

impl Parts {
    /// Takes `“Bob”` out of `Robert “Bob” Hale`; a name that is quoted whole stays.
    fn take_nickname(&mut self, text: &str) -> String {
        let Some(open) = text.find(['“', '"', '„', '«']) else { return text.to_owned() };
        let width = text[open..].chars().next().map_or(1, char::len_utf8);
        let inside = &text[open + width..];
        let Some(close) = inside.find(['”', '"', '“', '»']) else { return text.to_owned() };
        let (before, nickname) = (&text[..open], inside[..close].trim());
        let after = inside[close..].trim_start_matches(['”', '"', '“', '»']);
        if before.trim().is_empty() || nickname.is_empty() {
            return format!("{before} {nickname} {after}");
        }
        self.nickname = Some(Word::new(&nickname.to_lowercase()));
        format!("{before}{after}")
    }

    /// The words of a name without titles; what comes with "of" ("President of Norland Ida Brandt") goes with its title.
    fn read(&mut self, text: &str) {
        let raw: Vec<&str> =
            text.split(|c: char| c.is_whitespace() || matches!(c, '·' | '・' | '･' | '=' | '_')).collect();
        let words: Vec<(&str, String)> =
            raw.into_iter().map(|raw| (raw, clean(raw))).filter(|(_, word)| !word.is_empty()).collect();
        let mut at = 0;
        while at < words.len() {
            let (raw, word) = (words[at].0, words[at].1.as_str());
            let last = at + 1 == words.len();
            at += 1;
            if word == "of" && self.words.is_empty() && words.len() > at + 1 {
                at += if words[at].1 == "the" { 2 } else { 1 };
            } else if let Some(suffix) = self.suffix_of(raw, word, last) {
                self.suffix = Some(suffix);
            } else if self.words.len() > 1 && AFTER.contains(&word) || word == "and" {
                // no part of the name
            } else if TITLES.contains(word) && (self.words.is_empty() || !last) && !(last && at == 1) {
                self.courtesy(word);
            } else if PARTICLES.contains(word) && !last && (!self.words.is_empty() || is_lower(raw)) {
                // no part of what is compared
            } else {
                self.opens_with_particle |= self.words.is_empty() && PARTICLES.contains(word);
                self.push(word);
            }
        }
    }

    fn courtesy(&mut self, title: &str) {
        if MEN.contains(&title) {
            self.gender = Some(Gender::Man);
        } else if WOMEN.contains(&title) {
            self.gender = Some(Gender::Woman);
        }
    }

    /// A word of the name: without an Arabic article, initials written together ("J.R.") one by one.
    fn push(&mut self, word: &str) {
        let initials = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1);
        if initials {
            self.words.extend(word.split('.').filter(|part| !part.is_empty()).map(Word::new));
            return;
        }
        let article = |article: &&&str| word.strip_prefix(**article).is_some_and(|rest| rest.chars().count() > 2);
        let article = ["al-", "el-", "ad-", "ar-", "as-", "ash-", "at-", "an-", "az-", "ul-"].iter().find(article);
        self.words.push(Word::new(&word[article.map_or(0, |article| article.len())..].replace('.', "")));
    }

    /// The generational suffix or number of a king that a word is.
    fn suffix_of(&self, raw: &str, word: &str, last: bool) -> Option<String> {
        if self.words.is_empty() && !self.after_comma {
            return None;
        }
        let suffix = match word.trim_end_matches('.') {
            "jr" | "junior" => "jr",
            "sr" => "sr",
            "senior" if last => "sr",
            "2nd" => "ii",
            "3rd" => "iii",
            "4th" => "iv",
            "ג'וניור" | "주니어" | "جونيور" | "ジュニア" | "мл" | "младший" => "jr",
            "ст" | "старший" => "sr",
            number @ ("ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii" | "xiii" | "xiv" | "xv"
            | "xvi") => number,
            number @ ("i" | "v" | "x") if last && !raw.contains('.') && raw.chars().all(char::is_uppercase) => number,
            _ => return None,
        };
        Some(suffix.to_owned())
    }
}

fn is_lower(raw: &str) -> bool {
    raw.chars().next().is_some_and(char::is_lowercase)
}

/// Lower case; no punctuation at the edges; full stops inside stay, for initials.
fn clean(raw: &str) -> String {
    let inner = raw.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '׳' && c != '’');
    let inner = inner.trim_matches(['\'', '’']);
    let possessive = inner.strip_suffix("'s").or_else(|| inner.strip_suffix("’s")).unwrap_or(inner);
    if inner.is_ascii() { possessive.to_ascii_lowercase() } else { possessive.to_lowercase() }
}
