//! Stories with their statements marked in place: a gold set that a person can read, correct and review without counting offsets.
//!
//! `{1c “{2s He} {2q told} {2a me} {2c ‘no’},”} {1s she} {1q said}.` holds statements 1 and 2; gold/README.md has the rules.

use hearsay::text::Span;

/// One story of a gold file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its name, as `=== name` gives it.
    pub name: String,
    /// The text without marks and remarks.
    pub text: String,
    /// The statements in order of the text, an outer one before those it holds.
    pub statements: Vec<Marked>,
}

/// One statement as a person marked it; spans are bytes of [`Story::text`], in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Its number in the file.
    pub number: u32,
    /// Who; empty where the text leaves it out.
    pub source: Vec<Span>,
    /// The words that tie; `None` for a free quotation.
    pub cue: Option<Span>,
    /// What was said.
    pub content: Vec<Span>,
    /// To whom, one span an audience.
    pub audience: Vec<Span>,
    /// Index of the innermost statement whose content holds every span of this one.
    pub within: Option<usize>,
}

impl Marked {
    fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.source.iter().chain(&self.cue).chain(&self.content).chain(&self.audience).copied()
    }

    fn content_holds(&self, other: &Marked) -> bool {
        other.spans().all(|span| self.content.iter().any(|piece| piece.contains(span)))
    }

    fn content_len(&self) -> usize {
        self.content.iter().map(|piece| piece.len()).sum()
    }
}

/// The stories of a gold file.
///
/// # Errors
/// Where a mark is not closed, has no number or role, or gives a statement no content or a second cue; the message names the story.
pub fn stories(file: &str) -> Result<Vec<Story>, String> {
    let mut bodies: Vec<(String, String)> = Vec::new();
    for line in file.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            bodies.push((name.trim().to_owned(), String::new()));
        } else if let Some((_, body)) = bodies.last_mut()
            && !line.starts_with('#')
        {
            body.push_str(line);
            body.push('\n');
        }
    }
    bodies.into_iter().map(|(name, body)| story(&name, body.trim()).map_err(|why| format!("{name}: {why}"))).collect()
}

fn story(name: &str, body: &str) -> Result<Story, String> {
    let mut text = String::new();
    let mut open: Vec<(Vec<(u32, char)>, usize)> = Vec::new();
    let mut marks: Vec<(u32, char, Span)> = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        if rest[at..].starts_with('{') {
            let (labels, after) = rest[at + 1..].split_once(' ').ok_or("a mark without words")?;
            open.push((labels.split('+').map(label).collect::<Result<_, _>>()?, text.len()));
            rest = after;
        } else {
            let (labels, start) = open.pop().ok_or_else(|| format!("a stray closing brace after {:?}", tail(&text)))?;
            let span = Span::new(start, text.len());
            marks.extend(labels.into_iter().map(|(number, role)| (number, role, span)));
            rest = &rest[at + 1..];
        }
    }
    text.push_str(rest);
    match open.pop() {
        Some((_, start)) => Err(format!("a mark is not closed: {:?}", &text[start..])),
        None => Ok(Story { name: name.to_owned(), statements: statements(marks)?, text }),
    }
}

fn label(label: &str) -> Result<(u32, char), String> {
    let role =
        label.chars().last().filter(|role| "sqca".contains(*role)).ok_or_else(|| format!("no role in {label:?}"))?;
    let number = label.trim_end_matches(role).parse().map_err(|_| format!("no number in {label:?}"))?;
    Ok((number, role))
}

fn tail(text: &str) -> String {
    let skip = text.chars().count().saturating_sub(30);
    text.chars().skip(skip).collect()
}

fn statements(mut marks: Vec<(u32, char, Span)>) -> Result<Vec<Marked>, String> {
    marks.sort_by_key(|&(number, _, span)| (number, span));
    let mut all: Vec<Marked> = Vec::new();
    for (number, role, span) in marks {
        if all.last().is_none_or(|last| last.number != number) {
            all.push(Marked { number, ..Marked::default() });
        }
        let Some(last) = all.last_mut() else { continue };
        match role {
            's' => last.source.push(span),
            'c' => last.content.push(span),
            'a' => last.audience.push(span),
            _ if last.cue.is_none() => last.cue = Some(span),
            _ => return Err(format!("statement {number} has two cues")),
        }
    }
    if let Some(empty) = all.iter().find(|marked| marked.content.is_empty()) {
        return Err(format!("statement {} has no content", empty.number));
    }
    all.sort_by_key(|marked| (marked.spans().map(Span::start).min(), std::cmp::Reverse(marked.content_len())));
    let parents: Vec<Option<usize>> = (0..all.len()).map(|inner| parent(&all, inner)).collect();
    all.iter_mut().zip(parents).for_each(|(marked, parent)| marked.within = parent);
    Ok(all)
}

fn parent(all: &[Marked], inner: usize) -> Option<usize> {
    let holds = |&outer: &usize| outer != inner && all[outer].content_holds(&all[inner]);
    (0..all.len()).filter(holds).min_by_key(|&outer| all[outer].content_len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_nest_and_the_innermost_holder_is_the_parent() {
        let file = "=== a\n# a remark\n{1c “{2s He} {2q told} {2a me} {2c {3s she} {3q meant} {3c it}},”} {1s Åsa} {1q said}.\n";
        let all = stories(file).unwrap();
        let story = &all[0];
        assert_eq!(story.text, "“He told me she meant it,” Åsa said.");
        let words = |spans: &[Span]| spans.iter().map(|span| span.slice(&story.text)).collect::<Vec<_>>();
        let seen: Vec<_> =
            story.statements.iter().map(|one| (words(&one.source), words(&one.content), one.within)).collect();
        assert_eq!(
            seen,
            [
                (vec!["Åsa"], vec!["“He told me she meant it,”"], None),
                (vec!["He"], vec!["she meant it"], Some(0)),
                (vec!["she"], vec!["it"], Some(1)),
            ]
        );
        assert_eq!(words(&story.statements[1].audience), ["me"]);
    }

    #[test]
    fn one_stretch_may_play_two_parts() {
        let all = stories("=== b\n{1s+2s Lam} {1q denied} {1c it} and {2q left}{2c  early}.").unwrap();
        assert_eq!(all[0].statements[0].source, all[0].statements[1].source);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let wrong = |file: &str| stories(file).unwrap_err();
        assert_eq!(wrong("=== c\n{1c he"), "c: a mark is not closed: \"he\"");
        assert_eq!(wrong("=== c\nhe}"), "c: a stray closing brace after \"he\"");
        assert_eq!(wrong("=== c\n{1q said}"), "c: statement 1 has no content");
        assert_eq!(wrong("=== c\n{x said}"), "c: no role in \"x\"");
        assert_eq!(wrong("=== c\n{1c a} {1q b} {1q c}"), "c: statement 1 has two cues");
    }

    #[test]
    fn the_nested_gold_can_be_read() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/gold/nested");
        let mut nested = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            for story in stories(&std::fs::read_to_string(&path).unwrap()).unwrap() {
                assert!(!story.statements.is_empty(), "{}: {} has no statement", path.display(), story.name);
                nested += story.statements.iter().filter(|one| one.within.is_some()).count();
            }
        }
        assert!(nested >= 200, "{nested} nested statements are fewer than the promised 200");
    }
}
