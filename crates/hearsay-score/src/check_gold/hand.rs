//! The reader of the hand-written cases: plain text, many cases a file (see `gold/check-cases`).

use std::fs;
use std::path::Path;

use hearsay::text::Span;

use super::article::Speaker;
use super::make::Words;

/// One case: an article held against transcripts.
#[derive(Debug)]
pub struct HandCase {
    /// File and title.
    pub name: String,
    /// The transcripts: ending of the file name, text.
    pub transcripts: Vec<(String, String)>,
    /// The article.
    pub article: String,
    /// Its quotations, in order.
    pub quotations: Vec<HandQuotation>,
}

/// One quotation and its answer.
#[derive(Debug)]
pub struct HandQuotation {
    /// The quoted stretches of the article, in bytes.
    pub spans: Vec<Span>,
    /// Who said it, by the article.
    pub named: Option<String>,
    /// The verdict on words.
    pub words: Words,
    /// The verdict on the speaker.
    pub speaker: Speaker,
}

/// Reads every `.txt` file of `folder`, in order of name.
pub fn load(folder: &Path) -> Result<Vec<HandCase>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| entry.ok().map(|e| e.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        cases.extend(parse(&name, &text)?);
    }
    Ok(cases)
}

/// Parses one file.
pub fn parse(file: &str, text: &str) -> Result<Vec<HandCase>, String> {
    let mut cases = Vec::new();
    let mut chunks: Vec<(usize, Vec<(usize, &str)>)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.starts_with("===") {
            chunks.push((number + 1, vec![(number + 1, line)]));
        } else if let Some((_, lines)) = chunks.last_mut() {
            lines.push((number + 1, line));
        }
    }
    for (line, lines) in chunks {
        cases.push(case(file, &lines).map_err(|e| format!("{file}:{line}: {e}"))?);
    }
    Ok(cases)
}

fn case(file: &str, lines: &[(usize, &str)]) -> Result<HandCase, String> {
    let title = lines.first().map_or("", |(_, line)| line.trim_matches(['=', ' ']));
    let mut case = HandCase {
        name: format!("{file}: {title}"),
        transcripts: Vec::new(),
        article: String::new(),
        quotations: Vec::new(),
    };
    let mut found = 0;
    for section in lines[1..].split_inclusive_before(|(_, line)| line.starts_with("--- ")) {
        let Some((head, body)) = section.split_first() else { continue };
        let text = body.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
        let mut words = head.1.trim_start_matches("--- ").split_whitespace();
        match (words.next(), words.next()) {
            (Some("transcript"), ending) => {
                case.transcripts.push((ending.unwrap_or("txt").to_owned(), format!("{}\n", text.trim_end())));
            }
            (Some("article"), None) => case.article = text.trim().to_owned(),
            (Some("quotation"), None) => case.quotations.push(quotation(&case.article, body, &mut found)?),
            _ if head.1.trim().is_empty() => {}
            _ => return Err(format!("line {}: not a section: {}", head.0, head.1)),
        }
    }
    if case.transcripts.is_empty() || case.article.is_empty() || case.quotations.is_empty() {
        return Err("a case needs a transcript, an article and a quotation".to_owned());
    }
    Ok(case)
}

/// Splits a slice before each item that begins a section.
trait SplitBefore<T> {
    fn split_inclusive_before(&self, begins: impl Fn(&T) -> bool) -> Vec<&[T]>;
}

impl<T> SplitBefore<T> for [T] {
    fn split_inclusive_before(&self, begins: impl Fn(&T) -> bool) -> Vec<&[T]> {
        let mut starts: Vec<usize> = (0..self.len()).filter(|&at| begins(&self[at])).collect();
        starts.push(self.len());
        starts.windows(2).map(|pair| &self[pair[0]..pair[1]]).collect()
    }
}

fn quotation(article: &str, body: &[(usize, &str)], found: &mut usize) -> Result<HandQuotation, String> {
    let (mut spans, mut named, mut words, mut speaker) = (Vec::new(), None, None, None);
    for (number, line) in body {
        let Some((field, value)) = line.split_once(':') else {
            if line.trim().is_empty() {
                continue;
            }
            return Err(format!("line {number}: not a field: {line}"));
        };
        let value = value.trim();
        match field.trim() {
            "text" => {
                let span = locate(article, value, *found)
                    .or_else(|| locate(article, value, 0))
                    .ok_or_else(|| format!("line {number}: not in the article: {value}"))?;
                *found = span.end();
                spans.push(span);
            }
            "speaker" => named = Some(value.to_owned()),
            "words" => words = Words::named(value),
            "verdict" => speaker = Speaker::named(value),
            "why" => {}
            other => return Err(format!("line {number}: unknown field {other}")),
        }
    }
    let words = words.ok_or("a quotation needs a line `words:` with one of the six verdicts")?;
    let speaker = speaker.ok_or("a quotation needs a line `verdict:` with right, wrong or unknown")?;
    if spans.is_empty() {
        return Err("a quotation needs a line `text:`".to_owned());
    }
    Ok(HandQuotation { spans, named, words, speaker })
}

/// Where `value` stands in `article` at or after byte `from`; any space equals any other.
fn locate(article: &str, value: &str, from: usize) -> Option<Span> {
    let wanted: Vec<char> = value.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let starts = article.char_indices().map(|(at, _)| at).filter(|&at| at >= from);
    starts.into_iter().find_map(|start| end_of(&article[start..], &wanted).map(|len| Span::new(start, start + len)))
}

fn end_of(text: &str, wanted: &[char]) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    for &c in wanted {
        let (_, found) = chars.next()?;
        if c == ' ' && found.is_whitespace() {
            while chars.peek().is_some_and(|(_, c)| c.is_whitespace()) {
                chars.next();
            }
        } else if c != found {
            return None;
        }
    }
    Some(chars.peek().map_or(text.len(), |(at, _)| *at))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "A comment.\n\n=== a title\n--- transcript\nVERA LIND: I came. I saw.\n--- article\n“I came,” Lind said, “I\nsaw.”\n--- quotation\ntext: I came,\ntext: I saw.\nspeaker: Vera Lind\nwords: verbatim\nverdict: right\n";

    #[test]
    fn a_case_is_read_with_its_spans() {
        let cases = parse("f.txt", FILE).unwrap();
        let quotation = &cases[0].quotations[0];
        let texts: Vec<_> = quotation.spans.iter().map(|s| s.slice(&cases[0].article)).collect();
        assert_eq!(texts, ["I came,", "I\nsaw."]);
        assert_eq!((quotation.words, quotation.speaker), (Words::Verbatim, Speaker::Right));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let error = parse("f.txt", &FILE.replace("text: I came,", "text: I went,")).unwrap_err();
        assert_eq!(error, "f.txt:3: line 10: not in the article: I went,");
    }

    #[test]
    fn the_cases_in_the_repository_are_well_formed() {
        let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("gold");
        let count = |folder: &str| load(&gold.join(folder)).unwrap().iter().map(|c| c.quotations.len()).sum::<usize>();
        let folders = ["check-cases", "check-cases-held", "check-cases-tune2", "check-cases-held2"];
        assert_eq!(folders.map(count), [302, 40, 83, 84]);
    }
}
