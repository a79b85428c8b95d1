//! A record in the format that was asked for.

use hearsay::record::text::Layout;
use hearsay::record::{Record, brat, csv, html, json, text, webanno};

use super::Format;

/// A record as it is printed or written.
pub struct Rendered {
    /// The document's id, as far as the views for people tell it.
    pub id: String,
    /// The ending of its file.
    pub ending: &'static str,
    /// What it reads.
    pub body: String,
    /// What goes before it in a file of its own, and once before all on standard output.
    pub head: &'static str,
    /// The ending and contents of a file that belongs beside it.
    pub beside: Option<(&'static str, String)>,
}

/// Writes a record.
pub fn render(record: &Record, format: Format, layout: Layout) -> Result<Rendered, serde_json::Error> {
    let (ending, body) = match format {
        Format::Text => ("txt", text::page(record, layout)),
        Format::Json => ("json", json::pretty(record)?),
        Format::Jsonl => ("jsonl", json::line(record)?),
        Format::Csv => ("csv", csv::rows(record)),
        Format::Brat => ("ann", brat::annotations(record)),
        Format::Html => ("html", html::page(record)),
        Format::Webanno => ("jsonld", webanno::pretty(record)?),
    };
    let head = if format == Format::Csv { csv::HEADER } else { "" };
    let beside = (format == Format::Brat).then(|| ("txt", record.document.text.clone()));
    let id = text::short_id(&record.document.id);
    Ok(Rendered { id, ending, body, head, beside })
}
