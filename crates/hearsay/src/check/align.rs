//! The words of a quotation laid against stretches of the transcripts, at the least cost. Besides the usual steps (same,
//! changed, left out, put in) the path may jump to another stretch, so that a quotation stitched from places apart is
//! seen as what it is: the jumping alignment of Spang, Rehmsmeier and Stoye (Journal of Computational Biology 9, 2002),
//! with words for residues.

use std::ops::Range;

use super::corpus::Transcripts;
use super::lexicon::{self, Class};
use super::noise;
use super::quote::Quote;
use super::words::Flags;

/// One step of an alignment; indices are words of the quotation and of the transcripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The same word, or another form of it.
    Same(usize, usize),
    /// Another word.
    Changed(usize, usize),
    /// A word of the quotation that the transcript lacks.
    PutIn(usize),
    /// A word of the transcript that the quotation lacks.
    LeftOut(usize),
}

/// A quotation laid against the transcripts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alignment {
    /// In hundredths of a changed word.
    pub cost: u32,
    /// In order of the quotation.
    pub steps: Vec<Step>,
}

impl Alignment {
    /// The transcripts' words on the path, in its order.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        self.steps.iter().filter_map(|step| match *step {
            Step::Same(_, t) | Step::Changed(_, t) | Step::LeftOut(t) => Some(t),
            Step::PutIn(_) => None,
        })
    }

    /// Whether the path leaves the order of the transcript.
    pub(super) fn jumps(&self) -> bool {
        let places: Vec<usize> = self.places().collect();
        places.windows(2).any(|pair| pair[1] != pair[0] + 1)
    }
}

const SAME: u32 = 0;
const STANDS_FOR: u32 = 1;
const FREE: u32 = 3;
const MARKED: u32 = 6;
const CHANGED: u32 = 100;
const CHANGED_FUNCTION: u32 = 90;
const MISHEARD: u32 = 40;
/// Dearer than a changed word, so that a changed last word is no word put in after the end.
const PUT_IN: u32 = 102;
const PUT_IN_FUNCTION: u32 = 80;
const LEFT_OUT: u32 = 60;
const LEFT_OUT_FUNCTION: u32 = 45;
const JUMP: u32 = 260;
const JUMP_MARKED: u32 = 20;
const JUMP_INTERRUPTED: u32 = 75;

const START: u8 = 0;
const DIAGONAL: u8 = 1;
const UP: u8 = 2;
const LEFT: u8 = 3;
const JUMPED: u8 = 4;

/// Working memory, kept between quotations.
#[derive(Debug, Default)]
pub(super) struct Aligner {
    costs: Vec<u32>,
    before: Vec<u32>,
    ways: Vec<u8>,
    origins: Vec<usize>,
    /// Whether the transcripts were misheard: words that sound alike are then cheap to take for each other.
    pub misheard: bool,
    /// The transcripts' word after each column; `usize::MAX` at the end of a window.
    columns: Vec<usize>,
}

impl Aligner {
    /// The best alignments of `quote` in `windows`: the best of all first, then others as good that do not jump.
    pub(super) fn align(
        &mut self,
        quote: &Quote,
        transcripts: &Transcripts<'_>,
        windows: &[Range<usize>],
    ) -> Vec<Alignment> {
        if windows.is_empty() {
            return Vec::new();
        }
        self.lay_out(windows);
        self.fill(quote, transcripts);
        let rows = quote.ids.len();
        let last = &self.costs;
        let Some(best) = last.iter().copied().min() else { return Vec::new() };
        let ends: Vec<usize> = (0..self.columns.len()).filter(|&column| last[column] == best).collect();
        let mut found: Vec<Alignment> = ends.iter().map(|&end| self.trace(rows, end, best)).collect();
        found.sort_by_key(Alignment::jumps);
        if found.iter().any(|alignment| !alignment.jumps()) {
            found.retain(|alignment| !alignment.jumps());
        } else {
            found.truncate(1);
        }
        found
    }

    fn lay_out(&mut self, windows: &[Range<usize>]) {
        self.columns.clear();
        for window in windows {
            self.columns.extend(window.clone());
            self.columns.push(usize::MAX);
        }
    }

    fn fill(&mut self, quote: &Quote, transcripts: &Transcripts<'_>) {
        let width = self.columns.len();
        let rows = quote.ids.len();
        self.costs.clear();
        self.costs.resize(width, 0);
        self.before.clear();
        self.before.resize(width, 0);
        self.ways.clear();
        self.ways.resize((rows + 1) * width, START);
        self.origins.clear();
        self.origins.resize(rows + 1, 0);
        for row in 1..=rows {
            std::mem::swap(&mut self.costs, &mut self.before);
            self.fill_row(row, quote, transcripts);
            if row < rows {
                self.jump(row, jump_cost(quote, row));
            }
        }
    }

    /// The least cost to have read `row` words of the quotation and stand before each column's word.
    #[expect(clippy::needless_range_loop, reason = "several tables are read at one column")]
    fn fill_row(&mut self, row: usize, quote: &Quote, transcripts: &Transcripts<'_>) {
        let width = self.columns.len();
        let word = Row { misheard: self.misheard, ..Row::new(row, quote) };
        let ways = &mut self.ways[row * width..(row + 1) * width];
        let mut open = false; // whether the column to the left is of the same window
        for column in 0..width {
            let (mut cost, mut way) = (self.before[column] + word.put_in, UP);
            if open {
                let place = self.columns[column - 1];
                let diagonal = self.before[column - 1] + word.change(place, transcripts);
                if diagonal <= cost {
                    (cost, way) = (diagonal, DIAGONAL);
                }
                let left = self.costs[column - 1] + word.left_out(place, transcripts);
                if left < cost {
                    (cost, way) = (left, LEFT);
                }
            }
            self.costs[column] = cost;
            ways[column] = way;
            open = self.columns[column] != usize::MAX;
        }
    }

