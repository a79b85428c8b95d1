//! Markdown: the words without their marks, every character led back to its bytes.
//!
//! `pulldown-cmark` (MIT, the parser of rustdoc) gives each event with its place in the source. Numbers of lists are part of
//! the words, for a reader sees them; bullets are not. A YAML head names title, authors, date, outlet and address.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::clean::Cleaner;
use super::encoding::Decoded;
use super::html::{iso_date, write_markup};
use crate::text::{Kind, Metadata, PartKind};

/// Columns that a list inside a list is set in by.
const INDENT: usize = 4;

/// Reads Markdown into parts: headings, paragraphs, list items, block quotations, table rows.
#[must_use]
pub fn read(source: &Decoded<'_>, original: &[u8]) -> Cleaner {
    let mut walk = Walk {
        source: &source.text,
        cleaner: Cleaner::new(Kind::Article, original),
        lists: Vec::new(),
        label: None,
        quotes: 0,
        silent: 0,
        first: true,
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(&source.text, options).into_offset_iter() {
        walk.event(event, range);
    }
    walk.close();
    walk.cleaner
}

struct Walk<'s> {
    source: &'s str,
    cleaner: Cleaner,
    /// The open lists, with the next number of the numbered ones.
    lists: Vec<Option<u64>>,
    /// The number of an item whose words have not begun, and where it stands.
    label: Option<(String, usize)>,
    quotes: usize,
    /// Open elements whose text is not shown: pictures and the head.
    silent: usize,
    /// Whether nothing has been written.
    first: bool,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, &range),
            Event::End(tag) => self.end(tag),
            _ if self.silent > 0 => {}
            Event::Text(text) => self.text(&text, &range),
            Event::Code(text) => self.code(&text, &range),
            Event::SoftBreak | Event::HardBreak => self.cleaner.space(),
            Event::Html(_) | Event::InlineHtml(_) => {
                let source = self.source.get(range.clone()).unwrap_or("");
                self.open(PartKind::Body);
                write_markup(&mut self.cleaner, source, range.start);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level: HeadingLevel::H1, .. } if self.first => {
                self.close();
                self.cleaner.begin(PartKind::Title);
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.close();
                self.lists.push(*first);
            }
            Tag::Item => self.item(range.start),
            Tag::Image { .. } => self.silent += 1,
            Tag::MetadataBlock(_) => {
                read_head(self.source.get(range.clone()).unwrap_or(""), self.cleaner.metadata());
                self.silent += 1;
            }
            Tag::TableCell if self.cleaner.is_open() => {
                self.cleaner.space();
                self.cleaner.put_in("|");
                self.cleaner.space();
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::TableCell => {}
            _ => drop(self.close()),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image | TagEnd::MetadataBlock(_) => self.silent = self.silent.saturating_sub(1),
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.close();
                self.label = None;
            }
            TagEnd::Heading(HeadingLevel::H1) => {
                if let Some(span) = self.close() {
                    let title = self.cleaner.slice(span).to_owned();
                    self.cleaner.metadata().title.get_or_insert(title);
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::TableCell => {}
            _ => {
                self.close();
            }
        }
    }

    fn item(&mut self, at: usize) {
        self.close();
        if let Some(Some(number)) = self.lists.last_mut() {
            self.label = Some((format!("{number}."), at));
            *number += 1;
        }
    }

    /// Opens a part where none is open, with the number of the item before its words.
    fn open(&mut self, kind: PartKind) {
        if self.cleaner.is_open() {
            return;
        }
        self.first = false;
        self.cleaner.begin(if self.quotes > 0 { PartKind::Blockquote } else { kind });
        if let Some((label, at)) = self.label.take() {
            if self.source.get(at..).is_some_and(|rest| rest.starts_with(&label)) {
                self.cleaner.text(&label, at);
            } else {
                self.cleaner.put_in(&label);
            }
            self.cleaner.space();
        }
    }

    fn close(&mut self) -> Option<crate::text::Span> {
        let span = self.cleaner.end()?;
        self.first = false;
        self.cleaner.indent(span.start(), INDENT * self.lists.len().saturating_sub(1));
        Some(span)
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        self.open(PartKind::Body);
        if self.source.get(range.clone()) == Some(text) {
            self.cleaner.text(text, range.start);
        } else {
            self.cleaner.unit(text, range.start, range.len());
        }
    }

    fn code(&mut self, text: &str, range: &Range<usize>) {
        let inside = self.source.get(range.clone()).and_then(|source| source.find(text));
        match inside {
            Some(at) => self.text(text, &(range.start + at..range.start + at + text.len())),
            None => self.text(text, range),
        }
    }
}

/// What the head of a file declares, `key: value` a line.
fn read_head(head: &str, metadata: &mut Metadata) {
    for line in head.lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() {
            continue;
        }
        let text = || Some(value.to_owned());
        match key.trim().to_ascii_lowercase().as_str() {
            "title" => metadata.title = text(),
            "outlet" | "publication" | "publisher" | "source" => metadata.outlet = text(),
            "date" | "published" => metadata.published = iso_date(value),
            "url" | "canonical" | "link" => metadata.url = text(),
            "lang" | "language" => metadata.language = text(),
            "author" | "authors" => {
                let names = value.trim_matches(['[', ']']).split([',', ';']).map(|name| name.trim().trim_matches('"'));
                metadata.authors = names.filter(|name| !name.is_empty()).map(str::to_owned).collect();
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::encoding::decode;
    use crate::text::Document;

    fn document(text: &str) -> Document {
        let decoded = decode(text.as_bytes(), None).unwrap();
        read(&decoded, text.as_bytes()).finish(&decoded)
    }

    fn parts(document: &Document) -> Vec<(PartKind, &str)> {
        document.parts().iter().map(|part| (part.kind, document.slice(part.span))).collect()
    }

    #[test]
    fn marks_go_and_words_stay() {
        let document = document(
            "---\ntitle: Ferry waits\nauthors: [Ann Lee, Ben Ode]\ndate: 2026-03-01\noutlet: The Quay\n---\n\n# Ferry *waits*\n\n\
             The master said **no** &amp; [left](https://q.example).\nHe \\*did\\*.\n\n> I shall not\n> go.\n\n![ferry](x.png)\n\n\
             | Yes | No |\n|-----|----|\n| 12 | 7 |\n",
        );
        assert_eq!(
            parts(&document),
            [
                (PartKind::Title, "Ferry waits"),
                (PartKind::Body, "The master said no & left. He *did*."),
                (PartKind::Blockquote, "I shall not go."),
                (PartKind::Body, "Yes | No"),
                (PartKind::Body, "12 | 7"),
            ]
        );
        assert_eq!(document.metadata().authors, ["Ann Lee", "Ben Ode"]);
        assert_eq!(document.metadata().published.as_deref(), Some("2026-03-01"));
    }

    #[test]
    fn lists_keep_their_numbers_and_depth() {
        let document = document("1. One\n1. Two\n   - inner\n\n   more\n3. Three\n");
        let texts: Vec<&str> = parts(&document).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["1. One", "2. Two", "inner", "more", "3. Three"]);
        assert_eq!(document.indent(document.parts()[2].span.start()), INDENT);
    }

    #[test]
    fn characters_lead_back_to_their_bytes() {
        let source = "# Títle\n\nSaid **Søren** &lt;twice&gt;, `x`.\n";
        let document = document(source);
        for (at, character) in document.text().char_indices().filter(|(_, c)| c.is_alphabetic()) {
            let (start, end) = document.map().original(at).unwrap();
            assert!(source[start..].starts_with(character), "{character} at {at}: {:?}", source.get(start..end));
        }
    }
}
