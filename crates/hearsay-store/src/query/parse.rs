//! From pieces to a tree.

use hearsay::record::{Act, Form, Mode, SourceKind, ViaKind, word};
use hearsay::text::Kind;

use super::error::QueryError;
use super::token::{Piece, Token, tokens};
use super::{Column, Condition, Node, Query, Superseded};
use crate::{ids, tags, words};

/// Parentheses deeper than this are a mistake.
const DEEPEST: usize = 50;

/// The fields, as a message lists them.
const FIELDS: &str = "who, to, about, outlet, form, mode, kind, act, via, hands, since, until, in, versions";

const FORMS: [Form; 3] = [Form::Direct, Form::Mixed, Form::Indirect];
const MODES: [Mode; 4] = [Mode::Speech, Mode::Writing, Mode::Attitude, Mode::Finding];
const ACTS: [Act; 8] = [Act::Say, Act::Ask, Act::Deny, Act::Order, Act::Promise, Act::Accuse, Act::Confirm, Act::Other];
const VIAS: [ViaKind; 8] = [
    ViaKind::Recording,
    ViaKind::Transcript,
    ViaKind::Outlet,
    ViaKind::Document,
    ViaKind::Spokesperson,
    ViaKind::Translation,
    ViaKind::Leak,
    ViaKind::Unknown,
];
const SOURCES: [SourceKind; 6] = [
    SourceKind::NamedPerson,
    SourceKind::UnnamedPerson,
    SourceKind::Anonymous,
    SourceKind::NamedOrganisation,
    SourceKind::UnnamedGroup,
    SourceKind::Document,
];
const TEXTS: [Kind; 3] = [Kind::Article, Kind::Transcript, Kind::Plan];

pub(super) fn parse(query: &str) -> Result<Query, QueryError> {
    let tokens = tokens(query)?;
    let mut parser = Parser { query, tokens, at: 0, depth: 0, alone: true, out: Query::all() };
    let tree = parser.all()?;
    if let Some(token) = parser.tokens.get(parser.at) {
        return Err(parser.error(token, "this parenthesis closes nothing"));
    }
    Ok(Query { tree, ..parser.out })
}

struct Parser<'q> {
    query: &'q str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// Whether what is read holds for the whole query: not inside parentheses, `OR` or `-`.
    alone: bool,
    out: Query,
}

