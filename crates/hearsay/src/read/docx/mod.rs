//! Word documents (Office Open XML): the words of the body as Word shows them, with the numbers of its lists.
//!
//! What a tracked change inserts is text, what it deletes is not. Headers, footers, notes and comments stand outside the
//! body and are not read. The XML is walked with the lexer of the HTML reader, which never fails and never recurses.
//! The text is compressed in the file, so `--map` leads each character to the whole compressed body.

mod body;
mod numbering;
mod package;
mod styles;

use super::clean::Cleaner;
use super::html::{Token, Tokens, unescape};
use super::{ReadError, ReadOptions, plan, settle};
use crate::text::{Document, Kind, PartKind};
use body::Paragraph;
use package::{Entry, Package};
use styles::Role;

/// Columns that a level of a list is set in by.
const INDENT: usize = 4;

/// Reads a Word document.
///
/// # Errors
/// Where the bytes are no DOCX, are damaged, or unpack to more than any text needs.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let main = package.main()?;
    let folder = main.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let beside = |package: &mut Package<'_>, name: &str| package.entry(&format!("{folder}{name}"));
    let styles = beside(&mut package, "styles.xml")?.map(|entry| styles::parse(&entry.text)).unwrap_or_default();
    let numbering =
        beside(&mut package, "numbering.xml")?.map(|entry| numbering::parse(&entry.text)).unwrap_or_default();
    let paragraphs = body::paragraphs(&main.text, &styles, numbering);
    Ok(write(&paragraphs, &main, bytes, options).finish_direct())
}

fn write(paragraphs: &[Paragraph], main: &Entry, bytes: &[u8], options: &ReadOptions) -> Cleaner {
    let mut cleaner = Cleaner::new(Kind::Article, bytes);
    let lines: Vec<String> = paragraphs.iter().map(Paragraph::line).collect();
    let is_plan = options.kind.map_or_else(|| plan::looks_like(&lines.join("\n")), |kind| kind == Kind::Plan);
    for (index, paragraph) in paragraphs.iter().enumerate() {
        cleaner.begin(match paragraph.role {
            Role::Title => PartKind::Title,
            Role::Heading if paragraph.label.is_none() && (is_plan || index == 0) => PartKind::Title,
            Role::Quote => PartKind::Blockquote,
            Role::Caption => PartKind::Caption,
            Role::Heading | Role::Body => PartKind::Body,
        });
        if let Some(label) = &paragraph.label {
            cleaner.put_in(label);
            cleaner.space();
        }
        cleaner.unit(&paragraph.text, main.at, main.length);
        if let Some(span) = cleaner.end() {
            cleaner.indent(span.start(), INDENT * paragraph.level);
            if paragraph.role == Role::Title || index == 0 && paragraph.role == Role::Heading {
                let title = cleaner.slice(span).to_owned();
                cleaner.metadata().title.get_or_insert(title);
            }
        }
    }
    settle(cleaner, options)
}

/// The value of attribute `name` (without its namespace) of a start tag.
fn value(attributes: &[super::html::Attribute<'_>], name: &str) -> Option<String> {
    let fits = |found: &str| local(found).eq_ignore_ascii_case(name);
    attributes.iter().find(|attribute| fits(attribute.name)).map(|attribute| unescape(attribute.raw, true))
}

/// A name without its namespace.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The tags and text of a part of the package.
fn tokens(xml: &str) -> Tokens<'_> {
    Tokens::new(xml)
}

/// Whether a switch such as `<w:vanish/>` is on.
fn is_on(attributes: &[super::html::Attribute<'_>]) -> bool {
    !matches!(value(attributes, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

#[cfg(test)]
mod tests;
