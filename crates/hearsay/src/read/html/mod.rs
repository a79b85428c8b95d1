//! Web pages: the story out of the page, every character led back to its bytes.
//!
//! The way: [`tokens`] → [`tree`] → [`blocks`] → [`article`] chooses → parts. [`metadata`] reads what the page
//! declares of itself. The readability crates on offer (`dom_smoothie`, over `html5ever`) keep no source positions,
//! so lexer, tree and choice are our own; `hearsay-score pages` measures them.

mod article;
mod blocks;
mod dates;
mod entities;
mod json_ld;
mod known;
mod marks;
mod metadata;
mod numbers;
mod tokens;
mod tree;

pub(super) use blocks::write_markup;
pub(super) use dates::iso as iso_date;
pub(super) use entities::unescape;
pub(super) use tokens::{Attribute, Token, Tokens};

use super::clean::Cleaner;
use super::encoding::Decoded;
use crate::text::Kind;
use tree::Tree;

/// Columns that a list inside a list is set in by.
const INDENT: usize = 4;

/// Reads the story out of a page; `address` is where the page came from, if anywhere.
#[must_use]
pub fn read(source: &Decoded<'_>, address: Option<&str>, original: &[u8]) -> Cleaner {
    let tree = Tree::parse(&source.text);
    let blocks = blocks::blocks(&tree);
    let declared = metadata::read(&tree, address);
    let chosen = article::choose(&tree, &blocks, &declared);
    let mut cleaner = Cleaner::new(Kind::Article, original);
    *cleaner.metadata() = declared.metadata;
    for chosen in chosen {
        cleaner.begin(chosen.kind);
        blocks[chosen.block].write(&mut cleaner);
        if let Some(span) = cleaner.end() {
            cleaner.indent(span.start(), INDENT * blocks[chosen.block].depth);
        }
    }
    cleaner
}

/// A declared value as plain text: references resolved, white space single.
fn plain(text: &str) -> String {
    entities::unescape(text, false).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::read::encoding::decode;
    use crate::text::{Document, PartKind};

    const PAGE: &str = r##"<!DOCTYPE html><html lang="en"><head><title>Ferry waits for the wind | The Quay</title>
        <meta property="og:site_name" content="The Quay"><meta name="author" content="Ann Lee"></head><body class="page with-sidebar">
        <nav><a href=/>Home</a> <a href=/news>News</a></nav>
        <article><h1>Ferry waits for the wind</h1><div class="byline">By Ann Lee</div>
        <p class="standfirst">The harbour master says that nobody asked him, and nobody will be asked again.</p>
        <div class="share-bar"><p>Share this story with your friends, family and everyone else you know.</p></div>
        <figure><img src=x><figcaption>The ferry on Tuesday</figcaption></figure>
        <p>The ferry &ldquo;will not sail&rdquo; before the wind drops, the harbour master, Tom&aacute;s Reed, said on Tuesday.</p>
        <p>He had told the council as much on Monday, in a letter that The Quay has seen.</p>
        <h2>What the letter says</h2>
        <blockquote><p>I shall not risk forty people for a timetable.</p></blockquote>
        <aside class="related"><h2>Read next</h2><ul><li><a href=1>Bridge closed for a week</a></ul></aside>
        <div class="newsletter-signup"><p>Get our morning letter about the harbour, free, every day at six.</p></div>
        <p>The council did not answer questions, and a spokesman for the mayor declined to comment.</p>
        <h2>Most popular</h2><ul><li><a href=2>Ten best beaches</a><li><a href=3>Fish prices</a></ul>
        <p>Correction: an earlier version said that the letter was sent on Sunday.</p></article>
        <footer><p>Copyright The Quay, all rights reserved, no part may be copied without our leave.</p></footer></body></html>"##;

    fn page(html: &str) -> Document {
        let decoded = decode(html.as_bytes(), None).unwrap();
        read(&decoded, None, html.as_bytes()).finish(&decoded)
    }

    #[test]
    fn the_story_comes_out_of_the_page() {
        let document = page(PAGE);
        let parts: Vec<(PartKind, &str)> =
            document.parts().iter().map(|part| (part.kind, document.slice(part.span))).collect();
        assert_eq!(
            parts,
            [
                (PartKind::Title, "Ferry waits for the wind"),
                (PartKind::Byline, "By Ann Lee"),
                (PartKind::Body, "The harbour master says that nobody asked him, and nobody will be asked again."),
                (PartKind::Caption, "The ferry on Tuesday"),
                (
                    PartKind::Body,
                    "The ferry “will not sail” before the wind drops, the harbour master, Tomás Reed, said on Tuesday."
                ),
                (PartKind::Body, "He had told the council as much on Monday, in a letter that The Quay has seen."),
                (PartKind::Body, "What the letter says"),
                (PartKind::Blockquote, "I shall not risk forty people for a timetable."),
                (
                    PartKind::Body,
                    "The council did not answer questions, and a spokesman for the mayor declined to comment."
                ),
                (PartKind::Correction, "Correction: an earlier version said that the letter was sent on Sunday."),
            ]
        );
        assert_eq!(document.metadata().outlet.as_deref(), Some("The Quay"));
    }

    #[test]
    fn credits_of_pictures_and_reporters_are_no_story() {
        let document = page(
            "<article><p>The ferry will not sail before the wind drops, the harbour master said on Tuesday.</p>
             <p>The ferry at the quay (Photo: A. Lee)</p><p>Nobody had asked him, he said (twice).</p>
             <p>Reporting by Ann Lee; Editing by Ben Ode</p></article>",
        );
        let kinds: Vec<PartKind> = document.parts().iter().map(|part| part.kind).collect();
        assert_eq!(kinds, [PartKind::Body, PartKind::Caption, PartKind::Body, PartKind::Byline]);
    }

    #[test]
    fn a_page_that_is_only_a_few_words_is_read_too() {
        assert_eq!(page("<p>No comment</p><nav>Home</nav>").text(), "No comment");
        assert_eq!(page("").text(), "");
    }

    /// The bytes that a run leads to, read as a page's text.
    fn as_text(original: &[u8]) -> String {
        let text = entities::unescape(std::str::from_utf8(original).unwrap(), false);
        if text.trim().is_empty() { " ".to_owned() } else { text.replace('\n', " ") }
    }

    proptest! {
        #[test]
        fn every_run_leads_to_bytes_that_say_its_text(
            words in proptest::collection::vec("[a-zé“”<>&;/#0-9 \n-]{1,12}|&amp;|&nbsp;|&eacute;|<b>|</b>|<br>|<p>|</p>|<!-- x -->|<q>", 1..40)
        ) {
            let html = format!("<article><p>{}</p></article>", words.concat());
            let document = page(&html);
            for run in document.map().runs() {
                let text = &document.text()[run.text..run.text + run.len_text];
                let original = &html.as_bytes()[run.original..run.original + run.len_original];
                prop_assert_eq!(as_text(original), text);
            }
            for part in document.parts() {
                prop_assert!(!document.slice(part.span).is_empty());
            }
        }
    }
}
