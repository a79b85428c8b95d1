//! The worldwide newswire set (Shan et al., EMNLP 2023): news of many countries with the names marked in them.
//!
//! Files are tokens with labels; the text is put together here with the spaces that English would have.

use std::fs;
use std::path::Path;

use hearsay::text::{Document, Span};
use sha2::{Digest, Sha256};

/// One article.
pub struct NewswireArticle {
    /// The file's name.
    pub name: String,
    /// Its text: a line for each sentence.
    pub document: Document,
    /// The names with their class as the file gives it, in order.
    pub names: Vec<(Span, String)>,
}

/// The articles, by name.
///
/// # Errors
/// Where the folder or a file cannot be read.
pub fn articles(corpus: &Path) -> Result<Vec<NewswireArticle>, String> {
    let mut paths = crate::people::files(&corpus.join("processed_annotated"), "tsv")?;
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(parse(&path.file_name().unwrap_or_default().to_string_lossy(), &text))
    };
    paths.iter().map(read).collect()
}

/// Whether nothing may be learnt or chosen on a file: its name's SHA-256, as a number, is 0 modulo 10.
pub fn held_back(name: &str) -> bool {
    Sha256::digest(name.as_bytes()).iter().fold(0u32, |rest, byte| (rest * 256 + u32::from(*byte)) % 10) == 0
}

fn parse(name: &str, file: &str) -> NewswireArticle {
    let (mut text, mut names): (String, Vec<(Span, String)>) = (String::new(), Vec::new());
    let mut glue = Glue::default();
    for line in file.lines() {
        let mut columns = line.split('\t');
        let (word, label) = (columns.next().unwrap_or("").trim(), columns.next().unwrap_or("O").trim());
        if word.is_empty() {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            glue = Glue::default();
            continue;
        }
        if word.starts_with("http") && text.is_empty() {
            continue;
        }
        if !text.is_empty() && !text.ends_with('\n') && glue.space_before(word) {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        glue.after(word);
        let span = Span::new(start, text.len());
        match (label.split_once('-'), names.last_mut()) {
            (Some(("I", class)), Some((last, known)))
                if known == class && text[last.end()..start].trim().is_empty() =>
            {
                *last = last.cover(span);
            }
            (Some((_, class)), _) => names.push((span, class.to_owned())),
            _ => {}
        }
    }
    NewswireArticle { name: name.to_owned(), document: Document::from_text(text.trim_end()), names }
}

/// Where English has no space between tokens.
#[derive(Default)]
pub(super) struct Glue {
    open: Vec<String>,
    opens: bool,
    apostrophe: bool,
}

impl Glue {
    pub(super) fn space_before(&self, word: &str) -> bool {
        let clitic = ["s", "t", "re", "ve", "ll", "d", "m"].contains(&word);
        if self.opens || (self.apostrophe && clitic) {
            return false;
        }
        let first = word.chars().next().unwrap_or(' ');
        let closes = matches!(first, ',' | '.' | ';' | ':' | '?' | '!' | ')' | ']' | '}' | '%' | '”')
            || (word == "\"" && self.open.iter().any(|mark| mark == word))
            || (matches!(first, '\'' | '’')
                && (word.len() > first.len_utf8() || !self.open.iter().any(|mark| mark == "‘")))
            || word == "n't"
            || word == "n’t";
        !closes || (word.chars().count() > 1 && first == '.' && word.chars().nth(1).is_some_and(char::is_alphanumeric))
    }

    pub(super) fn after(&mut self, word: &str) {
        self.apostrophe = word == "'" || word == "’";
        let held = self.open.iter().position(|mark| mark == word);
        match (word, held) {
            ("\"", Some(at)) => {
                self.open.remove(at);
                self.opens = false;
            }
            ("\"" | "‘", None) => {
                self.open.push(word.to_owned());
                self.opens = true;
            }
            _ => self.opens = matches!(word, "(" | "[" | "{" | "“" | "‘" | "$" | "#" | "@"),
        }
    }
}
