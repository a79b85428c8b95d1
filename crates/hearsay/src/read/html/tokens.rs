//! Tags and text of a page, each with its place in the source. No parser on offer keeps those places, and without
//! them no character could be led back to its bytes; hence a lexer of our own, after the HTML standard's tokenizer.

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'s> {
    /// Text between tags, character references unresolved, and where it stands.
    Text { raw: &'s str, at: usize },
    /// The inside of a script or style element: no references.
    Verbatim { raw: &'s str },
    /// A start tag.
    Open { name: String, attributes: Vec<Attribute<'s>>, closed: bool },
    /// An end tag.
    Close { name: String },
}

/// An attribute of a start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute<'s> {
    /// As the page writes it; compare without case.
    pub name: &'s str,
    /// As the page writes it, character references unresolved.
    pub raw: &'s str,
    /// Where the value stands in the source.
    pub at: usize,
}

/// Walks a page token by token. Never fails: whatever is no tag is text.
#[derive(Debug)]
pub struct Tokens<'s> {
    source: &'s str,
    at: usize,
    /// The element whose content is raw text until its end tag.
    raw_text: Option<String>,
}

impl<'s> Tokens<'s> {
    /// The tokens of `source`.
    #[must_use]
    pub fn new(source: &'s str) -> Self {
        Self { source, at: 0, raw_text: None }
    }

    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    /// Content of script, style, title, textarea and the like: up to the end tag of the same name.
    fn raw(&mut self, name: &str) -> Option<Token<'s>> {
        let rest = self.rest();
        let end = find_end_tag(rest, name).unwrap_or(rest.len());
        let at = self.at;
        self.at += end;
        let raw = &rest[..end];
        if raw.is_empty() {
            return None;
        }
        Some(if matches!(name, "title" | "textarea") { Token::Text { raw, at } } else { Token::Verbatim { raw } })
    }

    fn text(&mut self) -> Token<'s> {
        let rest = self.rest();
        let end = rest.char_indices().skip(1).find(|&(at, c)| c == '<' && opens_markup(&rest[at..]));
        let end = end.map_or(rest.len(), |(at, _)| at);
        let at = self.at;
        self.at += end;
        Token::Text { raw: &rest[..end], at }
    }

    /// Skips a comment, a doctype, a processing instruction or CDATA's marks.
    fn skip_declaration(&mut self) {
        let rest = self.rest();
        let length = if let Some(comment) = rest.strip_prefix("<!--") {
            let short = ["->", ">"].iter().find(|end| comment.starts_with(**end)).map(|end| end.len());
            let end = short
                .or_else(|| comment.find("-->").map(|at| at + 3))
                .or_else(|| comment.find("--!>").map(|at| at + 4));
            end.map_or(rest.len(), |end| end + 4)
        } else {
            rest.find('>').map_or(rest.len(), |end| end + 1)
        };
        self.at += length;
    }

    fn close_tag(&mut self) -> Token<'s> {
        let rest = self.rest();
        let name_end =
            rest[2..].find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').map_or(rest.len(), |at| at + 2);
        let end = rest.find('>').map_or(rest.len(), |at| at + 1).max(name_end);
        self.at += end;
        Token::Close { name: rest[2..name_end].to_ascii_lowercase() }
    }

    fn open_tag(&mut self) -> Token<'s> {
        let rest = self.rest();
        let name_end = rest.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(rest.len());
        let name = rest[1..name_end].to_ascii_lowercase();
        self.at += name_end;
        let mut attributes = Vec::new();
        let closed = loop {
            let rest = self.rest();
            let skipped = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
            self.at += skipped;
            match self.rest().as_bytes() {
                [] => break false,
                [b'>', ..] => {
                    self.at += 1;
                    break false;
                }
                [b'/', b'>', ..] => {
                    self.at += 2;
                    break true;
                }
                [b'/', ..] => self.at += 1,
                _ => attributes.push(self.attribute()),
            }
        };
        if matches!(
            name.as_str(),
            "script" | "style" | "title" | "textarea" | "xmp" | "iframe" | "noembed" | "noframes"
        ) {
            self.raw_text = (!closed || matches!(name.as_str(), "script" | "style")).then(|| name.clone());
        }
        Token::Open { name, attributes, closed }
    }

    fn attribute(&mut self) -> Attribute<'s> {
        let rest = self.rest();
        let end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/');
        let length = rest.char_indices().skip(1).find(|&(_, c)| end(c)).map_or(rest.len(), |(at, _)| at);
        let name = &rest[..length];
        self.at += length;
        let after = self.rest().trim_start_matches(|c: char| c.is_ascii_whitespace());
        let Some(value) = after.strip_prefix('=') else { return Attribute { name, raw: "", at: self.at } };
        let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
        self.at = self.source.len() - value.len();
        let (raw, skip, length) = match value.as_bytes().first() {
            Some(&quote @ (b'"' | b'\'')) => {
                let inner = &value[1..];
                let end = inner.find(quote as char).unwrap_or(inner.len());
                (&inner[..end], 1, (end + 2).min(value.len()))
            }
            _ => {
                let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len());
                (&value[..end], 0, end)
            }
        };
        let at = self.at + skip;
        self.at += length;
        Attribute { name, raw, at }
    }
}

