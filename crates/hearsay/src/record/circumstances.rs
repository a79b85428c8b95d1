//! What the formats for people say of the circumstances of a saying: when, on what occasion, through whose hands, and
//! who disputes it.

use super::describe::percent;
use super::{
    About, Dependence, DependenceKind, Dispute, DisputeKind, Mode, OccasionKind, Pinned, Record, Statement, Via,
    ViaKind,
};

/// Words that a station or an occasion is named by are cut to about this many characters.
const LONGEST: usize = 60;

/// When it was said, on what occasion, in what language; one entry each.
#[must_use]
pub fn scene(record: &Record, statement: &Statement) -> Vec<String> {
    let mut scene: Vec<String> = when(record, statement).into_iter().collect();
    scene.extend(statement.occasion.as_ref().map(|occasion| setting(occasion.kind, &occasion.pinned)));
    scene.extend(statement.quoted_language.as_ref().map(|language| format!("in {language}")));
    scene
}

/// `said Monday (2026-05-04)`.
fn when(record: &Record, statement: &Statement) -> Option<String> {
    let time = record.times.iter().find(|time| Some(&time.id) == statement.time.as_ref())?;
    let verb = match statement.mode {
        Mode::Speech => "said",
        Mode::Writing => "written",
        Mode::Attitude | Mode::Finding => "when:",
    };
    let words = &time.pinned.text;
    let value =
        time.value.as_ref().filter(|value| *value != words).map_or(String::new(), |value| format!(" ({value})"));
    Some(format!("{verb} {words}{value}"))
}

/// `on a call (“a call with the owner”)`; the words only where they say more than the kind does.
fn setting(kind: OccasionKind, pinned: &Pinned) -> String {
    let setting = match kind {
        OccasionKind::Call => "on a call",
        OccasionKind::Meeting => "at a meeting",
        OccasionKind::Interview => "in an interview",
        OccasionKind::PressConference => "at a press conference",
        OccasionKind::Speech => "in a speech",
        OccasionKind::Post => "in a post",
        OccasionKind::Letter => "in a letter",
        OccasionKind::Testimony => "in testimony",
        OccasionKind::Other => return format!("occasion: {}", quoted(&pinned.text)),
    };
    if setting.ends_with(&bare(&pinned.text)) {
        setting.to_owned()
    } else {
        format!("{setting} ({})", quoted(&pinned.text))
    }
}

/// Without case and article.
fn bare(words: &str) -> String {
    let words = words.to_lowercase();
    ["a ", "an ", "the "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(&words).to_owned()
}

/// A station of the chain: what it is, and who or what in particular.
#[derive(Clone, Debug)]
pub struct Link {
    /// `recording`; empty where the name says all.
    pub label: &'static str,
    /// A name, or words in quotation marks; empty where the label says all.
    pub name: String,
}

/// The stations between the mouth and this page.
#[must_use]
pub fn chain(record: &Record, statement: &Statement) -> Vec<Link> {
    statement.via.iter().map(|via| link(record, via)).collect()
}

fn link(record: &Record, via: &Via) -> Link {
    let named = name(record, via.entity.as_ref());
    let label = match via.kind {
        ViaKind::Recording => "recording",
        ViaKind::Transcript => "transcript",
        ViaKind::Outlet => "outlet",
        ViaKind::Document => "document",
        ViaKind::Spokesperson => "spokesperson",
        ViaKind::Translation => "translation",
        ViaKind::Leak => "leak",
        ViaKind::Unknown if named.is_some() => "",
        ViaKind::Unknown => "somebody",
    };
    let words = if label.ends_with(&bare(&via.pinned.text)) { String::new() } else { quoted(&via.pinned.text) };
    Link { label, name: named.map_or(words, str::to_owned) }
}

/// `2 hands`.
#[must_use]
pub fn hands(statement: &Statement) -> String {
    match statement.hands {
        1 => "1 hand".to_owned(),
        hands => format!("{hands} hands"),
    }
}

/// One side of a dispute, as it stands beside a statement.
#[derive(Clone, Debug)]
pub struct Remark<'r> {
    /// `denied by`, `denies`.
    pub verb: &'static str,
    /// The statement on the other side.
    pub statement: Option<&'r str>,
    /// What is on the other side, where no statement is.
    pub other: String,
    /// The words that dispute.
    pub words: String,
}

/// What is disputed about a statement, and what it disputes; its own content, which a denial may be of, is not said again.
#[must_use]
pub fn remarks<'r>(record: &'r Record, statement: &Statement) -> Vec<Remark<'r>> {
    let about =
        |dispute: &&Dispute| matches!(&dispute.about, About::Statement { statement: id } if *id == statement.id);
    let own = |words: &Pinned| words.spans == statement.content.spans;
    let by = |dispute: &&Dispute| {
        dispute.by.as_ref() == Some(&statement.id) && !matches!(&dispute.about, About::Words(words) if own(words))
    };
    let suffered = record.disputes.iter().filter(about).map(suffered);
    suffered.chain(record.disputes.iter().filter(by).map(made)).collect()
}

