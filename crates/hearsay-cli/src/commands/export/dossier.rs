//! Statements of many documents as one self-contained page, to be read, printed and handed on: document by document, each statement with who,
//! cue, words, and the sentences around them.
//!
//! Like the page of one record it asks nothing of the network and holds no script.

use hearsay::record::html::escape;
use hearsay::record::{Record, Statement, word};

const STYLE: &str = include_str!("dossier.css");

/// The page up to the first document.
pub fn head(query: &str, documents: usize, statements: usize) -> String {
    let title = if query.trim().is_empty() { "All statements".to_owned() } else { format!("Statements: {query}") };
    let title = escape(&title);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n\
         <p>{statements} statements of {documents} documents.</p>\n</header>\n<main>\n"
    )
}

/// The end of the page.
pub fn foot() -> String {
    "</main>\n<footer>\n<p>Found by a program, which errs; what a person reviewed says so. Check before use.</p>\n</footer>\n</body>\n</html>\n".to_owned()
}

/// A document with its statements.
pub fn document(record: &Record) -> String {
    let document = &record.document;
    let title = document.title.as_deref().unwrap_or("Untitled");
    let origin = [document.outlet.as_deref(), document.published.as_deref()];
    let mut origin: Vec<String> = origin.into_iter().flatten().map(escape).collect();
    origin.extend(document.url.as_deref().map(address));
    origin.push(escape(&document.id));
    let statements: String = record.statements.iter().map(|one| statement(record, one)).collect();
    format!(
        "<section>\n<h2>{}</h2>\n<p class=\"origin\">{}</p>\n{statements}</section>\n",
        escape(title),
        origin.join(" · ")
    )
}

fn address(url: &str) -> String {
    let text = escape(url);
    let web = url.starts_with("https://") || url.starts_with("http://");
    if web { format!("<a href=\"{text}\" rel=\"noreferrer\">{text}</a>") } else { text }
}

fn statement(record: &Record, statement: &Statement) -> String {
    let entity = record.entities.iter().find(|entity| Some(&entity.id) == statement.source.entity.as_ref());
    let name = entity.and_then(|entity| entity.name.as_deref()).or(statement.source.text.as_deref());
    let titles = entity.map(|entity| entity.titles.join("; ")).filter(|titles| !titles.is_empty());
    let cue = statement.cue.as_ref().map(|cue| format!(" <span class=\"cue\">{}</span>", escape(&cue.text)));
    let to: Vec<String> = statement.audience.iter().map(|audience| escape(&audience.pinned.text)).collect();
    let to = if to.is_empty() { String::new() } else { format!(" <span class=\"to\">to {}</span>", to.join(", ")) };
    format!(
        "<article>\n<h3><span class=\"who\">{}</span>{}{to}{}</h3>\n<blockquote>{}</blockquote>\n<p class=\"marks\">{}</p>\n\
         <details><summary>In the text</summary><p>{}</p></details>\n</article>\n",
        escape(name.unwrap_or("(no source named)")),
        titles.map_or(String::new(), |titles| format!(" <span class=\"titles\">{}</span>", escape(&titles))),
        cue.unwrap_or_default(),
        escape(&statement.content.text),
        marks(record, statement).iter().map(|mark| escape(mark)).collect::<Vec<_>>().join(" · "),
        escape(&statement.passage.text),
    )
}

fn marks(record: &Record, statement: &Statement) -> Vec<String> {
    let mut marks = vec![statement.id.clone(), word(statement.form), word(statement.mode), word(statement.act)];
    marks.extend(statement.negated.then(|| "negated".to_owned()));
    let time = record.times.iter().find(|time| Some(&time.id) == statement.time.as_ref());
    marks.extend(time.and_then(|time| time.value.as_ref()).map(|value| format!("said {value}")));
    if statement.hands > 0 {
        let via: Vec<String> = statement.via.iter().map(|via| word(via.kind)).collect();
        marks.push(format!("{} hands: {}", statement.hands, via.join(" → ")));
    }
    let reviewed = statement.because.iter().any(|because| because.decider == "person");
    marks.push(if reviewed {
        "put right by a person".to_owned()
    } else {
        format!("{}% sure", (statement.confidence.statement * 100.0).round())
    });
    marks
}
