//! Running heads, running feet and page numbers: lines at the edges of pages that come again, or only count.

use std::collections::BTreeMap;

use super::Page;
use super::lines::Line;

/// How much of a page's height is edge, at the top and at the bottom.
const EDGE: f64 = 0.12;
/// A line at the edge that comes again on this share of the pages is a running head: one in …
const AGAIN: usize = 3;

/// Takes the furniture out of all pages.
pub fn remove(pages: &mut [Page]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        let mut keys: Vec<String> = page.lines.iter().filter(|line| is_edge(page.edges, line)).map(key).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    let needed = pages.len().div_ceil(AGAIN).max(2);
    for page in pages {
        let edges = page.edges;
        page.lines.retain(|line| {
            let again = seen.get(&key(line)).is_some_and(|&count| count >= needed);
            !(is_edge(edges, line) && (again || counts_pages(&line.text)))
        });
    }
}

fn is_edge((low, high): (f64, f64), line: &Line) -> bool {
    let edge = EDGE * (high - low);
    line.y < low + edge || line.y > high - edge
}

/// The line with its numbers hidden, so that "page 3" is "page 4".
fn key(line: &Line) -> String {
    let masked = line.text.chars().map(|c| if c.is_numeric() { '0' } else { c });
    let mut key: String = masked.filter(|c| !c.is_whitespace()).collect();
    while key.contains("00") {
        key = key.replace("00", "0");
    }
    key
}

/// "3", "– 3 –", "Page 3 of 8", "3/8".
fn counts_pages(text: &str) -> bool {
    let words: Vec<String> = text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let number = |word: &String| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let filler = |word: &String| matches!(word.as_str(), "page" | "p" | "of");
    words.len() <= 4 && words.iter().any(number) && words.iter().all(|word| number(word) || filler(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, y: f64) -> Line {
        Line { text: text.to_owned(), x: 0.0, right: 100.0, y, size: 10.0 }
    }

    #[test]
    fn what_comes_again_at_the_edge_goes() {
        let page = |number: usize| Page {
            lines: vec![
                line("The Quay Council", 780.0),
                line("The Quay Council", 400.0),
                line(&format!("Page {number} of 3"), 20.0),
            ],
            edges: (0.0, 800.0),
            source: (0, 0),
        };
        let mut pages = vec![page(1), page(2), page(3)];
        remove(&mut pages);
        assert!(pages.iter().all(|page| page.lines.len() == 1 && page.lines[0].y == 400.0));
        let mut one =
            vec![Page { lines: vec![line("A title", 780.0), line("12", 30.0)], edges: (0.0, 800.0), source: (0, 0) }];
        remove(&mut one);
        assert_eq!(one[0].lines.len(), 1);
    }
}