/// The disputes that stand beside no statement: the outlet's own, of what no statement says.
#[must_use]
pub fn unplaced(record: &Record) -> Vec<Remark<'_>> {
    let placed = |dispute: &&Dispute| dispute.by.is_some() || matches!(dispute.about, About::Statement { .. });
    let own = record.disputes.iter().filter(|dispute| !placed(dispute));
    own.map(|dispute| Remark { words: quoted(&dispute.pinned.text), ..made(dispute) }).collect()
}

fn suffered(dispute: &Dispute) -> Remark<'_> {
    let verb = match dispute.kind {
        DisputeKind::Denies => "denied by",
        DisputeKind::Doubts => "doubted by",
        DisputeKind::Contradicts => "contradicted by",
        DisputeKind::Unconfirmed => "not confirmed by",
    };
    let other = if dispute.by.is_none() { "the story itself".to_owned() } else { String::new() };
    Remark { verb, statement: dispute.by.as_deref(), other, words: quoted(&dispute.pinned.text) }
}

fn made(dispute: &Dispute) -> Remark<'_> {
    let verb = match dispute.kind {
        DisputeKind::Denies => "denies",
        DisputeKind::Doubts => "doubts",
        DisputeKind::Contradicts => "contradicts",
        DisputeKind::Unconfirmed => "does not confirm",
    };
    let (statement, other) = match &dispute.about {
        About::Statement { statement } => (Some(statement.as_str()), String::new()),
        About::Event { event } => (None, event.clone()),
        About::Elsewhere { document, id } => (None, format!("{id} of {}", short_id(document))),
        About::Words(pinned) => (None, quoted(&pinned.text)),
    };
    Remark { verb, statement, other, words: String::new() }
}

/// Enough of a document's id to tell it from others.
#[must_use]
pub fn short_id(document: &str) -> String {
    document.chars().take("sha256:".len() + 8).collect()
}

/// `The Lantern (outlet), 60%; an anonymous source, 35%`: what the story hangs on.
#[must_use]
pub fn dependence(record: &Record) -> Option<String> {
    let one = |dependence: &Dependence| {
        let share = percent(dependence.share);
        let (bare, kind) = match dependence.on.kind {
            DependenceKind::Outlet => ("another outlet", "outlet"),
            DependenceKind::Document => ("one document", "document"),
            DependenceKind::Anonymous => ("an anonymous source", "anonymous"),
        };
        match name(record, dependence.on.entity.as_ref()) {
            Some(name) => format!("{name} ({kind}) for {share}%"),
            None => format!("{bare} for {share}%"),
        }
    };
    let all: Vec<String> = record.dependence.iter().map(one).collect();
    (!all.is_empty()).then(|| format!("depends on {} of what is said", all.join(" and on ")))
}

fn name<'r>(record: &'r Record, id: Option<&String>) -> Option<&'r str> {
    let entity = record.entities.iter().find(|entity| Some(&entity.id) == id)?;
    entity.name.as_deref()
}

/// In quotation marks, unless there are some; cut at a word where it is long.
fn quoted(words: &str) -> String {
    let mut cut = String::new();
    for word in words.split_whitespace() {
        if !cut.is_empty() && cut.chars().count() + word.chars().count() >= LONGEST {
            cut.push_str(" …");
            break;
        }
        cut.push_str(if cut.is_empty() { "" } else { " " });
        cut.push_str(word);
    }
    if cut.contains(['“', '”', '"']) { cut } else { format!("“{cut}”") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{BuildOptions, sample};

    #[test]
    fn occasions_say_more_only_where_the_words_do() {
        let pinned = |text: &str| Pinned { text: text.to_owned(), spans: vec![[0, 1]] };
        assert_eq!(setting(OccasionKind::Call, &pinned("the call")), "on a call");
        assert_eq!(setting(OccasionKind::Letter, &pinned("a letter to staff")), "in a letter (“a letter to staff”)");
        assert_eq!(setting(OccasionKind::Call, &pinned("")), "on a call");
        assert_eq!(setting(OccasionKind::Post, &pinned("tweeted")), "in a post (“tweeted”)");
        assert_eq!(setting(OccasionKind::Other, &pinned("a panel")), "occasion: “a panel”");
    }

    #[test]
    fn long_words_are_cut_and_marks_are_not_doubled() {
        assert_eq!(quoted("“a lie”"), "“a lie”");
        let long = quoted(&"word ".repeat(40));
        assert!(long.ends_with("word …”") && long.chars().count() < LONGEST + 8, "{long}");
    }

    #[test]
    fn a_dispute_stands_beside_both_its_statements_or_by_itself() {
        let record = sample::told(&BuildOptions::default());
        let beside = |id: &str| {
            let statement = record.statements.iter().find(|one| one.id == id).expect("a statement");
            remarks(&record, statement)
                .iter()
                .map(|remark| format!("{} {}{}", remark.verb, remark.statement.unwrap_or_default(), remark.other))
                .collect::<Vec<_>>()
        };
        assert_eq!(unplaced(&record).len(), 1);
        assert_eq!(beside("s1"), ["denied by s2"]);
        assert_eq!(beside("s2"), ["denies s1"]);
        assert_eq!(beside("s3"), [""; 0]);
        let mut record = record;
        record.disputes[0].about = About::Words(record.statements[1].content.clone());
        assert!(remarks(&record, &record.statements[1]).is_empty());
    }
}
