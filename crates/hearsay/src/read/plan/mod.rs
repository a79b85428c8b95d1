//! Plan drafts: points and sub-points under their numbers, letters and bullets, told apart from preamble, headings and
//! signatures.
//!
//! The outline is made from the paragraphs of a [`Document`], whatever format they came from. Plain text and Markdown have a
//! reader of their own here, because a numbered line begins a paragraph even where lines are wrapped by hand.

mod label;
mod lines;
mod outline;
mod roles;

pub use lines::read;
pub use outline::{Item, Outline, Role, outline};

use label::Style;
pub(crate) use label::label;

/// Labelled lines that a text must have to be taken for a plan unasked.
const LEAST_POINTS: usize = 4;

/// Whether a text that nobody named looks like a plan: most of its lines are points, numbered from one without a gap.
#[must_use]
pub fn looks_like(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut next = 1;
    let mut labelled = 0;
    for line in &lines {
        let Some(label) = label(line) else { continue };
        labelled += line.len();
        if label.readings.iter().any(|(style, value)| matches!(style, Style::Number(_)) && *value == next) {
            next += 1;
        }
    }
    let all: usize = lines.iter().map(|line| line.len()).sum();
    next as usize > LEAST_POINTS && labelled * 10 >= all * 7
}

#[cfg(test)]
mod tests {
    use super::looks_like;

    #[test]
    fn a_story_is_no_plan() {
        assert!(looks_like("A plan\n1. One thing.\n2. Another thing.\n3. A third thing.\n(a) of it\n4. The end."));
        assert!(!looks_like(
            "The plan has four points:\n1. Peace\n2. Trade\n3. Talks\n4. Prisoners\nIt was published on Monday, and nobody in the capital would say who had written it or why it had come so late."
        ));
        assert!(!looks_like("In 2. place was Ole.\nHe said so."));
    }
}
