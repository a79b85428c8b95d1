//! Articles of ECB+ (Cybulska and Vossen 2014) with their gold chains of people, organisations and places, as records.
//!
//! The gold does not say which mentions are names. A mention is taken to be by name where it holds a word with a capital that the corpus does not
//! also write small; the name is the run of capitals around it, and what stands before it small, or as a courtesy, is a title.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use hearsay::record::{Entity, EntityType, Mention, MentionForm, Pinned, Record};

use crate::records::record;

/// One article.
pub struct Article {
    /// The name of its file.
    pub name: String,
    /// The record with the gold chains as entities.
    pub record: Record,
    /// The named persons.
    pub people: Vec<Person>,
}

/// A named person of an article.
pub struct Person {
    /// The id of its entity.
    pub entity: String,
    /// The gold's chain.
    pub chain: String,
    /// Whether the gold follows the chain through other documents; where it does not, it says nothing of who is the same there.
    pub across: bool,
    /// How many mentions it has.
    pub mentions: usize,
}

/// A file as it is read.
struct File {
    name: String,
    tokens: Vec<String>,
    /// Mentions: kind, tokens.
    mentions: BTreeMap<String, (String, Vec<usize>)>,
    /// Chains: the gold's name for it, ids of mentions.
    chains: Vec<(String, Vec<String>)>,
}

const COURTESY: [&str; 22] = [
    "Mr",
    "Mr.",
    "Mrs",
    "Mrs.",
    "Ms",
    "Ms.",
    "Dr",
    "Dr.",
    "Sir",
    "President",
    "Senator",
    "Sen.",
    "Rep.",
    "Gov.",
    "Governor",
    "Judge",
    "Detective",
    "Officer",
    "Sgt.",
    "Lt.",
    "Coach",
    "Actor",
];

/// The articles of a topic; `small` are the words that the corpus writes small.
pub fn articles(folder: &Path, small: &BTreeSet<String>) -> Result<Vec<Article>, String> {
    Ok(files(folder)?.iter().map(|file| article(file, small)).collect())
}

/// Words that the articles of these folders write small, twice or more.
pub fn small_words(folders: &[std::path::PathBuf]) -> Result<BTreeSet<String>, String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for folder in folders {
        for token in files(folder)?.into_iter().flat_map(|file| body(&file.tokens).to_vec()) {
            if token.chars().all(char::is_lowercase) {
                *counts.entry(token).or_default() += 1;
            }
        }
    }
    Ok(counts.into_iter().filter(|(_, count)| *count > 1).map(|(word, _)| word).collect())
}

/// The tokens without an address at the head, which writes names small.
fn body(tokens: &[String]) -> &[String] {
    let address = tokens.first().is_some_and(|token| token.starts_with("http"));
    let end =
        tokens.iter().take(80).position(|token| token.chars().next().is_some_and(char::is_uppercase)).unwrap_or(0);
    if address { &tokens[end..] } else { tokens }
}

fn files(folder: &Path) -> Result<Vec<File>, String> {
    let fault = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths: Vec<_> = fs::read_dir(folder).map_err(fault)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "xml"));
    paths.sort();
    paths.iter().map(|path| Ok(parse(path, &fs::read_to_string(path).map_err(fault)?))).collect()
}

/// Reads a CAT file: one tag a line.
fn parse(path: &Path, text: &str) -> File {
    let name = path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let mut file = File { name, tokens: Vec::new(), mentions: BTreeMap::new(), chains: Vec::new() };
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    let (mut mention, mut chain): (Option<String>, Option<(String, Vec<String>)>) = (None, None);
    for line in text.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("<token ") {
            let word = rest.split_once('>').map_or("", |(_, word)| word.trim_end_matches("</token>"));
            ids.insert(attribute(line, "t_id"), file.tokens.len());
            file.tokens.push(plain(word));
        } else if line.starts_with("<token_anchor") {
            let token = ids.get(&attribute(line, "t_id")).copied();
            if let Some((_, tokens)) = mention.as_ref().and_then(|id| file.mentions.get_mut(id)) {
                tokens.extend(token);
            }
        } else if line.starts_with("<CROSS_DOC_COREF") || line.starts_with("<INTRA_DOC_COREF") {
            let note = attribute(line, "note");
            let local = format!("{}:{}", file.name, attribute(line, "r_id"));
            chain = Some((if note.is_empty() { local } else { note }, Vec::new()));
        } else if line.starts_with("<source") {
            chain.as_mut().into_iter().for_each(|chain| chain.1.push(attribute(line, "m_id")));
        } else if line.starts_with("</CROSS_DOC") || line.starts_with("</INTRA_DOC") {
            file.chains.extend(chain.take());
        } else if (line.starts_with("<HUMAN") || line.starts_with("<LOC")) && !line.ends_with("/>") {
            let id = attribute(line, "m_id");
            let kind = line[1..].split(' ').next().unwrap_or_default().to_owned();
            file.mentions.insert(id.clone(), (kind, Vec::new()));
            mention = Some(id);
        } else if line.starts_with("</") {
            mention = None;
        }
    }
    file
}

fn attribute(line: &str, name: &str) -> String {
    let rest = line.split_once(&format!(" {name}=\"")).map_or("", |(_, rest)| rest);
    rest.split('"').next().unwrap_or_default().to_owned()
}

fn plain(word: &str) -> String {
    word.replace("&amp;", "&").replace("&quot;", "\"").replace("&apos;", "'").replace("``", "\"").replace("''", "\"")
}

