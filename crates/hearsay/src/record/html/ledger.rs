//! The ledger: every statement in order, with who, cue, words and what else is known.

use super::escape::escape;
use crate::record::circumstances::{Link, Remark, chain, hands, remarks, scene, unplaced};
use crate::record::describe::{content, marks, percent, source, speaker, sureness};
use crate::record::places::Places;
use crate::record::{Because, Record, Statement};

/// The list beside the story.
pub(super) fn ledger(record: &Record, places: &Places) -> String {
    let entries: String = record.statements.iter().map(|statement| entry(record, statement, places)).collect();
    let none = if entries.is_empty() { "<p>No statements were found.</p>\n" } else { "" };
    let (own, silences) = (story_s_own(record), silences(record));
    format!("<aside>\n<h2>Who said what</h2>\n{none}<ol>\n{entries}</ol>\n{own}{silences}</aside>\n")
}

/// What the story itself leaves open or denies, and no statement says.
fn story_s_own(record: &Record) -> String {
    let own: String = unplaced(record).iter().map(|remark| format!("<li>{}</li>\n", told(remark))).collect();
    if own.is_empty() { own } else { format!("<h2>In its own voice the story</h2>\n<ul class=\"own\">\n{own}</ul>\n") }
}

/// Who did not comment.
fn silences(record: &Record) -> String {
    let each = record.no_comment.iter().map(|one| format!("<li><bdi>{}</bdi></li>\n", escape(&one.pinned.text)));
    let all: String = each.collect();
    if all.is_empty() { all } else { format!("<h2>No comment</h2>\n<ul class=\"own\">\n{all}</ul>\n") }
}

/// When and where it was said, the chain of hands, who disputes it.
fn circumstances(record: &Record, statement: &Statement) -> String {
    let mut out = String::new();
    let scene = scene(record, statement).join(" · ");
    if !scene.is_empty() {
        out.push_str(&format!("<p class=\"scene\"><bdi>{}</bdi></p>\n", escape(&scene)));
    }
    let stations: String = chain(record, statement).iter().map(station).collect();
    if !stations.is_empty() {
        let hands = hands(statement);
        let here = "<li><span>here</span></li>";
        out.push_str(&format!("<ol class=\"chain\" aria-label=\"{hands}\">{stations}{here}</ol>\n"));
    }
    for remark in remarks(record, statement) {
        out.push_str(&format!("<p>{}</p>\n", told(&remark)));
    }
    out
}

fn station(link: &Link) -> String {
    let space = if link.label.is_empty() || link.name.is_empty() { "" } else { " " };
    format!("<li><span>{}{space}<bdi>{}</bdi></span></li>", link.label, escape(&link.name))
}

fn told(remark: &Remark) -> String {
    let other = match remark.statement {
        Some(id) => format!("<a href=\"#{id}\">{id}</a>", id = escape(id)),
        None => format!("<bdi>{}</bdi>", escape(&remark.other)),
    };
    let words = if remark.words.is_empty() { String::new() } else { format!(": <bdi>{}</bdi>", escape(&remark.words)) };
    format!("<span class=\"dispute\"><b>{}</b> {other}{words}</span>", remark.verb)
}

fn entry(record: &Record, statement: &Statement, places: &Places) -> String {
    let id = &statement.id;
    let who = match source(statement) {
        Ok(source) => format!("<b><bdi>{}</bdi></b>", escape(source)),
        Err(nobody) => format!("<span class=\"quiet\">{nobody}</span>"),
    };
    let name = speaker(record, statement)
        .map_or(String::new(), |name| format!(" <span class=\"quiet\">(<bdi>{}</bdi>)</span>", escape(name)));
    let cue = statement.cue.as_ref().map_or(String::new(), |cue| format!(" <i><bdi>{}</bdi></i>", escape(&cue.text)));
    let within = if statement.within.is_some() { " within" } else { "" };
    let because: String = statement.because.iter().map(|because| reason(because, places)).collect();
    let because = if because.is_empty() {
        because
    } else {
        format!("<details><summary>why</summary><ul>{because}</ul></details>\n")
    };
    format!(
        "<li id=\"{id}\" class=\"entry{within} {id}\">\n<p><a class=\"id\" href=\"#at-{id}\">{id}</a> {who}{name}{cue}</p>\n\
         <blockquote dir=\"auto\">{}</blockquote>\n<p class=\"quiet\"><bdi>{}</bdi> · {}\
         <span class=\"bar\" aria-hidden=\"true\"><span style=\"width: {}%\"></span></span></p>\n{}{because}</li>\n",
        escape(&content(statement, places)),
        escape(&marks(statement)),
        sureness(statement),
        percent(statement.confidence.statement),
        circumstances(record, statement),
    )
}

fn reason(because: &Because, places: &Places) -> String {
    let evidence: Vec<&str> = because.spans.iter().map(|span| places.slice(places.bytes(*span))).collect();
    let score = because.score.map_or(String::new(), |score| format!(" {score}"));
    let field = format!("{}: {}{score}", because.field, because.decider);
    format!("<li>{} <q>{}</q></li>", escape(&field), escape(&evidence.join(" … ")))
}
