//! Are two bearers one? All that speaks for it and against it is added up; some things keep the answer open whatever the sum.

use std::collections::BTreeSet;

use super::company;
use super::evidence::{Evidence, EvidenceKind};
use super::lexicon::field;
use super::names;
use super::profile::{BearerKind, Profile};

/// What stands against any two bearers before anything is known of them.
const BEFORE: f64 = -1.0;
/// From these log-odds on, two bearers are put together without asking, where nothing forbids it.
pub(super) const MERGE: f64 = 3.0;
/// From these log-odds on, a person is asked.
pub(super) const OFFER: f64 = -0.5;
const DAYS_A_YEAR: f64 = 365.25;

/// What to do with two bearers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Two, as far as can be seen.
    Different,
    /// Perhaps one: a person is asked.
    Offer,
    /// One.
    Same,
}

/// Two bearers weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// All that speaks for one bearer, less all that speaks against.
    pub log_odds: f64,
    /// What it is made of, the weightiest first.
    pub evidence: Vec<Evidence>,
}

impl Score {
    /// What it comes to.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let forbidden = self.evidence.iter().any(|evidence| evidence.forbids);
        match self.log_odds {
            sum if sum >= MERGE && !forbidden => Verdict::Same,
            sum if sum >= OFFER => Verdict::Offer,
            _ => Verdict::Different,
        }
    }

    /// 0 to 1: that the two are one.
    #[must_use]
    pub fn probability(&self) -> f64 {
        1.0 / (1.0 + (-self.log_odds).exp())
    }
}

/// Weighs whether two profiles are of one bearer. It makes no difference which comes first.
#[must_use]
pub fn weigh(one: &Profile, other: &Profile) -> Score {
    let mut evidence = names::evidence(one, other);
    if evidence[0].weight > -4.0 {
        let more = [
            roles(one, other),
            company::company(one, other),
            company::words(one, other),
            company::statements(one, other),
            company::outlets(one, other),
            time(one, other),
            age(one, other),
            pronouns(one, other),
            namesake(one, other),
        ];
        evidence.extend(more.into_iter().flatten());
        evidence.extend(name_alone(one, &evidence));
    }
    evidence.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    Score { log_odds: BEFORE + evidence.iter().map(|evidence| evidence.weight).sum::<f64>(), evidence }
}

/// A person's name, with what any two stories of one town and week share, is not enough.
fn name_alone(one: &Profile, evidence: &[Evidence]) -> Option<Evidence> {
    let tells = |evidence: &Evidence| match evidence.kind {
        EvidenceKind::Roles | EvidenceKind::Company | EvidenceKind::Words => evidence.weight >= 1.0,
        EvidenceKind::Statements | EvidenceKind::Age => evidence.weight > 0.0,
        _ => false,
    };
    (one.kind == BearerKind::Person && !evidence.iter().any(tells))
        .then(|| Evidence::new(EvidenceKind::Names, 0.0, "little but the name speaks for it").forbidding())
}

/// Positions and descriptions: the same words, or fields of life that do not go together.
fn roles(one: &Profile, other: &Profile) -> Option<Evidence> {
    let evidence = |weight, words: String| Some(Evidence::new(EvidenceKind::Roles, weight, words));
    let shared: Vec<&str> = one.roles.shared(&other.roles).collect();
    let (a, b) = (fields(one), fields(other));
    let apart = !a.is_empty() && !b.is_empty() && a.is_disjoint(&b);
    if apart && !a.iter().any(|x| b.iter().any(|y| kind(x) == kind(y))) {
        let words = format!("one is called {}, the other {}", told(one), told(other));
        return Some(Evidence::new(EvidenceKind::Roles, -2.5, words).forbidding());
    }
    match shared.as_slice() {
        [] if apart => evidence(-0.8, format!("one is called {}, the other {}", told(one), told(other))),
        [] if a.is_disjoint(&b) => None,
        [] => evidence(0.4, "both are of one field".to_owned()),
        [word] => evidence(1.2, format!("both are called {word}")),
        words => evidence(2.0, format!("both are called {}", words[..words.len().min(4)].join(", "))),
    }
}

/// The fields of life that a bearer is in.
fn fields(profile: &Profile) -> BTreeSet<&'static str> {
    profile.roles.texts().filter_map(field).collect()
}

/// Fields of one kind may follow each other in one life.
fn kind(field: &str) -> &str {
    field.split('-').next().unwrap_or_default()
}

/// The word that tells the field.
fn told(profile: &Profile) -> &str {
    profile.roles.texts().find(|word| field(word).is_some()).unwrap_or_default()
}

/// How far apart in time.
fn time(one: &Profile, other: &Profile) -> Option<Evidence> {
    let ([a, b], [c, d]) = (one.days?, other.days?);
    let years = ((c - b).max(a - d).max(0)) as f64 / DAYS_A_YEAR;
    let evidence = |weight, words: String| Some(Evidence::new(EvidenceKind::Time, weight, words));
    match years {
        near if near < 0.1 => evidence(0.4, "within weeks of each other".to_owned()),
        near if near < 1.0 => evidence(0.2, "within a year".to_owned()),
        near if near < 5.0 => None,
        far if far < 12.0 => evidence(-0.8, format!("{far:.0} years apart")),
        far => Some(Evidence::new(EvidenceKind::Time, -2.0, format!("{far:.0} years apart")).forbidding()),
    }
}

/// Years of birth that ages come to.
fn age(one: &Profile, other: &Profile) -> Option<Evidence> {
    let ([a, b], [c, d]) = (one.born?, other.born?);
    let apart = (c - b).max(a - d).max(0);
    if apart <= 1 {
        return Some(Evidence::new(EvidenceKind::Age, 1.5, "of one age"));
    }
    let words = format!("by their ages, born about {apart} years apart");
    Some(Evidence::new(EvidenceKind::Age, if apart > 3 { -5.0 } else { -1.0 }, words).forbidding())
}

/// A man or a woman, by the pronouns.
fn pronouns(one: &Profile, other: &Profile) -> Option<Evidence> {
    let man = |profile: &Profile| match profile.pronouns {
        [he, she] if he > 3 * she => Some(true),
        [he, she] if she > 3 * he => Some(false),
        _ => None,
    };
    let (a, b) = (man(one)?, man(other)?);
    (a != b).then(|| Evidence::new(EvidenceKind::Pronouns, -3.0, "one is he, the other she").forbidding())
}

/// Others of the name, of which a document tells.
fn namesake(one: &Profile, other: &Profile) -> Option<Evidence> {
    (one.namesake || other.namesake)
        .then(|| Evidence::new(EvidenceKind::Names, -1.0, "a document tells of another of the name").forbidding())
}
