//! LitBank (Bamman, Lewke and Mansoor 2020): passages of novels with coreference, from the brat files of `coref/brat`.
//!
//! The files hold tokens parted by spaces, a line a sentence; the text is put together here with the spaces that English has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use hearsay::text::{Document, Span};

use super::newswire::Glue;

/// One passage.
pub struct LitbankPassage {
    /// The file's name.
    pub name: String,
    /// Its text, one paragraph.
    pub document: Document,
    /// Its mentions, in order.
    pub mentions: Vec<LitbankMention>,
}

/// A mention of a person, place, body or vehicle.
pub struct LitbankMention {
    /// The whole phrase.
    pub span: Span,
    /// The label of its entity.
    pub entity: String,
}

/// The passages, by name.
///
/// # Errors
/// Where the folder or a file cannot be read.
pub fn passages(corpus: &Path) -> Result<Vec<LitbankPassage>, String> {
    let mut paths = super::files(&corpus.join("coref").join("brat"), "ann")?;
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let file = |path: &Path| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(passage(name, &file(&path.with_extension("txt"))?, &file(path)?))
    };
    paths.iter().map(read).collect()
}

fn passage(name: String, words: &str, notes: &str) -> LitbankPassage {
    let (text, places) = put_together(words);
    let mut marked: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut entities: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for line in notes.lines() {
        let Some((label, start, end)) = note(line) else { continue };
        if is_form(label) {
            marked.insert((start, end));
        } else {
            entities.insert((start, end), label.to_owned());
        }
    }
    let mention = |(start, end): &(usize, usize)| {
        let entity = entities.get(&(*start, *end))?.clone();
        let first = places.partition_point(|place| place.0 < *start);
        let last = places.partition_point(|place| place.0 < *end).checked_sub(1)?;
        let span = places.get(first)?.1.cover(places.get(last)?.1);
        Some(LitbankMention { span, entity })
    };
    let mentions = marked.iter().filter_map(mention).collect();
    LitbankPassage { name, document: Document::from_text(&text), mentions }
}

/// Label, first character and the one past the last of a line `T1<tab>LABEL 0 5<tab>words`.
fn note(line: &str) -> Option<(&str, usize, usize)> {
    let mut fields = line.split('\t').nth(1)?.split(' ');
    Some((fields.next()?, fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

/// Whether a label tells of a mention by name, description or pronoun, and not whose it is.
fn is_form(label: &str) -> bool {
    label.split_once('_').is_some_and(|(form, _)| matches!(form, "PROP" | "NOM" | "PRON"))
}

/// The text, and for each token its first character in the file and its place in the text.
fn put_together(file: &str) -> (String, Vec<(usize, Span)>) {
    let (mut text, mut places, mut at, mut glue) = (String::new(), Vec::new(), 0, Glue::default());
    for word in file.split([' ', '\n']) {
        if !word.is_empty() {
            if !text.is_empty() && glue.space_before(word) {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(word);
            glue.after(word);
            places.push((at, Span::new(start, text.len())));
        }
        at += word.chars().count() + 1;
    }
    (text, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_lose_their_spaces_and_mentions_keep_their_words() {
        let notes = "T1\tPROP_PER 0 4\tNora\nT2\tNora-1 0 4\tNora\nT3\tPRON_PER 11 14\tshe\nT4\tNora-1 11 14\tshe\n";
        let passage = passage("one".to_owned(), "Nora , as\n she said .", notes);
        assert_eq!(passage.document.text(), "Nora, as she said.");
        let words: Vec<&str> = passage.mentions.iter().map(|one| passage.document.slice(one.span)).collect();
        assert_eq!(words, ["Nora", "she"]);
        assert!(passage.mentions.iter().all(|one| one.entity == "Nora-1"));
    }
}
