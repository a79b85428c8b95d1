//! The word lists of this language, parsed once: what a cue's head word tells, irregular forms, and named sets of words.

use std::collections::{BTreeMap, BTreeSet};

use crate::record::{Act, Mode};

const CUES: &str = include_str!("cues.txt");
const FORMS: &str = include_str!("forms.txt");
const WORDS: &str = include_str!("words.txt");

/// What the head word of a cue tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// Speech, writing, attitude or finding.
    pub mode: Mode,
    /// What is done by it.
    pub act: Act,
}

/// The named sets of `words.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordSet {
    /// Words that negate.
    Negator,
    /// Verbs that tell of not saying.
    Refusal,
    /// Words that end the reach of a negator.
    NegationStop,
    /// Nouns for what is written.
    Written,
    /// Nouns for what finds things out.
    Study,
    /// Verbs that tell a study's finding.
    FindingVerb,
    /// Cue verbs whose object is the audience.
    Addressing,
    /// Cue verbs whose object with an infinitive is the audience.
    Directing,
    /// Cue verbs whose first object is told and never what is told.
    Telling,
    /// Of these the verbs whose first object is told only where it is a pronoun.
    Giving,
    /// Cue words that take "to" and the audience.
    Towards,
    /// Words that begin a noun phrase.
    Determiner,
    /// Pronouns in the object's place.
    ObjectPronoun,
    /// Words that end the noun phrase of an audience.
    PhraseEnd,
    /// Nouns of listeners that stand without a determiner.
    Listeners,
    /// Verbs that carry a noun of saying.
    Light,
    /// Sources whose findings are rulings.
    Bench,
    /// What ends the head noun of a source.
    NounEnd,
    /// What opens a reported clause.
    ClauseOpener,
    /// What "to" or "with" and an audience may follow.
    Exchange,
    /// Cue verbs of sending somebody something.
    Sending,
    /// Cue verbs whose object behind a preposition is directed.
    Calling,
    /// Verbs that take "to" and whom an answer is for.
    Answering,
    /// Verbs that take "by" and who wants an answer.
    Questioning,
    /// What a rejection must be of to be a denial.
    Deniable,
    /// Verbs of what a speaker does beside speaking.
    Gesture,
    /// Words that stand before a colon and name no speaker.
    Heading,
    /// Adverbs that lay a clause at unnamed doors.
    Hearsay,
    /// Last words of the names of outlets.
    Outlet,
    /// Verbs whose object belongs to the content.
    Objecting,
    /// Days and months.
    Day,
    /// Nouns for a name that is withheld.
    NameNoun,
    /// Verbs of saying and thinking that make a clause inside a content a statement.
    Holding,
    /// Of these the verbs that with "it" as subject tell nothing of anybody.
    Meaning,
    /// Words before "to" that make a verb group finite: "used to say".
    Semimodal,
    /// Adverbs that stand inside a verb group and do not end in "-ly".
    VerbAdverb,
    /// Pronouns in the subject's place.
    SubjectPronoun,
    /// Verbs whose bare form is a noun as well.
    NounToo,
}

impl WordSet {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "negator" => Self::Negator,
            "refusal" => Self::Refusal,
            "negation-stop" => Self::NegationStop,
            "written" => Self::Written,
            "study" => Self::Study,
            "finding-verb" => Self::FindingVerb,
            "addressing" => Self::Addressing,
            "directing" => Self::Directing,
            "telling" => Self::Telling,
            "giving" => Self::Giving,
            "towards" => Self::Towards,
            "determiner" => Self::Determiner,
            "object-pronoun" => Self::ObjectPronoun,
            "phrase-end" => Self::PhraseEnd,
            "listeners" => Self::Listeners,
            "light" => Self::Light,
            "bench" => Self::Bench,
            "noun-end" => Self::NounEnd,
            "clause-opener" => Self::ClauseOpener,
            "exchange" => Self::Exchange,
            "sending" => Self::Sending,
            "calling" => Self::Calling,
            "answering" => Self::Answering,
            "questioning" => Self::Questioning,
            "deniable" => Self::Deniable,
            "gesture" => Self::Gesture,
            "heading" => Self::Heading,
            "hearsay" => Self::Hearsay,
            "outlet" => Self::Outlet,
            "objecting" => Self::Objecting,
            "day" => Self::Day,
            "name-noun" => Self::NameNoun,
            "holding" => Self::Holding,
            "meaning" => Self::Meaning,
            "semimodal" => Self::Semimodal,
            "verb-adverb" => Self::VerbAdverb,
            "subject-pronoun" => Self::SubjectPronoun,
            "noun-too" => Self::NounToo,
            _ => return None,
        })
    }
}

/// The word lists of this language.
#[derive(Clone, Debug)]
pub struct Lexicon {
    cues: BTreeMap<&'static str, Meaning>,
    lemmas: BTreeMap<&'static str, &'static str>,
    sets: BTreeMap<WordSet, BTreeSet<&'static str>>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::new()
    }
}

impl Lexicon {
    /// Parses the lists.
    #[must_use]
    pub fn new() -> Self {
        Self { cues: parse_cues(), lemmas: parse_forms(), sets: parse_words() }
    }

    /// Whether `word`, lower case, or its lemma stands in `set`.
    #[must_use]
    pub fn is(&self, set: WordSet, word: &str) -> bool {
        let Some(words) = self.sets.get(&set) else { return false };
        self.lemmas_of(word).iter().any(|lemma| words.contains(lemma.as_str()))
    }