impl Parser<'_> {
    fn error(&self, token: &Token, message: impl Into<String>) -> QueryError {
        QueryError::new(self.query, token.at.clone(), message)
    }

    fn peek(&self) -> Option<&Piece> {
        self.tokens.get(self.at).map(|token| &token.piece)
    }

    /// Conditions side by side, to the end or to a parenthesis that closes.
    fn all(&mut self) -> Result<Node, QueryError> {
        let mut nodes = Vec::new();
        while self.peek().is_some_and(|piece| *piece != Piece::Close) {
            nodes.extend(self.either()?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::And(nodes) })
    }

    /// One condition, or several with `OR` between them.
    fn either(&mut self) -> Result<Option<Node>, QueryError> {
        let outer = self.alone;
        self.alone &= !self.or_follows();
        let mut nodes = Vec::from_iter(self.one()?);
        while self.peek() == Some(&Piece::Or) {
            let or = self.tokens[self.at].clone();
            self.at += 1;
            if self.peek().is_none_or(|piece| matches!(piece, Piece::Close | Piece::Or)) {
                return Err(self.error(&or, "OR stands between two conditions; after this one nothing comes"));
            }
            nodes.extend(self.one()?);
        }
        self.alone = outer;
        Ok(if nodes.len() > 1 { Some(Node::Or(nodes)) } else { nodes.pop() })
    }

    /// Whether the condition that begins here is followed by `OR`.
    fn or_follows(&self) -> bool {
        let mut depth = 0_usize;
        for (index, token) in self.tokens[self.at..].iter().enumerate() {
            match &token.piece {
                Piece::Open => depth += 1,
                Piece::Close if depth == 0 => return false,
                Piece::Close => depth -= 1,
                Piece::Or if depth == 0 => return true,
                Piece::Text { .. } | Piece::Field(_) | Piece::Minus | Piece::Or => {}
            }
            let ends = depth == 0 && !matches!(token.piece, Piece::Field(_) | Piece::Minus);
            if ends {
                return self.tokens.get(self.at + index + 1).is_some_and(|next| next.piece == Piece::Or);
            }
        }
        false
    }

    /// One condition; `None` where it is a bound that holds for the whole query.
    fn one(&mut self) -> Result<Option<Node>, QueryError> {
        let token = self.tokens[self.at].clone();
        self.at += 1;
        match token.piece.clone() {
            Piece::Open => self.group(&token).map(Some),
            Piece::Close => Err(self.error(&token, "this parenthesis closes nothing")),
            Piece::Or => Err(self.error(&token, "OR stands between two conditions; before this one nothing comes")),
            Piece::Minus => self.turned(&token).map(Some),
            Piece::Field(name) => self.field(&token, &name),
            Piece::Text { text, prefix, .. } => {
                self.words(&token, Column::Passage, text, prefix).map(|condition| Some(Node::Is(condition)))
            }
        }
    }

    fn group(&mut self, open: &Token) -> Result<Node, QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(open, "parentheses are nested too deep"));
        }
        let outer = std::mem::replace(&mut self.alone, false);
        let node = self.all()?;
        self.alone = outer;
        self.depth -= 1;
        if self.peek() != Some(&Piece::Close) {
            return Err(self.error(open, "this parenthesis is not closed"));
        }
        self.at += 1;
        if node == Node::And(Vec::new()) {
            return Err(self.error(open, "nothing stands in these parentheses"));
        }
        Ok(node)
    }

    fn turned(&mut self, minus: &Token) -> Result<Node, QueryError> {
        let outer = std::mem::replace(&mut self.alone, false);
        let nothing = self.peek().is_none_or(|piece| matches!(piece, Piece::Close | Piece::Or | Piece::Minus));
        let node = if nothing { None } else { self.one()? };
        self.alone = outer;
        let node = node.ok_or_else(|| self.error(minus, "- stands before a condition"))?;
        Ok(Node::Not(Box::new(node)))
    }

    fn words(&self, token: &Token, column: Column, words: String, prefix: bool) -> Result<Condition, QueryError> {
        if words.chars().any(char::is_alphanumeric) {
            Ok(Condition::Words { column, words, prefix })
        } else {
            Err(self.error(token, "there is no word in this to look for"))
        }
    }

    fn field(&mut self, token: &Token, name: &str) -> Result<Option<Node>, QueryError> {
        if !FIELDS.split(", ").any(|field| field == name) {
            return Err(self.error(token, format!("there is no field {name}; there are {FIELDS} (a colon that is meant: put the words in quotation marks)")));
        }
        let adjacent = self.tokens.get(self.at).filter(|next| next.at.start == token.at.end).cloned();
        let Some(Token { piece: Piece::Text { text, prefix, .. }, at }) = adjacent else {
            return Err(self
                .error(token, format!("{name}: is followed by what to look for, without a space: {}", example(name))));
        };
        self.at += 1;
        let value = Token { piece: Piece::Open, at };
        self.condition(token, &value, name, text, prefix)
    }

    fn condition(
        &mut self,
        field: &Token,
        value: &Token,
        name: &str,
        text: String,
        prefix: bool,
    ) -> Result<Option<Node>, QueryError> {
        let condition = match name {
            "since" | "until" => return self.bound(field, value, name, &text).map(|()| None),
            "versions" => return self.versions(field, value, &text).map(|()| None),
            "about" => self.words(value, Column::Content, text, prefix)?,
            "in" if text.starts_with("sha256:") => Condition::Document(text.to_ascii_lowercase()),
            "in" => self.words(value, Column::Title, text, prefix)?,
            "who" => Condition::Who(self.name(value, text)?),
            "to" => Condition::To(self.name(value, text)?),
            "outlet" => Condition::Outlet(self.name(value, text)?),
            "form" => Condition::Form(self.value(value, &text, &FORMS)?),
            "mode" => {
                let mode = self.value(value, &text, &MODES)?;
                self.out.attitudes |= mode == Mode::Attitude;
                Condition::Mode(mode)
            }
            "act" if text.eq_ignore_ascii_case("negated") => Condition::Negated,
            "act" => Condition::Act(self.value(value, &text, &ACTS)?),
            "via" => Condition::Via(self.value(value, &text, &VIAS)?),
            "kind" => self.kind(value, &text)?,
            _ => self.hands(value, &text)?,
        };
        Ok(Some(Node::Is(condition)))
    }

    /// A name holds a letter or a figure, or nothing could be found by it.
    fn name(&self, token: &Token, text: String) -> Result<String, QueryError> {
        if text.chars().any(char::is_alphanumeric) {
            Ok(text)
        } else {
            Err(self.error(token, "there is no name in this"))
        }
    }

    /// One of the record's words.
    fn value<T>(&self, token: &Token, text: &str, all: &[T]) -> Result<T, QueryError>
    where
        T: Copy + serde::Serialize + for<'de> serde::Deserialize<'de>,
    {
        let known = words::parse(&text.to_ascii_lowercase());
        known.map_err(|_| {
            let all: Vec<String> = all.iter().map(word).collect();
            self.error(token, format!("{text} is none of {}", all.join(", ")))
        })
    }

    fn kind(&self, token: &Token, text: &str) -> Result<Condition, QueryError> {
        let lower = text.to_ascii_lowercase();
        if let Ok(kind) = words::parse::<Kind>(&lower) {
            return Ok(Condition::TextKind(kind));
        }
        words::parse(&lower).map(Condition::SourceKind).map_err(|_| {
            let all = SOURCES.iter().map(word).chain(TEXTS.iter().map(word)).collect::<Vec<_>>().join(", ");
            self.error(token, format!("{text} is none of {all}"))
        })
    }

    /// `2`, `>1`, `>=1`, `<3`, `<=3`.
    fn hands(&self, token: &Token, text: &str) -> Result<Condition, QueryError> {
        let split = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
        let (sign, digits) = text.split_at(split);
        let number: Option<u32> = digits.parse().ok();
        let range = number.and_then(|number| match sign {
            "" | "=" => Some((number, number)),
            ">" => Some((number.saturating_add(1), u32::MAX)),
            ">=" => Some((number, u32::MAX)),
            "<" => number.checked_sub(1).map(|last| (0, last)),
            "<=" => Some((0, number)),
            _ => None,
        });
        let (first, last) =
            range.ok_or_else(|| self.error(token, "hands are a number: hands:2, hands:>1, hands:<=3"))?;
        // All beyond the most that are told apart are one.
        Ok(Condition::Hands(first.min(tags::MOST_HANDS), last.min(tags::MOST_HANDS)))
    }

    fn bound(&mut self, field: &Token, value: &Token, name: &str, text: &str) -> Result<(), QueryError> {
        if !self.alone {
            let message =
                format!("{name}: bounds the whole query; it cannot stand in parentheses, beside OR or after -");
            return Err(self.error(field, message));
        }
        let day = if name == "since" { ids::day(text) } else { ids::last_day(text) };
        let shaped = text.len() <= 10 && text.chars().all(|c| c.is_ascii_digit() || c == '-') && !text.ends_with('-');
        let day =
            day.filter(|_| shaped).ok_or_else(|| self.error(value, "not a date; write 2025, 2025-11 or 2025-11-26"))?;
        let bound = if name == "since" { &mut self.out.since } else { &mut self.out.until };
        if bound.is_some() {
            return Err(self.error(field, format!("{name}: is given twice")));
        }
        *bound = Some(day);
        Ok(())
    }

    fn versions(&mut self, field: &Token, value: &Token, text: &str) -> Result<(), QueryError> {
        if !self.alone {
            return Err(self.error(
                field,
                "versions: holds for the whole query; it cannot stand in parentheses, beside OR or after -",
            ));
        }
        self.out.superseded = match text.to_ascii_lowercase().as_str() {
            "all" => Superseded::Shown,
            "old" => Superseded::Only,
            "newest" => Superseded::Hidden,
            _ => return Err(self.error(value, format!("{text} is none of newest, old, all"))),
        };
        Ok(())
    }
}

fn example(field: &str) -> &'static str {
    match field {
        "who" => "who:ushakov",
        "to" => "to:\"Steve Witkoff\"",
        "about" => "about:\"peace plan\"",
        "outlet" => "outlet:bbc",
        "form" => "form:direct",
        "mode" => "mode:speech",
        "kind" => "kind:anonymous",
        "act" => "act:deny",
        "via" => "via:recording",
        "hands" => "hands:>1",
        "since" => "since:2025-10",
        "until" => "until:2025-11-26",
        "in" => "in:ceasefire",
        _ => "versions:all",
    }
}
