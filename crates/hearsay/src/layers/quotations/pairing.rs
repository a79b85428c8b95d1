//! Pairs the marks of each paragraph with a stack, and carries what stays open into the next paragraph. Linear: each
//! mark is pushed and popped at most once.

use super::marks::{Direction, FAMILIES, Family, Mark, marks};
use crate::layers::tokens::Token;
use crate::text::TokenRange;

/// A quotation in the making.
#[derive(Debug)]
pub(super) struct Draft {
    /// The tokens of each piece, marks included.
    pub pieces: Vec<TokenRange>,
    pub closed: bool,
    /// A single mark that was never closed: an apostrophe after all.
    dropped: bool,
}

/// A mark that waits for its closer.
#[derive(Clone, Copy, Debug)]
struct Open {
    token: usize,
    family: Family,
    draft: usize,
    /// The next mark of the family that opened right inside: without a closer of its own, this one ends there.
    cut: Option<usize>,
}

#[derive(Default)]
struct Pairing {
    drafts: Vec<Draft>,
    stack: Vec<Open>,
    counts: [usize; FAMILIES],
    /// Drafts that were open at the end of the paragraph before, outermost first.
    carried: Vec<Open>,
}

/// All quotations of a text, in order of their first mark.
pub(super) fn pair(text: &str, tokens: &[Token], paragraphs: &[TokenRange]) -> Vec<Draft> {
    let mut pairing = Pairing::default();
    for &paragraph in paragraphs {
        pairing.paragraph(&marks(text, tokens, paragraph), paragraph);
    }
    for open in std::mem::take(&mut pairing.carried) {
        pairing.leave(open);
    }
    pairing.drafts.into_iter().filter(|draft| !draft.dropped).collect()
}

impl Pairing {
    fn paragraph(&mut self, marks: &[Mark], paragraph: TokenRange) {
        let reopened = self.reopen(marks, paragraph);
        for mark in &marks[reopened..] {
            let inner = self.stack.last().map(|open| open.family);
            match mark.direction(self.counts[mark.family as usize], inner) {
                Some(Direction::Open) => self.open(mark),
                Some(Direction::Close) => self.close(mark),
                None => {}
            }
        }
        self.finish(paragraph);
    }

    /// Takes up again what the paragraph before left open; how many of the marks that took.
    fn reopen(&mut self, marks: &[Mark], paragraph: TokenRange) -> usize {
        let runs_on = self.closes_unopened(marks);
        let mut reopened = 0;
        let mut lost = false;
        for open in std::mem::take(&mut self.carried) {
            let again = marks.get(reopened).is_some_and(|mark| {
                mark.token == paragraph.start() + reopened
                    && mark.family == open.family
                    && mark.direction(0, None) == Some(Direction::Open)
            });
            if !lost && (again || runs_on) {
                self.push(Open { token: paragraph.start() + reopened, cut: None, ..open });
                reopened += usize::from(again);
            } else {
                self.leave(open);
                lost |= open.family != Family::Single;
            }
        }
        reopened
    }

    /// Whether one double quotation is open and the paragraph's first double mark closes without an opener: the quotation
    /// ran on and did not reopen.
    fn closes_unopened(&self, marks: &[Mark]) -> bool {
        let first = marks.iter().find(|mark| mark.family == Family::Double);
        matches!(self.carried.as_slice(), [open] if open.family == Family::Double)
            && first.is_some_and(Mark::surely_closes)
    }

    /// Gives up a mark that was never closed: a single one was an apostrophe, unless it opened again before.
    fn leave(&mut self, open: Open) {
        let draft = &mut self.drafts[open.draft];
        draft.dropped = open.family == Family::Single && draft.pieces.len() < 2;
    }

    fn open(&mut self, mark: &Mark) {
        self.drafts.push(Draft { pieces: Vec::new(), closed: false, dropped: false });
        if let Some(outer) = self.stack.last_mut().filter(|outer| outer.family == mark.family) {
            outer.cut = outer.cut.or(Some(mark.token));
        }
        self.push(Open { token: mark.token, family: mark.family, draft: self.drafts.len() - 1, cut: None });
    }

    fn push(&mut self, open: Open) {
        self.counts[open.family as usize] += 1;
        self.stack.push(open);
    }

    /// Closes the nearest open mark of the family; what was opened inside it and not closed ends here.
    fn close(&mut self, mark: &Mark) {
        if self.counts[mark.family as usize] == 0 {
            return;
        }
        while let Some(open) = self.stack.pop() {
            self.counts[open.family as usize] -= 1;
            if open.family == mark.family {
                self.drafts[open.draft].pieces.push(TokenRange::new(open.token, mark.token + 1));
                self.drafts[open.draft].closed = true;
                return;
            }
            self.drafts[open.draft].pieces.push(TokenRange::new(open.token, open.cut.unwrap_or(mark.token)));
            self.leave(open);
        }
    }

    /// What is open at the end of a paragraph ends there, or where the next mark of its kind opened (nobody quotes inside
    /// a quotation with the same marks and closes neither); the former is carried.
    fn finish(&mut self, paragraph: TokenRange) {
        self.counts = [0; FAMILIES];
        for open in std::mem::take(&mut self.stack) {
            let end = open.cut.unwrap_or(paragraph.end());
            self.drafts[open.draft].pieces.push(TokenRange::new(open.token, end));
            if open.cut.is_none() {
                self.carried.push(open);
            } else {
                self.leave(open);
            }
        }
    }
}
