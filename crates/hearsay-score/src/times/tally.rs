//! Precision and recall of times, as TempEval-3 counts them (UzZaman et al., SemEval 2013): strict, relaxed (a shared
//! character), and value (relaxed with the same value).

use std::fmt::{self, Display, Formatter};

use hearsay::layers::times::Time;
use hearsay::text::{Document, Span};

use super::value::same;
use super::{Gold, type_name};

/// Counts of one part of a set.
#[derive(Default)]
pub struct Tally {
    gold: usize,
    found: usize,
    strict: usize,
    relaxed: usize,
    kind: usize,
    value: usize,
    notation: usize,
    modifier: usize,
}

impl Tally {
    /// Counts one text; what is wrong with it, a line each.
    pub fn add(&mut self, gold: &[Gold], found: &[Time], document: &Document) -> Vec<String> {
        self.gold += gold.len();
        self.found += found.len();
        let (mut taken, mut lines) = (vec![false; found.len()], Vec::new());
        for one in gold {
            let span = Span::new(one.start, one.end);
            let best = (0..found.len())
                .filter(|&at| !taken[at] && found[at].span.overlaps(span))
                .max_by_key(|&at| (found[at].span == span, shared(found[at].span, span)));
            match best {
                Some(at) => {
                    taken[at] = true;
                    lines.extend(self.pair(one, &found[at], document));
                }
                None => lines.push(format!("missed    {} {}", shown(document, span), describe(one))),
            }
        }
        for (time, _) in found.iter().zip(&taken).filter(|(_, taken)| !**taken) {
            lines.push(format!("put in    {} {}", shown(document, time.span), value(time)));
        }
        lines
    }

    fn pair(&mut self, gold: &Gold, time: &Time, document: &Document) -> Option<String> {
        let span = Span::new(gold.start, gold.end);
        let found = time.value.as_deref().unwrap_or("");
        let (strict, valued) = (time.span == span, found == gold.value);
        let even = valued || same(found, &gold.value);
        self.relaxed += 1;
        self.strict += usize::from(strict);
        self.kind += usize::from(gold.kind.as_deref().is_some_and(|kind| kind == type_name(time.kind)));
        self.value += usize::from(valued);
        self.notation += usize::from(even);
        self.modifier += usize::from(gold.modifier.as_deref() == time.modifier);
        let label = match (strict, even) {
            (true, true) => return None,
            (true, false) => "value    ",
            (false, true) => "extent   ",
            (false, false) => "both     ",
        };
        let words = if strict { String::new() } else { format!(" found {:?}", document.slice(time.span)) };
        Some(format!("{label} {} {} found {}{words}", shown(document, span), describe(gold), value(time)))
    }
}

fn shared(a: Span, b: Span) -> usize {
    a.end().min(b.end()).saturating_sub(a.start().max(b.start()))
}

fn describe(gold: &Gold) -> String {
    let kind = gold.kind.as_deref().unwrap_or("");
    format!("[{kind} {} {}]", gold.value, gold.modifier.as_deref().unwrap_or(""))
}

fn value(time: &Time) -> String {
    let value = time.value.as_deref().unwrap_or("null");
    format!("[{} {value} {}]", type_name(time.kind), time.modifier.unwrap_or(""))
}

/// The words with their surroundings.
fn shown(document: &Document, span: Span) -> String {
    let text = document.text();
    let back = text[..span.start()].char_indices().rev().nth(35).map_or(0, |(at, _)| at);
    let on = text[span.end()..].char_indices().nth(25).map_or(text.len(), |(at, _)| span.end() + at);
    let flat = |part: &str| part.replace('\n', " ");
    format!("{}<<{}>>{}", flat(&text[back..span.start()]), flat(document.slice(span)), flat(&text[span.end()..on]))
}

/// Twice the matches of all that was marked and found.
fn f1(matched: usize, gold: usize, found: usize) -> f64 {
    200.0 * matched as f64 / ((gold + found) as f64).max(1.0)
}

impl Display for Tally {
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        let f1 = |matched| f1(matched, self.gold, self.found);
        write!(
            out,
            "strict {:.1}, relaxed {:.1}, value {:.1} (notation evened {:.1}), of {} times; precision {:.1}, recall {:.1} (relaxed), type {:.1}, mod {:.1} of matched",
            f1(self.strict),
            f1(self.relaxed),
            f1(self.value),
            f1(self.notation),
            self.gold,
            100.0 * self.relaxed as f64 / self.found.max(1) as f64,
            100.0 * self.relaxed as f64 / self.gold.max(1) as f64,
            100.0 * self.kind as f64 / self.relaxed.max(1) as f64,
            100.0 * self.modifier as f64 / self.relaxed.max(1) as f64,
        )
    }
}
