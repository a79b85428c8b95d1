//! What is known of the bearer of a name: from one document, or summed over all that are taken for one person.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// How many of each are kept of a person, the most frequent first: a profile does not grow with the store.
const MOST: Most = Most { names: 16, titles: 12, roles: 32, company: 64, words: 48, outlets: 12, said: 128 };

struct Most {
    names: usize,
    titles: usize,
    roles: usize,
    company: usize,
    words: usize,
    outlets: usize,
    said: usize,
}

/// What bears the name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each name is its own meaning")]
pub enum BearerKind {
    #[default]
    Person,
    Organisation,
}

/// Texts with how often each came, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tally(Vec<(String, u32)>);

impl Tally {
    /// Each text once.
    pub fn once<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        let mut tally = Self::default();
        texts.into_iter().for_each(|text| tally.add(text.into(), 1));
        tally
    }

    /// The texts, the most frequent first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(text, _)| text.as_str())
    }

    /// Whether a text is among them.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        self.0.iter().any(|(other, _)| other == text)
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Texts that the other has too, in this one's order.
    pub fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a str> {
        self.texts().filter(|text| other.has(text))
    }

    fn add(&mut self, text: String, times: u32) {
        match self.0.iter_mut().find(|(other, _)| *other == text) {
            Some((_, count)) => *count += times,
            None => self.0.push((text, times)),
        }
    }

    fn absorb(&mut self, other: &Self, most: usize) {
        other.0.iter().for_each(|(text, times)| self.add(text.clone(), *times));
        // Stable: of equals the one that came first stays first, so that what was added later pushes nothing out.
        self.0.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        self.0.truncate(most);
    }
}

/// What is known of a bearer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Person or organisation.
    pub kind: BearerKind,
    /// Full names, as the documents give them.
    pub names: Tally,
    /// Other names that the documents use.
    pub aliases: Tally,
    /// Positions held.
    pub titles: Tally,
    /// Words of positions and descriptions: `envoy`, `striker`.
    pub roles: Tally,
    /// Names of others in the same documents, folded.
    pub company: Tally,
    /// Words of the sentences that name the bearer.
    pub words: Tally,
    /// Outlets that name the bearer.
    pub outlets: Tally,
    /// Fingerprints of what the bearer is said to have said.
    pub said: BTreeSet<u32>,
    /// First and last day on which documents name the bearer (days since 1 March of the year 0).
    pub days: Option<[i64; 2]>,
    /// Years of birth that ages in the documents come to, from and to.
    pub born: Option<[i64; 2]>,
    /// Pronouns: of a man, of a woman.
    pub pronouns: [u32; 2],
    /// Whether a document says that there is another of the name ("the elder", "no relation").
    pub namesake: bool,
    /// How many entities it sums up.
    pub entities: u32,
}

impl Profile {
    /// Adds what another profile of the same bearer tells.
    pub fn absorb(&mut self, other: &Self) {
        if self.entities == 0 {
            self.kind = other.kind;
        }
        self.names.absorb(&other.names, MOST.names);
        self.aliases.absorb(&other.aliases, MOST.names);
        self.titles.absorb(&other.titles, MOST.titles);
        self.roles.absorb(&other.roles, MOST.roles);
        self.company.absorb(&other.company, MOST.company);
        self.words.absorb(&other.words, MOST.words);
        self.outlets.absorb(&other.outlets, MOST.outlets);
        self.said.extend(&other.said);
        while self.said.len() > MOST.said {
            self.said.pop_last();
        }
        self.days = hull(self.days, other.days);
        self.born = hull(self.born, other.born);
        for (count, more) in self.pronouns.iter_mut().zip(other.pronouns) {
            *count = count.saturating_add(more);
        }
        self.namesake |= other.namesake;
        self.entities = self.entities.saturating_add(other.entities.max(1));
    }

    /// The name to show: the most frequent full name of two words or more, else the most frequent.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.names.texts().find(|name| name.contains(' ')).or_else(|| self.names.texts().next())
    }
}

/// The range that holds both.
fn hull(one: Option<[i64; 2]>, other: Option<[i64; 2]>) -> Option<[i64; 2]> {
    match (one, other) {
        (Some(a), Some(b)) => Some([a[0].min(b[0]), a[1].max(b[1])]),
        (range, None) | (None, range) => range,
    }
}
