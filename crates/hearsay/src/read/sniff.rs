//! What format bytes are in: by their first bytes, then by name and media type, then by the look of the text.

use super::{ReadError, ReadOptions};
use crate::text::Kind;

/// A format that has a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// PDF.
    Pdf,
    /// A Word document (Office Open XML).
    Docx,
}

/// First bytes of files that hold no text to read, with what to call them.
const REFUSED: [(&[u8], &str); 17] = [
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or picture file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"\x1F\x8B", "gzip-compressed; unpack it first"),
    (b"BZh", "bzip2-compressed; unpack it first"),
    (b"\xFD7zXZ\0", "xz-compressed; unpack it first"),
    (b"\x28\xB5\x2F\xFD", "zstd-compressed; unpack it first"),
    (b"7z\xBC\xAF", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\xD0\xCF\x11\xE0", "an old Office file or a protected DOCX; save it as an open DOCX or as text"),
    (b"{\\rtf", "rich text (RTF); save it as DOCX or text"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3", "a database"),
];

/// The format that the first bytes prove: PDF, DOCX, or an error that names what it is instead.
///
/// # Errors
/// For pictures, sound, archives and other files without readable text.
pub fn by_bytes(bytes: &[u8]) -> Result<Option<Format>, ReadError> {
    if bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
        return Ok(Some(Format::Pdf));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Some(Format::Docx));
    }
    if let Some((_, what)) = REFUSED.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::new(format!("{what}; hearsay reads text, Markdown, HTML, PDF, DOCX and transcripts")));
    }
    if bytes.len() > 12 && &bytes[4..8] == b"ftyp" {
        return Err(ReadError::new("a film or sound file; give its transcript"));
    }
    Ok(None)
}

/// The format of decoded text, by media type, name and look, in this order.
#[must_use]
pub fn by_text(text: &str, options: &ReadOptions) -> Format {
    let media_type = options.media_type.as_deref().unwrap_or("").to_ascii_lowercase();
    let name = options.name.as_deref().unwrap_or("").to_ascii_lowercase();
    let name = name.split(['?', '#']).next().unwrap_or("");
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if media_type.contains("html") || ends(&[".html", ".htm", ".xhtml"]) || looks_like_html(text) {
        Format::Html
    } else if media_type.contains("markdown") || ends(&[".md", ".markdown"]) {
        Format::Markdown
    } else {
        Format::Plain
    }
}

/// The kind of a text that the caller did not name.
#[must_use]
pub fn kind(options: &ReadOptions) -> Kind {
    options.kind.unwrap_or_default()
}

/// Whether a text without markup is to be read as a plan: the caller says so, or says nothing and it looks like one.
#[must_use]
pub fn is_plan(text: &str, options: &ReadOptions) -> bool {
    options.kind.map_or_else(|| super::plan::looks_like(text), |kind| kind == Kind::Plan)
}

/// Whether text opens as a web page does.
fn looks_like_html(text: &str) -> bool {
    let head = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let head: String = head.chars().take(1024).collect::<String>().to_ascii_lowercase();
    let tags = ["<!doctype html", "<html", "<head", "<body", "<article", "<meta", "<title"];
    let opens = |prefix: &[&str]| prefix.iter().any(|tag| head.starts_with(tag));
    opens(&tags)
        || (opens(&["<?xml", "<!--"]) && tags.iter().any(|tag| head.contains(tag)))
        || (opens(&["<p>", "<p ", "<div", "<h1"]) && head.contains("</"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_no_text_is_named() {
        let error = by_bytes(b"\x89PNG\r\n\x1A\n").unwrap_err().to_string();
        assert!(error.starts_with("a PNG picture"), "{error}");
        assert_eq!(by_bytes(b"%PDF-1.7 ...").unwrap(), Some(Format::Pdf));
        assert_eq!(by_bytes(b"PK\x03\x04....").unwrap(), Some(Format::Docx));
        assert_eq!(by_bytes(b"Plain words").unwrap(), None);
    }

    #[test]
    fn text_is_told_by_media_type_name_and_look() {
        let format = |text: &str, name: &str, media_type: &str| {
            let named = |value: &str| (!value.is_empty()).then(|| value.to_owned());
            by_text(text, &ReadOptions { name: named(name), media_type: named(media_type), kind: None })
        };
        assert_eq!(format("x", "https://example.org/a.HTML?x=1", ""), Format::Html);
        assert_eq!(format("x", "", "text/html; charset=utf-8"), Format::Html);
        assert_eq!(format("\u{FEFF} <!DOCTYPE html><p>x", "", ""), Format::Html);
        assert_eq!(format("# x", "story.md", ""), Format::Markdown);
        assert_eq!(format("a < b, said <Anna>", "story.txt", ""), Format::Plain);
    }
}
