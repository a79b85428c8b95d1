//! The record as one self-contained page: the story with its statements marked in place, and the ledger of them beside it.
//!
//! The page asks nothing of the network and holds no script: a content security policy forbids both, so that words out
//! of an untrusted story could do nothing even if an escape were missed. What source, cue and content are is shown by the kind of
//! underline and by labels as well as by colour.

mod escape;
mod ledger;
mod story;

use super::Record;
use super::circumstances::dependence;
use super::describe::{count, origin};
use super::offers::offers;
use super::places::Places;
pub use escape::escape;

const STYLE: &str = include_str!("page.css");

/// Beyond so many statements the page does without the rules that light up one statement everywhere.
const MOST_LIT: usize = 400;

/// The page.
#[must_use]
pub fn page(record: &Record) -> String {
    let places = Places::new(record);
    let title = record.document.title.as_deref().unwrap_or("Untitled");
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{} – who said what</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>\n{}<main>\n{}{}</main>\n{}</body>\n</html>\n",
        escape(title),
        lit(record),
        header(record, &places),
        story::story(record, &places),
        ledger::ledger(record, &places),
        footer(record),
    )
}

/// Rules that light up all parts of the statement that is pointed at or was followed to.
fn lit(record: &Record) -> String {
    if record.statements.len() > MOST_LIT {
        return String::new();
    }
    let rule = |id: &str| {
        format!(":root:has(.{id}:hover, #{id}:target, #at-{id}:target) .{id} {{ background: var(--lit); }}\n")
    };
    record.statements.iter().map(|statement| rule(&statement.id)).collect()
}

fn header(record: &Record, places: &Places) -> String {
    let address = record.document.url.as_deref().map(|url| {
        let web = url.starts_with("https://") || url.starts_with("http://");
        let text = escape(url);
        if web { format!("<a href=\"{text}\" rel=\"noreferrer\">{text}</a>") } else { text }
    });
    let mut origin: Vec<String> = origin(record).into_iter().map(escape).collect();
    origin.extend(address);
    format!(
        "<header>\n<p class=\"origin\">{}</p>\n<p class=\"legend\">{}. <span class=\"source\">who</span> \
         <span class=\"cue\">cue</span> <span class=\"content\">words</span>\n\
         <label><input type=\"checkbox\" id=\"labels\" checked> labels</label></p>\n{}{}</header>\n",
        origin.join(" · "),
        capital(&count(record)),
        dependence(record).map_or(String::new(), |line| format!("<p>{}.</p>\n", capital(&escape(&line)))),
        offers(record, places)
            .iter()
            .map(|offer| format!("<p>Perhaps one person: {}.</p>\n", escape(&offer.told())))
            .collect::<String>(),
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn footer(record: &Record) -> String {
    let made_by = &record.made_by;
    format!(
        "<footer>\n<p>Found by a program, which errs: the figures say how sure it is. Check before use.</p>\n\
         <p>{}{} · text {}</p>\n</footer>\n",
        escape(&made_by.program),
        made_by.model.as_ref().map_or(String::new(), |model| format!(" · model {}", escape(model))),
        escape(&record.document.id),
    )
}

#[cfg(test)]
mod tests;
