//! GUM (Zeldes 2017): documents with their mentions, from the CoNLL-U files of `gum/{train,dev}/dep`.
//!
//! A mention's whole phrase, its head and, where its head is a proper noun, the name in it without titles and determiners
//! (the head with what is tied to it as part of a name) are kept; offsets are bytes of the text put together here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hearsay::record::{EntityType, MentionForm};
use hearsay::text::{Document, Span};

/// One document.
pub struct GumDocument {
    /// Its name: `GUM_news_iodine`.
    pub name: String,
    /// Its text: a line for each paragraph.
    pub document: Document,
    /// Mentions of persons, organisations and places, in order of their ends.
    pub mentions: Vec<GumMention>,
}

/// A mention of a person, organisation or place.
#[derive(Clone, Debug)]
pub struct GumMention {
    /// Number of the entity in its document.
    pub entity: String,
    /// What it is.
    pub kind: EntityType,
    /// The whole phrase.
    pub span: Span,
    /// Its head word.
    pub head: Span,
    /// By name, description or pronoun.
    pub form: MentionForm,
    /// The name alone.
    pub name: Option<Span>,
}

/// The genres under a non-commercial licence (LICENSE.txt beside the corpus): nothing is trained on them.
pub const NON_COMMERCIAL: [&str; 5] = ["essay", "fiction", "letter", "podcast", "whow"];

/// The genre in a document's name.
pub fn genre(name: &str) -> &str {
    name.split('_').nth(1).unwrap_or("")
}

/// The documents of a part (`train`, `dev`), by name.
///
/// # Errors
/// Where the folder or a file cannot be read.
pub fn documents(corpus: &Path, part: &str) -> Result<Vec<GumDocument>, String> {
    let folder = corpus.join(part).join("dep");
    let mut paths = crate::people::files(&folder, "conllu")?;
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(parse(&path.file_stem().unwrap_or_default().to_string_lossy(), &text))
    };
    paths.iter().map(read).collect()
}

/// A word of the syntax tree.
struct Word {
    span: Span,
    form: String,
    part_of_speech: String,
    fine: String,
    head: usize,
    relation: String,
}

fn parse(name: &str, file: &str) -> GumDocument {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    for block in file.split("\n\n") {
        let paragraph = block.lines().any(|line| line.starts_with("# newpar") && !line.starts_with("# newpar_block"));
        if !text.is_empty() {
            let space = text.trim_end().len();
            text.truncate(space);
            text.push(if paragraph { '\n' } else { ' ' });
        }
        sentence(block, &mut text, &mut mentions);
    }
    GumDocument { name: name.to_owned(), document: Document::from_text(text.trim_end()), mentions }
}

/// Adds one sentence's words to the text and its mentions to the list.
fn sentence(block: &str, text: &mut String, mentions: &mut Vec<GumMention>) {
    let (mut words, mut marks): (Vec<Word>, Vec<String>) = (Vec::new(), Vec::new());
    let mut glued_until = (0, false);
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, _, part_of_speech, fine, _, head, relation, _, misc] = columns.as_slice() else { continue };
        let space = !misc.split('|').any(|field| field == "SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            glued_until = (last.parse().unwrap_or(0), space);
            continue;
        }
        let Ok(number) = id.parse::<usize>() else { continue };
        let start = text.len();
        text.push_str(form);
        words.push(Word {
            span: Span::new(start, text.len()),
            form: (*form).to_owned(),
            part_of_speech: (*part_of_speech).to_owned(),
            fine: (*fine).to_owned(),
            head: head.parse().unwrap_or(0),
            relation: (*relation).to_owned(),
        });
        marks.push(misc.split('|').find_map(|field| field.strip_prefix("Entity=")).unwrap_or("").to_owned());
        let space = if number < glued_until.0 {
            false
        } else if number == glued_until.0 {
            glued_until.1
        } else {
            space
        };
        if space {
            text.push(' ');
        }
    }
    let found = brackets(&marks).into_iter().filter_map(|(label, first, last)| mention(&words, &label, first, last));
    mentions.extend(found);
}