    fn jump(&mut self, row: usize, cost: u32) {
        let width = self.columns.len();
        let Some((origin, least)) = self.costs.iter().copied().enumerate().min_by_key(|&(_, cost)| cost) else {
            return;
        };
        self.origins[row] = origin;
        for column in 0..width {
            if least + cost < self.costs[column] {
                self.costs[column] = least + cost;
                self.ways[row * width + column] = JUMPED;
            }
        }
    }

    fn trace(&self, rows: usize, end: usize, cost: u32) -> Alignment {
        let width = self.columns.len();
        let (mut row, mut column) = (rows, end);
        let mut steps = Vec::with_capacity(rows + 4);
        while row > 0 {
            match self.ways[row * width + column] {
                DIAGONAL => {
                    (row, column) = (row - 1, column - 1);
                    steps.push(Step::Changed(row, self.columns[column]));
                }
                LEFT => {
                    column -= 1;
                    steps.push(Step::LeftOut(self.columns[column]));
                }
                JUMPED => column = self.origins[row],
                _ => {
                    row -= 1;
                    steps.push(Step::PutIn(row));
                }
            }
        }
        steps.reverse();
        Alignment { cost, steps }
    }
}

/// Tells same words from changed ones in a traced alignment.
pub(super) fn settle(alignment: &mut Alignment, quote: &Quote, transcripts: &Transcripts<'_>) {
    for step in &mut alignment.steps {
        if let Step::Changed(q, t) = *step
            && is_same(quote, q, t, transcripts)
        {
            *step = Step::Same(q, t);
        }
    }
}

fn is_same(quote: &Quote, q: usize, t: usize, transcripts: &Transcripts<'_>) -> bool {
    let form = &quote.words[q].form;
    quote.ids[q] == transcripts.ids[t]
        || lexicon::stands_for(form, &transcripts.entry(t).form)
        || is_same_day(form, t, transcripts)
}

/// "March fourth" and "March 4".
fn is_same_day(form: &str, place: usize, transcripts: &Transcripts<'_>) -> bool {
    let spoken = transcripts.entry(place).form.as_str();
    let month = place.checked_sub(1).is_some_and(|before| lexicon::is_month(&transcripts.entry(before).form));
    month && form.starts_with('#') && form.trim_end_matches("th") == spoken.trim_end_matches("th")
}

fn jump_cost(quote: &Quote, row: usize) -> u32 {
    let interrupted = quote.words[row].flags.has(Flags::INTERRUPTED);
    if quote.has_ellipsis(row) {
        JUMP_MARKED
    } else if interrupted || quote.is_bracketed(row) || quote.is_bracketed(row - 1) {
        JUMP_INTERRUPTED
    } else {
        JUMP
    }
}

/// The costs of one word of the quotation.
struct Row<'q> {
    id: u32,
    form: &'q str,
    /// An open contraction such as `'s`, or a word that one may stand for.
    open: bool,
    function: bool,
    bracket: bool,
    misheard: bool,
    put_in: u32,
    /// What leaving out a word of the transcript costs after this word: at a mark hardly anything.
    skip: Option<u32>,
}

impl<'q> Row<'q> {
    fn new(row: usize, quote: &'q Quote) -> Self {
        let at = row - 1;
        let class = quote.classes[at];
        let function = class.has(Class::FUNCTION);
        let bracket = quote.is_bracketed(at);
        let form = quote.words[at].form.as_str();
        let skip = if quote.has_ellipsis(row) {
            Some(FREE)
        } else if bracket || quote.is_bracketed(row) {
            Some(2 * MARKED)
        } else {
            None
        };
        let sign = quote.words[at].flags.has(Flags::SIGN);
        let put_in = match (bracket || sign, class.has(Class::FILLER), function) {
            (true, ..) => MARKED,
            (_, true, _) => 20,
            (_, _, true) => PUT_IN_FUNCTION,
            _ => PUT_IN,
        };
        let open = form.starts_with('\'') || matches!(form, "is" | "has" | "us" | "does" | "had" | "would" | "did");
        Self { id: quote.ids[at], form, open, function, bracket, misheard: false, put_in, skip }
    }

    fn change(&self, place: usize, transcripts: &Transcripts<'_>) -> u32 {
        if self.id == transcripts.ids[place] {
            return SAME;
        }
        let entry = transcripts.entry(place);
        let day = entry.class.has(Class::NUMBER) && is_same_day(self.form, place, transcripts);
        if day || self.open && lexicon::stands_for(self.form, &entry.form) {
            return STANDS_FOR;
        }
        if self.bracket {
            return MARKED;
        }
        if self.misheard && noise::sounds_alike(self.form, &entry.form) {
            return MISHEARD;
        }
        if self.function && entry.class.has(Class::FUNCTION) { CHANGED_FUNCTION } else { CHANGED }
    }

    fn left_out(&self, place: usize, transcripts: &Transcripts<'_>) -> u32 {
        let flags = transcripts.flags[place];
        let free = [Flags::FILLER, Flags::REPEAT, Flags::REPAIR, Flags::INTERJECTION, Flags::SIGN];
        if free.iter().any(|&flag| flags.has(flag)) {
            return FREE;
        }
        self.skip.unwrap_or_else(|| {
            if transcripts.entry(place).class.has(Class::FUNCTION) { LEFT_OUT_FUNCTION } else { LEFT_OUT }
        })
    }
}
