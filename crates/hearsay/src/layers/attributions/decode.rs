//! Decoding one layer of one window: cues first, by the best path of tags; then, with the cues fixed, the source and the
//! contents of all of them at once (`training/DECODING.md`).

use super::lattice::{FIXED, IMPOSSIBLE, Lattice, Marginals, PER_CHOICE, state_of};
use crate::model::{Config, LINKS, Scores, TAGS, TagLayer};
use crate::text::TokenRange;

/// The tokens that are decoded together, and where their sequence is broken or glued.
#[derive(Clone, Debug, Default)]
pub struct Stretch {
    /// Numbers of the tokens in the window, ascending.
    pub tokens: Vec<usize>,
    /// Whether a run may not go on over this token's left edge: a paragraph's start, a gap.
    pub broken: Vec<bool>,
    /// Whether the token stands inside a quotation, behind its opening mark.
    pub glued: Vec<bool>,
}

/// A run of tokens with the probability that it is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// First and one past the last, in the stretch.
    pub range: TokenRange,
    /// Probability.
    pub probability: f64,
}

/// A cue with what was tied to it; ranges count in the stretch.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The cue.
    pub cue: Run,
    /// The source, if there is one.
    pub source: Option<Run>,
    /// The contents, in order.
    pub content: Vec<Run>,
}

/// One layer of a window, to be decoded.
#[derive(Clone, Copy)]
pub struct Layer<'a> {
    /// Scores of the tags.
    pub tags: &'a [[f64; TAGS]],
    /// Transitions and bias.
    pub rules: &'a TagLayer,
    /// All scores of the window.
    pub scores: &'a Scores,
    /// Parameters of links.
    pub config: &'a Config,
}

/// Decodes a stretch of a layer.
pub fn decode(layer: &Layer, stretch: &Stretch) -> Vec<Found> {
    let cues = cues(layer, stretch);
    if cues.is_empty() {
        return Vec::new();
    }
    let lattice = joint(layer, stretch, &cues);
    let path = lattice.best();
    let marginals = lattice.marginals();
    let runs = runs(&path);
    let tied = |choice: usize| tie(&marginals, &runs, choice + 1);
    cues.iter().enumerate().map(|(choice, &cue)| tied(choice)(cue)).collect()
}

/// The cues: runs of the best path over tags alone.
fn cues(layer: &Layer, stretch: &Stretch) -> Vec<Run> {
    let mut emissions = Vec::with_capacity(stretch.tokens.len() * TAGS);
    for (&token, &broken) in stretch.tokens.iter().zip(&stretch.broken) {
        let row = plain_row(layer, token, broken);
        emissions.extend([row[0], row[3], row[4], row[1], row[2], row[5], row[6]]);
    }
    let lattice = Lattice::new(&layer.rules.transitions, 1, emissions, vec![0.0; stretch.tokens.len()]);
    let path = lattice.best();
    if !path.contains(&1) {
        return Vec::new();
    }
    let marginals = lattice.marginals();
    let is_cue = |run: &(usize, TokenRange)| run.0 == 1;
    let with_probability = |(begin, range): (usize, TokenRange)| Run {
        range,
        probability: marginals.run(begin, range.start(), range.end()),
    };
    runs(&path).into_iter().filter(is_cue).map(with_probability).collect()
}

/// The tag scores of a token; nothing goes on over a break.
fn plain_row(layer: &Layer, token: usize, broken: bool) -> [f64; TAGS] {
    let mut row = layer.tags[token];
    row[0] += layer.rules.outside_bias;
    if broken {
        for inside in [2, 4, 6] {
            row[inside] = IMPOSSIBLE;
        }
    }
    row
}

/// The lattice of sources and contents with the cues fixed.
fn joint<'a>(layer: &Layer<'a>, stretch: &Stretch, cues: &[Run]) -> Lattice<'a> {
    let links: Vec<Vec<[f64; LINKS]>> = cues.iter().map(|cue| links(layer, stretch, cue)).collect();
    let states = FIXED + PER_CHOICE * (cues.len() + 1);
    let mut emissions = Vec::with_capacity(stretch.tokens.len() * states);
    for (at, (&token, &broken)) in stretch.tokens.iter().zip(&stretch.broken).enumerate() {
        match cues.iter().find(|cue| cue.range.contains(at)) {
            Some(cue) => emissions.extend(cue_row(states, at == cue.range.start())),
            None => emissions.extend(open_row(layer, token, broken, links.iter().map(|links| links[at]))),
        }
    }
    let glue = stretch.glued.iter().map(|&glued| if glued { layer.config.decoding.glue } else { 0.0 }).collect();
    Lattice::new(&layer.rules.transitions, cues.len() + 1, emissions, glue)
}

fn links(layer: &Layer, stretch: &Stretch, cue: &Run) -> Vec<[f64; LINKS]> {
    let of = |at: usize| stretch.tokens[at];
    let range = (of(cue.range.start()), of(cue.range.end() - 1) + 1);
    layer.scores.links(layer.config, range, &stretch.tokens)
}

/// A token of a cue is nothing else.
fn cue_row(states: usize, begins: bool) -> Vec<f64> {
    let mut row = vec![IMPOSSIBLE; states];
    row[if begins { 1 } else { 2 }] = 0.0;
    row
}

