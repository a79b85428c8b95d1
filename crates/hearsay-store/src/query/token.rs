//! The pieces of a query, each with its place.

use std::ops::Range;

use super::error::QueryError;

/// A piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Open,
    Close,
    /// `-` before something.
    Minus,
    Or,
    /// `who:`, with what follows as the next piece.
    Field(String),
    /// A word or, in quotation marks, several; with `*` after it for words that begin so.
    Text {
        text: String,
        quoted: bool,
        prefix: bool,
    },
}

/// A piece and the bytes that it stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub piece: Piece,
    pub at: Range<usize>,
}

/// Takes a query apart.
pub(super) fn tokens(query: &str) -> Result<Vec<Token>, QueryError> {
    let mut scanner = Scanner { query, at: 0, out: Vec::new() };
    while let Some(next) = scanner.peek() {
        match next {
            space if space.is_whitespace() => scanner.at += space.len_utf8(),
            '(' => scanner.push(Piece::Open, 1),
            ')' => scanner.push(Piece::Close, 1),
            '-' if scanner.begins() => scanner.push(Piece::Minus, 1),
            mark if is_quotation_mark(mark) => scanner.quoted(mark)?,
            _ => scanner.word(),
        }
    }
    Ok(scanner.out)
}

struct Scanner<'q> {
    query: &'q str,
    at: usize,
    out: Vec<Token>,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<char> {
        self.query.get(self.at..)?.chars().next()
    }

    fn push(&mut self, piece: Piece, long: usize) {
        self.out.push(Token { piece, at: self.at..self.at + long });
        self.at += long;
    }

    /// Whether a `-` here stands before something that it turns round: not after a field's colon, and not alone.
    fn begins(&self) -> bool {
        let before = self.query[..self.at].chars().next_back();
        let after = self.query[self.at + 1..].chars().next();
        before.is_none_or(|c| c.is_whitespace() || c == '(') && after.is_some_and(|c| !c.is_whitespace() && c != ')')
    }

    /// Words between quotation marks.
    fn quoted(&mut self, open: char) -> Result<(), QueryError> {
        let start = self.at;
        let inside = start + open.len_utf8();
        let end = self.query[inside..].find(closing(open)).map(|end| inside + end);
        let Some(end) = end else {
            return Err(QueryError::new(self.query, start..inside, "this quotation mark is not closed"));
        };
        let mark = self.query[end..].chars().next().map_or(0, char::len_utf8);
        let prefix = self.query[end + mark..].starts_with('*');
        let text = self.query[inside..end].to_owned();
        self.push(Piece::Text { text, quoted: true, prefix }, end + mark + usize::from(prefix) - start);
        Ok(())
    }

    /// A word, `OR`, or the name of a field with its colon.
    fn word(&mut self) {
        let rest = &self.query[self.at..];
        let field =
            rest.find(':').filter(|colon| *colon > 0 && rest[..*colon].chars().all(|c| c.is_ascii_alphabetic()));
        if let Some(colon) = field.filter(|_| !self.after_field()) {
            return self.push(Piece::Field(rest[..colon].to_ascii_lowercase()), colon + 1);
        }
        let long = rest.find(|c: char| c.is_whitespace() || c == '(' || c == ')' || is_quotation_mark(c));
        let word = &rest[..long.unwrap_or(rest.len())];
        if word == "OR" && !self.after_field() {
            return self.push(Piece::Or, 2);
        }
        let text = word.strip_suffix('*').filter(|text| !text.is_empty());
        let piece = Piece::Text { text: text.unwrap_or(word).to_owned(), quoted: false, prefix: text.is_some() };
        self.push(piece, word.len());
    }

    fn after_field(&self) -> bool {
        self.out.last().is_some_and(|token| matches!(token.piece, Piece::Field(_)) && token.at.end == self.at)
    }
}

fn is_quotation_mark(mark: char) -> bool {
    matches!(mark, '"' | '“' | '”' | '„' | '«')
}

fn closing(open: char) -> &'static [char] {
    match open {
        '“' => &['”', '"'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        _ => &['"', '”'],
    }
}
