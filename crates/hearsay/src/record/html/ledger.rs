//! The ledger: every statement in order, with who, cue, words and what else is known.

use super::escape::escape;
use crate::record::describe::{content, marks, percent, source, sureness, when};
use crate::record::places::Places;
use crate::record::{Because, Record, Statement, Time};

/// The list beside the story.
pub(super) fn ledger(record: &Record, places: &Places) -> String {
    let entries: String = record.statements.iter().map(|statement| entry(statement, &record.times, places)).collect();
    let none = if entries.is_empty() { "<p>No statements were found.</p>\n" } else { "" };
    format!("<aside>\n<h2>Who said what</h2>\n{none}<ol>\n{entries}</ol>\n</aside>\n")
}

fn entry(statement: &Statement, times: &[Time], places: &Places) -> String {
    let id = &statement.id;
    let who = match source(statement) {
        Ok(source) => format!("<b><bdi>{}</bdi></b>", escape(source)),
        Err(nobody) => format!("<span class=\"quiet\">{nobody}</span>"),
    };
    let cue = statement.cue.as_ref().map_or(String::new(), |cue| format!(" <i><bdi>{}</bdi></i>", escape(&cue.text)));
    let when =
        when(statement, times).map_or(String::new(), |when| format!("<p class=\"quiet\">{}</p>\n", escape(&when)));
    let within = if statement.within.is_some() { " within" } else { "" };
    let because: String = statement.because.iter().map(|because| reason(because, places)).collect();
    let because = if because.is_empty() {
        because
    } else {
        format!("<details><summary>why</summary><ul>{because}</ul></details>\n")
    };
    format!(
        "<li id=\"{id}\" class=\"entry{within} {id}\">\n<p><a class=\"id\" href=\"#at-{id}\">{id}</a> {who}{cue}</p>\n\
         <blockquote dir=\"auto\">{}</blockquote>\n<p class=\"quiet\"><bdi>{}</bdi> · {}\
         <span class=\"bar\" aria-hidden=\"true\"><span style=\"width: {}%\"></span></span></p>\n{when}{because}</li>\n",
        escape(&content(statement, places)),
        escape(&marks(statement)),
        sureness(statement),
        percent(statement.confidence.statement),
    )
}

fn reason(because: &Because, places: &Places) -> String {
    let evidence: Vec<&str> = because.spans.iter().map(|span| places.slice(places.bytes(*span))).collect();
    let score = because.score.map_or(String::new(), |score| format!(" {score}"));
    let field = format!("{}: {}{score}", because.field, because.decider);
    format!("<li>{} <q>{}</q></li>", escape(&field), escape(&evidence.join(" … ")))
}
