//! Words of a point, and how alike two points are: n-grams weighed by how rare they are in the two plans.

use std::collections::BTreeMap;

/// A word with where it stands in the text of its point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The word in lowercase, without marks around it.
    pub(super) key: String,
    /// First byte and end, marks included.
    pub(super) range: std::ops::Range<usize>,
}

/// Splits at white space; marks stay with their word, and a mark that stands alone joins the word before.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for token in text.split_whitespace() {
        let start = token.as_ptr() as usize - text.as_ptr() as usize;
        let range = start..start + token.len();
        let key = token
            .trim_matches(|c: char| !c.is_alphanumeric() && c != '%' && c != '$' && c != '€')
            .to_lowercase()
            .replace('’', "'");
        match out.last_mut() {
            Some(last) if key.is_empty() => last.range.end = range.end,
            _ => out.push(Word { key, range }),
        }
    }
    out
}

/// N-grams of one point: words, pairs, and letters by fours, each with its weight.
pub(super) type Grams = BTreeMap<String, f64>;

/// The n-grams of all points of both plans, weighed by inverse document frequency (Spärck Jones, "A statistical
/// interpretation of term specificity", Journal of Documentation 28, 1972).
pub(super) fn grams(points: &[&[Word]]) -> Vec<Grams> {
    let counted: Vec<Grams> = points.iter().map(|words| count(words)).collect();
    let mut spread: BTreeMap<&str, f64> = BTreeMap::new();
    for gram in counted.iter().flat_map(BTreeMap::keys) {
        *spread.entry(gram).or_default() += 1.0;
    }
    let all = points.len() as f64;
    let weigh = |(gram, n): (&String, &f64)| {
        let rare = 1.0 + (all / spread.get(gram.as_str()).copied().unwrap_or(1.0)).ln();
        (gram.clone(), n * rare)
    };
    counted.iter().map(|grams| grams.iter().map(weigh).collect()).collect()
}

fn count(words: &[Word]) -> Grams {
    let mut grams = Grams::new();
    let mut add = |gram: String, n: f64| *grams.entry(gram).or_default() += n;
    for word in words {
        add(format!("w {}", word.key), 1.0);
        let letters: Vec<char> = format!("_{}_", word.key).chars().collect();
        for four in letters.windows(4) {
            add(format!("l {}", four.iter().collect::<String>()), 0.25);
        }
    }
    for pair in words.windows(2) {
        add(format!("p {} {}", pair[0].key, pair[1].key), 0.7);
    }
    grams
}

/// The cosine of the angle between two points, 0 to 1; two points without words are alike.
pub(super) fn likeness(a: &Grams, b: &Grams) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let length = |grams: &Grams| grams.values().map(|weight| weight * weight).sum::<f64>().sqrt();
    let both = a.iter().filter_map(|(gram, x)| b.get(gram).map(|y| x * y)).sum::<f64>();
    let lengths = length(a) * length(b);
    if lengths == 0.0 { 0.0 } else { both / lengths }
}

/// How much of `part` stands in `whole`, 0 to 1, by weight.
pub(super) fn cover(part: &Grams, whole: &Grams) -> f64 {
    let all: f64 = part.values().sum();
    let there: f64 = part.iter().filter_map(|(gram, x)| whole.get(gram).map(|y| x.min(*y))).sum();
    if all == 0.0 { 0.0 } else { there / all }
}

/// Both together: the sum of the weights.
pub(super) fn union(a: &Grams, b: &Grams) -> Grams {
    let mut out = a.clone();
    for (gram, weight) in b {
        *out.entry(gram.clone()).or_default() += weight;
    }
    out
}
