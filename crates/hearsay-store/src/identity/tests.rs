//! Weighing without a store: what merges, what is offered, what stays apart.

use proptest::prelude::*;

use super::EvidenceKind;
use super::lexicon::folded;
use super::profile::{Profile, Tally};
use super::score::{Verdict, weigh};

/// A bearer: name, words of roles, company.
fn bearer(name: &str, roles: &[&str], company: &[&str]) -> Profile {
    Profile {
        names: Tally::once([name]),
        roles: Tally::once(roles.iter().copied()),
        company: Tally::once(company.iter().map(|name| folded(name))),
        days: Some([739_000, 739_000]),
        entities: 1,
        ..Profile::default()
    }
}

fn verdict(one: &Profile, other: &Profile) -> Verdict {
    let (there, back) = (weigh(one, other), weigh(other, one));
    assert!((there.log_odds - back.log_odds).abs() < 1e-6, "{there:?} {back:?}");
    assert_eq!(there.verdict(), back.verdict());
    there.verdict()
}

#[test]
fn one_name_with_one_company_merges() {
    let one = bearer("Mirek Dvořák", &["crew"], &["Lucía Benítez", "Northway Ferries"]);
    let other = bearer("Mirek Dvorak", &["foreman"], &["Northway Ferries"]);
    assert_eq!(verdict(&one, &other), Verdict::Same);
}

#[test]
fn a_spelling_in_another_script_is_offered() {
    let one = bearer("Steve Witkoff", &["envoy"], &["Yuri Ushakov", "Vladimir Putin"]);
    let other = bearer("Стив Уиткофф", &[], &["Vladimir Putin", "Yuri Ushakov"]);
    assert_eq!(verdict(&one, &other), Verdict::Offer);
}

#[test]
fn a_name_alone_is_not_enough() {
    let day = |day| Profile { days: Some([day, day]), ..bearer("John Smith", &[], &[]) };
    assert_eq!(verdict(&day(739_000), &day(739_500)), Verdict::Offer);
}

#[test]
fn namesakes_are_offered_and_never_merged() {
    let company = ["Northern Harbour Board", "Lucía Benítez", "Ole Krog", "Ida Brandt"];
    let striker = bearer("Robert Hale", &["striker"], &company);
    for other in [
        bearer("Robert Hale", &["bishop"], &company),
        bearer("Robert Hale Jr.", &["striker"], &company),
        Profile { days: Some([730_000, 730_000]), ..bearer("Robert Hale", &["striker"], &company) },
        Profile { namesake: true, ..bearer("Robert Hale", &["striker"], &company) },
        bearer("Robert A. Hale", &["striker"], &company),
    ] {
        let one = if other.names.has("Robert A. Hale") {
            bearer("Robert B. Hale", &["striker"], &company)
        } else {
            striker.clone()
        };
        assert_eq!(verdict(&one, &other), Verdict::Offer, "{:?}", weigh(&one, &other));
    }
}

#[test]
fn ages_tell_father_and_son_apart() {
    let aged =
        |born: i64| Profile { born: Some([born, born + 1]), ..bearer("Ole Krog", &["skipper"], &["Ida Brandt"]) };
    assert_ne!(verdict(&aged(1950), &aged(1981)), Verdict::Same);
    assert_eq!(verdict(&aged(1950), &aged(1951)), Verdict::Same);
}

#[test]
fn other_given_names_stay_apart_whatever_else_agrees() {
    let company = ["Northern Harbour Board", "Lucía Benítez", "Ole Krog"];
    assert_eq!(
        verdict(&bearer("Robert Hale", &["mayor"], &company), &bearer("Susan Hale", &["mayor"], &company)),
        Verdict::Different
    );
}

#[test]
fn evidence_says_what_it_rests_on() {
    let one = bearer("Mirek Dvořák", &["foreman"], &["Northway Ferries"]);
    let score = weigh(&one, &one);
    let company = score.evidence.iter().find(|evidence| evidence.kind == EvidenceKind::Company).expect("company");
    assert_eq!(company.words, "both appear with northway ferries");
    assert!(score.evidence.windows(2).all(|pair| pair[0].weight.abs() >= pair[1].weight.abs()));
}

#[test]
fn organisations_of_one_generic_name_are_offered() {
    let court =
        |place: &str| Profile { kind: super::BearerKind::Organisation, ..bearer("Supreme Court", &[], &[place]) };
    assert_ne!(verdict(&court("Norland"), &court("Sudland")), Verdict::Same);
    let firm = || Profile { kind: super::BearerKind::Organisation, ..bearer("Northway Ferries", &[], &[]) };
    assert_eq!(verdict(&firm(), &firm()), Verdict::Same);
}

proptest! {
    #[test]
    fn weighing_is_symmetric_and_never_fails(a in "\\PC{0,24}", b in "\\PC{0,24}", role in "[a-z]{0,9}") {
        verdict(&bearer(&a, &[&role], &[&b]), &bearer(&b, &[&role], &[&a]));
    }

    #[test]
    fn a_profile_stays_small(names in proptest::collection::vec("[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}", 1..200)) {
        let mut sum = Profile::default();
        for name in &names {
            sum.absorb(&bearer(name, &[name], &[name]));
        }
        prop_assert!(sum.names.len() <= 16 && sum.company.len() <= 64 && sum.roles.len() <= 32);
        prop_assert_eq!(sum.entities as usize, names.len());
    }
}
