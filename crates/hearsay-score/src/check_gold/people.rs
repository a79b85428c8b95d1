//! Who a transcript's label means, as far as the label says.

const HONORIFICS: &[&str] =
    &["right", "hon.", "hon", "mr.", "mr", "mrs.", "mrs", "ms.", "ms", "dr.", "dr", "prof.", "prof", "sir", "the"];
const GENERIC: &[&str] = &[
    "question",
    "remark",
    "remarks",
    "reply",
    "response",
    "answer",
    "speaker",
    "operator",
    "chair",
    "chairman",
    "chairperson",
    "moderator",
    "retort",
    "voice",
    "speakers",
    "participant",
    "clerk",
    "member",
    "members",
    "translator",
    "interpreter",
    "acting",
    "replica",
    "from",
    "to",
    "audience",
    "journalist",
    "unidentified",
];

/// The label without the role in brackets, and the role.
pub fn split_role(label: &str) -> (String, Option<String>) {
    match label.split_once('(') {
        Some((name, role)) if !name.trim().is_empty() => {
            (name.trim().to_owned(), Some(role.trim_end_matches(')').trim().to_owned()))
        }
        _ => (label.trim().to_owned(), None),
    }
}

/// Whether the label is a code or a bare number that names nobody.
pub fn is_code(label: &str) -> bool {
    let lower = label.to_lowercase();
    let number = lower.trim_start_matches("speaker").trim_start_matches(['_', ' ']);
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

/// The person's plain name: given name and surname; `None` for offices, codes and single names.
///
/// `labels` are all labels of the transcript: "President of Russia Vladimir Putin" is cut to the "Vladimir Putin" found there.
pub fn person(label: &str, labels: &[&str]) -> Option<String> {
    let (name, _) = split_role(label);
    let name = name.strip_suffix(" AM").or_else(|| name.strip_suffix(" MP")).unwrap_or(&name).to_owned();
    if is_code(&name) || name.contains(',') {
        return None;
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.first().is_some_and(|w| HONORIFICS.contains(&w.to_lowercase().as_str())) {
        words.remove(0);
    }
    if words.iter().any(|w| GENERIC.contains(&w.trim_end_matches([':', '.']).to_lowercase().as_str())) {
        return None;
    }
    let tail = (2..words.len()).find_map(|n| {
        let tail = words[words.len() - n..].join(" ");
        labels.iter().any(|l| l.eq_ignore_ascii_case(&tail)).then_some(tail)
    });
    let plain = tail.unwrap_or_else(|| words[words.len().saturating_sub(2)..].join(" "));
    let parts: Vec<&str> = plain.split(' ').collect();
    let named = parts.len() >= 2
        && parts
            .iter()
            .all(|p| p.starts_with(char::is_uppercase) && p.chars().filter(|c| c.is_alphabetic()).count() > 2);
    named.then(|| title_case(&plain))
}

/// "ARNOLD SCHWARZENEGGER" as "Arnold Schwarzenegger"; mixed case stays.
fn title_case(name: &str) -> String {
    let capitals = |w: &str| w.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let one = |w: &str| {
        let mut chars = w.chars();
        match chars.next() {
            Some(first) if capitals(w) => first.to_string() + &chars.as_str().to_lowercase(),
            _ => w.to_owned(),
        }
    };
    name.split(' ').map(one).collect::<Vec<_>>().join(" ")
}

/// The last word of a name.
pub fn surname(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// Whether two people could be taken for one another by name: they share a word of it.
pub fn share_a_name(a: &str, b: &str) -> bool {
    a.split(' ').any(|x| b.split(' ').any(|y| x.eq_ignore_ascii_case(y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_cut_off_and_codes_are_nobody() {
        let labels = ["President of Russia Vera Lind", "Vera Lind"];
        assert_eq!(person(labels[0], &labels).as_deref(), Some("Vera Lind"));
        assert_eq!(person("GOVERNOR OLE DAHL", &[]).as_deref(), Some("Ole Dahl"));
        assert_eq!(person("Hon. Mary Berg (Oslo, Lib.)", &[]).as_deref(), Some("Mary Berg"));
        assert_eq!(person("The Chair", &[]), None);
        assert_eq!(person("Speaker 7", &[]), None);
        assert!(is_code("SPEAKER_01") && is_code("3") && !is_code("Mary Berg"));
    }
}