    /// Whether `word`, lower case, stands in `set` as it is.
    #[must_use]
    pub fn has(&self, set: WordSet, word: &str) -> bool {
        self.sets.get(&set).is_some_and(|words| words.contains(word))
    }

    /// What a cue's head word tells, given the word after it; both lower case.
    #[must_use]
    pub fn meaning(&self, word: &str, next: Option<&str>) -> Option<Meaning> {
        let lemmas = self.lemmas_of(word);
        let pair = |lemma: &String| next.and_then(|next| self.cues.get(format!("{lemma}_{next}").as_str()));
        let found =
            lemmas.iter().find_map(pair).or_else(|| lemmas.iter().find_map(|lemma| self.cues.get(lemma.as_str())));
        found.copied()
    }

    /// Whether `word`, lower case, is an irregular past form.
    #[must_use]
    pub fn is_irregular(&self, word: &str) -> bool {
        self.lemmas.get(word).is_some_and(|lemma| *lemma != word)
    }

    /// What `word`, lower case, may be a form of, itself first.
    fn lemmas_of(&self, word: &str) -> Vec<String> {
        let mut found = vec![word.to_owned()];
        found.extend(self.lemmas.get(word).map(|lemma| (*lemma).to_owned()));
        for (ending, replacement) in ENDINGS {
            if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= 2) {
                found.push(format!("{stem}{replacement}"));
                found.extend(undoubled(stem).filter(|_| replacement.is_empty()).map(str::to_owned));
            }
        }
        found
    }
}

/// Endings of regular forms, and what stands in their place in the lemma.
const ENDINGS: [(&str, &str); 9] = [
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ying", "ie"),
];

/// `plann` → `plan`.
fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let last = letters.next().filter(char::is_ascii_alphabetic)?;
    (letters.next() == Some(last)).then(|| &stem[..stem.len() - 1])
}

fn entries(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn parse_cues() -> BTreeMap<&'static str, Meaning> {
    let mut cues = BTreeMap::new();
    for (head, words) in entries(CUES).filter_map(|line| line.split_once(':')) {
        let Some(meaning) = parse_meaning(head) else { continue };
        cues.extend(words.split_whitespace().map(|word| (word, meaning)));
    }
    cues
}

fn parse_meaning(head: &str) -> Option<Meaning> {
    let (mode, act) = head.split_once(' ')?;
    let mode = match mode {
        "speech" => Mode::Speech,
        "writing" => Mode::Writing,
        "attitude" => Mode::Attitude,
        "finding" => Mode::Finding,
        _ => return None,
    };
    let act = match act {
        "say" => Act::Say,
        "ask" => Act::Ask,
        "deny" => Act::Deny,
        "order" => Act::Order,
        "promise" => Act::Promise,
        "accuse" => Act::Accuse,
        "confirm" => Act::Confirm,
        "other" => Act::Other,
        _ => return None,
    };
    Some(Meaning { mode, act })
}

fn parse_forms() -> BTreeMap<&'static str, &'static str> {
    let lines = entries(FORMS).filter_map(|line| line.split_once(':'));
    lines.flat_map(|(lemma, forms)| forms.split_whitespace().map(move |form| (form, lemma))).collect()
}

fn parse_words() -> BTreeMap<WordSet, BTreeSet<&'static str>> {
    let mut sets: BTreeMap<WordSet, BTreeSet<&'static str>> = BTreeMap::new();
    let mut current = None;
    for line in entries(WORDS) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            current = WordSet::from_name(name);
        } else if let Some(set) = current {
            sets.entry(set).or_default().extend(line.split_whitespace());
        }
    }
    sets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_to_its_lemma() {
        let lexicon = Lexicon::new();
        let act = |word| lexicon.meaning(word, None).map(|meaning| meaning.act);
        assert_eq!(act("said"), Some(Act::Say));
        assert_eq!(act("denies"), Some(Act::Deny));
        assert_eq!(act("denied"), Some(Act::Deny));
        assert_eq!(act("urging"), Some(Act::Order));
        assert_eq!(act("admitted"), Some(Act::Confirm));
        assert_eq!(act("table"), None);
    }

    #[test]
    fn two_words_go_before_one() {
        let lexicon = Lexicon::new();
        let act = |next| lexicon.meaning("called", next).map(|meaning| meaning.act);
        assert_eq!(act(Some("for")), Some(Act::Order));
        assert_eq!(act(Some("him")), Some(Act::Say));
    }

    #[test]
    fn every_line_of_the_lists_is_understood() {
        for (head, _) in entries(CUES).filter_map(|line| line.split_once(':')) {
            assert!(parse_meaning(head).is_some(), "{head}");
        }
        for name in entries(WORDS).filter_map(|line| line.strip_prefix('[')?.strip_suffix(']')) {
            assert!(WordSet::from_name(name).is_some(), "{name}");
        }
        assert!(entries(FORMS).all(|line| line.contains(": ")));
    }

    #[test]
    fn no_cue_word_is_given_twice() {
        let mut seen = BTreeSet::new();
        for word in
            entries(CUES).filter_map(|line| line.split_once(':')).flat_map(|(_, words)| words.split_whitespace())
        {
            assert!(seen.insert(word), "{word}");
        }
    }
}
