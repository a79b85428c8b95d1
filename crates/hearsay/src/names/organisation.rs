//! Organisations: legal forms say nothing, other words tell a subsidiary from its parent, capitals stand for words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::word::{SURE, Word, alike};
use super::{Comparison, Reason};

/// What a word does in the name of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Inc., GmbH, PJSC: says nothing.
    Legal,
    /// Company, Group: says little.
    Generic,
    /// Ministry, Party: what kind of body.
    Body,
    /// Capital, Research, Europe: a part of a larger one.
    Part,
    /// The, of, and.
    Small,
}

/// `word TAB role`.
static ROLES: LazyLock<BTreeMap<&'static str, Role>> = LazyLock::new(|| {
    let lines = include_str!("../lang/en/names/organisations.tsv").lines().filter(|line| !line.starts_with('#'));
    let role = |role: &str| match role {
        "legal" => Role::Legal,
        "generic" => Role::Generic,
        "body" => Role::Body,
        "part" => Role::Part,
        _ => Role::Small,
    };
    lines.filter_map(|line| line.split_once('\t')).map(|(word, name)| (word, role(name))).collect()
});

/// Words that are one for the purpose: Ministry of Defence, Defense Department.
const ONE: [(&str, &str); 8] = [
    ("ministry", "department"),
    ("defence", "defense"),
    ("organisation", "organization"),
    ("labour", "labor"),
    ("centre", "center"),
    ("republicans", "republican"),
    ("democrats", "democratic"),
    ("usa", "us"),
];

/// The name of an organisation taken apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Organisation {
    /// Words that count, small ones and legal forms left out.
    words: Vec<(Word, Option<Role>)>,
    /// First letters of the words: without the legal form; without the small ones too; with the legal form.
    initials: [String; 3],
    /// How many of the last words say little.
    generic_at_end: usize,
    /// The letters, where the name is capitals that stand for words: NATO, U.N.
    acronym: Option<String>,
    /// Whether a word says that this is no person.
    pub marked: bool,
}

impl Organisation {
    pub(super) fn parse(name: &str) -> Self {
        let name = name.split(['(', '[']).next().unwrap_or(name).replace('&', " and ");
        let raw = name.split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | '·'));
        let raw: Vec<&str> = raw.filter(|word| word.chars().any(char::is_alphanumeric)).collect();
        let folded: Vec<(String, Option<Role>)> = raw
            .iter()
            .map(|word| {
                let folded = one(super::fold::fold_keeping_script(word));
                let role = ROLES.get(folded.as_str()).copied();
                (folded, role)
            })
            .collect();
        let acronym = acronym(&raw, &folded);
        let first = |words: &mut dyn Iterator<Item = &(String, Option<Role>)>| -> String {
            words.filter_map(|(word, _)| word.chars().next()).collect()
        };
        let unnamed = |role: &Option<Role>| !matches!(role, Some(Role::Small | Role::Legal));
        let not_the = |(word, role): &&(String, Option<Role>)| word != "the" && *role != Some(Role::Legal);
        let small = |role: &Option<Role>| *role == Some(Role::Small);
        let initials = [
            first(&mut folded.iter().filter(not_the)),
            first(&mut folded.iter().filter(|(_, role)| unnamed(role))),
            first(&mut folded.iter().filter(|(_, role)| !small(role))),
        ];
        let generic = |(_, role): &&(String, Option<Role>)| *role == Some(Role::Generic);
        let generic_at_end = folded.iter().filter(|(_, role)| unnamed(role)).rev().take_while(generic).count();
        let marked = folded.iter().any(|(_, role)| role.is_some_and(|role| role != Role::Small)) || acronym.is_some();
        let mut words: Vec<(Word, Option<Role>)> =
            folded.into_iter().filter(|(_, role)| unnamed(role)).map(|(word, role)| (Word::new(&word), role)).collect();
        if words.len() > 1 && words[0].0.text == "us" {
            words.remove(0);
        }
        Self { words, initials, generic_at_end, acronym, marked }
    }
}

fn one(word: String) -> String {
    ONE.iter().find(|(from, _)| *from == word).map_or(word, |(_, to)| (*to).to_owned())
}

/// Capitals only, two to seven of them, in one word (legal forms aside).
fn acronym(raw: &[&str], folded: &[(String, Option<Role>)]) -> Option<String> {
    let mut named = raw.iter().zip(folded).filter(|(_, (_, role))| !matches!(role, Some(Role::Small | Role::Legal)));
    let (word, (letters, _)) = named.next()?;
    let capitals = word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let short = (2..=7).contains(&letters.chars().count());
    (capitals && short && named.next().is_none()).then(|| letters.clone())
}

/// What the two names are to each other.
pub(super) fn compare(a: &Organisation, b: &Organisation) -> Comparison {
    let known = match (&a.acronym, &b.acronym) {
        (Some(x), Some(y)) if x == y => Some((0.96, "the same letters".to_owned())),
        (Some(x), Some(y)) => Some((0.02, format!("{x} is not {y}"))),
        (Some(letters), None) => spelled_out(letters, b),
        (None, Some(letters)) => spelled_out(letters, a),
        (None, None) => None,
    };
    let (probability, words) = known.unwrap_or_else(|| by_words(a, b));
    Comparison::weighed(probability, vec![Reason { words, weight: (probability / (1.0 - probability)).ln() }])
}

