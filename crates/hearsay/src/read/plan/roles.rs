//! Headings and signatures: what stands among points and is none.

/// The longest heading, in words.
const HEADING_WORDS: usize = 10;

const SIGNING: &[&str] = &[
    "signed",
    "done at",
    "done in",
    "done on",
    "in witness whereof",
    "signature",
    "signatures",
    "on behalf of",
    "for the government of",
    "for the republic of",
    "/s/",
    "witnessed by",
    "agreed and accepted",
    "signed by",
];

/// Whether an unlabelled paragraph before a labelled one reads as a heading: short, and no sentence.
pub(crate) fn is_heading(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let ends = text.ends_with(['.', ';', ',', '?', '!', ':']);
    let opens = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (1..=HEADING_WORDS).contains(&words) && !ends && opens
}

/// Whether a paragraph after the last point begins the signatures.
pub(crate) fn signs(text: &str) -> bool {
    let lower = text.to_lowercase();
    let opens = |word: &str| lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    SIGNING.iter().any(|word| opens(word)) || text.contains("____")
}
