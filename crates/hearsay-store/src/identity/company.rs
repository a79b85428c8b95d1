//! What stands around two bearers as evidence: who and what else the documents name, words of the sentences, what both are said to have said.

use super::evidence::{Evidence, EvidenceKind};
use super::profile::Profile;

/// Marks a place in a bearer's company: places are shared more easily than people.
pub(super) const PLACE: char = '@';

/// What the company tells.
pub(super) fn company(one: &Profile, other: &Profile) -> Option<Evidence> {
    let (places, people): (Vec<&str>, Vec<&str>) =
        one.company.shared(&other.company).partition(|name| name.starts_with(PLACE));
    let weight = match people.len() {
        0 => 0.0,
        1 => 1.2,
        2 => 2.0,
        3 => 2.5,
        _ => 3.0,
    };
    let weight = (weight + 0.25 * places.len().min(3) as f64).min(3.2);
    if weight > 0.0 {
        let names: Vec<&str> =
            people.into_iter().chain(places).map(|name| name.trim_start_matches(PLACE)).take(6).collect();
        return Some(Evidence::new(EvidenceKind::Company, weight, format!("both appear with {}", names.join(", "))));
    }
    let known = one.company.len() > 3 && other.company.len() > 3;
    known.then(|| Evidence::new(EvidenceKind::Company, -0.6, "nobody whom they appear with is shared"))
}

/// What the words around tell.
pub(super) fn words(one: &Profile, other: &Profile) -> Option<Evidence> {
    let shared: Vec<&str> = one.words.shared(&other.words).collect();
    let weight = (0.25 * shared.len() as f64).min(1.25);
    (!shared.is_empty()).then(|| {
        let told = shared[..shared.len().min(6)].join(", ");
        Evidence::new(EvidenceKind::Words, weight, format!("the sentences around share words: {told}"))
    })
}

/// What is said by both.
pub(super) fn statements(one: &Profile, other: &Profile) -> Option<Evidence> {
    let shared = one.said.intersection(&other.said).count();
    (shared > 1).then(|| {
        Evidence::new(
            EvidenceKind::Statements,
            if shared > 3 { 4.0 } else { 2.5 },
            "both are said to have said the same words",
        )
    })
}

/// Where they were published.
pub(super) fn outlets(one: &Profile, other: &Profile) -> Option<Evidence> {
    let shared = one.outlets.shared(&other.outlets).next()?;
    Some(Evidence::new(EvidenceKind::Outlet, 0.1, format!("both named by {shared}")))
}