impl<'s> Iterator for Tokens<'s> {
    type Item = Token<'s>;

    fn next(&mut self) -> Option<Token<'s>> {
        loop {
            if let Some(name) = self.raw_text.take()
                && let Some(token) = self.raw(&name)
            {
                return Some(token);
            }
            let rest = self.rest();
            match rest.as_bytes() {
                [] => return None,
                [b'<', b'/', letter, ..] if letter.is_ascii_alphabetic() => return Some(self.close_tag()),
                [b'<', letter, ..] if letter.is_ascii_alphabetic() => return Some(self.open_tag()),
                [b'<', b'!' | b'?' | b'/', ..] => self.skip_declaration(),
                _ => return Some(self.text()),
            }
        }
    }
}

/// Whether a `<` here begins a tag, a comment or a declaration.
fn opens_markup(rest: &str) -> bool {
    rest.as_bytes().get(1).is_some_and(|&byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?'))
}

fn find_end_tag(text: &str, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = text[from..].find("</").map(|at| at + from) {
        let after = at + 2 + name.len();
        let same = bytes.get(at + 2..after).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
        if same && !bytes.get(after).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-') {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(source: &str) -> String {
        let show = |token: Token<'_>| match token {
            Token::Text { raw, at } => {
                assert_eq!(&source[at..at + raw.len()], raw);
                format!("{raw:?}")
            }
            Token::Verbatim { raw } => format!("[{raw}]"),
            Token::Open { name, attributes, closed } => {
                let attributes: String = attributes.iter().map(|a| format!(" {}={}", a.name, a.raw)).collect();
                format!("<{name}{attributes}{}>", if closed { "/" } else { "" })
            }
            Token::Close { name } => format!("</{name}>"),
        };
        Tokens::new(source).map(show).collect()
    }

    #[test]
    fn tags_attributes_and_text() {
        assert_eq!(
            shape("<P Class='a b' id=x hidden data-q=\"1>2\">Hi</P >"),
            "<p Class=a b id=x hidden= data-q=1>2>\"Hi\"</p>"
        );
        assert_eq!(shape("<br/><a href=/x/>y"), "<br/><a href=/x/>\"y\"");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(shape("1 < 2 <3 & <"), "\"1 < 2 <3 & <\"");
    }

    #[test]
    fn scripts_and_comments_hold_no_tags() {
        assert_eq!(
            shape("<!-- <p> --><script>if (a</b/.x) '<p>'</script><p>"),
            "<script>[if (a</b/.x) '<p>']</script><p>"
        );
        assert_eq!(shape("<!doctype html><title>A <b> &amp; c</title>"), "<title>\"A <b> &amp; c\"</title>");
    }

    #[test]
    fn cut_off_anywhere_it_ends() {
        let page = "<!DOCTYPE html><p class=\"x\" id='y'>é&amp;<script>x</script><!-- c --></p>";
        for end in (0..page.len()).filter(|&end| page.is_char_boundary(end)) {
            shape(&page[..end]);
        }
    }
}
