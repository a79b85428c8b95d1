//! Stories with their statements marked in place: a gold set that a person can read, correct and review without counting offsets.
//!
//! `{1c “{2s He} {2q told} {2a me} {2c ‘no’},”} {1s she} {1q said}.` holds statements 1 and 2; gold/README.md has the rules, and
//! gold/hands-stories/README.md those for occasions, stations and disputes.

use std::collections::BTreeMap;

use hearsay::text::Span;

/// One story of a gold file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its name, as `=== name` gives it.
    pub name: String,
    /// The text without marks and remarks.
    pub text: String,
    /// The outlet of the page, as `@outlet NAME` gives it.
    pub outlet: Option<String>,
    /// The statements in order of the text, an outer one before those it holds.
    pub statements: Vec<Marked>,
    /// The words of disputes by their numbers.
    pub disputes: BTreeMap<u32, Disputed>,
    /// The lines that close the story, without their `> `.
    pub remarks: Vec<String>,
}

/// The words of a dispute; spans are bytes of [`Story::text`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disputed {
    /// The words that dispute.
    pub words: Vec<Span>,
    /// What is disputed, where no statement says it.
    pub claim: Vec<Span>,
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
    /// The words that name the occasion, each equally right.
    pub occasion: Vec<Span>,
    /// The words that name each station, from the mouth to the page.
    pub stations: BTreeMap<usize, Vec<Span>>,
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
    let mut drafts: Vec<Draft> = Vec::new();
    for line in file.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            drafts.push(Draft { name: name.trim().to_owned(), ..Draft::default() });
        } else if let Some(draft) = drafts.last_mut() {
            draft.take(line);
        }
    }
    drafts.into_iter().map(Draft::finish).collect()
}

/// A story as its lines come in.
#[derive(Default)]
struct Draft {
    name: String,
    outlet: Option<String>,
    body: String,
    remarks: Vec<String>,
}

impl Draft {
    fn take(&mut self, line: &str) {
        if let Some(outlet) = line.strip_prefix("@outlet ") {
            self.outlet = Some(outlet.trim().to_owned());
        } else if let Some(remark) = line.strip_prefix("> ") {
            self.remarks.push(remark.trim().to_owned());
        } else if !line.starts_with('#') {
            self.body.push_str(line);
            self.body.push('\n');
        }
    }

    fn finish(self) -> Result<Story, String> {
        let told = |why: String| format!("{}: {why}", self.name);
        let (text, marks) = unmarked(self.body.trim()).map_err(told)?;
        let (disputing, stating) = marks.into_iter().partition(|mark: &Mark| "db".contains(mark.role));
        let statements = statements(stating).map_err(told)?;
        let Self { name, outlet, remarks, .. } = self;
        Ok(Story { name, text, outlet, statements, disputes: disputes(disputing), remarks })
    }
}

/// A stretch of the text with what its label says.
#[derive(Clone, Copy)]
struct Mark {
    number: u32,
    role: char,
    /// Which station, for the role `v`; 1 for all others.
    station: usize,
    span: Span,
}

/// The text without its marks, and the marks.
fn unmarked(body: &str) -> Result<(String, Vec<Mark>), String> {
    let mut text = String::new();
    let mut open: Vec<(Vec<Mark>, usize)> = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
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
            marks.extend(labels.into_iter().map(|mark| Mark { span, ..mark }));
            rest = &rest[at + 1..];
        }
    }
    text.push_str(rest);
    match open.pop() {
        Some((_, start)) => Err(format!("a mark is not closed: {:?}", &text[start..])),
        None => Ok((text, marks)),
    }
}

/// `2v3`: number, role, and which station.
fn label(label: &str) -> Result<Mark, String> {
    let at = label.find(|c: char| !c.is_ascii_digit()).unwrap_or(label.len());
    let (number, rest) = label.split_at(at);
    let mut letters = rest.chars();
    let role = letters.next().filter(|role| "sqcaovdb".contains(*role));
    let role = role.ok_or_else(|| format!("no role in {label:?}"))?;
    let number = number.parse().map_err(|_| format!("no number in {label:?}"))?;
    let station = match letters.as_str() {
        "" => 1,
        station => station.parse().map_err(|_| format!("no role in {label:?}"))?,
    };
    Ok(Mark { number, role, station, span: Span::new(0, 0) })
}

fn disputes(marks: Vec<Mark>) -> BTreeMap<u32, Disputed> {
    let mut disputes: BTreeMap<u32, Disputed> = BTreeMap::new();
    for mark in marks {
        let dispute = disputes.entry(mark.number).or_default();
        if mark.role == 'd' { &mut dispute.words } else { &mut dispute.claim }.push(mark.span);
    }
    disputes
}

fn tail(text: &str) -> String {
    let skip = text.chars().count().saturating_sub(30);
    text.chars().skip(skip).collect()
}

fn statements(mut marks: Vec<Mark>) -> Result<Vec<Marked>, String> {
    marks.sort_by_key(|mark| (mark.number, mark.span));
    let mut all: Vec<Marked> = Vec::new();
    for Mark { number, role, station, span } in marks {
        if all.last().is_none_or(|last| last.number != number) {
            all.push(Marked { number, ..Marked::default() });
        }
        let Some(last) = all.last_mut() else { continue };
        match role {
            's' => last.source.push(span),
            'c' => last.content.push(span),
            'a' => last.audience.push(span),
            'o' => last.occasion.push(span),
            'v' => last.stations.entry(station).or_default().push(span),
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
    fn occasions_stations_and_disputes_are_kept() {
        let file = "=== d\n@outlet The Post\n{1v2 Wire: in {1v a tape} of {1o a call}} {1s Lam} {1q said} {1c no}. {1d Not so}.\n> 1 occasion=call\n";
        let story = stories(file).unwrap().remove(0);
        let words = |spans: &[Span]| spans.iter().map(|span| span.slice(&story.text)).collect::<Vec<_>>();
        let stations: Vec<_> = story.statements[0].stations.values().map(|spans| words(spans)).collect();
        assert_eq!(stations, [["a tape"], ["Wire: in a tape of a call"]]);
        assert_eq!(words(&story.statements[0].occasion), ["a call"]);
        assert_eq!(words(&story.disputes[&1].words), ["Not so"]);
        assert_eq!(
            (story.outlet.as_deref(), story.remarks.as_slice()),
            (Some("The Post"), &["1 occasion=call".to_owned()][..])
        );
        assert_eq!(story.text, "Wire: in a tape of a call Lam said no. Not so.");
    }

    #[test]
    fn what_is_wrong_is_named() {
        let wrong = |file: &str| stories(file).unwrap_err();
        assert_eq!(wrong("=== c\n{1c he"), "c: a mark is not closed: \"he\"");
        assert_eq!(wrong("=== c\nhe}"), "c: a stray closing brace after \"he\"");
        assert_eq!(wrong("=== c\n{1q said}"), "c: statement 1 has no content");
        assert_eq!(wrong("=== c\n{x said}"), "c: no role in \"x\"");
        assert_eq!(wrong("=== c\n{1vx said}"), "c: no role in \"1vx\"");
        assert_eq!(wrong("=== c\n{s said}"), "c: no number in \"s\"");
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