/// The letters against the words that they may stand for.
fn spelled_out(letters: &str, name: &Organisation) -> Option<(f64, String)> {
    if name.words.len() < 2 {
        return None;
    }
    if name.initials.iter().any(|initials| initials == letters) {
        return Some((0.94, format!("{letters} are the first letters")));
    }
    let (length, all) = (letters.chars().count(), name.initials[1].chars().count());
    if name.initials[1].starts_with(letters) && all - length <= name.generic_at_end {
        return Some((0.9, format!("{letters} are the first letters of what counts")));
    }
    if name.words.iter().any(|(word, _)| word.text == letters) {
        return None;
    }
    let in_order = is_subsequence(letters, &name.initials[0]) || is_subsequence(&name.initials[1], letters);
    let first = letters.chars().next() == name.initials[0].chars().next();
    Some(match in_order && first && all > 2 {
        true => (0.6, format!("{letters} are nearly the first letters")),
        false => (0.08, format!("{letters} are other letters")),
    })
}

fn is_subsequence(letters: &str, of: &str) -> bool {
    let mut rest = of.chars();
    letters.chars().all(|letter| rest.any(|other| other == letter))
}

/// Word against word; what only one has decides.
fn by_words(a: &Organisation, b: &Organisation) -> (f64, String) {
    let joined =
        |name: &Organisation| Word::joined(&name.words.iter().map(|(word, _)| word.clone()).collect::<Vec<_>>());
    if !a.words.is_empty() && joined(a).letters == joined(b).letters {
        return (0.97, "the same words, legal form aside".to_owned());
    }
    let mut rest: Vec<&(Word, Option<Role>)> = b.words.iter().collect();
    let (mut only, mut matched, mut shared, mut spelling) = (Vec::new(), 0, 0, SURE);
    for word in &a.words {
        let best = rest.iter().enumerate().map(|(at, other)| (at, alike(&word.0, &other.0)));
        match best.max_by(|x, y| x.1.total_cmp(&y.1)) {
            Some((at, score)) if score > 1.0 => {
                rest.remove(at);
                matched += 1;
                shared += usize::from(!matches!(word.1, Some(Role::Body | Role::Generic)));
                spelling = spelling.min(score);
            }
            _ => only.push(word),
        }
    }
    let says_nothing = |words: &[&(Word, Option<Role>)], roles: &[Role]| {
        words.iter().all(|(_, role)| role.is_some_and(|role| roles.contains(&role)))
    };
    let sure = f64::from(1.0 / (1.0 + (-spelling).exp()));
    let said = |words: &[&(Word, Option<Role>)]| {
        words.iter().map(|(word, _)| word.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let left_over: Vec<&(Word, Option<Role>)> = only.iter().copied().chain(rest.iter().copied()).collect();
    if matched == 0 || (shared == 0 && !only.is_empty() && !rest.is_empty()) {
        return (0.03, "no word in common that counts".to_owned());
    }
    if left_over.is_empty() {
        return (0.95 * sure, "the same words".to_owned());
    }
    if says_nothing(&left_over, &[Role::Generic]) {
        return (0.88 * sure, format!("only one says {}", said(&left_over)));
    }
    if !only.is_empty() && !rest.is_empty() {
        return (0.04, format!("{} is not {}", said(&only), said(&rest)));
    }
    if left_over.iter().any(|(_, role)| *role == Some(Role::Part)) {
        return (0.07, format!("{} tells a part from the whole", said(&left_over)));
    }
    if says_nothing(&left_over, &[Role::Generic, Role::Body]) {
        return (0.75 * sure, format!("only one says {}", said(&left_over)));
    }
    (0.25, format!("only one says {}", said(&left_over)))
}

#[cfg(test)]
mod tests {
    use crate::names::compare;

    #[test]
    fn one_body_under_several_names() {
        for (a, b) in [
            ("NPA", "Norland Ports Authority"),
            ("N.P.A.", "Norland Ports Authority"),
            ("NSP", "the Norland School of Painting"),
            ("Norland Gas", "Norland Gas Ltd."),
            ("Norland Gas AG", "Norland Gas Aktiengesellschaft"),
            ("NG", "Norland Gas Holdings plc"),
            ("Ministry of Harbours", "Harbours Ministry"),
            ("the Harbours Department", "Ministry of Harbours"),
            ("Brandt & Krog", "Brandt and Krog Company"),
            ("North-Ferry Lines Inc.", "Northferry Lines"),
            ("Норгаз", "Norgaz Ltd"),
        ] {
            let comparison = compare(a, b);
            assert!(comparison.probability >= 0.7, "{a}, {b}: {comparison:?}");
        }
    }

    #[test]
    fn two_bodies() {
        for (a, b) in [
            ("Norland Gas", "Norland Gas Trust"),
            ("Norland Gas plc", "Norland Gas Deutschland GmbH"),
            ("Norland Capital", "Norland Electric"),
            ("NPA", "NPB"),
            ("NPA", "NPA Ventures"),
            ("NPA", "Eastport Harbour Authority"),
            ("Ministry of Harbours", "Ministry of Finance"),
            ("Norland Post", "Norland Times"),
            ("Brandt Group", "Krog Group"),
        ] {
            let comparison = compare(a, b);
            assert!(comparison.probability <= 0.2, "{a}, {b}: {comparison:?}");
        }
    }
}
