//! PolNeAR (Newell, Margolin and Ruths, LREC 2018): articles with the attributions that annotators marked in them.
//!
//! A part is a folder with `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`, brat standoff with offsets in code
//! points of the text as it stands in the file.

mod brat;

use std::fs;
use std::path::Path;

use hearsay::text::{Document, OffsetTable, OffsetUnit, Span};

/// One article with the files of all who annotated it.
#[derive(Debug)]
pub struct Article {
    /// Its name: the file's without ending.
    pub name: String,
    /// Its text, one paragraph a line.
    pub document: Document,
    /// One entry an annotator, in order of their codes.
    pub annotations: Vec<Annotation>,
}

/// What one annotator marked in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// The annotator's code.
    pub annotator: String,
    /// The attributions in the order of the file.
    pub attributions: Vec<Gold>,
}

/// One attribution; spans are bytes of the text, in order, those of one role joined where a role is given twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// Its id in the file: `E7`.
    pub id: String,
    /// Who.
    pub source: Vec<Span>,
    /// The words that tie.
    pub cue: Vec<Span>,
    /// What was said.
    pub content: Vec<Span>,
}

/// The articles of a part (`train` or `dev`), in order of their names.
///
/// # Errors
/// Where a file is missing or cannot be read as what it should be; the message names it.
pub fn articles(corpus: &Path, part: &str) -> Result<Vec<Article>, String> {
    let folder = corpus.join(part);
    let texts = names(&folder.join("text"), ".txt")?;
    let annotations = names(&folder.join("attributions"), ".ann")?;
    texts.iter().map(|name| article(&folder, name, &annotations)).collect()
}

fn article(folder: &Path, name: &str, annotations: &[String]) -> Result<Article, String> {
    let text = read(&folder.join("text").join(format!("{name}.txt")))?;
    let table = OffsetTable::new(&text, OffsetUnit::Codepoint);
    let mut by_annotator = Vec::new();
    for file in annotations {
        if let Some((article, annotator)) = file.rsplit_once('_')
            && article == name
        {
            let path = folder.join("attributions").join(format!("{file}.ann"));
            let attributions = brat::attributions(&read(&path)?, &table);
            let attributions = attributions.map_err(|error| format!("{}: {error}", path.display()))?;
            by_annotator.push(Annotation { annotator: annotator.to_owned(), attributions });
        }
    }
    Ok(Article { name: name.to_owned(), document: Document::from_text(&text), annotations: by_annotator })
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The names of the files of `folder` that end in `ending`, without it, sorted.
fn names(folder: &Path, ending: &str) -> Result<Vec<String>, String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(told)? {
        let name = entry.map_err(told)?.file_name();
        names.extend(name.to_str().and_then(|name| name.strip_suffix(ending)).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}