/// The bracketed labels with the numbers of their first and last word.
fn brackets(marks: &[String]) -> Vec<(String, usize, usize)> {
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut found: Vec<(String, usize, usize)> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        let mut rest = mark.as_str();
        while !rest.is_empty() {
            let begins = rest.starts_with('(');
            let body = rest.strip_prefix('(').unwrap_or(rest);
            let end = body.find(['(', ')']).unwrap_or(body.len());
            let (label, after) = body.split_at(end);
            let closes = after.starts_with(')');
            rest = after.strip_prefix(')').unwrap_or(after);
            if begins && closes {
                found.push((label.to_owned(), at, at));
            } else if begins {
                open.push((label.to_owned(), at));
            } else if let Some(index) = open.iter().rposition(|(other, _)| other.split('-').next() == Some(label)) {
                let (label, first) = open.remove(index);
                found.push((label, first, at));
            }
        }
    }
    found
}

fn mention(words: &[Word], label: &str, first: usize, last: usize) -> Option<GumMention> {
    let mut fields = label.split('-');
    let entity = fields.next()?.to_owned();
    let kind = match fields.next()? {
        "person" => EntityType::Person,
        "organization" => EntityType::Organisation,
        "place" => EntityType::Place,
        _ => return None,
    };
    let head = (first..=last).find(|&at| words[at].head == 0 || !(first + 1..=last + 1).contains(&words[at].head))?;
    let form = match words[head].part_of_speech.as_str() {
        "PROPN" => MentionForm::Name,
        "PRON" | "DET" => MentionForm::Pronoun,
        _ => MentionForm::Nominal,
    };
    let named = form == MentionForm::Name && !(kind == EntityType::Person && words[head].fine == "NNPS");
    let name = if named { name(words, kind, head, first, last) } else { None };
    let span = words[first].span.cover(words[last].span);
    Some(GumMention { entity, kind, span, head: words[head].span, form, name })
}

/// The head with its neighbours that are tied to it as parts of a name; `None` where only a title is left.
fn name(words: &[Word], kind: EntityType, head: usize, first: usize, last: usize) -> Option<Span> {
    let mut reaches: BTreeMap<usize, bool> = BTreeMap::from([(head, true)]);
    let tied = |at: usize, reaches: &mut BTreeMap<usize, bool>| {
        let word = &words[at];
        let capital = word.form.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
        let part = match word.relation.as_str() {
            "flat" | "compound" | "flat:foreign" | "goeswith" => capital || word.relation.starts_with("flat"),
            // "Dear", "Old": an adjective is no part of what a person is called (semantics: the name without titles).
            "amod" => capital && kind != EntityType::Person,
            "nummod" => capital,
            "nmod" => capital && kind != EntityType::Person,
            "conj" => capital && kind == EntityType::Organisation,
            "case" | "cc" | "det" => {
                kind != EntityType::Person
                    && ["of", "de", "la", "du", "for", "the", "and", "&"].contains(&word.form.as_str())
            }
            "punct" => ["-", ".", "–", "/"].contains(&word.form.as_str()),
            _ => false,
        };
        let part = part && (first..=last).contains(&(word.head.wrapping_sub(1)));
        let part =
            part && reaches.get(&(word.head - 1)).copied().unwrap_or(word.head - 1 > at || word.relation == "case");
        reaches.insert(at, part);
        part
    };
    let mut start = head;
    while start > first && tied(start - 1, &mut reaches) {
        start -= 1;
    }
    let mut end = head;
    while end < last && tied(end + 1, &mut reaches) {
        end += 1;
    }
    let proper = |at: usize| words[at].form.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    while end > head && !proper(end) {
        end -= 1;
    }
    while start < head && !proper(start) {
        start += 1;
    }
    let only_title = kind == EntityType::Person && (start..=end).all(|at| TITLES.contains(&words[at].form.as_str()));
    (!only_title).then(|| words[start].span.cover(words[end].span))
}

/// Words of address and office that alone name nobody.
const TITLES: [&str; 30] = [
    "President",
    "Senator",
    "Senators",
    "Professor",
    "Doctor",
    "Dr.",
    "Mr.",
    "Mrs.",
    "Ms.",
    "Minister",
    "King",
    "Queen",
    "Mom",
    "Dad",
    "Mother",
    "Father",
    "Mama",
    "Papa",
    "Sir",
    "Lord",
    "God",
    "Madam",
    "Secretary",
    "Chair",
    "Speaker",
    "Fellow",
    "Chambermaid",
    "Newcomer",
    "Man",
    "Director",
];