/// A token outside the cues: its tag's score and, for each choice, that of the link.
fn open_row(layer: &Layer, token: usize, broken: bool, links: impl Iterator<Item = [f64; LINKS]>) -> Vec<f64> {
    let tags = plain_row(layer, token, broken);
    let mut row = vec![tags[0], IMPOSSIBLE, IMPOSSIBLE];
    for link in std::iter::once(layer.config.none).chain(links) {
        let scores = [tags[1] + link[0], tags[2] + link[1], tags[5] + link[2], tags[6] + link[3]];
        row.extend(scores.map(|score| score.max(IMPOSSIBLE)));
    }
    row
}

/// The runs of a path: the state that begins each, and where it stands.
fn runs(path: &[usize]) -> Vec<(usize, TokenRange)> {
    let mut found: Vec<(usize, TokenRange)> = Vec::new();
    for (at, &state) in path.iter().enumerate() {
        if state == 1 || (state >= FIXED && (state - FIXED).is_multiple_of(2)) {
            found.push((state, TokenRange::new(at, at + 1)));
        } else if let Some(run) = found.last_mut().filter(|run| state == run.0 + 1 && run.1.end() == at) {
            run.1 = TokenRange::new(run.1.start(), at + 1);
        }
    }
    found
}

/// What a choice's cue was tied to: the likeliest of its sources, all of its contents.
fn tie<'a>(marginals: &'a Marginals, runs: &'a [(usize, TokenRange)], choice: usize) -> impl Fn(Run) -> Found + 'a {
    let of = move |begin: usize| {
        let own = runs.iter().filter(move |run| run.0 == begin);
        own.map(move |&(_, range)| Run { range, probability: marginals.run(begin, range.start(), range.end()) })
    };
    let (source, content) = (state_of(choice), state_of(choice) + 2);
    move |cue| Found {
        cue,
        source: of(source).max_by(|a, b| a.probability.total_cmp(&b.probability)),
        content: of(content).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::neutral;

    /// A window whose tags are given by letters (`S`, `s`, `Q`, `q`, `C`, `c`, `.`) and whose links by the number of the
    /// cue, counted from 1, that each token is tied to.
    fn window(tags: &str, ties: &str) -> Scores {
        let order = ".SsQqCc";
        let row =
            |letter: char| std::array::from_fn(|tag| if order.chars().nth(tag) == Some(letter) { 2.0 } else { 0.0 });
        let rows: Vec<[f64; TAGS]> = tags.chars().map(row).collect();
        let depth = 4;
        let mut token = Vec::new();
        for tie in ties.chars() {
            for _ in 0..LINKS {
                token.extend((1..=depth).map(|cue| if tie.to_digit(10) == Some(cue) { 8.0 } else { 0.0 }));
            }
        }
        let mut cue = Vec::new();
        let mut number = 0;
        for letter in tags.chars() {
            number += u32::from(letter == 'Q');
            for _ in 0..LINKS {
                let own = matches!(letter, 'Q' | 'q');
                cue.extend((1..=depth).map(|at| if own && at == number { 1.0 } else { 0.0 }));
            }
        }
        Scores::by_hand(rows.clone(), rows, token, cue)
    }

    fn told(tags: &str, ties: &str, glued: &str) -> Vec<String> {
        let (config, scores) = (neutral(), window(tags, ties));
        let rules = config.outer();
        let layer = Layer { tags: scores.tags(), rules: &rules, scores: &scores, config: &config };
        let stretch = Stretch {
            tokens: (0..scores.len()).collect(),
            broken: vec![false; scores.len()],
            glued: glued.chars().map(|letter| letter == '+').collect(),
        };
        let range = |run: &Run| format!("{}-{}", run.range.start(), run.range.end());
        let line = |one: &Found| {
            let source = one.source.as_ref().map_or("none".to_owned(), range);
            let content: Vec<String> = one.content.iter().map(range).collect();
            format!("{source} {} {}", range(&one.cue), content.join(","))
        };
        decode(&layer, &stretch).iter().map(line).collect()
    }

    #[test]
    fn source_and_contents_go_to_their_cue() {
        assert_eq!(told("SsQqCcc.", "11..111.", "--------"), ["0-2 2-4 4-7"]);
        assert_eq!(told("CcQS.Cc", "11.1.11", "-------"), ["3-4 2-3 0-2,5-7"]);
    }

    #[test]
    fn two_cues_keep_their_own() {
        assert_eq!(told("SQCcSQCc", "1.112.22", "--------"), ["0-1 1-2 2-4", "4-5 5-6 6-8"]);
    }

    #[test]
    fn a_quotation_is_not_broken() {
        assert_eq!(told("SQCc.cc", "1.11.11", "---++++"), ["0-1 1-2 2-7"]);
    }

    #[test]
    fn without_a_cue_there_is_nothing() {
        assert_eq!(told("Ss.Cc", ".....", "-----"), Vec::<String>::new());
    }

    #[test]
    fn probabilities_are_high_where_scores_are() {
        let (config, scores) = (neutral(), window("SQCc", "1.11"));
        let rules = config.outer();
        let layer = Layer { tags: scores.tags(), rules: &rules, scores: &scores, config: &config };
        let stretch = Stretch { tokens: (0..4).collect(), broken: vec![false; 4], glued: vec![false; 4] };
        let found = decode(&layer, &stretch);
        let content = found[0].content[0].probability;
        assert!(content > 0.7 && content <= 1.0, "{content}");
    }
}