fn article(file: &File, small: &BTreeSet<String>) -> Article {
    let mut starts = Vec::with_capacity(file.tokens.len());
    let mut at = 0;
    for token in &file.tokens {
        starts.push(at);
        at += token.chars().count() + 1;
    }
    let text = file.tokens.join(" ");
    let mut record = record(text, "", None, None);
    record.document.title = None;
    let mut people = Vec::new();
    for (chain, mentions) in chains(file) {
        let kind = file.mentions.get(&mentions[0]).map_or("", |(kind, _)| kind.as_str());
        let kind = if kind == "HUMAN_PART_PER" {
            EntityType::Person
        } else if kind.starts_with("LOC") || kind == "HUMAN_PART_GPE" {
            EntityType::Place
        } else {
            EntityType::Organisation
        };
        let id = format!("e{}", record.entities.len() + 1);
        let Some(entity) = entity(file, &id, kind, &mentions, &starts, small) else { continue };
        if kind == EntityType::Person {
            let across = !chain.contains(':');
            people.push(Person { entity: id, chain, across, mentions: mentions.len() });
        }
        record.entities.push(entity);
    }
    Article { name: file.name.clone(), record, people }
}

/// All chains; a mention in none is one of its own.
fn chains(file: &File) -> Vec<(String, Vec<String>)> {
    let known = |id: &String| file.mentions.get(id).is_some_and(|(_, tokens)| !tokens.is_empty());
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    for (name, mentions) in &file.chains {
        let mentions: Vec<String> = mentions.iter().filter(|id| known(id)).cloned().collect();
        match out.iter_mut().find(|(other, _)| other == name) {
            Some((_, all)) => all.extend(mentions),
            None if !mentions.is_empty() => out.push((name.clone(), mentions)),
            None => {}
        }
    }
    let held: BTreeSet<String> = out.iter().flat_map(|(_, mentions)| mentions.clone()).collect();
    let alone = file.mentions.keys().filter(|id| known(id) && !held.contains(*id));
    out.extend(alone.map(|id| (format!("{}:{id}", file.name), vec![id.clone()])));
    out
}

/// A chain as an entity; `None` where it has no name.
fn entity(
    file: &File,
    id: &str,
    kind: EntityType,
    mentions: &[String],
    starts: &[usize],
    small: &BTreeSet<String>,
) -> Option<Entity> {
    let mut entity = Entity::named(id, kind, "");
    let mut names: Vec<String> = Vec::new();
    for tokens in mentions.iter().filter_map(|mention| file.mentions.get(mention).map(|(_, tokens)| tokens)) {
        let words: Vec<&str> = tokens.iter().map(|token| file.tokens[*token].as_str()).collect();
        let text = words.join(" ");
        let (name, before) = name(&words, small);
        let form = match (&name, words.as_slice()) {
            (Some(_), _) => MentionForm::Name,
            (None, [word]) if is_pronoun(word) => MentionForm::Pronoun,
            _ => MentionForm::Nominal,
        };
        match name {
            Some(name) => {
                names.push(name);
                if !before.is_empty() && !entity.titles.contains(&before) {
                    entity.titles.push(before);
                }
            }
            None if form == MentionForm::Nominal && !entity.aliases.contains(&text) => {
                entity.aliases.push(text.clone())
            }
            None => {}
        }
        let start = starts[tokens[0]];
        let spans = vec![[start, start + text.chars().count()]];
        entity.mentions.push(Mention { pinned: Pinned { text, spans }, form });
    }
    entity.mentions.sort_by_key(|mention| mention.pinned.spans[0]);
    let fullest = names.iter().max_by_key(|name| name.split(' ').count())?.clone();
    for name in names {
        if name != fullest && !entity.aliases.contains(&name) {
            entity.aliases.push(name);
        }
    }
    entity.name = Some(fullest);
    Some(entity)
}

fn is_pronoun(word: &str) -> bool {
    let words = [
        "he", "him", "his", "she", "her", "hers", "himself", "herself", "they", "them", "their", "it", "its", "i",
        "we", "who",
    ];
    words.contains(&word.to_lowercase().as_str())
}

/// The name in a mention, and the words before it.
fn name(words: &[&str], small: &BTreeSet<String>) -> (Option<String>, String) {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let own =
        |word: &str| capital(word) && !small.contains(&word.to_lowercase()) && !COURTESY.contains(&word) && word != "I";
    let Some(first) = words.iter().position(|word| own(word)) else { return (None, String::new()) };
    // A given name that is also a word ("Will") belongs to it where the run of capitals goes on.
    let mut start = first;
    while start > 0
        && capital(words[start - 1])
        && !COURTESY.contains(&words[start - 1])
        && !is_article(words[start - 1])
    {
        start -= 1;
    }
    let inside = |word: &str| capital(word) || ["de", "la", "van", "von", "bin", "al", "-", "\"", "."].contains(&word);
    let end = words[first..].iter().position(|word| !inside(word)).map_or(words.len(), |end| first + end);
    let name = words[start..end]
        .iter()
        .filter(|word| !["-", "\"", "."].contains(*word))
        .copied()
        .collect::<Vec<_>>()
        .join(" ");
    let name = name.trim_end_matches("'s").to_owned();
    let before = words[..start].iter().filter(|word| !is_article(word)).copied().collect::<Vec<_>>().join(" ");
    (Some(name), before)
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an", "his", "her", "their"].contains(&word.to_lowercase().as_str())
}
