//! Lines into paragraphs, words divided at line ends joined again.
//!
//! A new paragraph begins where the type changes, where the lines stand further apart than usual, where a line is set in,
//! where a number or bullet begins a line, and where a line ended although the next word would still have fitted.

use std::collections::BTreeSet;

use super::Page;
use super::lines::Line;
use crate::read::plan;

/// Lines further apart than this, against the usual distance, are two paragraphs.
const APART: f64 = 1.3;
/// Set in by more than this many ems is a first line.
const SET_IN: f64 = 0.8;
/// Type larger than the usual by this is a heading.
const LARGE: f64 = 1.15;
/// Points that one column of indentation stands for.
const POINTS: f64 = 6.0;

/// A paragraph.
#[derive(Debug, Default)]
pub struct Paragraph {
    /// Its words and the page that they stand on.
    pub pieces: Vec<(String, usize)>,
    /// Whether it is set in larger type.
    pub heading: bool,
    /// By how many columns it is set in.
    pub indent: usize,
}

impl Paragraph {
    /// All its words.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(text, _)| text.as_str()).collect::<String>().trim().to_owned()
    }
}

/// A line with its page and the edges of its column.
struct Placed<'p> {
    line: &'p Line,
    page: usize,
    left: f64,
    right: f64,
}

/// The paragraphs of all pages.
#[must_use]
pub fn join(pages: &[Page]) -> Vec<Paragraph> {
    let lines: Vec<Placed<'_>> =
        pages.iter().enumerate().flat_map(|(page, content)| placed(page, &content.lines)).collect();
    let usual = Usual::of(&lines);
    let hyphenated = hyphenated(&lines);
    let mut out: Vec<Paragraph> = Vec::new();
    let mut last: Option<&Placed<'_>> = None;
    let leftmost = lines.iter().map(|line| line.left).fold(f64::MAX, f64::min);
    for line in &lines {
        match (last.filter(|last| !usual.breaks(last, line)), out.last_mut()) {
            (Some(_), Some(paragraph)) => append(paragraph, line, &hyphenated),
            _ => out.push(Paragraph {
                pieces: vec![(line.line.text.clone(), line.page)],
                heading: line.line.size > LARGE * usual.size,
                indent: ((line.line.x - leftmost) / POINTS).clamp(0.0, 40.0) as usize,
            }),
        }
        last = Some(line);
    }
    out
}

/// The lines of a page with the edges of their columns: those of the lines around that stand under each other.
fn placed(page: usize, lines: &[Line]) -> Vec<Placed<'_>> {
    const AROUND: usize = 12;
    let place = |(index, line): (usize, &'_ Line)| {
        let around = &lines[index.saturating_sub(AROUND)..lines.len().min(index + AROUND + 1)];
        let column = || {
            around.iter().filter(|other| {
                other.x < line.right && line.x < other.right && (other.x - line.x).abs() < 6.0 * line.size
            })
        };
        let left = column().map(|other| other.x).fold(line.x, f64::min);
        let right = column().map(|other| other.right).fold(line.right, f64::max);
        (left, right)
    };
    lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let (left, right) = place((index, line));
            Placed { line, page, left, right }
        })
        .collect()
}

/// What is usual in a document.
struct Usual {
    /// Height of the type.
    size: f64,
    /// From baseline to baseline, in heights of the type.
    distance: f64,
}

impl Usual {
    fn of(lines: &[Placed<'_>]) -> Self {
        let mut sizes: Vec<f64> = Vec::new();
        let mut distances: Vec<f64> = Vec::new();
        for line in lines {
            // Long lines speak for the text; each counts once for ten characters.
            sizes.extend(std::iter::repeat_n(line.line.size, (line.line.text.len() / 10).clamp(1, 20)));
        }
        for pair in lines.windows(2).filter(|pair| pair[0].page == pair[1].page) {
            let distance = (pair[0].line.y - pair[1].line.y) / pair[1].line.size.max(0.1);
            distances.extend((0.5..3.0).contains(&distance).then_some(distance));
        }
        Self { size: middle(sizes).unwrap_or(10.0), distance: middle(distances).unwrap_or(1.2) }
    }

    /// Whether `next` begins a paragraph.
    fn breaks(&self, last: &Placed<'_>, next: &Placed<'_>) -> bool {
        let (above, below) = (last.line, next.line);
        let ratio = below.size / above.size.max(0.1);
        if !(1.0 / LARGE..=LARGE).contains(&ratio) {
            return true;
        }
        let bullet = |line: &Line| plan::label(line.text.trim_start());
        let ended = ends_a_sentence(&above.text);
        let first_word = below.text.split_whitespace().next().unwrap_or("").chars().count() as f64;
        let length = below.text.chars().count().max(1) as f64;
        let word = (first_word + 1.0) * (below.right - below.x) / length;
        let short = above.right + word < last.right - 0.5 * above.size;
        if bullet(below).is_some_and(|label| label.core.is_empty() || ended || short) {
            return true;
        }
        let distance = (above.y - below.y) / below.size.max(0.1);
        if last.page != next.page || distance < 0.0 {
            return short || (ended && !below.text.trim_start().starts_with(char::is_lowercase));
        }
        let set_in = below.x > above.x + SET_IN * below.size && bullet(above).is_none();
        distance > APART * self.distance || set_in || (short && (ended || !set_in_head(last)))
    }
}

/// Whether a line is set in from its column, as the first line of a paragraph may be.
fn set_in_head(line: &Placed<'_>) -> bool {
    line.line.x > line.left + SET_IN * line.line.size
}

fn middle(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

fn ends_a_sentence(text: &str) -> bool {
    text.trim_end().trim_end_matches(['”', '"', '’', '\'', ')', ']', '»']).ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Words with a hyphen inside a line: their hyphen is their own.
fn hyphenated(lines: &[Placed<'_>]) -> BTreeSet<String> {
    let words = lines.iter().flat_map(|line| line.line.text.split_whitespace());
    words.map(bare).filter(|word| word.contains('-') && !word.ends_with('-')).collect()
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').to_lowercase()
}

/// Adds a line: a word divided at the end of the last is made whole.
fn append(paragraph: &mut Paragraph, next: &Placed<'_>, hyphenated: &BTreeSet<String>) {
    let text = next.line.text.trim_start();
    if let Some((last, _)) = paragraph.pieces.last_mut() {
        let trimmed = last.trim_end().len();
        last.truncate(trimmed);
        let divided = last.strip_suffix(['-', '\u{2010}', '\u{AD}']).filter(|head| head.ends_with(char::is_alphabetic));
        match divided.filter(|_| text.starts_with(char::is_alphabetic)) {
            Some(head) => {
                let first = head.split_whitespace().next_back().unwrap_or("");
                let second = text.split_whitespace().next().unwrap_or("");
                let own =
                    !text.starts_with(char::is_lowercase) || hyphenated.contains(&bare(&format!("{first}-{second}")));
                if !own {
                    *last = head.to_owned();
                }
            }
            None => last.push(' '),
        }
    }
    match paragraph.pieces.last_mut() {
        Some((last, page)) if *page == next.page => last.push_str(text),
        _ => paragraph.pieces.push((text.to_owned(), next.page)),
    }
}
