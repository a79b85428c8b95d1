//! Ships: HMS and USS tell one from another, and a ship from the person that it is named after.

use super::fold::fold;
use super::{Comparison, Reason};

/// What stands before the name of a ship, in lower case without full stops.
const PREFIXES: [&str; 26] = [
    "hms", "uss", "usns", "uscgc", "hmcs", "hmas", "hmnzs", "rms", "rrs", "rfa", "ss", "mv", "ms", "mt", "mts", "ins",
    "iris", "jds", "js", "roks", "rn", "fs", "kri", "bns", "hnlms", "orp",
];

/// The prefix and the name of a ship; `None` where nothing says that it is one.
pub(super) fn parse(name: &str) -> Option<(String, String)> {
    let name = name.split(['(', '[']).next().unwrap_or(name).trim();
    let (first, rest) = name.strip_prefix("the ").unwrap_or(name).split_once(char::is_whitespace)?;
    let capitals = first.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '/'));
    let prefix: String = first.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    let known = capitals && PREFIXES.contains(&prefix.as_str());
    known.then(|| (prefix, fold(rest)))
}

/// One name is a ship's at least.
pub(super) fn compare(a: &str, b: &str) -> Option<Comparison> {
    let (probability, words) = match (parse(a), parse(b)) {
        (Some(x), Some(y)) if x.1 != y.1 => (0.02, format!("ships of other names: {}, {}", x.1, y.1)),
        (Some(x), Some(y)) if x.0 != y.0 => (0.04, format!("{} is not {}", x.0, y.0)),
        (Some(_), Some(_)) => (0.98, "the same ship".to_owned()),
        (Some(ship), None) => bare(&ship.1, b),
        (None, Some(ship)) => bare(&ship.1, a),
        (None, None) => return None,
    };
    Some(Comparison::weighed(probability, vec![Reason { words, weight: (probability / (1.0 - probability)).ln() }]))
}

/// The name of a ship against a name without its prefix: `the Cole` is a ship, `Abraham Lincoln` may be a man.
fn bare(ship: &str, name: &str) -> (f64, String) {
    let folded = fold(name);
    let (article, plain) = folded.strip_prefix("the ").map_or((false, folded.as_str()), |plain| (true, plain));
    if plain != ship {
        return (0.02, format!("the ship is called {ship}"));
    }
    match (article, plain.contains(' ')) {
        (true, _) => (0.93, "the name of the ship, with its article".to_owned()),
        (false, false) => (0.75, "the name of the ship".to_owned()),
        (false, true) => (0.4, "the name of the ship, or of whom it is named after".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ship_is_known_by_its_prefix() {
        assert_eq!(parse("HMS Brandt"), Some(("hms".into(), "brandt".into())));
        assert_eq!(parse("the U.S.S. Robert Hale (DDG-1)"), Some(("uss".into(), "robert hale".into())));
        assert_eq!(parse("Ms Brandt"), None);
        assert_eq!(parse("MS"), None);
    }

    #[test]
    fn a_ship_is_not_whom_it_is_named_after() {
        let probability = |a, b| compare(a, b).map(|comparison| comparison.probability);
        assert!(probability("USS Robert Hale", "Robert Hale") < Some(0.5));
        assert!(probability("USS Hale", "the Hale") > Some(0.9));
        assert!(probability("USS Hale", "HMS Hale") < Some(0.1));
        assert_eq!(probability("Robert Hale", "Hale"), None);
    }
}
