//! Which tokens are quotation marks, and which way each looks.

use crate::layers::tokens::{Token, is_word};
use crate::text::TokenRange;

/// Marks that open and close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Double,
    Single,
    Guillemet,
    Angle,
    Corner,
}

/// How many families there are: the length of a count by family.
pub(super) const FAMILIES: usize = 5;

/// What the shape of a mark alone says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Opening,
    Closing,
    Straight,
}

/// A quotation mark of a paragraph, and what stands around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Index of its token.
    pub token: usize,
    pub family: Family,
    shape: Shape,
    /// A space, an opening bracket or another opening mark stands before it.
    left_open: bool,
    /// A comma or a stop stands right before it.
    after_stop: bool,
    /// It is the first token of its paragraph.
    first: bool,
    /// A word begins right behind it.
    right_word: bool,
    /// The word before it, without space between, is a number (feet and inches).
    after_number: bool,
    /// … and it has an apostrophe inside: `6'2"`.
    after_feet: bool,
    /// The letter before it is an s: it can be a plural's possessive.
    after_s: bool,
    /// A single mark that surely closes comes later, with no single opening one between.
    firm_closer_later: bool,
    /// A single mark that can close comes later in the paragraph.
    closer_later: bool,
}

/// Which way a mark looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Open,
    Close,
}

/// The marks of a paragraph, in order.
pub(super) fn marks(text: &str, tokens: &[Token], paragraph: TokenRange) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for at in paragraph.range() {
        if let Some((family, shape)) = known(tokens[at].span.slice(text)) {
            let follows_opening =
                marks.last().is_some_and(|last| last.token + 1 == at && last.left_open && last.right_word);
            marks.push(around(text, tokens, paragraph, at, family, shape, follows_opening));
        }
    }
    look_ahead(&mut marks);
    marks
}

fn known(word: &str) -> Option<(Family, Shape)> {
    Some(match word {
        "\"" | "''" | "＂" => (Family::Double, Shape::Straight),
        "“" | "„" | "‟" | "``" => (Family::Double, Shape::Opening),
        "”" => (Family::Double, Shape::Closing),
        "'" => (Family::Single, Shape::Straight),
        "‘" | "‚" | "‛" | "`" => (Family::Single, Shape::Opening),
        "’" => (Family::Single, Shape::Closing),
        "«" => (Family::Guillemet, Shape::Opening),
        "»" => (Family::Guillemet, Shape::Closing),
        "‹" => (Family::Angle, Shape::Opening),
        "›" => (Family::Angle, Shape::Closing),
        "「" | "『" => (Family::Corner, Shape::Opening),
        "」" | "』" => (Family::Corner, Shape::Closing),
        _ => return None,
    })
}

fn around(
    text: &str,
    tokens: &[Token],
    paragraph: TokenRange,
    at: usize,
    family: Family,
    shape: Shape,
    follows_opening: bool,
) -> Mark {
    let word = |index: usize| tokens[index].span.slice(text);
    let glued = |index: usize| tokens[index - 1].span.end() == tokens[index].span.start();
    let left = if at > paragraph.start() && glued(at) { word(at - 1) } else { "" };
    let right = if at + 1 < paragraph.end() && glued(at + 1) { word(at + 1) } else { "" };
    let invisible = |c: char| is_word(c) && !c.is_alphanumeric();
    let left_open = left.chars().all(invisible)
        || follows_opening
        || matches!(left, "(" | "[" | "{" | "—" | "–" | "--" | "-" | "/" | ":" | "*" | "_" | "=");
    let right_word = right
        .starts_with(|c: char| is_word(c) || matches!(c, '$' | '€' | '£' | '(' | '[' | '…' | '@' | '#' | '*' | '_'))
        || right.starts_with("..")
        || (right.starts_with(['\'', '’']) && known(right).is_none())
        || (left_open && known(right).is_some());
    Mark {
        token: at,
        family,
        shape,
        left_open,
        after_stop: matches!(left, "," | "." | ";" | "?" | "!"),
        first: at == paragraph.start(),
        right_word,
        after_number: left.ends_with(|c: char| c.is_ascii_digit()),
        after_feet: left.ends_with(|c: char| c.is_ascii_digit()) && left.contains(['\'', '’', '′']),
        after_s: left.ends_with(['s', 'S']),
        firm_closer_later: false,
        closer_later: false,
    }
}

/// Fills in what comes later, from the last mark to the first.
fn look_ahead(marks: &mut [Mark]) {
    let (mut firm, mut any) = (false, false);
    for mark in marks.iter_mut().rev().filter(|mark| mark.family == Family::Single) {
        (mark.firm_closer_later, mark.closer_later) = (firm, any);
        if mark.can_close() {
            firm |= !mark.after_s;
            any = true;
        } else if mark.can_open() {
            firm = false;
        }
    }
}

impl Mark {
    fn can_open(&self) -> bool {
        self.left_open && self.right_word
    }

    fn can_close(&self) -> bool {
        !self.left_open && !self.right_word
    }

    /// Whether the mark can be nothing but a closing one.
    pub(super) fn surely_closes(&self) -> bool {
        self.can_close() && self.shape != Shape::Opening && !self.after_number
    }

    /// Which way the mark looks where `open` marks of its family are open and `inner` is the family opened last; `None`
    /// where it is no quotation mark at all (apostrophe, feet, inches, stray).
    pub(super) fn direction(&self, open: usize, inner: Option<Family>) -> Option<Direction> {
        match self.family {
            Family::Single => self.single(inner),
            Family::Double => self.double(open),
            _ => self.told_by_shape(open),
        }
    }

    fn single(&self, inner: Option<Family>) -> Option<Direction> {
        let misplaced = self.after_stop && self.right_word && inner != Some(Family::Single);
        let opens = (self.can_open() || misplaced)
            && (self.shape == Shape::Opening || (self.shape == Shape::Straight && self.closer_later));
        let possessive = self.after_s && self.firm_closer_later;
        if opens {
            Some(Direction::Open)
        } else if inner == Some(Family::Single) && self.can_close() && !possessive {
            Some(Direction::Close)
        } else {
            None
        }
    }

    fn double(&self, open: usize) -> Option<Direction> {
        if self.after_feet || (self.after_number && self.right_word && self.shape == Shape::Straight && open == 0) {
            return None;
        }
        if self.shape != Shape::Straight {
            return self.told_by_shape(open);
        }
        if self.can_open() || (!self.can_close() && open == 0) { Some(Direction::Open) } else { Some(Direction::Close) }
    }

    /// The shape decides, unless it stands the wrong way round in a place that leaves no doubt (`„so“`, `»so«`).
    fn told_by_shape(&self, open: usize) -> Option<Direction> {
        let closes = if self.shape == Shape::Opening {
            self.can_close() && open > 0
        } else {
            !((self.can_open() || self.first) && open == 0)
        };
        Some(if closes { Direction::Close } else { Direction::Open })
    }
}
