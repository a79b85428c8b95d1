//! Strings into lines: what stands on one baseline, near enough to be read on.

use super::content::Piece;

/// A gap of this many ems between two strings is a space between words.
const SPACE: f64 = 0.17;
/// A gap of this many ems is another column or cell.
const COLUMN: f64 = 3.0;

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Left end, in points.
    pub x: f64,
    /// Right end.
    pub right: f64,
    /// Baseline.
    pub y: f64,
    /// Height of the type.
    pub size: f64,
}

/// The lines of a page, in the order of painting.
#[must_use]
pub fn lines(pieces: &[Piece]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        match lines.last_mut().filter(|line| goes_on(line, piece)) {
            Some(line) => {
                let apart = piece.x - line.right > SPACE * piece.size.max(line.size);
                if apart && !line.text.ends_with(char::is_whitespace) && !piece.text.starts_with(char::is_whitespace) {
                    line.text.push(' ');
                }
                line.text.push_str(&piece.text);
                line.right = line.right.max(piece.right);
                line.size = line.size.max(piece.size);
            }
            None => lines.push(Line {
                text: piece.text.clone(),
                x: piece.x,
                right: piece.right,
                y: piece.y,
                size: piece.size,
            }),
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

/// Whether a string goes on with a line: on its baseline (raised and lowered type is smaller), and not back or far off.
fn goes_on(line: &Line, piece: &Piece) -> bool {
    let size = line.size.max(piece.size);
    let small = piece.size < 0.85 * line.size || line.size < 0.85 * piece.size;
    let drift = (piece.y - line.y).abs() / size;
    let gap = (piece.x - line.right) / size;
    drift < if small { 0.6 } else { 0.3 } && gap > -1.0 && gap < COLUMN
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, x: f64, right: f64, y: f64, size: f64) -> Piece {
        Piece { text: text.to_owned(), x, right, y, size }
    }

    #[test]
    fn gaps_are_spaces_and_wide_gaps_columns() {
        let found = lines(&[
            piece("The", 0.0, 18.0, 100.0, 10.0),
            piece("ferry", 21.0, 45.0, 100.0, 10.0),
            piece("1", 45.0, 48.0, 104.0, 6.0),
            piece("right", 120.0, 140.0, 100.0, 10.0),
            piece("next", 0.0, 20.0, 88.0, 10.0),
        ]);
        let texts: Vec<&str> = found.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["The ferry1", "right", "next"]);
    }
}
