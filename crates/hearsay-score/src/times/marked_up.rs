//! TimeML and WikiWars files: text with its marked times.

use std::path::Path;

use super::{files, is_chosen};

/// A marked time.
#[derive(Clone, Debug)]
pub struct Gold {
    /// First byte of the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// TIMEX3's type; `None` in WikiWars.
    pub kind: Option<String>,
    /// TIMEX3's value; empty where the gold gives none.
    pub value: String,
    /// TIMEX3's mod.
    pub modifier: Option<String>,
}

/// A text with its marked times.
#[derive(Debug)]
pub struct Story {
    /// The file's name.
    pub name: String,
    /// Whether it belongs to the part to choose on.
    pub choose: bool,
    /// The text.
    pub text: String,
    /// When it was published.
    pub published: Option<String>,
    /// The times, in order.
    pub gold: Vec<Gold>,
}

/// TimeBank and AQUAINT.
pub fn timeml(folder: &Path) -> Result<Vec<Story>, String> {
    let mut stories = Vec::new();
    for part in ["TimeBank", "AQUAINT"] {
        for path in files(&folder.join(part), "tml")? {
            let creation = |head: &str| {
                let dct = between(head, "<DCT>", "</DCT>").unwrap_or("");
                attribute(dct, "value").map(date_time)
            };
            stories.push(read(&path, "TIMEX3", creation)?);
        }
    }
    Ok(stories)
}

/// WikiWars: TIMEX2, of which those that hold no other are kept.
pub fn wikiwars(folder: &Path) -> Result<Vec<Story>, String> {
    let creation = |head: &str| {
        let date = between(head, "<DATETIME>", "</DATETIME>").unwrap_or("");
        attribute(date, "val").map(date_time)
    };
    files(folder, "xml")?.iter().map(|path| read(path, "TIMEX2", creation)).collect()
}

fn read(path: &Path, tag: &str, creation: impl Fn(&str) -> Option<String>) -> Result<Story, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let file = String::from_utf8_lossy(&bytes);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let missing = || format!("{}: no <TEXT> element", path.display());
    let (head, rest) = file.split_once("<TEXT>").ok_or_else(missing)?;
    let (body, _) = rest.split_once("</TEXT>").ok_or_else(missing)?;
    let (text, gold) = unmarked(body, tag);
    Ok(Story { choose: is_chosen(&name), name, published: creation(head), text: unwrapped(&text), gold })
}

/// The text without tags, and the innermost times.
fn unmarked(body: &str, tag: &str) -> (String, Vec<Gold>) {
    let (mut text, mut gold, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        text.push_str(&decoded(&rest[..at]));
        let close = rest[at..].find('>').map_or(rest.len(), |length| at + length + 1);
        let inside = &rest[at..close];
        if inside.starts_with(&format!("</{tag}")) {
            gold.extend(open.pop().and_then(|opened| closed(opened, &text)));
        } else if inside.starts_with(&format!("<{tag}")) {
            open.iter_mut().for_each(|(_, _, holds)| *holds = true);
            open.push((inside.to_owned(), text.len(), false));
        }
        rest = &rest[close..];
    }
    text.push_str(&decoded(rest));
    (text, gold)
}

fn closed((tag, start, holds): (String, usize, bool), text: &str) -> Option<Gold> {
    let words = text[start..].trim();
    if holds || words.is_empty() {
        return None;
    }
    let start = start + text[start..].len() - text[start..].trim_start().len();
    let value = attribute(&tag, "value").or_else(|| attribute(&tag, "val")).unwrap_or("").to_owned();
    let repeated = attribute(&tag, "set") == Some("YES");
    Some(Gold {
        start,
        end: start + words.len(),
        kind: attribute(&tag, "type").map(str::to_owned),
        value: if repeated { as_set(&value) } else { value },
        modifier: attribute(&tag, "mod").map(str::to_owned),
    })
}

/// TIMEX2 writes a set by its open places, TIMEX3 by the length of a turn.
fn as_set(value: &str) -> String {
    match value {
        "XXXX-XX-XX" => "P1D",
        "XXXX-XX" => "P1M",
        "XXXX" => "P1Y",
        other => other,
    }
    .to_owned()
}

fn decoded(text: &str) -> String {
    let mut out = text.to_owned();
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
        if out.contains(entity) {
            out = out.replace(entity, character);
        }
    }
    out
}

/// Single line breaks as spaces: the files wrap their lines.
fn unwrapped(text: &str) -> String {
    let bytes = text.as_bytes();
    let single = |at: usize| {
        let blank = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(|byte| *byte == b'\n');
        !blank(at.checked_sub(1)) && !blank(at.checked_add(1))
    };
    text.char_indices().map(|(at, c)| if c == '\n' && single(at) { ' ' } else { c }).collect()
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    text.split_once(from)?.1.split_once(to).map(|(inside, _)| inside)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split_once('"').map(|(value, _)| value)
}

/// A date or date-time as ISO 8601 has it.
fn date_time(value: &str) -> String {
    if value.len() == 16 { format!("{value}:00") } else { value.to_owned() }
}
